"""How much memory a writer's step may take, and how it does with little."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import duckdb

Connection = duckdb.DuckDBPyConnection
Done = TypeVar("Done")

# Where a step cannot do with a writer's usual: a day of more news than we have seen.
_MORE = ("256MB", "1GB", "4GB")
_REPLACED = re.compile(r"CREATE OR REPLACE TEMP TABLE (\w+) AS\b")


def in_room(connection: Connection, work: Callable[[], Done]) -> Done:
    """Do ``work``, again with more memory if it must; where it fails it leaves nothing behind.

    What comes after it has to do with as little as before.
    """
    usual, threads = (_setting(connection, name) for name in ("memory_limit", "threads"))
    held = memory(connection)
    try:
        for more in (more for more in _MORE if bytes_of(connection, more) > held):
            try:
                return work()
            except (duckdb.OutOfMemoryException, duckdb.TransactionException) as error:
                if not _is_want_of_memory(error):
                    raise
                connection.execute(f"SET threads = {threads}; SET memory_limit = '{more}'")
        return work()
    finally:
        with suppress(duckdb.Error):  # what cannot be put away stays
            connection.execute(f"SET threads = {threads}")
            connection.execute(f"SET memory_limit = '{usual}'")


@contextmanager
def one_thread(connection: Connection) -> Iterator[None]:
    """Each thread takes memory of its own for every sum and join of a query: here one alone works.

    Of few rows it has little more to do than several.
    """
    threads = _setting(connection, "threads")
    connection.execute("SET threads = 1")
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # in a transaction that failed; then in_room does
            connection.execute(f"SET threads = {threads}")


def _is_want_of_memory(error: duckdb.Error) -> bool:
    """A commit tells it in words alone, as a transaction that failed."""
    return isinstance(error, duckdb.OutOfMemoryException) or "could not allocate" in str(error)


def memory(connection: Connection) -> int:
    """How much memory its database may take, in bytes."""
    return bytes_of(connection, _setting(connection, "memory_limit"))


def _setting(connection: Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting($1)::VARCHAR", [name]).fetchone()
    return str(row[0]) if row else ""


def bytes_of(connection: Connection, amount: str) -> int:
    """An amount of memory as the database writes it (240MB, 1.5 GiB), in bytes."""
    row = connection.execute("SELECT parse_formatted_bytes(?)", [amount]).fetchone()
    return int(row[0]) if row else 0


def run_script(connection: Connection, script: str) -> None:
    """Run the statements of a script, each by itself.

    Of one that is run in a piece the database holds what each statement had taken until the last.
    """
    for statement in connection.extract_statements(script):
        connection.execute(statement)


def refilled(query: str) -> str:
    """``query`` for another turn in one transaction: its temporary tables are filled anew.

    One that was replaced is held until the transaction ends, with a quarter of a megabyte for a
    column of text however few its rows: in twenty turns more than a writer's memory.
    """
    return _REPLACED.sub(r"DELETE FROM \1; INSERT INTO \1", query)
