"""The ledger of funding: how far, since when, by whose words, and what is still open."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from coverage.ui import maps, panels, sections, series, sums, sureness, tables, views
from coverage.ui.paths import FUNDING
from coverage.ui.view import Page
from coverage.ui.words import count, number, say

_WAYS = {"days_to_agreed": "Proposed to agreed", "days_to_funded": "Agreed to funded"}
_TOP = 25  # partners in the map
_FEWEST = 5  # pairs that make a median worth a headline
_PROOF = ("quote", "outlet", "title", "url")


def stages(page: Page, rows: pd.DataFrame) -> None:
    """The map of partner × model with the highest stage in each cell."""
    tied = rows[rows["partner"] != ""].reset_index(drop=True)
    if tied.empty:
        return
    tied, every = maps.furthest(tied, _TOP), tied["partner"].nunique()
    of = series.first_of_each({"Partners": (_TOP, every)})
    spec = maps.stages(tied, say("Highest stage of each funding model by partner") + of)
    columns = ("partner_name", "model_name", "stage_name", "since")
    panels.draw(page, "partner_model", spec, tied, columns, "funding")
    names = {code: page.data.name_of("stage", code) for code in maps.STEPS}
    st.caption(" · ".join(f"**{v}**\N{NO-BREAK SPACE}{names[k]}" for k, v in maps.STEPS.items()))


def by_stage(page: Page, rows: pd.DataFrame) -> None:
    """A row a model: which partners paid, which agreed, which were only asked."""
    tied = rows[rows["partner"] != ""]
    if tied.empty:
        return
    named = tied.sort_values("partner_name").groupby(["model", "model_name", "stage"], sort=False)
    lists = named["partner_name"].agg(", ".join).unstack("stage", fill_value="")
    size = tied.groupby(["model", "model_name"])["partner"].nunique()
    table = lists.reindex(columns=list(maps.STEPS), fill_value="").add_prefix("partners_")
    table = table.assign(partner_count=size).sort_values(
        "partner_count", ascending=False, kind="stable"
    )
    st.markdown(f"#### {say('Who paid, who agreed, who was asked')}")
    st.caption(
        say("Each partner stands once a model, under the highest stage that was said of it.")
    )
    shown = table.reset_index()
    columns = ("model_name", "partners_funded", "partners_agreed", "partners_proposed",
               "partners_mentioned", "partner_count")  # fmt: skip
    at = tables.show(shown, columns, "models_by_stage", select="keep", at_once=tables.SEEN,
                     alt=say("Who paid, who agreed, who was asked"))  # fmt: skip
    views.go_to_scope(page, shown, at, "model", profile=FUNDING)


def matters(page: Page, rows: pd.DataFrame) -> None:
    """The ledger and what it tells, one at a time."""
    said_so, still_open, steps, waits, named = sections.tabs(
        "ledger", "The ledger", "Proposed, never agreed", "Every step, newest first",
        "How long it takes", "Sums named")  # fmt: skip
    said_so(ledger, page, rows)
    still_open(open_proposals, page)
    steps(transitions, page)
    waits(speed, rows)
    named(amounts, page)


def ledger(page: Page, rows: pd.DataFrame) -> None:
    """Every partner and model: stage, since when, and the sentence that says so."""
    st.markdown(f"#### {say('The ledger: the highest stage that was said, and since when')}")
    st.caption(say("Each step has the day of the first article that says it. A later article that "
                   "reports a lower stage is no step back; a step that was passed before an "
                   "article told of it is empty."))  # fmt: skip
    columns = ("partner_name", "model_name", "stage_name", "since", "stage_articles", "mentioned",
               "proposed", "agreed", "funded", "articles", *_PROOF)  # fmt: skip
    if page.look.sure and (known := sureness.of("partner_model")):
        st.caption(say("How sure: of 100 models with their stage that are coded {right} are right, "
                       "and of 100 that there are {found} are found, on labelled articles.",
                       right=number(round(100 * known.right)),
                       found=number(round(100 * known.found))))  # fmt: skip
    cited = page.quoted(rows)
    at = tables.show(cited, columns, "funding_ledger", alt=say("The ledger"), select="open")
    views.go_to_article(page, cited, at)


def open_proposals(page: Page) -> None:
    """What was proposed and never agreed, the oldest first."""
    rows = page.table("funding_open")
    if rows.empty:
        st.caption(say("None in this scope."))
        return
    columns = ("partner_name", "model_name", "proposed", "open_days", "last_said", "articles",
               *_PROOF)  # fmt: skip
    cited = page.quoted(rows)
    at = tables.show(cited, columns, "funding_open", alt=say("Proposed, never agreed"),
                     select="open")  # fmt: skip
    views.go_to_article(page, cited, at)


def speed(rows: pd.DataFrame) -> None:
    """Days from proposed to agreed and from agreed to funded: the middle one, of how many."""
    for place, (column, title) in zip(st.columns(len(_WAYS)), _WAYS.items(), strict=True):
        known = rows[column].dropna().astype(int)
        place.metric(say(title), _middle(known))
        place.caption(_spread(known))
    both = rows.dropna(subset=list(_WAYS), how="all").sort_values(list(_WAYS), kind="stable")
    if len(both):
        st.caption(
            say("Only pairs of partner and model that were seen at both steps, on different "
                "days. Who was first seen as agreed or funded has no waiting time.")
        )  # fmt: skip
        columns = ("partner_name", "model_name", "proposed", "agreed", "funded",
                   "days_to_agreed", "days_to_funded")  # fmt: skip
        tables.show(both, columns, "funding_speed", alt=say("How long it takes"),
                    at_once=tables.LONG)  # fmt: skip


def _middle(known: pd.Series[int]) -> str:
    return count(int(known.median()), "day") if len(known) >= _FEWEST else "–"


def _spread(known: pd.Series[int]) -> str:
    if known.empty:
        return say("No pair was seen at both steps.")
    if len(known) == 1:
        return say("one pair alone, {days}", days=count(int(known.iloc[0]), "day"))
    if len(known) < _FEWEST:
        return say("{n} pairs, too few for a median: from {least} to {most}", n=len(known),
                   least=number(known.min()), most=count(int(known.max()), "day"))  # fmt: skip
    return say("the median of {n} pairs, from {least} to {most}", n=len(known),
               least=number(known.min()), most=number(known.max()))  # fmt: skip


def spoken_over_time(page: Page, models: pd.DataFrame) -> None:
    """The articles that speak of the models most spoken of, a strip each."""
    rows = page.table("models_over_time")
    panels.strips(page, rows, "model", say("Articles over time: models most spoken of ({n})"),
                  kind="funding", periods=series.calendar(rows["period"], page.scope.grain),
                  order=models["model"])  # fmt: skip


def met_over_time(page: Page) -> None:
    """The meetings at which models were talked of, a map of model and time."""
    panels.heat_over_time(page, page.table("meetings_over_time_by_model"), "model",
                          say("Meetings by funding model and time"))  # fmt: skip


def transitions(page: Page) -> None:
    """Each step with its day, its sentence and its article."""
    rows = page.table("funding_transitions")
    columns = ("day", "partner_name", "model_name", "stage_name", "articles", *_PROOF)
    cited = page.quoted(rows)
    at = tables.show(cited, columns, "funding_transitions", alt=say("Every step, newest first"),
                     select="open")  # fmt: skip
    views.go_to_article(page, cited, at)


def amounts(page: Page) -> None:
    """Sums that were named, as they were said."""
    rows = page.table("funding_amounts")
    if rows.empty:
        st.caption(say("None in this scope."))
        return
    st.caption(say("As said, never converted or added up: articles repeat each other, and one sum "
                   "may hold another."))  # fmt: skip
    told, columns = sums.said(rows)
    columns = ("day", *columns, *_PROOF)
    cited = page.quoted(told)
    at = tables.show(cited, columns, "funding_amounts", alt=say("Sums named"), select="open")
    views.go_to_article(page, cited, at)
