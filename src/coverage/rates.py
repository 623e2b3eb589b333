"""Exchange rates that the user supplies: sums are converted by nothing else."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from coverage.errors import UnreadableInput

COLUMNS = ("date", "from", "to", "rate")
LONGEST = timedelta(days=31)  # a rate older than that is none for the day


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of ``source`` was worth ``value`` units of ``target`` on ``day``."""

    day: date
    source: str
    target: str
    value: float


class Rates:
    """Dated rates; a day without one takes the last before it, at most :data:`LONGEST` old."""

    def __init__(self, rates: list[Rate]) -> None:
        """Take the rates in any order."""
        self._of: dict[tuple[str, str], list[Rate]] = defaultdict(list)
        for rate in sorted(rates, key=lambda each: each.day):
            self._of[rate.source, rate.target].append(rate)

    @classmethod
    def load(cls, path: Path) -> Rates:
        """Rates of a CSV file with the columns date (ISO 8601), from, to (ISO 4217), rate.

        Raises:
            UnreadableInput: the file or a line is wrong; the message names the line.
        """
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableInput("bad_rates", str(error), str(path)) from error
        found = []
        for number, row in enumerate(rows, 2):
            try:
                day, source, target, value = (row[column] for column in COLUMNS)
                rate = Rate(date.fromisoformat(day), source, target, float(value))
            except (KeyError, TypeError, ValueError) as error:
                reason = f"a line needs {', '.join(COLUMNS)}: {error}"
                raise UnreadableInput("bad_rates", reason, f"{path}:{number}") from error
            if not 0 < rate.value < float("inf"):
                raise UnreadableInput("bad_rates", "a rate is above 0", f"{path}:{number}")
            found.append(rate)
        return cls(found)

    def on(self, day: date, source: str, target: str) -> Rate | None:
        """The rate for that day, None where the file has none that is near enough."""
        if source == target:
            return Rate(day, source, target, 1.0)
        held = self._of.get((source, target), [])
        at = bisect_right(held, day, key=lambda each: each.day)
        if at == 0 or day - held[at - 1].day > LONGEST:
            return None
        return held[at - 1]


def convert(frame: pd.DataFrame, rates: Rates, into: str) -> pd.DataFrame:
    """A table of sums (day, figure, currency) with each in ``into``, by which rate of which day.

    Adds ``converted``, ``into``, ``rate`` and ``rate_day``; empty where no rate is near enough.

    Raises:
        UnreadableInput: the table has no sums with a day.
    """
    if missing := {"day", "figure", "currency"} - set(frame.columns):
        reason = f"this report cannot be converted: it has no {', '.join(sorted(missing))}"
        raise UnreadableInput("no_sums", reason)
    found: list[Rate | None] = [
        rates.on(pd.Timestamp(day).date(), currency, into)
        for day, currency in zip(frame["day"], frame["currency"], strict=True)
    ]
    more: dict[str, list[Any]] = {
        "converted": [
            figure * rate.value if rate is not None else None
            for figure, rate in zip(frame["figure"], found, strict=True)
        ],
        "into": [into] * len(found),
        "rate": [rate.value if rate is not None else None for rate in found],
        "rate_day": [rate.day if rate is not None else None for rate in found],
    }
    return pd.concat([frame, pd.DataFrame(more, index=frame.index)], axis=1)
