"""Which of the three languages a text is in: by its letters and by its commonest words.

Each language of ``language.toml`` scores: a word that it has counts for it, a letter that it lacks
against it. So a text of a few words is told, and one of another language that is listed. One that
is not listed has letters that none of the three has, or hardly a word of theirs.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

_SAMPLE = 4000  # characters: enough to be sure, and short for long pages
_WORD = re.compile(r"[^\W\d_]+")

# A word weighs as much as so many letters: a Ukrainian name in a Russian text brings letters,
# but no «що».
_WORD_WEIGHT = 3
# Of so many words in Latin letters a share must be English: names and figures leave twice as many.
# Of Cyrillic nothing is asked: all other languages have letters of their own, or are listed.
_ENOUGH_WORDS = 20
_LEAST_LISTED = 0.06
_MARGIN = 3  # by which another language must be likelier: a word that it happens to have


@dataclass(frozen=True, slots=True)
class _Language:
    """A language's letters; its words are in ``_SPEAKERS``."""

    name: str
    script: str
    alphabet: frozenset[str]
    never: re.Pattern[str] | None
    is_read: bool


def detect(text: str) -> str | None:
    """``ru``, ``uk`` or ``en``; None where the text is in no such language or has no letters."""
    sample = text[:_SAMPLE].lower()
    letters = {char: number for char, number in Counter(sample).items() if char.isalpha()}
    script = _script(letters)
    if script is None:
        return None
    words = _WORD.findall(sample)
    listed = Counter(name for word in words for name in _SPEAKERS.get(word, ()))
    scores = {
        each: _WORD_WEIGHT * (listed[each.name] - _impossible(sample, each))
        - _foreign(letters, each)
        for each in _LANGUAGES
        if each.script == script
    }
    # Of equal ones the first: those that are read stand before the others.
    best = max(scores, key=lambda each: scores[each] - (0 if each.is_read else _MARGIN))
    enough = len(words) if script == "latin" and len(words) >= _ENOUGH_WORDS else 0
    is_told = scores[best] >= 0 and listed[best.name] >= _LEAST_LISTED * enough
    return best.name if best.is_read and is_told else None


def _script(letters: Mapping[str, int]) -> str | None:
    """The script of most letters, if it is one that is known."""
    counts = {
        script: sum(number for char, number in letters.items() if low <= char <= high)
        for script, (low, high) in _SCRIPTS.items()
    }
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] * 2 > sum(letters.values()) else None


def _impossible(sample: str, language: _Language) -> int:
    """How often there is what no word of the language has."""
    return len(language.never.findall(sample)) if language.never else 0


def _foreign(letters: Mapping[str, int], language: _Language) -> int:
    """How many letters of the language's script are none of its own."""
    low, high = _SCRIPTS[language.script]
    alphabet = language.alphabet
    return sum(
        number for char, number in letters.items() if low <= char <= high and char not in alphabet
    )


_SCRIPTS = {"cyrillic": ("\u0400", "\u052f"), "latin": ("a", "\u024f")}
_BASIC = {
    "cyrillic": frozenset(map(chr, range(ord("а"), ord("я") + 1))),
    "latin": frozenset(map(chr, range(ord("a"), ord("z") + 1))),
}


def _load() -> tuple[tuple[_Language, ...], dict[str, tuple[str, ...]]]:
    text = (files(__package__) / "language.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, dict[str, str]]] = tomllib.loads(text)
    languages = []
    speakers: dict[str, tuple[str, ...]] = {}
    for group in ("read", "other"):
        for name, entry in table[group].items():
            basic = _BASIC[entry["script"]] - frozenset(entry.get("lacks", ""))
            alphabet = basic | frozenset(entry.get("letters", ""))
            never = re.compile(entry["never"]) if "never" in entry else None
            is_read = group == "read"
            languages.append(_Language(name, entry["script"], alphabet, never, is_read))
            for word in dict.fromkeys(entry["words"].split()):
                speakers[word] = (*speakers.get(word, ()), name)
    return tuple(languages), speakers


_LANGUAGES, _SPEAKERS = _load()
LANGUAGES = tuple(each.name for each in _LANGUAGES if each.is_read)
