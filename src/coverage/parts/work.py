"""What a worker does: read a part, code it, write its file. Runs anywhere, as often as it takes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from coverage.batches import BATCH, Coder, MadeBatch, code_one, in_batches
from coverage.errors import EngineError
from coverage.model import Rejection
from coverage.parts import partfile
from coverage.parts.partition import Partition
from coverage.readers import Columns
from coverage.store import Block, Entry, Stamp, content_hash

_DECIDE = (
    "readers",
    "coder",
    "codebook",
    "copies.py",
    "shingles.py",
)  # what decides what a part holds
_NOBODY = Stamp("", datetime.fromtimestamp(0, UTC))  # whoever writes the rows puts his own

Load = Callable[[], Coder]
"""Makes the coder; it has to be a module's own function or class, so that workers find it."""


def make(partition: Partition, folder: str, name: str, load: Load, rules: str) -> str:
    """Make the part ``name`` in ``folder``, unless it is there; returns the path of its file.

    Raises:
        EngineError: the worker runs under other rules than the client, or cannot write.
    """
    target = partfile.file_of(Path(folder), name)
    if target.is_file():
        return str(target)
    coder = _coder(load)
    own = rules_version(coder.codebook_version)
    if own != rules:
        raise EngineError(f"a worker has other rules than this program ({own}, not {rules}): "
                          "the same version of Partner Coverage has to run on all")  # fmt: skip
    return str(partfile.write(Path(folder), name, _made(partition, coder)))


@cache
def rules_version(codebook_version: str) -> str:
    """Hash of all that decides what becomes of an input: codebook, readers, coder."""
    digest = hashlib.sha256(codebook_version.encode())
    for room in _DECIDE:
        for each in _files(files("coverage").joinpath(room)):
            digest.update(each.name.encode())
            digest.update(each.read_bytes())
    return digest.hexdigest()[:16]


def _files(place: Traversable) -> Iterator[Traversable]:
    if place.is_dir():
        for each in sorted(place.iterdir(), key=lambda found: found.name):
            yield from _files(each)
    elif place.name.endswith((".py", ".toml")):
        yield place


@cache
def _coder(load: Load) -> Coder:
    return load()  # once a process: it takes longer than a hundred articles


def _made(partition: Partition, coder: Coder) -> Iterator[MadeBatch]:
    told: list[tuple[str, Columns]] = []
    for batch in in_batches(partition.items(lambda *each: told.append(each)), BATCH):
        rejected = list(batch.rejections)
        entries = []
        for article in batch.articles.values():
            coding = code_one(coder, article)
            if isinstance(coding, Rejection):
                rejected.append(coding)
            else:
                entries.append(Entry(article, coding, 1, content_hash(article)))
        yield MadeBatch(Block.of(entries, _NOBODY), tuple(rejected), batch.read, batch.repeated,
                        tuple(told))  # fmt: skip
        told.clear()
