"""Runs that have begun and not ended: readers know of them before anything of them is published.

They stand in ``DIR/begun_runs.json``, which the run that is going on holds locked. The system gives
the lock back when the process dies: what is not locked was broken off.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coverage.store.database import Connection, sql


@dataclass(slots=True)
class Begun:
    """The writer's side; without a ``store`` nothing is kept (many write a lake at once)."""

    store: Path | None = None
    _descriptor: int = -1

    def __enter__(self) -> Begun:
        """Not yet locked: a writer that begins no run has none to tell of."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the lock back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)

    def note(self, connection: Connection) -> None:
        """Write down the runs without an end as they are now; never a reason to break one off."""
        if self.store is None:
            return
        (runs,) = connection.execute(sql("begun_runs")).fetchone() or ("[]",)
        with suppress(OSError):
            if self._descriptor < 0:
                self._descriptor = os.open(_file(self.store), os.O_RDWR | os.O_CREAT, 0o644)
                fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            # In place, for the lock is the file's; padded, so that it is whole at any moment.
            size = os.fstat(self._descriptor).st_size
            os.pwrite(self._descriptor, str(runs).encode().ljust(size), 0)


def begun(store: Path) -> list[Any]:
    """The runs without an end as rows of the ledger, oldest first, each with whether it is
    ``alive``: that is the newest alone, and as long as its process is."""
    try:
        with _file(store).open("rb") as file:
            runs: list[Any] = json.load(file)
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                alive = False
            except BlockingIOError:
                alive = True
    except (OSError, ValueError):  # none, or nothing that a run has written
        return []
    return [each | {"alive": alive and each is runs[-1]} for each in runs]


def _file(store: Path) -> Path:
    return store / "begun_runs.json"
