"""Officials: who of ours met whom, in person or not, and where."""

import streamlit as st

from coverage.ui import frame, panels, series, tables, views
from coverage.ui.paths import OFFICIALS
from coverage.ui.words import say

TOP, WIDE = 20, 25  # of the ranking; partners in the map
QUESTION = "Who of ours met whom, in person or remotely, and where?"

with frame.page("Officials", QUESTION, counts=True) as page:
    found = page.tables("officials", "official_partner", "meeting_places", "partners")
    officials = found["officials"]
    if officials.empty:
        frame.nothing("No Ukrainian official fits.")
        frame.done()
    top = series.ranked(officials, page.measure).head(TOP)
    of = series.first_of(TOP, len(officials))
    panels.bars(page, top, "official", page.titled(say("by Ukrainian official")) + of)
    partners = series.ranked(found["partners"], page.measure).head(WIDE)
    cells = found["official_partner"].merge(top[["official"]]).merge(partners[["partner"]])
    of = series.first_of_each({"Officials": (TOP, len(officials)),
                               "Partners": (WIDE, len(found["partners"]))})  # fmt: skip
    panels.heat(page, cells, "official_name", "partner_name",
                page.titled(say("by official and partner")) + of, "official_partner",
                columns=partners["partner_name"], lines=top["official_name"])  # fmt: skip
    st.markdown(f"#### {say('Every official: in person, remotely, and where')}")
    columns = ("official_name", "meetings", "articles", "in_person", "remote", "multilateral",
               "partner_count", "met", "places", "last_day")  # fmt: skip
    at = tables.show(officials, columns, "officials", alt=say("Officials by meetings"),
                     select="keep", at_once=tables.LONG)  # fmt: skip
    views.go_to_scope(page, officials, at, "official", profile=OFFICIALS)
    people = page.people("official_people")
    st.markdown(f"#### {say('Whom each of ours met, person by person')}")
    st.caption(say("Choose a row to open their last meeting."))
    columns = ("official_name", "person_name", "own_partner", "meetings", "articles", "in_person",
               "remote", "multilateral", "places", "last_day")  # fmt: skip
    at = tables.show(people, columns, "official_people", select="open", at_once=tables.SEEN,
                     alt=say("Whom each of ours met, person by person"))  # fmt: skip
    views.go_to_row(page, people, at)
    st.markdown(f"#### {say('Places')}")
    columns = ("place", "meetings", "partner_count", "officials", "first_day", "last_day")
    tables.show(found["meeting_places"], columns, "meeting_places", alt=say("Places"))
    st.markdown(f"#### {say('Whom they met: the partners’ people')}")
    columns = ("person_name", "own_partner", "meetings", "officials", "first_day", "last_day")
    tables.show(page.people("partner_officials"), columns, "partner_officials",
                at_once=tables.SEEN, alt=say("The partners’ people"))  # fmt: skip
