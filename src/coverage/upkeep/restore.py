"""A store from a backup: unpacked and proved beside the place, then put there in one step."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tarfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coverage import search
from coverage.corrections.settle import pending, settle
from coverage.errors import StoreError
from coverage.store import Master, current_number, writer_lock
from coverage.upkeep.backup import FORM, MANIFEST
from coverage.upkeep.check import Level, check

# The only names that are taken out of an archive, whatever it holds.
_NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}|snapshots/\d{6}\.duckdb)")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of it: the snapshot that readers now see, and where the former store is."""

    snapshot: int
    articles: int
    before: Path | None


def restore(
    archive: Path, store: Path, *, replace: bool = False,
    on_wait: Callable[[str], None] | None = None,
) -> Restored:  # fmt: skip
    """Make ``store`` from a backup; every file is compared with its sum, and the whole is checked.

    The restored state is published as a new snapshot, so that open pages change over to it.
    With ``replace`` a store that is there already is put aside, not deleted. Who writes it is
    waited for; ``on_wait`` is told once who that is.

    Raises:
        StoreError: the archive is damaged or none of ours, was made by a newer version, or a store
            is there already. Nothing has changed then.
    """
    there = store.exists() and any(store.iterdir())
    if there and not replace:
        raise StoreError(f"{store}: there is a store already; --replace puts it aside")
    partial = store.resolve().with_name(f".{store.resolve().name}.{os.getpid()}.restoring")
    try:
        partial.mkdir(parents=True)
        kept = _unpack(archive, partial)
        # Alone: a snapshot that another publishes meanwhile would have the number chosen here.
        with writer_lock(store, wait=60, on_wait=on_wait) if there else nullcontext():
            former = current_number(store) if there else None
            number = _published(partial, int(kept["snapshot"]), former)
            before = _exchange(partial, store, there)
        return Restored(number, int(kept["articles"]), before)
    except (OSError, tarfile.TarError) as error:
        raise StoreError(f"{archive}: cannot be restored: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _unpack(archive: Path, folder: Path) -> dict[str, Any]:
    sums: dict[str, str] = {}
    manifest: dict[str, Any] | None = None
    (folder / "snapshots").mkdir()
    with tarfile.open(archive, mode="r:") as opened:
        for entry in opened:
            file = opened.extractfile(entry) if entry.isreg() else None
            if file is None or not _NAME.fullmatch(entry.name) or entry.name in sums:
                raise StoreError(f"{archive}: is no backup: it holds {entry.name[:80]!r}")
            if entry.name == MANIFEST:
                manifest = _understood(archive, file.read(_BLOCK * 64))
                continue
            summed = hashlib.sha256()
            with (folder / entry.name).open("xb") as out:
                while block := file.read(_BLOCK):
                    summed.update(block)
                    out.write(block)
            sums[entry.name] = summed.hexdigest()
    if manifest is None:
        raise StoreError(f"{archive}: is no backup, or was cut off: it has no {MANIFEST}")
    wrong = {each["name"]: each["sha256"] for each in manifest["files"]}.items() ^ sums.items()
    if wrong:
        names = ", ".join(sorted({name for name, _ in wrong}))
        raise StoreError(f"{archive}: is damaged: {names} is not as it was saved")
    return manifest


def _understood(archive: Path, text: bytes) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(text)
        form, snapshot, schema = manifest["form"], manifest["snapshot"], manifest["schema"]
        [(each["name"], each["sha256"]) for each in manifest["files"]]
        int(snapshot), int(manifest["articles"]), int(schema)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{archive}: is no backup: its {MANIFEST} is none: {error}") from error
    if form != FORM:
        raise StoreError(f"{archive}: was made by a newer version of the program: use that one")
    return manifest


def _published(folder: Path, saved: int, former: int | None) -> int:
    """Make the master, lay the log of corrections over it, publish above both numbers."""
    (folder / "CURRENT").write_text(f"{saved:06d}.duckdb\n", encoding="ascii")
    with Master.open(folder) as master:
        if pending(master):
            settle(master)
        number = master.publish(above=former or 0)
    search.build(folder, number)
    wrong = [each for each in check(folder) if each.level is Level.WRONG]
    if wrong:
        raise StoreError(f"the backup is not whole: {wrong[0].what}: {wrong[0].said}")
    return number


def _exchange(folder: Path, store: Path, there: bool) -> Path | None:
    """Put the folder in the store's place; returns where the former one is now."""
    place = store.resolve()
    if not there:
        if place.exists():
            place.rmdir()
        folder.rename(place)
        return None
    before = place.with_name(f"{place.name}.before-{time.strftime('%Y%m%d-%H%M%S')}")
    place.rename(before)
    folder.rename(place)
    return before
