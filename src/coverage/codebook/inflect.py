"""Surface forms of a codebook word, by the ending rules of ``inflection.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

Sex = Literal["m", "f"]


@cache
def _rules() -> dict[str, dict[str, tuple[str, ...]]]:
    raw = tomllib.loads((Path(__file__).parent / "inflection.toml").read_text("utf-8"))
    return {
        table: {
            ending: tuple("" if e == "-" else e for e in endings.split())
            for ending, endings in rules.items()
        }
        for table, rules in raw.items()
    }


def forms(word: str, lang: str, sex: Sex | None = None) -> frozenset[str]:
    """All forms of ``word`` (lower case, е for ё); with ``sex`` it is declined as a person's name.

    >>> sorted(forms("Бакес", "ru", "f"))
    ['бакес']
    """
    word = word.lower().replace("ё", "е")
    rules = _rules()[f"{lang}_{sex}" if sex else lang]
    for start in range(len(word) + 1):
        endings = rules.get(word[start:])
        if endings is not None:
            stem = word[:start]
            # a stem of one letter is no stem: «ОАЭ», "UN", «США» stay as they are
            if len(stem) < 2:
                return frozenset({word})
            return frozenset((stem + e).replace("ё", "е") for e in endings) | {word}
    return frozenset({word})
