"""A store as one file, made while it is in use: what is published and what analysts made.

::

    manifest.json            when, by which schema, and each file's size and SHA-256
    snapshots/000012.duckdb  the published snapshot (with ``history`` the older ones too)
    corrections.jsonl, ...   whatever else lies in the store's folder and cannot be made anew
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from coverage.errors import CoverageError, StoreError
from coverage.store import SCHEMA_VERSION, Snapshot, fsync, in_folder

MANIFEST = "manifest.json"
FORM = 1  # of the archive
# Made anew by the program (the master from the snapshot), or of no use elsewhere.
_LEFT_OUT = re.compile(r"master\.duckdb.*|writer\.lock|CURRENT|\..*|.*\.partial|.*\.schema\d+")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What an archive holds; written into it as its manifest."""

    snapshot: int
    made_at: str  # ISO 8601, UTC
    articles: int
    meetings: int
    files: tuple[File, ...]
    schema: str = SCHEMA_VERSION
    form: int = FORM


def backup(store: Path, target: Path, *, history: bool = False) -> Kept:
    """Write the store's published state into ``target``; whole on disk on return, or not at all.

    Writers and readers go on meanwhile. What a killed run left unpublished is not in it: the next
    run publishes it.

    Raises:
        CoverageError: that is no place for a file.
        StoreError: nothing is published, or the file cannot be written.
    """
    in_folder(store)
    snapshot = Snapshot.current(store)
    if target.exists() and not target.is_file():  # «/dev/null»: it must not be replaced
        raise CoverageError(f"{target}: the backup cannot be written: no regular file")
    if not target.parent.is_dir():
        raise CoverageError(f"{target}: the backup cannot be written: there is no such folder")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("xb") as out:
            kept = _write(out, store, snapshot, history)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
        fsync(target.parent)
    except OSError as error:
        raise StoreError(f"{target}: the backup cannot be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return kept


def _write(out: IO[bytes], store: Path, snapshot: Snapshot, history: bool) -> Kept:
    numbers = {each.number for each in Snapshot.history(store)} if history else set()
    own = [
        path for path in sorted(store.iterdir())
        if path.is_file() and not path.is_symlink() and not _LEFT_OUT.fullmatch(path.name)
    ]  # fmt: skip
    snapshots = [store / "snapshots" / f"{number:06d}.duckdb"
                 for number in sorted(numbers | {snapshot.number})]  # fmt: skip
    with snapshot.cursor() as cursor:
        row = cursor.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM meetings)"
        ).fetchone()
    articles, meetings = row or (0, 0)
    with tarfile.open(fileobj=out, mode="w") as archive:
        files = [_add(archive, path, path.relative_to(store).as_posix())
                 for path in [*own, *snapshots]]  # fmt: skip
        kept = Kept(snapshot.number, datetime.now(UTC).isoformat(timespec="seconds"),
                    articles, meetings, tuple(files))  # fmt: skip
        text = json.dumps(asdict(kept), indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    return kept


def _add(archive: tarfile.TarFile, path: Path, name: str) -> File:
    with path.open("rb") as file:
        # As long as it is now: a log may grow meanwhile, and its last line may be half a line.
        size = os.fstat(file.fileno()).st_size
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime = size, int(path.stat().st_mtime)
        summed = _Summed(file)
        archive.addfile(entry, summed)
        return File(name, size, summed.sha256.hexdigest())


class _Summed(io.RawIOBase):
    """A file that sums up what is read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.sha256.update(block)
        return block
