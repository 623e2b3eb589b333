"""A chart, the table beside it, its CSV, and what opens when a bar, cell or point is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from coverage.reports import NARROWED
from coverage.reports import bounds as period_bounds
from coverage.ui import behind, charts, maps, saving, sections, series, shown, tables
from coverage.ui.drawn import Drawn
from coverage.ui.kept import Event
from coverage.ui.look import Spec, title_of
from coverage.ui.view import Page
from coverage.ui.words import day, number, period, say


def bars(
    page: Page, frame: pd.DataFrame, code: str, title: str, *, kind: behind.Kind = "meetings"
) -> None:
    """Bars of the rows of ``frame``: ``code`` (and ``<code>_name``), meetings or articles.

    A bar opens what is behind it if there is a filter for ``code``.
    """
    rows, value = _valued(page, frame.reset_index(drop=True), kind)
    name = f"{code}_name" if f"{code}_name" in rows else code
    spec = charts.bars(rows, name, value, title, page.bounds(code))
    opens = kind if code in NARROWED else None
    draw(page, f"{code}_bars", spec, rows, [name, *_values(rows)], opens)


def strips(
    page: Page,
    frame: pd.DataFrame,
    code: str,
    title: str,
    *,
    kind: behind.Kind = "meetings",
    periods: pd.Series[Any] | None = None,
    order: Iterable[str] = (),
) -> None:
    """A strip over time for the largest series; ``{n}`` in the title is how many.

    ``order``: the codes as a ranking on the page has them.
    """
    if frame.empty:
        return
    every = page.table("meetings_over_time")["period"] if periods is None else periods
    table, largest = series.filled(frame, every, code, _measure(page, kind), order=[*order])
    rows, value = _valued(page, table, kind)
    title = title.format(n=len(largest))
    spec = charts.strips(rows, largest, code, value, title, page.bounds(code))
    columns = [f"{code}_name", "period", *_values(rows)]
    draw(page, f"{code}_over_time", spec, rows, columns, kind)


def over_time(page: Page, events: Sequence[Event] = ()) -> None:
    """Meetings and articles over time, both; per 100 articles published where that is asked for."""
    both = say(f"Meetings and articles a {page.scope.grain}")
    title = page.titled(say("over time")) if page.share else both
    rows = page.table("meetings_over_time")
    columns = ["period", "meetings", "articles"]
    named = [("meetings", say("Meetings")), ("articles", say("Articles about them"))]
    if page.share:
        rows = page.shared(rows)
        columns += ["all_articles", "share"]
        named = [("share", page.unit)]
    spec = charts.lines(rows, named, title, events, page.bounds("meeting"))
    draw(page, "meetings_over_time", spec, rows, columns)
    unfinished(page, rows)


def heat_over_time(page: Page, frame: pd.DataFrame, code: str, title: str, most: int = 20,
                   order: Iterable[str] = ()) -> None:  # fmt: skip
    """A map of ``code`` × period of the largest, so that a quiet time is seen.

    ``order`` as in :func:`strips`.
    """
    if frame.empty:
        return
    every = page.table("meetings_over_time")["period"]
    table, _ = series.filled(frame, every, code, page.measure, most, [*order])
    rows, value = _valued(page, table, "meetings")
    rows["period_name"] = rows["period"].map(lambda first: period(first, page.scope.grain))
    spec = maps.heat(rows, f"{code}_name", "period_name", value, title, bounds=page.bounds(code))
    columns = [f"{code}_name", "period", *_values(rows)]
    draw(page, f"{code}_period", spec, rows, columns)


def heat(page: Page, frame: pd.DataFrame, row: str, column: str, title: str,
         name: str, columns: Iterable[str] | None = None,
         lines: Iterable[str] | None = None) -> None:  # fmt: skip
    """A map of two kinds of code; ``frame`` has both, their names and counts, zeros included.

    ``columns`` and ``lines`` (from the top down): the names in a ranking's order; by default in
    that in which they come.
    """
    if frame.empty:
        return
    rows, value = _valued(page, frame.reset_index(drop=True), "meetings")
    by = row.removesuffix("_name")
    spec = maps.heat(rows, row, column, value, title, columns, page.bounds(by), lines)
    draw(page, name, spec, rows, [row, column, *_values(rows)])


def world(page: Page, frame: pd.DataFrame, title: str) -> None:
    """The partners on a map with a tile a state."""
    rows, value = _valued(page, frame.reset_index(drop=True), "meetings")
    spec = maps.world(rows, value, title, page.bounds("partner"))
    draw(page, "partner_world", spec, rows, ["partner_name", *_values(rows)])
    most = spec["data"][0]["zmax"]
    st.caption(say("The stronger a tile's colour, the more; the strongest is {most}. Organisations "
                   "and groups have no tile; the ranking holds them.",
                   most=number(most)))  # fmt: skip


def unfinished(page: Page, rows: pd.DataFrame) -> None:
    """Say so where the last period goes on after the newest article: a fall there is none."""
    newest = page.table("freshness")["last_published"].iloc[0].date()
    first, last = period_bounds(rows["period"].max(), page.scope.grain)
    if first <= newest < last and not (page.scope.end and page.scope.end <= newest):
        st.caption(say("The last period is not over: the newest article is of {day}.",
                       day=day(newest)))  # fmt: skip


def draw(
    page: Page,
    name: str,
    spec: Spec,
    rows: pd.DataFrame,
    columns: Sequence[str],
    kind: behind.Kind | None = "meetings",
) -> None:
    """Draw a chart of ``rows``; its points carry their index in them as ``customdata``.

    ``kind`` says what opens where one is chosen, None that nothing does.
    """
    title, made = title_of(spec), tables.making(rows, columns)
    shown.note(name, title, made)
    if not sections.seen():
        return
    times = f"times_{name}"
    key = f"chart_{name}_{st.session_state.setdefault(times, 0)}"

    drawn = f"drawn_{name}"
    st.session_state[drawn] = (page.scope, rows)
    # Narrower than it needs, a map of many columns is pushed sideways (charts.css).
    place = st.container(key=f"wide_{name}" if maps.wide(spec) else f"fits_{name}")
    place.plotly_chart(
        Drawn(spec),
        key=key,
        on_select=partial(_chosen, key, drawn, times, kind) if kind else "ignore",
        selection_mode="points",
        config={
            "displaylogo": False,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": {"format": page.image, "filename": name, "scale": 2,
                                     "width": None, "height": None},
        },
        alt=say("{title}. The numbers are in the table below it.", title=title),
    )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        about = say("Choose a row to open what is behind it") if kind else None
        table = st.toggle(say("As a table"), key=f"table_of_{name}", help=about)
        if not table:
            saving.csv_button(made, len(rows), name, chart=True)
    if table:
        at = tables.show(rows, columns, name, alt=title, select="open" if kind else None,
                         chart=True)  # fmt: skip
        if at is not None and kind:
            behind.ask(page.scope, rows.iloc[at].to_dict(), kind)


def _chosen(key: str, drawn: str, times: str, kind: behind.Kind) -> None:
    """Have what is behind the chosen point of a chart opened; the names are the session's.

    Streamlit keeps what is called back for as long as the session lasts, for each chart that was
    ever drawn: so it holds names alone, not the rows nor the snapshot behind them.
    """
    points = st.session_state[key]["selection"]["points"]
    given = [each["customdata"] for each in points if each.get("customdata") is not None]
    if not given:
        return
    scope, rows = st.session_state[drawn]
    at = int(given[0][0] if isinstance(given[0], list) else given[0])
    row = rows.loc[at if at >= 0 else charts.whole(at)].to_dict()
    if at < 0:  # a legend entry: the series over all periods
        del row["period"]
    behind.ask(scope, row, kind)
    # A fresh chart has nothing selected, so that the same bar can be chosen again.
    st.session_state[times] += 1


def _measure(page: Page, kind: behind.Kind) -> str:
    """What the rows count: funding is counted in articles, for a pledge needs no contact."""
    return "articles" if kind == "funding" else page.measure


def _valued(page: Page, frame: pd.DataFrame, kind: behind.Kind) -> tuple[pd.DataFrame, str]:
    if kind == "funding":
        return frame.copy(), "articles"
    return page.shared(frame).copy(), page.value


def _values(rows: pd.DataFrame) -> list[str]:
    return [each for each in ("meetings", "articles", "share") if each in rows]
