"""Sources and runs: how the feeds are doing, what each run did, what was rejected and why."""

import streamlit as st

from coverage.ui import frame, running, sources

QUESTION = "Where do the articles come from, and what became of each input?"


def feeds_alone() -> None:
    """What there is before any run has ended: the feeds, and the run that asks them."""
    sources.show_report()
    place = st.container()
    sources.show_feeds()
    running.watch(place)


with frame.page("Sources and runs", QUESTION, even_empty=True, unpublished=feeds_alone) as page:
    sources.show_report()
    place = st.container()
    sources.show_feeds()
    sources.show_runs(page)
    running.watch(place)
