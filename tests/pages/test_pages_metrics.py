"""Every run of a page is measured, and what could not be shown is counted."""

import gc
import urllib.request

import pytest
import streamlit as st
from test_health import free_port, samples

from coverage.ui import metrics


@pytest.fixture
def served(monkeypatch):
    """Metrics of pages that are opened in this test; returns what Prometheus would read."""
    port = free_port()
    monkeypatch.setenv("PARTNER_COVERAGE_METRICS_PORT", str(port))
    st.cache_resource.clear()
    yield lambda: samples(
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()
    )
    st.cache_resource.clear()


def test_pages_and_store_are_served_together(open_page, served, stores):
    open_page("pages/4_Meetings.py")
    open_page("pages/4_Meetings.py")
    open_page("pages/6_Add_articles.py")
    found = served()
    assert found["partner_coverage_page_seconds_count", "Meetings"] == 2
    assert found["partner_coverage_page_seconds_count", "Add articles"] == 1
    assert found["partner_coverage_articles",] == 7


def test_a_page_that_cannot_be_shown_is_counted(open_page, served, monkeypatch):
    from coverage.errors import ReportError
    from coverage.ui.data import Data

    def broken(*_: object, **__: object) -> None:
        raise ReportError("no such report")

    open_page("pages/4_Meetings.py")
    monkeypatch.setattr(Data, "tables", broken)
    assert "no such report" in open_page("pages/4_Meetings.py").error[0].value
    assert served()["partner_coverage_page_faults_total", "ReportError", "Meetings"] == 1


def test_a_port_that_is_taken_stops_no_page(open_page, served):
    first = metrics.started()
    st.cache_resource.clear()
    assert not open_page("pages/4_Meetings.py").exception
    assert metrics.started() is not first


def test_what_the_first_page_loaded_is_left_out_of_the_search_for_garbage(open_page):
    open_page("app.py")
    assert gc.get_freeze_count() > 100_000
