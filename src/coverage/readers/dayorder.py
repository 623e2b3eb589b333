"""In which order a column writes its days: ``06/11/2025`` is two days, ``06/25/2025`` one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DAY = r"(?<![\d/])(?P<first>\d{1,2})/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?\s*[AaPp]\.?[Mm]\b\.?"
_BETWEEN = r"[\s,|–—-]*(?:at\s+)?"
AMERICAN = (re.compile(_DAY + _BETWEEN + _CLOCK), re.compile(_CLOCK + _BETWEEN + _DAY))
"""A day beside AM or PM, which is written so where the month comes ``first``."""

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether the month comes first; ``unsure`` is a day that may be read in both orders."""

    month_first: bool = False
    unsure: str = ""

    def described(self) -> str:
        """The sentence to show; empty where the days told their order."""
        if not self.unsure:
            return ""
        order = "month" if self.month_first else "day"
        return (
            f"days such as {self.unsure} are read {order} first: write 2025-03-20 if they are not"
        )


DAY_FIRST = DayOrder()


def order_of(values: Iterable[str]) -> DayOrder:
    """The order in which all ``values`` of a column can be read; where they do not say, month first
    beside AM or PM, else day first.

    A part above 12 is no month: it tells the order of all, if none tells the other one.
    """
    day_first = month_first = american = False
    unsure = ""
    for value in values:
        if (match := _SLASHED.search(value)) is None:
            continue
        first, second = int(match[1]), int(match[2])
        day_first = day_first or first > _MONTHS
        month_first = month_first or second > _MONTHS
        american = american or any(each.search(value) for each in AMERICAN)
        if not unsure and first != second and max(first, second) <= _MONTHS:
            unsure = match[0]
    unsure = "" if day_first != month_first else unsure
    return DayOrder((month_first or american) and not day_first, unsure)
