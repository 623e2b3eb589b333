from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from coverage.feeds import (
    Condition,
    FeedHealth,
    FeedsError,
    FeedSource,
    Refresh,
    feeds_health,
    feeds_of,
    load_feeds,
)
from coverage.feeds.config import parse_feeds
from coverage.feeds.health import health_of
from coverage.feeds.state import FeedState, save_states

TODAY = date(2025, 3, 20)
FEED = FeedSource("Приклад", "https://example.org/rss")


def health(
    quiet: int, a_day: int, failures: int = 0, success: str = "2025-03-20T10:00:00+00:00"
) -> FeedHealth:
    """Of a feed that had ``a_day`` articles a day and none on the last ``quiet`` days."""
    days = {(TODAY - timedelta(days=back)).isoformat(): a_day for back in range(quiet, 40)}
    state = FeedState(success=success, failures=failures, days=days)
    return health_of(FEED, state, TODAY)


@pytest.mark.parametrize(
    ("quiet", "a_day", "condition"),
    [
        (0, 10, Condition.OK),
        (1, 10, Condition.OK),  # today is not over
        (2, 10, Condition.SILENT),
        (3, 1, Condition.OK),  # two days without, at one a day, are no wonder
        (8, 1, Condition.SILENT),
    ],
)
def test_silence_is_measured_by_the_usual(quiet: int, a_day: int, condition: Condition) -> None:
    told = health(quiet, a_day)
    assert told.condition is condition
    assert told.usual == a_day
    assert told.today == (a_day if quiet == 0 else 0)
    assert told.quiet == max(quiet - 1, 0)


def test_a_feed_that_never_could_be_read_is_failing_at_once() -> None:
    assert health_of(FEED, FeedState(failures=1), TODAY).condition is Condition.FAILING
    assert health_of(FEED, FeedState(), TODAY).condition is Condition.NEW


@pytest.mark.parametrize(("days", "usual"), [(1, None), (2, None), (3, 5.0)])
def test_a_usual_is_known_after_as_many_days_as_a_silence(days: int, usual: float | None) -> None:
    counts = {(TODAY - timedelta(days=back)).isoformat(): 5 for back in range(days)}
    state = FeedState(success="2025-03-20T10:00:00+00:00", days=counts)
    told = health_of(FEED, state, TODAY)
    assert told.usual == usual
    assert (told.condition is Condition.NEW) == (usual is None)


def test_failing_and_new() -> None:
    assert health(0, 5, failures=1).condition is Condition.OK
    assert health(0, 5, failures=2).condition is Condition.FAILING
    assert health(0, 5, success="").condition is Condition.NEW
    assert health_of(FEED, None, TODAY).condition is Condition.NEW
    off = FeedSource("Приклад", "https://example.org/rss", enabled=False)
    assert health_of(off, None, TODAY).condition is Condition.OFF


def test_of_all_feeds(tmp_path: Path) -> None:
    save_states(tmp_path, {FEED.url: FeedState(failures=3, fault="robots: no")})
    (told,) = feeds_health((FEED,), tmp_path, TODAY)
    assert (told.condition, told.fault, told.success) == (Condition.FAILING, "robots: no", None)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"feeds": []}, "unknown table 'feeds'"),
        ({"settings": {"dealy": 1.0}}, "unknown key 'dealy'"),
        ({"settings": {"delay": "2"}}, "'2' is no float"),
        ({"settings": {"pages": True}}, "True is no int"),
        ({"settings": {"delay": -1.0}}, "less than 0"),
        ({"feed": [{"outlet": "A"}]}, "http"),
        ({"feed": [{"outlet": "A", "url": "ftp://a"}]}, "http"),
        ({"feed": [{"outlet": "A", "url": "https://a", "x": 1}]}, "unknown key 'x'"),
        ({"feed": [{"outlet": "A", "url": "https://a"}] * 2}, "stands twice"),
        ({"settings": {"contact": "Олена, mail@example.org"}}, "contact: .* Latin letters"),
        ({"settings": {"agent": "a\r\nX: y"}}, "agent: .* Latin letters"),
        ({"feed": [{"outlet": "A", "url": "https://me:secret@a"}]}, "'A': an address with a user"),
        ({"feed": [{"outlet": 5, "url": "http://me:secret@a"}]}, "5: an address with a user"),
        ({"feed": [{"outlet": "A", "url": "http://me:secret@[::1/f"}]}, "an address with a user"),
        ({"feed": [{"outlet": "A", "url": "http://[::1/f"}]}, "http"),
    ],
)
def test_a_wrong_list_is_told(data: dict[str, object], told: str) -> None:
    with pytest.raises(FeedsError, match=told) as error:
        parse_feeds(data)
    assert "secret" not in str(error.value)


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[settings]\ndelay = 5\n[[feed]]\noutlet = "A"\nurl = "https://a.example/rss"')
    feeds = load_feeds(path)
    assert (feeds.settings.delay, len(feeds.feeds)) == (5, 1)
    path.write_text("[settings]\ndealy = 5")
    with pytest.raises(FeedsError, match="^" + re.escape(str(path)) + ": "):  # which list it is
        load_feeds(path)
    with pytest.raises(FeedsError):
        load_feeds(tmp_path / "none.toml")


def test_the_list_that_was_asked_last_is_the_stores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARTNER_COVERAGE_FEEDS", raising=False)
    mine, other = tmp_path / "mine.toml", tmp_path / "other.toml"
    for path in (mine, other):
        path.write_text('[[feed]]\noutlet = "A"\nurl = "https://a.example/rss"\nenabled = false')
    assert feeds_of(tmp_path).path == ""
    Refresh(load_feeds(mine), tmp_path).commit()
    assert feeds_of(tmp_path) == load_feeds(mine)
    again = Refresh(load_feeds(), tmp_path, again=frozenset(["https://b.example/1"]))
    again.commit()  # what an earlier run rejected is another matter
    assert feeds_of(tmp_path).path == str(mine)
    monkeypatch.setenv("PARTNER_COVERAGE_FEEDS", str(other))
    assert feeds_of(tmp_path).path == str(other)
    monkeypatch.delenv("PARTNER_COVERAGE_FEEDS")
    mine.unlink()
    with pytest.raises(FeedsError, match=r"mine\.toml"):
        feeds_of(tmp_path)
    Refresh(load_feeds(), tmp_path).commit()
    assert feeds_of(tmp_path).path == ""


def test_every_described_outlet_has_a_feed() -> None:
    outlets = {feed.outlet for feed in load_feeds().feeds}
    assert len(outlets) >= 13
