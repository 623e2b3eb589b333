"""An open page tells that newer data were published since; it reads the pointer alone for that."""

import os
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from coverage.store import Snapshot
from coverage.ui import frame, saving

KYIV = ZoneInfo("Europe/Kyiv")


def looked() -> None:
    import streamlit as st

    from coverage.ui import newer

    newer._look(st.session_state["shown"])
    st.write("the rest of the page")


@pytest.fixture
def open_since(stores, monkeypatch):
    """Look from a page that shows that snapshot; the store's pointer was put in place then."""

    def opened(shown: int, since: datetime, language: str = "en"):
        store = stores["full"]
        monkeypatch.setenv("PARTNER_COVERAGE_STORE", str(store))
        os.utime(store / "CURRENT", (since.timestamp(), since.timestamp()))
        for method in ("current", "open", "cursor"):  # nothing is asked of any snapshot
            monkeypatch.setattr(Snapshot, method, None)
        test = AppTest.from_function(looked)
        test.session_state["shown"] = shown
        test.query_params["ui"] = language
        return test.run()

    return opened


def today(hour: int, minute: int) -> datetime:
    return datetime.combine(datetime.now(KYIV).date(), time(hour, minute), KYIV)


@pytest.mark.parametrize(
    ("language", "said", "button"),
    [("en", "Newer data are there (from 14:32).", "Show them"),
     ("uk", "Є новіші дані (від 14:32).", "Показати їх"),
     ("ru", "Есть более новые данные (от 14:32).", "Показать их")],
)  # fmt: skip
def test_newer_data_are_told_with_their_time(open_since, language, said, button):
    test = open_since(0, today(14, 32), language)
    assert said in test.markdown[0].value
    assert [each.label for each in test.button] == [button]


def test_those_of_another_day_are_told_with_their_day(open_since):
    then = today(14, 32) - timedelta(days=2)
    assert f"{then.day} {then:%b} {then.year}, 14:32" in open_since(0, then).markdown[0].value


def test_nothing_is_told_of_what_is_shown(open_since, stores):
    newest = int((stores["full"] / "CURRENT").read_text().partition(".")[0])
    test = open_since(newest, today(14, 32))
    assert not test.button
    assert [each.value for each in test.markdown] == ["the rest of the page"]


def test_a_fresh_page_has_nothing_to_tell(open_page):
    test = open_page("app.py")
    assert "show_newer" not in [each.key for each in test.button]


@pytest.mark.parametrize(
    ("page", "query", "whole"),
    [("pages/4_Meetings.py", {}, "CSV: all rows (4)"),
     ("pages/5_Articles.py", {}, "CSV: all rows (5)"),
     ("pages/5_Articles.py", {"all": "1"}, "CSV: all rows")],
)  # fmt: skip
def test_a_list_that_is_cut_off_says_so_and_saves_all(page, query, whole, open_page, monkeypatch):
    found: dict[str, int] = {}
    monkeypatch.setattr(frame, "MOST", "2")

    def button(label, data, **_):
        if label.startswith("CSV:"):
            found[label] = data().count(b"\r\n") - 1

    monkeypatch.setattr(saving.st, "download_button", button)
    test = open_page(page, "full", query)
    assert not test.exception
    assert any("The newest 2" in each.value for each in test.caption)
    assert found["CSV: rows 1–2"] == 2
    assert found[whole] > 2
    if "(" in whole:
        assert f"({found[whole]})" in whole
