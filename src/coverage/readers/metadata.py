"""What a page tells of itself: JSON-LD, OpenGraph, ``<meta>``, ``<time>``, ``<link>``, ``<h1>``."""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin, urlsplit

from coverage.readers.dates import Found, find_date
from coverage.readers.layouts import fold
from coverage.readers.markup import Element, text_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))
_META: dict[str, list[str]] = _DATA["meta"]
_ARTICLES = frozenset(_DATA["linked_data"]["articles"])
_DATED = tuple(_DATA["published"]["classes"])
_SEPARATOR = re.compile("|".join(re.escape(each) for each in _DATA["title"]["separators"]))

_WORD = re.compile(r"\w+")
_IN_URL = re.compile(r"/(20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.-]|$)")
_TRAILING = re.compile(r",\s*([}\]])")  # a comma that JSON does not allow and pages write
_MAX_JSON = 2_000_000  # characters of one block of JSON-LD
_LD_DEPTH = 6
_SAME_HEADLINE = 0.5  # share of a headline's words that another naming of it has, too
_HEADLINE_WORDS = 4  # an <h1> with fewer may be the outlet's name or a section's
_NEAR = 40  # elements on each side of the headline in which the date is looked for
_DATE_LENGTH = 120  # characters of an element that shows a date


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; empty or None where it was not. ``url`` is absolute where it could be."""

    title: str = ""
    site: str = ""
    url: str = ""
    published: Found | None = None


@dataclass(slots=True)
class _Head:
    """The head of a page, gone through once."""

    meta: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    title: str = ""
    linked: Mapping[str, Any] = field(default_factory=dict)
    h1: list[Element] = field(default_factory=list)
    times: list[Element] = field(default_factory=list)

    def first(self, names: list[str]) -> str:
        return next((self.meta[name] for name in names if self.meta.get(name)), "")


def metadata_of(root: Element, url: str = "", *, month_first: bool = False) -> Metadata:
    """What the page under ``root`` tells of itself; ``url`` is where it was got from."""
    head = _read_head(root)
    site = html.unescape(head.first(_META["site"])).strip().lstrip("@")
    publisher = head.linked.get("publisher")
    if isinstance(publisher, Mapping) and isinstance(publisher.get("name"), str):
        site = html.unescape(head.meta.get("og:site_name") or publisher["name"]).strip()
    address = _address(head, root, url)
    headline = _headline_element(head, site)
    return Metadata(
        title=_title(head, headline, site),
        site=site,
        url=address,
        published=_published(head, headline, address or url, month_first),
    )


def _read_head(root: Element) -> _Head:
    head = _Head()
    best = 0
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
            if (element.get("type") or "").strip().lower() == "application/ld+json":
                for found in _articles(element.text or ""):
                    weight = 1 + ("headline" in found) + 2 * ("datePublished" in found)
                    if weight > best:
                        head.linked, best = found, weight
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


def _articles(text: str) -> Iterator[Mapping[str, Any]]:
    """The objects in a block of JSON-LD that are articles."""
    if not text or len(text) > _MAX_JSON:
        return
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        try:
            data = json.loads(_TRAILING.sub(r"\1", text), strict=False)
        except (ValueError, RecursionError):
            return
    yield from _of_type(data, _LD_DEPTH)


def _of_type(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for each in data:
            yield from _of_type(each, depth - 1)
    elif isinstance(data, dict):
        kind = data.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(each, str) and each.rpartition("/")[2] in _ARTICLES for each in kinds):
            yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if name in data:
                yield from _of_type(data[name], depth - 1)


def _address(head: _Head, root: Element, url: str) -> str:
    linked = head.linked.get("mainEntityOfPage") or head.linked.get("url")
    if isinstance(linked, Mapping):
        linked = linked.get("@id") or linked.get("url")
    said = [head.canonical, head.first(_META["url"]), linked if isinstance(linked, str) else ""]
    found = [full for each in said if each and (full := _absolute(each, url, root))]
    # Some templates name the front page for every article.
    deep = [each for each in found if urlsplit(each).path.strip("/")]
    return (
        next(iter(deep), "") or (url if _absolute(url, "", root) else "") or next(iter(found), "")
    )


def _absolute(address: str, url: str, root: Element) -> str:
    try:
        if "://" not in address and not url:
            base = next((each.get("href") for each in root.iter("base")), None)
            url = base or ""
        full = urljoin(url, address.strip())
        return full if urlsplit(full).scheme in ("http", "https") and urlsplit(full).netloc else ""
    except ValueError:
        return ""


def _headline_element(head: _Head, site: str) -> Element | None:
    """The ``<h1>`` that names what the page's other headlines name, else the only long one."""
    naming = [_string(head.linked, "headline"), head.first(_META["title"]), head.title]
    naming = [_longest_part(html.unescape(each)) for each in naming if each]
    texts = [(element, text_of(element)) for element in head.h1]
    texts = [(element, text) for element, text in texts if text and fold(text) != fold(site)]
    best, found = _SAME_HEADLINE, None
    for element, text in texts:
        score = max((_overlap(text, name) for name in naming), default=0.0)
        if score > best:
            best, found = score, element
    # Search engines are often given another wording than readers.
    long = [element for element, text in texts if len(text.split()) >= _HEADLINE_WORDS]
    return long[0] if found is None and len(long) == 1 else found


def _title(head: _Head, headline: Element | None, site: str) -> str:
    if headline is not None:
        return text_of(headline)
    linked = html.unescape(_string(head.linked, "headline")).strip()
    title = html.unescape(head.first(_META["title"]) or head.title)
    # A headline that was cut to fit a search engine goes on in the other.
    if linked and not linked.endswith(("…", "...")):
        return " ".join(linked.split())
    return _without_site(" ".join((title or linked).split()), site)


def _without_site(title: str, site: str) -> str:
    """``title`` without the outlet's name behind (or before) it."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    wanted = fold(site)
    for part, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        name = fold(part)
        if wanted and (name == wanted or wanted in name or name in wanted):
            start = title.find(rest[0])
            return title[start : title.rfind(rest[-1]) + len(rest[-1])].strip()
    pieces = title.rsplit(" | ", 1)
    return pieces[0].strip() if len(pieces) == 2 and len(pieces[1]) <= len(pieces[0]) else title


def _longest_part(title: str) -> str:
    """The part of a ``<title>`` that is the headline and no outlet's name."""
    return max(_SEPARATOR.split(title), key=len)


def _overlap(text: str, other: str) -> float:
    """Share of the words of the longer one that both have."""
    mine, theirs = set(_WORD.findall(fold(text))), set(_WORD.findall(fold(other)))
    return len(mine & theirs) / max(len(mine), len(theirs), 1)


def _published(head: _Head, headline: Element | None, url: str, month_first: bool) -> Found | None:
    said = [_string(head.linked, "datePublished")]
    said += [head.meta[name] for name in _META["published"] if head.meta.get(name)]
    said.append(_string(head.linked, "dateCreated"))
    for text in said:
        if (found := find_date(text, month_first=month_first)) is not None:
            return found
    shown = _shown_date(head, headline, month_first)
    if shown is not None:
        return shown
    match = _IN_URL.search(url)
    return find_date(f"{match[1]}-{match[2]}-{match[3]}") if match else None


def _shown_date(head: _Head, headline: Element | None, month_first: bool) -> Found | None:
    """The date beside the headline: in ``<time>``, or in an element whose class says so."""
    marked = [
        each for each in head.times
        if each.get("pubdate") is not None or "published" in (each.get("itemprop") or "").lower()
    ]  # fmt: skip
    near = list(_around(headline)) if headline is not None else []
    for element in (*marked, *near, *head.times[:1]):
        for text in (element.get("datetime") or "", text_of(element)):
            short = text[: _DATE_LENGTH + 1]
            found = find_date(short, month_first=month_first)
            if found is not None and len(short) <= _DATE_LENGTH:
                return found
    return _bare_date(headline, month_first) if headline is not None else None


def _bare_date(headline: Element, month_first: bool) -> Found | None:
    """A date in the text after the headline that no markup tells: «Thu, 14 May 2020 17:55 UTC»."""
    following = headline.xpath(f"following::text()[normalize-space()][position() <= {_NEAR}]")
    for text in following:
        if len(text) <= _DATE_LENGTH and (found := find_date(text, month_first=month_first)):
            return found
    return None


def _around(headline: Element) -> Iterator[Element]:
    """Elements that show a time, after the headline and then before it, the nearest first."""
    near = f"[@class or @id or self::time][position() <= {_NEAR}]"
    yield from filter(_shows_time, headline.xpath(f"following::*{near}"))
    yield from filter(_shows_time, reversed(headline.xpath(f"preceding::*{near}")))


def _shows_time(element: Element) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag == "time" or any(each in named for each in _DATED)


def _string(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else ""
