"""Lists of articles: sections, tags, results of a search. None of them is an article itself."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import islice

from coverage.readers.lines import words
from coverage.readers.markup import Element, text_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))["lists"]
_ADDRESS = re.compile("|".join(_DATA["addresses"]), re.I)
_TYPES = frozenset(_DATA["types"])
_ITEMS = frozenset(_DATA["items"])

_LEAST_HEADLINE = 4  # words of a link that is an item's headline
_ITEM = 800  # characters of an item, at most
_ELEMENTS = 80  # and elements
_LEAST_ITEMS = 5
_SAID_ITEMS = 3  # where the page says, or its address, that it is a list
_MOST_TEXT = 150  # letters of text outside the items; an article has more


def is_list(root: Element, found: Sequence[str], types: frozenset[str], url: str) -> bool:
    """Whether the page is a list of articles: items alike, and hardly a text beside them.

    ``found`` are the paragraphs that were taken for an article's, ``types`` those of its JSON-LD.
    Not to be asked of what calls itself an article: an article that is taken for a list is lost,
    a list that is taken for an article is seen.
    """
    said = bool(types & _TYPES) or bool(_ADDRESS.search(url))
    items = list(_items(root, _SAID_ITEMS if said else _LEAST_ITEMS))
    if not items:
        return False
    listed = _letters(" ".join(map(text_of, items)))
    own = (letters for text in found if (letters := _letters(text)) not in listed)
    return sum(map(len, own)) <= _MOST_TEXT


def _letters(text: str) -> str:
    """``text`` without what extractors set otherwise: spaces, marks, bullets."""
    return "".join(filter(str.isalnum, text))


def _items(root: Element, least: int) -> Iterator[Element]:
    """Elements alike in one place, each with another page's headline."""
    for parent in root.iter():
        alike: dict[object, list[Element]] = defaultdict(list)
        for child in parent:
            if child.tag in _ITEMS:
                alike[child.tag, child.get("class")].append(child)
        for group in alike.values():
            if len(group) >= least:
                items = [each for each in group if _is_item(each)]
                if len(items) >= least:
                    yield from items


def _is_item(element: Element) -> bool:
    if next(islice(element.iter(), _ELEMENTS, None), None) is not None:
        return False
    return len(text_of(element)) <= _ITEM and any(
        words(text_of(link)) >= _LEAST_HEADLINE for link in element.iter("a")
    )
