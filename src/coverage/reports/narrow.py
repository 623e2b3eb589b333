"""What is behind one bar, cell or point: the scope that holds exactly what was counted there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from coverage.reports.scope import Grain, Scope

# The columns of a report that say what a row counts, with the filters that they narrow. Others
# describe it: a ledger's stage is the highest of several, its outlet that of the article cited.
NARROWED = {
    "partner": "partners",
    "topic": "topics",
    "model": "models",
    "coalition": "coalitions",
    "official": "officials",
    "other_partner": "partners",
    "other_topic": "topics",
}


def narrowed(scope: Scope, row: Mapping[Any, Any]) -> Scope:
    """``scope`` with only what ``row`` of one of its reports counts.

    Columns other than those of NARROWED and ``period`` are passed over, as is an empty value.
    """
    also = list(scope.also)
    changes: dict[str, Any] = {}
    for column, name in NARROWED.items():
        value = row.get(column)
        if not isinstance(value, str) or not value:
            continue
        chosen = changes.get(name, scope.values(name))
        if not chosen:
            changes[name] = (value,)
        elif chosen != (value,) and (name, value) not in also:
            # Any value of a filter may fit, so one more of them would widen it.
            also.append((name, value))
    if isinstance(period := row.get("period"), date) and not pd.isna(period):
        first, last = bounds(period, scope.grain)
        changes["start"] = max(first, scope.start) if scope.start else first
        changes["end"] = min(last, scope.end) if scope.end else last
    return scope.but(also=tuple(also), **changes)


def bounds(first: date, grain: Grain) -> tuple[date, date]:
    """First and last day of the period of ``grain`` that begins on ``first``."""
    start = date(first.year, first.month, first.day)
    if grain is Grain.DAY:
        return start, start
    if grain is Grain.WEEK:
        return start, start + timedelta(days=6)
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[grain]
    after = start.year * 12 + start.month - 1 + months
    return start, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
