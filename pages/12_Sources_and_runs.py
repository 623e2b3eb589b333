"""Sources and runs: how the feeds are doing, what each run did, what was rejected and why."""

import streamlit as st

from coverage.ui import frame, running, sources
from coverage.ui.view import Page

QUESTION = "Where do the articles come from, and what became of each input?"


def show(page: Page | None = None) -> None:
    """The feeds, the runs where any has ended, and the run that is going on."""
    sources.show_report()
    place = st.container()
    sources.show_feeds()
    if page is not None:
        sources.show_runs(page)
    running.watch(place)


with frame.page("Sources and runs", QUESTION, even_empty=True, unpublished=show) as opened:
    show(opened)
