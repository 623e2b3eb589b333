"""From a report's rows to what a chart takes: the largest series, every period, names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from coverage.reports import Grain
from coverage.ui import tables

LARGEST = 6  # series in one chart


def period_name(first: date, grain: Grain) -> str:
    """How a period is called by its first day: ``Sep 2023``, ``Q3 2023``, ``2023``."""
    if grain is Grain.YEAR:
        return f"{first.year} "  # the space keeps plotly from taking it for a number
    if grain is Grain.QUARTER:
        return f"Q{(first.month + 2) // 3} {first.year}"
    if grain is Grain.MONTH:
        return f"{first:%b} {first.year}"
    return f"{first.day} {first:%b} {first.year}"


def wide(
    frame: pd.DataFrame, periods: pd.Series[Any], code: str, name: str, value: str
) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """The largest series side by side, one row a period, with zeros: what charts of lines take.

    Returns the table and the (column, name) of its series, the largest first.
    """
    size = frame.groupby([code, name], sort=False)[value].sum()
    size = size.sort_values(ascending=False, kind="stable").head(LARGEST)
    largest = [(str(one), str(called)) for one, called in size.index]
    table = frame.pivot_table(
        index="period", columns=code, values=value, aggfunc="sum", fill_value=0
    )
    table = table.reindex(pd.DatetimeIndex(periods, name="period"), fill_value=0)
    return table[[one for one, _ in largest]].astype(int).reset_index(), largest


def calendar(periods: pd.Series[Any], grain: str) -> pd.Series[Any]:
    """Every first day of a period from the first to the last of ``periods``."""
    steps = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
    return pd.Series(pd.date_range(periods.min(), periods.max(), freq=steps[grain]))


def named(table: pd.DataFrame, series: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """What :func:`wide` gives, under titles for people: the rows of the chart's CSV."""
    return tables.titled(table, ["period"]).join(
        table.drop(columns="period").rename(columns=dict(series))
    )


def first_of(shown: int, there: int) -> str:
    """What a title says where not all are shown: `` (first 20 of 31)``."""
    return f" (first {shown} of {there})" if there > shown else ""
