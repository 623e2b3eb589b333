"""The tools over a page: its language, saved views, and what it shows as files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from coverage.errors import StoreError
from coverage.reports import About
from coverage.ui import address, kept, roles, shown
from coverage.ui.bundle import FORMATS, about, made
from coverage.ui.data import store_dir
from coverage.ui.kept import SavedView
from coverage.ui.paths import PAGES
from coverage.ui.text import plain
from coverage.ui.view import Page, images
from coverage.ui.words import LANGS, PARAMETER, lang, say

_LANGUAGE = "ui_language"


def languages(arrived: bool) -> None:
    """The choice of the language, in the sidebar; it lives in the address."""
    if arrived or _LANGUAGE not in st.session_state:
        st.session_state[_LANGUAGE] = lang()

    def chosen() -> None:
        code = st.session_state[_LANGUAGE] or "en"
        address.write({PARAMETER: [] if code == "en" else [code]})

    st.sidebar.segmented_control(
        say("Language"),
        list(LANGS),
        default=st.session_state[_LANGUAGE],
        key=_LANGUAGE,
        required=True,
        on_change=chosen,
        format_func=LANGS.__getitem__,
        label_visibility="collapsed",
    )


def tools(page: Page, title: str) -> Any:
    """Saved views and the place for the files; returns that place, filled by :func:`files`."""
    with st.container(horizontal=True, gap="small"):
        place = st.popover(say("Files"), icon=":material/download:")
        with st.popover(say("Saved views"), icon=":material/bookmark:"):
            _views(page, title)
    return place


def files(place: Any, page: Page, title: str) -> None:
    """What the page shows, as files of the same rows; each is made when it is asked for.

    Parts of the page that were not run are named, with a button that adds them. (A popover that
    runs the page when it is opened swallows a click on a link that closes it.)
    """
    tables = shown.everything()
    with place:
        if not tables:
            st.caption(say("There is nothing on this page to save."))
            return
        st.caption(say("All rows of this page's tables and charts (of a list that is cut off, the "
                       "newest), with the filters, the address and the versions they were made "
                       "by."))  # fmt: skip
        images()
        what = about(page, title)
        if what.left_out:
            st.caption(say("Of the parts that are open. Under closed tabs, and in no file yet: "
                           "{parts}.", parts=plain(", ".join(what.left_out))))  # fmt: skip
            st.button(say("Add the parts under closed tabs"), on_click=shown.want, args=(title,),
                      key="files_whole", icon=":material/tab:")  # fmt: skip
        _downloads(page, title, what, tables)
        st.caption(what.word("Cite as"))
        st.code(what.citation(), language=None, wrap_lines=True)


def _downloads(page: Page, title: str, what: About, tables: Sequence[shown.Shown]) -> None:
    name = re.sub(r"\W+", "_", title.lower())
    for each in FORMATS:
        st.download_button(
            say(each.label),
            partial(made, each, page, what, tables),
            file_name=f"{name}{each.suffix}",
            mime=each.mime,
            help=say(each.help),
            key=f"file_{each.suffix}",
            on_click="ignore",
            type="tertiary",
            icon=each.icon,
        )


def _views(page: Page, title: str) -> None:
    """The saved views, to be opened or taken off; and this one, to be saved under a name."""
    store = store_dir()
    try:
        known = kept.views(store)
    except StoreError as error:
        st.error(plain(str(error)))
        return
    for each in known:
        if each.page not in PAGES:
            continue
        left, right = st.columns([5, 2], vertical_alignment="center")
        language = {PARAMETER: [lang()]} if lang() != "en" else {}
        left.page_link(each.page, label=plain(each.name), icon=PAGES[each.page][1],
                       query_params=each.query | language)  # fmt: skip
        if not roles.editor():
            continue
        right.button(say("Delete"), key=f"drop_{each.name}", icon=":material/delete:",
                     type="tertiary", on_click=kept.drop_view, args=(store, each.name))  # fmt: skip
    if not known:
        st.caption(say("No view is saved yet."))

    if not roles.editor():
        return

    def save() -> None:
        name = st.session_state["view_name"].strip()
        path = next(path for path, (label, _) in PAGES.items() if label == title)
        query = {k: v for k, v in address.read().items() if k != PARAMETER}
        if name:
            kept.keep_view(store, SavedView(name, path, query))
            st.session_state["view_name"] = ""

    st.text_input(say("Name of this view"), key="view_name", max_chars=kept.LONGEST)
    st.button(say("Save this view"), on_click=save, icon=":material/bookmark_add:")
