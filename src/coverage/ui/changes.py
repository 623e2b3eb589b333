"""The overview's lists: what is more or less than before, new, gone quiet, and still to come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from coverage.ui import saving, sources, tables, views
from coverage.ui.view import Page
from coverage.ui.words import day, say

_AGAINST = {
    "Partners": ("changes", "partner"),
    "Topics": ("changes_by_topic", "topic"),
    "Funding models": ("changes_by_model", "model"),
}
_MOST = "200"  # rows of a list that has others beside it
_SILENT = 50  # per cent less than usual: what is not told may have happened
_COLUMNS = ("meetings", "before", "change", "year_before", "last_day")


def against(page: Page) -> None:
    """This period, the one before and the same days a year before, by partner, topic or model."""
    st.markdown(f"#### {say('This period, the one before, the same days a year before')}")
    chosen = st.segmented_control(
        say("By"),
        list(_AGAINST),
        default="Partners",
        required=True,
        key="against",
        format_func=say,
        label_visibility="collapsed",
    )
    report, code = _AGAINST[chosen or "Partners"]
    rows = page.table(report)
    at = tables.show(rows, (f"{code}_name", *_COLUMNS), report,
                     alt=say("Meetings this period, before and a year before"),
                     select="keep")  # fmt: skip
    views.go_to_scope(page, rows, at, code)


def firsts(page: Page) -> None:
    """New partners, and what happened for the first time."""
    found = page.tables("new_partners", "first_times")
    new, first = found["new_partners"], found["first_times"]
    if len(new):
        st.markdown(f"#### {say('New partners: met for the first time')}")
        at = tables.show(new, ("partner_name", "first_day", "meetings", "officials", "topics"),
                         "new_partners", alt=say("New partners"), select="open")  # fmt: skip
        views.go_to_row(page, new, at)
    if len(first):
        st.markdown(f"#### {say('First times')}")
        rows = first.assign(what=[_first(row) for row in first.to_dict("records")])
        cited = page.quoted(rows)
        at = tables.show(cited, ("day", "what", "quote"), "first_times", alt=say("First times"),
                         select="open")  # fmt: skip
        if at is not None and rows["meeting_id"].iloc[at]:
            views.go_to_row(page, rows, at)
        views.go_to_article(page, cited, at)


def _first(row: Mapping[Any, Any]) -> str:
    if row["kind_code"] == "topic":
        return say("{partner}: first meeting on “{topic}”", partner=row["partner_name"],
                   topic=row["topic_name"])  # fmt: skip
    return say("{partner}: {model} first “{stage}”", partner=row["partner_name"],
               model=row["model_name"], stage=row["stage_name"].lower())  # fmt: skip


def after_all(page: Page) -> None:
    """Say so where the period begins only after everything that the store holds."""
    newest = page.table("freshness")["last_published"].iloc[0].date()
    if page.scope.start and page.scope.start > newest:
        st.caption(say("The period begins after the newest article, of {day}.", day=day(newest)))


def quiet(page: Page) -> None:
    """Partners that were met less than is usual for them, and whether the sources are why."""
    rows = page.table("quiet_partners")
    if rows.empty:
        return
    st.markdown(f"#### {say('Gone quiet against their own usual')}")
    st.caption(_counted_to(page))
    silent = rows["source_silent"] >= _SILENT
    if len(heard := rows[~silent]):
        _quiet(page, heard, "quiet_partners", say("Partners gone quiet"))
    else:
        st.caption(say("None whose sources go on publishing."))
    if len(unheard := rows[silent]):
        title = say("Their sources publish half or less of what is usual: no meeting may be "
                    "seen for that alone")  # fmt: skip
        st.markdown(f"**{title}**")
        _quiet(page, unheard, "quiet_sources", title)
    sources.warn_of_silence()


def _quiet(page: Page, rows: pd.DataFrame, name: str, alt: str) -> None:
    rows = rows.reset_index(drop=True)
    columns = ("partner_name", "last_day", "quiet_days", "usual_days", "by_chance",
               "source_silent")  # fmt: skip
    at = tables.show(rows, columns, name, alt=alt, select="keep")
    views.go_to_scope(page, rows, at, "partner")


def _counted_to(page: Page) -> str:
    until = page.table("overview")["until"].iloc[0]
    return say("Counted to {day}, the newest article in scope.", day=day(until))


def planned(page: Page) -> None:
    """What is announced for the next weeks, and what was announced and never told of as held."""
    found = page.tables("planned_next", "unconfirmed", most=_MOST)
    columns = ("day", "partners", "officials", "place", "topics", "announced", "articles")
    title = say("Planned for the next weeks")
    st.markdown(f"#### {title}")
    if found["planned_next"].empty:
        st.caption(say("Nothing is announced for the days after the newest article."))
    else:
        _list(page, found["planned_next"], (*columns, "in_days"), "planned_next", title)
    if len(found["unconfirmed"]):
        title = say("Planned, but never told of as held")
        st.markdown(f"#### {title}")
        said = _counted_to(page)
        if page.scope.start or page.scope.end:
            said += " " + say("Only those planned for a day within the period.")
        st.caption(said)
        _list(page, found["unconfirmed"], (*columns, "days_ago"), "unconfirmed", title)


def _list(page: Page, rows: pd.DataFrame, columns: tuple[str, ...], name: str, title: str) -> None:
    shown = page.newest(rows, name, most=_MOST)
    saving.tell_cut(shown)
    at = tables.show(shown, columns, name, alt=title, select="open")
    views.go_to_row(page, shown, at)
