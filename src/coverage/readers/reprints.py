"""Reprints: articles most of whose text stood in another article shortly before.

Texts are compared by their shingles (runs of five words). A sample of the shingles, chosen by
their hash and so the same in every text, finds the few earlier articles worth comparing; those
are compared by all shingles. What is measured is how much of the later text was in the earlier
one: an article that quotes a statement among much else of its own is no reprint of it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from coverage.readers.layouts import fold

WINDOW = timedelta(days=3)
"""How long after an article its reprints are looked for."""

_SHINGLE = 5  # words
_SHARE = 0.6  # of an article's shingles that stood in an earlier one: then it is a reprint
_LEAST = 20  # shingles: two shorter texts may be alike by chance
_SAMPLE = 8  # one shingle in so many finds candidates
_CANDIDATES = 5  # earlier articles that are compared in full, those with most in common first

_WORD = re.compile(r"\w+")
_BASE = 0x9E3779B97F4A7C15
_FACTORS = np.array([pow(_BASE, i, 2**64) for i in range(_SHINGLE)], dtype=np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class DatedText:
    """What is compared of an article."""

    article_id: str
    published: date
    text: str


@dataclass(frozen=True, slots=True)
class Reprint:
    """``article_id`` repeats ``original``, of which ``share`` (0 to 1) of its text is."""

    article_id: str
    original: str
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    article_id: str
    published: date
    shingles: Hashes
    original: str  # itself, or what it repeats


def find_reprints(texts: Iterable[DatedText], window: timedelta = WINDOW) -> Iterator[Reprint]:
    """The reprints among ``texts``, which come in the order of their publication.

    Memory is that of the articles of one window (2 to 3 KB each). An original is never a reprint
    itself: of three copies two name the first.

    Raises:
        ValueError: the texts are not in order.
    """
    held: deque[_Seen] = deque()
    index: dict[int, list[_Seen]] = {}
    last = date.min
    for text in texts:
        if text.published < last:
            raise ValueError(f"{text.article_id}: published before the article that came first")
        last = text.published
        while held and held[0].published < last - window:
            _forget(index, held.popleft())
        shingles = shingles_of(text.text)
        if len(shingles) < _LEAST:
            continue
        found = _closest(shingles, index)
        original = text.article_id
        if found is not None:
            seen, share = found
            original = seen.original
            yield Reprint(text.article_id, original, round(share, 3))
        entry = _Seen(text.article_id, text.published, shingles, original)
        held.append(entry)
        for key in _sample(shingles):
            index.setdefault(key, []).append(entry)


def shingles_of(text: str) -> Hashes:
    """The sorted distinct 64-bit hashes of the runs of five words in ``text``."""
    words = np.array([zlib.crc32(word.encode()) for word in _WORD.findall(fold(text))], np.uint64)
    if len(words) < _SHINGLE:
        return np.empty(0, np.uint64)
    hashes = np.lib.stride_tricks.sliding_window_view(words, _SHINGLE) @ _FACTORS
    hashes = (hashes ^ (hashes >> _SHIFT)) * _MIX  # so that a part of the bits is a fair sample
    return np.unique(hashes ^ (hashes >> _SHIFT))


def _sample(shingles: Hashes) -> list[int]:
    chosen: list[int] = shingles[shingles % np.uint64(_SAMPLE) == 0].tolist()
    return chosen


def _closest(shingles: Hashes, index: dict[int, list[_Seen]]) -> tuple[_Seen, float] | None:
    """The earlier article that holds most of the shingles, if that is enough, and the share."""
    common: Counter[str] = Counter()
    entries: dict[str, _Seen] = {}
    for key in _sample(shingles):
        for entry in index.get(key, ()):
            common[entry.article_id] += 1
            entries[entry.article_id] = entry
    best: tuple[_Seen, float] | None = None
    for article_id, _ in common.most_common(_CANDIDATES):
        entry = entries[article_id]
        shared = np.intersect1d(shingles, entry.shingles, assume_unique=True)
        share = len(shared) / len(shingles)
        if share >= _SHARE and (best is None or share > best[1]):
            best = (entry, share)
    return best


def _forget(index: dict[int, list[_Seen]], entry: _Seen) -> None:
    for key in _sample(entry.shingles):
        entries = index[key]
        del entries[0]  # the oldest
        if not entries:
            del index[key]
