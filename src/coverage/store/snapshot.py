"""Reading a store: the published snapshot, a cursor a query."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from coverage.errors import NothingPublishedError, ReportError, StoreError
from coverage.model import Article
from coverage.store.catalogue import Version, common
from coverage.store.database import Connection, DatabaseError, get_meta, open_apart
from coverage.store.files import current_number, master_file, snapshot_file
from coverage.store.known import HeldArticles, Revision
from coverage.store.lake import NAME, Lake, attached, lake_of
from coverage.store.reading import open_prepared, refuse_unprepared

_opened: dict[Path, Snapshot] = {}
_states: dict[Path, str] = {}  # what was opened first under a name
_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Published:
    """A snapshot that can be opened: when it was published, and what it holds.

    ``at`` has a time zone; ``corrections`` are those in force.
    """

    number: int
    at: datetime
    codebook_version: str
    articles: int
    meetings: int
    corrections: int


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Snapshot:
    """A published state of the store, which never changes.

    Threads may share it: each query takes a cursor of its own (threads that share one get wrong
    rows), and a temporary table lives as long as the cursor that made it.
    """

    store: Path
    number: int
    connection: Connection
    opening: str = ""  # what a cursor starts with
    state: str = ""  # see state_of: a cache key, which the number is not where a store was restored

    @classmethod
    def current(cls, store: Path) -> Snapshot:
        """The snapshot that DIR/CURRENT names now; the same object while the pointer stays.

        One that was replaced closes by itself when its last cursor is gone.

        Raises:
            StoreError: nothing was published yet, or the file cannot be opened.
        """
        store = store.resolve()
        with _guard:
            held, number = _opened.get(store), published(store)
            if number is None:
                if held is not None and not store.exists():
                    raise StoreError(f"{store}: the store's folder is not there any more")
                raise NothingPublishedError(store, begun=master_file(store).exists())
            # A file that was deleted ('') stays readable for who has it open.
            if (
                held is None
                or held.number != number
                or state_of(store, number) not in ("", held.state)
            ):
                held = _opened[store] = cls.open(store, number)
            return held

    @classmethod
    def open(cls, store: Path, number: int) -> Snapshot:
        """Snapshot ``number``, for a view as of then.

        Raises:
            StoreError: there is none (old ones are pruned), or it cannot be opened.
        """
        state = state_of(store, number)
        if not state:
            raise StoreError(f"{store}: snapshot {number} is not there")
        lake = lake_of(store)
        if lake is not None:
            return cls._in_lake(store, lake, number)
        with _by_a_name_of_its_own(snapshot_file(store, number), state) as path:
            return cls(store, number, open_prepared(path), state=state)

    @classmethod
    def _in_lake(cls, store: Path, lake: Lake, number: int, *, sparing: bool = False) -> Snapshot:
        version = _versions(store)[number].number
        options = f", SNAPSHOT_VERSION {version}, READ_ONLY"
        connection = attached(lake, options, sparing=sparing)
        refuse_unprepared(connection, lake.shown)
        connection.execute("SET GLOBAL lock_configuration = true")
        # In one transaction the catalogue is read once for all queries of a cursor.
        return cls(store, number, connection, f"USE {NAME}; BEGIN", state_of(store, number))

    @classmethod
    @contextmanager
    def apart(cls, store: Path, number: int) -> Iterator[Snapshot]:
        """Snapshot ``number`` for one pass over all of it, in no more memory than a writer's.

        Raises:
            StoreError: as :meth:`open`.
        """
        lake = lake_of(store)
        if lake is None:
            whole = cls(store, number, open_apart(snapshot_file(store, number)))
        else:
            whole = cls._in_lake(store, lake, number, sparing=True)
        try:
            yield whole
        finally:
            whole.connection.close()

    @classmethod
    def history(cls, store: Path) -> list[Published]:
        """The snapshots that can still be opened, oldest first.

        Raises:
            StoreError: as :meth:`current`.
        """
        every = cls.current(store)._published()
        there = kept(store, *(each.number for each in every))
        return [each for each in every if each.number in there]

    @classmethod
    def as_of(cls, store: Path, at: datetime) -> Snapshot:
        """What was known at ``at``: the last snapshot published until then.

        ``at`` without a time zone is Kyiv's time.

        Raises:
            ReportError: none that old is there; the message names the oldest.
            StoreError: as :meth:`current`.
        """
        if at.tzinfo is None:
            at = at.replace(tzinfo=ZoneInfo("Europe/Kyiv"))
        known = cls.history(store)
        until = [each for each in known if each.at <= at]
        if not until:
            oldest = f"the oldest is of {known[0].at:%Y-%m-%d %H:%M}" if known else "there is none"
            raise ReportError(f"{store}: no snapshot of {at:%Y-%m-%d %H:%M} is kept; {oldest}")
        number = until[-1].number
        held = cls.current(store)
        return held if held.number == number else cls.open(store, number)

    @contextmanager
    def cursor(self) -> Iterator[Connection]:
        """A cursor of one's own; temporary tables made with it go with it."""
        cursor = self.connection.cursor()
        try:
            if self.opening:
                cursor.execute(self.opening)
            yield cursor
        finally:
            if self.opening:
                with suppress(DatabaseError):  # its PostgreSQL may be gone
                    cursor.execute("ROLLBACK")
            cursor.close()

    def meta(self, key: str) -> str | None:
        """What the store knows about itself: see ``meta`` in schema.sql."""
        known = _metas.setdefault(self, {})
        if key not in known:
            with self.cursor() as cursor:
                known[key] = get_meta(cursor, key)
        return known[key]

    def revisions(self, article_ids: Sequence[str]) -> dict[str, list[Revision]]:
        """All that these articles are and were, by article_id, the newest first."""
        with self.cursor() as cursor:
            return HeldArticles(cursor).revisions(article_ids)

    def outlet_days(
        self, articles: Sequence[Article], *, nameless: bool = False
    ) -> list[Article]:  # fmt: skip
        """As :meth:`HeldArticles.outlet_days`."""
        with self.cursor() as cursor:
            return HeldArticles(cursor).outlet_days(articles, nameless=nameless)

    def _published(self) -> list[Published]:
        """All that were published until this one."""
        if self not in _histories:
            with self.cursor() as cursor:
                rows = cursor.execute(
                    "SELECT number, published_at, codebook_version, articles, meetings, "
                    "corrections FROM snapshots ORDER BY published_at, number"
                ).fetchall()
            _histories[self] = [Published(*row) for row in rows]
        return _histories[self]


# What pages ask of a snapshot with every click; it never changes.
_metas: WeakKeyDictionary[Snapshot, dict[str, str | None]] = WeakKeyDictionary()
_histories: WeakKeyDictionary[Snapshot, list[Published]] = WeakKeyDictionary()


def kept(store: Path, *numbers: int) -> set[int]:
    """Which of these snapshots can be opened. Raises StoreError."""
    if lake_of(store) is None:
        return {each for each in numbers if snapshot_file(store, each).is_file()}
    return _versions(store).keys() & set(numbers)


def published(store: Path) -> int | None:
    """Number of the snapshot that readers open now, None where there is none. Raises StoreError."""
    if lake_of(store) is None:
        return current_number(store)
    return max(_versions(store), default=None)


def state_of(store: Path, number: int) -> str:
    """What tells snapshot ``number`` from any other that had, or will have, its number.

    A store that was put in another one's place counts on from its own. '' where it is not there.
    Raises StoreError.
    """
    if lake_of(store) is not None:
        found = _versions(store).get(number)
        return f"{number} {found.at}" if found else ""
    try:
        seen = snapshot_file(store, number).stat()
    except OSError:
        return ""
    return f"{number} {seen.st_ino} {seen.st_mtime_ns}"


@contextmanager
def _by_a_name_of_its_own(path: Path, state: str) -> Iterator[Path]:
    """``path``, by a name under which this process has not opened another state.

    DuckDB would hand that back, as long as anybody has it open.
    """
    if _states.setdefault(path, state) == state:
        yield path
        return
    other = path.with_name(f".{path.name}.{state.replace(' ', '-')}.partial")
    try:
        with suppress(FileExistsError):
            os.link(path, other)
        yield other
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be opened beside the one that was there before: {error}"
        ) from error
    finally:
        other.unlink(missing_ok=True)


def _versions(store: Path) -> dict[int, Version]:
    """The snapshots of a lake by their number; none where nothing was published."""
    lake = lake_of(store)
    assert lake is not None
    with common(lake) as catalogue:
        return catalogue.published()
