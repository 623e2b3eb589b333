"""What is told of how tables and records are read: on standard error, alike ones once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from coverage import logs
from coverage.readers import Columns, Tell, printable

_NAMED = 10  # of the tables that are read alike, at most


@contextmanager
def notices() -> Iterator[Tell]:
    """Something to tell of each: the first is said at once, at the end how many were read alike."""
    alike: dict[str, list[str]] = {}

    def tell(source: str, columns: Columns) -> None:
        described = columns.described()
        if described not in alike:
            logs.say(printable(f"{source}: {described}"))
        alike.setdefault(described, []).append(source)

    try:
        yield tell
    finally:
        for first, *others in alike.values():
            if others:
                more = f"{len(others):,} more {'table' if len(others) == 1 else 'tables'}"
                named = ", ".join(others[:_NAMED]) + (", …" if others[_NAMED:] else "")
                said = printable(f"{first}: {more} read alike: {named}")
                logs.say(said)
