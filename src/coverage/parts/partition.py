"""Pieces of the input: some files, or some articles; each has a name by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from coverage.errors import CoverageError, UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers import (
    STANDARD_INPUT,
    Options,
    Tell,
    files_in,
    name_of,
    open_regular,
    read_one,
)
from coverage.store import content_hash

FILES = 256  # in one part, at most
BYTES = 32 * 1024**2  # of one part's files; a larger file is a part of its own


class Partition(Protocol):
    """A piece of the input; it travels to the worker, so that it has to be small or needed."""

    def name(self, rules: str) -> str:
        """What the part is called under these rules (see :func:`coverage.parts.rules_version`)."""

    def items(self, tell: Tell) -> Iterator[Article | Rejection]:
        """What is in it; ``tell`` is told how tables are read."""

    def sources(self) -> list[str]:
        """What to call it where it fails as a whole."""

    @property
    def kept(self) -> bool:
        """Whether the ledger notes it: an input that may come again."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files: ``paths`` as any machine finds them, ``shown`` as the user named them."""

    paths: tuple[Path, ...]
    shown: tuple[str, ...]
    options: Options = field(default_factory=Options)
    kept: bool = True

    def name(self, rules: str) -> str:
        """A hash of their names and bytes."""
        digest = hashlib.sha256(rules.encode())
        if self.options.columns:
            digest.update(repr(sorted(self.options.columns.items())).encode())
        for path, shown in zip(self.paths, self.shown, strict=True):
            digest.update(f"\x1f{shown}\x1f".encode("utf-8", "surrogatepass"))
            try:
                with open_regular(path) as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
            except (OSError, UnreadableInput) as error:  # the worker will say so, as a rejection
                digest.update(str(error).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:32]

    def items(self, tell: Tell) -> Iterator[Article | Rejection]:
        """The articles in the files."""
        options = replace(self.options, tell=tell)
        for path, shown in zip(self.paths, self.shown, strict=True):
            yield from read_one(path, shown, options)

    def sources(self) -> list[str]:
        """The files, as the user named them."""
        return list(self.shown)


@dataclass(frozen=True, slots=True)
class Held:
    """Articles that the store holds already, to be coded anew."""

    articles: tuple[Article, ...]
    kept: bool = False  # what is coded anew is told by the store, each time

    def name(self, rules: str) -> str:
        """A hash of the articles and their texts."""
        digest = hashlib.sha256(rules.encode())
        for article in self.articles:
            digest.update(f"{article.article_id}\x1f{content_hash(article)}\x1f".encode())
        return digest.hexdigest()[:32]

    def items(self, tell: Tell) -> Iterator[Article | Rejection]:
        """The articles."""
        yield from self.articles

    def sources(self) -> list[str]:
        """Where the articles came from."""
        return [article.source or article.article_id for article in self.articles]


def partitions(
    paths: Iterable[Path], options: Options | None = None,
    files: int = FILES, size: int = BYTES,
) -> Iterator[Partition | Rejection]:  # fmt: skip
    """The files at ``paths`` and in the folders, in their order, some to a part.

    Raises:
        CoverageError: standard input is asked for, which no other process can read.
    """
    # Whom to tell is this process's own; the worker's notes come with the part.
    options = replace(options or Options(), tell=Options().tell)
    group: list[Path] = []
    bytes_in = 0
    for given in paths:
        if given == STANDARD_INPUT:
            raise CoverageError("standard input cannot be read by other processes: "
                                "save it as a file, or leave out --engine")  # fmt: skip
        for found in files_in(given):
            if isinstance(found, Rejection):
                yield found
                continue
            length = _size(found)
            if group and (len(group) >= files or bytes_in + length > size):
                yield _files(group, options)
                group, bytes_in = [], 0
            group.append(found)
            bytes_in += length
    if group:
        yield _files(group, options)


def _files(group: Sequence[Path], options: Options) -> Files:
    return Files(tuple(path.absolute() for path in group), tuple(map(name_of, group)), options)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
