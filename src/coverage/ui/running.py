"""What writes the store from a page: done in a thread of its own, which pages only look on.

Streamlit breaks a page's script off as soon as somebody clicks: a run must not end with it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

import streamlit as st

from coverage.errors import CoverageError
from coverage.feeds import Outcome
from coverage.pipeline import Coder, IngestReport, Progress, default_coder
from coverage.store import Request
from coverage.ui import roles
from coverage.ui.data import store_dir
from coverage.ui.words import number, say

_MINE = "_running"
_TICK = 0.3  # seconds between two looks
_STEPS = {
    "read": "Reading …",
    "link": "Linking meetings …",
    "publish": "Publishing …",
    "wait": "Waiting for another run …",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a run; ``outcomes`` of each feed, where feeds were asked."""

    report: IngestReport
    outcomes: Sequence[Outcome] = ()


Work = Callable[[Progress, Coder], Done]


@dataclass(slots=True)
class Running:
    """One run: how far it is, and in the end what came of it.

    ``request`` is what it was asked to do, ``about`` tells what it adds.
    """

    request: Request
    about: Hashable = None
    step: str = ""
    done: int = 0
    end: Future[Done] = field(default_factory=Future)

    def do(self, work: Work) -> None:
        """Do it, in whatever thread this is."""
        try:
            self.end.set_result(work(self.tell, _coder()))
        except BaseException as error:  # it is for the page to say
            self.end.set_exception(error)

    def tell(self, step: str, done: int) -> None:
        """As ``pipeline.Progress``."""
        self.step, self.done = step, done


@dataclass(slots=True)
class _Desk:
    """The run of a store, whichever session began it."""

    last: Running | None = None
    lock: Lock = field(default_factory=Lock)

    def now(self) -> Running | None:
        return self.last if self.last and not self.last.end.done() else None


@st.cache_resource(show_spinner=False)
def _desk(store: str) -> _Desk:
    return _Desk()


def start(work: Work, request: Request, about: Hashable = None) -> None:
    """Begin a run: it goes on whatever becomes of the page, which is to :func:`watch` it.

    Raises CoverageError: another is going on, or whoever looks may change nothing.
    """
    roles.must_edit()
    desk = _desk(str(store_dir().absolute()))
    with desk.lock:
        if desk.now():
            raise CoverageError(say("Another run of these pages is still going on, and this one "
                                    "was not begun. Press again when it has ended."))  # fmt: skip
        begun = desk.last = Running(request, about)
    st.session_state[_MINE] = begun
    Thread(target=begun.do, args=[work], daemon=True).start()


def now() -> Running | None:
    """The run that is going on, be it another session's."""
    return _desk(str(store_dir().absolute())).now()


def ended() -> Running | None:
    """The run that this session began or watched, once it has ended; once."""
    mine: Running | None = st.session_state.get(_MINE)
    if mine is None or not mine.end.done():
        return None
    del st.session_state[_MINE]
    return mine


def watch(place: Any) -> None:
    """Show in ``place`` how far a run is that is going on; at its end the page is drawn anew."""
    mine: Running | None = st.session_state.get(_MINE) or now()
    if mine is None:
        return
    st.session_state[_MINE] = mine
    status = place.status(say("Adding …"))
    while not mine.end.done():
        doing = say(_STEPS.get(mine.step.partition(":")[0], "Adding …"))
        # Whoever clicks meanwhile is heard here.
        status.update(label=f"{doing} · {say('Read')}: {number(mine.done)}")
        wait([mine.end], timeout=_TICK)
    st.rerun()


def coder() -> Coder:
    """The coder of the codebook in force."""
    with st.spinner(say("Loading the codebook …")):
        return _coder()


@st.cache_resource(show_spinner=False)
def _coder() -> Coder:
    return default_coder()
