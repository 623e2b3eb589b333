"""What each sign is worth: a linear score a decision, from ``weights.toml`` (trained, see docs)."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coverage.coder.scene import Scene
from coverage.coder.wording import FILE as WORDINGS
from coverage.coder.wording import SENTENCES, SURROUNDINGS, Wordings

# Signs that hold of a whole article: they weigh, but they are no reason that a person could check.
_GENERAL = frozenset(("bias", "home_acts", "named", "most_named", "sole_actor", "article_held"))
FILE = Path(__file__).parent / "weights.toml"


@dataclass(frozen=True)
class Weights:
    """Decision -> sign -> weight. A decision is taken where the sum is zero or more."""

    tables: dict[str, dict[str, float]]
    wordings: Wordings = field(default_factory=Wordings)
    surroundings: Wordings = field(default_factory=Wordings)
    version: str = ""  # a hash of the files that they were read from

    @classmethod
    def load(cls) -> Weights:
        """Read ``weights.toml`` and what words are worth."""
        weights, *words = (path.read_bytes() for path in (FILE, WORDINGS, SURROUNDINGS))
        version = hashlib.sha256(b"".join((weights, *words))).hexdigest()
        wordings, surroundings = (Wordings.parse(each.decode("utf-8")) for each in words)
        return cls(tomllib.loads(weights.decode("utf-8")), wordings, surroundings, version)

    @classmethod
    def untrained(cls, decisions: Iterable[str]) -> Weights:
        """Tables in which every sign weighs nothing: what training starts from."""
        return cls({decision: {} for decision in decisions})

    def score(self, decision: str, signs: dict[str, float]) -> float:
        """The sum of the signs' weights; a sign that was never trained on weighs nothing."""
        weight_of = self.tables[decision].get
        total = 0.0
        for sign, value in signs.items():
            weight = weight_of(sign)
            if weight is not None:
                total += weight * value
        return total

    def around(self, scene: Scene, sentences: Iterable[int], *decisions: str) -> dict[str, float]:
        """A sign a decision (``around_contact``): what the words of those sentences say for it."""
        likeness = self.surroundings.likeness(scene.lang, scene.words(sentences), SENTENCES)
        return {f"around_{each}": likeness[each] for each in decisions if each in likeness}

    def reason(self, decision: str, signs: dict[str, float], *, against: bool = False) -> str:
        """The signs that weigh most for the decision (or against it), for people to read."""
        weight_of = self.tables[decision].get
        side = -1 if against else 1
        weighed = []
        for sign, value in signs.items():
            weight = weight_of(sign)
            if weight is not None and weight * side > 0 and value and sign not in _GENERAL:
                weighed.append((-weight * value * side, sign))
        weighed.sort()
        chosen = [sign for _, sign in weighed[:3]]
        return "+".join(chosen) or ("no_sign_of_contact" if against else decision)
