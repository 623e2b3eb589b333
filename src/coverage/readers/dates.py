"""Dates and times as outlets write them, in Kyiv time.

Known forms: ``11:31 20.03.2025``, ``20.03.25``, ``20 марта 2025, 11:31``, ``14 сентября 15:21
2025``, ``20. März 2025``, ``20 de marzo de 2025``, ``March 20, 2025``, ``18-01-2025 12:00 AM``,
``11/20/2024`` (month first where asked for), ``2025.03.05 16:12`` and ISO 8601. A time with a
zone is turned into Kyiv time, one without is taken as it stands.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from importlib.resources import files
from zoneinfo import ZoneInfo

_KYIV = ZoneInfo("Europe/Kyiv")
_YEARS = range(1990, 2100)
_EPOCH = tuple(datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (1990, 2100))

_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?=T\d|\D|$)")
# «2025.03.05 16:12», «2025/03/05»: no part of an address or of a version.
_YEAR_FIRST = re.compile(
    r"(?<![\w./,:-])(?P<y>\d{4})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\w%/-]|\.\d)"
)
_NUMERIC = re.compile(
    r"(?<![\d.,:])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d%])"
)
# «March 20, 20252:05 PM» (Reuters): the time may stick to the year.
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:(?:st|nd|rd|th|-?го)?\s+|\.\s*)(?:de\s+)?(?P<month>[^\W\d_]+)\.?,?\s+"
    r"(?:del?\s+)?(?:\d{1,2}:\d{2}\s+)?(?P<y>\d{4})(?!\d(?!:|\d:))"
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)(?P<month>[^\W\d_]+)\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d(?!:|\d:))"
)
_TIME = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})[:](?P<min>\d{2})(?::\d{2}(?:[.,]\d+)?)?(?![\d:])"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?)?"
    r"(?:\s*(?P<zone>Z\b|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?(?!\d)|GMT|UTC))?"
)
_STAMP = re.compile(r"\d{9,13}(?:\.\d+)?")
# «/2025/03/20/», «/2025/POLITICS/03/20/», «/2025/mar/20/», «/20250320/», «/2025-03-20-».
_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)"
    r"(?:(?:/[a-z_-]+)?/(?P<m>\d\d?)/(?P<d>\d\d?)|/(?P<name>[a-z]{3})/(?P<d2>\d\d?)"
    r"|[/-]?(?P<m3>[01]\d)[/-]?(?P<d3>[0-3]\d))(?=[/_.-]|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date that stands in a text, the time beside it if any, and the date's own offsets."""

    day: date
    clock: time | None
    start: int
    end: int


def find_date(text: str, *, month_first: bool = False) -> Found | None:
    """The first full date in ``text`` (day, month and year), or None.

    ``month_first`` reads ``11/20/2024`` in the order of the United States.
    """
    best: tuple[int, int, date] | None = None
    for pattern in (_ISO, _YEAR_FIRST, _NUMERIC, _DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            if best is not None and match.start() >= best[0]:
                break
            day = _day(match, month_first)
            if day is not None:
                best = (match.start(), match.end(), day)
                break
    if best is None:
        return None
    start, end, day = best
    around = (text[end:], text[start:end], text[:start])
    clock = next((clock for part in around if (clock := find_time(part))), None)
    if clock is None:
        return Found(day, None, start, end)
    moment = _in_kyiv(day, clock)
    return Found(moment.date(), moment.time(), start, end)


def find_epoch(value: object) -> Found | None:
    """The moment that a number tells, in seconds or milliseconds since 1970 (UTC), or None.

    A number of which neither is in a year that an article can be of is no moment.
    """
    if not _STAMP.fullmatch(str(value)):
        return None
    number = float(str(value))
    for seconds in (number, number / 1000):
        if _EPOCH[0] <= seconds < _EPOCH[1]:
            return find_date(datetime.fromtimestamp(int(seconds), UTC).isoformat())
    return None


def day_in_address(url: str) -> Found | None:
    """The day that a web address names: ``https://visti.example/2025/03/20/drony``."""
    match = _IN_ADDRESS.search(url)
    if match is None:
        return None
    if match["name"]:
        return find_date(f"{match['d2']} {match['name']} {match['y']}")
    month, day = match["m"] or match["m3"], match["d"] or match["d3"]
    return find_date(f"{match['y']}-{month.zfill(2)}-{day.zfill(2)}")


def agrees(day: date, other: date) -> bool:
    """Whether two days may be one moment's: in another zone, or around midnight."""
    return abs(day - other) <= timedelta(days=1)


def in_future(day: date) -> bool:
    """Whether ``day`` is later than tomorrow in Kyiv: no newspaper is."""
    return day > datetime.now(_KYIV).date() + timedelta(days=1)


def find_time(text: str) -> time | None:
    """The first time of day in ``text``, with its zone where one is written."""
    for match in _TIME.finditer(text):
        hour, minute = int(match["h"]), int(match["min"])
        if match["half"] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute, tzinfo=_zone(match["zone"]))
    return None


def _day(match: re.Match[str], month_first: bool) -> date | None:
    groups = match.groupdict()
    if "a" in groups:
        first, second = int(groups["a"]), int(groups["b"])
        # «11/20/2024»: there is no month 20, whatever the order.
        swap = groups["sep"] == "/" and (month_first or second > 12)
        day, month = (second, first) if swap else (first, second)
    else:
        day = int(groups["d"])
        month = int(groups["m"]) if "m" in groups else _MONTHS.get(groups["month"].casefold(), 0)
    year = int(groups["y"])
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", text)
    if offset is None:
        return UTC
    hours, minutes = int(offset[2]), int(offset[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    sign = -1 if offset[1] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _in_kyiv(day: date, clock: time) -> datetime:
    moment = datetime.combine(day, clock)
    return moment.astimezone(_KYIV).replace(tzinfo=None) if clock.tzinfo else moment


def _load_months() -> dict[str, int]:
    text = (files(__package__) / "calendar.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)["months"]
    return {name.casefold(): int(number) for number, names in table.items() for name in names}


_MONTHS = _load_months()
