"""Texts with labels at their top, as analysts keep them, and texts that only look so."""

from datetime import date

import pytest

from coverage.model import Article, Rejection
from coverage.readers import Given, read, read_text

TEXT = "Міністр оборони України у четвер у Києві зустрівся з колегою з Данії."
MORE = "Сторони також домовилися про ремонт техніки й навчання екіпажів."
URL = "https://visti.example/a/1"

LABELLED = [
    f"Заголовок: Зустріч\nДата: 20.03.2025\nДжерело: Вісті\nПосилання: {URL}\n\n{TEXT}\n\n{MORE}",
    f"Заголовок: Зустріч\nДата: 20 марта 2025\nИздание: Вісті\nСсылка: {URL}\n"
    f"Текст: {TEXT}\n{MORE}",
    f"Title: Зустріч\nDate: 2025-03-20\nOutlet: Вісті\nURL: {URL}\nText:\n{TEXT}\n\n{MORE}",
    f"**Title:** Зустріч\n**Author:** Іван Дяк\n**Date:** 2025-03-20\n**Source:** Вісті\n"
    f"**Link:** {URL}\n\n{TEXT}\n\n{MORE}",
    f"---\ntitle: \"Зустріч\"\ndate: 2025-03-20\ntags: [a, b]\nsource: Вісті\nurl: {URL}\n---\n\n"
    f"{TEXT}\n\n{MORE}",
    f"From: a@visti.example\nSubject: Зустріч\nTo: b@visti.example\nOutlet: Вісті\nURL: {URL}\n"
    f"Date: Thu, 20 Mar 2025 12:30:00 +0200\n\n{TEXT}\n\n{MORE}",
]  # fmt: skip


@pytest.mark.parametrize("text", LABELLED)
def test_labels_are_fields(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text.replace("\n", "\r\n"), "utf-8")
    (found,) = read(path)
    assert isinstance(found, Article), found
    assert (found.title, str(found.published), found.outlet) == ("Зустріч", "2025-03-20", "Вісті")
    assert (found.url, found.body) == (URL, f"{TEXT}\n\n{MORE}")


def test_what_is_given_beside_a_pasted_text_wins():
    given = Given(outlet="Інші", published=date(2025, 3, 21))
    found = read_text(LABELLED[0], source="pasted", given=given)
    assert isinstance(found, Article)
    assert (found.outlet, str(found.published), found.title) == ("Інші", "2025-03-21", "Зустріч")


@pytest.mark.parametrize(
    "text",
    [
        f"Джерело: зустріч відбулася\n\n20 березня 2025\n\n{TEXT}\n\n{MORE}",
        f"Зустріч у Києві: що відомо\n\n20 березня 2025\n\nМіністр: {TEXT}\n\n{MORE}",
        f"Зустріч у Києві\n\n20 березня 2025\n\n{TEXT}\n\nЗаголовок: інший\n\nДата: 2020-01-01",
    ],
)
def test_other_texts_are_pages(text):
    found = read_text(text, source="x")
    assert isinstance(found, Article)
    assert str(found.published) == "2025-03-20"
    assert found.title == text.split("\n")[0]


def test_markdowns_headline_has_no_mark():
    found = read_text(f"# Зустріч у Києві\n\n20 березня 2025\n\n{TEXT}", source="x")
    assert isinstance(found, Article)
    assert found.title == "Зустріч у Києві"


def test_addresses_alone_are_told_where_they_belong(tmp_path):
    (tmp_path / "a.txt").write_text(f"{URL}\n{URL}2\n", "utf-8")
    (told,) = read(tmp_path / "a.txt")
    assert isinstance(told, Rejection)
    assert (told.code, told.reason[:11]) == ("no_text", "an address ")


def test_a_piece_of_a_page_in_a_text_file_is_read_as_a_page(tmp_path):
    head = "<h1>Зустріч міністрів оборони у Києві</h1><p>20 березня 2025</p>"
    html = f"<div>{head}<p>{TEXT}</p><p>{MORE}</p></div>"
    (tmp_path / "a.txt").write_text(html, "utf-8")
    (found,) = read(tmp_path / "a.txt")
    assert isinstance(found, Article), found
    assert found.body == f"{TEXT}\n\n{MORE}"
