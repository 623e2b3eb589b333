"""Charts of counts as plain plotly specs: a title that says subject and unit, a point a row.

Each point carries the index of the row that it shows (``customdata``), so that what is behind it
can be opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from coverage.ui.kept import Event
from coverage.ui.look import PALETTE, SYMBOLS, Spec, base, count_axis, names_axis, plain, time_axis
from coverage.ui.words import format_of, number, say


def lines(
    frame: pd.DataFrame, series: Sequence[tuple[str, str]], title: str, events: Sequence[Event] = ()
) -> Spec:
    """Lines over time: ``frame`` has one row a period, ``series`` are (column, name) of it.

    ``events`` that lie within are marked above the lines, their names in the hover.
    """
    traces = [_line(frame, column, name, at) for at, (column, name) in enumerate(series)]
    highest = frame[[each for each, _ in series]].max().max()
    first, last = frame["period"].min().date(), frame["period"].max().date()
    if within := [each for each in events if first <= each.day <= last]:
        traces.append(_marks(within, float(highest) * 1.12))
    layout = base(title, 340)
    layout["xaxis"] = time_axis()
    layout["yaxis"] = count_axis(frame[[each for each, _ in series]].max(axis=1))
    layout["legend"] = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0}
    layout["margin"]["t"] = 76
    return {"data": traces, "layout": layout}


def strips(
    frame: pd.DataFrame, series: Sequence[tuple[str, str]], code: str, value: str, title: str
) -> Spec:
    """One strip a series under each other, on one scale: many lines in one chart hide each other.

    ``frame`` has one row a period and ``code``; ``series`` are (code, name).
    """
    layout = base(title, 90 + 74 * len(series))
    highest = plain(pd.Series([frame[value].max()]))[0] or 1
    share = 1 / len(series)
    traces, names = [], []
    for at, (one, name) in enumerate(series):
        axis = "y" if at == 0 else f"y{at + 1}"
        top = 1 - at * share
        own = frame[frame[code] == one]
        traces.append(_line(own, value, name, 0) | {"yaxis": axis, "fill": "tozeroy"})
        layout[axis.replace("y", "yaxis")] = count_axis(frame[value]) | {
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
    layout["xaxis"] = time_axis() | {"anchor": "free", "position": 0}
    layout["margin"]["t"] = 60
    return {"data": traces, "layout": layout}


def bars(frame: pd.DataFrame, name: str, value: str, title: str) -> Spec:
    """Horizontal bars, the first row on top, each with its number."""
    names, values = [escape(str(each)) for each in frame[name]], plain(frame[value])
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": values,
        "text": ["" if each is None else number(each) for each in values],
        "customdata": frame.index.tolist(),
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": PALETTE[0]},
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    layout = base(title, 96 + 24 * max(len(frame), 1))
    layout["xaxis"] = count_axis(frame[value])
    layout["yaxis"] = names_axis(names)
    return {"data": [trace], "layout": layout}


def _line(frame: pd.DataFrame, column: str, name: str, at: int) -> Spec:
    hover = "%{y} · " + say("from {day}", day="%{x|" + format_of("hover_day") + "}")
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(name),
        "x": frame["period"].dt.strftime("%Y-%m-%d").tolist(),
        "y": plain(frame[column]),
        "customdata": frame.index.tolist(),
        "line": {"color": PALETTE[at % len(PALETTE)], "width": 2},
        "marker": {"symbol": SYMBOLS[at % len(PALETTE)], "size": 6},
        "hovertemplate": hover + "<extra>" + escape(name) + "</extra>",
    }


def _marks(events: Sequence[Event], height: float) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": say("Events"),
        "x": [each.day.isoformat() for each in events],
        "y": [height] * len(events),
        "text": [escape(each.title) for each in events],
        "marker": {"symbol": "triangle-down-open", "size": 9, "color": PALETTE[5]},
        "hovertemplate": "%{text}, %{x|" + format_of("hover_day") + "}<extra></extra>",
    }
