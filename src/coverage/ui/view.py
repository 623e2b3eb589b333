"""An open page: its scope, its tables, and by which number its charts are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from coverage.reports import Scope
from coverage.ui import address
from coverage.ui.data import Data
from coverage.ui.words import say

_COUNT, _SHARE = "view_count", "view_share"
MEASURES = {"meetings": "Meetings", "articles": "Articles"}


@dataclass(frozen=True, slots=True)
class Page:
    """An open page. ``measure`` is what charts count; with ``share`` per 100 articles."""

    scope: Scope
    data: Data
    arrived: bool
    measure: str = "meetings"
    share: bool = False

    @property
    def value(self) -> str:
        """The column that charts are drawn by."""
        return "share" if self.share else self.measure

    @property
    def unit(self) -> str:
        """What that column counts, in words."""
        noun = say(MEASURES[self.measure])
        return say("{noun} per 100 articles published", noun=noun) if self.share else noun

    def titled(self, title: str) -> str:
        """A chart's title, with what is counted before it."""
        return f"{self.unit} {title}"

    def tables(self, *reports: str, **parameters: str) -> dict[str, pd.DataFrame]:
        """Several reports on the page's scope."""
        return self.data.tables(self.scope, *reports, **parameters)

    def table(self, report: str, **parameters: str) -> pd.DataFrame:
        """One report on the page's scope."""
        return self.data.table(self.scope, report, **parameters)

    def query(self, scope: Scope | None = None, **opened: str) -> dict[str, list[str]]:
        """An address' parameters: a scope (this one by default) and what is opened."""
        return address.query(scope or self.scope, **opened)

    def shared(self, frame: pd.DataFrame) -> pd.DataFrame:
        """``frame`` with the column ``share``: per 100 of all articles published then.

        By the articles of a row's own period where it has one, of the scope's where it has none.
        A period without any article has no share.
        """
        if not self.share:
            return frame
        if "period" in frame:
            over_time = self.table("meetings_over_time").set_index("period")["all_articles"]
            every = frame["period"].map(over_time)
        else:
            every = pd.Series(self.table("scope_counts")["all_articles"].iloc[0], frame.index)
        return frame.assign(share=(100 * frame[self.measure] / every.where(every > 0)).round(2))


def measured(arrived: bool) -> tuple[str, bool]:
    """Draw the switch of what charts count; returns measure and share. Both are in the address."""
    if arrived or _COUNT not in st.session_state:
        given = address.read()
        st.session_state[_COUNT] = (given.get("count") or [""])[-1]
        if st.session_state[_COUNT] not in MEASURES:
            st.session_state[_COUNT] = "meetings"
        st.session_state[_SHARE] = given.get("share") == ["1"]
    with st.sidebar:
        chosen = st.segmented_control(
            say("Charts count"),
            list(MEASURES),
            key=_COUNT,
            required=True,
            format_func=lambda name: say(MEASURES[name]),
        )
        share = st.toggle(
            say("Per 100 articles published"),
            key=_SHARE,
            help=say("Divided by all articles of the period, whatever they tell of: a source that "
                     "publishes more tells of more meetings."),
        )  # fmt: skip
    measure = chosen or "meetings"
    address.write(
        {"count": [] if measure == "meetings" else [measure], "share": ["1"] if share else []}
    )
    return measure, share
