"""What is behind a bar, a cell or a point: the meetings and articles that were counted there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from coverage.reports import Scope, narrowed
from coverage.ui import saving, tables
from coverage.ui.paths import ARTICLES, FUNDING, MEETINGS, PAGES
from coverage.ui.rows import Rows, value_at
from coverage.ui.text import plain
from coverage.ui.view import Page
from coverage.ui.words import count, lang, number, say

Kind = Literal["meetings", "funding"]
MOST = "200"  # rows of a list here; the page of the link has the others
_ASKED = "_behind"

_MEETINGS = ("day", "partners", "officials", "mode", "topics", "articles")
_ARTICLES = ("published", "outlet", "lang", "title", "url")
_SAID = ("published", "partner_name", "model_name", "stage_name", "quote", "outlet", "title", "url")


def ask(scope: Scope, row: Mapping[Any, Any], kind: Kind) -> None:
    """Have what is behind ``row`` of a report shown when the page has been drawn."""
    st.session_state[_ASKED] = (narrowed(scope, row), kind)


def forget() -> None:
    """Nothing was asked for: a page was opened."""
    st.session_state.pop(_ASKED, None)


def answer(page: Page) -> None:
    """Open what was asked for in this run, if anything was."""
    if asked := st.session_state.pop(_ASKED, None):
        scope, kind = asked
        title = say("What is counted here")
        st.dialog(title, width="large")(_funding if kind == "funding" else _meetings)(page, scope)


def _meetings(page: Page, scope: Scope) -> None:
    found = page.data.tables(scope, "scope_counts", "meetings", "articles", most=MOST)
    counts = found["scope_counts"].iloc[0]
    st.markdown(
        f"**{plain(scope.sentence(lang(), page.data.name_of))}** — "
        + say("{meetings} in {articles}", meetings=count(counts["meetings"], "meeting"),
              articles=count(counts["articles"], "article"))
    )  # fmt: skip
    _all(page, scope, MEETINGS, ARTICLES)
    meetings, articles = found["meetings"], found["articles"]
    st.markdown(f"#### {say('Meetings')} · {number(int(counts['meetings']))}")
    rows = page.newest(meetings, "meetings", int(counts["meetings"]), most=MOST, scope=scope)
    saving.tell_cut(rows)
    at = tables.show(rows, _MEETINGS, "behind_meetings", alt=say("Meetings"), select="open",
                     noted=False)  # fmt: skip
    if at is not None:
        opened = str(meetings["meeting_id"].iloc[at])
        st.switch_page(MEETINGS, query_params=page.query(scope, meeting=opened))
    st.markdown(f"#### {say('Articles')} · {number(int(counts['articles']))}")
    rows = page.newest(articles, "articles", int(counts["articles"]), most=MOST, scope=scope)
    saving.tell_cut(rows)
    at = tables.show(rows, _ARTICLES, "behind_articles", alt=say("Articles"), select="open",
                     noted=False)  # fmt: skip
    _open_article(page, scope, articles, at)


def _funding(page: Page, scope: Scope) -> None:
    found = page.data.tables(scope, "scope_counts", "funding_said", most=MOST)
    articles = int(found["scope_counts"]["funding_articles"].iloc[0])
    sentence = plain(scope.sentence(lang(), page.data.name_of))
    st.markdown(f"**{sentence}** — {count(articles, 'article')}")
    _all(page, scope, FUNDING)
    rows = page.newest(found["funding_said"], "funding_said", most=MOST, scope=scope)
    saving.tell_cut(rows)
    said = page.quoted(found["funding_said"], rows.whole)
    at = tables.show(said, _SAID, "behind_funding", alt=say("What the articles say of funding"),
                     select="open", noted=False)  # fmt: skip
    _open_article(page, scope, said, at)


def _open_article(page: Page, scope: Scope, rows: pd.DataFrame | Rows, at: int | None) -> None:
    if at is not None:
        opened = value_at(rows, at, "article_id")
        st.switch_page(ARTICLES, query_params=page.query(scope, article=opened))


def _all(page: Page, scope: Scope, *paths: str) -> None:
    with st.container(horizontal=True):
        for path in paths:
            label, icon = PAGES[path]
            st.page_link(path, label=say("As a view: {page}", page=say(label)), icon=icon,
                         query_params=page.query(scope))  # fmt: skip
