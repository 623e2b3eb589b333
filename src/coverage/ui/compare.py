"""Two dates side by side: which meetings came, went or changed in between, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from coverage.reports import Scope
from coverage.store import Change, Published, Snapshot
from coverage.store import compare as compare_snapshots
from coverage.ui import address, asof, doing, tables
from coverage.ui.data import Data
from coverage.ui.frame import nothing
from coverage.ui.paths import CHANGED, MEETINGS
from coverage.ui.values import event_in_words, field_name, in_words
from coverage.ui.view import Page
from coverage.ui.words import count, lang, number, say

_OLD, _NEW = "compare_old", "compare_new"
_KINDS = {"added": "Added", "withdrawn": "Withdrawn", "merged": "Merged", "changed": "Changed"}
_WHY = {
    "new_article": "a new article",
    "revised_article": "an article was revised",
    "codebook": "another codebook",
    "correction": "a correction",
    "linking": "linked anew",
}


def show(page: Page) -> None:
    """Choose two states, then see what is different; both dates live in the address."""
    current = Snapshot.current(page.data.snapshot.store)
    history = [each for each in Snapshot.history(current.store) if each.articles]
    until = [each for each in history if each.number <= page.data.snapshot.number]
    if len(until) < 2:
        st.info(say("Only one state of the store is kept so far: there is nothing to compare."),
                icon=":material/history:")  # fmt: skip
        return
    old, new = _two(page, until)
    if old.at >= new.at:
        st.warning(say("Choose an earlier state and a later one."))
        return
    states = [asof.snapshot(current, each.number) for each in (old, new)]
    before, now = states
    with st.spinner(say("Comparing …")):
        changes = _changes(before, now, str(current.store), before.state, now.state)
    data = [Data(each, lang()) for each in states]
    ids = pd.concat([each.table(page.scope, "scope_ids") for each in data])["meeting_id"]
    here = changes[changes["meeting_id"].isin(ids)].reset_index(drop=True)
    row = st.container(horizontal=True, gap="large")  # side by side at 390 px too
    for kind, label in _KINDS.items():
        meetings = here[here["kind"] == kind]["meeting_id"].nunique()
        row.metric(say(label), number(meetings), width="content")
    _statuses(page)
    if here.empty:
        nothing("No meeting of this scope is different.")
        return
    st.caption(say("{rows} in {meetings}. Choose a row to open the meeting.",
                   rows=count(len(here), "difference"),
                   meetings=count(here["meeting_id"].nunique(), "meeting")))  # fmt: skip
    _listed(page, here, data[-1])


def _statuses(page: Page) -> None:
    """Say that some meetings are not looked at, for their status, and offer all of them."""
    if not page.scope.statuses:
        return
    meetings = Scope(statuses=page.scope.statuses).sentence(lang())
    st.caption(say("By the filter, only these are looked at: {meetings}.",
                   meetings=meetings[:1].lower() + meetings[1:]))  # fmt: skip
    compared = {name: address.read().get(name, []) for name in ("old", "new")}
    st.page_link(CHANGED, label=say("Look at meetings of every status"),
                 icon=":material/filter_alt_off:",
                 query_params=page.query(page.scope.but(statuses=())) | compared)  # fmt: skip


def _two(page: Page, history: Sequence[Published]) -> tuple[Published, Published]:
    """The two states that are chosen: by default the newest, and the last one of a day before.

    Where there is no such day: the first one.
    """
    known = {each.number: each for each in history}
    if page.arrived or _OLD not in st.session_state:
        given = address.read()
        named = [asof.named((given.get(name) or [""])[-1], history) for name in ("old", "new")]
        for problem in (each for _, problems in named for each in problems):
            st.warning(say("Left out of the address: {problem}.", problem=problem))
        st.session_state[_NEW] = named[1][0] or history[-1].number
        st.session_state[_OLD] = named[0][0] or _before(history)
    for key in (_OLD, _NEW):  # one that was pruned meanwhile, or is later than what is shown
        if st.session_state[key] not in known:
            st.session_state[key] = history[-1].number if key == _NEW else _before(history)
    chosen: list[Published] = []
    every = list(reversed(known))
    for place, key, title in zip(st.columns(2), (_OLD, _NEW), (say("Before"), say("After")),
                                 strict=True):  # fmt: skip
        number_: int = place.selectbox(
            title,
            every,
            index=address.index_of(key, every),
            key=key,
            format_func=lambda each: asof.label(known[each]),
        )
        chosen.append(known[number_])
    address.write({name: [asof.moment(each)] for name, each in
                   zip(("old", "new"), chosen, strict=True)})  # fmt: skip
    return chosen[0], chosen[1]


def _before(history: Sequence[Published]) -> int:
    zone = ZoneInfo("Europe/Kyiv")
    today = history[-1].at.astimezone(zone).date()
    earlier = [each for each in history if each.at.astimezone(zone).date() < today]
    return (earlier or history[:1])[-1].number


def _listed(page: Page, here: pd.DataFrame, data: Data) -> None:
    rows = here.to_dict("records")
    shown = here.assign(
        kind=[say(_KINDS[each]) for each in here["kind"]],
        event=[event_in_words(data, each) for each in here["event"]],
        field_name=[field_name(each) if each else "" for each in here["field"]],
        before_value=[_value(data, row, "before") for row in rows],
        after_value=[_value(data, row, "after") for row in rows],
        why=[_why(row) for row in rows],
    )
    columns = ("kind", "event", "field_name", "before_value", "after_value", "why", "detail")
    at = tables.show(shown, columns, "what_changed", alt=say("What is different"), select="open")
    if at is not None:
        opened = str(here["meeting_id"].iloc[at])
        st.switch_page(MEETINGS, query_params=page.query(meeting=opened))


def _why(row: dict[Any, Any]) -> str:
    """Why something changed; of corrections what they did: ``a correction: Change a value``."""
    done = [say(doing.ACTIONS[each]) for each in str(row["action"]).split(", ") if each]
    return ": ".join(filter(None, (say(_WHY[row["why"]]), "; ".join(done))))


def _value(data: Data, row: dict[Any, Any], side: str) -> str:
    return in_words(data, str(row["field"]), str(row[side])) if row["field"] else ""


@st.cache_data(ttl=3600, max_entries=20, show_spinner=False)
def _changes(_old: Snapshot, _new: Snapshot, store: str, old: str, new: str) -> pd.DataFrame:
    columns = [each.name for each in fields(Change)]
    return pd.DataFrame(map(asdict, compare_snapshots(_old, _new)), columns=columns)
