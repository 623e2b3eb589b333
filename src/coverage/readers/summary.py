"""What is given in place of an article's text: a summary, or a beginning that was cut off."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from importlib.resources import files

from coverage.errors import UnreadableInput

_TABLE = tomllib.loads((files(__package__) / "summary.toml").read_text(encoding="utf-8"))
_WHOLE: dict[str, int] = _TABLE["whole"]
_REMOVED = frozenset(_TABLE["removed"])
_CUT = [re.compile(pattern) for pattern in _TABLE["cut"]]
_BEGINNING = _TABLE["beginning"]
_MARK, _MORE = _BEGINNING["mark"], "|".join(_BEGINNING["more"])
# «… [the rest]», «…Continue reading Ministers meet», «They met. Read more →», «… Read more» below
_BROKEN = re.compile(
    rf"(?:{_MARK}\s*(?:(?:{_MORE})\b[^\n]*)?|(?:^|\n|(?<=[.!?…])\s)\s*(?:{_MORE})[^\w\n]*)\s*$"
)
_NOTICE = re.compile(rf"\s*(?:{'|'.join(_BEGINNING['notice'])})\s*$")
_TAIL = 1000  # characters at the end of a text in which its notice and its mark stand

NAMES: tuple[str, ...] = tuple(_TABLE["names"])
"""What a summary is called, best first."""


def is_whole(summary: str, url: str) -> bool:
    """Whether ``summary`` is long enough to be the article; ``url`` is where else that may be."""
    return len(summary) >= _WHOLE["linked" if url else "alone"]


def missing(text: str) -> int:
    """How many characters ``text`` says that it lacks at its end; 0 where it says nothing."""
    end = text[-_TAIL:]
    return next((int(found[1]) for each in _CUT if (found := each.search(end))), 0)


def without_notice(text: str) -> str:
    """``text`` without what a feed adds below: «The post … appeared first on …»."""
    at = max(len(text) - _TAIL, 0)
    found = _NOTICE.search(text, at)
    return text[: found.start()] if found else text


def begun(text: str) -> str | None:
    """What stands before the mark or link by which ``text`` breaks off; None where it does not."""
    text = without_notice(text)
    at = max(len(text) - _TAIL, 0)
    end = unescape(text[at:])  # «&nbsp;[&hellip;]»
    found = _BROKEN.search(end)
    return (text[:at] + end[: found.start()]).rstrip() if found else None


def is_beginning(text: str, url: str) -> bool:
    """Whether ``text`` breaks off and is too short to be more than a summary; long ones may end in
    an ellipsis. ``url`` is where the rest may be."""
    return begun(text) is not None and not is_whole(text, url)


def elsewhere(what: str, url: str, otherwise: str = "") -> UnreadableInput:
    """``summary_only``: ``what`` is missing, where it may be got, and what to do ``otherwise``."""
    where = f"give the address itself: {url}" if url else "give the whole text as text"
    return UnreadableInput("summary_only", "; ".join(filter(None, (what, where, otherwise))))


def is_removed(*parts: str) -> bool:
    """Whether the parts of an article that are there say that it was withdrawn."""
    held = {part.strip().casefold() for part in parts if part.strip()}
    return bool(held) and held <= _REMOVED
