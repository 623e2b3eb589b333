"""Is a store whole? What is published, what is written to, the search index, the corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coverage import search
from coverage.corrections import read_log, unreadable_lines
from coverage.errors import StoreError
from coverage.store import (
    Connection,
    DatabaseError,
    Snapshot,
    at_rest,
    forgotten,
    get_meta,
    in_lake,
    row_counts,
    row_faults,
)


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    NOTE = "note"  # worth knowing; nothing is lost
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what was seen."""

    level: Level
    what: str
    said: str


def check(store: Path) -> Iterator[Finding]:
    """Look at everything that the store keeps. Nothing is changed; a writer is not waited for."""
    try:
        snapshot = Snapshot.current(store)
    except StoreError as error:
        yield Finding(Level.WRONG, "published", str(error))
    else:
        what = f"snapshot {snapshot.number}"
        with snapshot.cursor() as cursor:
            yield from _readable(what, _database(what, cursor))
        yield from _readable("search index", _index(store, snapshot))
        yield from _readable("corrections", _corrections(store, snapshot))
        yield from _readable("older snapshots", _older(store, snapshot))
    yield from _readable("what is written to", _master(store))
    yield from _left_over(store)


def _readable(what: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings; one that it cannot be read where a file of it is gone or damaged."""
    try:
        yield from findings
    except DatabaseError as error:
        yield Finding(Level.WRONG, what, f"cannot be read: {error}")


def _database(what: str, connection: Connection) -> Iterator[Finding]:
    try:
        counts = row_counts(connection)
    except StoreError as error:
        yield Finding(Level.WRONG, what, str(error))
        return
    said = ", ".join(
        f"{counts[name]:,} {name}" for name in ("articles", "mentions", "meetings", "evidence")
    )
    yield Finding(Level.OK, what, f"{len(counts)} tables can be read: {said}")
    yield from _several(
        f"{what}, rows", row_faults(connection), "none dangles, none is there twice"
    )


def _several(what: str, faults: Iterator[str], good: str) -> Iterator[Finding]:
    found = [Finding(Level.WRONG, what, each) for each in faults]
    yield from found or [Finding(Level.OK, what, good)]


def _index(store: Path, snapshot: Snapshot) -> Iterator[Finding]:
    what = "search index"
    if in_lake(store) and not search.there(snapshot):
        said = "is on the machine that published; here words are looked for in the texts"
        yield Finding(Level.NOTE, what, said)
        return
    yield from _several(what, search.faults(snapshot), "finds every article")


def _corrections(store: Path, snapshot: Snapshot) -> Iterator[Finding]:
    what = "corrections"
    try:
        logged = {each.id for each in read_log(store)}
        torn = unreadable_lines(store)
    except StoreError as error:
        yield Finding(Level.WRONG, what, str(error))
        return
    with snapshot.cursor() as cursor:
        rows = cursor.execute("SELECT correction_id, state FROM corrections").fetchall()
    applied = {str(correction): str(state) for correction, state in rows}
    if lost := len(applied.keys() - logged):
        yield Finding(Level.WRONG, what, f"{lost} that were applied are not in the log any more")
    if torn:
        yield Finding(
            Level.NOTE, what, f"{torn} lines of the log are none: a writer killed within its line "
            "leaves one; it was never said to be kept",
        )  # fmt: skip
    if waiting := len(logged - applied.keys()):
        yield Finding(Level.NOTE, what, f"{waiting} wait for the next run to apply them")
    misfits = sum(state == "misfit" for state in applied.values())
    yield Finding(Level.OK, what, f"{len(logged)} in the log, {misfits} of them fit no more")


def _older(store: Path, snapshot: Snapshot) -> Iterator[Finding]:
    faults, opened = [], 0
    for each in Snapshot.history(store):
        if each.number == snapshot.number:
            continue
        try:
            Snapshot.open(store, each.number).connection.close()
            opened += 1
        except StoreError as error:
            faults.append(str(error))
    yield from _several("older snapshots", iter(faults), f"{opened} can be opened")


def _master(store: Path) -> Iterator[Finding]:
    what = "newest state" if in_lake(store) else "master"
    try:
        with at_rest(store) as connection:
            if connection is None:
                said = "is not there; the next run makes it from what is published"
                yield Finding(Level.NOTE, what, said)
                return
            unpublished = get_meta(connection, "unpublished") == "1"
            yield from _database(what, connection)
            if unpublished:
                said = "holds what is not published yet: a run was cut off; the next one finishes"
                yield Finding(Level.NOTE, what, said)
    except StoreError as error:
        busy = "being written by" in str(error) or "cannot be written" in str(error)
        said = f"not looked at: {error}" if busy else str(error)
        yield Finding(Level.NOTE if busy else Level.WRONG, what, said)


def _left_over(store: Path) -> Iterator[Finding]:
    what = "left over"
    try:
        found = forgotten(store)
    except StoreError as error:
        yield Finding(Level.WRONG, what, str(error))
        return
    halves = [path for path in found if isinstance(path, Path)]
    if halves:
        size = sum(path.stat().st_size for path in halves) / 1e6
        said = f"{len(halves)} files half-written by a run that was cut off ({size:.0f} MB); "
        yield Finding(Level.NOTE, what, said + "the next runs remove or replace them")
    if data := len(found) - len(halves):
        said = f"{data} files of data that nothing names; the next run that publishes removes them"
        yield Finding(Level.NOTE, what, said)
