"""What a page shows, noted while it is drawn, so that its files hold the very same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

_KEY = "_shown"
_LEFT_OUT = "_left_out"
_WANTED = "_files_wanted"  # the title of the page whose files are to have all its parts


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


def start(page: str) -> None:
    """Forget what the page before showed; ``page`` is the title of this one."""
    st.session_state[_KEY] = {}
    st.session_state[_LEFT_OUT] = []
    if st.session_state.get(_WANTED) != page:
        st.session_state.pop(_WANTED, None)


def want(page: str) -> None:
    """Have the parts that nobody sees run too from now on, for the files of this page."""
    st.session_state[_WANTED] = page


def wanted() -> bool:
    """Whether that was asked for."""
    return _WANTED in st.session_state


def leave_out(part: str) -> None:
    """Note that the part of the page with this title was not run."""
    st.session_state.setdefault(_LEFT_OUT, []).append(part)


def left_out() -> tuple[str, ...]:
    """The titles of the parts that were not run, so that the page's files cannot have them."""
    return tuple(st.session_state.get(_LEFT_OUT, ()))


def note(name: str, title: str, made: Callable[[], pd.DataFrame]) -> None:
    """Remember one table; the last one of a name counts."""
    st.session_state.setdefault(_KEY, {})[name] = Shown(name, title, made)


def everything() -> list[Shown]:
    """What this run of the page has shown so far, in order."""
    return list(st.session_state.get(_KEY, {}).values())
