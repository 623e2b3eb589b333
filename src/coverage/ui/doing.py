"""What a page does with a correction: keep and apply it, say what became of it, take it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from coverage.corrections import FIELDS, Action, Operation, Recorded, Target, record, undo
from coverage.errors import CoverageError
from coverage.ui import address, roles
from coverage.ui.data import Data, store_dir
from coverage.ui.paths import MEETINGS
from coverage.ui.text import plain
from coverage.ui.values import event_in_words, field_name, in_words
from coverage.ui.view import Page
from coverage.ui.words import say

_WHO, _DONE, _NEWS = "who", "_done", "_done_news"
ACTIONS = {
    "reviewed": "It is right: mark as reviewed",
    "set": "Change a value",
    "add": "Add a value",
    "remove": "Remove a value",
    "no_meeting": "It is no meeting",
    "split": "Some articles tell of another meeting",
    "merge": "It is the same as another meeting",
    "note": "Write a note",
    "undo": "Undo",
}
_STATES = {"applied": "in force", "undone": "undone", "misfit": "does not fit", "pending": "kept"}


@dataclass(frozen=True, slots=True)
class Done:
    """The correction made last: ``what`` in words, ``where`` on which opened page it was made."""

    recorded: Recorded
    what: str
    where: str
    opened: tuple[str, ...]


def able(page: Page) -> bool:
    """Whether whoever looks may correct what the page shows: now, and as an editor."""
    return not page.past and roles.editor()


def who(key: str) -> str:
    """Who corrects: from the login where there is one, else as given once in the session.

    ``key`` tells the places of a page apart that ask.
    """
    if name := roles.person():
        st.caption(say("You are {name}.", name=plain(name)))
        return name
    key = f"{_WHO}_{key}"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(_WHO, "")

    def given() -> None:  # in one place, known in all
        name = st.session_state[_WHO] = st.session_state[key].strip()
        for each in [each for each in st.session_state if str(each).startswith(f"{_WHO}_")]:
            st.session_state[each] = name

    return st.text_input(
        say("Your name"),
        max_chars=100,
        key=key,
        on_change=given,
        help=say("It stands beside your corrections, for all who look at this store."),
    ).strip()


def one(
    page: Page, where: str, target: Target, target_id: str, action: str, name: str, **asked: Any
) -> None:
    """Keep and apply one correction, and show the page anew; what is wrong is said here.

    What became of it is told by :func:`told` of the same ``where``.
    """
    operation = Operation(Action(action), target, target_id, name, **asked)
    what = change(page.data, action, operation.field, operation.before, operation.after)
    _kept(where, what, name, lambda: record(store_dir(), operation))


def take_back(where: str, correction_id: str, what: str, name: str, note: str = "") -> None:
    """Undo one correction, and show the page anew; what is wrong is said here.

    ``what`` is that correction in words: see :func:`change`; ``where`` as for :func:`one`.
    """
    undone = f"{say(ACTIONS['undo'])}: {what}"
    _kept(where, undone, name, lambda: undo(store_dir(), correction_id, name, note))


def _kept(where: str, what: str, name: str, keep: Callable[[], Recorded]) -> None:
    if not name:
        st.error(say("Say who you are first."), icon=":material/person:")
        return
    try:
        roles.must_edit()
        with st.spinner(say("Keeping it and counting anew …")):
            st.session_state[_DONE] = Done(keep(), what, where, _opened())
    except CoverageError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state[_NEWS] = True
    st.rerun()


def _opened() -> tuple[str, ...]:
    given = address.read()
    return *given.get("meeting", ()), *given.get("article", ())


def told(page: Page, where: str) -> None:
    """What became of the correction that was made last, if it was made here; a way back beside it.

    It stands until the next act: another correction, or another page, meeting or article.
    """
    done: Done | None = st.session_state.get(_DONE)
    if done and (page.arrived or done.opened != _opened()):
        del st.session_state[_DONE]
        done = None
    if done is None or done.where != where:
        return
    kind, said, icon = _outcome(done)
    if st.session_state.pop(_NEWS, False):  # once, wherever the reader has scrolled to
        st.toast(said, icon=icon)
    with st.container(horizontal=True, vertical_alignment="center"):
        kind(said, icon=icon)
        operation = done.recorded.operation
        if operation.action is Action.UNDO or not able(page):
            return
        if operation.action is Action.SPLIT:
            _to_other(page, operation)
        if st.button(say("Undo"), icon=":material/undo:", key="undo_last"):
            take_back(where, operation.id, done.what, operation.who)


def _to_other(page: Page, operation: Operation) -> None:
    """The way to the meeting that a split has made, whichever of the two bears the id now."""
    rows = page.table("audit_trail", meeting=operation.target_id, article="", state="applied")
    for row in rows[rows["correction_id"] == operation.id].to_dict("records"):
        link_other(page, row, (address.read().get("meeting") or [""])[-1])


def link_other(page: Page, row: Mapping[Any, Any], opened: str) -> None:
    """Of a split or a merge (a row of audit_trail) a link to the meeting that is not ``opened``.

    None where the two are one.
    """
    for meeting, event in (
        (row["meeting_id"], row["event"]),
        (row["other_id"], row["other_event"]),
    ):
        if isinstance(row["other_event"], str) and isinstance(meeting, str) and meeting != opened:
            label = say("The other meeting: {name}", name=plain(event_in_words(page.data, event)))
            st.page_link(MEETINGS, label=label, icon=":material/call_split:",
                         query_params=page.query(meeting=meeting))  # fmt: skip


def _outcome(done: Done) -> tuple[Callable[..., object], str, str]:
    """How it is told: the kind of message, its words, its icon."""
    said = plain(done.what)
    if done.recorded.state == "applied":
        text = say("Done: {what}. All figures are counted anew.", what=said)
        return st.success, text, ":material/task_alt:"
    if done.recorded.state == "pending":
        text = say("Kept: {what}. The store is being written; it is applied then.", what=said)
        return st.info, text, ":material/hourglass_top:"
    text = say("Kept, but it does not fit: {reason}", reason=plain(say(done.recorded.reason)))
    return st.warning, text, ":material/report:"


def change(data: Data, action: str, field: str, before: str, after: str) -> str:
    """A correction in words: what was done, to which field, from what to what."""
    said = say(ACTIONS.get(action, action))
    if field not in FIELDS:
        return said
    was, be = in_words(data, field, before) or "–", in_words(data, field, after) or "–"
    values = {"add": be, "remove": was}.get(action, f"{was} → {be}")
    return f"{said}: {field_name(field)}: {values}"


def state_name(state: str) -> str:
    """What people call the state of a correction."""
    return say(_STATES.get(state, state))
