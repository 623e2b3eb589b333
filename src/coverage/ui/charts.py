"""Charts of counts as plain plotly specs: a title that says subject and unit, a point a row.

Each point carries the index of the row that it shows (``customdata``), so that what is behind it
can be opened. A negative one is a series as a whole: see :func:`whole`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from coverage.ui import tables
from coverage.ui.kept import Event
from coverage.ui.look import (
    PALETTE,
    SYMBOLS,
    Spec,
    base,
    count_axis,
    ink,
    names_axis,
    pitch,
    plain,
    room_beside,
    time_axis,
)
from coverage.ui.told import COUNTS, Bounds, beside, records, told
from coverage.ui.words import format_of, say

MANY = 200  # points of a line; beyond, marks and words at each would only hide and weigh


def whole(index: int) -> int:
    """The ``customdata`` that stands for all periods of the series that row ``index`` is of."""
    return -1 - index


def lines(
    frame: pd.DataFrame,
    series: Sequence[tuple[str, str]],
    title: str,
    events: Sequence[Event] = (),
    bounds: Bounds | None = None,
) -> Spec:
    """Lines over time: ``frame`` has one row a period, ``series`` are (column, name) of it.

    ``events`` that lie within are marked above the lines, their names in the hover.
    """
    traces: list[Spec] = []
    for at, (column, name) in enumerate(series):
        if bounds:
            traces += _band(frame, column, bounds, PALETTE[at % len(PALETTE)])
        traces.append(_line(frame, column, name, at, bounds))
    highest = frame[[each for each, _ in series]].max().max()
    first, last = frame["period"].min().date(), frame["period"].max().date()
    if within := [each for each in events if first <= each.day <= last]:
        traces.append(_marks(within, float(highest) * 1.12))
    layout = base(title, 340)
    layout["xaxis"] = time_axis(frame["period"])
    layout["yaxis"] = count_axis(frame[[each for each, _ in series]].max(axis=1))
    layout["legend"] = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0}
    layout["margin"]["t"] += 28
    return {"data": traces, "layout": layout}


def strips(
    frame: pd.DataFrame,
    series: Sequence[tuple[str, str]],
    code: str,
    value: str,
    title: str,
    bounds: Bounds | None = None,
) -> Spec:
    """One strip a series under each other, on one scale: many lines in one chart hide each other.

    ``frame`` has one row a period and ``code``; ``series`` are (code, name). The name over a
    strip is its legend entry: chosen, it stands for all periods.
    """
    layout = base(title, 90 + 74 * len(series))
    highest = plain(pd.Series([frame[value].max()]))[0] or 1
    share = 1 / len(series)
    traces: list[Spec] = []
    for at, (one, name) in enumerate(series):
        axis = "y" if at == 0 else f"y{at + 1}"
        top = 1 - at * share
        own = frame[frame[code] == one]
        if bounds:
            traces += [each | {"yaxis": axis} for each in _band(own, value, bounds, PALETTE[0])]
        traces.append(_line(own, value, name, 0, bounds) | {"yaxis": axis, "fill": "tozeroy"})
        traces.append(_entry(own, name, highest * 1.3) | {"yaxis": axis})
        layout[axis.replace("y", "yaxis")] = count_axis(frame[value]) | {
            "domain": [top - share * 0.92, top - share * 0.08],
            "range": [0, highest * 1.5],
            "tickmode": "array",
            "tickvals": [0, highest],
        }
    layout["showlegend"] = False
    layout["xaxis"] = time_axis(frame["period"])
    layout["xaxis"] |= {"anchor": "free", "position": 0, "range": _range(frame)}
    layout["margin"]["t"] += 12
    return {"data": traces, "layout": layout}


def _range(frame: pd.DataFrame) -> list[str]:
    """From the first period to the last with room for their marks: areas would end at the edge."""
    first, last = frame["period"].min(), frame["period"].max()
    room = max((last - first) * 0.03, pd.Timedelta(days=1))
    return [(first - room).isoformat(), (last + room).isoformat()]


def bars(
    frame: pd.DataFrame, name: str, value: str, title: str, bounds: Bounds | None = None
) -> Spec:
    """Horizontal bars, the first row on top, each with its numbers."""
    names, values = [escape(str(each)) for each in frame[name]], plain(frame[value])
    rows = records(frame, value, *COUNTS)
    known = [each or 0 for each in values]
    drawn = [bounds.high(each) if bounds else each for each in known]
    longest = max([1e-9, *drawn])
    words = [beside(each, value) for each in rows]
    trace: Spec = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": values,
        "text": words,
        "hovertext": [told(each, value, bounds) for each in rows],
        "customdata": frame.index.tolist(),
        "textposition": "outside",
        "textfont": ink(),
        "cliponaxis": False,
        "marker": {"color": PALETTE[0]},
        "hovertemplate": "%{y}: %{hovertext}<extra></extra>",
    }
    traces = [trace]
    if bounds:
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [bounds.high(each) - each for each in known],
            "arrayminus": [each - bounds.low(each) for each in known],
            "color": PALETTE[5],
            "thickness": 2,
            "width": 4,
        }
        # Beside the whisker, which would cross words at the bar's end.
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "x": drawn,
                "y": names,
                "text": [f"\N{EN SPACE}{each}" for each in words],
                "textposition": "middle right",
                "textfont": ink(),
                "cliponaxis": False,
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
        trace["text"] = [""] * len(names)
    layout = base(title, round(112 + pitch(names, 24) * max(len(frame), 1)))
    layout["xaxis"] = count_axis(frame[value]) | {
        "range": [0, longest * room_beside(names, words, [each / longest for each in drawn])],
        "title": {"text": escape(tables.title_of(value)), "font": ink() | {"size": 12}},
    }
    layout["yaxis"] = names_axis(names)
    layout["showlegend"] = False
    return {"data": traces, "layout": layout}


def _line(frame: pd.DataFrame, column: str, name: str, at: int, bounds: Bounds | None) -> Spec:
    few = len(frame) <= MANY
    hover = "%{text}" if few else "%{y}"
    rows = records(frame, column, *COUNTS) if few else []
    return {
        "type": "scatter",
        "mode": "lines+markers" if few else "lines",
        "name": escape(name),
        "x": frame["period"].dt.strftime("%Y-%m-%d").tolist(),
        "y": plain(frame[column]),
        "text": [told(each, column, bounds) for each in rows],
        "customdata": frame.index.tolist(),
        "line": {"color": PALETTE[at % len(PALETTE)], "width": 2},
        "marker": {"symbol": SYMBOLS[at % len(PALETTE)], "size": 6},
        "hovertemplate": f"{hover} · {_since()}<extra>{escape(name)}</extra>",
    }


def _since() -> str:
    return say("from {day}", day="%{x|" + format_of("hover_day") + "}")


def _band(frame: pd.DataFrame, column: str, bounds: Bounds, colour: str) -> list[Spec]:
    """What lies between the bounds of a line, as two unseen lines with the room between filled."""
    common: Spec = {
        "type": "scatter",
        "mode": "lines",
        "x": frame["period"].dt.strftime("%Y-%m-%d").tolist(),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    values = [each or 0 for each in plain(frame[column])]
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    low = common | {"y": [bounds.low(each) for each in values]}
    high = common | {
        "y": [bounds.high(each) for each in values],
        "fill": "tonexty",
        "fillcolor": f"rgba({red},{green},{blue},0.35)",
    }
    return [low, high]


def _entry(frame: pd.DataFrame, name: str, height: float) -> Spec:
    """The legend entry of a strip, over its first period."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": frame["period"].head(1).dt.strftime("%Y-%m-%d").tolist(),
        "y": [height],
        "text": [f"<b>{escape(name)}</b>"],
        "textposition": "middle right",
        "textfont": ink(),
        "cliponaxis": False,
        "customdata": [whole(int(each)) for each in frame.index[:1]],
        "marker": {"symbol": "square", "size": 8, "color": PALETTE[0]},
        "hovertemplate": escape(name) + " · " + say("all periods") + "<extra></extra>",
        "showlegend": False,
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
