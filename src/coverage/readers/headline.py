"""Which heading of a page is the article's, and how it reads without the outlet's name."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from urllib.parse import urljoin, urlsplit

from coverage.readers.badges import badges
from coverage.readers.layouts import fold
from coverage.readers.markup import Element, paragraphs

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))["title"]
_SEPARATOR = re.compile("|".join(re.escape(each) for each in _DATA["separators"]))
_HEADINGS = frozenset(_DATA["headings"])
_NAMED = tuple(_DATA["classes"])

_WORD = re.compile(r"\w+")
_SAME_HEADLINE = 0.5  # share of a headline's words that another naming of it has, too
_OTHER_WORDING = 0.25  # the same, of a heading that is the only long one
_HEADLINE_WORDS = 4  # a heading with fewer may be the outlet's name or a section's
_PART_WORDS = 2  # and one that the page's title begins with may be «Home»
_PART_LENGTH = 8  # characters; some scripts have no spaces
_PART_SHARE = 0.25  # of the title, at least, that such a heading is
_LENGTH = 300  # characters of a headline, at most
_ELEMENTS = 60  # elements in it, at most: what holds more need not be gone through
_PIECES = 6  # pieces of a heading of which one may be a kicker or a byline
_NOTHING: frozenset[Element] = frozenset()


@dataclass(frozen=True, slots=True)
class Naming:
    """What the page calls its article, best first, and what its outlet.

    ``texts`` are headlines with or without the outlet's name; ``linked`` is the one in JSON-LD.
    ``address`` is the page's own, or empty.
    """

    texts: tuple[str, ...]
    linked: str
    site: str
    address: str

    @property
    def host(self) -> str:
        """The host's name by its letters: «iloveit» of ``www.i-love-it.example``."""
        labels = (urlsplit(self.address).hostname or "").split(".")
        return max((_letters(each) for each in labels[:-1]), key=len, default="")


def headline_of(h1: Sequence[Element], root: Element, naming: Naming) -> tuple[Element | None, str]:
    """The headline's element, if there is one, and the headline; ``h1`` are the page's."""
    element, text = _heading(h1, root, naming)
    return (_above(element, naming) if element is not None else None) or (element, text)


def _above(heading: Element, naming: Naming) -> tuple[Element, str] | None:
    """The headline above a heading that is but its second line: it stands right before it, is said
    to be the title, and the page calls its article so word by word, which the heading is not."""
    before = heading.getprevious()
    names = {fold(each) for name in naming.texts for each in (name, _longest_part(name))}
    if before is None or not (before.tag in _HEADINGS or _is_named(before)):
        return None
    text = _text(before)
    return (before, text) if fold(text) in names and fold(_text(heading)) not in names else None


def _heading(h1: Sequence[Element], root: Element, naming: Naming) -> tuple[Element | None, str]:
    own = [each for each in h1 if not _is_outlets(each, naming)]
    scored = [(_score(text, naming), each, text) for each in own for text in _readings(each)]
    best = max(scored, key=lambda each: each[0], default=None)
    if best is not None and best[0] > _SAME_HEADLINE:
        return best[1], best[2]
    # Search engines are often given another wording than readers.
    texts = [(each, text) for each in own if (text := _text(each))]
    long = [each for each in texts if len(each[1].split()) >= _HEADLINE_WORDS]
    only = long[0] if len(long) == 1 else None
    if only and best is not None and best[0] >= _OTHER_WORDING:
        return only
    found = _other_heading(root, naming)
    if found is None and only and only is texts[0]:
        return only
    title = _bare_title(naming)
    # The only heading of a page whose title is missing, or a letter.
    if found is None and len(texts) == 1 and len(title) < _PART_LENGTH <= len(texts[0][1]):
        return texts[0]
    return found or (None, title)


def _score(text: str, naming: Naming) -> float:
    """How much the heading is what the page calls its article, from 0 to 1."""
    shares = [_overlap(text, _longest_part(name)) for name in naming.texts]
    parts = [_is_part(text, name) for name in naming.texts]
    return max([*shares, *(_SAME_HEADLINE + 0.1 for each in parts if each)], default=0.0)


def _other_heading(root: Element, naming: Naming) -> tuple[Element, str] | None:
    """A lower heading, or an element said to be the title, that is a part of the page's title."""
    best: tuple[int, Element, str] | None = None
    for element in root.iter(*_HEADINGS, "div", "span", "p", "a", "td"):
        if element.tag not in _HEADINGS and not _is_named(element):
            continue
        for text in _readings(element) if element.tag in _HEADINGS else (_text(element),):
            better = best is None or len(text) > best[0]
            if not better or not any(_is_part(text, name) for name in naming.texts):
                continue
            if not _is_outlets(element, naming):
                best = (len(text), element, text)
    return best[1:] if best is not None else None


def _is_named(element: Element) -> bool:
    named = " ".join(element.get(key) or "" for key in ("class", "id", "itemprop")).lower()
    return any(each in named for each in _NAMED)


def _is_outlets(heading: Element, naming: Naming) -> bool:
    """Whether the heading is the outlet's name: it says so, or leads to the front page."""
    text = _text(heading)
    if not text or fold(text) == fold(naming.site) or _letters(text) == naming.host != "":
        return True
    links = [each for each in heading.iter("a") if _text(each) == text]
    links += [each for each in heading.iterancestors("a") if _text(each) == text]
    return any(_leads_home(each.get("href") or "", naming.address) for each in links)


def _leads_home(link: str, address: str) -> bool:
    try:
        full = urlsplit(urljoin(address, link.strip()))
        own = urlsplit(address)
    except ValueError:
        return False
    if not full.path.strip("/") and not full.query:
        return not full.fragment or bool(own.path.strip("/"))
    # «/blog/» above «/blog/2025/03/20/headline/»
    inside = full.hostname == own.hostname and own.path.startswith(full.path.rstrip("/") + "/")
    return inside and full.path.rstrip("/") != own.path.rstrip("/")


def _readings(heading: Element) -> Iterator[str]:
    """The heading's text; and without what stands before or after it in an element of its own."""
    full = _text(heading)
    yield full
    if not full:
        return
    while len(heading) == 1 and not (heading.text or "").strip():
        if (heading[0].tail or "").strip():
            break
        heading = heading[0]
    others = badges(heading)
    pieces = [heading.text or ""]
    for child in heading:
        pieces += ["" if child in others else f" {_text(child)} ", child.tail or ""]
    pieces = [each for each in pieces if each.strip()]
    if 1 < len(pieces) <= _PIECES:
        for rest in (pieces[1:], pieces[:-1]):
            yield " ".join("".join(rest).split())


def _text(element: Element) -> str:
    """All text in ``element`` on one line, without badges; nothing where there is more than a
    headline."""
    if next(islice(element.iter(), _ELEMENTS, None), None) is not None:
        return ""
    found = ""
    for text in paragraphs(element, badges(element) if len(element) else _NOTHING):
        found = f"{found} {text}" if found else text
        if len(found) > _LENGTH:
            return ""
    return " ".join(found.split())


def _is_part(text: str, name: str) -> bool:
    """Whether ``name`` is ``text`` with something before or after it: «Headline – Outlet»."""
    mine, theirs = fold(text), fold(name)
    if len(mine) < _PART_SHARE * len(theirs) or len(mine) < _PART_LENGTH:
        return False
    if mine == theirs:
        return True
    if len(_WORD.findall(mine)) < _PART_WORDS and mine.isascii():
        return False
    if theirs.startswith(mine):
        return not theirs[len(mine)].isalnum()
    return theirs.endswith(mine) and len(mine) >= len(_longest_part(name))


def _bare_title(naming: Naming) -> str:
    """The headline by the page's head alone."""
    # A headline that was cut to fit a search engine goes on in the other.
    if naming.linked and not naming.linked.endswith(("…", "...")):
        return naming.linked
    return _without_site(naming) if naming.texts else ""


def _without_site(naming: Naming) -> str:
    """The page's title without the outlet's name behind (or before) it."""
    title = next((each for each in naming.texts if each != naming.linked), naming.texts[0])
    parts = parts_of(title)
    if len(parts) < 2:
        return title
    for part, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        if _names_outlet(part, naming):
            start = title.find(rest[0])
            return title[start : title.rfind(rest[-1]) + len(rest[-1])].strip()
    pieces = title.rsplit(" | ", 1)
    return pieces[0].strip() if len(pieces) == 2 and len(pieces[1]) <= len(pieces[0]) else title


def _names_outlet(part: str, naming: Naming) -> bool:
    name, wanted = fold(part), fold(naming.site)
    if wanted and (wanted in name or name in wanted):
        return True
    letters = _letters(part)
    return bool(letters and naming.host) and letters.startswith(naming.host)


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def parts_of(title: str) -> list[str]:
    """What the separators in a ``<title>`` hold apart, as «Headline – Section – Outlet» does."""
    return _SEPARATOR.split(title)


def _longest_part(title: str) -> str:
    """The part of a ``<title>`` that is the headline and no outlet's name."""
    return max(parts_of(title), key=len).strip()


def is_same(text: str, other: str) -> bool:
    """Whether both name one article, in nearly the same words; either may name the outlet, too."""
    return fold(text) == fold(other) or (
        _overlap(_longest_part(text), _longest_part(other)) > _SAME_HEADLINE
    )


def _overlap(text: str, other: str) -> float:
    """Share of the words of the longer one that both have."""
    mine, theirs = set(_WORD.findall(fold(text))), set(_WORD.findall(fold(other)))
    return len(mine & theirs) / max(len(mine), len(theirs), 1)


def naming_of(titles: Sequence[str], linked: str, site: str, address: str) -> Naming:
    """What the page is called, with entities resolved and spaces folded; ``titles`` best first."""
    plain = [" ".join(html.unescape(each).split()) for each in (linked, *titles)]
    return Naming(tuple(dict.fromkeys(filter(None, plain))), plain[0], site, address)
