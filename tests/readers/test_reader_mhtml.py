"""Web pages that a browser saved as one file: their page, its address and charset."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from coverage.model import Article, Rejection
from coverage.readers import Limits, Options, read

SAVED = Path(__file__).parent / "pages" / "saved_uk.mhtml"
HEAD = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"


def only(path: Path, options: Options | None = None) -> Article | Rejection:
    (found,) = read(path, options)
    return found


def test_the_day_of_saving_is_no_day_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    data = SAVED.read_bytes()
    start, end = data.index(b"<meta"), data.index(b"</head>")
    path.write_bytes((data[:start] + data[end:]).replace(b"/2025/03/20/", b"/"))
    told = only(path)
    assert isinstance(told, Rejection)
    assert told.code == "no_date"


def test_the_address_of_a_part_without_one_is_what_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(
        SAVED.read_bytes().replace(b"\r\nContent-Location: https://visti", b"\r\nX: y")
    )
    found = only(path)
    assert isinstance(found, Article)
    assert found.url == "https://visti-krainy.example/2025/03/20/norvehiia-ta-drony"


def test_the_page_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAVED.read_bytes())))
    assert isinstance(only(Path("-")), Article)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"no mail at all", "no_article"),
        (HEAD, "no_article"),
        (HEAD + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n", "no_article"),
        (HEAD + b"--b\r\nContent-Type: text/html\r\n\r\n\r\n--b--\r\n", "empty_file"),
        (HEAD + b"--b\r\nContent-Type: text/html; charset=x\r\n\r\n<p>A\r\n--b--\r\n", "no_text"),
        (b"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n" * 3000, "no_article"),
        (b"\x00\xff" * 500, "no_article"),
    ],
)
def test_what_holds_no_page_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.mhtml").write_bytes(data)
    told = only(tmp_path / "a.mhtml")
    assert isinstance(told, Rejection)
    assert told.code == code


def test_bounds_are_those_of_an_article_and_of_a_document() -> None:
    for limits in (Limits(article=100), Limits(document=100)):
        told = only(SAVED, Options(limits=limits))
        assert isinstance(told, Rejection)
        assert told.code == "too_large"
