"""What a lake's PostgreSQL does beside the catalogue: locks, the published pointer, the log."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from coverage.errors import StoreError
from coverage.store.database import Connection, DatabaseError
from coverage.store.lake import Lake, database, hidden, quoted

WRITE, LOG, _SETUP = 1, 2, 3  # the locks: on the lake's tables, on the log, on our own tables
_PAUSE = 0.2  # seconds between two attempts
_TABLES = """
CREATE SCHEMA IF NOT EXISTS partner_coverage;
CREATE TABLE IF NOT EXISTS partner_coverage.published (
    number INTEGER PRIMARY KEY, version BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL);
CREATE TABLE IF NOT EXISTS partner_coverage.log (id BIGSERIAL PRIMARY KEY, line TEXT NOT NULL)
"""


_common: dict[Lake, Catalogue] = {}
_guard = threading.Lock()


@contextmanager
def common(lake: Lake) -> Iterator[Catalogue]:
    """This process's session for what takes no time: the pointer, the log. One thread at a time."""
    with _guard:
        catalogue = _common.get(lake)
        if catalogue is None:
            catalogue = Catalogue(lake)
            catalogue.prepare()
            _common[lake] = catalogue
        yield catalogue


class Version(NamedTuple):
    """A snapshot of a lake: the lake's version, and when it was published."""

    number: int
    at: str


@dataclass(slots=True)
class Catalogue:
    """A session with the lake's PostgreSQL. Not for two threads at once."""

    lake: Lake
    _session: Connection | None = None
    _locks: list[int] = field(default_factory=list)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What PostgreSQL answers. A session that broke is begun anew, but not within a lock.

        Raises:
            StoreError: PostgreSQL does not answer, or the lock went with its session.
        """
        asked = f"SELECT * FROM postgres_query('pg', '{quoted(query)}')"
        found: list[tuple[Any, ...]] = self._run(lambda session: session.execute(asked).fetchall())
        return found

    def run(self, statement: str) -> None:
        """Have PostgreSQL do something. Raises StoreError as :meth:`rows`."""
        told = f"CALL postgres_execute('pg', '{quoted(statement)}')"
        self._run(lambda session: session.execute(told))

    def prepare(self) -> None:
        """Make the tables where they are missing."""
        if self.rows("SELECT to_regclass('partner_coverage.log')::VARCHAR")[0][0]:
            return
        with self.locked(_SETUP):
            for statement in _TABLES.split(";"):
                self.run(statement)

    @contextmanager
    def locked(
        self, lock: int, *, wait: float = 60.0, on_wait: Callable[[str], None] | None = None
    ) -> Iterator[None]:
        """Hold a lock of the whole lake; PostgreSQL gives it back when this process dies.

        Raises:
            StoreError: another process held it all the while.
        """
        if lock in self._locks:
            yield
            return
        self.rows("SELECT 1")  # wakes a session that broke meanwhile
        self._run(lambda session: session.execute("BEGIN"))
        try:
            self._acquire(lock, wait, on_wait)
            self._locks.append(lock)
            yield
            self._locks.remove(lock)
            self._run(lambda session: session.execute("COMMIT"))
        except BaseException:
            self._locks.clear()
            self.close()  # and with it what was not committed, and the lock
            raise

    def _acquire(self, lock: int, wait: float, on_wait: Callable[[str], None] | None) -> None:
        give_up = time.monotonic() + wait
        take = f"SELECT pg_try_advisory_xact_lock(hashtext('partner-coverage'), {lock})"
        while not self._inside(take)[0][0]:
            if time.monotonic() >= give_up:
                raise StoreError(f"{self.lake.shown}: is being written by {self._holder(lock)}")
            if on_wait is not None:
                on_wait(self._holder(lock))
                on_wait = None
            time.sleep(_PAUSE)

    def _holder(self, lock: int) -> str:
        found = self._inside(
            "SELECT coalesce(host(a.client_addr), 'this machine'), a.pid FROM pg_locks l "
            f"JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted "
            f"AND l.objid = {lock}"
        )
        return "a process on {} (session {})".format(*found[0]) if found else "another process"

    def _inside(self, query: str) -> list[tuple[Any, ...]]:
        assert self._session is not None
        asked = f"SELECT * FROM postgres_query('pg', '{quoted(query)}')"
        try:
            return self._session.execute(asked).fetchall()
        except DatabaseError as error:
            raise StoreError(f"{self.lake.shown}: {hidden(error)}") from error

    def published(self) -> dict[int, Version]:
        """The snapshots that can be opened, by their number."""
        rows = self.rows("SELECT number, version, at::VARCHAR FROM partner_coverage.published")
        return {number: Version(version, at) for number, version, at in rows}

    def publish(self, number: int, version: int, kept: set[int]) -> None:
        """Turn the readers to ``version``; of the older snapshots those in ``kept`` stay."""
        now = datetime.now(UTC).isoformat()
        numbers = ", ".join(map(str, sorted({number, *kept})))
        self.run(
            "INSERT INTO partner_coverage.published (number, version, at) "
            f"VALUES ({number}, {version}, '{now}') "
            "ON CONFLICT (number) DO UPDATE SET version = excluded.version, at = excluded.at"
        )
        self.run(f"DELETE FROM partner_coverage.published WHERE number NOT IN ({numbers})")

    def lines(self) -> list[str]:
        """The log of corrections, a line each."""
        return [line for (line,) in self.rows("SELECT line FROM partner_coverage.log ORDER BY id")]

    def add_line(self, line: str) -> None:
        """Append to the log; on disk on return of the lock that the caller holds."""
        dollar = "$of_a_line$"  # no line holds it: they are JSON of ours
        self.run(f"INSERT INTO partner_coverage.log (line) VALUES ({dollar}{line}{dollar})")

    def _run(self, do: Callable[[Connection], Any]) -> Any:
        for attempt in (1, 2):
            try:
                if self._session is None:
                    self._session = self._begun()
                return do(self._session)
            except DatabaseError as error:
                if self._locks or attempt == 2:
                    raise StoreError(f"{self.lake.shown}: {hidden(error)}") from error
                self.close()
        raise AssertionError("unreachable")

    def _begun(self) -> Connection:
        session = database("postgres_scanner")
        # Each statement sees what others committed meanwhile: one that waited for the lock must.
        session.execute(
            f"ATTACH '{quoted(self.lake.catalogue)}' AS pg "
            "(TYPE postgres, ISOLATION_LEVEL 'READ COMMITTED')"
        )
        return session

    def close(self) -> None:
        """End the session."""
        if self._session is not None:
            # Closed within a transaction whose server is gone, it takes the process with it.
            with suppress(DatabaseError):
                self._session.execute("ROLLBACK")
            self._session.close()
            self._session = None
