"""From a report's rows to what a chart takes: the largest series, every period."""

from __future__ import annotations

from typing import Any

import pandas as pd

from coverage.ui.words import say

LARGEST = 6  # series in one chart


def filled(
    frame: pd.DataFrame, periods: pd.Series[Any], code: str, value: str, most: int = LARGEST
) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """The largest series with a row for every period, with zeros; what strips and maps take.

    ``frame`` has one row a period and ``code``, with ``<code>_name``, meetings or articles.
    Returns the table and the (code, name) of its series, the largest first.
    """
    name = f"{code}_name"
    size = frame.groupby([code, name], sort=False)[value].sum()
    size = size.sort_values(ascending=False, kind="stable").head(most)
    largest = [(str(one), str(called)) for one, called in size.index]
    every = pd.MultiIndex.from_product(
        [[one for one, _ in largest], pd.DatetimeIndex(periods)], names=[code, "period"]
    )
    counts = [each for each in ("meetings", "articles") if each in frame]
    table = frame.set_index([code, "period"])[counts].reindex(every, fill_value=0).reset_index()
    table.insert(1, name, table[code].map(dict(largest)))
    return table, largest


def calendar(periods: pd.Series[Any], grain: str) -> pd.Series[Any]:
    """Every first day of a period from the first to the last of ``periods``."""
    steps = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
    return pd.Series(pd.date_range(periods.min(), periods.max(), freq=steps[grain]))


def first_of(shown: int, there: int) -> str:
    """What a title says where not all are shown: `` (first 20 of 31)``."""
    if there <= shown:
        return ""
    return " " + say("(first {shown} of {there})", shown=shown, there=there)
