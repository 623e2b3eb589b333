"""The store's folder: where the master and the snapshots lie, and how a snapshot is published.

::

    DIR/master.duckdb            opened by the writer alone, under DIR/writer.lock
    DIR/snapshots/000001.duckdb  published states; never written again
    DIR/CURRENT                  one line: the file name of the snapshot that readers open

Readers never open one fixed path: within a process DuckDB would hand back the file it opened
first, and no writer gets in while a reader holds the file.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from coverage.errors import StoreError

KEEP = 10


def master_file(store: Path) -> Path:
    """The writer's private file."""
    return store / "master.duckdb"


def snapshot_file(store: Path, number: int) -> Path:
    """File of snapshot ``number``."""
    return store / "snapshots" / f"{number:06d}.duckdb"


def current_number(store: Path) -> int | None:
    """Number of the published snapshot, None where nothing was published.

    Raises:
        StoreError: the pointer is unreadable or names no snapshot.
    """
    pointer = store / "CURRENT"
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{pointer}: cannot be read: {error}") from error
    stem, dot, suffix = name.partition(".")
    # Only a number goes on to build a path: the pointer's text is never trusted as one.
    if not (stem.isascii() and stem.isdigit() and dot and suffix == "duckdb"):
        raise StoreError(f"{pointer}: names no snapshot: {name[:40]!r}")
    return int(stem)


def publish(store: Path, number: int, keep: int = KEEP) -> Path:
    """Copy the closed master to snapshot ``number`` and turn the pointer to it.

    Every step is on disk before the next one starts, so that a crash at any point leaves the
    pointer on a whole snapshot.

    Raises:
        StoreError: the disk is full or the folder cannot be written.
    """
    target = snapshot_file(store, number)
    partial = target.with_suffix(".partial")
    try:
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(master_file(store), partial)
        _fsync(partial)
        partial.replace(target)
        _fsync(target.parent)
        pointer = store / "CURRENT.partial"
        pointer.write_text(f"{target.name}\n", encoding="ascii")
        _fsync(pointer)
        pointer.replace(store / "CURRENT")
        _fsync(store)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{store}: the snapshot could not be published: {error}") from error
    _prune(store, number, keep)
    return target


def _prune(store: Path, current: int, keep: int) -> None:
    """Remove all but the last ``keep`` snapshots, and what a crash left half-written."""
    found = sorted((store / "snapshots").glob("*.duckdb"))
    superfluous = [path for path in found if path != snapshot_file(store, current)]
    leftovers = list((store / "snapshots").glob("*.partial"))
    for path in [*superfluous[: max(len(found) - keep, 0)], *leftovers]:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            continue  # somebody has it open on a system that forbids it: the next run removes it


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
