"""JSON-LD on a page: its blocks, however they were written, and the article among their objects."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from importlib.resources import files
from typing import Any

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))
_ARTICLES = frozenset(_DATA["linked_data"]["articles"])
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")

_TRAILING = re.compile(r",\s*([}\]])")  # a comma that JSON does not allow and pages write
_AROUND = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_MOST = 2_000_000  # characters of one block
_DEPTH = 6
_DECODER = json.JSONDecoder(strict=False)

Object = Mapping[str, Any]
"""An object of JSON-LD: foreign data, of whatever shape."""


@dataclass(slots=True)
class Linked:
    """What the blocks say: the ``article`` (empty where none is) and the types at their top."""

    article: Object = field(default_factory=dict)
    types: set[str] = field(default_factory=set)
    _best: int = 0
    _known: dict[str, Object] = field(default_factory=dict)

    def take(self, text: str) -> None:
        """Take a block; of several articles the one that says most counts, the first of such."""
        for data in _parsed(text):
            self.types.update(_types(data))
            for each in _objects(data, _DEPTH):
                if isinstance(known := each.get("@id"), str) and len(each) > 1:
                    self._known.setdefault(known, each)
                weight = 1 + ("headline" in each) + 2 * ("datePublished" in each)
                if weight > self._best and not _ARTICLES.isdisjoint(_kinds(each)):
                    self.article, self._best = each, weight

    def publisher(self) -> str:
        """Who published the article, which may be said elsewhere on the page: ``{"@id": …}``."""
        held = self.article.get("publisher")
        for each in held if isinstance(held, list) else [held]:
            if isinstance(each, Mapping):
                each = each.get("name") or self._known.get(str(each.get("@id")), {}).get("name")
            if isinstance(each, str) and each.strip() and "://" not in each:
                return unescape(each).strip()
        return ""


def is_linked(kind: str) -> bool:
    """Whether a script's type is JSON-LD's."""
    return kind.partition(";")[0].strip().lower() == "application/ld+json"


def _parsed(text: str) -> list[object]:
    """The values of a block, which may be several one after the other; none that can be read."""
    if not text or len(text) > _MOST:
        return []
    text = _AROUND.sub("", text).strip().rstrip(";")
    tries = (text, _TRAILING.sub(r"\1", text), unescape(text))
    return next((found for each in tries if (found := _values(each))), [])


def _values(text: str) -> list[object]:
    found: list[object] = []
    at = 0
    try:
        while at < len(text):
            value, at = _DECODER.raw_decode(text, at)
            found.append(value)
            while at < len(text) and text[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        return []
    return found


def _types(data: object) -> Iterator[str]:
    """The types of the objects at the top of a block."""
    held = data.get("@graph", data) if isinstance(data, dict) else data
    for each in held if isinstance(held, list) else [held]:
        if isinstance(each, dict):
            yield from _kinds(each)


def _kinds(data: Object) -> Iterator[str]:
    kind = data.get("@type")
    for each in kind if isinstance(kind, list) else [kind]:
        if isinstance(each, str):  # «https://schema.org/NewsArticle», «schema:NewsArticle»
            yield re.split("[/:]", each)[-1]


def _objects(data: object, depth: int) -> Iterator[Object]:
    if depth == 0:
        return
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, depth - 1)
    elif isinstance(data, dict):
        yield data
        held: Iterable[object] = (data[name] for name in _HOLDERS if name in data)
        for each in held:
            yield from _objects(each, depth - 1)
