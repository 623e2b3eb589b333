"""The maps of topics: with whom they were talked of, and which at one meeting."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from coverage.ui import panels, series
from coverage.ui.view import Page
from coverage.ui.words import say

_TOP = 25  # partners in the map


def by_partner(page: Page, order: Iterable[str]) -> None:
    """The map of partners and topics."""
    found = page.tables("partner_topic", "partners")
    partners = series.ranked(found["partners"], page.measure).head(_TOP)
    cells = found["partner_topic"].merge(partners[["partner"]])
    of = series.first_of_each({"Partners": (_TOP, len(found["partners"]))})
    panels.heat(page, cells, "partner_name", "topic_name",
                page.titled(say("by partner and topic")) + of, "partner_topic",
                columns=order, lines=partners["partner_name"])  # fmt: skip
    st.caption(say("A grey cell is a pair that was not talked about in this scope."))


def together(page: Page, order: Iterable[str]) -> None:
    """The map of topics that were talked of at one meeting."""
    panels.heat(page, page.table("topic_pairs"), "topic_name", "other_name",
                page.titled(say("on two topics at once")), "topic_pairs",
                columns=order, lines=order)  # fmt: skip
