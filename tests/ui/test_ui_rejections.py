"""Why an input was rejected is said in the reader's language, with what to do about it."""

import inspect
import json.decoder
import re
import tomllib
from pathlib import Path

import pytest

from coverage.model import Rejection
from coverage.readers import Options, read, read_record
from coverage.ui import rejections

ROOT = Path(__file__).parents[2] / "src/coverage"
TABLE = tomllib.loads((ROOT / "ui/rejections.toml").read_text("utf-8"))
UNREAD = tomllib.loads((ROOT / "readers/save_as.toml").read_text("utf-8"))
LATIN = re.compile(r"[A-Za-z]{3,}")
LANGUAGES = ["uk", "ru"]


@pytest.fixture(params=LANGUAGES)
def language(request, monkeypatch):
    monkeypatch.setattr(rejections, "lang", lambda: request.param)
    return request.param


def reason_of(path: Path) -> str:
    (told,) = read(path)
    assert isinstance(told, Rejection)
    return told.reason


@pytest.mark.parametrize("ending", [*UNREAD, ".xyz", ""])
def test_formats_that_are_not_read(tmp_path, language, ending):
    (tmp_path / f"a{ending}").write_bytes(b"\x00\x01")
    reason = reason_of(tmp_path / f"a{ending}")
    said = rejections.why(reason)
    assert said != reason
    assert not LATIN.search(re.sub(r"\.[\w.]+", "", said)), said


@pytest.mark.parametrize(
    "record",
    [
        {"title": "A", "text": None},
        {"title": "Міністри", "text": "Вони зустрілися."},
        {"title": "Міністри", "text": "Вони зустрілися…", "url": "https://a.example/1"},
        {"title": "[Removed]", "text": "[Removed]"},
        {"title": "Міністри", "text": "Вони зустрілися.", "published": "колись"},
        {"title": "Міністри", "text": "Вони зустрілися.", "published": "2999-01-01"},
        {"title": "Ministrowie", "text": "Spotkali się w Kijowie.", "published": "2025-03-20"},
    ],
)
def test_what_is_missing_in_an_article(language, record):
    told = read_record(record, "x")
    assert isinstance(told, Rejection)
    for part in rejections.why(told.reason).split("; "):
        assert re.search("[а-яі]{3}", part), part


@pytest.mark.parametrize(
    "reason",
    ["127.0.0.1: port 8977 is not the web's; `private = true` in the settings of feeds.toml opens "
     "own networks and other ports",
     "https://a.example/1: robots.txt cannot be read, and nothing without it: 500",
     "no day of publication is in the text: choose it in the field Published",
     "the article is not in the feed: no web address is given of 'Без адреси'",
     "the feed does not list 'Без адреси' any more, and gave no address of it",
     "a PDF file, no page or feed; save its text as .txt",
     "a ZIP file, no page or feed; download it, and give it as a file"],
)  # fmt: skip
def test_reasons_of_addresses_have_no_english_left(language, reason):
    said = rejections.why(reason)
    for word in ("port ", "opens", "cannot", "choose", "given", "list", "file", "save"):
        assert word not in said


@pytest.mark.parametrize(("names", "told"), [("a,b", {}), ("a,text", {"title": "x"})])
def test_wrong_columns_are_told_with_what_mends_them(tmp_path, language, names, told):
    (tmp_path / "a.csv").write_text(f"{names}\n1,2\n")
    (found,) = read(tmp_path / "a.csv", Options(told))
    said = rejections.why(found.reason)
    assert re.search(r"--columns (?:text|title)=a ", said)
    assert re.search("«Додати статті»|«Добавить статьи»", said)
    assert "column " not in said
    assert "which" not in said


@pytest.mark.parametrize(
    "line",
    ['{"title": "Міністри', '{"title": ', "{1: 2}", '{"a" 1}', '{"a": 1 "b": 2}', "{} {}", "[1]",
     r'{"a": "\x"}'],
)  # fmt: skip
def test_what_is_wrong_in_json_has_no_english_left(tmp_path, language, line):
    (tmp_path / "a.jsonl").write_text(f"{line}\n", "utf-8")
    reason = reason_of(tmp_path / "a.jsonl")
    said = rejections.why(reason)
    assert said != reason
    assert not LATIN.search(said.replace(reason.rpartition("not a ")[2], "")), said


def test_what_has_no_words_stays(language):
    assert rejections.why("cannot be opened: Permission denied") == (
        "cannot be opened: Permission denied"
    )
    assert rejections.why("") == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_have_the_same_places_to_fill_in(code):
    for reason, entry in TABLE.items():
        assert sorted(re.findall(r"\{\w+\}", reason)) == sorted(re.findall(r"\{\w+\}", entry[code]))
        assert entry.keys() == set(LANGUAGES), reason


def test_each_reason_is_one_that_is_given():
    code = "".join(
        each.read_text("utf-8")
        for room in ("readers", "feeds", "ui")
        for each in sorted((ROOT / room).rglob("*.*" if room != "ui" else "taking.py"))
        if each.suffix in (".py", ".toml")
    )
    code += inspect.getsource(json.decoder).replace("\\\\", "\\")  # what the parser of JSON says
    code = re.sub(r'"\s*\n\s*f?"', "", code)  # texts over several lines
    for reason in TABLE:
        for part in re.split(r"\{\w+\}", reason):
            for words in (part, *[part.rstrip("; ")]):
                assert words.strip(" :") in code, reason
