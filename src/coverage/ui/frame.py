"""What every page has: navigation, filters, title, the scope in words, counts, freshness."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st
from PIL import Image, ImageDraw

from coverage.errors import CoverageError, StoreError
from coverage.reports import Scope
from coverage.store import DatabaseError, Snapshot
from coverage.ui import address, filters
from coverage.ui.data import LANG, Data, store_dir
from coverage.ui.text import plain

PAGES = {
    "app.py": ("Overview", ":material/dashboard:"),
    "pages/1_Partners.py": ("Partners", ":material/public:"),
    "pages/2_Topics.py": ("Topics", ":material/category:"),
    "pages/3_Funding_models.py": ("Funding models", ":material/payments:"),
    "pages/4_Meetings.py": ("Meetings", ":material/handshake:"),
    "pages/5_Articles.py": ("Articles", ":material/article:"),
    "pages/6_Add_articles.py": ("Add articles", ":material/upload_file:"),
    "pages/7_Data_quality.py": ("Data quality", ":material/fact_check:"),
}
SIDEBAR = 320  # pixels: two dates side by side
MOST = "2000"  # rows of a list that a page shows; a browser takes no million
MEETINGS, ARTICLES, ADD = "pages/4_Meetings.py", "pages/5_Articles.py", "pages/6_Add_articles.py"


@dataclass(frozen=True, slots=True)
class Page:
    """An open page: its scope and the tables that it may ask for."""

    scope: Scope
    data: Data
    arrived: bool

    def tables(self, *reports: str, **parameters: str) -> dict[str, pd.DataFrame]:
        """Several reports on the page's scope."""
        return self.data.tables(self.scope, *reports, **parameters)

    def table(self, report: str, **parameters: str) -> pd.DataFrame:
        """One report on the page's scope."""
        return self.data.table(self.scope, report, **parameters)

    def query(self, scope: Scope | None = None, **parameters: str) -> dict[str, list[str]]:
        """An address' parameters: a scope (this one by default) and what is opened."""
        return (scope or self.scope).to_query() | {k: [v] for k, v in parameters.items()}


@contextmanager
def page(title: str, question: str, *, even_empty: bool = False) -> Iterator[Page]:
    """Open a page and draw its frame; what goes wrong inside is said in words, never a traceback.

    A store without articles stops the page and says what to do; with ``even_empty`` only one that
    was never published does, for what could not be read is worth a look then.
    """
    navigation, arrived = _opened(title)
    with _said_in_words():
        try:
            data = Data(Snapshot.current(store_dir()))
            empty = not data.table(Scope(), "freshness")["articles"].iloc[0]
            if empty and not even_empty:
                raise StoreError("the store holds no article")
        except StoreError as error:
            _navigate(navigation, Scope.parse(address.read())[0])
            _empty_store(title, question, error)
        if empty:
            _navigate(navigation, Scope())
            _head(title, question)
            yield Page(Scope(), data, arrived)
        else:
            yield Page(_framed(title, question, data, arrived, navigation), data, arrived)


@contextmanager
def bare_page(title: str, question: str) -> Iterator[None]:
    """Open a page that needs no store: without filters, which its links keep all the same."""
    navigation, _ = _opened(title)
    _navigate(navigation, Scope.parse(address.read())[0])
    _head(title, question)
    with _said_in_words():
        yield


def _opened(title: str) -> tuple[Any, bool]:
    st.set_page_config(f"{title} · Partner Coverage", _icon(), "wide", SIDEBAR)
    return st.sidebar.container(gap=None), address.arrived()


@cache
def _icon() -> Image.Image:
    """Two sides that meet. Streamlit would fetch an icon of its own set from another host."""
    icon = Image.new("RGBA", (64, 64))
    for at, colour in ((2, "#0072B2"), (24, "#D55E00")):
        disc = Image.new("RGBA", icon.size)
        ImageDraw.Draw(disc).ellipse((at, 13, at + 38, 51), fill=colour)
        icon = Image.blend(icon, Image.alpha_composite(icon, disc), 0.75)
    return icon


@contextmanager
def _said_in_words() -> Iterator[None]:
    try:
        yield
    except (CoverageError, DatabaseError) as error:
        st.error(f"This page cannot be shown: {plain(str(error))}", icon=":material/error:")
        st.stop()


def _framed(title: str, question: str, data: Data, arrived: bool, navigation: Any) -> Scope:
    scope, problems = filters.sidebar(data, arrived)
    _navigate(navigation, scope)
    _head(title, question)
    for problem in problems:
        st.warning(f"Left out of the address: {plain(problem)}.")
    tables = data.tables(scope, "scope_counts", "freshness")
    counts, fresh = tables["scope_counts"].iloc[0], tables["freshness"].iloc[0]
    said = plain(scope.sentence(LANG, data.name_of))
    st.markdown(
        f"**{said}** — {number(counts['meetings'], 'meeting')} in "
        f"{number(counts['articles'], 'article')}"
    )
    st.caption(
        f"The store holds {number(fresh['articles'], 'article')} from "
        f"{day(fresh['first_published'])} to {day(fresh['last_published'])}, last read on "
        f"{plain(str(fresh['last_ingested']))} (Kyiv time); snapshot {data.snapshot.number}."
    )
    return scope


def day(when: date) -> str:
    """A day as people write it: ``20 Mar 2025``."""
    return f"{when.day} {when:%b} {when.year}"


def number(count: int, noun: str) -> str:
    """A count with its noun: ``1 article``, ``1,234 articles``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def cut(shown: int) -> str:
    """What is said of a list that is cut off at MOST rows; nothing of a whole one."""
    if shown < int(MOST):
        return ""
    return f" The newest {int(MOST):,} are shown: filter for others, or export all of them."


def nothing(what: str) -> None:
    """The empty state of a part of a page: what is missing and what to do."""
    st.info(
        f"{what} Widen the period or take a filter away in the sidebar.",
        icon=":material/filter_alt_off:",
    )


def _head(title: str, question: str) -> None:
    st.title(title)
    st.caption(question)


def _navigate(place: Any, scope: Scope) -> None:
    for path, (label, icon) in PAGES.items():
        place.page_link(path, label=label, icon=icon, query_params=scope.to_query())
    place.divider()


def _empty_store(title: str, question: str, error: StoreError) -> None:
    _head(title, question)
    st.info(f"Nothing to show yet: {plain(str(error))}", icon=":material/inbox:")
    st.page_link(ADD, label="Add articles", icon=PAGES[ADD][1])
    st.stop()
