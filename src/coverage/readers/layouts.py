"""The data of ``layouts.toml``, checked and compiled once: outlets and the markers on a page."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from coverage.errors import CoverageError
from coverage.readers.identity import host_of

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ё": "е", "\xa0": " "})
_MARKS = re.compile(r"^[^\w$€©(+−-]+|[^\w)°]+$")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d{1,4})?")
_FLAGS = ("month_first", "agency")  # of an outlet
_SPACES = re.compile(r"\s+")


class LayoutError(CoverageError):
    """``layouts.toml`` is wrong; the message names the entry."""


def fold(text: str) -> str:
    """``text`` for comparison: small letters, ё as е, one kind of apostrophe, single spaces."""
    return _SPACES.sub(" ", text.lower().translate(_APOSTROPHES)).strip()


def bare(text: str) -> str:
    """:func:`fold` without the marks at both ends: «🔸 ЕЩЕ ПО ТЕМЕ:» is ``еще по теме``."""
    return _MARKS.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes, under which names and hosts, and what is special in its pages.

    ``short`` are names that count only where somebody names the outlet, and on no page; ``agency``:
    others take its texts over.
    """

    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    month_first: bool = False
    agency: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """One kind of line: known as a whole, by its beginning or by a pattern."""

    whole: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    patterns: re.Pattern[str] | None = None

    def matches(self, folded: str, stripped: str, *, sentence: bool) -> bool:
        """Whether a line is of this kind, given its :func:`fold` and :func:`bare` forms."""
        begins = self.calls if sentence else self.calls + self.starts
        return (
            stripped in self.whole
            or stripped.startswith(begins)
            or folded.startswith(begins)
            or bool(self.patterns and self.patterns.search(folded))
        )


@dataclass(frozen=True, slots=True)
class Layouts:
    """Everything in ``layouts.toml``."""

    line: Marker
    list: Marker
    end: Marker
    body: Marker
    caption: Marker
    menu: frozenset[str]
    prefix: re.Pattern[str]
    outlets: dict[str, Outlet]
    hosts: dict[str, Outlet]
    shorts: dict[str, Outlet]

    def by_name(self, name: str) -> Outlet | None:
        """The outlet of that name or alias."""
        return self.outlets.get(bare(name))

    def by_url(self, url: str) -> Outlet | None:
        """The outlet whose host serves ``url``."""
        labels = host_of(url).split(".")
        ends = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self.hosts[end] for end in ends if end in self.hosts), None)

    def shown(self, name: str, url: str) -> str:
        """The outlet to show of an article whose outlet is said to be ``name``, at ``url``.

        A known one has one spelling, whether it is given by a name, in whatever language, or by a
        host («pravda.com.ua» in a column). Without a name the address tells: the outlet whose host
        it is, or the host. Both may be empty. Raises UnreadableInput where ``url`` is no address.
        """
        known = self.known(name, url)
        return known.name if known else name or host_of(url)

    def known(self, name: str, url: str) -> Outlet | None:
        """The outlet of :meth:`shown`, where it is known."""
        known = (self.by_name(name) or self._by_short(name, url)) if name else None
        if known is None and _HOST.fullmatch(name):
            known = self.by_url(f"https://{name}")
        return self.by_url(url) if known is None and not name and url else known

    def _by_short(self, name: str, url: str) -> Outlet | None:
        """The outlet that is called so, unless ``url`` is another's: «РБК» may be at rbc.ru."""
        called = self.shorts.get(bare(name))
        return called if called and (not url or self.by_url(url) is called) else None


@cache
def layouts() -> Layouts:
    """``layouts.toml``, read once. Raises LayoutError naming what is wrong."""
    text = (files(__package__) / "layouts.toml").read_text(encoding="utf-8")
    return parse_layouts(tomllib.loads(text))


def parse_layouts(data: dict[str, Any]) -> Layouts:
    """Checked :class:`Layouts` of the parsed TOML. Raises LayoutError."""
    unknown = data.keys() - {"line", "list", "end", "body", "caption", "menu", "prefix", "outlet"}
    if unknown:
        raise LayoutError(f"layouts.toml: unknown table {min(unknown)!r}")
    outlets: dict[str, Outlet] = {}
    hosts: dict[str, Outlet] = {}
    shorts: dict[str, Outlet] = {}
    for entry in data.get("outlet", []):
        outlet = _outlet(entry)
        for name in {bare(name) for name in (outlet.name, *outlet.aliases)}:
            if name in outlets:
                raise LayoutError(f"layouts.toml: outlet name {name!r} stands twice")
            outlets[name] = outlet
        hosts.update(dict.fromkeys(outlet.hosts, outlet))
        shorts.update(dict.fromkeys(map(bare, outlet.short), outlet))
    return Layouts(
        line=_marker(data, "line"),
        list=_marker(data, "list"),
        end=_marker(data, "end"),
        body=_marker(data, "body"),
        caption=_marker(data, "caption"),
        menu=frozenset(fold(word) for word in _strings(data.get("menu", {}), "words", "menu")),
        prefix=_compile(_strings(data.get("prefix", {}), "patterns", "prefix"), "prefix"),
        outlets=outlets,
        hosts=hosts,
        shorts=shorts,
    )


def _outlet(entry: dict[str, Any]) -> Outlet:
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        raise LayoutError(f"layouts.toml: an outlet without a name: {entry}")
    unknown = entry.keys() - {"name", "aliases", "short", "hosts", "ends", *_FLAGS}
    if unknown:
        raise LayoutError(f"layouts.toml: outlet {name!r}: unknown key {min(unknown)!r}")
    for flag in _FLAGS:
        if not isinstance(entry.get(flag, False), bool):
            raise LayoutError(f"layouts.toml: outlet {name!r}: {flag} is true or false")
    return Outlet(
        name=name,
        aliases=tuple(_strings(entry, "aliases", name)),
        short=tuple(_strings(entry, "short", name)),
        hosts=tuple(_strings(entry, "hosts", name)),
        ends=tuple(bare(end) for end in _strings(entry, "ends", name)),
        month_first=entry.get("month_first", False),
        agency=entry.get("agency", False),
    )


def _marker(data: dict[str, Any], name: str) -> Marker:
    table = data.get(name, {})
    unknown = table.keys() - {"whole", "starts", "calls", "patterns"}
    if unknown:
        raise LayoutError(f"layouts.toml: [{name}]: unknown key {min(unknown)!r}")
    patterns = _strings(table, "patterns", name)
    return Marker(
        whole=frozenset(bare(text) for text in _strings(table, "whole", name)),
        starts=tuple(fold(text) for text in _strings(table, "starts", name)),
        calls=tuple(fold(text) for text in _strings(table, "calls", name)),
        patterns=_compile(patterns, name) if patterns else None,
    )


def _strings(table: dict[str, Any], key: str, where: str) -> list[str]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
        raise LayoutError(f"layouts.toml: {where}: {key} must be a list of texts")
    return values


def _compile(patterns: list[str], where: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    except re.error as error:
        raise LayoutError(f"layouts.toml: {where}: {error}") from error
