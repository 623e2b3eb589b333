"""Topics: what the meetings were about."""

import streamlit as st

from coverage.ui import frame, panels, sections, series, tables, topics, views
from coverage.ui.words import say

QUESTION = "What do the sides talk about, with whom, and what is missing?"

with frame.page("Topics", QUESTION, counts=True) as page:
    found = page.tables("topics", "meetings_over_time_by_topic")
    if found["topics"].empty:
        frame.nothing("No topic fits.")
        frame.done()
    ranked = series.ranked(found["topics"], page.measure)
    panels.bars(page, ranked, "topic", page.titled(say("by topic")))
    panels.strips(page, found["meetings_over_time_by_topic"], "topic",
                  page.titled(say("over time: most frequent topics ({n})")),
                  order=ranked["topic"])  # fmt: skip
    by_partner, together = sections.tabs("topics", "By partner", "Two topics at once")
    by_partner(topics.by_partner, page, ranked["topic_name"])
    together(topics.together, page, ranked["topic_name"])
    st.markdown(f"#### {say('Every topic')}")
    columns = ("topic_name", "meetings", "articles", "trend", "partner_count", "first_day",
               "last_day")  # fmt: skip
    at = tables.show(
        found["topics"], columns, "topics", alt=say("Topics by meetings"), select="keep"
    )
    views.go_to_scope(page, found["topics"], at, "topic")
