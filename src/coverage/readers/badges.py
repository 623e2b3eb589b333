"""What a headline's element holds beside the headline: «Оновлено», "Video", in elements of their
own."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from coverage.readers.layouts import fold
from coverage.readers.lines import words
from coverage.readers.markup import Element, text_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))["badges"]
_NAMES = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_DATA['names'])})(?=$|[\s_-])", re.I)
_WORDS = frozenset(map(fold, _DATA["words"]))
_MARKS = re.compile(r"^\W+|\W+$")
_MOST = 3  # words of a badge


def badges(heading: Element) -> frozenset[Element]:
    """The elements in a heading that are none of the headline: named so and short, or a word of
    such a kind behind it. Nothing where the heading is no more than that."""
    inner = [each for each in heading.iterdescendants() if isinstance(each.tag, str)]
    known = {each for each in inner if _is_named(each)}
    for each in reversed(inner):  # the last one first: several may stand behind the headline
        if each not in known and _is_word(text_of(each)) and _is_last(each, heading, known):
            known.add(each)
    found = frozenset(known)
    return found if found and _has_more(heading, found) else frozenset()


def _is_named(element: Element) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _NAMES.search(named) is not None and words(text_of(element)) <= _MOST


def _is_word(text: str) -> bool:
    return fold(_MARKS.sub("", text)) in _WORDS


def _is_last(element: Element, heading: Element, badges: set[Element]) -> bool:
    """Whether nothing but badges follows in the heading."""
    for each in (element, *element.iterancestors()):
        if each is heading:
            return True
        if (each.tail or "").strip():
            return False
        for later in each.itersiblings():
            if (later not in badges and text_of(later)) or (later.tail or "").strip():
                return False
    return True


def _has_more(heading: Element, badges: frozenset[Element]) -> bool:
    """Whether the heading has a text of its own beside its badges."""
    own = (
        text
        for text in heading.xpath("descendant::text()")
        if badges.isdisjoint(_around(text, heading))
    )
    return bool("".join(own).strip())


def _around(text: Element, heading: Element) -> list[Element]:
    element = text.getparent().getparent() if text.is_tail else text.getparent()
    found = [element]
    while found[-1] is not heading:
        found.append(found[-1].getparent())
    return found
