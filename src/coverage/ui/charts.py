"""Charts as plain plotly specs: a title that says subject and unit, colours safe for all eyes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape, unescape
from typing import Any

import pandas as pd
import streamlit as st

from coverage.model import Stage
from coverage.reports import Grain
from coverage.ui import tables
from coverage.ui.series import period_name

# After Okabe–Ito and Tol, without their light ones: told apart under every colour blindness, and
# at least 3 : 1 against a white and a near-black ground.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8C6BB1", "#8A8A8A")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross")
# Shades of a map, opaque so that plotly picks a legible colour for the numbers on them. An empty
# cell keeps a faint ground: that there was nothing is an answer too.
SHADES = {
    "light": ((0.0, "#F0F0F0"), (0.001, "#CFE3F2"), (1.0, "#0072B2")),
    "dark": ((0.0, "#242424"), (0.001, "#123A52"), (1.0, "#2A7FB0")),
}
STAGE_LETTERS = {
    each.value: each.value[0].upper() for each in Stage
}  # words are too wide at 390 px
MOST_NUMBERS = 36  # columns of a map that leave room for numbers
LONGEST = 27  # letters of a name on an axis; more leave no room for the chart at 390 px
WHOLE = 6  # up to here an axis has every whole number

Spec = dict[str, Any]


def lines(frame: pd.DataFrame, series: Sequence[tuple[str, str]], title: str, unit: str) -> Spec:
    """Lines over time: ``frame`` has one row a period, ``series`` are (column, name) of it."""
    traces = [_line(frame, column, name, at) for at, (column, name) in enumerate(series)]
    layout = _layout(title, 320)
    layout["xaxis"] = _time_axis()
    layout["yaxis"] = _count_axis(unit, int(frame[[each for each, _ in series]].max().max()))
    layout["legend"] = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0}
    layout["margin"]["t"] = 76
    return {"data": traces, "layout": layout}


def strips(frame: pd.DataFrame, series: Sequence[tuple[str, str]], title: str) -> Spec:
    """One strip a series under each other, on one scale: many lines in one chart hide each other.

    ``frame`` has one row a period, ``series`` are (column, name) of it.
    """
    layout = _layout(title, 90 + 74 * len(series))
    highest = int(frame[[each for each, _ in series]].max().max())
    share = 1 / len(series)
    traces, names = [], []
    for at, (column, name) in enumerate(series):
        axis = "y" if at == 0 else f"y{at + 1}"
        top = 1 - at * share
        traces.append(_line(frame, column, name, 0) | {"yaxis": axis, "fill": "tozeroy"})
        layout[axis.replace("y", "yaxis")] = _count_axis("", highest) | {
            "domain": [top - share * 0.72, top - share * 0.08],
            "range": [0, highest * 1.15],
            "tickmode": "array",
            "tickvals": [0, highest],
        }
        names.append(
            {
                "text": f"<b>{escape(name)}</b>",
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": top,
                "xanchor": "left",
                "yanchor": "top",
                "showarrow": False,
                "yshift": 6,
            }
        )
    layout["annotations"] = names
    layout["showlegend"] = False
    layout["xaxis"] = _time_axis() | {"anchor": "free", "position": 0}
    layout["margin"]["t"] = 60
    return {"data": traces, "layout": layout}


def _line(frame: pd.DataFrame, column: str, name: str, at: int) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(name),
        "x": frame["period"].dt.strftime("%Y-%m-%d").tolist(),
        "y": frame[column].tolist(),
        "line": {"color": PALETTE[at % len(PALETTE)], "width": 2},
        "marker": {"symbol": SYMBOLS[at % len(PALETTE)], "size": 5},
        "hovertemplate": "%{y} · from %{x|%d %b %Y}<extra>" + escape(name) + "</extra>",
    }


def bars(frame: pd.DataFrame, name: str, value: str, title: str, unit: str) -> Spec:
    """Horizontal bars, the first row on top, each with its number."""
    names = [escape(str(each)) for each in frame[name]]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": frame[value].tolist(),
        "text": frame[value].tolist(),
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": PALETTE[0]},
        "hovertemplate": "%{y}: %{x}<extra></extra>",
    }
    layout = _layout(title, 96 + 24 * max(len(frame), 1))
    layout["xaxis"] = _count_axis(unit, int(frame[value].max()))
    layout["yaxis"] = _names_axis(names)
    return {"data": [trace], "layout": layout}


def heat(
    frame: pd.DataFrame,
    row: str,
    column: str,
    value: str,
    title: str,
    unit: str,
    columns: Iterable[str] | None = None,
) -> Spec:
    """A map of rows × columns, in the order in which they come; an empty cell is a zero."""
    rows = list(dict.fromkeys(frame[row]))
    columns = list(dict.fromkeys(frame[column] if columns is None else columns))
    cells = frame.pivot_table(index=row, columns=column, values=value, aggfunc="sum", fill_value=0)
    cells = cells.reindex(index=rows, columns=columns)
    highest = int(cells.to_numpy().max()) if cells.size else 0
    trace: Spec = {
        "type": "heatmap",
        "z": cells.to_numpy().tolist(),
        "x": [escape(str(each)) for each in columns],
        "y": [escape(str(each)) for each in rows],
        "zmin": 0,
        "zmax": max(highest, 1),
        "colorscale": [list(each) for each in SHADES[st.context.theme.type or "light"]],
        "xgap": 1,
        "ygap": 1,
        "text": [[f"{each:,}" if each else "" for each in line] for line in cells.to_numpy()],
        "texttemplate": "%{text}" if len(columns) <= MOST_NUMBERS else "",
        "showscale": False,
        "hovertemplate": "%{y} · %{x}: %{z} " + escape(unit) + "<extra></extra>",
    }
    layout = _layout(title, 170 + 22 * max(len(rows), 1))
    layout["xaxis"] = {
        "type": "category",
        "tickangle": -45,
        "showgrid": False,
        "automargin": True,
    } | _short_names(trace["x"])
    layout["yaxis"] = _names_axis(trace["y"]) | {"showgrid": False}
    return {"data": [trace], "layout": layout}


def heat_over_time(
    cells: pd.DataFrame, periods: pd.Series[Any], row: str, grain: Grain, title: str
) -> Spec:
    """A map of rows × periods; ``periods`` are all of them, so that a quiet time is seen."""
    every = pd.MultiIndex.from_product([cells[row].unique(), periods], names=[row, "period"])
    full = cells.set_index([row, "period"])["meetings"].reindex(every, fill_value=0).reset_index()
    full["period"] = full["period"].map(lambda day: period_name(day, grain))
    return heat(full, row, "period", "meetings", title, "meetings")


def stages(ledger: pd.DataFrame) -> Spec:
    """A map of partner × funding model: the highest stage as letter (STAGE_LETTERS) and shade.

    ``ledger`` has one row a partner and model; partners and models that came furthest go first.
    """
    ranked = ledger.assign(rank=ledger["stage"].map({each: each.rank + 1 for each in Stage}))
    for side in ("partner_name", "model_name"):
        ranked[f"{side}_size"] = ranked.groupby(side)["rank"].transform("sum")
    ranked = ranked.sort_values("partner_name_size", ascending=False, kind="stable")
    columns = ranked.sort_values("model_name_size", ascending=False, kind="stable")["model_name"]
    spec = heat(
        ranked,
        "partner_name",
        "model_name",
        "rank",
        "Highest stage of each funding model by partner",
        "",
        columns=columns,
    )
    trace = spec["data"][0]
    letters = ["", *STAGE_LETTERS.values()]
    words = ["nothing", *STAGE_LETTERS]
    trace["zmax"] = len(Stage)
    trace["text"] = [[letters[rank] for rank in line] for line in trace["z"]]
    trace["texttemplate"] = "%{text}"
    trace["customdata"] = [[words[rank] for rank in line] for line in trace["z"]]
    trace["hovertemplate"] = "%{y} · %{x}: %{customdata}<extra></extra>"
    return spec


def show(spec: Spec, rows: pd.DataFrame, name: str) -> None:
    """Draw a chart with the CSV of its numbers; ``rows`` are those numbers, titled for people."""
    title = str(spec["layout"]["title"]["text"])
    st.plotly_chart(
        spec,
        key=f"chart_{name}",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=f"{title}. The numbers are in the CSV below it.",
    )
    tables.csv_button(rows, name)


def _layout(title: str, height: int) -> Spec:
    return {
        "title": {
            "text": escape(title),
            "font": {"size": 16},
            "x": 0,
            "xanchor": "left",
            "automargin": True,
            "yref": "container",
            "y": 0.97,
            "yanchor": "top",
        },
        "height": height,
        "margin": {"l": 8, "r": 32, "t": 48, "b": 40},
        "hovermode": "closest",
        "dragmode": False,
    }


def _count_axis(unit: str, highest: int) -> Spec:
    axis = {
        "title": {"text": escape(unit)},
        "rangemode": "tozero",
        "tickformat": ",d",
        "zeroline": False,
        "automargin": True,
    }
    return axis | {"dtick": 1} if highest < WHOLE else axis  # else halves, shown as 1, 1, 2, 2


def _time_axis() -> Spec:
    return {
        "title": {"text": "First day of the period"},
        "type": "date",
        "showgrid": False,
        "automargin": True,
    }


def _names_axis(names: Sequence[str]) -> Spec:
    """An axis of names, the first on top; long ones are cut there and whole in the hover."""
    return {
        "type": "category",
        "autorange": "reversed",
        "automargin": True,
        "ticksuffix": " ",
    } | _short_names(names)


def _short_names(names: Sequence[str]) -> Spec:
    """Only where there is a long one: plotly leaves out labels that do not fit if it may choose."""
    short = [_short(each) for each in names]
    return {"tickvals": list(names), "ticktext": short} if short != list(names) else {}


def _short(name: str) -> str:
    text = unescape(name)
    return escape(text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…")
