"""Types of the command line's arguments: each says what it expects where it is given another."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import datetime

_PORTS = range(1, 65536)


def moment(text: str) -> datetime:
    """A day, or a day and a time."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"{text!r} is no date like 2025-03-20 or 2025-03-20T18:00"
        ) from None


def hours(text: str) -> float:
    """A time in hours."""
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found < float("inf"):
        raise ArgumentTypeError(f"{text!r} is no number of hours")
    return found


def port(text: str) -> int:
    """The number of a port."""
    if not (text.isascii() and text.isdecimal() and int(text) in _PORTS):
        raise ArgumentTypeError(f"{text!r} is no port: a number from 1 to 65535")
    return int(text)
