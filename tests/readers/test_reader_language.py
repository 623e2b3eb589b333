from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from coverage.model import Article
from coverage.readers import read_html, read_text
from coverage.readers.language import LANGUAGES, detect

SHORT: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("short_texts.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Умеров и Бакес обсудили дроны", "ru"),
        ("Министры говорили о поставках снарядов", "ru"),
        ("Дания добавит 1,6 миллиарда крон на закупки у украинских оружейников", "ru"),
        ("Про це розповів Зеленський", "uk"),
        ("Дату наступного «Рамштайну» названо: 12 лютого, Брюссель", "uk"),
        ("Новини.LIVE: Сибига рассказал, что обсудил с Кулебою", "ru"),
        ("Mette Frederiksen in Kyiv", "en"),
        ("Зеленский: Build with Ukraine начинает работу в Дании и Норвегии", "ru"),
    ],
)
def test_short_texts(text: str, lang: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang, texts in SHORT.items() for text in texts]
)
def test_a_few_words_are_enough(lang: str, text: str) -> None:
    assert detect(text) == (lang if lang in LANGUAGES else None)


def test_the_table_holds_enough_of_each_language() -> None:
    assert all(len(SHORT[lang]) >= 20 for lang in LANGUAGES)
    assert len(SHORT.keys() - set(LANGUAGES)) >= 8


def test_a_short_report_full_of_names_is_an_article() -> None:
    wire = next(text for text in SHORT["en"] if text.startswith("OSLO"))
    found = read_text(f"Nordic states pledge air defence\n\n18 March 2025\n\n{wire}", source="x")
    assert isinstance(found, Article)
    assert found.lang == "en"


def test_what_is_in_none_of_the_languages() -> None:
    german = "Der Bundeskanzler hat den Präsidenten der Ukraine in Berlin empfangen. " * 8
    assert detect(german) is None
    assert detect("2025 — 42!") is None


UK = (
    "Міністр оборони України у четвер прийняв у Києві колегу з Литви, повідомила пресслужба.",
    "Сторони говорили про дрони та про кошти для українських зброярів.",
    "За словами міністра, перші контракти вже підписано, а далі будуть нові.",
)
EN = (
    "The defence minister of Ukraine received his colleague from Lithuania in Kyiv on Thursday.",
    "The sides spoke about drones and about money for the makers of arms in Ukraine, he said.",
    "According to the minister, the first contracts have been signed, and more are to follow.",
    "Lithuania will also take part in the rebuilding of schools that were hit during the war.",
)
TITLES = {
    "uk": "Міністр говорив із литовцями про дрони",
    "en": "Minister and Lithuanians on drones",
}


@pytest.mark.parametrize(
    ("own", "title", "texts", "lang"),
    [
        ("uk", "uk", (*UK, *EN), "uk"),  # a translation follows
        ("uk-UA", "uk", (*UK, *EN), "uk"),
        ("en", "uk", (*UK, *EN), "en"),  # the page says another language
        ("", "uk", (*UK, *EN), "en"),
        ("uk", "en", EN, "en"),  # an English text of a Ukrainian site
        ("uk", "uk", (*UK[:1], *EN), "en"),
        ("en", "uk", UK, "uk"),
    ],
)
def test_a_page_with_a_translation_is_of_its_own_language(own, title, texts, lang) -> None:
    body = "".join(f"<p>{each}</p>" for each in texts)
    page = (
        f"<!doctype html><html lang='{own}'><meta charset=utf-8><title>{TITLES[title]}</title>"
        f"<body><article><h1>{TITLES[title]}</h1><time datetime=2025-05-14>14.05.2025</time>{body}"
        "</article></body></html>"
    )
    found = read_html(page.encode(), source="x", url="https://visti.example/1")
    assert isinstance(found, Article)
    assert found.lang == lang
