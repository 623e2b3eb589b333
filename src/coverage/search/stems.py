"""Words to stems: light rules from stems.toml, the same for a text and for what is looked for."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

LEAST = 3  # letters that stay
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_CYRILLIC = re.compile(r"[а-яіїєґ]")
_ACCENTS = ("\u0300", "\u0301", "\u00ad")
_APOSTROPHES = str.maketrans(dict.fromkeys("’'ʼ`"))


@dataclass(frozen=True, slots=True)
class _Rules:
    endings: tuple[str, ...]  # the longest first
    second: tuple[str, ...]
    ends: tuple[tuple[str, str], ...]


@cache
def _rules(lang: str) -> _Rules:
    text = files(__package__).joinpath("stems.toml").read_text("utf-8")
    entry = tomllib.loads(text)[lang]

    def longest_first(words: str) -> tuple[str, ...]:
        return tuple(sorted(set(words.split()), key=lambda each: (-len(each), each)))

    return _Rules(
        longest_first(entry["endings"]),
        longest_first(entry["second"]),
        tuple(sorted(entry["ends"].items(), key=lambda each: -len(each[0]))),
    )


def words(text: str) -> Iterator[str]:
    """The words of a text, alike whatever their case, accents, apostrophes and ё."""
    # (str.translate over a whole Cyrillic text takes longer than all the rest of it.)
    text = unicodedata.normalize("NFC", text)
    for accent in _ACCENTS:
        text = text.replace(accent, "")
    for word in _WORD.findall(text.casefold().replace("ё", "е")):
        plain = word.isalnum() and "ʼ" not in word
        yield word if plain else word.translate(_APOSTROPHES)


@lru_cache(maxsize=200_000)
def stem(word: str, lang: str) -> str:
    """The stem of a word of :func:`words` in ``lang``; words in Latin script are English's."""
    if not _CYRILLIC.search(word):
        lang = "en"
    elif lang == "en":
        lang = "uk"  # a Cyrillic word in an English text
    rules = _rules(lang)
    left = _without(_without(word, rules.endings), rules.second)
    for end, other in rules.ends:
        if left.endswith(end) and len(left) - len(end) >= 1:
            return left[: -len(end)] + other
    return left


def stems(text: str, lang: str) -> str:
    """The stems of a text, separated by spaces, in its order."""
    return " ".join([stem(word, lang) for word in words(text)])


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word[: -len(ending)]
    return word
