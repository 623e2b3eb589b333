"""Newer data: an open page says that some were published since it was drawn; it waits to be asked.

Only the store's pointer is read for it, and only by a fragment of the page's own: nothing else is
drawn anew, and no report is asked.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from coverage.errors import StoreError
from coverage.store import Snapshot, pointed_at, published
from coverage.ui.data import store_dir
from coverage.ui.words import day, say

EVERY = 60  # seconds between two looks at the pointer
_KYIV = ZoneInfo("Europe/Kyiv")


def told(shown: Snapshot) -> None:
    """Say so while the page stands open, as soon as there is a newer state than ``shown``."""
    _look(shown.number)


@st.fragment(run_every=EVERY)
def _look(shown: int) -> None:
    try:
        newest = published(store_dir().resolve())
        since = pointed_at(store_dir())
    except StoreError:
        return  # the page itself says what is wrong when it is drawn next
    if newest in (None, shown):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/update: {_said(since)}", width="stretch")
        if st.button(say("Show them"), key="show_newer"):
            st.rerun()


def _said(since: datetime | None) -> str:
    if since is None:
        return say("Newer data are there.")
    at = since.astimezone(_KYIV)
    today = at.date() == datetime.now(_KYIV).date()
    when = f"{at:%H:%M}" if today else f"{day(at.date())}, {at:%H:%M}"
    return say("Newer data are there (from {time}).", time=when)
