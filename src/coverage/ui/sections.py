"""Parts of a page under tabs: the open one is run and drawn, the others on demand for its files.

What a browser draws is what a page costs: a map or a table of sentences takes it longer than the
server's whole work. And what nobody looks at need not be asked of the store.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import streamlit as st

from coverage.ui import shown
from coverage.ui.words import lang, say

_open: ContextVar[bool] = ContextVar("open", default=True)


class Section:
    """The part of a page under one tab; within it charts and tables know whether they are seen."""

    def __init__(self, tab: Any, title: str) -> None:
        self._tab, self._title = tab, title

    def __call__(self, draw: Callable[..., None], *given: Any, **named: Any) -> None:
        """``draw(*given, **named)``, where this part is open.

        Closed, it is run only when it is asked for in the page's files, to note its charts and
        tables for them.
        """
        if not (self._tab.open or shown.wanted()):
            shown.leave_out(self._title)
            return
        before = _open.set(bool(self._tab.open))
        try:
            with self._tab:
                draw(*given, **named)
        finally:
            _open.reset(before)


def tabs(name: str, *titles: str) -> list[Section]:
    """Tabs with these titles; ``name`` must be unique on the page."""
    # A tab is known by its title, which another language does not have.
    key = f"tabs_{name}_{lang()}"
    called = [say(each) for each in titles]
    opened = st.tabs(called, key=key, on_change="rerun")
    return [Section(*each) for each in zip(opened, called, strict=True)]


def seen() -> bool:
    """Whether what is drawn now is under no tab, or under one that is open."""
    return _open.get()
