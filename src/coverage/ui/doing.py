"""What a page does with a correction: keep and apply it, say what became of it, take it back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from coverage.corrections import FIELDS, Action, Operation, Recorded, Target, record, undo
from coverage.errors import CoverageError
from coverage.ui import roles
from coverage.ui.data import Data, store_dir
from coverage.ui.text import plain
from coverage.ui.values import field_name, in_words
from coverage.ui.view import Page
from coverage.ui.words import say

_WHO, _DONE, _UNDONE = "who", "_recorded", "_undone"
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


def one(target: Target, target_id: str, action: str, name: str, **asked: Any) -> None:
    """Keep and apply one correction, and show the page anew; what is wrong is said here."""
    try:
        if not name:
            st.error(say("Say who you are first."), icon=":material/person:")
            return
        roles.must_edit()
        with st.spinner(say("Keeping it and counting anew …")):
            st.session_state[_DONE] = record(
                store_dir(), Operation(Action(action), target, target_id, name, **asked)
            )
    except CoverageError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def take_back(correction_id: str, what: str, name: str, note: str = "") -> None:
    """Undo one correction, and show the page anew; what is wrong is said here.

    ``what`` is that correction in words: see :func:`change`.
    """
    if not name:
        st.error(say("Say who you are first."), icon=":material/person:")
        return
    try:
        roles.must_edit()
        with st.spinner(say("Keeping it and counting anew …")):
            st.session_state[_DONE] = undo(store_dir(), correction_id, name, note)
            st.session_state[_UNDONE] = what
    except CoverageError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def told(page: Page) -> None:
    """What became of the correction that was made last, with a way to take it back."""
    if page.arrived:
        st.session_state.pop(_DONE, None)
    done: Recorded | None = st.session_state.get(_DONE)
    if done is None:
        return
    operation = done.operation
    what = change(page.data, operation.action.value, operation.field, operation.before,
                  operation.after)  # fmt: skip
    if operation.action is Action.UNDO and (undone := st.session_state.get(_UNDONE)):
        what = f"{what}: {undone}"
    said = plain(what)
    with st.container(horizontal=True, vertical_alignment="center"):
        if done.state == "applied":
            st.success(say("Done: {what}. All figures are counted anew.", what=said),
                       icon=":material/task_alt:")  # fmt: skip
        elif done.state == "pending":
            st.info(say("Kept: {what}. The store is being written; it is applied then.", what=said),
                    icon=":material/hourglass_top:")  # fmt: skip
        else:
            st.warning(say("Kept, but it does not fit: {reason}", reason=plain(done.reason)),
                       icon=":material/report:")  # fmt: skip
        if operation.action is Action.UNDO or not able(page):
            return
        if st.button(say("Undo"), icon=":material/undo:", key="undo_last"):
            take_back(operation.id, what, operation.who)


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
