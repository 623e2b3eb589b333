"""Meetings: the list, one meeting, its articles, the text with its evidence."""

import streamlit as st

from coverage.ui import frame, meeting, saving, tables, views
from coverage.ui.words import say

COLUMNS = ("day", "partners", "officials", "partner_people", "place", "mode", "status", "topics",
           "models", "articles", "reprints", "outlets", "languages")  # fmt: skip

with frame.page("Meetings", "Which meetings were there, and who told of them?") as page:
    if meeting_id := views.opened("meeting"):
        meeting.show(page, meeting_id)
        frame.done()
    meetings = page.table("meetings", most=frame.MOST)
    if meetings.empty:
        frame.nothing("No meeting fits.")
        frame.done()
    newest = page.newest(meetings, "meetings", page.counted("meetings"), most=frame.MOST)
    st.caption(f"{say('Choose a row to open the meeting.')} {saving.cut(newest)}")
    at = tables.show(newest, COLUMNS, "meetings", alt=say("Meetings, newest first"),
                     select="open")  # fmt: skip
    views.open_row(meetings, at, "meeting")
