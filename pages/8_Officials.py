"""Officials: who of ours met whom, in person or not, and where."""

import streamlit as st

from coverage.ui import frame, panels, series, tables, views
from coverage.ui.words import say

TOP = 20
QUESTION = "Who of ours met whom, in person or remotely, and where?"

with frame.page("Officials", QUESTION, counts=True) as page:
    found = page.tables("officials", "official_partner", "meeting_places", "partners",
                        "partner_officials")  # fmt: skip
    officials = found["officials"]
    if officials.empty:
        frame.nothing("No Ukrainian official fits.")
        frame.done()
    top = officials.sort_values(page.measure, ascending=False, kind="stable").head(TOP)
    of = series.first_of(TOP, len(officials))
    panels.bars(page, top, "official", page.titled(say("by Ukrainian official")) + of)
    cells = found["official_partner"].merge(top[["official"]])
    order = found["partners"].head(25)["partner_name"]
    cells = cells[cells["partner_name"].isin(order)]
    panels.heat(page, cells, "official_name", "partner_name",
                page.titled(say("by official and partner")), "official_partner",
                columns=order)  # fmt: skip
    st.markdown(f"#### {say('Every official: in person, remotely, and where')}")
    columns = ("official_name", "meetings", "articles", "partner_count", "met", "in_person",
               "remote", "multilateral", "places", "last_day")  # fmt: skip
    at = tables.show(officials, columns, "officials", alt=say("Officials by meetings"),
                     select="keep")  # fmt: skip
    views.go_to_scope(page, officials, at, "official")
    st.markdown(f"#### {say('Places')}")
    columns = ("place", "meetings", "partner_count", "officials", "first_day", "last_day")
    tables.show(found["meeting_places"], columns, "meeting_places", alt=say("Places"))
    st.markdown(f"#### {say('Whom they met: the partners’ people')}")
    columns = ("person_name", "partners", "meetings", "officials", "first_day", "last_day")
    tables.show(found["partner_officials"], columns, "partner_officials",
                alt=say("The partners’ people"))  # fmt: skip
