"""What a snapshot holds beside a copy of the master: the tables that reports count by.

They are derived (reading.sql), in the schema ``reading``, and never in the master: a run that adds
ten articles need not keep them in step, and a copy that is taken back as the master loses nothing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from coverage.errors import StoreError
from coverage.store.database import (
    SCHEMA_VERSION,
    Connection,
    DatabaseError,
    get_meta,
    open_readonly,
    open_writable,
    sql,
)
from coverage.store.room import in_room, run_script

_MEETINGS = 100_000  # whose codes are put into lists at a time: some 100 MB
VERSION = 12  # of reading.sql; a snapshot with another one is prepared anew when it is opened


def make_tables(connection: Connection) -> None:
    """Make the tables anew."""
    run_script(connection, sql("reading"))
    (meetings,) = connection.execute("SELECT count(*) FROM reading.meetings").fetchone() or (0,)
    for first in range(0, meetings, _MEETINGS):
        slice_of = {"first": first, "last": first + _MEETINGS - 1}
        connection.execute(sql("reading_codes"), slice_of)
    run_script(connection, sql("reading_counts"))


def prepare(path: Path) -> None:
    """Make the tables in the database at ``path``. Raises StoreError."""
    try:
        connection = open_writable(path)
        try:
            in_room(connection, lambda: make_tables(connection))
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
    except DatabaseError as error:
        raise StoreError(f"{path}: cannot be prepared for reading: {error}") from error


def open_prepared(path: Path) -> Connection:
    """The snapshot at ``path`` for reading; one of an older version is prepared first.

    Raises:
        StoreError: it cannot be opened, or not be prepared (in a folder that cannot be written).
    """
    connection = open_readonly(path)
    if _version(connection) == VERSION:
        return connection
    connection.close()
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        shutil.copyfile(path, partial)
        prepare(partial)
        partial.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: was published by another version of the program and cannot be prepared for "
            f"this one: {error}"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return open_readonly(path)


def refuse_unprepared(connection: Connection, shown: str) -> None:
    """Raise StoreError where a lake was published by a version with other tables."""
    schema = get_meta(connection, "schema_version")
    if _version(connection) != VERSION or schema != SCHEMA_VERSION:
        raise StoreError(f"{shown}: was published by another version of the program: "
                         "ingest or recode anything with this one to publish it anew")  # fmt: skip


def _version(connection: Connection) -> int | None:
    known = "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'reading' AND table_name = 'about'"
    if connection.execute(known).fetchone() is None:
        return None
    row = connection.execute("SELECT version FROM reading.about").fetchone()
    return None if row is None else int(row[0])
