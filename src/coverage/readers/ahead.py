"""A look at the first items of a stream before it is read, so that no file is held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from coverage.errors import UnreadableInput

Item = TypeVar("Item")

MOST = 1000
"""Items that are looked at, at most."""


def ahead(
    items: Iterator[Item], size: Callable[[Item], int], limit: int, most: int = MOST
) -> tuple[Sequence[Item], Iterator[Item]]:
    """The first items, of which the last one passes ``limit`` by their sizes; and all of them.

    A fault among the first (UnreadableInput, OSError) is raised behind the items before it.
    """
    taken: list[Item] = []
    total = 0
    fault: UnreadableInput | OSError | None = None
    try:
        for item in islice(items, most):
            taken.append(item)
            total += size(item)
            if total > limit:
                break
    except (UnreadableInput, OSError) as error:
        fault = error
    return taken, _again(taken, fault, items)


def _again(
    taken: Sequence[Item], fault: UnreadableInput | OSError | None, rest: Iterator[Item]
) -> Iterator[Item]:
    yield from taken
    if fault is not None:
        raise fault
    yield from rest
