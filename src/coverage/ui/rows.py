"""The rows of a table, got when they are shown: a table sends a hundred, its files have all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Rows:
    """``count`` rows; ``part(first, end)`` gets those from a position up to before another."""

    count: int
    part: Callable[[int, int], pd.DataFrame]

    def all(self) -> pd.DataFrame:
        """Every row."""
        return self.part(0, self.count)


def rows_of(given: pd.DataFrame | Rows) -> Rows:
    """``given``, where the rows may be at hand already."""
    if isinstance(given, Rows):
        return given
    return Rows(len(given), lambda first, end: given.iloc[first:end])


def value_at(given: pd.DataFrame | Rows, at: int, column: str) -> str:
    """One value of the row at a position, as text."""
    return str(rows_of(given).part(at, at + 1)[column].iloc[0])
