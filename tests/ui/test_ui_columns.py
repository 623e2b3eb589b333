"""Every column that a page asks for has a title, and addresses are made safe before they show."""

import re
from datetime import time
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from coverage.ui import tables, words

ROOT = Path(__file__).parents[2]


def test_every_column_on_a_page_has_a_title():
    sources = [
        ROOT / "app.py",
        *(ROOT / "pages").glob("*.py"),
        *(ROOT / "src/coverage/ui").glob("*.py"),
    ]
    asked = set()
    for source in sources:
        for names in re.findall(r"(?:columns|COLUMNS) = \(([^)]*)\)", source.read_text("utf-8")):
            asked |= set(re.findall(r'"(\w+)"', names))
    assert len(asked) > 30
    assert not asked - set(tables._columns())


def test_a_time_is_one_that_people_read():
    frame = pd.DataFrame({"published_time": [time(8, 54), None]})
    assert tables.titled(frame, ("published_time",))["Time"].tolist() == ["08:54", ""]


def test_titles_differ_within_a_table_and_unsafe_links_go():
    frame = pd.DataFrame({"title": ["a"], "url": ["javascript:alert(1)"], "article_id": ["x"]})
    shown = tables.titled(frame, ("title", "url"))
    assert shown.columns.tolist() == ["Headline", "Original"]
    assert shown["Original"].isna().all()
    assert frame["url"].tolist() == ["javascript:alert(1)"]


def test_pages_are_short():
    for page in [ROOT / "app.py", *(ROOT / "pages").glob("*.py")]:
        assert len(page.read_text("utf-8").splitlines()) <= 50, page


def test_a_moment_is_one_on_the_page_and_as_written_in_a_file():
    rows = pd.DataFrame({"started_at": ["2025-03-20 11:31", ""], "lang": ["uk", "pl"]})
    shown = tables.titled(rows, ("started_at", "lang"))
    assert shown["Started (Kyiv)"].tolist() == ["2025-03-20 11:31", ""]
    assert shown["Language"].tolist() == ["Ukrainian", "pl"]
    drawn = tables._drawn(shown, ("started_at", "lang"))
    assert drawn["Started (Kyiv)"].iloc[0] == pd.Timestamp("2025-03-20 11:31")
    assert pd.isna(drawn["Started (Kyiv)"].iloc[1])


@pytest.mark.parametrize(
    ("lang", "locale", "written"),
    [("en", "en-GB", {}), ("uk", "uk-UA", {}), ("en", None, {"figure": "5,000,000"}),
     ("uk", "en-US", {"figure": "5\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"}),
     ("ru", "en-US", {"figure": "5\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"})],
)  # fmt: skip
def test_numbers_are_written_as_the_page_is_whatever_the_browser(
    lang, locale, written, monkeypatch
):
    monkeypatch.setattr(tables, "lang", lambda: lang)
    monkeypatch.setattr(words, "lang", lambda: lang)
    monkeypatch.setattr(type(st.context), "locale", property(lambda self: locale))
    shown = tables.titled(
        pd.DataFrame({"figure": [5e6, 12.0], "articles": [3, 12]}), ("figure", "articles")
    )
    writers = tables._writers(shown, ("figure", "articles"))  # three articles are so everywhere
    assert {name: write(5e6) for name, write in writers.items()} == written


def test_a_change_has_its_sign_and_none_has_none():
    writers = tables._writers(pd.DataFrame({"Change": [0]}), ("change",))
    assert [writers["change"](each) for each in (12, 0, -3)] == ["+12", "0", "-3"]


def test_percentages_have_one_place_all_of_them():
    writers = tables._writers(pd.DataFrame({"F1, %": [95]}), ("f1",))
    assert [writers["f1"](each) for each in (95, 97.32, 100.0)] == ["95.0", "97.3", "100.0"]
