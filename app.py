"""Overview: what changed, since when, how fresh."""

import streamlit as st

from coverage.ui import changes, events, frame, panels, saving, tables, views
from coverage.ui.words import day, say

COUNTS = {"meetings": "Meetings", "articles": "Articles", "partners": "Partners",
          "topics": "Topics", "models": "Funding models"}  # fmt: skip
COLUMNS = ("day", "partners", "officials", "mode", "topics", "models", "articles")
NEWEST = "50"

with frame.page("Overview", "What changed, and how fresh is the data?", counts=True) as page:
    found = page.tables("overview", "meetings", most=NEWEST)
    if found["meetings"].empty:
        frame.nothing("No meeting fits.")
        changes.after_all(page)
        changes.quiet(page)
        changes.planned(page)
        frame.done()
    this = found["overview"].iloc[0]
    first, last = day(this["first_day"]), day(this["last_day"])
    said = say("{first} – {last} against the period before", first=first, last=last)
    st.markdown(f"#### {said}")
    if not page.scope.start:
        st.caption(say("No first day is chosen: the last 90 days with meetings are compared."))
    views.against(COUNTS, found["overview"])
    panels.over_time(page, events.known())
    events.edit()
    changes.against(page)
    changes.firsts(page)
    changes.quiet(page)
    changes.planned(page)
    st.markdown(f"#### {say('Meetings, newest first')}")
    newest = page.newest(found["meetings"], "meetings", page.counted("meetings"), most=NEWEST)
    st.caption(f"{say('Choose a row to open the meeting.')} {saving.cut(newest)}")
    at = tables.show(newest, COLUMNS, "meetings", alt=say("Meetings, newest first"), select="open")
    views.go_to_row(page, newest, at)
