"""The store: articles and their codings in DuckDB; the only room that imports it.

One process writes (:class:`Master`), any number read (:class:`Snapshot`); neither waits for the
other. :mod:`coverage.store.files` tells how.
"""

from coverage.store.compare import Change, compare
from coverage.store.database import (
    Connection,
    DatabaseError,
    get_meta,
    in_memory,
    set_meta,
    sql,
)
from coverage.store.master import (
    Counts,
    Known,
    Master,
    append_children,
    append_codings,
    delete_children,
)
from coverage.store.readback import read_codings
from coverage.store.rows import Entry, Label, content_hash
from coverage.store.snapshot import Published, Snapshot

__all__ = [
    "Change",
    "Connection",
    "Counts",
    "DatabaseError",
    "Entry",
    "Known",
    "Label",
    "Master",
    "Published",
    "Snapshot",
    "append_children",
    "append_codings",
    "compare",
    "content_hash",
    "delete_children",
    "get_meta",
    "in_memory",
    "read_codings",
    "set_meta",
    "sql",
]
