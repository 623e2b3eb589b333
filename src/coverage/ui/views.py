"""Ways to what a reader opens, and one article with its evidence (a meeting: meeting.py)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from coverage.reasons import NameOf, code_as_name, in_words
from coverage.reports import narrowed
from coverage.ui import address, correct, tables, trail
from coverage.ui.evidence import Passage, kind_of, legend, marked, quote
from coverage.ui.paths import ARTICLES, MEETINGS, PAGES
from coverage.ui.rows import Rows, value_at
from coverage.ui.text import plain, safe_url
from coverage.ui.view import Page
from coverage.ui.words import change, day, lang, moment, number, say

_RELATIONS = {"source": "Its source", "original": "The first", "reprint": "Its reprint"}


def opened(name: str) -> str:
    """The id that the address opens, '' for none."""
    return (address.read().get(name) or [""])[-1]


def open_row(frame: pd.DataFrame, at: int | None, name: str) -> None:
    """Open the row that was chosen in a table: write its id into the address and start anew."""
    if at is not None:
        address.write({name: [str(frame[f"{name}_id"].iloc[at])]})
        st.rerun()


def against(counts: dict[str, str], windows: pd.DataFrame) -> None:
    """Numbers of this period beside those of the one before (``windows``: report overview)."""
    this, before, year_before = (row for _, row in windows.iterrows())
    row = st.container(horizontal=True, gap="large")  # side by side at 390 px too
    for name, label in counts.items():
        row.metric(
            say(label),
            number(int(this[name])),
            change(this[name] - before[name]),
            delta_color="off",
            delta_arrow="off",
            help=say(
                "{before} from {first} to {last}; {year_before} on the same days a year before",
                before=number(int(before[name])),
                first=day(before["first_day"]),
                last=day(before["last_day"]),
                year_before=number(int(year_before[name])),
            ),
            width="content",
        )
    told = (
        "Meetings in the period before, {first} – {last}: {before}. "
        "A year before, {year_first} – {year_last}: {year_before}."
    )
    st.caption(
        say(
            told,
            first=day(before["first_day"]),
            last=day(before["last_day"]),
            before=number(int(before["meetings"])),
            year_first=day(year_before["first_day"]),
            year_last=day(year_before["last_day"]),
            year_before=number(int(year_before["meetings"])),
        )
    )


def go_to_row(page: Page, rows: pd.DataFrame | Rows, at: int | None) -> None:
    """Under a table of meetings: go to the one that was chosen."""
    if at is not None:
        opened = value_at(rows, at, "meeting_id")
        st.switch_page(MEETINGS, query_params=page.query(meeting=opened))


def go_to_article(page: Page, rows: pd.DataFrame | Rows, at: int | None) -> None:
    """Under a table that cites articles: go to the one that was chosen."""
    if at is not None:
        opened = value_at(rows, at, "article_id")
        st.switch_page(ARTICLES, query_params=page.query(article=opened))


def go_to_scope(page: Page, frame: pd.DataFrame, at: int | None, column: str,
                *, profile: str = "") -> None:  # fmt: skip
    """Under a table of partners, topics ...: links to what a row counts, and to ``profile``."""
    if at is None:
        st.caption(say("Choose a row for its meetings and articles."))
        return
    row = frame.iloc[at]
    called = plain(str(row.get(f"{column}_name", row[column])))
    scope = narrowed(page.scope, {column: str(row[column])})
    with st.container(horizontal=True):
        paths = [(MEETINGS, "Meetings"), (ARTICLES, "Articles")]
        for path, what in [(profile, "Profile"), *paths] if profile else paths:
            st.page_link(
                path,
                label=f"{say(what)}: {called}",
                icon=PAGES[path][1],
                query_params=page.query(scope),
            )


def search(page: Page) -> tuple[str, bool]:
    """The words to look for, and whether articles without a meeting are looked at too.

    Both live in the address, as ``q`` and ``all``.
    """
    if page.arrived or "search_q" not in st.session_state:
        st.session_state["search_q"] = opened("q")[:200]
        st.session_state["search_all"] = opened("all") == "1"
    words = st.text_input(
        say("Words in headline or text"),
        value=st.session_state["search_q"],
        key="search_q",
        max_chars=200,
        placeholder=say('Any form of them: датская модель, "Danish model", безпілот*'),
    )
    everything = st.toggle(
        say("Also articles that tell of no meeting"),
        value=st.session_state["search_all"],
        key="search_all",
        help=say("Pledges, deliveries, statements: dated by the article"),
    )
    address.write({"q": [words] if words else [], "all": ["1"] if everything else []})
    return words.strip(), everything


def article(page: Page, article_id: str, *, meetings: bool = True) -> None:
    """One article: headline, origin, text with the passages marked, and why each was coded."""
    found = page.tables("article", "article_evidence", "article_meetings", "article_reprints",
                        article=article_id)  # fmt: skip
    if found["article"].empty:
        st.warning(say("There is no such article in this snapshot."))
        return
    one, evidence = found["article"].iloc[0], found["article_evidence"]
    st.subheader(plain(one["title"]), anchor=False)
    if meetings:  # on a page of its own: the browser's tab and history say which one it is
        st.set_page_config(f"{one['title']} · Partner Coverage")
    time = "" if pd.isna(one["published_time"]) else f" {str(one['published_time'])[:5]}"
    origin = (one["outlet"], f"{day(one['published'])}{time}", tables.language(one["lang"]))
    st.caption(" · ".join(plain(each) for each in origin if each))
    with st.container(horizontal=True):
        if url := safe_url(one["url"]):
            st.link_button(say("Open the original"), url, icon=":material/open_in_new:")
        if meetings:
            for row in found["article_meetings"].to_dict("records"):
                st.page_link(
                    MEETINGS,
                    label=plain(f"{say('Meeting')} {day(row['day'])}: {said(row['partners'])}"),
                    icon=":material/handshake:",
                    query_params=page.query(meeting=str(row["meeting_id"])),
                )
        else:
            st.page_link(
                ARTICLES,
                label=say("Link to this article"),
                icon=":material/link:",
                query_params=page.query(article=article_id),
            )
    _repeated(page, found["article_reprints"])
    correct.of_article(page, article_id)
    if meetings:
        trail.of(page, article=article_id)
    text_with_evidence(str(one["title"]), str(one["body"]), evidence, page.data.names())


def _repeated(page: Page, rows: pd.DataFrame) -> None:
    """What an article repeats and what repeats it, if anything."""
    if rows.empty:
        return
    if (rows["relation"] != "reprint").any():
        st.info(say("A reprint: most of its text stood in another article shortly before."),
                icon=":material/content_copy:")  # fmt: skip
    with st.expander(say("Articles in the same words")):
        rows = rows.assign(relation=rows["relation"].map(lambda each: say(_RELATIONS[each])))
        columns = ("relation", "published", "outlet", "lang", "title", "in_common", "url")
        at = tables.show(rows, columns, "article_reprints", alt=say("Articles in the same words"),
                         select="open")  # fmt: skip
        go_to_article(page, rows, at)


def text_with_evidence(
    title: str, body: str, evidence: pd.DataFrame, name_of: NameOf = code_as_name
) -> None:
    """The body with its passages marked, then the table of passages.

    ``evidence`` has field, value_name, rule, span_start and span_end into headline, blank line
    and body. ``name_of`` names what the rules speak of.
    """
    text = f"{title}\n\n{body}"
    rows = evidence.to_dict("records")
    passages = [Passage(r["span_start"], r["span_end"], r["field"]) for r in rows]
    in_title = [p for p in passages if p.start < len(title)]
    if rows:
        st.markdown(legend())
    with st.container(border=True):
        st.markdown(f"**{marked(title, in_title)}**")
        st.markdown(
            marked(text, passages, start=len(title) + 2) or f"*{say('The article has no text.')}*"
        )
    if not rows:
        st.info(say("Nothing was coded in this article."), icon=":material/search_off:")
        return
    shown = pd.DataFrame(
        {
            "kind": _kind(r["field"]),
            "value_name": _value(r["field"], str(r["value_name"])),
            "passage": " ".join(text[r["span_start"] : r["span_end"]].split()),
            "quote": quote(text, r["span_start"], r["span_end"]),
            "why": in_words(str(r["rule"]), str(r["field"]), lang(), name_of),
            "rule": r["rule"],
        }
        for r in rows
    )
    st.markdown(f"#### {say('Why it was coded so')}")
    tables.show(
        shown,
        ("kind", "value_name", "passage", "why", "quote", "rule"),
        "evidence",
        alt=say("Each coded value with the passage that shows it and the rule"),
    )


def _value(field: str, name: str) -> str:
    """A coded value as people write it; a day comes as ``2025-03-20``."""
    return moment(name) if field == "date" else name


def _kind(field: str) -> str:
    kind = kind_of(field)
    return say(kind.fields[field]) if kind else field


def said(value: Any) -> str:
    """A value of a table as text; nothing for one that is missing."""
    return "" if pd.isna(value) else str(value)
