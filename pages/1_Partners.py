"""Partners: whom Ukraine met, and how often."""

import streamlit as st

from coverage.ui import charts, frame, series, tables, views

TOP = 20

with frame.page("Partners", "Whom did Ukraine meet, how often, and who of ours met them?") as page:
    found = page.tables("partners", "partner_period", "meetings_over_time",
                        "meetings_over_time_by_partner", "officials")  # fmt: skip
    partners = found["partners"]
    if partners.empty:
        frame.nothing("No partner fits.")
        st.stop()
    top = partners.head(TOP)
    columns = ("partner_name", "meetings")
    spec = charts.bars(top, "partner_name", "meetings",
                       f"Meetings by partner{series.first_of(TOP, len(partners))}",
                       "Meetings")  # fmt: skip
    charts.show(spec, tables.titled(top, columns), "partners_top")
    table, largest = series.wide(found["meetings_over_time_by_partner"],
                                found["meetings_over_time"]["period"],
                                "partner", "partner_name", "meetings")  # fmt: skip
    spec = charts.strips(table, largest, f"Meetings a {page.scope.grain}: "
                        f"the {len(largest)} most met partners")  # fmt: skip
    charts.show(spec, series.named(table, largest), "partners_over_time")
    cells = found["partner_period"].merge(top[["partner"]])
    spec = charts.heat_over_time(cells, found["meetings_over_time"]["period"], "partner_name",
                                 page.scope.grain, f"Meetings a partner and {page.scope.grain}"
                                 f"{series.first_of(TOP, len(partners))}")  # fmt: skip
    columns = ("partner_name", "period", "meetings")
    charts.show(spec, tables.titled(cells, columns), "partner_period")
    st.markdown("#### Every partner")
    columns = ("partner_name", "meetings", "articles", "trend", "in_person", "remote",
               "multilateral", "official_count", "first_day", "last_day")  # fmt: skip
    at = tables.show(partners, columns, "partners", alt="Partners by meetings", select="keep")
    views.go_to_scope(page, "partners", partners, at, "partner")
    st.markdown("#### Ukrainian officials")
    columns = ("official", "meetings", "articles", "partner_count", "met", "in_person",
               "remote", "multilateral", "last_day")  # fmt: skip
    at = tables.show(found["officials"], columns, "officials",
                     alt="Officials by meetings", select="keep")  # fmt: skip
    views.go_to_scope(page, "officials", found["officials"], at, "official")
