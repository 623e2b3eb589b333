"""Days that timelines mark: summits (events.toml) and the analysts' own."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from coverage.ui import roles
from coverage.ui.data import store_dir
from coverage.ui.kept import LONGEST, Event, events, keep_events
from coverage.ui.text import plain
from coverage.ui.words import day, format_of, lang, say


@cache
def _listed() -> tuple[dict[str, Any], ...]:
    text = files(__package__).joinpath("events.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["event"])


def known() -> list[Event]:
    """Every event by day, named in the reader's language. Raises StoreError."""
    common = [Event(when, each["title"][lang()]) for each in _listed() for when in each["days"]]
    return sorted([*common, *events(store_dir())], key=lambda each: (each.day, each.title))


def edit() -> None:
    """The analysts' own events: to be added and taken off by those who may."""
    if not roles.editor():
        return
    with st.popover(say("Events on the timeline"), icon=":material/flag:"):
        store = store_dir()
        own = events(store)

        def add() -> None:
            when, title = st.session_state["event_day"], st.session_state["event_title"].strip()
            if when and title:
                keep_events(store, [*own, Event(when, title, own=True)])
                st.session_state["event_title"] = ""

        for number, each in enumerate(own):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.markdown(f"{day(each.day)} · {plain(each.title)}")
            rest = [*own[:number], *own[number + 1 :]]
            right.button(say("Delete"), key=f"drop_event_{number}", icon=":material/delete:",
                         type="tertiary", on_click=keep_events, args=(store, rest))  # fmt: skip
        if not own:
            st.caption(say("Ramstein sessions and summits are marked. Add days of your own:"))
        st.date_input(say("Day"), value=None, key="event_day", format=format_of("table_day"))
        st.text_input(say("What happened"), key="event_title", max_chars=LONGEST)
        st.button(say("Mark this day"), on_click=add, icon=":material/flag:")
