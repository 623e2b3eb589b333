"""Hidden files are told; what systems leave beside people's files is not."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from coverage.model import Article, Rejection
from coverage.readers import read

LINE = json.dumps(
    {"title": "Встреча", "text": "Министры встретились.", "published": "2025-03-20"}
).encode()
WANTED = ["a.jsonl", ".draft.jsonl", "b/.c/d.jsonl"]
LEFT_BEHIND = [".DS_Store", "b/._a.jsonl", "__MACOSX/._a.jsonl", "__MACOSX/b.jsonl", "Thumbs.db",
               "desktop.ini", ".git/a.jsonl", "b/~$a.xlsx", ".gitignore"]  # fmt: skip


def folder(at: Path, names: list[str]) -> Path:
    for name in names:
        place = at / "in" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(LINE)
    return at / "in"


def zipped(at: Path, names: list[str]) -> Path:
    with zipfile.ZipFile(at / "in.zip", "w") as archive:
        for name in names:
            archive.writestr(name, LINE)
    return at / "in.zip"


def tarred(at: Path, names: list[str]) -> Path:
    with tarfile.open(at / "in.tar.gz", "w:gz") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(LINE)
            archive.addfile(member, io.BytesIO(LINE))
    return at / "in.tar.gz"


@pytest.mark.parametrize("made", [folder, zipped, tarred])
def test_hidden_files_are_told_and_what_systems_leave_is_not(tmp_path: Path, made) -> None:  # type: ignore[no-untyped-def]
    path = made(tmp_path, WANTED + LEFT_BEHIND)
    first, told = read(path)
    assert isinstance(first, Article)
    assert isinstance(told, Rejection)
    assert (told.code, told.source) == ("hidden_files", str(path))
    assert told.reason.startswith("hidden files were left out: 2, the first is .draft.jsonl; ")


@pytest.mark.parametrize("made", [folder, zipped, tarred])
def test_where_nothing_is_hidden_nothing_is_told(tmp_path: Path, made) -> None:  # type: ignore[no-untyped-def]
    (found,) = read(made(tmp_path, [WANTED[0], *LEFT_BEHIND]))
    assert isinstance(found, Article)


def test_a_hidden_file_that_is_given_itself_is_read(tmp_path: Path) -> None:
    (found,) = read(folder(tmp_path, WANTED) / ".draft.jsonl")
    assert isinstance(found, Article)


@pytest.mark.parametrize("made", [zipped, tarred])
def test_an_archive_of_hidden_files_alone_tells_it_once(tmp_path: Path, made) -> None:  # type: ignore[no-untyped-def]
    (told,) = read(made(tmp_path, WANTED[1:]))
    assert isinstance(told, Rejection)
    assert told.code == "hidden_files"


@pytest.mark.parametrize("made", [folder, zipped, tarred])
@pytest.mark.parametrize("export", ["in/result.json", "result.json"])
def test_pictures_of_an_export_of_telegram_are_passed_over(tmp_path: Path, made, export) -> None:  # type: ignore[no-untyped-def]
    at = export.removesuffix("result.json")
    names = ["photos/1.jpg", "css/style.css", "files/a/b.mp4", "files/c.jsonl", "notes/1.jpg"]
    path = made(tmp_path, [export, *(at + name for name in names)])
    found = {Path(re.split("[:#]", each.source)[0]).name: each for each in read(path)}
    assert isinstance(found.pop("c.jsonl"), Article)  # it may be one's own
    assert isinstance(found.pop("result.json"), Article)
    (left,) = found.values()
    assert isinstance(left, Rejection)
    assert (left.code, Path(left.source).name) == ("unknown_format", "1.jpg")
