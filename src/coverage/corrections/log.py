"""The log of corrections: DIR/corrections.jsonl, only ever appended to.

It lies outside the database: nothing that is ingested, coded anew or linked touches it, and two
analysts who write at once each add a line.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from coverage.corrections.operation import Action, Operation, from_line, to_line
from coverage.errors import CorrectionError, StoreError
from coverage.store import LineLog, shared_log

NAME = "corrections.jsonl"


def append(store: Path, operations: Iterable[Operation]) -> list[Operation]:
    """Add operations whose id the log does not hold yet; returns those. On disk on return.

    Raises:
        StoreError: the log cannot be written.
    """
    shared = shared_log(store)
    if shared is not None:
        return _append_shared(shared, operations)
    path = store / NAME
    try:
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # until the file is closed
            file.seek(0)
            held = file.read()
            added = _new(operations, _parse(held, str(path)))
            # A writer that was killed within its line never acknowledged it: it gets a line's end.
            start = b"" if not held or held.endswith(b"\n") else b"\n"
            if added:
                file.write(start + b"".join(map(to_line, added)))
                file.flush()
                os.fsync(file.fileno())
            return added
    except OSError as error:
        raise StoreError(f"{path}: the correction cannot be written: {error}") from error


def write_file(path: Path, content: bytes) -> int:
    """Write lines to take away into a file; returns how many.

    Raises:
        CorrectionError: the file cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CorrectionError(f"{path}: cannot be written: {error}") from error
    return content.count(b"\n")


def read(store: Path) -> list[Operation]:
    """All operations, in the order in which they came; none where there is no log.

    Raises:
        StoreError: the log cannot be read.
    """
    shared = shared_log(store)
    if shared is not None:
        return list(_parse("\n".join(shared.read()).encode(), str(store)))
    path = store / NAME
    try:
        held = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
    return list(_parse(held, str(path)))


def unreadable_lines(store: Path) -> int:
    """How many lines of the log are no operations. Raises StoreError as :func:`read`."""
    path = store / NAME
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
    return len(lines) - sum(1 for line in lines for _ in _parse(line, str(path)))


def _append_shared(shared: LineLog, operations: Iterable[Operation]) -> list[Operation]:
    added: list[Operation] = []

    def choose(held: list[str]) -> Iterable[str]:
        added.extend(_new(operations, _parse("\n".join(held).encode(), "")))
        return [to_line(each).decode().rstrip("\n") for each in added]

    shared.append(choose)
    return added


def _new(operations: Iterable[Operation], held: Iterable[Operation]) -> list[Operation]:
    """Those that are not held yet, each once."""
    known = {each.id for each in held}
    added = []
    for each in operations:
        if each.id not in known:
            known.add(each.id)
            added.append(each)
    return added


def parse(content: bytes, source: str) -> list[Operation]:
    """Operations of an exported file, each checked; ``source`` is what messages call it.

    Raises:
        CorrectionError: one of its lines is wrong; the message names the line.
    """
    found = []
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                found.append(from_line(line))
            except CorrectionError as error:
                raise CorrectionError(f"{source}:{number}: {error}") from error
    return found


def _parse(held: bytes, source: str) -> Iterable[Operation]:
    for line in held.splitlines():
        try:
            yield from_line(line)
        except CorrectionError:
            continue  # half a line that a killed writer left; it was never acknowledged


def undone(operations: Sequence[Operation]) -> set[str]:
    """Ids of the operations that are taken back; an undo can be undone too."""
    taken_back: set[str] = set()
    for each in reversed(operations):
        if each.action is Action.UNDO and each.id not in taken_back:
            taken_back.add(each.other_id)
    return taken_back
