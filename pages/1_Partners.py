"""Partners: whom Ukraine met, and how often."""

import streamlit as st

from coverage.ui import frame, panels, profile, series, sources, tables, views
from coverage.ui.paths import PARTNERS
from coverage.ui.words import say

TOP = 20
QUESTION = "Whom did Ukraine meet, how often, and who of theirs and ours?"

with frame.page("Partners", QUESTION, counts=True) as page:
    found = page.tables("partners", "meetings_over_time_by_partner")
    partners, over_time = found["partners"], found["meetings_over_time_by_partner"]
    if partners.empty:
        frame.nothing("No partner fits.")
        frame.done()
    if len(page.scope.partners) == 1:
        profile.partner(page)
        frame.done()
    st.caption(say("Filter for one partner to see its profile. Choose a bar, tile or cell to open "
                   "what is counted there."))  # fmt: skip
    of = series.first_of(TOP, len(partners))
    ranked = series.ranked(partners, page.measure)
    top, order = ranked.head(TOP), ranked["partner"]
    panels.bars(page, top, "partner", page.titled(say("by partner")) + of)
    panels.world(page, partners, page.titled(say("by state: a tile each")))
    panels.strips(page, over_time, "partner", page.titled(say("over time: most met ({n})")),
                  order=order)  # fmt: skip
    panels.heat_over_time(page, over_time, "partner", page.titled(say("by partner and time")) + of,
                          TOP, order)  # fmt: skip
    sources.warn_of_silence()
    st.markdown(f"#### {say('Every partner')}")
    columns = ("partner_name", "meetings", "articles", "trend", "in_person", "remote",
               "multilateral", "official_count", "first_day", "last_day")  # fmt: skip
    at = tables.show(partners, columns, "partners", alt=say("Partners by meetings"), select="keep")
    views.go_to_scope(page, partners, at, "partner", profile=PARTNERS)
