"""From a report's rows to what a chart takes: the largest series, every period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from coverage.ui.words import number, say

LARGEST = 6  # series in one chart


def filled(
    frame: pd.DataFrame, periods: pd.Series[Any], code: str, value: str, most: int = LARGEST,
    order: Sequence[str] = (),
) -> tuple[pd.DataFrame, list[tuple[str, str]]]:  # fmt: skip
    """The largest series with a row for every period, with zeros; what strips and maps take.

    ``frame`` has one row a period and ``code``, with ``<code>_name``, meetings or articles.
    ``order`` has the codes as a ranking beside has them, which counts over all periods.
    Returns the table and the (code, name) of its series, the largest first.
    """
    name = f"{code}_name"
    counts = [each for each in ("meetings", "articles") if each in frame]
    rows = list(zip(*(frame[each].tolist() for each in (code, "period", name, value)), strict=True))
    size: dict[tuple[str, str], float] = {}
    for one, _, called, n in rows:
        size[one, called] = size.get((one, called), 0) + n
    place = {one: at for at, one in enumerate(order)}
    largest = sorted(size, key=lambda each: (place.get(each[0], len(place)), -size[each], each[0]))
    largest = largest[:most]
    every = [(one, first) for one, _ in largest for first in periods.tolist()]
    at = {(one, first): row for row, (one, first, _, _) in enumerate(rows)}
    found = [at.get(each, -1) for each in every]
    table = pd.DataFrame(
        {
            code: [one for one, _ in every],
            name: [called for _, called in largest for _ in range(len(periods))],
            "period": pd.DatetimeIndex([first for _, first in every]),
        }
        | {each: _taken(frame[each].tolist(), found) for each in counts}
    )
    return table, largest


def _taken(values: list[Any], rows: list[int]) -> list[Any]:
    return [values[at] if at >= 0 else 0 for at in rows]


def calendar(periods: pd.Series[Any], grain: str) -> pd.Series[Any]:
    """Every first day of a period from the first to the last of ``periods``."""
    steps = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
    return pd.Series(pd.date_range(periods.min(), periods.max(), freq=steps[grain]))


def ranked(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows by ``measure``, the largest first; those alike in the order of the report."""
    return frame.sort_values(measure, ascending=False, kind="stable")


def first_of(shown: int, there: int) -> str:
    """What a title says where not all are shown: `` (first 20 of 31)``."""
    return f" ({_cut(shown, there)})" if there > shown else ""


def first_of_each(sides: Mapping[str, tuple[int, int]]) -> str:
    """As :func:`first_of` for what stands on each side: `` (partners: first 25 of 33)``."""
    cut = [
        f"{say(what).lower()}: {_cut(shown, there)}"
        for what, (shown, there) in sides.items()
        if there > shown
    ]
    return f" ({'; '.join(cut)})" if cut else ""


def _cut(shown: int, there: int) -> str:
    return say("first {shown} of {there}", shown=number(shown), there=number(there))
