"""Dates and times as outlets write them, in Kyiv time.

Known forms: ``11:31 20.03.2025``, ``20.03.25``, ``20 марта 2025, 11:31``, ``14 сентября 15:21
2025``, ``20. März 2025``, ``20 de marzo de 2025``, ``March 20, 2025``, ``20-Mar-2025``,
``18-01-2025 12:00 AM``, ``11/20/2024`` (month first where asked for), ``2025.03.05 16:12``,
``Thu Mar 20 11:31:00 2025`` and ISO 8601, weeks too (``2025-W12-4``). A time with a zone
(``+02:00``, ``EST``, «по Киеву») is turned into Kyiv time, one without is taken as it stands,
and one with a zone that may be any (``local time``) is left out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from importlib.resources import files
from zoneinfo import ZoneInfo

from coverage.readers import zones

_KYIV = ZoneInfo("Europe/Kyiv")
YEARS = range(1990, 2100)
"""Those in which an article can be published."""
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
# «10-Sep-2025», «10-Sep-25», as exports have it: no part of an address.
_HYPHENED = re.compile(
    r"(?<![\w/.-])(?P<d>\d{1,2})(?P<sep>[-/])(?P<month>[^\W\d_]{3,})(?P=sep)(?P<y>\d{4}|\d{2})"
    r"(?![\w/%-]|\.\d)"
)
_WITHOUT_YEAR = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[^\W\d_]+)"
    r"|(?P<month2>[^\W\d_]+)\.?\s+(?P<d2>\d{1,2})(?!\d|:)"
)
# «Thu Sep 11 18:45:00 EEST 2025», as C's ctime and date write it.
_TIME_BETWEEN = re.compile(
    r"(?<!\w)(?P<month>[^\W\d_]+)\s+(?P<d>\d{1,2})\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+[AaPp][Mm])?"
    r"(?:\s+(?:[A-Z]{2,5}|[+-]\d{2}:?\d{2}))?\s+(?P<y>\d{4})(?!\d)"
)
_WEEK = re.compile(r"(?<!\w)(?P<y>\d{4})(?P<sep>-?)W(?P<week>\d\d)(?P=sep)(?P<d>[1-7])(?=T\d|\W|$)")
_TIME = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})[:](?P<min>\d{2})(?::\d{2}(?:[.,]\d+)?)?(?![\d:])"
    rf"(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?)?{zones.PATTERN}?"
)
# «14.20» right after a day, and nothing after it: elsewhere it is a number.
_DOTTED = re.compile(
    r"\W{0,3}(?:(?:об?|в|at)\s+)?(?P<h>\d{1,2})\.(?P<min>[0-5]\d)(?=\s*(?:[|•·/()]|$))", re.I
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_SERIAL_FROM = datetime(1899, 12, 30)  # Excel's 1900 has a 29th of February
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?(\d\d)(\d\d)(\d\d)?([+-]\d{4}|Z)?)?")
_SECONDS = re.compile(r"1\d{9}(\d{3})?")  # or thousandths of them
_STAMP = re.compile(r"\d{9,19}(?:\.\d+)?")
_PER_SECOND = (1, 10**3, 10**6, 10**9)
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


@dataclass(frozen=True, slots=True)
class Written:
    """A time of day as it is written; ``zone`` is None where none is, or it is not ``clear``."""

    clock: time
    zone: tzinfo | None = None
    clear: bool = True

    def on(self, day: date) -> tuple[date, time | None]:
        """Day and time in Kyiv; without a time where its zone is not clear."""
        if not self.clear:
            return day, None
        if self.zone is None:
            return day, self.clock
        moment = datetime.combine(day, self.clock, self.zone).astimezone(_KYIV)
        return moment.date(), moment.time()


def find_date(text: str, *, month_first: bool = False) -> Found | None:
    """The first full date in ``text`` (day, month and year), or None.

    ``month_first`` reads ``11/20/2024`` in the order of the United States.
    """
    best: tuple[int, int, date] | None = None
    for pattern in (
        _ISO, _YEAR_FIRST, _NUMERIC, _DAY_FIRST, _MONTH_FIRST, _HYPHENED, _TIME_BETWEEN, _WEEK
    ):  # fmt: skip
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
    around = (text[start:end], text[end:], text[:start])
    written = next((clock for part in around if (clock := find_time(part))), None)
    written = written or find_dotted(text[end:])
    if written is None:
        return Found(day, None, start, end)
    return Found(*written.on(day), start, end)


def find_compact(text: str) -> Found | None:
    """The date that is all of ``text``, without marks: ``20250320``, ``20250320T113100Z``."""
    match = _COMPACT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return find_date(f"{year}-{month}-{day}{clock}")


def find_stamp(text: str, *, month_first: bool = False) -> Found | None:
    """The date in what a page says to machines: as people write it, 20250320, or seconds."""
    text = text.strip()
    if (compact := find_compact(text)) is not None:
        return compact
    if match := _SECONDS.fullmatch(text):
        moment = datetime.fromtimestamp(int(text) / (1000 if match[1] else 1), UTC)
        return find_date(moment.isoformat())
    return find_date(text, month_first=month_first)


def find_epoch(value: object) -> Found | None:
    """The moment that a number tells, in seconds since 1970 (UTC) or thousandths, millionths or
    billionths of one, or None.

    A number of which none is in a year that an article can be of is no moment.
    """
    if not _STAMP.fullmatch(str(value)):
        return None
    number = float(str(value))
    for seconds in (number / each for each in _PER_SECOND):
        if _EPOCH[0] <= seconds < _EPOCH[1]:
            return find_date(datetime.fromtimestamp(int(seconds), UTC).isoformat())
    return None


def find_serial(text: str) -> datetime | None:
    """The moment that Excel's number of a day tells (``45722.5``, 1900 system), or None.

    It has no zone. A number that is in no year that an article can be of is no moment.
    """
    if not _SERIAL.fullmatch(text):
        return None
    moment = _SERIAL_FROM + timedelta(seconds=round(float(text.replace(",", ".")) * 24 * 60 * 60))
    return moment if moment.year in YEARS else None


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


def find_time(text: str) -> Written | None:
    """The first time of day in ``text``, with its zone where one is written."""
    for match in _TIME.finditer(text):
        hour, minute = int(match["h"]), int(match["min"])
        if match["half"] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        if hour < 24 and minute < 60:
            name = match["zone"] or match["named"]
            zone = zones.zone_of(name) if name else None
            return Written(time(hour, minute), zone, clear=zone is not None or not name)
    return None


def find_dotted(text: str) -> Written | None:
    """The time that ``text`` begins with where it is written with a dot and stands alone: 14.20."""
    match = _DOTTED.match(text)
    is_hour = match is not None and int(match["h"]) < 24
    return Written(time(int(match["h"]), int(match["min"]))) if match and is_hour else None


def find_time_on(day: date, text: str) -> time | None:
    """The time in a ``text`` that tells ``day`` without its year: «11 вересня, 18:45»; or None."""
    if find_date(text) is not None:
        return None
    for match in _WITHOUT_YEAR.finditer(text):
        number, month = match["d"] or match["d2"], match["month"] or match["month2"]
        if (_MONTHS.get(month.casefold()), int(number)) == (day.month, day.day):
            written = find_time(text[match.end() :]) or find_time(text[: match.start()])
            found, clock = written.on(day) if written else (day, None)
            return clock if found == day else None
    return None


def is_time(text: str) -> bool:
    """Whether ``text`` is a time and nothing else: «11:30 PM EST»."""
    return bool(_TIME.fullmatch(text.strip()))


def _day(match: re.Match[str], month_first: bool) -> date | None:
    groups = match.groupdict()
    if "week" in groups:
        return _of_week(int(groups["y"]), int(groups["week"]), int(groups["d"]))
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
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _of_week(year: int, week: int, day: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, day) if year in YEARS else None
    except ValueError:
        return None


def _load_months() -> dict[str, int]:
    text = (files(__package__) / "calendar.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)["months"]
    return {name.casefold(): int(number) for number, names in table.items() for name in names}


_MONTHS = _load_months()
