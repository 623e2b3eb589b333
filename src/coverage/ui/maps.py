"""Maps of two things against each other, and of the world, as plain plotly specs.

A map of plotly's cannot be clicked: an unseen point on each cell that holds something can.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import pandas as pd

from coverage.model import Stage
from coverage.ui.look import (
    Spec,
    base,
    below,
    distinct,
    ink,
    names_axis,
    pitch,
    plain,
    shades,
)
from coverage.ui.told import COUNTS, Bounds, Row, records, told
from coverage.ui.words import number

STEPS = {each.value: str(each.rank + 1) for each in Stage}  # words are too wide at 390 px
MOST_NUMBERS = 36  # columns of a map that leave room for numbers
MOST_IN_390 = 10  # columns that have at 390 px

Tile = tuple[str, int, int]


def heat(
    frame: pd.DataFrame,
    row: str,
    column: str,
    value: str,
    title: str,
    columns: Iterable[str] | None = None,
    bounds: Bounds | None = None,
    lines: Iterable[str] | None = None,
) -> Spec:
    """A map of rows × columns, in the order in which they come; an empty cell is a zero.

    ``lines`` are the rows, ``columns`` the columns, where they have an order of their own.
    """
    held = records(frame, row, column, value, *COUNTS)
    rows = list(dict.fromkeys([each[row] for each in held] if lines is None else lines))
    columns = list(dict.fromkeys([each[column] for each in held] if columns is None else columns))
    z = _cells(held, row, column, value, rows, columns)
    under = dict(zip(columns, distinct([escape(str(each)) for each in columns]), strict=True))
    trace: Spec = {
        "type": "heatmap",
        "z": z,
        "x": list(under.values()),
        "y": [escape(str(each)) for each in rows],
        "zmin": 0,
        "zmax": max((float(each) for line in z for each in line if each), default=1e-9),
        "colorscale": shades(),
        "xgap": 1,
        "ygap": 1,
        "text": [[number(each) if each else "" for each in line] for line in z],
        "texttemplate": "%{text}" if len(columns) <= MOST_NUMBERS else "",
        "textfont": ink(on_shade=True),
        "showscale": False,
        "hovertemplate": "%{y} · %{x}: %{z}<extra></extra>",
    }
    height = below([*under.values()]) + pitch(trace["y"], 22) * max(len(rows), 1)
    layout = base(title, round(170 + height))
    layout["xaxis"] = {
        "type": "category",
        "tickangle": -45,
        "tickfont": ink(),
        "showgrid": False,
        "automargin": True,
    }
    layout["yaxis"] = names_axis(trace["y"]) | {"showgrid": False}
    _close(layout, len(columns), len(rows))
    layout["xaxis2"] = _numbered(layout["xaxis"], "x", under.values())
    layout["yaxis2"] = _numbered(layout["yaxis"], "y", trace["y"])
    at = [(n, each) for n, each in zip(frame.index.tolist(), held, strict=True) if each[value] > 0]
    said = [told(each, value, bounds) for _, each in at]
    across = {each: place for place, each in enumerate(columns)}
    down = {each: place for place, each in enumerate(rows)}
    x, y = [across[each[column]] for _, each in at], [down[each[row]] for _, each in at]
    points = _targets([n for n, _ in at], x, y, said) | {
        "xaxis": "x2",
        "yaxis": "y2",
        "hovertemplate": "%{y} · %{x}: %{text}<extra></extra>",
    }
    return {"data": [trace, points], "layout": layout}


def _numbered(axis: Spec, under: str, names: Iterable[str]) -> Spec:
    """An unseen axis over one of names, for points by number: names at each were most of a map."""
    names = list(names)
    return {
        "overlaying": under,
        "range": axis["range"],
        "autorange": False,
        "tickvals": list(range(len(names))),
        "ticktext": names,  # for the hover
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
    }


def _cells(
    held: Sequence[Row], row: str, column: str, value: str,
    rows: Sequence[Any], columns: Sequence[Any],
) -> list[list[float]]:  # fmt: skip
    """The sum of ``value`` in each cell, whole numbers without a point."""
    across = {each: at for at, each in enumerate(columns)}
    lines: dict[Any, list[float]] = {each: [0] * len(columns) for each in rows}
    for each in held:
        if each[column] in across and not pd.isna(each[value]):
            lines[each[row]][across[each[column]]] += each[value]
    return [
        [int(each) if float(each).is_integer() else each for each in lines[one]] for one in rows
    ]


def wide(spec: Spec) -> bool:
    """Whether a map has more columns than have room for numbers and names at 390 px."""
    trace = spec["data"][0]
    return trace["type"] == "heatmap" and MOST_IN_390 < len(trace.get("x", ())) <= MOST_NUMBERS


def stages(ledger: pd.DataFrame, title: str) -> Spec:
    """A map of partner × funding model: the highest stage as number (STEPS) and shade.

    ``ledger`` has one row a partner and model; partners and models that came furthest go first.
    """
    ranked = ledger.assign(rank=_steps(ledger))
    for side in ("partner_name", "model_name"):
        ranked[f"{side}_size"] = ranked.groupby(side)["rank"].transform("sum")
    ranked = ranked.sort_values("partner_name_size", ascending=False, kind="stable")
    columns = ranked.sort_values("model_name_size", ascending=False, kind="stable")["model_name"]
    spec = heat(ranked, "partner_name", "model_name", "rank", title, columns=columns)
    trace, points = spec["data"]
    steps = ["", *STEPS.values()]
    trace["zmax"] = len(Stage)
    trace["text"] = [[steps[rank] for rank in line] for line in trace["z"]]
    trace["texttemplate"] = "%{text}"
    points["text"] = [escape(stage) for stage in ranked["stage_name"].astype(str)]
    return spec


def furthest(ledger: pd.DataFrame, partners: int) -> pd.DataFrame:
    """The rows of as many partners as told: those that came furthest, as :func:`stages` ranks."""
    size = _steps(ledger).groupby(ledger["partner"], sort=False).sum()
    first = size.sort_values(ascending=False, kind="stable").index[:partners]
    return ledger[ledger["partner"].isin(first)]


def _steps(ledger: pd.DataFrame) -> pd.Series[int]:
    return ledger["stage"].map({each.value: each.rank + 1 for each in Stage})


@cache
def grid() -> tuple[Tile, ...]:
    """Code, column and row of every state's tile (tiles.toml)."""
    text = files(__package__).joinpath("tiles.toml").read_text("utf-8")
    return tuple(
        (code, column, row)
        for row, line in enumerate(tomllib.loads(text)["rows"])
        for column, code in enumerate(line.split())
        if code != ".."
    )


def world(frame: pd.DataFrame, value: str, title: str, bounds: Bounds | None = None) -> Spec:
    """A map of the world with a tile a state, so that a small one is seen as well as a large one.

    ``frame`` has ``partner``, ``partner_name``; partners that are no state have no tile.
    """
    values = dict(zip(frame["partner"], plain(frame[value]), strict=True))
    wide, high = max(x for _, x, _ in grid()) + 1, max(y for _, _, y in grid()) + 1
    z: list[list[float | None]] = [[None] * wide for _ in range(high)]
    text = [[""] * wide for _ in range(high)]
    for code, x, y in grid():
        z[y][x] = values.get(code) or 0
        text[y][x] = "" if z[y][x] else code
    trace: Spec = {
        "type": "heatmap",
        "z": z,
        "text": text,
        "texttemplate": "%{text}",
        "textfont": ink(on_shade=True),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "zmin": 0,
        "zmax": max([each for each in values.values() if each], default=1e-9),
        "colorscale": shades(),
        "hoverinfo": "skip",
    }
    places = {code: (x, y) for code, x, y in grid()}
    held = frame[frame["partner"].isin(list(places)) & (frame[value].fillna(0) > 0)]
    said = [
        f"{escape(str(each['partner_name']))}: {told(each, value, bounds)}"
        for each in records(held, "partner_name", value, *COUNTS)
    ]
    at = [places[code] for code in held["partner"]]
    layout = base(title, 74 + 24 * high)
    layout["xaxis"] = {"visible": False}
    layout["yaxis"] = {"visible": False}
    _close(layout, wide, high)
    points = _targets(held.index.tolist(), [x for x, _ in at], [y for _, y in at], said)
    # Who was met is named at any width, the others where their tile has room for it.
    points |= {
        "mode": "markers+text",
        "hovertext": points["text"],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": held["partner"].tolist(),
        "textfont": ink(on_shade=True) | {"size": 11},
    }
    return {"data": [trace, points], "layout": layout}


def _close(layout: Spec, wide: int, high: int) -> None:
    """Let the axes end with the cells; the points on them would claim room beside."""
    layout["xaxis"] |= {"range": [-0.5, wide - 0.5], "autorange": False}
    layout["yaxis"] |= {"range": [high - 0.5, -0.5], "autorange": False}


def _targets(
    rows: list[int], x: Sequence[str | int], y: Sequence[str | int], said: Sequence[str]
) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": list(y),
        "customdata": rows,
        "text": list(said),
        "marker": {"symbol": "square", "size": 20, "opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
        "showlegend": False,
        "hovertemplate": "%{text}<extra></extra>",
    }
