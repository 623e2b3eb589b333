"""Whether a database is whole: every block can be read, no row dangles, none is there twice."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from coverage.errors import StoreError
from coverage.store import files
from coverage.store.database import Connection, DatabaseError, open_readonly
from coverage.store.lake import NAME, SAFE, attached, hidden, lake_of
from coverage.store.lock import writer_lock
from coverage.store.snapshot import published


def counts(connection: Connection) -> dict[str, int]:
    """Rows of each table, by its name; every block is read and its checksum compared.

    Raises:
        StoreError: a block is damaged.
    """
    found = {}
    tables = connection.execute(
        "SELECT if(schema_name = 'main', '', schema_name || '.') || table_name AS name "
        "FROM duckdb_tables() WHERE NOT temporary AND database_name = current_database() "
        "ORDER BY name"
    ).fetchall()
    for (name,) in tables:
        try:
            # Hashing the rows reads every column; a bare count would read none.
            row = connection.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {name} AS t")
            found[str(name)] = int((row.fetchone() or (0,))[0])
        except DatabaseError as error:
            raise StoreError(f"the table {name} cannot be read: {error}") from error
    return found


def faults(connection: Connection) -> Iterator[str]:
    """Each kind of row that should not be there, in words with their number."""
    rules = _rules()
    for rule in rules["belongs"]:
        parent, by = rule["parent"], rule["by"]
        for child in rule["children"]:
            number = _number(
                connection,
                f"SELECT count(*) FROM {child} ANTI JOIN {parent} USING ({by})"
                f" WHERE {rule.get('where', 'true')}",
            )
            if number:
                yield f"{number} rows of {child} belong to no row of {parent} ({by})"
    for table, key in rules["once"].items():
        number = _number(
            connection,
            f"SELECT count(*) FROM (FROM {table} SELECT 1 GROUP BY {key} HAVING count(*) > 1)",
        )
        if number:
            yield f"{number} keys of {table} ({key}) are there more than once"
    for what, query in rules["contradicts"].items():
        if number := _number(connection, query):
            yield f"{number} {what}"


@contextmanager
def at_rest(store: Path) -> Iterator[Connection | None]:
    """What is written to, for reading alone; None where there is nothing.

    A store in a folder has a master, looked at while nobody writes. In a lake others may go on:
    what they have committed is whole.

    Raises:
        StoreError: somebody is writing (the message says who), or it cannot be opened.
    """
    lake = lake_of(store)
    if lake is not None:
        newest = attached(lake, ", READ_ONLY", sparing=True)
        try:
            newest.execute("BEGIN")
            yield newest
        finally:
            newest.close()
        return
    if not files.master_file(store).exists():
        yield None
        return
    with writer_lock(store, wait=0):
        connection = open_readonly(files.master_file(store))
        try:
            yield connection
        finally:
            connection.close()


def forgotten(store: Path) -> list[Path | str]:
    """Files that nothing knows any more: halves that a killed writer left, and in a lake data
    without a row in the catalogue that are older than any writer's turn.

    Raises:
        StoreError: the lake cannot be reached.
    """
    halves = ("*.partial", ".*.partial", "snapshots/*.partial")
    found: list[Path | str] = [path for pattern in halves for path in store.glob(pattern)]
    lake = lake_of(store)
    if lake is not None and published(store) is not None:
        connection = attached(lake, sparing=True)  # to read alone is not enough to be told
        try:
            found += [
                name
                for (name,) in connection.execute(
                    f"CALL ducklake_delete_orphaned_files('{NAME}', dry_run => true, "
                    f"older_than => now()::TIMESTAMP - {SAFE})"
                ).fetchall()
            ]
        except DatabaseError as error:
            raise StoreError(f"{lake.shown}: {hidden(error)}") from error
        finally:
            connection.close()
    return found


def _number(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(resources("coverage.store").joinpath("belongs.toml").read_text("utf-8"))
