"""Polite and within bounds: conditions, robots, delays, retries, sizes, times, redirects."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace

import pytest
from feeds_site import Reply, Site

from coverage.errors import UnreadableInput
from coverage.feeds import Settings
from coverage.feeds.fetch import Fetcher


def refused(fetcher: Fetcher, url: str) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as told:
        fetcher.get(url)
    return told.value


def test_says_who_asks_and_takes_packed_answers(site: Site, settings: Settings) -> None:
    packed = gzip.compress("Привіт".encode())
    site.pages["/a%D0%B1?c=%201"] = (200, {"Content-Encoding": "gzip", "ETag": '"1"'}, packed)
    answer = Fetcher(settings).get(f"{site.root}/aб?c=%201#top")
    assert answer.body.decode() == "Привіт"
    assert (answer.status, answer.headers["etag"]) == (200, '"1"')
    assert site.asked[-1][1]["user-agent"] == "partner-coverage/test mail@example.org"


def test_asks_under_conditions(site: Site, settings: Settings) -> None:
    def page(headers: dict[str, str]) -> Reply:
        old = headers.get("if-none-match") == '"1"' and headers.get("if-modified-since") == "then"
        return (304 if old else 200, {}, b"" if old else b"new")

    site.pages["/feed"] = page
    fetcher = Fetcher(settings)
    assert not fetcher.get(f"{site.root}/feed").not_modified
    assert fetcher.get(f"{site.root}/feed", etag='"1"', modified="then").not_modified


def test_heeds_robots(site: Site, settings: Settings) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 3", "text/plain")
    site.put("/private/a", "x")
    site.put("/open", "x")
    waits: list[float] = []
    fetcher = Fetcher(settings, sleep=waits.append, clock=lambda: 0.0)
    assert refused(fetcher, f"{site.root}/private/a").code == "robots"
    fetcher.get(f"{site.root}/open")
    fetcher.get(f"{site.root}/open")
    assert site.paths() == ["/open", "/open"]
    assert sum(path == "/robots.txt" for path, _ in site.asked) == 1
    assert waits == [3.0, 3.0]  # behind robots.txt, and behind the first page


def test_a_host_whose_robots_are_broken_is_left_alone(site: Site, settings: Settings) -> None:
    site.pages["/robots.txt"] = (500, {}, b"")
    site.put("/a", "x")
    told = refused(Fetcher(settings), f"{site.root}/a")
    assert told.code == "fetch_failed"  # nobody asks robots away
    assert "robots.txt cannot be read" in told.reason
    assert site.paths() == []


def test_waits_between_two_requests_to_one_host(site: Site, settings: Settings) -> None:
    site.put("/a", "x")
    now = [100.0]
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    fetcher = Fetcher(replace(settings, delay=2.0), sleep=sleep, clock=lambda: now[0])
    for _ in range(3):
        fetcher.get(f"{site.root}/a")
        now[0] += 0.5
    assert waits == [2.0, 1.5, 1.5]


def test_tries_again_with_growing_pauses(site: Site, settings: Settings) -> None:
    answers = iter([(503, {"Retry-After": "7"}, b""), (502, {}, b""), (200, {}, b"at last")])
    site.pages["/a"] = lambda headers: next(answers)
    waits: list[float] = []
    fetcher = Fetcher(replace(settings, pause=1.0), sleep=waits.append)
    assert fetcher.get(f"{site.root}/a").body == b"at last"
    assert waits == [7.0, 14.0]


def test_a_long_wait_is_left_to_the_next_run(site: Site, settings: Settings) -> None:
    site.pages["/a"] = (429, {"Retry-After": "120"}, b"")
    waits: list[float] = []
    told = refused(Fetcher(settings, sleep=waits.append), f"{site.root}/a")
    assert (told.code, "429" in told.reason) == ("fetch_failed", True)
    assert site.paths() == ["/a"]
    assert waits == []


@pytest.mark.parametrize("status", [404, 410, 403, 503])
def test_gives_up_in_the_end(site: Site, settings: Settings, status: int) -> None:
    site.pages["/a"] = (status, {}, b"")
    told = refused(Fetcher(settings, sleep=lambda _: None), f"{site.root}/a")
    assert (told.code, str(status) in told.reason) == ("fetch_failed", True)
    assert len(site.paths()) == (3 if status == 503 else 1)


def test_nobody_answers(settings: Settings) -> None:
    told = refused(Fetcher(settings, sleep=lambda _: None), "http://127.0.0.1:9/a")
    assert told.code == "fetch_failed"


def test_a_page_that_is_too_large(site: Site, settings: Settings) -> None:
    small = replace(settings, largest=1000)
    site.put("/plain", b"x" * 1001)
    site.pages["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(500_000)))
    assert refused(Fetcher(small), f"{site.root}/plain").code == "too_large"
    assert refused(Fetcher(small), f"{site.root}/bomb").code == "too_large"


def test_a_server_that_sends_a_byte_now_and_then(site: Site, settings: Settings) -> None:
    site.pages["/slow"] = (200, {"X-Slow": "1"}, b"x" * 200)
    start = time.monotonic()
    told = refused(Fetcher(replace(settings, total=0.3, tries=1)), f"{site.root}/slow")
    assert told.code == "fetch_failed"
    assert time.monotonic() - start < 3  # the whole page would take ten


def test_follows_redirects_but_not_for_ever(site: Site, settings: Settings) -> None:
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.put("/b", "here")
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    fetcher = Fetcher(settings)
    assert fetcher.get(f"{site.root}/a").url == f"{site.root}/b"
    assert "redirected too often" in refused(fetcher, f"{site.root}/round").reason


def test_a_redirect_to_what_is_no_web_page(site: Site, settings: Settings) -> None:
    site.pages["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    assert refused(Fetcher(settings), f"{site.root}/a").code == "not_allowed"


def test_this_machine_is_not_asked_unless_allowed(site: Site, settings: Settings) -> None:
    site.put("/a", "secret")
    port = site.root.rpartition(":")[2]
    closed = Fetcher(replace(settings, private=False))
    assert refused(closed, f"{site.root}/a").code == "not_allowed"  # by its port alone
    assert port not in ("80", "443")
    assert site.asked == []


def test_an_answer_that_breaks_off_is_tried_again_and_told(site: Site, settings: Settings) -> None:
    whole = b"<p>all of it</p>"
    short = {"Content-Length": str(len(whole) + 50), "X-Slow": "1"}
    answers = iter([(200, short, whole), (200, {}, whole)])
    site.pages["/a"] = lambda _: next(answers)
    assert Fetcher(settings).get(f"{site.root}/a").body == whole
    site.pages["/b"] = (200, short, b"<p>a p")
    error = refused(Fetcher(settings), f"{site.root}/b")
    assert error.code == "fetch_failed"
    assert error.reason == f"{site.root}/b: its answer broke off"
    assert [path for path in site.paths() if path == "/b"] == ["/b"] * settings.tries


def test_faults_are_said_in_words(settings: Settings) -> None:
    once = replace(settings, tries=1)
    assert refused(Fetcher(once), "http://nohost.invalid/a").reason == (
        "http://nohost.invalid/robots.txt: there is no such host, or no way to the network"
    )
    assert refused(Fetcher(once), "http://127.0.0.1:9/a").reason == (
        "http://127.0.0.1:9/robots.txt: it refuses connections"
    )
