"""As of: every view as it was known at an earlier time; the choice lives in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from coverage.errors import StoreError
from coverage.store import Published, Snapshot, state_of
from coverage.ui import address
from coverage.ui.text import plain
from coverage.ui.words import count, day, say

PARAMETER = "asof"
_KEY = "as_of"
_NOW = 0  # no snapshot has this number; an option that is None would be shown as no choice
_KYIV = ZoneInfo("Europe/Kyiv")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The snapshot to show. ``past``: when it was published, None where it is the newest one."""

    snapshot: Snapshot
    past: Published | None
    problems: tuple[str, ...] = ()


def chosen(current: Snapshot, arrived: bool) -> Chosen:
    """What the address asks for where a page is opened, else what the sidebar does."""
    history = _kept(current)
    problems: tuple[str, ...] = ()
    if arrived or _KEY not in st.session_state:
        wanted, problems = named((address.read().get(PARAMETER) or [""])[-1], history)
        st.session_state[_KEY] = wanted or _NOW
    number = st.session_state[_KEY]
    past = next((each for each in history if each.number == number), None)
    if past is None or number == current.number:
        st.session_state[_KEY] = _NOW
        return Chosen(current, None, problems)
    try:
        return Chosen(snapshot(current, past.number), past, problems)
    except StoreError as error:  # of an older schema, or pruned just now
        st.session_state[_KEY] = _NOW
        return Chosen(current, None, (*problems, str(error)))


def choice(current: Snapshot) -> None:
    """The sidebar's choice: now, or one of the earlier states that are kept."""
    history = [each for each in _kept(current) if each.number != current.number]
    if history:
        known = {each.number: each for each in history}
        with st.sidebar:
            every = [_NOW, *reversed(known)]
            st.selectbox(
                say("As known on"),
                every,
                index=address.index_of(_KEY, every),
                key=_KEY,
                format_func=lambda number: label(known[number]) if number in known else say("Now"),
                help=say("Every figure as it was published then. Earlier states are kept: the last "
                         "ten, one a day and one a week."),
            )  # fmt: skip
    address.write({PARAMETER: [moment(past)] if (past := _past(history)) else []})


def banner(past: Published) -> None:
    """Say that an earlier state is shown, and offer the way back."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/history: **{say('As known on {when}', when=plain(label(past)))}**",
            width="stretch",
        )
        st.button(say("Show what is known now"), on_click=_now, icon=":material/update:")


def named(text: str, history: Sequence[Published]) -> tuple[int | None, tuple[str, ...]]:
    """The snapshot that was in force at a day's end or a moment (Kyiv's), None for now.

    The second value says what is wrong with ``text``, if anything.
    """
    if not text:
        return None, ()
    try:
        at = datetime.fromisoformat(text[:40])
    except ValueError:
        problem = say("{given} is not a date like 2025-03-20", given=f"{PARAMETER}={text[:40]!r}")
        return None, (problem,)
    if len(text) == len("2025-03-20"):
        at = datetime.combine(at.date(), time.max)
    at = at if at.tzinfo else at.replace(tzinfo=_KYIV)
    until = [each for each in history if each.at <= at]
    if not until:
        problem = say("nothing that was known on {given} is kept", given=text[:40])
        return None, (problem,)
    return until[-1].number, ()


def moment(published: Published) -> str:
    """A snapshot's time as an address bears it: Kyiv's, to the millisecond, rounded up."""
    at = (published.at + timedelta(microseconds=999)).astimezone(_KYIV)
    return at.replace(tzinfo=None).isoformat(timespec="milliseconds")


def fixed(shown: Snapshot) -> dict[str, list[str]]:
    """The parameter of an address that opens what is shown now, whatever is published later."""
    known = [each for each in _kept(shown) if each.number == shown.number]
    return {PARAMETER: [moment(known[0])]} if known else {}


def label(published: Published) -> str:
    """How people call a snapshot: its time, its number, and how many meetings it holds in all."""
    at = published.at.astimezone(_KYIV)
    meetings = say("{meetings} of every status", meetings=count(published.meetings, "meeting"))
    return f"{day(at.date())}, {at:%H:%M} · #{published.number} · {meetings}"


def snapshot(current: Snapshot, number: int) -> Snapshot:
    """Snapshot ``number``, kept open. Raises StoreError where it is not there any more."""
    if number == current.number:
        return current
    return _opened(str(current.store), number, state_of(current.store, number))


# Each is a database of its own, which takes some ten megabytes.
@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(store: str, number: int, state: str) -> Snapshot:
    return Snapshot.open(Path(store), number)


def _past(history: Sequence[Published]) -> Published | None:
    number = st.session_state.get(_KEY)
    return next((each for each in history if each.number == number), None)


def _now() -> None:
    st.session_state[_KEY] = _NOW


def _kept(current: Snapshot) -> list[Published]:
    """The states that can be shown: one without articles has no page to come back from."""
    return [each for each in Snapshot.history(current.store) if each.articles]
