"""How the store's files are opened. Nothing outside ``coverage.store`` imports duckdb."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import duckdb

from coverage.errors import StoreError

Connection = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error

SCHEMA_VERSION = "2"

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,  # nothing is ever fetched
    "autoload_known_extensions": False,
}
# A long ingest must not take the machine's memory bit by bit; what is more goes to disk.
_WRITER = _OFFLINE | {"memory_limit": "1GB", "preserve_insertion_order": False}
_READER = _OFFLINE | {"enable_external_access": False}  # a report's SQL reads no other file


def sql(name: str) -> str:
    """Text of ``name``.sql beside this module."""
    return files("coverage.store").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def open_writable(path: Path) -> Connection:
    """The database at ``path``, made with the schema where there is none.

    Raises:
        StoreError: it is no database, belongs to another schema, or cannot be opened.
    """
    try:
        connection = duckdb.connect(str(path), config=_WRITER)
        prepare(connection)
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be opened for writing: {error}") from error
    return connection


def open_readonly(path: Path) -> Connection:
    """The database at ``path``, for reading alone; times are shown as Kyiv's.

    Raises:
        StoreError: it is missing or no database.
    """
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_READER)
        connection.execute("SET GLOBAL TimeZone = 'Europe/Kyiv'")
        connection.execute("SET GLOBAL lock_configuration = true")
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be opened: {error}") from error
    return connection


def in_memory() -> Connection:
    """An empty store in memory: for linking without a store, and for tests."""
    connection = duckdb.connect(":memory:", config=_OFFLINE)
    prepare(connection)
    return connection


def prepare(connection: Connection) -> None:
    """Make the schema's tables where they are missing.

    Raises:
        StoreError: the store was written under another version of the schema.
    """
    connection.execute(sql("schema"))
    connection.execute(
        "INSERT INTO meta VALUES ('schema_version', ?) ON CONFLICT DO NOTHING", [SCHEMA_VERSION]
    )
    found = get_meta(connection, "schema_version")
    if found != SCHEMA_VERSION:
        raise StoreError(
            f"the store has schema version {found}, this program needs {SCHEMA_VERSION}: "
            "ingest the articles into a new store folder"
        )


def get_meta(connection: Connection, key: str) -> str | None:
    """Value of ``key`` in ``meta``, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return None if row is None else str(row[0])


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Write ``key`` in ``meta``."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])
