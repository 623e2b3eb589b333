"""Telegram's export of a channel as web pages (``messages.html``, ``messages2.html``): many posts
a page, none of which says what kind of chat it is of."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.dates import find_date
from coverage.readers.markup import Element, paragraphs, parse_html, text_of
from coverage.readers.telegram import (
    ADDRESS,
    Channel,
    Origin,
    is_address,
    private_chats,
    read_post,
    without_origin,
    without_text,
)

_MARK = b"page_body chat_page"  # a class that stands at the top of each page
_TOP = 4096  # bytes
_NUMBER = "message"  # before the number in a post's id


def _with(name: str) -> str:
    return f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


_OWN = f"div{_with('body')}"  # of a forwarded post there is another, within it
_NAME = etree.XPath(f"//div{_with('page_header')}//div{_with('text')}")
_POSTS = etree.XPath(f"//div{_with('message')}{_with('default')}")
_AUTHOR = etree.XPath(f"{_OWN}/div{_with('from_name')}")
_MOMENT = etree.XPath(f"{_OWN}/div{_with('date')}/@title")
_FORWARDED = etree.XPath(f"{_OWN}/div{_with('forwarded')}")
_ORIGIN = etree.XPath(f"div{_with('from_name')}")
_POSTED = etree.XPath(f".//span{_with('date')}/@title")
_TEXT = etree.XPath(f".//div{_with('text')}")


def is_export(data: bytes) -> bool:
    """Whether a web page is one of an export."""
    return _MARK in data[:_TOP]


def read_posts(data: bytes, source: str) -> Iterator[Article | Rejection]:
    """The posts on a page of an export; ``source`` of each is ``source#number``.

    In a chat between people there are other authors than whom the page is named after: it is told
    as private and not read.
    """
    try:
        root = parse_html(data)
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
        return
    name = next(map(text_of, _NAME(root)), "")
    posts = _POSTS(root)
    if any(_own(author) != name for post in posts for author in _AUTHOR(post)):
        yield private_chats(1, source)
        return
    if not posts:
        yield Rejection(source, "no_articles", "no articles were found in the file")
    lacking = unnamed = 0
    origin: Origin | None = None
    for post in posts:
        number = (post.get("id") or "").removeprefix(_NUMBER)
        moment = find_date(next(iter(_MOMENT(post)), ""))
        origin = _origin(post, origin)
        read = read_post(_text(post), Channel(name), number, moment, f"{source}#{number}", origin)
        if read is None:
            lacking += 1
        else:
            unnamed += origin is not None and not origin.name
            yield read
    if unnamed:
        yield without_origin(unnamed, source)
    if lacking:
        yield without_text(lacking, len(posts), source)


def _origin(post: Element, before: Origin | None) -> Origin | None:
    """Whom a post was forwarded from; one that names nobody is joined to the one ``before`` it."""
    for forwarded in _FORWARDED(post):
        for author in _ORIGIN(forwarded):
            return Origin(_own(author), find_date(next(iter(_POSTED(author)), "")))
        return before or Origin()
    return None


def _own(author: Element) -> str:
    """An author's name, without what stands behind it: by which bot it was written."""
    return " ".join((author.text or "").split())


def _text(post: Element) -> str:
    lines: list[str] = []
    for text in _TEXT(post):
        for link in text.iter("a"):
            if is_address(text_of(link)):
                tail = link.tail
                link.clear()
                link.text, link.tail = ADDRESS, tail
        lines += paragraphs(text)
    return "\n".join(lines)
