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
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from coverage.errors import StoreError

KEEP = 10  # the newest snapshots
KEEP_DAYS = 14  # and the last one of each day, for so many days in which there was any
KEEP_WEEKS = 53  # and the last one of each week


def master_file(store: Path) -> Path:
    """The writer's private file."""
    return store / "master.duckdb"


def is_store(store: Path) -> bool:
    """Whether anything was ever written there."""
    return any((store / name).exists() for name in (master_file(store).name, "CURRENT", "LAKE"))


def snapshot_file(store: Path, number: int) -> Path:
    """File of snapshot ``number``."""
    return store / "snapshots" / f"{number:06d}.duckdb"


def in_folder(store: Path) -> None:
    """Raise StoreError where the store lies in a lake: its files are not here."""
    if (store / "LAKE").exists():
        raise StoreError(
            f"{store}: this store lies in a lake, not in its folder: docs/scale.md tells how it is "
            "backed up"
        )


def current_number(store: Path) -> int | None:
    """Number of the published snapshot, None where nothing was published.

    Raises:
        StoreError: the pointer is unreadable or names no snapshot.
    """
    in_folder(store)
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


def pointed_at(store: Path) -> datetime | None:
    """When the pointer was last put in place, in UTC; None where there is none, as in a lake."""
    try:
        return datetime.fromtimestamp((store / "CURRENT").stat().st_mtime, UTC)
    except OSError:
        return None


def newest_number(store: Path) -> int:
    """Highest number of a snapshot that is there, published or not; 0 for none."""
    paths = store.glob("snapshots/*.duckdb")
    return max((int(path.stem) for path in paths if path.stem.isdigit()), default=0)


def publish(
    store: Path,
    number: int,
    kept: Iterable[int] = (),
    prepare: Callable[[Path], None] = lambda path: None,
) -> Path:
    """Copy the closed master to snapshot ``number`` and turn the pointer to it.

    ``prepare`` makes of the copy what readers open, before any of them can.

    Of the older snapshots those in ``kept`` stay (see :func:`worth_keeping`).

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
        prepare(partial)
        fsync(partial)
        partial.replace(target)
        fsync(target.parent)
        pointer = store / "CURRENT.partial"
        pointer.write_text(f"{target.name}\n", encoding="ascii")
        fsync(pointer)
        pointer.replace(store / "CURRENT")
        fsync(store)
    except (OSError, StoreError) as error:
        remove_unfinished(store)
        told = f"{store}: the snapshot could not be published"
        raise StoreError(f"{told}{_of_room(store)}: {error}") from error
    _prune(store, {number, *kept})
    return target


def remove_unfinished(store: Path) -> None:
    """Remove the snapshots that a writer left half-made; it must hold the store's lock."""
    for path in store.glob("snapshots/*.partial*"):
        if not path.name.partition(".partial")[0].isdigit():
            continue  # a reader's, which brings a snapshot up to date
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _of_room(store: Path) -> str:
    """What to say where the disk is too full for a snapshot: the master and what is counted."""
    free, needed = shutil.disk_usage(store).free, 2 * master_file(store).stat().st_size
    if free >= needed:
        return ""
    return (f", as the disk is too full ({free // 1024**2} MB free, some {needed // 1024**2} MB "
            "needed); what was read is kept: make room and run the same again")  # fmt: skip


def worth_keeping(published: Iterable[tuple[int, datetime]], keep: int = KEEP) -> set[int]:
    """Which snapshots stay, of all that were published: (number, when), in any order.

    The newest ``keep``; the last one of each of the newest :data:`KEEP_DAYS` days and
    :data:`KEEP_WEEKS` weeks that have any, so that a view as of then needs no copy a run.
    """
    newest = sorted(published, key=lambda each: (each[1], each[0]), reverse=True)
    kept = {number for number, _ in newest[:keep]}
    for limit, period in ((KEEP_DAYS, "%Y-%m-%d"), (KEEP_WEEKS, "%G-%V")):
        last_of: dict[str, int] = {}
        for number, at in newest:
            last_of.setdefault(at.strftime(period), number)
        kept.update(list(last_of.values())[:limit])
    return kept


def _prune(store: Path, kept: set[int]) -> None:
    """Remove the snapshots that are not kept, and what a crash left half-written."""
    paths = (store / "snapshots").iterdir()
    superfluous = [
        path for path in paths
        if path.suffix == ".partial"
        or (path.suffix == ".duckdb" and path.stem.isdigit() and int(path.stem) not in kept)
    ]  # fmt: skip
    for path in superfluous:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            continue  # somebody has it open on a system that forbids it: the next run removes it


def fsync(path: Path) -> None:
    """Have a file, or a folder's list of names, on disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
