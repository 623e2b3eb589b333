"""One partner's profile: when, who, on what, how paid, with whom else, where, told by whom."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from coverage.ui import panels, saving, sources, tables, views
from coverage.ui.events import known
from coverage.ui.paths import PARTNERS
from coverage.ui.rows import Rows
from coverage.ui.text import plain
from coverage.ui.view import Page
from coverage.ui.words import say

_LEDGER = ("model_name", "stage_name", "since", "stage_articles", "proposed", "agreed", "funded",
           "quote", "outlet", "url")  # fmt: skip
_REPORTS = ("officials", "topics",
            "meetings_over_time_by_topic", "funding_ledger", "coalitions", "meeting_places",
            "outlets", "meetings", "partners")  # fmt: skip
_MOST = "200"  # meetings in the list


def partner(page: Page) -> None:
    """Everything on the one partner that the scope is filtered for."""
    code = page.scope.partners[0]
    st.subheader(plain(page.data.name_of("partner", code)), anchor=False)
    st.page_link(PARTNERS, label=say("All partners"), icon=":material/arrow_back:",
                 query_params=page.query(page.scope.but(partners=())))  # fmt: skip
    found = page.tables(*_REPORTS, most=_MOST)
    panels.over_time(page, known())
    sources.warn_of_silence()
    left, right = st.columns(2)
    with left:
        st.markdown(f"#### {say('Their people')}")
        theirs = page.people("partner_officials", own=code)
        tables.show(theirs, ("person_name", "meetings", "officials", "last_day"),
                    "partner_officials", alt=say("Their people"),
                    at_once=tables.SEEN)  # fmt: skip
    with right:
        st.markdown(f"#### {say('Our people')}")
        tables.show(found["officials"], ("official_name", "meetings", "in_person", "remote",
                    "last_day"), "officials", alt=say("Our people"))  # fmt: skip
    _who_met_whom(page, page.people("official_people"))
    panels.strips(page, found["meetings_over_time_by_topic"], "topic",
                  page.titled(say("over time: most frequent topics ({n})")))  # fmt: skip
    _topics_and_money(page, found)
    others = found["partners"][found["partners"]["partner"] != code]
    told = found["outlets"][found["outlets"]["articles"] > 0]
    _small("Coalitions", found["coalitions"], ("coalition_name", "meetings", "last_day"))
    _small("At the same meetings", others, ("partner_name", "meetings", "last_day"))
    _small("Places", found["meeting_places"], ("place", "meetings", "officials", "last_day"))
    _small("Outlets", told, ("outlet", "lang_name", "articles", "meetings"))
    st.markdown(f"#### {say('Meetings, newest first')}")
    columns = ("day", "officials", "partner_people", "place", "mode", "topics", "articles")
    newest = page.newest(found["meetings"], "meetings", page.counted("meetings"), most=_MOST)
    saving.tell_cut(newest)
    at = tables.show(newest, columns, "meetings", alt=say("Meetings, newest first"),
                     select="open", at_once=tables.LONG)  # fmt: skip
    views.go_to_row(page, newest, at)


def _small(title: str, rows: pd.DataFrame, columns: Sequence[str]) -> None:
    if len(rows):
        st.markdown(f"#### {say(title)}")
        tables.show(rows, columns, title.lower().replace(" ", "_"), alt=say(title))


def _who_met_whom(page: Page, pairs: Rows) -> None:
    if not pairs.count:
        return
    st.markdown(f"#### {say('Who met whom')}")
    st.caption(say("Choose a row to open their last meeting."))
    columns = ("official_name", "person_name", "own_partner", "meetings", "articles", "in_person",
               "remote", "multilateral", "places", "last_day")  # fmt: skip
    at = tables.show(pairs, columns, "official_people", alt=say("Who met whom"), select="open",
                     at_once=tables.SEEN)  # fmt: skip
    views.go_to_row(page, pairs, at)


def _topics_and_money(page: Page, found: dict[str, pd.DataFrame]) -> None:
    topics, ledger = found["topics"], found["funding_ledger"]
    panels.bars(page, topics, "topic", page.titled(say("by topic")))
    every = page.data.table(page.scope.but(partners=()), "topics")
    if missing := every[~every["topic"].isin(topics["topic"])]["topic_name"].tolist():
        st.caption(say("Talked about with others, but not with this partner: {topics}.",
                       topics=plain(", ".join(missing))))  # fmt: skip
    st.markdown(f"#### {say('Funding models: the highest stage, and since when')}")
    if not len(ledger):
        st.caption(say("No funding model was said to be tied to this partner."))
        return
    cited = page.quoted(ledger)
    at = tables.show(cited, _LEDGER, "funding_ledger", alt=say("The ledger"), select="open")
    views.go_to_article(page, cited, at)
