"""One page: fetched as politely as feeds are, and read."""

from __future__ import annotations

from coverage.errors import UnreadableInput
from coverage.feeds.config import Settings
from coverage.feeds.fetch import Fetcher
from coverage.model import Article, Rejection
from coverage.readers.address import is_web, resolved
from coverage.readers.content import sniff
from coverage.readers.html import read_html
from coverage.readers.published import Listed
from coverage.readers.transfer import charset_of

Item = Article | Rejection

_HEAD = 4096  # bytes in which a feed says that it is one
_FEED = (
    "a feed or sitemap, no article: list its address in feeds.toml, and `partner-coverage refresh` "
    "reads what is new in it"
)


def read_address(url: str, settings: Settings, fetcher: Fetcher | None = None) -> Item:
    """The article at one address, fetched as feeds' articles are. For what people give by hand.

    One without a scheme is taken as https, a search engine's link as what it leads to.

    Rejection codes: ``no_article`` (a feed), and those of ``Fetcher.get`` and ``read_html``.
    """
    return read_page(fetcher or Fetcher(settings), resolved(url))


def read_page(fetcher: Fetcher, url: str, listed: Listed | None = None) -> Item:
    """As :func:`read_address`; ``listed`` is what the feed says of the page."""
    try:
        answer = fetcher.get(url)
    except UnreadableInput as error:
        # What a run rejected is read again from where it lies: who may give addresses, or writes a
        # feed, must not have a file of this machine read.
        source = url if is_web(url) else f"address {url!r}"
        return Rejection(source, error.code, error.reason)
    if sniff(answer.body[:_HEAD]) == ".xml":
        return Rejection(url, "no_article", _FEED)
    charset = charset_of(answer.headers.get("content-type", ""))
    return read_html(answer.body, source=url, url=answer.url, charset=charset, listed=listed)
