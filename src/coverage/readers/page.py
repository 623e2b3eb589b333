"""A page saved as text: which of its lines are the article's headline, date, outlet and body.

Known outlets and markers come from ``layouts.toml``. For everybody else the shape decides:
paragraphs are sentences, and short lines without a full stop that stand in lists are headlines
of other items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from coverage.readers.body import announces_list, body_of
from coverage.readers.header import find_outlet, find_published, outlet_name, starts_with_domain
from coverage.readers.layouts import fold, layouts
from coverage.readers.lines import (
    BODY,
    Kind,
    Line,
    classify,
    has_inner_stop,
    is_headline,
    is_url,
    words,
)

_TITLE_WORDS = 4  # a line with fewer is hardly a headline
_TITLE_LENGTH = 200  # characters
_HEADER = 40  # lines in which a headline is looked for
_HEADER_LENGTH = 400  # characters of a line that may name the outlet
_SAME_TITLE = 0.7  # share of common words by which a headline is known again
_WRAPPED = 50  # characters, at least, of a line that was broken to fit a width
_RAGGED = 25  # characters by which such lines differ at most

_HEADING = re.compile(r"^#{1,6}\s+(?=\w)")  # Markdown's
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page; empty or None where it was not.

    ``body`` has a blank line between paragraphs, ``clock`` is Kyiv time.
    """

    title: str
    outlet: str
    url: str
    published: date | None
    clock: time | None
    body: str


def parse_page(text: str, *, title: str = "", outlet: str = "", url: str = "") -> Page:
    """Find the article in the ``text`` of its page.

    What is given of ``title``, ``outlet`` and ``url`` wins, and helps to find the rest.
    """
    rules = layouts()
    raw = _split(text)
    header = [line for line, _ in raw[:_HEADER] if len(line) <= _HEADER_LENGTH]
    known = (
        rules.by_name(outlet) or (rules.by_url(url) if url else None) or find_outlet(header, rules)
    )
    lines = [Line(line, gap, classify(line, rules, known)) for line, gap in raw]
    at = _find_title(lines, title) if title else None
    if at is None:
        at = _guess_title(lines)
    start = at + 1 if at is not None else 0
    body = body_of(lines[start:])
    first = next((i for i in range(start, len(lines)) if lines[i] in body[:1]), len(lines))
    day, clock = find_published(lines, start - 1, first, known)
    paragraphs = [rules.prefix.sub("", line.text) for line in body]
    return Page(
        title=title
        or (lines[at].text if at is not None else first_sentence(next(iter(paragraphs), ""))),
        outlet=outlet or outlet_name(lines, start - 1, known, rules),
        url=url or next(filter(is_url, (line.text for line in lines[:first])), ""),
        published=day,
        clock=clock,
        body="\n\n".join(paragraphs),
    )


def paragraphs_of(text: str, title: str) -> str:
    """The body that ``text`` already is: a blank line between paragraphs, headline not repeated."""
    lines = [line for line, _ in _split(text)]
    if lines and _key(lines[0]) == _key(title):
        del lines[0]
    return "\n\n".join(lines)


def _split(text: str) -> list[tuple[str, bool]]:
    """The lines that are not blank, each with whether a blank one stands before it."""
    blocks = [
        [_HEADING.sub("", line.strip()) for line in block.split("\n")]
        for block in re.split(r"\n\s*\n", text.strip())
        if block.strip()
    ]
    width = max((max(map(len, block)) for block in blocks if _is_wrapped(block)), default=0)
    return [(line, i == 0) for block in blocks for i, line in enumerate(_unwrapped(block, width))]


def _is_wrapped(block: Sequence[str]) -> bool:
    """Whether the block is a paragraph whose lines were broken to fit a width."""
    lengths = [len(line) for line in block[:-1]]
    return (
        len(block) > 2
        and min(lengths) >= _WRAPPED
        and max(lengths) - min(lengths) <= _RAGGED
        and any(line[0].islower() or has_inner_stop(line) for line in block[1:])
        and not all(line.endswith((".", "!", "?")) for line in block[:-1])
    )


def _unwrapped(block: Sequence[str], width: int) -> list[str]:
    """The block's lines; those that were broken are put together again.

    ``width`` is the page's, 0 where its lines are not broken: a line that had room for the next
    one's first word ends a paragraph.
    """
    lines: list[str] = []
    last = ""
    for line in block:
        full = width and len(last) + 1 + len(line.split()[0]) > width
        goes_on = len(last) >= _WRAPPED and line[0].islower() and last[-1] not in ".!?:;"
        if last and (full or goes_on):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
        last = line
    return lines


def _key(text: str) -> str:
    return _NOT_WORD.sub(" ", fold(text)).strip()


def _find_title(lines: Sequence[Line], title: str) -> int | None:
    """Where the page repeats the given ``title``, in whatever capitals, or nearly repeats it."""
    key = _key(title)
    wanted = set(key.split())
    best, at = 0.0, None
    for i, line in enumerate(lines):
        # Below the body a headline comes again only in lists.
        if at is not None and line.kind is Kind.SENTENCE and at != i - 1 and best >= 1:
            break
        found = _key(line.text)
        have = set(found.split())
        share = 2.0 if found == key else len(wanted & have) / max(len(wanted | have), 1)
        # Of equal ones the last: a breadcrumb stands above the headline.
        if share >= max(best, _SAME_TITLE) and len(line.text) <= _TITLE_LENGTH:
            best, at = share, i
    return at


def _guess_title(lines: Sequence[Line]) -> int | None:
    """Where the headline is, on a page of which nothing is known."""
    head = lines[:_HEADER]
    body = next((i for i, line in enumerate(head) if line.kind in BODY), len(head))
    listed = _listed(head)
    short = [
        i
        for i, line in enumerate(head)
        if line.kind is Kind.SHORT and i not in listed and not starts_with_domain(line.text)
    ]
    long = [i for i in short if words(head[i].text) >= _TITLE_WORDS]
    candidates = [i for i in long if i < body] or [i for i in long if _beside_date(head, i)]
    if not candidates and _may_be_title(lines, body):
        return body
    candidates = candidates or [i for i in short if i < body and head[i].gap][-1:]
    if not candidates:
        return None
    at = next((i for i in candidates if _beside_date(head, i)), candidates[0])
    # «Главная Новости дня Испания собирает пакет», and below it «Испания собирает пакет»
    end = _key(head[at].text)
    return next((i for i in candidates if i > at and end.endswith(_key(head[i].text))), at)


def _may_be_title(lines: Sequence[Line], at: int) -> bool:
    """Whether the first sentence is a headline: «Что такое датская модель?»."""
    rest = any(line.kind in BODY for line in lines[at + 1 :])
    return rest and len(lines[at].text) <= _TITLE_LENGTH and is_headline(lines[at].text)


def _beside_date(lines: Sequence[Line], at: int) -> bool:
    near = lines[max(at - 1, 0) : at + 3]
    return any(line.kind is Kind.DATE for line in near)


def _listed(lines: Sequence[Line]) -> set[int]:
    """Lines that follow a list's marker without a blank line between."""
    inside, found = False, set()
    for i, line in enumerate(lines):
        # The first line is the outlet's name, be it «METRO INDIA».
        if line.kind in (Kind.LIST, Kind.END) or (i and announces_list(lines, i)):
            inside = True
        elif line.gap:
            inside = False
        elif inside:
            found.add(i)
    return found


def first_sentence(paragraph: str) -> str:
    """A headline for a text that has none: its first sentence, cut at a word where too long."""
    sentence = re.split(r"(?<=[.!?…])\s", paragraph, maxsplit=1)[0]
    if len(sentence) <= _TITLE_LENGTH:
        return sentence
    return sentence[:_TITLE_LENGTH].rsplit(" ", 1)[0]
