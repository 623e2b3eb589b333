"""The data of ``feeds.toml``, checked: which feeds there are, and how politely they are fetched."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from coverage.errors import CoverageError

_SENT = ("agent", "contact")
_FIT = re.compile(r"[ -~]*")  # in a header of HTTP


class FeedsError(CoverageError):
    """``feeds.toml``, or what is kept of earlier runs, is wrong; the message says where."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to fetch; the meaning and unit of each stands in ``feeds.toml``."""

    agent: str = "partner-coverage"
    contact: str = ""
    delay: float = 2.0
    longest_delay: float = 30.0
    timeout: float = 20.0
    total: float = 60.0
    largest: int = 8 * 1024**2
    tries: int = 3
    pause: float = 1.0
    redirects: int = 5
    pages: int = 50
    days: int = 14
    private: bool = False

    @property
    def user_agent(self) -> str:
        """What every request says of us."""
        return f"{self.agent} {self.contact}".strip()


@dataclass(frozen=True, slots=True)
class FeedSource:
    """One feed or sitemap of an outlet."""

    outlet: str
    url: str
    lang: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class FeedList:
    """All feeds, those that are not enabled among them, and the settings.

    ``path`` is the file, absolute; empty for the program's own list.
    """

    settings: Settings
    feeds: tuple[FeedSource, ...]
    path: str = ""


def load_feeds(path: Path | None = None, *, last: Path | None = None) -> FeedList:
    """The feeds in ``path``, else $PARTNER_COVERAGE_FEEDS, else ``last``, else the program's own.

    Raises FeedsError: the file cannot be read, or something in it is wrong.
    """
    given = os.environ.get("PARTNER_COVERAGE_FEEDS")
    return read_feeds(path or (Path(given) if given else last))


def read_feeds(path: Path | None) -> FeedList:
    """The feeds in the file at ``path``; None: the program's own. Raises FeedsError."""
    try:
        source = path or files(__package__) / "feeds.toml"
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FeedsError(f"{path or 'feeds.toml'}: {reason}") from error
    try:
        return replace(parse_feeds(data), path=os.path.abspath(path) if path else "")
    except FeedsError as error:
        raise FeedsError(f"{path or 'feeds.toml'}: {error}") from error


def parse_feeds(data: dict[str, Any]) -> FeedList:
    """Checked feeds of the parsed TOML. Raises FeedsError."""
    unknown = data.keys() - {"settings", "feed"}
    if unknown:
        raise FeedsError(f"unknown table {min(unknown)!r}")
    settings = Settings(**_checked(data.get("settings", {}), Settings(), "[settings]"))
    found: dict[str, FeedSource] = {}
    for entry in data.get("feed", []):
        if _has_user(str(entry.get("url"))):  # nothing of it is shown: it holds a password
            raise FeedsError(f"a feed of {entry.get('outlet')!r}: an address with a user's name")
        where = f"feed {entry.get('url')!r}"
        feed = FeedSource(**_checked({"outlet": "", "url": ""} | entry, FeedSource("", ""), where))
        if not feed.outlet or not _is_http(feed.url):
            raise FeedsError(f"{where}: outlet and an http(s) url are needed")
        if feed.url in found:
            raise FeedsError(f"{where} stands twice")
        found[feed.url] = feed
    return FeedList(settings, tuple(found.values()))


def _has_user(url: str) -> bool:
    """Whether there is one, also where the rest of the address is none."""
    return "@" in url.partition("://")[2].partition("/")[0]


def _is_http(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _checked(table: dict[str, Any], example: Any, where: str) -> dict[str, Any]:
    """``table`` if its keys and the types of its values are those of ``example``."""
    known = {each.name: type(getattr(example, each.name)) for each in fields(example)}
    for key, value in table.items():
        if key not in known:
            raise FeedsError(f"{where}: unknown key {key!r}")
        wanted = (int, float) if known[key] is float else (known[key],)
        if type(value) not in wanted:
            raise FeedsError(f"{where}: {key}: {value!r} is no {known[key].__name__}")
        if key in _SENT and not _FIT.fullmatch(value):
            raise FeedsError(f"{where}: {key}: {value!r} is sent with each request, which takes "
                             "Latin letters, digits and signs alone")  # fmt: skip
        if known[key] in (int, float) and value < 0:
            raise FeedsError(f"{where}: {key}: {value!r} is less than 0")
    return table
