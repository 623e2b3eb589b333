"""The log of corrections of a lake: lines in its PostgreSQL, where all machines see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from coverage.store.catalogue import LOG, common
from coverage.store.lake import Lake, lake_of


@dataclass(frozen=True, slots=True)
class LineLog:
    """Lines that are only ever added to."""

    lake: Lake

    def read(self) -> list[str]:
        """All lines in their order. Raises StoreError."""
        with common(self.lake) as catalogue:
            return catalogue.lines()

    def append(self, choose: Callable[[list[str]], Iterable[str]]) -> None:
        """Add the lines that ``choose`` gives for those there are; kept on return.

        Raises:
            StoreError: PostgreSQL does not answer.
        """
        with common(self.lake) as catalogue, catalogue.locked(LOG):
            for line in choose(catalogue.lines()):
                catalogue.add_line(line)


def shared_log(store: Path) -> LineLog | None:
    """The log of the lake whose folder this is; None for a store that lies in its folder."""
    lake = lake_of(store)
    return None if lake is None else LineLog(lake)
