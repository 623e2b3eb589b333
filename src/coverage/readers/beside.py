"""What stands beside an article on its page: sidebars, comments, footers, other items' teasers."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from itertools import islice

from coverage.readers.lines import words
from coverage.readers.markup import Element, text_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))["beside"]
_TAGS = frozenset(_DATA["tags"])
_PAGE_TAGS = frozenset(_DATA["page_tags"])
_ITEMS = frozenset(_DATA["items"])
_NAMES = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_DATA['names'])})(?=$|[\s_-])", re.I)
_ROOTS = ("body", "main")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TEASER = 500  # characters of an item, at most: what has more may be the article
_LEAST_HEADLINE = 4  # words of a link that is an item's headline


class Surroundings:
    """Tells what is beside the article whose ``headline`` is given; of several, asked in turn."""

    def __init__(self, headline: Element | None) -> None:
        """What holds the headline, too, is around it and not beside it."""
        own = [] if headline is None else [headline, *headline.iterancestors()]
        self._own = frozenset(own)
        self._known: dict[Element, bool] = {}

    def around(self, element: Element) -> bool:
        """Whether the element holds the headline, or is it."""
        return element in self._own

    def hold(self, element: Element | None) -> bool:
        """Whether the element is in a block beside the article, or in another item of a list."""
        path = []
        found = False
        for each in (element, *element.iterancestors()) if element is not None else ():
            if each in self._own:
                break
            if (known := self._known.get(each)) is not None:
                found = known
                break
            path.append(each)
            if _is_beside(each):
                found = True
                break
        self._known.update(dict.fromkeys(path, found))
        return found


def _is_beside(element: Element) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag in _TAGS or _NAMES.search(named):
        return True
    if element.tag in _PAGE_TAGS:
        # An article may have a footer of its own.
        above = [each.tag for each in islice(element.iterancestors(), 2)]
        return above[:1] != ["article"] and any(tag in _ROOTS for tag in above)
    if element.tag == "aside" and next(element.iter(*_HEADINGS), None) is not None:
        return True  # «Read also», and what is listed below it
    return element.tag in _ITEMS and is_teaser(element)


def is_teaser(element: Element) -> bool:
    """Whether an element has little text, and a link that may be a headline."""
    return _is_short(element) and any(
        words(text_of(link)) >= _LEAST_HEADLINE for link in element.iter("a")
    )


def _is_short(element: Element) -> bool:
    """Whether it is a teaser by its length; no more of it is gone through than tells that."""
    size = 0
    for text in element.itertext():
        size += len(" ".join(text.split()))
        if size > _TEASER:
            return False
    return True
