"""The rows of a table, got when they are shown: a table sends a hundred, its files have all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Whole:
    """What a list is only the beginning of: ``made`` gets all ``count`` (None: not counted).

    ``newest``: its first rows are the newest.
    """

    made: Callable[[], pd.DataFrame]
    count: int | None = None
    newest: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """``count`` rows; ``part(first, end)`` gets those from a position up to before another.

    ``whole`` where there are more than these.
    """

    count: int
    part: Callable[[int, int], pd.DataFrame]
    whole: Whole | None = None

    def all(self) -> pd.DataFrame:
        """Every row of these."""
        return self.part(0, self.count)


def rows_of(given: pd.DataFrame | Rows) -> Rows:
    """``given``, where the rows may be at hand already."""
    if isinstance(given, Rows):
        return given
    return of_frame(given)


def of_frame(frame: pd.DataFrame, whole: Whole | None = None) -> Rows:
    """The rows of ``frame``, which may be only the newest of more."""
    return Rows(len(frame), lambda first, end: frame.iloc[first:end], whole)


def value_at(given: pd.DataFrame | Rows, at: int, column: str) -> str:
    """One value of the row at a position, as text."""
    return str(rows_of(given).part(at, at + 1)[column].iloc[0])
