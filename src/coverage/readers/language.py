"""Which of the three languages a text is in: by letters that only one has and frequent words."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

LANGUAGES = ("ru", "uk", "en")

_SAMPLE = 4000  # characters: enough to be sure, and short for long pages
_CYRILLIC = re.compile(r"[а-яёіїєґ]")
_LATIN = re.compile(r"[a-z]")
_WORD = re.compile(r"[^\W\d_]+")

# A word weighs as much as so many letters: a Ukrainian name in a Russian text brings letters,
# but no «що».
_WORD_WEIGHT = 3
# A Latin text of so many words with a lower share of English small words is another language.
_LATIN_WORDS = 40
_LEAST_ENGLISH = 0.15


def detect(text: str) -> str | None:
    """``ru``, ``uk`` or ``en``; None where the text is in no such language or has no letters."""
    sample = text[:_SAMPLE].lower()
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    words = _WORD.findall(sample)
    if cyrillic + latin == 0:
        return None
    if latin > cyrillic:
        english = sum(word in _WORDS["en"] for word in words)
        foreign = len(words) >= _LATIN_WORDS and english < _LEAST_ENGLISH * len(words)
        return None if foreign else "en"
    russian, ukrainian = _score(sample, words, "ru"), _score(sample, words, "uk")
    return "uk" if ukrainian > russian else "ru"


def _score(sample: str, words: list[str], lang: str) -> int:
    letters = sum(char in _LETTERS[lang] for char in sample)
    return letters + _WORD_WEIGHT * sum(word in _WORDS[lang] for word in words)


def _load() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    text = (files(__package__) / "language.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text)
    letters = {lang: table[lang]["letters"] for lang in LANGUAGES}
    words = {lang: frozenset(table[lang]["words"].split()) for lang in LANGUAGES}
    # What two languages share («після» is one's alone, «при» both's) tells nothing.
    words["ru"], words["uk"] = words["ru"] - words["uk"], words["uk"] - words["ru"]
    return letters, words


_LETTERS, _WORDS = _load()
