"""How like the words of a text are to those that other articles use in the same case.

The codebook knows the terms of each topic and model, and the rules the words of contact; what else
stands there ("brigade", "allies", "invoice") tells too whether a term is meant in earnest, and
whether a partner was met or pays. Two files (trained, see docs) say what each beginning of a word
is worth, language by language: ``wordings.toml`` for each topic and funding model by the words of
the whole article, ``surroundings.toml`` for decisions on a partner or a model by the words of the
sentences that name it. They only weigh what the codebook has found: words alone make nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIGN = "wording"
UNIT = 0.1  # what one point in the files is worth
FILE = Path(__file__).parent / "wordings.toml"
SURROUNDINGS = Path(__file__).parent / "surroundings.toml"
_LETTERS = 5  # of a word: enough to tell words apart, few enough to leave endings out
_SHORTEST = 3
ARTICLE, SENTENCES = 100, 10  # words: what has fewer is judged by them the less

Likeness = dict[str, float]  # topic, model or decision -> about -1 (unlike) to 1 (like)


def beginnings(tokens: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words among ``tokens``; numbers and little words tell nothing."""
    return frozenset(t[:_LETTERS] for t in tokens if len(t) >= _SHORTEST and not t[0].isdecimal())


def scale(words: frozenset[str], enough: int) -> float:
    """What one of ``words`` counts: the less, the more different ones there are."""
    return 1 / sqrt(max(enough, len(words)))


@dataclass(frozen=True, slots=True)
class Wording:
    """One language: ``points[rows[beginning]]`` are the points for each of ``codes``."""

    codes: tuple[str, ...]
    rows: dict[str, int]
    points: NDArray[np.float32]

    def likeness(self, words: frozenset[str], enough: int) -> Likeness:
        """For each code, how like these ``words`` are to those of its articles or sentences."""
        known = [row for row in map(self.rows.get, words) if row is not None]
        sums = self.points[known].sum(axis=0) * (UNIT * scale(words, enough))
        return dict(zip(self.codes, sums.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Wordings:
    """Language -> its wording."""

    by_lang: dict[str, Wording] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Wordings:
        """Read the text of a file of points."""
        data = tomllib.loads(text)
        found = {}
        for lang, words in data["words"].items():
            points = np.array(" ".join(words.values()).split(), dtype=np.float32)
            rows = {word: row for row, word in enumerate(words)}
            found[lang] = Wording(tuple(data["codes"]), rows, points.reshape(len(rows), -1))
        return cls(found)

    def likeness(self, lang: str, words: frozenset[str], enough: int = ARTICLE) -> Likeness:
        """As :meth:`Wording.likeness`; nothing where no words of the language are known."""
        return self.by_lang[lang].likeness(words, enough) if lang in self.by_lang else {}
