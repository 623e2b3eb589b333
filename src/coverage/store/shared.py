"""Writing to a lake: several processes at once, one at a time in the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from coverage.errors import StoreError
from coverage.store import files
from coverage.store.catalogue import WRITE, Catalogue
from coverage.store.database import (
    SCHEMA_VERSION,
    Connection,
    DatabaseError,
    get_meta,
    set_meta,
    sql,
)
from coverage.store.lake import NAME, SAFE, Lake, attached, hidden
from coverage.store.master import Master, OnWait
from coverage.store.reading import make_tables
from coverage.store.room import in_room

Done = TypeVar("Done")
_FLUSH = 20  # snapshots after which the few rows of small runs go from PostgreSQL into files
_ATTEMPTS = 3  # at a transaction whose end nobody told us
_WAIT = 900.0  # seconds for others' turns: one of them may be linking a million articles


@dataclass(slots=True, kw_only=True)
class SharedMaster(Master):
    """The writer's side of a lake: open beside others, alone in its :meth:`turn`.

    DuckLake knows no unique keys: two that look and then write would both write. So whoever
    writes looks and writes in one turn, under a lock of the whole lake.
    """

    lake: Lake
    catalogue: Catalogue
    wait: float
    on_wait: OnWait | None

    @classmethod
    @contextmanager
    def opened(
        cls, store: Path, lake: Lake, wait: float | None, on_wait: OnWait | None
    ) -> Iterator[SharedMaster]:
        """Attach the lake, make or migrate its tables.

        Raises:
            StoreError: PostgreSQL or the data cannot be reached, or another process holds the
                lock all the while.
        """
        wait = _WAIT if wait is None else wait
        catalogue = Catalogue(lake)
        catalogue.prepare()
        with catalogue.locked(WRITE, wait=wait, on_wait=on_wait):
            connection = attached(lake, writes=True)  # the first one makes the catalogue
        master = cls(store, connection, lake=lake, catalogue=catalogue, wait=wait, on_wait=on_wait)
        try:
            master._prepare()
            yield master
        except DatabaseError as error:
            raise StoreError(_broken(lake, error)) from error
        finally:
            master.connection.close()
            catalogue.close()

    def renew(self) -> None:
        """Nothing: what it holds is small, the rows are in the lake's files."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else writes within it. Raises StoreError where others never end theirs."""
        with self.catalogue.locked(WRITE, wait=self.wait, on_wait=self.on_wait):
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within it, or nothing; only in a turn."""
        with self.turn():
            self.connection.execute("BEGIN")
            try:
                yield
                self.catalogue.rows("SELECT 1")  # raises if the lock went with its session
            except BaseException:
                with suppress(DatabaseError):
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def settled(self, write: Callable[[], Done]) -> Done:
        """Do ``write``, which looks before it writes, until its end is known.

        A commit may have happened though we were not told: then the next attempt sees it.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return write()
            except (DatabaseError, StoreError) as error:
                broken = isinstance(error, DatabaseError) or isinstance(
                    error.__cause__, DatabaseError
                )  # and not a lock that others hold all the while
                if not broken or attempt == _ATTEMPTS:
                    raise
                self._reopen()
        raise AssertionError("unreachable")

    def needs_publish(self) -> bool:
        """Whether the tables are ahead of what readers see."""
        number = max(self.catalogue.published(), default=None)
        return (
            number is None
            or get_meta(self.connection, "unpublished") == "1"
            or get_meta(self.connection, "snapshot") != str(number)
        )

    def publish(self, keep: int = files.KEEP, *, above: int = 0) -> int:
        """Tidy the lake and turn the readers to it; returns the snapshot's number."""
        with self.turn():
            number = max([0, above, *self.catalogue.published()]) + 1
            kept = files.worth_keeping(self._note(number, datetime.now(UTC)), keep)
            in_room(self.connection, self._make_reading)
            if number % _FLUSH == 0:
                self.connection.execute(f"CALL ducklake_flush_inlined_data('{NAME}')")
            self.connection.execute(f"CALL ducklake_merge_adjacent_files('{NAME}')")
            self.catalogue.publish(number, self._version(), kept)
            self._tidy()
        return number

    def _make_reading(self) -> None:
        with self.transaction():
            make_tables(self.connection)

    def _version(self) -> int:
        row = self.connection.execute(f"SELECT id FROM {NAME}.current_snapshot()").fetchone()
        assert row is not None
        return int(row[0])

    def _tidy(self) -> None:
        """Let go of versions that no snapshot needs, and of files when nobody can read them."""
        needed = {each.number for each in self.catalogue.published().values()}
        every = self.connection.execute(f"SELECT snapshot_id FROM {NAME}.snapshots()").fetchall()
        superfluous = [v for (v,) in every if v not in needed and v < max(needed)]
        if superfluous:
            self.connection.execute(
                f"CALL ducklake_expire_snapshots('{NAME}', versions => {superfluous})"
            )
        for what in ("cleanup_old_files", "delete_orphaned_files"):
            self.connection.execute(
                f"CALL ducklake_{what}('{NAME}', older_than => now()::TIMESTAMP - {SAFE})"
            )

    def _prepare(self) -> None:
        with self.turn():
            if self._is_there():
                found = get_meta(self.connection, "schema_version") or "0"
                if int(found) > int(SCHEMA_VERSION):
                    raise StoreError(
                        f"{self.lake.shown}: was written by a newer version of the program (schema "
                        f"{found}, this one knows {SCHEMA_VERSION}): use that version"
                    )
                if found == SCHEMA_VERSION:
                    return
            else:
                found = SCHEMA_VERSION
            with self.transaction():
                self.connection.execute(without_keys(sql("schema")))
                for version in range(int(found) + 1, int(SCHEMA_VERSION) + 1):
                    self.connection.execute(sql(f"migrate_{version}"))
                set_meta(self.connection, "schema_version", SCHEMA_VERSION)

    def _is_there(self) -> bool:
        row = self.connection.execute(
            "SELECT count(*) FROM duckdb_tables() "
            f"WHERE database_name = '{NAME}' AND table_name = 'meta'"
        ).fetchone()
        return bool(row and row[0])

    def _reopen(self) -> None:
        with suppress(DatabaseError):
            self.connection.close()
        self.connection: Connection = attached(self.lake, writes=True)


def without_keys(schema: str) -> str:
    """The schema for a lake, which has no keys: what they promise, the turns keep."""
    return re.sub(r"\bPRIMARY KEY\b", "NOT NULL", schema)


def _broken(lake: Lake, error: DatabaseError) -> str:
    """Why a write failed. Of a server that is gone the database says but what came of it."""
    asked = Catalogue(lake)
    try:
        asked.rows("SELECT 1")
    except StoreError as gone:
        return f"{gone}; what was acknowledged is kept: run the same again when it answers"
    finally:
        asked.close()
    return f"{lake.shown}: cannot be written: {hidden(error)}"
