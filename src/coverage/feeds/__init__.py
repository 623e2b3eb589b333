"""Feeds: what outlets publish, asked for regularly and politely.

``Refresh`` is one run over all feeds, ``read_address`` fetches one page, ``feeds_health`` tells
which feeds fail or have fallen silent.
"""

from coverage.feeds.asking import Outcome
from coverage.feeds.config import FeedList, FeedsError, FeedSource, Settings, load_feeds, read_feeds
from coverage.feeds.fetch import Fetcher
from coverage.feeds.health import (
    Condition,
    FeedHealth,
    feeds_health,
    feeds_of,
    kept_at,
    store_health,
)
from coverage.feeds.page import read_address
from coverage.feeds.refresh import Refresh

__all__ = [
    "Condition",
    "FeedHealth",
    "FeedList",
    "FeedSource",
    "FeedsError",
    "Fetcher",
    "Outcome",
    "Refresh",
    "Settings",
    "feeds_health",
    "feeds_of",
    "kept_at",
    "load_feeds",
    "read_address",
    "read_feeds",
    "store_health",
]
