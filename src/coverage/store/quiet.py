"""Runs that changed nothing: no snapshot is made for them, and the ledger has them all the same.

They stand in ``DIR/quiet_runs.json``, with the number of the snapshot that they found to be up to
date; the next one that is published has them itself.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from coverage.errors import StoreError
from coverage.store import files
from coverage.store.begun import begun
from coverage.store.database import Connection, sql
from coverage.store.lake import lake_of

LEDGER = frozenset(("every_run", "every_rejection"))
"""The tables that :func:`open_ledger` makes."""


def keep_quiet(connection: Connection, store: Path, snapshot: int) -> None:
    """Keep the runs that ended since ``snapshot`` was published. Raises StoreError."""
    (ended,) = connection.execute(sql("quiet_ended")).fetchone() or ("{}",)
    path = _file(store)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_text(json.dumps({"snapshot": snapshot} | json.loads(ended)), "utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written: {error}") from error


def open_ledger(cursor: Connection, store: Path, snapshot: int) -> None:
    """Make the tables ``every_run`` and ``every_rejection`` on a cursor of a snapshot.

    Their columns are those of ``runs`` and ``rejections``.
    """
    try:
        held = json.loads(_file(store).read_text("utf-8"))
    except (OSError, ValueError):  # none, or nothing that a run has written
        held = {}
    known = held if held.get("snapshot") == snapshot else {"runs": [], "rejections": []}
    # In a lake nobody notes them: others write beside this machine.
    newest = lake_of(store) is None and files.current_number(store) == snapshot
    going = begun(store) if newest else []
    for statement in filter(str.strip, sql("ledger_tables").split(";")):
        cursor.execute(statement, [json.dumps({**known, "begun": going})])


def _file(store: Path) -> Path:
    return store / "quiet_runs.json"
