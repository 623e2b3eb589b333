"""Hosts are asked side by side: one that is slow keeps no other waiting, and none is hurried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock

import pytest
from feeds_site import Site, served

from coverage.feeds import FeedList, FeedSource, Refresh, Settings
from coverage.feeds.abreast import abreast
from coverage.feeds.fetch import Fetcher
from coverage.model import Article

NOW = datetime(2025, 2, 12, 20, 0, tzinfo=UTC)
WAIT = 10.0  # seconds until a test fails where nothing comes
BODY = (
    "<p>Міністр оборони України Рустем Умеров 12 лютого в Брюсселі зустрівся з колегою.</p>"
    "<p>«Ми домовилися, що частина коштів піде на виробництво дронів», – зазначив Умеров.</p>"
)


def feed(site: Site, name: str, number: int = 1) -> FeedSource:
    """A feed of so many entries, which the site serves from now on."""
    listed = "".join(
        f"<item><title>{name} {n}</title><link>{site.root}/{name}/{n}</link>"
        "<pubDate>Wed, 12 Feb 2025 16:20:00 +0000</pubDate></item>"
        for n in range(number)
    )
    for n in range(number):
        site.put(
            f"/{name}/{n}",
            f"<html><head><title>{name} {n}</title></head><body><h1>Новина {name} {n} про дрони"
            f"</h1><time datetime='2025-02-12T18:20:00+02:00'></time>{BODY}</body></html>",
        )
    site.put(
        f"/{name}", f'<rss version="2.0"><channel>{listed}</channel></rss>', "application/rss+xml"
    )
    return FeedSource(name, f"{site.root}/{name}")


@pytest.fixture
def other() -> Iterator[Site]:
    with served() as found:
        yield found


def test_a_host_that_is_slow_keeps_no_other_waiting(
    site: Site, other: Site, settings: Settings, tmp_path: Path
) -> None:
    came = Event()
    slow = feed(site, "slow")
    told = site.pages["/slow"]
    assert not callable(told)
    site.pages["/slow"] = lambda _: told if came.wait(WAIT) else (500, {}, b"nobody else came")
    refresh = Refresh(
        FeedList(settings, (slow, feed(other, "quick"))), tmp_path, NOW, Fetcher(settings)
    )
    outlets = []
    for item in refresh.items():
        assert isinstance(item, Article)
        outlets.append(item.outlet)
        came.set()
    assert outlets == ["quick", "slow"]
    assert [each.feed.outlet for each in refresh.outcomes] == [
        "slow",
        "quick",
    ]  # as they are listed


def test_one_host_is_asked_by_one_at_a_time(
    site: Site, other: Site, settings: Settings, tmp_path: Path
) -> None:
    """Also where the feeds of another lead to it."""
    at_once, most, lock = 0, 0, Lock()

    def counted(path: str) -> None:
        page = site.pages[path]
        assert not callable(page)

        def answer(_: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
            nonlocal at_once, most
            with lock:
                at_once += 1
                most = max(most, at_once)
            Event().wait(0.02)
            with lock:
                at_once -= 1
            return page

        site.pages[path] = answer

    own = feed(site, "own", 5)
    other.pages["/leads"] = site.pages["/own"]
    for path in list(site.pages):
        counted(path)
    feeds = FeedList(settings, (own, FeedSource("leads", f"{other.root}/leads")))
    items = list(Refresh(feeds, tmp_path, NOW, Fetcher(settings)).items())
    assert len(items) == 10
    assert all(isinstance(each, Article) for each in items)
    assert most == 1


def test_what_goes_wrong_in_one_is_raised() -> None:
    def breaks() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(abreast([iter([0]), breaks()]))


def test_all_comes_of_more_hosts_than_are_asked_at_once() -> None:
    hosts = [[(host, n) for n in range(100)] for host in range(30)]
    came = list(abreast(hosts))
    assert sorted(came) == [each for host in hosts for each in host]
    for host in range(30):
        assert [n for each, n in came if each == host] == list(range(100))
    assert list(abreast([])) == []


def test_nobody_goes_on_when_nobody_takes() -> None:
    stopped = Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            stopped.set()

    items = abreast([endless()])
    assert next(items) == 1
    items.close()  # type: ignore[attr-defined]
    assert stopped.wait(WAIT)
