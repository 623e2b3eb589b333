"""How to read: limits against bombs, the columns of tables, and where a file came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from coverage.errors import UnreadableInput
from coverage.readers.columns import Columns
from coverage.readers.files import MAX_BYTES, name_of


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one input may cost. Bytes, unless the name says otherwise."""

    article: int = MAX_BYTES  # one article, page, line, row
    document: int = 64 * 1024**2  # one feed, sitemap or workbook, unpacked: it is read whole
    unpacked: int = 16 * 1024**3  # all that comes out of one archive, with those inside it
    ratio: int = 200  # unpacked to packed, for what unpacks to more than `free`
    free: int = 32 * 1024**2
    members: int = 200_000  # files in one archive
    depth: int = 3  # archives within archives


Tell = Callable[[str, Columns], None]
"""Told of a table, or a file of records, how it is read: its name, and its columns."""


def _silent(source: str, columns: Columns) -> None:
    """Nobody asks."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose. ``columns`` maps fields (title, text, ...) to column names.

    ``tell`` is called before the first article of a table is given out, be it in an archive or on
    standard input; of records only where their names or days were guessed.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()
    tell: Tell = _silent


@dataclass(slots=True)
class Budget:
    """What has been unpacked so far from one input, counted over all archives within it."""

    unpacked: int = 0
    packed: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """The options, and what a reader must know of the archive that its file came from.

    ``shown`` is the file's name for messages where it is not its path: ``a.zip/b.html``.
    """

    options: Options = Options()
    depth: int = 0
    budget: Budget = field(default_factory=Budget)
    shown: str = ""

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return self.options.limits

    def name(self, path: Path) -> str:
        """The file's name for messages and the store."""
        return self.shown or name_of(path)

    def inside(self, shown: str) -> Context:
        """The context of a file that came out of an archive.

        Raises UnreadableInput ``too_deep``.
        """
        if self.depth >= self.limits.depth:
            reason = f"archives within archives are read {self.limits.depth} deep"
            raise UnreadableInput("too_deep", reason)
        return replace(self, depth=self.depth + 1, shown=shown)

    def spend(self, size: int, packed: int) -> None:
        """Count ``size`` bytes unpacked, of an archive of which ``packed`` bytes were read.

        Raises UnreadableInput ``bomb``.
        """
        self.budget.unpacked += size
        self.budget.packed = max(self.budget.packed, packed)
        total, limits = self.budget.unpacked, self.limits
        if total > limits.unpacked:
            reason = f"unpacks to more than {limits.unpacked // 1024**2:,} MB"
            raise UnreadableInput("bomb", reason)
        if total > limits.free and total > limits.ratio * self.budget.packed:
            raise UnreadableInput("bomb", f"unpacks to more than {limits.ratio} times its size")
