"""Lists of articles: sections, tags, results of a search. None of them is an article itself."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import islice

from coverage.readers.dates import find_date
from coverage.readers.lines import words
from coverage.readers.markup import Element, text_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))["lists"]
_ADDRESS = re.compile("|".join(_DATA["addresses"]), re.I)
_TYPES = frozenset(_DATA["types"])
_ITEMS = frozenset(_DATA["items"])

_LEAST_HEADLINE = 4  # words of a link that is an item's headline without being a heading
_HEADINGS = ("h2", "h3", "h4", "h5")
_ABOVE = 2  # elements around a link in which it is a heading
_ITEM = 800  # characters of an item, at most
_ELEMENTS = 80  # and elements
_LEAST_ITEMS = 5
_SAID_ITEMS = 3  # where the page says, or its address, that it is a list; or where each has its day
_MOST_TEXT = 150  # letters of text outside the items; an article has more


def is_list(root: Element, found: Sequence[str], types: frozenset[str], url: str) -> bool:
    """Whether the page is a list of articles: items alike, and hardly a text beside them.

    ``found`` are the paragraphs that were taken for an article's, ``types`` those of its JSON-LD.
    Not to be asked of what calls itself an article: an article that is taken for a list is lost,
    a list that is taken for an article is seen.
    """
    groups = [group for group in _items(root) if len(group) >= _SAID_ITEMS]
    listed = _letters(" ".join(text_of(each) for group in groups for each in group))
    own = sum(len(letters) for text in found if (letters := _letters(text)) not in listed)
    said = bool(types & _TYPES) or bool(_ADDRESS.search(url))
    if own == 0 and any(sum(map(_is_dated, group)) >= _SAID_ITEMS for group in groups):
        return True
    return own <= _MOST_TEXT and any(said or len(group) >= _LEAST_ITEMS for group in groups)


def _letters(text: str) -> str:
    """``text`` without what extractors set otherwise: spaces, marks, bullets."""
    return "".join(filter(str.isalnum, text))


def _items(root: Element) -> Iterator[list[Element]]:
    """Elements alike in one place, each with another page's headline."""
    for parent in root.iter():
        alike: dict[object, list[Element]] = defaultdict(list)
        for child in parent:
            if child.tag in _ITEMS:
                alike[child.tag, child.get("class")].append(child)
        for group in alike.values():
            if len(group) >= _SAID_ITEMS:
                yield [each for each in group if _is_item(each)]


def _is_item(element: Element) -> bool:
    if next(islice(element.iter(), _ELEMENTS, None), None) is not None:
        return False
    return any(map(_is_headline, element.iter("a"))) and len(text_of(element)) <= _ITEM


def _is_headline(link: Element) -> bool:
    """Whether a link is another page's headline: by its length, or by a heading in or around it."""
    if (link.get("href") or "#").startswith("#"):
        return False
    if words(text_of(link)) >= _LEAST_HEADLINE:
        return True
    around = (each.tag for each in islice(link.iterancestors(), _ABOVE))
    return any(tag in _HEADINGS for tag in around) or next(link.iter(*_HEADINGS), None) is not None


def _is_dated(item: Element) -> bool:
    return next(item.iter("time"), None) is not None or find_date(text_of(item)) is not None
