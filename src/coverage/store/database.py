"""How the store's files are opened. Nothing outside ``coverage.store`` imports duckdb."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import duckdb

from coverage.errors import SettingError, StoreError
from coverage.store.room import bytes_of, memory

Connection = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error

SCHEMA_VERSION = "5"  # each has a migrate_<version>.sql from the one before

Config = dict[str, str | bool | int | float | list[str]]
OFFLINE: Config = {
    "autoinstall_known_extensions": False,  # nothing is ever fetched
    "autoload_known_extensions": False,
}
_USUAL = "128MB"  # of memory for the database of a writer
# Rows that lie together. The last ones are written anew at each checkpoint until they are so many:
# with DuckDB's own number a run that adds articles compresses up to 122,880 texts again and again,
# which takes 200 MB beside the limit and half of the time to write. A multiple of 2048, and the
# same for the master and its copies: under another one all tables are written anew.
_ROWS = 20_480
_ARTICLES_A_THREAD = 4_000_000  # in both tables of them that a snapshot has
_READER = OFFLINE | {"enable_external_access": False}  # a report's SQL reads no other file


def connect(
    path: Path | str = ":memory:", *, read_only: bool = False, config: Config = OFFLINE
) -> Connection:
    """A connection to the database at ``path``, without a bar of progress of its own.

    DuckDB draws one into whatever standard output is where a program has no file, as it takes it
    for a person's session. Raises duckdb.Error.
    """
    connection = duckdb.connect(str(path), read_only=read_only, config=config)
    with suppress(duckdb.Error):  # where this process has it open already, its settings are locked
        connection.execute("SET enable_progress_bar = false")
    return connection


def writer_settings() -> Config:
    """How a writer is opened: a long ingest must not take the machine's memory bit by bit.

    What is more than that goes to disk. Each thread needs as much again for the tables of a step,
    and more than four have nothing to do.

    Raises:
        SettingError: the setting is no amount of memory.
    """
    given = os.environ.get("PARTNER_COVERAGE_MEMORY")
    if given and not _is_enough(given):
        raise SettingError(
            f"PARTNER_COVERAGE_MEMORY={given!r}: an amount of memory from {_USUAL} on, as in 2GB"
        )
    with connect() as apart:
        room = bytes_of(apart, given or _USUAL) // bytes_of(apart, _USUAL)
    return {
        "memory_limit": given or _USUAL,
        "threads": min(4, os.cpu_count() or 1, room),
        "preserve_insertion_order": False,
    }


def _is_enough(amount: str) -> bool:
    try:
        with connect(config=OFFLINE | {"memory_limit": amount}) as apart:
            # The second is what it made of that: no number where it cannot count so far.
            return min(bytes_of(apart, amount), memory(apart)) >= bytes_of(apart, _USUAL)
    except duckdb.Error:
        return False


def sql(name: str) -> str:
    """Text of ``name``.sql beside this module."""
    return files("coverage.store").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def open_writable(path: Path) -> Connection:
    """The database at ``path``, made with the schema where there is none.

    One of an older schema is brought up to date; a copy of it stays as ``<name>.schema<version>``.

    Raises:
        StoreError: it is no database, belongs to a newer schema, or cannot be opened.
    """
    if path.exists():
        bring_up_to_date(path)
    connection = connect(config=OFFLINE | writer_settings() | {"temp_directory": f"{path}.tmp"})
    try:
        # Only of a database that is attached can it be said how many rows lie together.
        quoted = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS store (ROW_GROUP_SIZE {_ROWS}); USE store")
        prepare(connection)
    except duckdb.Error as error:
        connection.close()
        raise StoreError(f"{path}: cannot be opened for writing: {error}") from error
    return connection


def open_readonly(path: Path) -> Connection:
    """The database at ``path``, for reading alone; times are shown as Kyiv's.

    Raises:
        StoreError: it is missing, no database, of a newer schema, or of an older one that cannot
            be brought up to date (in a folder that cannot be written).
    """
    try:
        connection = connect(path, read_only=True, config=_READER)
        if _version_of(connection) != int(SCHEMA_VERSION):
            connection.close()
            bring_up_to_date(path)
            connection = connect(path, read_only=True, config=_READER)
        # A file that this process has open already is the same database, locked before.
        locked = connection.execute("SELECT current_setting('lock_configuration')").fetchone()
        if locked is None or not locked[0]:
            connection.execute("SET GLOBAL TimeZone = 'Europe/Kyiv'")
            connection.execute(f"SET GLOBAL threads = {_readers_threads(connection)}")
            connection.execute("SET GLOBAL lock_configuration = true")
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be opened: {error}") from error
    return connection


def _readers_threads(connection: Connection) -> int:
    """How many threads a report may use: with more than it has rows for they wait for each other,
    which takes half as much time again, and what other readers would use."""
    row = connection.execute(
        "SELECT sum(estimated_size)::BIGINT FROM duckdb_tables() WHERE table_name = 'articles'"
    ).fetchone()
    articles = int(row[0] or 0) if row else 0
    return min(os.cpu_count() or 1, 1 + articles // _ARTICLES_A_THREAD)


def open_apart(path: Path) -> Connection:
    """The database at ``path`` for one pass over all of it, in no more memory than a writer's.

    Within a process DuckDB opens a file once, with one memory for all: so that pages keep theirs,
    this one goes by a name of its own, where the file system knows such.

    Raises:
        StoreError: it is missing, or cannot be opened.
    """
    other = path.with_name(f".{path.name}.{os.getpid()}.partial")
    config = _READER
    try:
        with suppress(OSError):
            os.link(path, other)
            path, config = other, _READER | writer_settings()
        return connect(path, read_only=True, config=config)
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be opened: {error}") from error
    finally:
        other.unlink(missing_ok=True)


def bring_up_to_date(path: Path) -> None:
    """Migrate the database at ``path`` where its schema is an older one; a copy of it stays.

    The migrated file takes the old one's place when it is whole, so that a crash leaves the old.

    Raises:
        StoreError: it is missing or no database, its schema is newer, or it cannot be migrated.
    """
    found = schema_version(path)
    if found == int(SCHEMA_VERSION):
        return
    if found > int(SCHEMA_VERSION):
        raise StoreError(
            f"{path}: was written by a newer version of the program (schema {found}, this one "
            f"knows {SCHEMA_VERSION}): use that version, or a newer one"
        )
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        # With its log, where a killed writer left one: what is in there was acknowledged.
        log = path.with_name(f"{path.name}.wal")
        for source, target in ((path, partial), (log, partial.with_name(f"{partial.name}.wal"))):
            if source.exists():
                shutil.copyfile(source, target)
        with connect(partial, config=OFFLINE | writer_settings()) as connection:
            connection.execute(sql("schema"))
            for version in range(found + 1, int(SCHEMA_VERSION) + 1):
                connection.execute(sql(f"migrate_{version}"))
            set_meta(connection, "schema_version", SCHEMA_VERSION)
        kept = path.with_name(f"{path.name}.schema{found}")
        if not kept.exists():
            os.link(path, kept)
        partial.replace(path)
        log.unlink(missing_ok=True)
    except (duckdb.Error, OSError) as error:
        raise StoreError(
            f"{path}: was written by an older version of the program and cannot be brought up to "
            f"date: {error}"
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def schema_version(path: Path) -> int:
    """The schema of the database at ``path``.

    Raises:
        StoreError: it is missing or no database of this program.
    """
    try:
        with connect(path, read_only=True, config=_READER) as connection:
            return _version_of(connection)
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be opened: {error}") from error


def _version_of(connection: Connection) -> int:
    found = get_meta(connection, "schema_version") or ""
    if not found.isdigit():
        raise StoreError("this is no store of this program: it has no schema version")
    return int(found)


def in_memory() -> Connection:
    """An empty store in memory: for linking without a store, and for tests."""
    connection = connect()
    prepare(connection)
    return connection


def prepare(connection: Connection) -> None:
    """Make the schema's tables where they are missing."""
    connection.execute(sql("schema"))
    connection.execute(
        "INSERT INTO meta VALUES ('schema_version', ?) ON CONFLICT DO NOTHING", [SCHEMA_VERSION]
    )


def get_meta(connection: Connection, key: str) -> str | None:
    """Value of ``key`` in ``meta``, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return None if row is None else str(row[0])


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Write ``key`` in ``meta``."""
    # In words that a lake knows, too: it has no keys to conflict.
    connection.execute(
        "MERGE INTO meta USING (SELECT $1 AS key, $2 AS value) AS new USING (key) "
        "WHEN MATCHED THEN UPDATE SET value = new.value "
        "WHEN NOT MATCHED THEN INSERT VALUES (new.key, new.value)",
        [key, value],
    )
