"""An article's text with the coded passages marked, as Markdown that text cannot break out of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coverage.ui.text import plain
from coverage.ui.words import say

_BREAK = re.compile(r"\n[ \t]*\n\s*|\n")
_CONTEXT = 70


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of passage: what it is called, how it is marked, the evidence fields it holds."""

    title: str
    colour: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """Half-open offsets into the text, and the evidence field that they prove."""

    start: int
    end: int
    field: str


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, the one that wins first (evidence.toml)."""
    text = files(__package__).joinpath("evidence.toml").read_text("utf-8")
    return tuple(
        Kind(entry["title"], entry["colour"], entry["fields"])
        for entry in tomllib.loads(text).values()
    )


def kind_of(field: str) -> Kind | None:
    """The kind that an evidence field belongs to; None for one that is not marked."""
    return next((kind for kind in kinds() if field in kind.fields), None)


def legend() -> str:
    """One line of Markdown: each kind's name in its colour."""
    return " ".join(f":{kind.colour}-background[{plain(say(kind.title))}]" for kind in kinds())


def marked(text: str, passages: Iterable[Passage], start: int = 0) -> str:
    """``text`` from ``start`` on as Markdown paragraphs, with the passages on a coloured ground.

    Passages that reach over the text's ends are cut, empty ones are left out.
    """
    colours: list[str | None] = [None] * len(text)
    order = [kind.colour for kind in kinds()]
    for passage in passages:
        kind = kind_of(passage.field)
        if kind is None:
            continue
        for at in range(max(passage.start, 0), min(passage.end, len(text))):
            held = colours[at]
            if held is None or order.index(kind.colour) < order.index(held):
                colours[at] = kind.colour
    paragraphs: list[str] = []
    for first, last, blank in _lines(text, start):
        line = "".join(
            _ground(text[a:b], colour) for a, b, colour in _runs(colours, first, last)
        ).strip()
        if (line and blank) or not paragraphs:
            paragraphs.append(line)
        elif line:
            paragraphs[-1] += f"\\\n{line}" if paragraphs[-1] else line
    return "\n\n".join(each for each in paragraphs if each)


def _ground(words: str, colour: str | None) -> str:
    """Words on their ground; the space around them stays outside, or it would be lost."""
    said = plain(words)
    core = said.strip()
    if colour is None or not core:
        return said
    before, _, after = said.partition(core)
    return f"{before}:{colour}-background[{core}]{after}"


def quote(text: str, start: int, end: int) -> str:
    """The passage with some words of its paragraphs around it, on one line, cut at whole words."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    before = text[max(start - _CONTEXT, first) : start]
    after = text[end : min(end + _CONTEXT, last)]
    if start - first > _CONTEXT:
        before = "… " + before.partition(" ")[2]
    if end + _CONTEXT < last:
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _lines(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Each line's offsets, and whether a blank line goes before it."""
    blank = True
    for found in _BREAK.finditer(text, start):
        yield start, found.start(), blank
        blank, start = found.group().count("\n") > 1, found.end()
    yield start, len(text), blank


def _runs(
    colours: list[str | None], first: int, last: int
) -> Iterator[tuple[int, int, str | None]]:
    """Stretches of one colour between two offsets."""
    at = first
    while at < last:
        to = at + 1
        while to < last and colours[to] == colours[at]:
            to += 1
        yield at, to, colours[at]
        at = to
