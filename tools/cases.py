"""What a decision is trained on: the signs of a case, and the right answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from coverage.coder.coder import Coder
from coverage.labelled import Labelled


class Case(NamedTuple):
    """One case of a decision."""

    signs: dict[str, float]
    answer: bool
    code: str = ""  # the topic or funding model that is asked about
    words: frozenset[str] = frozenset()  # those of the sentences that name what is asked about


Cases = Callable[[Coder, Labelled], Iterator[Case]]  # those of one labelled article
