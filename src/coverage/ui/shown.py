"""What a page shows, noted while it is drawn, so that its files hold the very same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

_KEY = "_shown"
FILES = "page_files"  # of the popover with the page's files: its state is whether it is open


@dataclass(frozen=True, slots=True)
class Shown:
    """A table or the numbers of a chart; ``made`` makes its rows when a file is asked for."""

    name: str
    title: str
    made: Callable[[], pd.DataFrame]

    @property
    def rows(self) -> pd.DataFrame:
        """All rows, as on screen, under titles for people."""
        return self.made()


def start() -> None:
    """Forget what the page before showed."""
    st.session_state[_KEY] = {}


def wanted() -> bool:
    """Whether the page's files are asked for, so that parts nobody sees have to be run too."""
    return bool(st.session_state.get(FILES))


def note(name: str, title: str, made: Callable[[], pd.DataFrame]) -> None:
    """Remember one table; the last one of a name counts."""
    st.session_state.setdefault(_KEY, {})[name] = Shown(name, title, made)


def everything() -> list[Shown]:
    """What this run of the page has shown so far, in order."""
    return list(st.session_state.get(_KEY, {}).values())
