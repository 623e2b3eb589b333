"""Why an input was rejected, in the reader's language: readers and feeds say it in English."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from coverage.ui import tables
from coverage.ui.words import lang, say

PASTED = "pasted text"
"""The source of what was pasted, as it is stored."""

_SLOT = re.compile(r"\\\{(\w+)\\\}")
_AND = "; "  # between what is wrong and what to do


@dataclass(frozen=True, slots=True)
class _Reason:
    """A reason with places for what differs, and how it is said by language."""

    pattern: re.Pattern[str]
    said: dict[str, str]


def told(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of rejections (``code``, ``reason``, ``source``) in the reader's language, the code as
    ``wrong``."""
    return rows.assign(wrong=rows["code"].map(tables.fault), reason=rows["reason"].map(why),
                       source=rows["source"].map(source_said))  # fmt: skip


def source_said(source: str) -> str:
    """A source, of which only that of a pasted text is in words."""
    return say("pasted text") if source == PASTED else source


def why(reason: str) -> str:
    """``reason`` in the reader's language; parts of which no words are known stay as they are."""
    language = lang()
    if language == "en":
        return reason
    parts = [(part, _in(language, part)) for part in reason.split(_AND)]
    if not all(said for _, said in parts) and (whole := _in(language, reason)):
        return whole
    return _AND.join(said or part for part, said in parts)


def _in(language: str, reason: str) -> str:
    for each in _reasons():
        if found := each.pattern.fullmatch(reason):
            # What to do with a file is a reason's part, with words of its own.
            held = found.groupdict().items()
            values = {slot: _in(language, value) or value for slot, value in held}
            return each.said[language].format(**values)
    return ""


@cache
def _reasons() -> tuple[_Reason, ...]:
    """Those without places first: they are surer."""
    text = files(__package__).joinpath("rejections.toml").read_text("utf-8")
    every = tomllib.loads(text)
    ordered = sorted(every, key=lambda reason: reason.count("{"))
    return tuple(_Reason(_pattern(reason), every[reason]) for reason in ordered)


def _pattern(reason: str) -> re.Pattern[str]:
    return re.compile(_SLOT.sub(r"(?P<\1>.+)", re.escape(reason)), re.DOTALL)
