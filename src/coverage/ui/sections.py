"""Parts of a page under tabs: the open one is run and drawn, all are in the page's files.

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

    def __init__(self, tab: Any) -> None:
        self._tab = tab

    def __call__(self, draw: Callable[..., None], *given: Any, **named: Any) -> None:
        """``draw(*given, **named)``, where this part is open.

        Closed, it is run only when the page's files are asked for, to note its charts and tables
        for them.
        """
        if not (self._tab.open or shown.wanted()):
            shown.leave_out()
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
    return [Section(tab) for tab in st.tabs([say(each) for each in titles],
                                            key=key, on_change="rerun")]  # fmt: skip


def seen() -> bool:
    """Whether what is drawn now is under no tab, or under one that is open."""
    return _open.get()
