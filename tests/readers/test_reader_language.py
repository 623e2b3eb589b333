from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from coverage.model import Article
from coverage.readers import read_text
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
