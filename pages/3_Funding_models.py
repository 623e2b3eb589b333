"""Funding models: who, which, which stage, since when."""

import streamlit as st

from coverage.ui import charts, frame, series, tables, views

with frame.page("Funding models", "How is it paid: who, by which model, how far, since when?"
                ) as page:  # fmt: skip
    found = page.tables("funding_ledger", "models", "models_over_time")
    ledger, models = found["funding_ledger"], found["models"]
    if ledger.empty:
        frame.nothing("No funding model fits.")
        st.stop()
    count = page.table("scope_counts")["funding_articles"].iloc[0]
    st.caption(f"Counted here: {frame.number(count, 'article')} published in the period, with or "
               "without a meeting, for a pledge needs no contact.")  # fmt: skip
    tied = ledger[ledger["partner"] != ""]
    if len(tied):
        spec = charts.stages(tied)
        columns = ("partner_name", "model_name", "stage_name", "since")
        charts.show(spec, tables.titled(tied, columns), "partner_model")
        st.caption(" · ".join(f"**{v}** {k}" for k, v in charts.STAGE_LETTERS.items()))
    st.markdown("#### The ledger: the highest stage that was said, and since when")
    columns = ("partner_name", "model_name", "stage_name", "since", "mentioned", "proposed",
               "agreed", "funded", "articles", "outlet", "title", "url")  # fmt: skip
    at = tables.show(ledger, columns, "funding_ledger",
                     alt="Partner and model with stages and the proving article",
                     select="open")  # fmt: skip
    views.go_to_article(page, ledger, at)
    spec = charts.bars(models, "model_name", "articles",
                       "Articles that speak of a funding model", "Articles")  # fmt: skip
    charts.show(spec, tables.titled(models, ("model_name", "articles")), "models_bars")
    over_time = found["models_over_time"]
    table, largest = series.wide(over_time, series.calendar(over_time["period"], page.scope.grain),
                                "model", "model_name", "articles")  # fmt: skip
    spec = charts.strips(table, largest, f"Articles a {page.scope.grain}: "
                        f"the {len(largest)} models most spoken of")  # fmt: skip
    charts.show(spec, series.named(table, largest), "models_over_time")
    st.markdown("#### Every model")
    columns = ("model_name", "stage_name", "articles", "meetings", "partner_count", "first_said",
               "last_said")  # fmt: skip
    at = tables.show(models, columns, "models", alt="Funding models", select="keep")
    views.go_to_scope(page, "models", models, at, "model")
