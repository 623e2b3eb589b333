"""Topics: what the meetings were about."""

import streamlit as st

from coverage.ui import frame, panels, sections, series, tables, views
from coverage.ui.words import say

TOP = 25
QUESTION = "What do the sides talk about, with whom, and what is missing?"

with frame.page("Topics", QUESTION, counts=True) as page:
    found = page.tables("topics", "partner_topic", "meetings_over_time_by_topic", "partners",
                        "topic_pairs")  # fmt: skip
    topics = found["topics"]
    if topics.empty:
        frame.nothing("No topic fits.")
        frame.done()
    ranked = series.ranked(topics, page.measure)
    order = ranked["topic_name"]
    panels.bars(page, ranked, "topic", page.titled(say("by topic")))
    panels.strips(page, found["meetings_over_time_by_topic"], "topic",
                  page.titled(say("over time: most frequent topics ({n})")),
                  order=ranked["topic"])  # fmt: skip
    partners = series.ranked(found["partners"], page.measure).head(TOP)
    cells = found["partner_topic"].merge(partners[["partner"]])
    of = series.first_of_each({"Partners": (TOP, len(found["partners"]))})
    by_partner, together = sections.tabs("topics", "By partner", "Two topics at once")
    with by_partner():
        panels.heat(page, cells, "partner_name", "topic_name",
                    page.titled(say("by partner and topic")) + of, "partner_topic",
                    columns=order, lines=partners["partner_name"])  # fmt: skip
        st.caption(say("A grey cell is a pair that was not talked about in this scope."))
    with together():
        panels.heat(page, found["topic_pairs"], "topic_name", "other_name",
                    page.titled(say("on two topics at once")), "topic_pairs",
                    columns=order, lines=order)  # fmt: skip
    st.markdown(f"#### {say('Every topic')}")
    columns = ("topic_name", "meetings", "articles", "trend", "partner_count", "first_day",
               "last_day")  # fmt: skip
    at = tables.show(topics, columns, "topics", alt=say("Topics by meetings"), select="keep")
    views.go_to_scope(page, topics, at, "topic")
