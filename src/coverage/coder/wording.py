"""How far an article's own words are those of articles on a topic, or under a funding model.

The codebook knows the terms of each topic and model; what else such articles speak of ("brigade",
"allies", "invoice") tells too whether a term stands there in earnest. ``wordings.toml`` (trained,
see docs) says what each beginning of a word is worth for each topic and model, language by
language. It only weighs what the codebook has found: words alone make no topic.
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
UNIT = 0.1  # what one point in the file is worth
FILE = Path(__file__).parent / "wordings.toml"
_LETTERS = 5  # of a word: enough to tell words apart, few enough to leave endings out
_SHORTEST = 3
_ENOUGH = 100  # words: a flash that has fewer is judged by them the less

Likeness = dict[str, float]  # topic or model -> about -1 (unlike) to 1 (like)


def beginnings(tokens: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words among ``tokens``; numbers and little words tell nothing."""
    return frozenset(t[:_LETTERS] for t in tokens if len(t) >= _SHORTEST and not t[0].isdecimal())


def scale(words: frozenset[str]) -> float:
    """What a word of an article counts: the less, the more different ones it has."""
    return 1 / sqrt(max(_ENOUGH, len(words)))


@dataclass(frozen=True, slots=True)
class Wording:
    """One language: ``points[rows[beginning]]`` are the points for each of ``codes``."""

    codes: tuple[str, ...]
    rows: dict[str, int]
    points: NDArray[np.float32]

    def likeness(self, tokens: Iterable[str]) -> Likeness:
        """For each topic and model, how like its articles' words these ``tokens`` are."""
        words = beginnings(tokens)
        known = [row for row in map(self.rows.get, words) if row is not None]
        sums = self.points[known].sum(axis=0) * (UNIT * scale(words))
        return dict(zip(self.codes, sums.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Wordings:
    """Language -> its wording."""

    by_lang: dict[str, Wording] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path = FILE) -> Wordings:
        """Read ``wordings.toml``."""
        data = tomllib.loads(path.read_text("utf-8"))
        found = {}
        for lang, words in data["words"].items():
            points = np.array(" ".join(words.values()).split(), dtype=np.float32)
            rows = {word: row for row, word in enumerate(words)}
            found[lang] = Wording(tuple(data["codes"]), rows, points.reshape(len(rows), -1))
        return cls(found)

    def likeness(self, lang: str, tokens: Iterable[str]) -> Likeness:
        """As :meth:`Wording.likeness`; nothing where no words of the language are known."""
        return self.by_lang[lang].likeness(tokens) if lang in self.by_lang else {}
