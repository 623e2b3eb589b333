"""What is told of how tables and records are read, wherever they lie."""

from __future__ import annotations

import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from coverage.cli import main
from coverage.model import Article
from coverage.readers import STANDARD_INPUT, Columns, Options, read

TEXT = "The ministers of Ukraine and Norway met in Kyiv on Thursday and spoke about air defence."
TABLE = f"Headline,Body,Date\nMinisters met in Kyiv,{TEXT},2025-03-20\n".encode()
HOW = "title: Headline, text: Body, published: Date"


def told_of(path: Path) -> tuple[list[str], list[str]]:
    """The days of the articles at ``path``, and what is told of them."""
    told: list[str] = []

    def tell(source: str, columns: Columns) -> None:
        told.append(f"{source.removeprefix(f'{path}/')}: {columns.described()}")

    found = list(read(path, Options(tell=tell)))
    assert all(isinstance(each, Article) for each in found)
    return [str(each.published) for each in found if isinstance(each, Article)], told


def records(days: Sequence[object], **more: object) -> list[dict[str, object]]:
    return [
        {"title": f"Meeting {number}", "text": TEXT, "published": day} | more
        for number, day in enumerate(days)
    ]


def written(path: Path, found: Sequence[dict[str, object]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(each) + "\n" for each in found))
    else:
        whole: object = {"status": "ok", "articles": found} if path.stem == "held" else found
        path.write_text(json.dumps(whole[0] if path.stem == "one" else whole))  # type: ignore[index]
    return path


FILES = ["a.jsonl", "a.json", "held.json"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (("06/11/2025", "06/25/2025"), ["2025-06-11", "2025-06-25"]),
        (("06/11/2025", "25/06/2025"), ["2025-11-06", "2025-06-25"]),
        (("2025-06-11", 1742462400, None), ["2025-06-11", "2025-03-20"]),
    ],
)
def test_one_day_tells_the_order_of_all_records(
    tmp_path: Path, name: str, days: Sequence[object], wanted: list[str]
) -> None:
    found = records([day for day in days if day is not None])
    assert told_of(written(tmp_path / name, found)) == (wanted, [])


@pytest.mark.parametrize("name", [*FILES, "one.json"])
def test_days_that_may_be_read_in_two_orders_are_told_once_a_file(
    tmp_path: Path, name: str
) -> None:
    path = written(tmp_path / name, records(["06/11/2025", "05/05/2025", "04/03/2025"]))
    days, (told,) = told_of(path)
    assert days[0] == "2025-11-06"
    assert "days such as 06/11/2025 are read day first" in told


@pytest.mark.parametrize("name", FILES)
def test_only_the_first_records_are_looked_at(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, records(["06/11/2025"] * 1000 + ["06/25/2025"]))
    days, (told,) = told_of(path)
    assert (days[0], days[-1]) == ("2025-11-06", "2025-06-25")
    assert "such as 06/11/2025" in told


@pytest.mark.parametrize("name", FILES)
def test_names_that_were_guessed_are_told(tmp_path: Path, name: str) -> None:
    record = {"headline": "Ministers met", "body": TEXT, "date": "2025-03-20", "author": "A. B."}
    _, (told,) = told_of(written(tmp_path / name, [record]))
    assert told.endswith("title: headline, text: body, published: date; not used: author")


def test_a_record_that_is_none_costs_the_look_ahead_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = [json.dumps(each) for each in records(["06/11/2025", "06/25/2025"])]
    path.write_text("\n".join([good[0], "[1]", "{broken", good[1]]))
    found = list(read(path))
    assert [getattr(each, "code", "read") for each in found] == [
        "read", "bad_json", "bad_json", "read",
    ]  # fmt: skip
    assert isinstance(found[0], Article)
    assert str(found[0].published) == "2025-06-11"


def test_tables_within_archives_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("news/march.csv", TABLE)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as inner:
            member = tarfile.TarInfo("april.csv")
            member.size = len(TABLE)
            inner.addfile(member, io.BytesIO(TABLE))
        archive.writestr("more.tar.gz", packed.getvalue())
    _, told = told_of(path)
    assert told == [f"news/march.csv: {HOW}", f"more.tar.gz/april.csv: {HOW}"]


@pytest.mark.parametrize("command", [("ingest", "--store"), ("code", "-o")])
def test_a_table_on_standard_input_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE)))
    name, into = command
    assert main([name, str(STANDARD_INPUT), into, str(tmp_path / "out")]) == 0
    assert f"-: {HOW}\n" in capsys.readouterr().err


def test_tables_that_other_processes_read_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE)
    store = ["--store", str(tmp_path / "store")]
    assert main(["ingest", str(path), "--engine", "pool:1", *store]) == 0
    assert f"a.csv: {HOW}\n" in capsys.readouterr().err
