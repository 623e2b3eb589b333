"""What a page tells of itself: JSON-LD, OpenGraph, ``<meta>``, ``<time>``, ``<link>``, ``<h1>``."""

from __future__ import annotations

import html
import math
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin, urlsplit

from coverage.readers.address import is_local
from coverage.readers.dates import Found
from coverage.readers.headline import headline_of, naming_of
from coverage.readers.linked import Linked, Object, Own, is_linked
from coverage.readers.markup import Element, text_of
from coverage.readers.published import Listed, Said, published_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))
_META: dict[str, list[str]] = _DATA["meta"]
_SOURCES = frozenset(_DATA["saved"]["links"])
_OWN: list[str] = _DATA["lists"]["own"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; empty or None where it was not. ``url`` is absolute where it could be.

    ``is_article`` says that the page calls itself one; ``types`` are those of its JSON-LD.
    """

    title: str = ""
    site: str = ""
    url: str = ""
    published: Found | None = None
    is_article: bool = False
    types: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Head:
    """The head of a page, gone through once."""

    meta: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    title: str = ""
    linked: Linked = field(default_factory=Linked)
    h1: list[Element] = field(default_factory=list)
    times: list[Element] = field(default_factory=list)

    def first(self, names: list[str]) -> str:
        return next(self.every(names), "")

    def every(self, names: list[str]) -> Iterator[str]:
        return (self.meta[name] for name in names if self.meta.get(name))


def metadata_of(
    root: Element, url: str, *, listed: Listed, month_first: Callable[[str, str], bool]
) -> Metadata:
    """What the page under ``root`` tells of itself; ``url`` is where it was got from.

    ``month_first`` tells the order of its days by its address and its outlet's name.
    ``listed`` is what led there: its day is taken where the page is less sure of its own.
    """
    head = _read_head(root)
    site = html.unescape(head.first(_META["site"])).strip().lstrip("@")
    told = _told(head, root, url)
    titles = [head.first(_META["title"]), head.title]
    named = [*head.every(_META["title"]), head.title, *map(text_of, head.h1)]
    addresses, headlines = [*told, url] if url else told, [each for each in named if each]
    own = head.linked.own(addresses, headlines)
    article = own.data
    page = head.linked.page(addresses, headlines)
    if publisher := head.linked.publisher(article):
        site = html.unescape(head.meta.get("og:site_name") or publisher).strip()
    address = _address(told, article, root, url)
    naming = naming_of(titles, _string(article, "headline"), site, address or url)
    headline, title = headline_of(head.h1, root, naming)
    said = Said(
        published=[
            _day(article, "datePublished") if own.sure else "",
            *head.every(_META["published"]),
            _day(article, "datePublished"),
            _day(article, "dateCreated"),
            _day(page.data, "datePublished") if page.sure else "",
        ],
        created=[*head.every(_META["created"]), _day(page.data, "datePublished")],
        changed=[_day(article, "dateModified"), *head.every(_META["modified"])],
    )
    return Metadata(
        title=title,
        site=site,
        url=address,
        published=published_of(
            said,
            titles,
            root,
            head.times,
            headline,
            address or url,
            listed=listed,
            month_first=month_first(address, site),
        ),
        is_article=_is_article(head, own),
        types=frozenset(head.linked.types),
    )


def _is_article(head: _Head, own: Own) -> bool:
    typed = head.meta.get("og:type", "").lower() == "article"
    return typed or bool(own.data and own.sure) or any(head.every(_OWN))


def _read_head(root: Element) -> _Head:
    head = _Head()
    for element in root.iter("meta", "link", "title", "script", "h1", "time"):
        tag = element.tag
        if tag == "meta":
            _take_meta(head, element)
        elif tag == "link":
            if "canonical" in (element.get("rel") or "").lower().split() and not head.canonical:
                head.canonical = (element.get("href") or "").strip()
        elif tag == "title":
            # An <svg> has titles, too.
            if not head.title and element.getparent().tag != "svg":
                head.title = text_of(element)
        elif tag == "script":
            if is_linked(element.get("type") or ""):
                head.linked.take(element.text or "")
        elif tag == "h1":
            head.h1.append(element)
        else:
            head.times.append(element)
    return head


def _take_meta(head: _Head, element: Element) -> None:
    content = element.get("content")
    if not content:
        return
    for key in ("property", "name", "itemprop"):
        name = element.get(key)
        if name:
            head.meta.setdefault(name.strip().lower(), content.strip())


def _told(head: _Head, root: Element, url: str) -> list[str]:
    """The addresses that the head says are the page's, best first, absolute."""
    said = (head.canonical, head.first(_META["url"]))
    return [full for each in said if each and (full := _own(each, url, root))]


def _address(told: list[str], article: Object, root: Element, url: str) -> str:
    linked = article.get("mainEntityOfPage") or article.get("url")
    if isinstance(linked, Mapping):
        linked = linked.get("@id") or linked.get("url")
    full = _own(linked, url, root) if isinstance(linked, str) and linked else ""
    found = [*told, full] if full else told
    # Some templates name the front page for every article.
    deep = [each for each in found if urlsplit(each).path.strip("/")]
    got = url if _absolute(url, "", root) else ""
    return next(iter(deep), "") or got or _left_behind(root) or next(iter(found), "")


def _left_behind(root: Element) -> str:
    """The address that a program which saved the page left in it: the link of a reader view, the
    base of a cache where that is a page's."""
    links = [each.get("href") for each in root.iter("a") if _is_source(each)]
    bases = [each.get("href") or "" for each in root.iter("base")]
    every = (_own(each, "", root) for each in (*links, *filter(_names_page, bases)) if each)
    return next((each for each in every if urlsplit(each).path.strip("/")), "")


def _names_page(base: str) -> bool:
    """Not «https://visti.example/ua/», where the outlet's links begin, nor its ``index.php``."""
    last = base.partition("?")[0].rpartition("/")[2]
    return bool(last) and not last.lower().startswith("index.")


def _is_source(link: Element) -> bool:
    return not _SOURCES.isdisjoint((link.get("class") or "").split())


def _own(address: str, url: str, root: Element) -> str:
    """The address, absolute; none that a page of the web has from the machine it was made on."""
    full = _absolute(address, url, root)
    return "" if is_local(full) and not is_local(url) else full


def _absolute(address: str, url: str, root: Element) -> str:
    try:
        if "://" not in address and not url:
            base = next((each.get("href") for each in root.iter("base")), None)
            url = base or ""
        full = urljoin(url, address.strip())
        return full if urlsplit(full).scheme in ("http", "https") and urlsplit(full).netloc else ""
    except ValueError:
        return ""


def _string(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else ""


def _day(data: Mapping[str, Any], name: str) -> str:
    """What is said of a day; a number is one of seconds, or of thousandths of them."""
    value = data.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if math.isfinite(value) else ""
    return _string(data, name)
