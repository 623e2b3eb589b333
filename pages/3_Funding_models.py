"""Funding models: who, which, which stage, since when."""

import streamlit as st

from coverage.ui import frame, ledger, panels, sections, series, tables, views
from coverage.ui.words import count, say

QUESTION = "How is it paid: who, by which model, how far, since when?"

with frame.page("Funding models", QUESTION, sure=True) as page:
    found = page.tables("funding_ledger", "models", "models_over_time",
                        "meetings_over_time_by_model")  # fmt: skip
    models = found["models"]
    if found["funding_ledger"].empty:
        frame.nothing("No funding model fits.")
        frame.done()
    said = count(page.table("scope_counts")["funding_articles"].iloc[0], "article")
    st.caption(say("Counted here: {articles} published in the period, with or without a meeting, "
                   "for a pledge needs no contact.", articles=said))  # fmt: skip
    ledger.stages(page, found["funding_ledger"])
    ledger.by_stage(page, found["funding_ledger"])
    ledger.matters(page, found["funding_ledger"])
    spoken, spoken_over_time, met = sections.tabs(
        "models", "Articles", "Articles over time", "Meetings over time")  # fmt: skip
    with spoken():
        title = say("Articles that speak of a funding model")
        panels.bars(page, models, "model", title, kind="funding")
    with spoken_over_time():
        over_time = found["models_over_time"]
        title = say("Articles over time: models most spoken of ({n})")
        panels.strips(page, over_time, "model", title, kind="funding",
                      periods=series.calendar(over_time["period"], page.scope.grain),
                      order=models["model"])  # fmt: skip
    with met():
        panels.heat_over_time(page, found["meetings_over_time_by_model"], "model",
                              say("Meetings by funding model and time"))  # fmt: skip
    st.markdown(f"#### {say('Every model')}")
    columns = ("model_name", "stage_name", "articles", "meetings", "partner_count", "first_said",
               "last_said")  # fmt: skip
    at = tables.show(models, columns, "models", alt=say("Funding models"), select="keep")
    views.go_to_scope(page, models, at, "model")
