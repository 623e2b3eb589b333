from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers import STANDARD_INPUT, Limits, Options, read
from coverage.readers.encoding import decode, tidy
from coverage.readers.markup import decode_html

RU = "Министр обороны Люксембурга встретилась с Умеровым в Киеве – «датская модель»."
UK = "Міністерка оборони Люксембургу зустрілася з Умєровим у Києві, її ґрунтовна розмова."


@pytest.mark.parametrize("text", [RU, UK])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_cyrillic(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_koi8() -> None:
    text = UK.replace("–", "-")
    assert decode(text.encode("koi8_u")) == text


def test_windows_1252() -> None:
    text = "Støre said: “Norway will pay – and soon.”"
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"text\x01\x02\x03 text", "binary"),
        (b"\xff\xfeT\x00\x00\xd8T\x00", "bad_encoding"),
        (bytes(range(0x80, 0x100)), "bad_encoding"),
        ("日本の防衛大臣".encode("shift_jis"), "bad_encoding"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableInput) as told:
        decode(data)
    assert told.value.code == code


def test_tidy_keeps_what_is_text() -> None:
    assert tidy("a\r\nb\rc\u2028d\x00\ufeff\ud800e\u00a0f\tg") == "a\nb\nc\nde\u00a0f\tg"


RECORD = {"title": "Міністри зустрілися в Києві", "text": UK, "published": "2025-03-20"}
# U+2028 ends a line for some, and no line of JSON.
LINES = "\n".join(
    json.dumps(
        RECORD | {"url": f"https://visti.example/{n}", "note": "a\u2028b"}, ensure_ascii=False
    )
    for n in range(3)
)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.txt"])
def test_json_lines_in_utf16(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(f"\ufeff{LINES}\n\n{{broken\n".encode(encoding))
    first, second, third, broken = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.body, second.url) == (UK, "https://visti.example/1")
    assert isinstance(third, Article)
    assert isinstance(broken, Rejection)
    assert (broken.code, broken.source) == ("bad_json", f"{path}:5")


def test_a_line_in_utf16_that_is_too_long_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    first, second, _ = LINES.split("\n")
    path.write_bytes(f"{first}\n{'х' * 3000}\n{second}\n".encode("utf-16"))
    long, short = Options(limits=Limits(article=4000)), Options(limits=Limits(article=2000))
    for options in (long, short):
        found = [getattr(each, "code", "read") for each in read(path, options)]
        assert found == ["read", "line_too_long", "read"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("mark", "name"), [(",", "a.csv"), ("\t", "a.tsv"), ("\t", "a.txt")])
def test_tables_in_utf16(tmp_path: Path, encoding: str, mark: str, name: str) -> None:
    path = tmp_path / name
    rows = [list(RECORD), [f'"{value}"' for value in RECORD.values()]]
    path.write_bytes(("\ufeff" + "\r\n".join(map(mark.join, rows))).encode(encoding))
    (found,) = read(path)
    assert isinstance(found, Article)
    assert found.body == UK


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [LINES, f"[{LINES.replace(chr(10), ',')}]"])
def test_standard_input_in_utf16(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, text: str
) -> None:
    given = io.TextIOWrapper(io.BytesIO(f"\ufeff{text}\n".encode(encoding)))
    monkeypatch.setattr("sys.stdin", given)
    found = list(read(STANDARD_INPUT))
    assert [isinstance(each, Article) for each in found] == [True] * 3


@pytest.mark.parametrize("text", [RU, UK])
def test_the_macs_cyrillic_is_told_by_its_letters(text: str) -> None:
    assert decode(text.encode("mac_cyrillic")) == text


@pytest.mark.parametrize("name", ["x-mac-cyrillic", "X-Mac-Ukrainian"])
def test_a_page_in_the_macs_cyrillic_is_read_as_browsers_read_it(name: str) -> None:
    markup = f"<meta charset='{name}'><p>Ґанок її «№ 7»"
    assert decode_html(markup.encode("mac_cyrillic")) == markup


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_needs_no_mark(codec: str) -> None:
    for begin in ("<!DOCTYPE html>", "\n <html>", "<p>"):
        assert decode_html(f"{begin}{UK}".encode(codec)) == f"{begin}{UK}"
    with pytest.raises(UnreadableInput, match="no page"):
        decode_html(b"P\x00\x01\x02" * 9)
