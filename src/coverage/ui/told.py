"""What a point of a chart counts, in words, and how sure that number is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coverage.ui.words import count, number, say

_NOUNS = {"meetings": "meeting", "articles": "article"}
COUNTS = tuple(_NOUNS)  # the columns of a row that are told

Row = Mapping[Any, Any]


def records(frame: pd.DataFrame, *columns: str) -> list[Row]:
    """The rows of ``frame`` with those of ``columns`` that it has, as plain values."""
    names = [each for each in dict.fromkeys(columns) if each in frame]
    values = zip(*(frame[each].tolist() for each in names), strict=True)
    return [dict(zip(names, each, strict=True)) for each in values]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How sure a count is: the shares of the coded that are right and of the true that are found.

    Both are precision and recall on the labelled articles, above 0 and up to 1.
    """

    right: float
    found: float

    def low(self, value: float) -> float:
        """What would be left of a count without the wrong ones."""
        return value * self.right

    def high(self, value: float) -> float:
        """What there would be with those that were missed."""
        return value / self.found

    def said(self, value: float) -> str:
        """Both, as people write them: ``61–68``."""
        places = None if float(value).is_integer() else 2
        return f"{number(round(self.low(value), places))}–{number(round(self.high(value), places))}"


def told(row: Row, value: str, bounds: Bounds | None = None) -> str:
    """What a row counts: its meetings and articles both, drawn by ``value``."""
    counts = _counts(row)
    if len(counts) == len(_NOUNS):
        said = say("{meetings} in {articles}", **counts)
    else:
        said = ", ".join(counts.values())
    if value not in _NOUNS:
        said = f"{_number(row[value])} ({said})"
    drawn = row[value]
    return f"{said} · {bounds.said(drawn)}" if bounds and not pd.isna(drawn) and drawn else said


def beside(row: Row, value: str) -> str:
    """The label of a bar: its number, and the other one in words: ``9 (12 articles)``."""
    others = [said for name, said in _counts(row).items() if name != value]
    return f"{_number(row[value])} ({', '.join(others)})" if others else _number(row[value])


def _counts(row: Row) -> dict[str, str]:
    return {
        name: count(int(row[name]), noun)
        for name, noun in _NOUNS.items()
        if name in row and not pd.isna(row[name])
    }


def _number(value: Any) -> str:
    if pd.isna(value):
        return "–"
    return number(int(value) if float(value).is_integer() else float(value))
