"""What a page does not show is no part of the article's text."""

from __future__ import annotations

import pytest

from coverage.model import Article
from coverage.readers import read_html

SHOWN = (
    "Міністр оборони України прийняв у Києві колегу з Данії. Сторони говорили про дрони та "
    "про кошти для українських зброярів, повідомила пресслужба міністерства."
)
SECRET = "Цього абзацу читач не бачить, бо сторінка його ховає від усіх, хто її відкриває нині."
HIDING = [
    "<p hidden>{}</p>", "<div hidden><p>{}</p></div>", "<p style='color:red; display: none'>{}</p>",
    "<p style='visibility:hidden'>{}</p>", "<div aria-hidden='true'><p>{}</p></div>",
    "<p>{shown} <span hidden>{}</span></p>", "<template><p>{}</p></template>",
]  # fmt: skip


def body(text: str, described: bool) -> str:
    kind = "post_news_text" if described else "story"
    data = (
        "<html><head><meta property='article:published_time' content='2025-03-20'>"
        "<title>Міністр говорив про дрони</title></head><body><h1>Міністр говорив про дрони</h1>"
        f"<div class='{kind}'><p>{SHOWN}</p>{text}<p>{SHOWN[::-1]}.</p></div></body></html>"
    )
    host = "www.pravda.com.ua" if described else "visti.example"
    found = read_html(data.encode(), source="x", url=f"https://{host}/news/1")
    assert isinstance(found, Article), found
    return found.body


@pytest.mark.parametrize("hiding", HIDING)
@pytest.mark.parametrize("described", [True, False])
def test_what_is_hidden_is_left_out(hiding: str, described: bool) -> None:
    found = body(hiding.format(SECRET, shown="Данія"), described)
    assert SECRET not in found
    assert SHOWN in found


@pytest.mark.parametrize("described", [True, False])
def test_what_is_shown_stays(described: bool) -> None:
    assert SECRET in body(f"<p>{SECRET}</p>", described)


def test_a_letter_hidden_from_those_who_listen_is_read() -> None:
    assert "Друга" in body(f"<p><span aria-hidden='true'>Д</span>руга {SECRET}</p>", True)


def test_a_page_that_a_script_shows_is_read() -> None:
    text = f"<p>{SHOWN}</p><p>{SECRET}</p>"
    data = (
        "<html><head><meta property='article:published_time' content='2025-03-20'>"
        f"<title>Міністр говорив про дрони</title></head><body style='display:none'>{text}</body>"
    )
    found = read_html(data.encode(), source="x", url="https://visti.example/news/1")
    assert isinstance(found, Article)
    assert SECRET in found.body


@pytest.mark.parametrize("sign", ["&#1;", "\x02", "\ufffe", "&#xffff;"])
def test_signs_that_no_xml_may_have_stand_behind_what_is_hidden(sign: str) -> None:
    found = body(f"<p>Данія <span hidden>{SECRET}</span>{sign} дала кошти.</p>", described=False)
    assert SECRET not in found
    assert "дала кошти" in found
