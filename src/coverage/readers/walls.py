"""What stands in place of an article: a wall, a shell of scripts, a notice that it is gone."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_DATA = tomllib.loads((files(__package__) / "walls.toml").read_text(encoding="utf-8"))
_SAID = tuple(phrase for kind in _DATA.values() for phrases in kind.values() for phrase in phrases)
_LONGEST = 6000  # characters of a wall; longer texts are not looked at
_HEAD = 250  # characters within which a wall begins to ask
_MOST = 0.4  # share of the text from which on it is a wall, and no article beside one
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_SPACES = re.compile(r"\s+")


def is_wall(text: str) -> bool:
    """Whether the sentences of ``text`` mostly ask the reader for something, by their length."""
    if len(text) > _LONGEST or not _tells(_folded(text[:_HEAD])):
        return False
    sentences = [_folded(each) for each in _SENTENCES.split(text)]
    told = sum(len(each) for each in sentences if _tells(each))
    return told >= _MOST * sum(map(len, sentences))


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text.lower().replace("’", "'"))


def _tells(text: str) -> bool:
    return any(phrase in text for phrase in _SAID)
