"""What of a text is compared with others': a sample of its shingles, which are runs of five words.

They are chosen by their hash, and so the same in every text.
"""

from __future__ import annotations

import re
import zlib

import numpy as np
from numpy.typing import NDArray

_SHINGLE = 5  # words
_LEAST = 20  # shingles: two shorter texts may be alike by chance
_SAMPLE = 4  # one shingle in so many is kept

_WORD = re.compile(r"\w+")
_BASE = 0x9E3779B97F4A7C15
_FACTORS = np.array([pow(_BASE, i, 2**64) for i in range(_SHINGLE)], dtype=np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_HALF = np.uint64(32)

Hashes = NDArray[np.uint32]


def shingles_of(text: str) -> Hashes:
    """A sample of the distinct hashes of the runs of five words in ``text``, sorted.

    Empty where the text is too short to tell anything by it.
    """
    words = np.array([zlib.crc32(word.encode()) for word in words_of(text)], np.uint64)
    if len(words) < _SHINGLE:
        return np.empty(0, np.uint32)
    hashes = np.lib.stride_tricks.sliding_window_view(words, _SHINGLE) @ _FACTORS
    hashes = (hashes ^ (hashes >> _SHIFT)) * _MIX  # so that a part of the bits is a fair sample
    distinct = np.unique(hashes ^ (hashes >> _SHIFT))
    if len(distinct) < _LEAST:
        return np.empty(0, np.uint32)
    sample = distinct[distinct % np.uint64(_SAMPLE) == 0]
    return np.unique((sample >> _HALF).astype(np.uint32))


def words_of(text: str) -> list[str]:
    """The words in small letters, ё as е; of the apostrophes the one that passes for a letter as
    the others."""
    folded = text.lower().replace("ё", "е").replace("\N{MODIFIER LETTER APOSTROPHE}", "'")
    return _WORD.findall(folded)
