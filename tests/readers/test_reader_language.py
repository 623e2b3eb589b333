from __future__ import annotations

import pytest

from coverage.readers.language import detect


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


def test_what_is_in_none_of_the_languages() -> None:
    german = "Der Bundeskanzler hat den Präsidenten der Ukraine in Berlin empfangen. " * 8
    assert detect(german) is None
    assert detect("2025 — 42!") is None
