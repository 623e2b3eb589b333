"""What was rejected is found again, and read again once it is mended."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from coverage import feeds
from coverage.cli import main
from coverage.model import Article, Rejection
from coverage.reports import Scope, run
from coverage.retry import again, place_of
from coverage.store import Snapshot

GOOD = {"title": "Umerov met Backes", "text": "Rustem Umerov met Yuriko Backes in Kyiv. " * 3,
        "published": "2025-03-20", "lang": "en", "outlet": "Own"}  # fmt: skip


def line(**changed: object) -> str:
    return json.dumps(GOOD | changed)


def stored(store: Path) -> list[str]:
    return sorted(run("articles_all", Scope(), Snapshot.current(store), q="", most="")["title"])


def runs(store: Path) -> list[tuple[int, int, int]]:
    frame = run("runs", Scope(), Snapshot.current(store))
    return [tuple(map(int, row)) for row in frame[["added", "unchanged", "rejected"]].to_numpy()]


def test_a_mended_file_goes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, news = tmp_path / "store", tmp_path / "news.jsonl"
    news.write_text("\n".join([line(title="One"), line(title="Two")[:40]]), "utf-8")
    main(["ingest", str(news), "--store", str(store)])
    news.write_text("\n".join([line(title="One"), line(title="Two")]), "utf-8")
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert stored(store) == ["One", "Two"]
    assert runs(store) == [(1, 1, 0), (1, 0, 1)]
    # Nothing is left: the last run that rejected anything is the first one.
    run_id = run("runs", Scope(), Snapshot.current(store))["run_id"].iloc[0]
    assert main(["ingest", "--retry", run_id, "--store", str(store)]) == 3
    assert "nothing was rejected in a run" in capsys.readouterr().err


def test_what_is_gone_is_told(tmp_path: Path) -> None:
    store, news = tmp_path / "store", tmp_path / "news.txt"
    news.write_text("", "utf-8")
    main(["ingest", str(news), "--store", str(store)])
    news.unlink()
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 1
    rejections = run("rejections", Scope(), Snapshot.current(store))
    assert list(rejections["code"]) == ["unreadable", "empty_file"]


def test_nothing_given_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "--store", str(tmp_path)]) == 2
    assert "nothing to read" in capsys.readouterr().err


def test_places(tmp_path: Path) -> None:
    archive, odd = tmp_path / "a.zip", tmp_path / "b:7"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("in/b.jsonl", line())
    odd.touch()
    assert place_of(f"{archive}/in/b.jsonl:3") == archive
    assert place_of(f"{odd}:2") == odd
    assert place_of(str(odd)) == odd
    assert place_of(str(tmp_path)) == tmp_path  # a folder without articles
    assert place_of("https://example.org/a:7") == "https://example.org/a:7"
    assert place_of("pasted text") == "pasted text"
    assert place_of(str(tmp_path / "gone.jsonl:3")) == str(tmp_path / "gone.jsonl")


def test_an_address_that_is_a_path_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "memo.txt"
    secret.write_text(line())
    for given in (str(secret), f"{secret}:1", f"file://{secret}", str(tmp_path)):
        rejected = feeds.read_address(given, feeds.load_feeds().settings)
        assert isinstance(rejected, Rejection)
        assert rejected.code == "not_allowed"
        assert isinstance(place_of(rejected.source), str)
        assert [each.code for each in again([rejected.source]) if isinstance(each, Rejection)] == [
            "unreadable"
        ]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(line(), "utf-8")
    items = list(again([f"{news}:1", f"{news}:2", "pasted text"]))
    assert [type(each) for each in items] == [Article, Rejection]


@pytest.mark.parametrize("suffix", [".csv", ".json", ".jsonl"])
@pytest.mark.parametrize("engine", [[], ["--engine", "pool:1"]])
def test_columns_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str, engine: list[str]
) -> None:
    store, table = tmp_path / "store", tmp_path / f"table{suffix}"
    record = {"Überschrift": "Own title", "A, b": GOOD["text"], "Tag": "2025-03-20"}
    if suffix == ".csv":
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([record.keys(), record.values()])
    else:
        text = json.dumps(record if suffix == ".jsonl" else [record])
        table.write_text(text, "utf-8")
    told = 'title=Überschrift,"text=A, b",published=Tag'
    arguments = ["ingest", str(table), "--store", str(store), *engine]
    assert main(arguments) == 1  # nobody could guess that
    assert main([*arguments, "--columns", told]) == 0
    assert stored(store) == ["Own title"]
    if suffix != ".jsonl":
        assert "title: Überschrift, text: A, b, published: Tag" in capsys.readouterr().err


@pytest.mark.parametrize("told", ["Headline", "headline=Title"])
def test_wrong_columns_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], told: str
) -> None:
    assert main(["ingest", str(tmp_path), "--store", str(tmp_path), "--columns", told]) == 2
    assert "say FIELD=COLUMN; fields: title, text" in capsys.readouterr().err
