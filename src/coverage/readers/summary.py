"""What is given in place of an article's text: a summary, or a beginning that was cut off."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_TABLE = tomllib.loads((files(__package__) / "summary.toml").read_text(encoding="utf-8"))
_WHOLE: dict[str, int] = _TABLE["whole"]
_REMOVED = frozenset(_TABLE["removed"])
_CUT = [re.compile(pattern) for pattern in _TABLE["cut"]]

NAMES: tuple[str, ...] = tuple(_TABLE["names"])
"""What a summary is called, best first."""


def is_whole(summary: str, url: str) -> bool:
    """Whether ``summary`` is long enough to be the article; ``url`` is where else that may be."""
    return len(summary) >= _WHOLE["linked" if url else "alone"]


def missing(text: str) -> int:
    """How many characters ``text`` says that it lacks at its end; 0 where it says nothing."""
    return next((int(found[1]) for each in _CUT if (found := each.search(text))), 0)


def is_removed(*parts: str) -> bool:
    """Whether the parts of an article that are there say that it was withdrawn."""
    held = {part.strip().casefold() for part in parts if part.strip()}
    return bool(held) and held <= _REMOVED
