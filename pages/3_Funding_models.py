"""Funding models: who, which, which stage, since when."""

import streamlit as st

from coverage.ui import frame, ledger, panels, sections, tables, views
from coverage.ui.words import count, say

QUESTION = "How is it paid: who, by which model, how far, since when?"

with frame.page("Funding models", QUESTION, sure=True) as page:
    found = page.tables("funding_ledger", "models")
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
    title = say("Articles that speak of a funding model")
    spoken(panels.bars, page, models, "model", title, kind="funding")
    spoken_over_time(ledger.spoken_over_time, page, models)
    met(ledger.met_over_time, page)
    st.markdown(f"#### {say('Every model')}")
    columns = ("model_name", "stage_name", "articles", "meetings", "partner_count", "first_said",
               "last_said")  # fmt: skip
    at = tables.show(models, columns, "models", alt=say("Funding models"), select="keep")
    views.go_to_scope(page, models, at, "model")
