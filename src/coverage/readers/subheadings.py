"""Subheadings that the general extractor leaves out, as it does those of a live blog's entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from coverage.readers.markup import Element, text_of

_HEADINGS = ("h2", "h3", "h4")


def with_subheadings(root: Element, lines: Sequence[str]) -> tuple[str, ...]:
    """The lines, each with the heading that stands right before its paragraph on the page.

    A heading that is a link leads to another page.
    """
    kept = set(lines)
    above = {
        line: heading
        for heading, line in _headed(root)
        if line in kept and not any(heading in each for each in kept)
    }
    return tuple(chain.from_iterable((above[x], x) if x in above else (x,) for x in lines))


def _headed(root: Element) -> Iterator[tuple[str, str]]:
    for heading in root.iter(*_HEADINGS):
        below = heading.getnext()
        text = text_of(heading)
        if text and below is not None and below.tag == "p" and heading.find(".//a") is None:
            yield text, text_of(below)
