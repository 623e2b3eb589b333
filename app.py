"""Overview: what changed, since when, how fresh."""

import streamlit as st

from coverage.ui import charts, frame, tables, views

COUNTS = {"meetings": "Meetings", "articles": "Articles", "partners": "Partners",
          "topics": "Topics", "models": "Funding models"}  # fmt: skip

NEWEST = "50"

with frame.page("Overview", "What changed, and how fresh is the data?") as page:
    found = page.tables("overview", "meetings_over_time", "changes", "meetings", most=NEWEST)
    if found["meetings"].empty:
        frame.nothing("No meeting fits.")
        st.stop()
    this = found["overview"].iloc[0]
    st.markdown(
        f"#### {frame.day(this['first_day'])} – {frame.day(this['last_day'])} "
        "against the period before"
    )
    if not page.scope.start:
        st.caption("No first day is chosen: the last 90 days with meetings are compared.")
    views.against(COUNTS, found["overview"])
    over_time = found["meetings_over_time"]
    spec = charts.lines(
        over_time, [("meetings", "Meetings"), ("articles", "Articles about them")],
        f"Meetings and articles a {page.scope.grain}", "Meetings, articles",
    )  # fmt: skip
    columns = ("period", "meetings", "articles")
    charts.show(spec, tables.titled(over_time, columns), "meetings_over_time")
    st.markdown("#### Partners: this period, the one before, the same days a year before")
    columns = ("partner_name", "meetings", "before", "change", "year_before", "last_day")
    tables.show(found["changes"], columns, "changes", alt="Meetings by partner and period")
    st.markdown("#### Meetings, newest first")
    st.caption("Choose a row to open the meeting.")
    columns = ("day", "partners", "officials", "mode", "topics", "models", "articles")
    newest = found["meetings"]
    at = tables.show(newest, columns, "meetings", alt="Meetings in scope", select="open")
    views.go_to_row(page, newest, at)
    planned = page.data.table(page.scope.but(statuses=("planned",)), "meetings")
    if len(planned):
        st.markdown("#### Announced in this period, not (yet) known as held")
        columns = ("day", "partners", "officials", "place", "topics", "articles")
        tables.show(planned, columns, "planned", alt="Planned meetings in scope")
