"""Topics: what the meetings were about."""

import streamlit as st

from coverage.ui import charts, frame, series, tables, views

TOP = 25

with frame.page("Topics", "What do the sides talk about, with whom, and what is missing?") as page:
    found = page.tables("topics", "partner_topic", "meetings_over_time",
                        "meetings_over_time_by_topic", "partners")  # fmt: skip
    topics = found["topics"]
    if topics.empty:
        frame.nothing("No topic fits.")
        st.stop()
    spec = charts.bars(topics, "topic_name", "meetings", "Meetings by topic", "Meetings")
    charts.show(spec, tables.titled(topics, ("topic_name", "meetings")), "topics_bars")
    table, largest = series.wide(found["meetings_over_time_by_topic"],
                                found["meetings_over_time"]["period"],
                                "topic", "topic_name", "meetings")  # fmt: skip
    spec = charts.strips(table, largest, f"Meetings a {page.scope.grain}: "
                        f"the {len(largest)} most frequent topics")  # fmt: skip
    charts.show(spec, series.named(table, largest), "topics_over_time")
    partners = found["partners"].head(TOP)
    cells = found["partner_topic"].merge(partners[["partner"]])
    spec = charts.heat(cells, "partner_name", "topic_name", "meetings",
                       "Meetings by partner and topic"
                       f"{series.first_of(TOP, len(found['partners']))}",
                       "meetings")  # fmt: skip
    columns = ("partner_name", "topic_name", "meetings")
    charts.show(spec, tables.titled(cells, columns), "partner_topic")
    st.caption("A grey cell is a pair that was not talked about in this scope.")
    st.markdown("#### Every topic")
    columns = ("topic_name", "meetings", "articles", "trend", "partner_count", "first_day",
               "last_day")  # fmt: skip
    at = tables.show(topics, columns, "topics", alt="Topics by meetings", select="keep")
    views.go_to_scope(page, "topics", topics, at, "topic")
