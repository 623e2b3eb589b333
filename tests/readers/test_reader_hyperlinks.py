"""Cells of a workbook that lead to an address: by a link, or by a formula that makes one."""

from pathlib import Path

import openpyxl
import pytest

from coverage.model import Article
from coverage.readers import read


def test_a_cell_that_leads_to_an_address_says_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["title", "text", "date", "url"])
    for shown in ("open", "https://a.example/own"):
        book.active.append(["Meeting", "The ministers met in Oslo.", "2025-03-20", shown])
        for column in (1, 4):
            cell = book.active.cell(book.active.max_row, column)
            cell.hyperlink = f"https://a.example/{column}?a=1&b=2"
    book.save(tmp_path / "a.xlsx")
    found = [(each.title, each.url) for each in read(tmp_path / "a.xlsx")]
    assert found == [
        ("Meeting", "https://a.example/4?a=1&b=2"),
        ("Meeting", "https://a.example/own"),
    ]


def test_what_a_formula_puts_together_is_no_address(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["title", "text", "date", "url"])
    for number in (1, 2):
        link = f'=HYPERLINK("https://a.example/?id="&{number},"open")'
        book.active.append(["Meeting", f"The ministers met {number} times.", "2025-03-20", link])
    book.save(tmp_path / "a.xlsx")
    found = list(read(tmp_path / "a.xlsx"))
    assert [isinstance(each, Article) and each.url for each in found] == ["", ""]


@pytest.mark.parametrize("name", ["HYPERLINK", "hyperlink"])
def test_a_formula_that_makes_a_link_leads_to_its_address(tmp_path: Path, name: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["title", "text", "date", "url"])
    link = f'={name}("https://a.example/4?a=1&b=2","open")'
    book.active.append(["Meeting", "The ministers met in Oslo.", "2025-03-20", link])
    book.save(tmp_path / "a.xlsx")
    [found] = read(tmp_path / "a.xlsx")
    assert isinstance(found, Article), found
    assert found.url == "https://a.example/4?a=1&b=2"


def test_a_headline_that_a_formula_shows_is_no_address(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["title", "text", "date"])
    link = '=HYPERLINK("https://a.example/4","Meeting")'
    book.active.append([link, "The ministers met in Oslo.", "2025-03-20"])
    book.save(tmp_path / "a.xlsx")
    [found] = read(tmp_path / "a.xlsx")
    assert isinstance(found, Article), found
    assert found.title == "Meeting"
