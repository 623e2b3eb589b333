"""What an article names, by sentence: the words that the coder's rules speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coverage.coder.text import Text
from coverage.coder.wording import beginnings

HOME = "UA"
# How surely a mention is somebody who can meet: a person, an office, a state, a mere place.
PERSON, OFFICE, STATE, PLACE = 3, 2, 1, 0


@dataclass(slots=True)
class Country:
    """A partner named at tokens ``start`` to ``end``; ``role`` says how."""

    start: int
    end: int
    code: str
    role: str  # names | adjectives | demonyms | bodies | capital
    located: bool = False  # behind a preposition that makes it a place


@dataclass(slots=True)
class Actor:
    """Somebody at tokens ``start`` to ``end`` of sentence ``sentence`` who acts for ``side``."""

    start: int
    end: int
    sentence: int
    side: str
    level: int
    person: str | None = None
    office: str | None = None


@dataclass(slots=True)
class Scene:
    """All that an article names, by sentence."""

    lang: str
    text: Text
    sentence_of: list[int]
    countries: list[Country]
    places: list[tuple[int, int, str, bool]]  # start, end, name, behind a preposition
    actors: list[Actor]
    channels: list[tuple[int, int, str]]  # start, end, code of where it was reported
    cues: dict[str, list[tuple[int, int]]]
    cue_at: list[dict[str, list[int]]] = field(default_factory=list)  # a sentence: cue -> starts
    _words: dict[int, frozenset[str]] = field(default_factory=dict)

    def words(self, sentences: Iterable[int]) -> frozenset[str]:
        """The beginnings of the words that stand in those sentences."""
        return frozenset().union(*map(self._words_of, sentences))

    def _words_of(self, number: int) -> frozenset[str]:
        words = self._words.get(number)
        if words is None:
            sentence = self.text.sentences[number]
            words = beginnings(self.text.tokens[sentence.start : sentence.end])
            self._words[number] = words
        return words


def apart(text: Text, at: int) -> bool:
    """Whether anything but a space or hyphen stands between token ``at`` and the next."""
    if at + 1 >= len(text.starts):
        return True
    return text.plain[text.ends[at] : text.starts[at + 1]].strip(" -") not in ("", "'s")


def tokens_of(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """The tokens that half-open ranges cover."""
    return {at for low, high in ranges for at in range(low, high)}
