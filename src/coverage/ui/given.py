"""What was given on *Add articles*: still there for one who looks at another page and comes back.

Streamlit forgets the fields and files of a page that is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count
from typing import Any

import streamlit as st

from coverage.ui.text import plain
from coverage.ui.words import say

FILES = "add_files"  # the box for files; no program may fill it
_FIELDS = ("add_text", "add_outlet", "add_url", "add_day", "add_addresses")
COLUMN = "add_column_"  # begins the keys of what is chosen of tables
_HELD, _HELD_FILES, _BACK = "_given", "_given_files", "_given_back"

File = tuple[str, bytes]


def restore() -> None:
    """Fill in the fields as they were left; before any of them is drawn."""
    held: dict[str, Any] = st.session_state.get(_HELD, {})
    for key, value in held.items():
        if key not in st.session_state:
            st.session_state[key] = value
    if FILES not in st.session_state:
        st.session_state[_BACK] = bool(st.session_state.get(_HELD_FILES))


def keep() -> None:
    """Keep the fields as they are; after all of them were drawn."""
    keys = [str(key) for key in st.session_state]
    st.session_state[_HELD] = {
        key: st.session_state[key] for key in keys if key in _FIELDS or key.startswith(COLUMN)
    }


def files(uploaded: Sequence[Any]) -> list[File]:
    """The files in the box; while it is empty those that were in it before, to be taken away."""
    if uploaded or not st.session_state.get(_BACK):
        st.session_state[_BACK] = False
        st.session_state[_HELD_FILES] = _apart([(e.name, e.getvalue()) for e in uploaded])
    held: list[File] = st.session_state[_HELD_FILES]
    if st.session_state[_BACK]:
        names = plain(", ".join(name for name, _ in held))
        st.caption(say("Still here from before: {files}", files=names))
        st.button(say("Take them away"), key="add_away", on_click=_take_away)
    return held


def _apart(files: Sequence[File]) -> list[File]:
    """The files, of one name («index.html» out of several folders) told apart: «index (2).html»."""
    names: set[str] = set()
    found = []
    for name, content in files:
        stem, dot, ending = name.partition(".")
        again = (f"{stem} ({number}){dot}{ending}" for number in count(2))
        own = next(each for each in chain([name], again) if each not in names)
        names.add(own)
        found.append((own, content))
    return found


def _take_away() -> None:
    st.session_state[_BACK], st.session_state[_HELD_FILES] = False, []
