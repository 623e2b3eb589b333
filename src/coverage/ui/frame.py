"""What every page has: navigation, filters, title, the scope in words, counts, freshness, files."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import streamlit as st
from PIL import Image, ImageDraw

from coverage.errors import CoverageError, NothingPublishedError
from coverage.reports import Problem, Scope
from coverage.store import DatabaseError, Snapshot
from coverage.ui import (
    address,
    asof,
    behind,
    filters,
    header,
    metrics,
    newer,
    roles,
    shown,
    sureness,
)
from coverage.ui.data import Data, store_dir
from coverage.ui.data import current as now
from coverage.ui.paths import ADD, PAGES
from coverage.ui.text import plain
from coverage.ui.view import Look, Page, looked
from coverage.ui.words import count, day, lang, moment, say

SIDEBAR = 320  # pixels: two dates side by side
MOST = "2000"  # rows of a list that a page shows; a browser takes no million


@contextmanager
def page(
    title: str,
    question: str,
    *,
    even_empty: bool = False,
    unpublished: Callable[[], None] = lambda: None,
    counts: bool = False,
    sure: bool = False,
) -> Iterator[Page]:
    """Open a page and draw its frame; what goes wrong inside is said in words, never a traceback.

    A store without articles stops the page and says what to do; with ``even_empty`` only one that
    was never published does, for what could not be read is worth a look then. Below what is said
    of that comes what ``unpublished`` shows, which needs no articles. With ``counts`` the reader
    may choose what its charts count and see how sure that is, with ``sure`` the latter.
    """
    navigation, arrived = _opened(title)
    if arrived:
        behind.forget()
    with metrics.observed(title), _said_in_words(title):
        try:
            current = Snapshot.current(store_dir())
            shown_as = asof.chosen(current, arrived)
            data = Data(shown_as.snapshot, lang())
            empty = not data.table(Scope(), "freshness")["articles"].iloc[0]
            if empty and not even_empty:
                raise NothingPublishedError(store_dir())
        except NothingPublishedError as error:
            _navigate(navigation, Scope.parse(address.read())[0])
            _empty_store(title, question, error)
            unpublished()
            st.stop()
        except CoverageError:  # it is there, and cannot be read
            _navigate(navigation, Scope.parse(address.read())[0])
            _head(title, question)
            raise
        if empty:
            _navigate(navigation, Scope())
            _head(title, question)
            yield Page(Scope(), data, arrived)
            return
        opened, files = _framed(title, question, data, arrived, navigation,
                                (counts, sure), shown_as, current)  # fmt: skip
        with suppress(_Done):
            yield opened
        header.files(files, opened, title)
        behind.answer(opened)
        _settled()


@cache
def _settled() -> None:
    """Leave what the first page has loaded out of the search for garbage from now on.

    Now and then that looks through all that there is, which stops a page for longer than all else
    that it does.
    """
    gc.collect()
    gc.freeze()


class _Done(Exception):
    """A page has shown all that it has to."""


def done() -> NoReturn:
    """End the page here. (After ``st.stop`` its files could not be drawn any more.)"""
    raise _Done


@contextmanager
def bare_page(title: str, question: str, *, editors: bool = False) -> Iterator[None]:
    """Open a page that needs no store: without filters, which its links keep all the same.

    ``editors`` says that it is for those who may change something; others are told so.
    """
    navigation, _ = _opened(title)
    _navigate(navigation, Scope.parse(address.read())[0])
    _head(title, question)
    if editors and not roles.editor():
        st.info(say("Only editors may do this. Ask whoever runs these pages."),
                icon=":material/lock:")  # fmt: skip
        st.stop()
    with metrics.observed(title), _said_in_words(title):
        _sample(now())
        yield


def _opened(title: str) -> tuple[Any, bool]:
    st.set_page_config(f"{say(title)} · Partner Coverage", _icon(), "wide", SIDEBAR)
    st.html(Path(__file__).with_name("charts.css"))
    shown.start(title)
    arrived = address.arrived(lang())
    header.languages(arrived)
    roles.admit()
    return st.sidebar.container(gap="xxsmall"), arrived


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
def _said_in_words(page: str) -> Iterator[None]:
    try:
        yield
    except (CoverageError, DatabaseError) as error:
        metrics.fault(page, error)
        st.error(
            f"{say('This page cannot be shown:')} {plain(str(error))}", icon=":material/error:"
        )
        st.stop()


def _framed(
    title: str, question: str, data: Data, arrived: bool, navigation: Any,
    switches: tuple[bool, bool], shown_as: asof.Chosen, current: Snapshot,
) -> tuple[Page, Any]:  # fmt: skip
    counts, sure = switches
    look = looked(arrived, counts) if counts or sure else Look()
    scope, problems = filters.sidebar(data, arrived)
    asof.choice(current)
    opened = Page(scope, data, arrived, look, past=shown_as.past is not None)
    _navigate(navigation, scope)
    _head(title, question)
    if shown_as.past:
        asof.banner(shown_as.past)
    else:
        newer.told(current)
    for problem in (*problems, *shown_as.problems):
        st.warning(say("Left out of the address: {problem}.", problem=plain(_said(problem))))
    tables = data.tables(scope, "scope_counts", "freshness")
    found, fresh = tables["scope_counts"].iloc[0], tables["freshness"].iloc[0]
    said = plain(scope.sentence(lang(), data.name_of))
    st.markdown(
        f"**{said}** — "
        + say("{meetings} in {articles}", meetings=count(found["meetings"], "meeting"),
              articles=count(found["articles"], "article"))
    )  # fmt: skip
    if look.sure:
        st.caption(sureness.explained(int(found["meetings"])))
    st.caption(
        say(
            "The store holds {articles} from {first} to {last}, last read on {read} (Kyiv time); "
            "snapshot {number}.",
            articles=count(fresh["articles"], "article"),
            first=day(fresh["first_published"]),
            last=day(fresh["last_published"]),
            read=moment(str(fresh["last_ingested"])),
            number=data.snapshot.number,
        )
    )
    _sample(data)
    return opened, header.tools(opened, title)


def _sample(data: Data | None) -> None:
    """Say so where the store holds the shipped sample: no outlet published those texts."""
    if data and (held := int(data.table(Scope(), "freshness")["sample"].iloc[0])):
        st.caption(
            say("{articles} here are the sample's. Texts of the sample are written anew for this "
                "program from real events: do not quote them as the outlets'.",
                articles=count(held, "article"))
        )  # fmt: skip


def nothing(what: str) -> None:
    """The empty state of a part of a page: what is missing and what to do."""
    st.info(
        f"{say(what)} {say('Widen the period or take a filter away in the sidebar.')}",
        icon=":material/filter_alt_off:",
    )


def _said(problem: str) -> str:
    """What is wrong, in the reader's language where it can be said in it."""
    return say(problem.text, **problem.values) if isinstance(problem, Problem) else problem


def _head(title: str, question: str) -> None:
    st.title(say(title))
    st.caption(say(question))


def _navigate(place: Any, scope: Scope) -> None:
    for path, (label, icon) in PAGES.items():
        place.page_link(path, label=say(label), icon=icon, query_params=address.query(scope))
    place.divider()


def _empty_store(title: str, question: str, error: NothingPublishedError) -> None:
    _head(title, question)
    said = say("{store} holds no article. Add some on the next page, or by this command.",
               store=plain(error.store))  # fmt: skip
    st.info(f"{say('Nothing to show yet:')} {said}", icon=":material/inbox:")
    # As code, for it is copied: elsewhere invisible signs keep "--" from a dash.
    st.code(error.command, language=None)
    st.page_link(ADD, label=say("Add articles"), icon=PAGES[ADD][1])
