"""The lists of what is worth a look: each opens the meeting, and says why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from coverage.corrections import Target
from coverage.ui import choice, doing, saving, tables
from coverage.ui.frame import MOST, nothing
from coverage.ui.paths import MEETINGS
from coverage.ui.rows import Rows, Whole
from coverage.ui.values import amounts_in_words, event_in_words, field_name, fields_in_words
from coverage.ui.view import Page
from coverage.ui.words import count, say

_QUEUE = "queue"
_LISTS = {
    "queue": "Worth a look",
    "conflicts": "The articles differ",
    "unconfirmed": "Planned, never confirmed",
    "near_joins": "Nearly joined",
    "withheld": "No meeting",
}


def show(page: Page) -> None:
    """The list that is chosen; the choice lives in the address."""
    chosen = choice.of(_LISTS, "list", "Which list?", arrived=page.arrived, labelled=False)
    {"queue": _queue, "conflicts": _conflicts, "unconfirmed": _unconfirmed,
     "near_joins": _near_joins, "withheld": _withheld}[chosen](page)  # fmt: skip


def _queue(page: Page) -> None:
    rows = page.table("review_queue", most=MOST)
    st.caption(say("What rests on little, in the order of how much a look is worth. What is marked "
                   "as reviewed leaves the list until another article tells of it."))  # fmt: skip
    if rows.empty:
        doing.told(page, _QUEUE)
        nothing("Nothing in this scope is worth a look.")
        return
    whole = Whole(lambda: _explained(page.data.afresh(page.scope, "review_queue")), newest=False)
    shown = Rows(len(rows), lambda first, end: _explained(rows.iloc[first:end]),
                 whole if len(rows) == int(MOST) else None)  # fmt: skip
    at = tables.show(shown, ("worth", "day", "partners", "why", "articles", "status"),
                     "review_queue", alt=say("Meetings worth a look"), select="keep")  # fmt: skip
    saving.tell_cut(shown)
    doing.told(page, _QUEUE)
    if at is None:
        st.caption(say("Choose a row to open the meeting or to mark it as reviewed."))
        return
    meeting_id = str(rows["meeting_id"].iloc[at])
    st.page_link(MEETINGS, label=say("Open the meeting"), icon=":material/handshake:",
                 query_params=page.query(meeting=meeting_id))  # fmt: skip
    if not doing.able(page):
        return
    name = doing.who(_QUEUE)
    if st.button(say("It is right: mark as reviewed"), icon=":material/task_alt:", type="primary"):
        doing.one(page, _QUEUE, Target.MEETING, meeting_id, "reviewed", name)


def _explained(rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` with why they are there: in words only of those wanted, for there may be many."""
    return rows.assign(why=[_why(row) for row in rows.to_dict("records")])


def _why(row: Mapping[Any, Any]) -> str:
    """Why a meeting is in the queue, the weightiest reason first."""
    reasons = [
        count(row["conflicts"], "conflict") if row["conflicts"] else "",
        say("nearly joined with {meetings}", meetings=count(row["near_joins"], "other"))
        if row["near_joins"] else "",
        say("officials not known of {sides}", sides=count(row["unknown_officials"], "side"))
        if row["unknown_officials"] else "",
        say("told by one article alone") if row["articles"] == 1 else "",
    ]  # fmt: skip
    return " · ".join(filter(None, reasons))


def _conflicts(page: Page) -> None:
    rows = page.table("conflicts")
    st.caption(say("What articles of one meeting say differently. The value with most support is "
                   "shown until somebody settles it on the meeting's page."))  # fmt: skip
    if rows.empty:
        nothing("No articles of one meeting differ in this scope.")
        return
    shown = rows.assign(
        field_name=rows["field"].map(field_name),
        subject=rows["subject_name"],
        claim=amounts_in_words(rows),
        shown_text=[say("shown") if each else "" for each in rows["shown"]],
    )
    columns = ("day", "partners", "field_name", "subject", "claim", "articles", "outlets",
               "first_published", "shown_text")  # fmt: skip
    _opening(page, rows, shown, columns, "conflicts")


def _unconfirmed(page: Page) -> None:
    rows = page.table("unconfirmed")
    st.caption(say("Announced, their day has passed (30 days where none was named), and no article "
                   "tells of them as held. Filters hold, but for period and status."))  # fmt: skip
    if rows.empty:
        nothing("Every meeting that was announced is told of as held, or still to come.")
        return
    columns = ("day", "days_ago", "partners", "officials", "place", "topics", "announced",
               "articles", "status")  # fmt: skip
    _opening(page, rows, rows, columns, "unconfirmed")


def _near_joins(page: Page) -> None:
    rows = page.table("near_joins", meeting="")
    st.caption(say("Pairs that were nearly taken for one meeting, nearest first. If they are one, "
                   "open the meeting and say so."))  # fmt: skip
    if rows.empty:
        nothing("No two meetings in this scope were nearly joined.")
        return
    shown = rows.assign(
        same=rows["agreed"].map(fields_in_words), other=rows["differed"].map(fields_in_words)
    )
    columns = ("day", "partners", "other_day", "other_partners", "same", "other")
    _opening(page, rows, shown, columns, "near_joins")


def _withheld(page: Page) -> None:
    rows = page.table("withheld")
    st.caption(say("What somebody marked as no meeting: neither shown nor counted. Undo it on the "
                   "page Corrections."))  # fmt: skip
    if rows.empty:
        st.info(say("Nothing was marked as no meeting."), icon=":material/check_circle:")
        return
    rows = rows.assign(event=[event_in_words(page.data, each) for each in rows["event"]])
    tables.show(rows, ("event", "articles", "at", "who", "note"), "withheld",
                alt=say("Marked as no meeting"))  # fmt: skip


def _opening(
    page: Page, rows: pd.DataFrame, shown: pd.DataFrame, columns: tuple[str, ...], name: str
) -> None:
    """A table of which a row opens its meeting."""
    at = tables.show(shown, columns, name, alt=say(_LISTS[name]), select="open")
    st.caption(say("Choose a row to open the meeting."))
    if at is not None:
        st.switch_page(MEETINGS, query_params=page.query(meeting=str(rows["meeting_id"].iloc[at])))
