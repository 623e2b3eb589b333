"""The address of a page: where the scope and the opened meeting or article live.

Streamlit can bind a widget to the address by itself, but it writes the label of an option there.
Our labels carry counts and, later, the reader's language: such a link would die with the next
ingest. So codes are written here, under the rules that Streamlit's own binding follows: the
address wins when a page is opened and after Back or Forward, the widgets win otherwise.

Every widget is given what it holds as its default too. The browser hears once that a value was
set, and misses it where it draws the widget late, after the next run: it would then take the
default for the reader's choice and send it back as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from coverage.reports import Scope

_OPENED, _SPOKEN = "_opened_page", "_spoken"


def read() -> dict[str, list[str]]:
    """All parameters of the address, each with its values in order."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def arrived(language: str) -> bool:
    """Whether this run opens a page (or comes back to it), so that the address decides.

    It does so in another ``language`` too: the browser knows a widget's value by its label, and
    would send one that is not offered any more. Call it once a run, before any widget is made.
    """
    context = get_script_run_ctx()
    if context is None:
        return False
    opened = st.session_state.get(_OPENED) != context.page_script_hash
    translated = st.session_state.get(_SPOKEN) != language
    st.session_state[_OPENED] = context.page_script_hash
    st.session_state[_SPOKEN] = language
    return opened or translated or bool(getattr(context, "is_history_navigation", False))


def index_of(key: str, options: Sequence[Any]) -> int:
    """Where the value of the widget ``key`` stands among its options; 0 where it does not."""
    value = st.session_state.get(key)
    return options.index(value) if value in options else 0


def write(changes: Mapping[str, Sequence[str]]) -> None:
    """Set parameters (an empty value removes one) in a single step of the browser's history."""
    before = read()
    after = {name: values for name, values in (before | _listed(changes)).items() if values}
    if after != before:
        st.query_params.from_dict(after)


def _listed(changes: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: list(values) for name, values in changes.items()}


KEPT = ("ui", "count", "share", "sure", "asof")  # how the reader looks at it, whatever is looked at


def query(scope: Scope, **opened: str) -> dict[str, list[str]]:
    """Parameters of a link: a scope, what is opened, and how the reader looks at it."""
    held = {name: values for name, values in read().items() if name in KEPT}
    return scope.to_query() | held | {name: [value] for name, value in opened.items()}
