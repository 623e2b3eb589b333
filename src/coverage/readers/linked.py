"""JSON-LD on a page: its blocks, however they were written, and the page's own article in them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin

from coverage.errors import UnreadableInput
from coverage.readers.headline import is_same
from coverage.readers.identity import page_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))
_ARTICLES = frozenset(_DATA["linked_data"]["articles"])
_PAGES = frozenset(_DATA["linked_data"]["pages"])
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")

_TRAILING = re.compile(r",\s*([}\]])")  # a comma that JSON does not allow and pages write
_AROUND = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
# A member of an object, by what may follow one: its text may hold quotes that end it for a parser.
_MEMBER = re.compile(
    r'"(?P<name>@type|headline|datePublished|dateModified)"\s*:\s*\[?\s*"(?P<value>.{0,500}?)"'
    r'\s*\]?\s*(?=,\s*"[@\w]+"\s*:|,?\s*[}\]]|$)',
    re.DOTALL,
)
_QUOTE = re.compile(r'(?<!\\)"')
_MOST = 2_000_000  # characters of one block
_DEPTH = 6
_DECODER = json.JSONDecoder(strict=False)

Object = Mapping[str, Any]
"""An object of JSON-LD: foreign data, of whatever shape."""


@dataclass(frozen=True, slots=True)
class Own:
    """The page's article; ``data`` is empty where there is none, or what there is is another's.

    It is ``sure`` unless its address or its headline is another than the page's.
    """

    data: Object = field(default_factory=dict)
    sure: bool = True


@dataclass(slots=True)
class Linked:
    """What the blocks say: the ``articles`` and ``pages`` in them and the types at their top."""

    articles: list[Object] = field(default_factory=list)
    pages: list[Object] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    _known: dict[str, Object] = field(default_factory=dict)

    def take(self, text: str) -> None:
        """Take a block."""
        for data in _parsed(text) or _salvaged(text):
            self.types.update(_types(data))
            for each in _objects(data, _DEPTH):
                if isinstance(known := each.get("@id"), str) and len(each) > 1:
                    self._known.setdefault(known, each)
                if not _ARTICLES.isdisjoint(_kinds(each)):
                    self.articles.append(each)
                elif not _PAGES.isdisjoint(_kinds(each)):
                    self.pages.append(each)

    def page(self, addresses: Collection[str], headlines: Collection[str]) -> Own:
        """What is said of the page itself; it is sure where it has its address or its headline."""
        pages = {page for each in addresses if (page := _page_of(each, ""))}
        base = next(iter(addresses), "")
        fits = [(_fit(each, pages, base, headlines, "name"), each) for each in self.pages]
        fit, data = max(fits, key=lambda each: each[0], default=(-1, {}))
        return Own(data, sure=fit > 0) if fit >= 0 else Own(sure=False)

    def own(self, addresses: Collection[str], headlines: Collection[str]) -> Own:
        """The article of the page that is at any of the ``addresses`` and has the ``headlines``.

        Of several the one that says most counts, the first of such. One that neither has such an
        address nor such a headline is another page's.
        """
        pages = {page for each in addresses if (page := _page_of(each, ""))}
        base = next(iter(addresses), "")
        best, article = (-2, 0, 0), Own()
        for each in self.articles:
            fit = _fit(each, pages, base, headlines)
            weight = 1 + ("headline" in each) + 2 * ("datePublished" in each)
            if fit > -2 and (rank := (min(fit, 1), weight, fit)) > best:
                best, article = rank, Own(each, sure=fit >= 0)
        return article

    def publisher(self, article: Object) -> str:
        """Who published the article, which may be said elsewhere on the page: ``{"@id": …}``."""
        held = article.get("publisher")
        for each in held if isinstance(held, list) else [held]:
            if isinstance(each, Mapping):
                each = each.get("name") or self._known.get(str(each.get("@id")), {}).get("name")
            if isinstance(each, str) and each.strip() and "://" not in each:
                return unescape(each).strip()
        return ""


def _fit(
    article: Object, pages: set[str], base: str, headlines: Collection[str], name: str = "headline"
) -> int:
    """How much is said for (above 0) and against its being the page's: 2 its address, 1 headline.

    -1 is of one that has another address or another headline, -2 of one that has both. ``name``
    is the member that says the headline.
    """
    found = {page for each in _addresses(article) if (page := _page_of(each, base))}
    if found & pages:
        return 2
    title = article.get(name)
    title = unescape(title) if isinstance(title, str) else ""
    if title and any(is_same(title, each) for each in headlines):
        return 1
    return -(bool(found and pages) + bool(title and headlines))


def _addresses(article: Object) -> Iterator[str]:
    """The addresses that the article is said to have, as they stand."""
    for name in ("url", "mainEntityOfPage", "@id"):
        held = article.get(name)
        for each in (held.get("@id"), held.get("url")) if isinstance(held, Mapping) else (held,):
            if isinstance(each, str) and each.strip() and not each.startswith("#"):
                yield each.partition("#")[0].strip()


def _page_of(address: str, base: str) -> str:
    """The page at the address, which may be relative; nothing of a front page, as some say."""
    try:
        return page_of(urljoin(base, address))
    except (UnreadableInput, ValueError):
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


def _salvaged(text: str) -> list[object]:
    """The article of a block that is no JSON (a quote in its headline), by what can be read surely:
    it is the only one in it and has one day."""
    if not text or len(text) > _MOST:
        return []
    found: dict[str, list[str]] = {}
    for match in _MEMBER.finditer(text):
        found.setdefault(match["name"], []).append(match["value"])
    kinds = [each for each in found.pop("@type", []) if not _ARTICLES.isdisjoint(_named(each))]
    if len(kinds) != 1 or len(found.get("datePublished", [])) != 1:
        return []
    read = {name: _unquoted(held[0]) for name, held in found.items() if len(held) == 1}
    return [{"@type": kinds[0], **read}]


def _unquoted(value: str) -> str:
    """The text between two quotes, with its escapes resolved; it may hold quotes as they are."""
    try:
        return str(_DECODER.decode('"' + _QUOTE.sub(r"\\\g<0>", value) + '"'))
    except ValueError:
        return value


def _types(data: object) -> Iterator[str]:
    """The types of the objects at the top of a block."""
    held = data.get("@graph", data) if isinstance(data, dict) else data
    for each in held if isinstance(held, list) else [held]:
        if isinstance(each, dict):
            yield from _kinds(each)


def _kinds(data: Object) -> Iterator[str]:
    kind = data.get("@type")
    for each in kind if isinstance(kind, list) else [kind]:
        if isinstance(each, str):
            yield from _named(each)


def _named(kind: str) -> list[str]:
    """A type's name: of «https://schema.org/NewsArticle», «schema:NewsArticle»."""
    return re.split("[/:]", kind)[-1:]


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
