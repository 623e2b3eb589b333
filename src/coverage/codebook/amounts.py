"""Words of sums (amounts.toml): currencies, multiples, numbers in words, what limits a sum."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from coverage.codebook.entries import NO_TERMS, Entry, Terms
from coverage.errors import CodebookError

_FILE = Path(__file__).parent / "amounts.toml"


class Currency(Entry, frozen=True):
    """A currency; ``code`` is empty where an adjective or who gives has to tell whose it is."""

    code: str
    signs: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    words: Terms = NO_TERMS
    of: dict[str, str] = msgspec.field(default_factory=dict)
    by_partner: bool = False


class Multiple(Entry, frozen=True):
    """Thousand, million, ..."""

    value: int
    words: Terms


class Limit(Entry, frozen=True):
    """Words before a sum that limit it; ``code`` is one of :class:`coverage.model.Bound`."""

    code: str
    words: Terms


class AmountWords(Entry, frozen=True):
    """All of amounts.toml; what each part means is told there."""

    currency: tuple[Currency, ...]
    multiple: tuple[Multiple, ...]
    numbers: dict[str, dict[str, float]]
    bound: tuple[Limit, ...]
    support: Terms
    other: Terms


@cache
def amount_words(path: Path = _FILE) -> AmountWords:
    """The words of sums. Raises CodebookError, naming the entry, where one is wrong."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), AmountWords)
    except (OSError, msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{path.name}: {error}") from error
