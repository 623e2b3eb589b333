"""Zones of time as they are written after one: ``+02:00``, ``UTC-5``, ``EST``, «за Києвом»."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import timedelta, timezone, tzinfo
from importlib.resources import files
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")
_FARTHEST = 14  # hours from Greenwich


def _any(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first, with spaces of whatever kind."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, each.split())) for each in listed)


def _zone(value: str) -> tzinfo:
    """The zone that the table gives: an offset, or a place of the tz database."""
    return _by_offset(value) or ZoneInfo(value)


def _by_offset(text: str) -> tzinfo | None:
    found = _OFFSET.search(text)
    if found is None:
        return None
    hours, minutes = int(found[2]), int(found[3] or 0)
    if hours > _FARTHEST or minutes > 59:
        return None
    sign = -1 if found[1] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


_TABLE = tomllib.loads((files(__package__) / "zones.toml").read_text(encoding="utf-8"))
_NAMES = {name: _zone(value) for name, value in _TABLE["names"].items()}
_PHRASES = {
    phrase.casefold(): _zone(value)
    for value, phrases in _TABLE["phrases"].items()
    for phrase in phrases
}
_UNCLEAR = _TABLE["unclear"]

PATTERN = (
    r"(?:\s*(?P<zone>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?(?!\d))"
    rf"|\s*,?\s*\(?\s*(?P<named>(?:GMT|UTC)\s*[+-]\s*\d{{1,2}}(?::?\d{{2}})?(?!\d)"
    rf"|(?i:{_any([*_PHRASES, *_UNCLEAR['phrases']])})(?!\w)"
    rf"|(?:{_any([*_NAMES, *_UNCLEAR['names']])})(?!\w)))"
)
"""What may stand after a time; the group ``zone`` or ``named`` is what :func:`zone_of` takes."""


def zone_of(written: str) -> tzinfo | None:
    """The zone that is ``written``; None where it is not clear which it is."""
    if _OFFSET.search(joined := "".join(written.split())):
        return _by_offset(joined)
    return _NAMES.get(written) or _PHRASES.get(" ".join(written.split()).casefold())
