"""A web page is known by its bytes, wherever it comes from and whatever it is called."""

import io
import sys
from datetime import date, time
from pathlib import Path

import pytest

from coverage.model import Article, Rejection
from coverage.readers import Given, read, read_pasted
from coverage.readers.html import extract

TITLE = "Міністри домовилися про завод дронів"
TEXT = "Міністр оборони України у четвер у Києві зустрівся з колегою з Данії."
SHOWN = "<p class=date>20.03.2025 11:31</p>"
PAGE = (
    f"<!doctype html><html lang=uk><head><meta charset=utf-8><title>{TITLE}</title></head><body>"
    f"<h1>{TITLE}</h1>{SHOWN}<article><p>{TEXT}</p><p>«Завод відкриють», – сказав він.</p>"
    "</article></body></html>"
)


def told(found) -> tuple[str, date, time | None]:
    assert isinstance(found, Article), found
    return found.title, found.published, found.published_time


WANTED = (TITLE, date(2025, 3, 20), time(11, 31))


@pytest.mark.parametrize("name", ["page", "index.php", "View.aspx", "news.12345"])
def test_a_page_under_a_name_that_tells_no_format(tmp_path, name):
    (tmp_path / name).write_text(PAGE, "utf-8")
    assert [told(each) for each in read(tmp_path / name)] == [WANTED]
    assert [told(each) for each in read(tmp_path)] == [WANTED]


@pytest.mark.parametrize("name", ["page", "index.php"])
def test_what_is_no_page_is_none_under_such_a_name(tmp_path, name):
    (tmp_path / name).write_text(TEXT, "utf-8")
    (found,) = read(tmp_path / name)
    assert isinstance(found, Rejection)
    assert found.code == "unknown_format"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8", "cp1251"])
def test_a_page_on_standard_input(monkeypatch, encoding):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = (mark + PAGE.replace("charset=utf-8", "charset=" + encoding)).encode(encoding)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [told(each) for each in read(Path("-"))] == [WANTED]


@pytest.mark.parametrize("before", ["", "\n  ", "<?xml version='1.0'?>\n<!-- saved -->\n"])
def test_the_source_of_a_page_that_is_pasted(before):
    assert told(read_pasted(before + PAGE, source="x", given=Given())) == WANTED


def test_what_is_given_of_a_pasted_page_outweighs_it():
    day = date(2025, 4, 1)
    given = Given(outlet="Вісті", url="https://visti.example/a/1", published=day)
    found = read_pasted(PAGE, source="x", given=given)
    assert told(found) == (TITLE, day, None)
    assert (found.outlet, found.url) == ("Вісті", "https://visti.example/a/1")
    undated = PAGE.replace(SHOWN, "")
    assert told(read_pasted(undated, source="x", given=given)) == (TITLE, day, None)
    same = Given(published=WANTED[1])
    assert told(read_pasted(PAGE, source="x", given=same)) == WANTED


def test_a_text_that_is_pasted_stays_one():
    found = read_pasted(f"{TITLE}\n\n20.03.2025 11:31\n\n{TEXT}", source="x", given=Given())
    assert told(found) == WANTED


@pytest.mark.parametrize(
    "own", ["http://localhost:3000/news/1", "https://127.0.0.1/news/1", "http://cms.local/news/1"]
)
def test_an_address_of_the_machine_a_page_was_made_on_is_not_its_own(own: str) -> None:
    body = "Міністр оборони України прийняв у Києві колегу з Данії, повідомила пресслужба." * 3
    page = (
        f"<html lang=uk><meta charset=utf-8><title>Данці в Києві</title>"
        f"<link rel=canonical href='{own}'><meta name=date content=2025-09-10>"
        f"<h1>Данці в Києві</h1><p>{body}</p>"
    ).encode()
    found = extract(page, url="https://visti.example/news/1")
    assert (found.outlet, found.url) == ("visti.example", "https://visti.example/news/1")
    saved = extract(page)
    assert (saved.outlet, saved.url) == ("", "")
    assert extract(page, url=own).url == own


SOURCE = "https://visti.example/news/2025/03/20/drony"


@pytest.mark.parametrize(
    ("head", "top", "url"),
    [
        ("", f'<a class="domain reader-domain" href="{SOURCE}">visti.example</a>', SOURCE),
        (f'<base href="{SOURCE}">', "", SOURCE),
        ('<base href="https://visti.example/ua/">', "", ""),
        ('<base href="https://visti.example">', "", ""),
        ('<base href="https://visti.example/index.php">', "", ""),
        ('<base href="http://[">', "", ""),
        ("", f'<a class="domain" href="{SOURCE}">visti.example</a>', ""),
        ('<base href="https://visti.example/x"><link rel=canonical href="/a/1">', "",
         "https://visti.example/a/1"),
    ],
)  # fmt: skip
def test_the_address_that_a_reader_view_or_a_cache_leaves(head, top, url):
    page = PAGE.replace("</head>", f"{head}</head>").replace("<h1>", f"{top}<h1>")
    found = extract(page.encode())
    assert (found.url, found.outlet) == (url, "visti.example" if url else "")
