"""The day of publication of a web page: what its head says, else what stands by the headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coverage.readers.dates import Found, agrees, day_in_address, find_date, find_stamp
from coverage.readers.headline import parts_of
from coverage.readers.markup import Element
from coverage.readers.shown import Shown


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list that led to a page (a feed, a sitemap) says of it.

    It stands where the page says nothing, or nothing sure. ``changed`` is its last change.
    """

    title: str = ""
    outlet: str = ""
    published: Found | None = None
    changed: Found | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a page's head says of its days, best first: published, put in, last changed."""

    published: Sequence[str] = ()
    created: Sequence[str] = ()
    changed: Sequence[str] = ()


def published_of(
    said: Said,
    titles: Iterable[str],
    root: Element,
    times: Sequence[Element],
    headline: Element | None,
    url: str,
    *,
    listed: Listed,
    month_first: bool,
) -> Found | None:
    """When the page was published: ``said`` in its head, listed, shown, by its ``url``, changed.

    What is shown may be another item's: the day in the list that led to the page is surer, and one
    that is not the day in the address is passed over.

    ``times`` are the page's ``<time>``; one that is beside the article is another item's. A day
    may also end one of the ``titles``: «Headline | Outlet | 20.03.2025».
    """
    if (found := _first(said.published, month_first)) is not None:
        return found
    if listed.published is not None:
        return listed.published
    address = day_in_address(url)
    shown = Shown(root, times, headline, month_first)
    for each in _seen(shown, said, month_first):
        if each is not None and (address is None or agrees(each.day, address.day)):
            return each
    if address is not None:
        return replace(address, clock=shown.clock_on(address.day))
    return (
        _in_title(titles, month_first)
        or shown.changed()
        or _first(said.changed, month_first)
        or listed.changed
    )


def _seen(shown: Shown, said: Said, month_first: bool) -> Iterator[Found | None]:
    """What may be the day, the surest first."""
    yield shown.own()
    yield _first(said.created, month_first)
    yield shown.bare()


def _first(texts: Iterable[str], month_first: bool) -> Found | None:
    found = (find_stamp(text, month_first=month_first) for text in texts)
    return next((each for each in found if each is not None), None)


def _in_title(titles: Iterable[str], month_first: bool) -> Found | None:
    for part in (part for title in titles for part in parts_of(title)[1:]):
        found = find_date(part, month_first=month_first)
        if found is not None and found.end - found.start == len(part.strip()):
            return found
    return None
