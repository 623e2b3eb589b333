"""What was rejected is found again, and read again once it is mended."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from coverage import feeds
from coverage.cli import main
from coverage.model import Article, Rejection
from coverage.pipeline import ingest_items
from coverage.reports import Scope, run
from coverage.retry import Retry, uploads_in
from coverage.store import Request, Snapshot

GOOD = {"title": "Umerov met Backes", "text": "Rustem Umerov met Yuriko Backes in Kyiv. " * 3,
        "published": "2025-03-20", "lang": "en", "outlet": "Own"}  # fmt: skip


def line(**changed: object) -> str:
    """An article; under another title it has another text, else it would be the same one."""
    text = f"{changed['title']}. {GOOD['text']}" if "title" in changed else GOOD["text"]
    return json.dumps(GOOD | {"text": text} | changed)


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
    assert main(["ingest", "--retry", run_id, "--store", str(store)]) == 2
    assert "nothing was rejected in a run" in capsys.readouterr().err


def test_what_is_gone_is_told(tmp_path: Path) -> None:
    store, news = tmp_path / "store", tmp_path / "news.txt"
    news.write_text("", "utf-8")
    main(["ingest", str(news), "--store", str(store)])
    news.unlink()
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 1
    rejections = run("rejections", Scope(), Snapshot.current(store))
    assert list(rejections["code"]) == ["unreadable", "empty_file"]


def read_since(store: Path) -> list[bool]:
    """Of each rejection, the newest run's first."""
    frame = run("rejections", Scope(), Snapshot.current(store))
    for at, since in frame.loc[frame["read_since"] != "", ["at", "read_since"]].to_numpy():
        assert since >= at
    return list(frame["read_since"] != "")


def test_a_rejection_says_whether_it_was_read_since(tmp_path: Path) -> None:
    store, folder = tmp_path / "store", tmp_path / "in"
    folder.mkdir()
    one, two = folder / "one.jsonl", folder / "two.txt"
    one.write_text("\n".join([line(title="One"), line(title="Two")[:40]]), "utf-8")
    two.write_text("", "utf-8")

    def put(*asked: str) -> None:
        main(["ingest", *asked, "--store", str(store)])

    put(str(folder))
    assert read_since(store) == [False, False]
    two.unlink()
    put(str(folder))  # the line is cut still, and of the text nobody knows
    assert read_since(store) == [False, False, False]
    put("--retry", "last")
    assert read_since(store) == [False] * 4
    one.write_text("\n".join([line(title="One"), line(title="Two")]), "utf-8")
    put(str(folder))
    frame = run("rejections", Scope(), Snapshot.current(store))
    assert set(frame.loc[frame["read_since"] != "", "source"]) == {f"{one}:2"}
    assert set(frame.loc[frame["read_since"] == "", "source"]) == {str(two)}


@pytest.mark.parametrize("again", ["file", "last", "chain"])
def test_what_changed_nothing_counts_as_read_too(
    again: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store, news = tmp_path / "store", Path("news.jsonl")
    news.write_text("\n".join([line(title="One"), line(title="Two")[:40]]), "utf-8")
    main(["ingest", "news.jsonl", "--store", str(store)])
    if again == "chain":
        main(["ingest", "--retry", "last", "--store", str(store)])
    news.write_text(line(title="One"), "utf-8")
    tried = run("runs", Scope(), Snapshot.current(store))["run_id"].iloc[0]
    what = {"file": ["news.jsonl"], "last": ["--retry", "last"], "chain": ["--retry", tried]}[again]
    assert main(["ingest", *what, "--store", str(store)]) == 0
    assert read_since(store) == [True] * (2 if again == "chain" else 1)


def test_nothing_given_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "--store", str(tmp_path)]) == 2
    assert "nothing to read" in capsys.readouterr().err


def of(*sources: str, store: Path, **asked: object) -> Retry:
    """What was rejected in a run that was asked so."""
    return Retry(Request(**asked), sources, store)  # type: ignore[arg-type]


def codes(items: Iterable[Article | Rejection]) -> list[str]:
    return [each.code if isinstance(each, Rejection) else "read" for each in items]


def test_places(tmp_path: Path) -> None:
    archive, odd, other = tmp_path / "a.zip", tmp_path / "b:7", tmp_path / "in" / "c.txt"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("in/b.jsonl", line())
    odd.touch()
    other.parent.mkdir()
    other.touch()
    given = (str(archive), str(odd), str(tmp_path / "gone.jsonl"), str(other.parent))
    place_of = of(store=tmp_path / "store", folder=str(tmp_path), paths=given).place
    assert place_of(f"{archive}/in/b.jsonl:3") == archive
    assert place_of("a.zip/in/b.jsonl:3") == archive
    assert place_of(f"{odd}:2") == odd
    assert place_of("b:7") == odd
    assert place_of("in/c.txt") == other
    assert place_of(str(other.parent)) == other.parent  # a folder without articles
    assert place_of("https://example.org/a:7") == "https://example.org/a:7"
    assert place_of("pasted text") == "pasted text"
    assert place_of(str(tmp_path / "gone.jsonl:3")) == str(tmp_path / "gone.jsonl")


def test_nothing_but_what_the_run_read_is_a_place(tmp_path: Path) -> None:
    secret, near = tmp_path / "memo.txt", tmp_path / "news.zip"
    secret.write_text(line())
    near.touch()
    named = ("memo.txt", str(secret), f"{secret}:1", f"{near.parent}/../memo.txt", f"{near}x")
    for asked in (
        {"folder": str(tmp_path), "paths": (str(near),)},
        {"sources": (str(secret),)},  # what a visitor gave
        {"way": "refresh", "sources": ("https://a.example/rss",)},
    ):
        again = of(*named, store=tmp_path / "store", **asked)
        assert [each for each in map(again.place, named) if isinstance(each, Path)] == []
        assert "read" not in codes(again.items())
    kept = uploads_in(tmp_path / "store") / "0a" / "b.txt"
    kept.parent.mkdir(parents=True)
    kept.touch()
    assert of(store=tmp_path / "store").place(f"{kept}:1") == kept


def test_a_name_that_leads_out_of_an_archive_lies_in_the_archive(tmp_path: Path) -> None:
    store, archive = tmp_path / "store", tmp_path / "a.zip"
    (tmp_path / "memo.txt").write_text(line())
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("../memo.txt", line())
        made.writestr("good.jsonl", line())
    main(["ingest", str(archive), "--store", str(store)])
    main(["ingest", "--retry", "last", "--store", str(store)])
    told = run("rejections", Scope(), Snapshot.current(store))
    assert list(told["code"]) == ["unsafe_path"] * 2
    again = of(*told["source"], store=store, paths=(str(archive),))
    assert {again.place(each) for each in told["source"]} == {archive}


def test_what_was_read_since_is_not_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, folder = tmp_path / "store", tmp_path / "in"
    folder.mkdir()
    odd = folder / "odd.csv"
    odd.write_text(f"Kopf,Leib,Tag\nOwn,{GOOD['text']},2025-03-20\n")
    cut = folder / "cut.jsonl"
    cut.write_text(line()[:40])
    main(["ingest", str(folder), "--store", str(store)])
    again = ["ingest", "--retry", "last", "--store", str(store)]
    main([*again, "--columns", "title=Kopf,text=Leib,published=Tag"])
    capsys.readouterr()
    assert main(again) == 1
    assert "1 source read by a later run already" in capsys.readouterr().out
    told = run("rejections", Scope(), Snapshot.current(store))
    first = told["run_id"].iloc[-1]
    newest = told[told["run_id"] == told["run_id"].iloc[0]]
    assert list(newest["source"]) == [f"{cut}:1"]
    assert set(told.loc[(told["run_id"] == first) & (told["read_since"] != ""), "source"]) == {
        str(odd)
    }
    cut.write_text(line())
    assert main(again) == 0
    assert main(again) == 0  # nothing is left, which is no fault


@pytest.mark.parametrize("spoilt", ["file", "archive"])
def test_what_lies_in_a_file_that_cannot_be_read_is_not_read_since(
    tmp_path: Path, spoilt: str
) -> None:
    store, news = tmp_path / "store", tmp_path / "news.jsonl"
    lines = "\n".join([line(title="One"), line()[:40], line()[:30]])
    news.write_text(lines)
    if spoilt == "archive":
        news = tmp_path / "news.zip"
        with zipfile.ZipFile(news, "w") as made:
            made.writestr("in/news.jsonl", lines)
    main(["ingest", str(news), "--store", str(store)])
    news.write_bytes(b"")
    main(["ingest", "--retry", "last", "--store", str(store)])
    assert not any(read_since(store))
    news.unlink()
    main(["ingest", "--retry", "last", "--store", str(store)])
    assert not any(read_since(store))


def test_an_address_that_is_a_path_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "memo.txt"
    secret.write_text(line())
    for given in (str(secret), f"{secret}:1", f"file://{secret}", str(tmp_path)):
        rejected = feeds.read_address(given, feeds.load_feeds().settings)
        assert isinstance(rejected, Rejection)
        assert rejected.code == "not_allowed"
        again = of(rejected.source, store=tmp_path, paths=(str(tmp_path),))
        assert isinstance(again.place(rejected.source), str)
        assert codes(again.items()) == ["unreadable"]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(line(), "utf-8")
    again = of(f"{news}:1", f"{news}:2", "pasted text", store=tmp_path, paths=(str(news),))
    assert codes(again.items()) == ["read", "unreadable"]


def test_a_retry_elsewhere_reads_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, store = tmp_path / "here", tmp_path / "there", tmp_path / "store"
    for folder, title in ((here, "Mine"), (there, "Another's")):
        folder.mkdir()
        (folder / "news.jsonl").write_text(line(title=title)[: 40 if folder == here else None])
    monkeypatch.chdir(here)
    main(["ingest", "news.jsonl", "--store", str(store)])
    (here / "news.jsonl").write_text(line(title="Mine"))
    monkeypatch.chdir(there)
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert stored(store) == ["Mine"]
    snapshot = Snapshot.current(store)
    told = run("rejections", Scope(), snapshot)
    assert list(told["source"]) == ["news.jsonl:1"]  # as given
    assert list(told["lies_in"]) == [str(here / "news.jsonl")]
    ledger = run("runs", Scope(), snapshot)
    first = ledger["run_id"].iloc[1]
    assert list(ledger["kind"]) == ["retry", "ingest"]
    assert list(ledger["sources"]) == [f"again: {first}", str(here / "news.jsonl")]


def test_what_is_rejected_again_is_not_read_since_under_whatever_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, store = tmp_path / "here", tmp_path / "store"
    deep = here / "a/b/c/d/e"
    for folder in (here / "in", deep):
        folder.mkdir(parents=True)
    (here / "in/table.csv").write_text("a,b\n1,2\n")
    (here / "in/news.jsonl").write_text(line()[:40])
    given = ["in/table.csv", "in/news.jsonl"]
    ways = [
        (here, given),
        (tmp_path, ["--retry", "last"]),
        (tmp_path, [str(here / each) for each in given]),
        (here, [f"./in/../in/{each[3:]}" for each in given]),
        (here / "in", [each[3:] for each in given]),
        (deep, [f"../../../../../{each}" for each in given]),
    ]
    for folder, asked in ways:
        monkeypatch.chdir(folder)
        assert main(["ingest", *asked, "--store", str(store)]) == 1
        assert not any(read_since(store))
    told = run("rejections", Scope(), Snapshot.current(store))
    assert len(told) == 2 * len(ways)
    assert set(told["lies_in"]) == {str(here / each) for each in given}
    (here / "in/news.jsonl").write_text(line())
    monkeypatch.chdir(tmp_path)
    assert main(["ingest", "here/in/news.jsonl", "--store", str(store)]) == 0
    told = run("rejections", Scope(), Snapshot.current(store))
    assert set(told.loc[told["read_since"] != "", "lies_in"]) == {str(here / "in/news.jsonl")}
    assert (told["read_since"] != "").sum() == len(ways)


def test_a_retry_does_not_take_the_place_of_the_run_that_it_retries(tmp_path: Path) -> None:
    store, news = tmp_path / "store", tmp_path / "news.jsonl"
    news.write_text(line()[:40])
    main(["ingest", str(news), "--store", str(store)])
    moved = news.rename(tmp_path / "away.jsonl")
    for _ in range(2):
        assert main(["ingest", "--retry", "last", "--store", str(store)]) == 1
        told = run("rejections", Scope(), Snapshot.current(store))
        assert told["reason"].iloc[0] == f"it is not there any more: {news}"
    moved.rename(news)
    news.write_text(line())
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert stored(store) == ["Umerov met Backes"]


def test_a_retry_of_a_retry_does_the_same(tmp_path: Path) -> None:
    store, table = tmp_path / "store", tmp_path / "table.csv"
    table.write_text("Kopf,Leib,Tag\n,,2025-03-20\n")
    columns = "title=Kopf,text=Leib,published=Tag"
    assert main(["ingest", str(table), "--store", str(store), "--columns", columns]) == 1
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 1
    second = run("runs", Scope(), Snapshot.current(store))["run_id"].iloc[0]
    table.write_text(f"Kopf,Leib,Tag\nOwn,{GOOD['text']},2025-03-20\n")
    assert main(["ingest", "--retry", second, "--store", str(store)]) == 0
    assert stored(store) == ["Own"]  # by the columns that the first run was told


def test_files_beside_a_retry_are_a_run_of_their_own(tmp_path: Path) -> None:
    store, news, more = tmp_path / "store", tmp_path / "news.jsonl", tmp_path / "more.jsonl"
    news.write_text(line(title="One")[:40])
    main(["ingest", str(news), "--store", str(store)])
    news.write_text(line(title="One"))
    more.write_text(line(title="Two")[:40])
    assert main(["ingest", "--retry", "last", str(more), "--store", str(store)]) == 1
    more.write_text(line(title="Two"))
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert stored(store) == ["One", "Two"]
    kinds = run("runs", Scope(), Snapshot.current(store))["kind"]
    assert list(kinds) == ["retry", "ingest", "retry", "ingest"]


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


def test_what_lies_in_a_folder_that_is_read_again_is_read_once(tmp_path: Path) -> None:
    """For hidden files the folder itself is told."""
    store, folder = tmp_path / "store", tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    outside = tmp_path / "outside.txt"
    outside.write_text("nobody meant this")
    (folder / ".draft.jsonl").write_text(line())
    (folder / "bad.json").write_text("{")
    (folder / "deeper/cut.jsonl").write_text(line()[:40])
    (folder / "link.txt").symlink_to(outside)
    for asked in ([str(folder)], ["--retry", "last"]):
        main(["ingest", *asked, "--store", str(store)])
    told = run("rejections", Scope(), Snapshot.current(store))
    first, again = (set(each["code"]) for _, each in told.groupby("run_id", sort=False))
    assert first == again == {"hidden_files", "bad_json", "link_out"}
    assert len(told) == 2 * 4
    (folder / ".draft.jsonl").unlink()
    main(["ingest", "--retry", "last", "--store", str(store)])
    told = run("rejections", Scope(), Snapshot.current(store))
    newest = told[told["run_id"] == told["run_id"].iloc[0]]
    assert sorted(newest["code"]) == ["bad_json", "bad_json", "link_out"]


def test_a_link_that_leads_out_is_told_as_one_again(tmp_path: Path) -> None:
    store, folder = tmp_path / "store", tmp_path / "in"
    folder.mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text("nobody meant this")
    (folder / "link.txt").symlink_to(outside)
    (folder / "news.jsonl").write_text(line())
    for asked in ([str(folder)], ["--retry", "last"]):
        main(["ingest", *asked, "--store", str(store)])
    told = run("rejections", Scope(), Snapshot.current(store))
    assert list(told["code"]) == ["link_out"] * 2
    assert told["reason"].nunique() == 1


def test_a_link_that_led_out_is_not_followed_by_a_retry(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    secret = tmp_path / "secret.jsonl"
    secret.write_text(line(title="Secret"))
    (folder / "own.jsonl").write_text(line(title="Own"))
    (folder / "link.jsonl").symlink_to(secret)
    assert main(["ingest", str(folder), "--store", str(store)]) == 0
    main(["ingest", "--retry", "last", "--store", str(store)])
    assert stored(store) == ["Own"]


def test_standard_input_that_is_not_read_whole_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"

    def given(*lines: str) -> None:
        data = "\n".join(lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        main(["ingest", "-", "--store", str(store)])

    given(line(title="One"))
    assert list(uploads_in(store).iterdir()) == []  # all of it was read
    given(line(title="One"), line(title="Two")[:40])
    (kept,) = uploads_in(store).rglob("input.*")
    told = run("rejections", Scope(), Snapshot.current(store))
    assert list(told["source"]) == [f"{kept}:2"]
    kept.write_text("\n".join([line(title="One"), line(title="Two")]))
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert stored(store) == ["One", "Two"]


def test_the_log_says_where_everything_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store, folder = tmp_path / "store", tmp_path / "in"
    folder.mkdir()
    (tmp_path / "above.jsonl").write_text(line()[:40])
    (folder / "cut.jsonl").write_text(f"{line()}\n{line()[:40]}")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line(title="Piped").encode())))
    main(["ingest", "../above.jsonl", "cut.jsonl", "-", "--store", str(store)])
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    main(["log", "--store", str(store)])
    (ran,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert ran["sources"].split("\n") == [
        str(tmp_path / "above.jsonl"), str(folder / "cut.jsonl"), "-",
    ]  # fmt: skip
    main(["log", "--rejected", "--store", str(store)])
    told = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [each["source"] for each in told] == ["../above.jsonl:1", "cut.jsonl:2"]
    for each, name in zip(told, ("above.jsonl", "cut.jsonl"), strict=True):
        assert Path(each["lies_in"]).samefile(next(tmp_path.rglob(name)))


def test_what_lies_in_no_folder_is_told_as_it_is_called(tmp_path: Path) -> None:
    store = tmp_path / "store"
    faults = [Rejection(each, "no_text", "x") for each in ("pasted", "https://a.example/1", "-:3")]
    ingest_items(faults, store, request=Request("ingest"))
    told = run("rejections", Scope(), Snapshot.current(store))
    assert set(told["lies_in"]) == {"pasted", "https://a.example/1", "-"}


@pytest.mark.parametrize("beside", [".draft.jsonl", "chats.json"])
def test_what_was_left_out_beside_it_does_not_make_an_input_unread(
    tmp_path: Path, beside: str
) -> None:
    """Of hidden files the folder is told, of private chats the file: all else in it was read."""
    store, folder = tmp_path / "store", tmp_path / "in"
    folder.mkdir()
    message = {"id": 1, "type": "message", "date_unixtime": "1742427000", "text": GOOD["text"]}
    chats = [{"name": kind, "type": kind, "id": 7, "messages": [message | {"text": text}]}
             for kind, text in (("personal_chat", "x"), ("public_channel", "")) ]  # fmt: skip
    (folder / beside).write_text(json.dumps({"chats": {"list": chats}}))
    (folder / "cut.jsonl").write_text(line()[:40])
    main(["ingest", str(folder), "--store", str(store)])
    (folder / "cut.jsonl").write_text(line())
    main(["ingest", str(folder), "--store", str(store)])
    told = run("rejections", Scope(), Snapshot.current(store))
    since = {(each.code, bool(each.read_since)) for each in told.itertuples()}
    left = "hidden_files" if beside.startswith(".") else "private_chats"
    assert ("bad_json", True) in since
    assert (left, True) not in since
