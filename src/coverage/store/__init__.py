"""The store: articles and their codings in DuckDB; the only room that imports it.

One process writes (:class:`Master`), any number read (:class:`Snapshot`); neither waits for the
other. :mod:`coverage.store.files` tells how.
"""

from coverage.store.block import Block
from coverage.store.bulk import (
    append_children,
    append_codings,
    append_shingles,
    delete_children,
)
from coverage.store.compare import Change, compare
from coverage.store.database import (
    SCHEMA_VERSION,
    Connection,
    DatabaseError,
    get_meta,
    in_memory,
    set_meta,
    sql,
)
from coverage.store.files import current_number, fsync, in_folder, is_store, pointed_at
from coverage.store.known import HeldArticles, Known, Revision, at_addresses, identified_under
from coverage.store.lake import in_lake, place
from coverage.store.ledger import Held, Part
from coverage.store.linelog import LineLog, shared_log
from coverage.store.lock import writer_lock
from coverage.store.master import (
    Counts,
    Fates,
    Master,
)
from coverage.store.quiet import LEDGER, open_ledger
from coverage.store.readback import read_codings
from coverage.store.request import Request
from coverage.store.room import in_room, memory, one_thread, refilled, run_script
from coverage.store.rows import Entry, Label, Stamp, content_hash
from coverage.store.snapshot import Published, Snapshot, kept, published, state_of
from coverage.store.soundness import at_rest, forgotten
from coverage.store.soundness import counts as row_counts
from coverage.store.soundness import faults as row_faults

__all__ = [
    "LEDGER",
    "SCHEMA_VERSION",
    "Block",
    "Change",
    "Connection",
    "Counts",
    "DatabaseError",
    "Entry",
    "Fates",
    "Held",
    "HeldArticles",
    "Known",
    "Label",
    "LineLog",
    "Master",
    "Part",
    "Published",
    "Request",
    "Revision",
    "Snapshot",
    "Stamp",
    "append_children",
    "append_codings",
    "append_shingles",
    "at_addresses",
    "at_rest",
    "compare",
    "content_hash",
    "current_number",
    "delete_children",
    "forgotten",
    "fsync",
    "get_meta",
    "identified_under",
    "in_folder",
    "in_lake",
    "in_memory",
    "in_room",
    "is_store",
    "kept",
    "memory",
    "one_thread",
    "open_ledger",
    "place",
    "pointed_at",
    "published",
    "read_codings",
    "refilled",
    "row_counts",
    "row_faults",
    "run_script",
    "set_meta",
    "shared_log",
    "sql",
    "state_of",
    "writer_lock",
]
