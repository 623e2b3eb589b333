"""Pages in English that write their days month first, as in the United States."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from coverage.readers.dayorder import AMERICAN
from coverage.readers.markup import Element

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))
_LANGUAGES = frozenset(_DATA["published"]["american"])
_LENGTH = 120  # characters of a text that shows a day
_MONTHS = 12


def is_american(root: Element) -> bool:
    """Whether a page in English, of no country or the United States, writes ``7/1/2025 3:10 PM``.

    Not where one of its days written so can only be read day first.
    """
    lang = (root.get("lang") or "").strip().lower().replace("_", "-")
    if lang not in _LANGUAGES:
        return False
    first = [
        int(found["first"])
        for text in _texts(root)
        for each in AMERICAN
        for found in each.finditer(text)
    ]
    return bool(first) and max(first) <= _MONTHS


def _texts(root: Element) -> Iterator[str]:
    said = (each.get("content") or "" for each in root.iter("meta"))
    for texts in (said, root.itertext()):
        yield from (each for each in texts if len(each) <= _LENGTH and "/" in each)
