"""Scopes that are worked out already, kept for the reports that a page asks for next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from coverage.reports.scope import Scope
from coverage.store import Connection, Snapshot

_MOST = 6  # of a snapshot: a page asks on its scope, and on it without one filter's values


@dataclass(slots=True)
class Opened:
    """A cursor with the names of those tables and macros of scope.sql that it has."""

    cursor: Connection
    made: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)


_Scopes = OrderedDict[tuple[Scope, str], Opened]
_kept: WeakKeyDictionary[Snapshot, _Scopes] = WeakKeyDictionary()
_guard = Lock()


@contextmanager
def opened(snapshot: Snapshot, scope: Scope, lang: str, *, keep: bool) -> Iterator[Opened]:
    """What was made of this scope so far, for one thread at a time; nothing yet for the first.

    With ``keep`` it stays for the next one, as long as the snapshot is there and few other scopes
    are asked for. One that is in use is not waited for: another is made and not kept, as for a
    lake, where each cursor is a transaction.
    """
    found = _taken(snapshot, (scope, lang)) if keep and not snapshot.opening else None
    if found is None:
        with snapshot.cursor() as cursor:
            yield Opened(cursor)
        return
    try:
        yield found
    except BaseException:
        with _guard:  # what it has is not known
            _kept.get(snapshot, OrderedDict()).pop((scope, lang), None)
        raise
    finally:
        found.lock.release()


def forget() -> None:
    """Let go of all, so that the next report is answered from nothing."""
    with _guard:
        _kept.clear()


def _taken(snapshot: Snapshot, key: tuple[Scope, str]) -> Opened | None:
    with _guard:
        scopes = _kept.setdefault(snapshot, OrderedDict())
        found = scopes.get(key)
        if found is None:
            found = scopes[key] = Opened(snapshot.connection.cursor())
        scopes.move_to_end(key)
        while len(scopes) > _MOST:  # closes when nobody uses it any more
            scopes.popitem(last=False)
        return found if found.lock.acquire(blocking=False) else None
