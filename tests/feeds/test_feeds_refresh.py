"""A run over feeds: what is new comes once, what failed comes again, nothing is lost."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from feeds_site import Reply, Site

from coverage.feeds import (
    Condition,
    FeedList,
    FeedsError,
    FeedSource,
    Refresh,
    Settings,
    feeds_health,
    read_address,
)
from coverage.feeds.fetch import Fetcher
from coverage.feeds.state import FILE, load_kept
from coverage.model import Article, Rejection

NOW = datetime(2025, 2, 12, 20, 0, tzinfo=UTC)
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "Міністр оборони України Рустем Умеров 12 лютого в Брюсселі зустрівся з колегою.",
        "«Ми домовилися, що частина коштів піде на виробництво дронів», – зазначив Умеров.",
    )
)
TITLE = "Міністри обговорили спільне виробництво дронів"
KIND = "application/rss+xml"


def item(path: str, root: str, text: str = "", day: str = "12 Feb 2025") -> str:
    whole = f"<content><![CDATA[{text}]]></content>" if text else ""
    return (
        f"<item><title>Новина {path}</title><link>{root}{path}?utm_source=rss</link>"
        f"<pubDate>Wed, {day} 16:20:00 +0000</pubDate>{whole}</item>"
    )


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def page(path: str) -> str:
    return (
        f"<html><head><title>Новина {path}</title>"
        '<meta property="article:published_time" content="2025-02-12T18:20:00+02:00"></head>'
        f"<body><h1>Новина {path} про дрони</h1>{BODY}</body></html>"
    )


Run = Callable[..., list[Article | Rejection]]


@pytest.fixture
def run(site: Site, settings: Settings, tmp_path: Path) -> Run:
    def go(
        commit: bool = True, now: datetime = NOW, again: Sequence[str] = (), **changed: object
    ) -> list[Article | Rejection]:
        used = replace(settings, **changed)  # type: ignore[arg-type]
        feeds = FeedList(used, (FeedSource("Приклад", f"{site.root}/feed"),))
        fetcher = Fetcher(used, sleep=lambda _: None)
        refresh = Refresh(feeds, tmp_path, now, fetcher, frozenset(again))
        items = list(refresh.items())
        if commit:
            refresh.commit()
        go.read_since = refresh.read_since  # type: ignore[attr-defined]
        if not refresh.outcomes:
            return items
        (outcome,) = refresh.outcomes
        assert outcome.articles == sum(isinstance(each, Article) for each in items)
        assert outcome.rejected == sum(isinstance(each, Rejection) for each in items)
        go.outcome = outcome  # type: ignore[attr-defined]
        return items

    return go


def test_what_is_new_comes_once(site: Site, run: Run) -> None:
    site.put("/feed", rss(item("/1", site.root), item("/2", site.root, BODY)), KIND)
    site.put("/1?utm_source=rss", page("/1"))
    found = run()
    assert [type(each) for each in found] == [Article, Article]
    first, second = found
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.title == "Новина /1 про дрони"
    assert first.outlet == second.outlet == "Приклад"
    assert str(second.published_time) == "18:20:00"
    assert run() == []
    site.put("/feed", rss(item("/3", site.root, BODY), item("/1", site.root)), KIND)
    assert [each.title for each in run() if isinstance(each, Article)] == ["Новина /3"]
    assert site.paths().count("/1?utm_source=rss") == 1


@pytest.mark.parametrize(
    ("listed", "first", "later"),
    [
        (
            '<rss version="2.0"><channel><item><title>Н</title><link>{root}/1</link>'
            "<pubDate>Wed, 12 Feb 2025 {at}:00 +0000</pubDate></item></channel></rss>",
            "16:20", "18:05",
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Н</title>'
            '<link href="{root}/1"/>'
            "<published>2025-02-12T16:20:00Z</published><updated>2025-02-12T{at}:00Z</updated>"
            "</entry></feed>",
            "16:20", "18:05",
        ),
        (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{root}/1</loc>'
            "<lastmod>{at}</lastmod></url></urlset>",
            "2025-02-11", "2025-02-12",
        ),
    ],
)  # fmt: skip
def test_a_page_is_asked_again_when_the_feed_says_it_changed(
    site: Site, run: Run, tmp_path: Path, listed: str, first: str, later: str
) -> None:
    def put(at: str, more: str = "") -> None:
        site.put("/feed", listed.format(root=site.root, at=at), KIND)
        site.put("/1", page("/1").replace("</body>", f"<p>{more}</p></body>"))

    put(first)
    assert len(run()) == 1
    put(first, "Уточнення: сума становить 600 мільйонів доларів, а не 150 мільйонів.")
    assert run() == []  # the feed says nothing of it
    put(later, "Уточнення: сума становить 600 мільйонів доларів, а не 150 мільйонів.")
    (again,) = run()
    assert isinstance(again, Article)
    assert "600 мільйонів" in again.body
    assert run() == []
    assert site.paths().count("/1") == 2
    assert sum(load_kept(tmp_path).states[f"{site.root}/feed"].days.values()) == 1


def test_a_sitemap_that_stamps_the_time_of_asking_tells_of_no_change(site: Site, run: Run) -> None:
    def put(at: datetime) -> None:
        site.pages["/feed"] = known(
            str(at),
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
            f"<loc>{site.root}/1</loc><lastmod>{at.isoformat()}</lastmod></url></urlset>",
        )

    site.put("/1", page("/1"))
    for hours in range(4):
        now = NOW + timedelta(hours=hours)
        put(now + timedelta(minutes=hours))  # it takes a while until it is asked
        run(now=now)
    assert site.paths().count("/1") == 1
    # A change that was told while it was fresh is looked at when it is none any more, though the
    # feed is the same as before.
    run(now=now + timedelta(minutes=30))
    run(now=now + timedelta(minutes=60))
    assert site.paths().count("/1") == 2


def test_what_changed_waits_for_what_is_new(site: Site, run: Run) -> None:
    for path in ("/1", "/2"):
        site.put(f"{path}?utm_source=rss", page(path))
    old = item("/1", site.root)
    site.put("/feed", rss(old), KIND)
    run()
    site.put("/feed", rss(old.replace("16:20", "17:20"), item("/2", site.root)), KIND)
    assert [each.url for each in run(pages=1) if isinstance(each, Article)] == [f"{site.root}/2"]
    assert run.outcome.waiting == 1  # type: ignore[attr-defined]
    assert [each.url for each in run(pages=1) if isinstance(each, Article)] == [f"{site.root}/1"]


def test_a_changed_page_that_fails_is_tried_again(site: Site, run: Run) -> None:
    site.put("/1?utm_source=rss", page("/1"))
    site.put("/feed", rss(item("/1", site.root)), KIND)
    run()
    del site.pages["/1?utm_source=rss"]
    site.put("/feed", rss(item("/1", site.root).replace("16:20", "17:20")), KIND)
    assert [type(each) for each in run()] == [Rejection]
    site.put("/1?utm_source=rss", page("/1"))
    assert [type(each) for each in run()] == [Article]
    assert run() == []


def test_a_state_without_moments_asks_for_nothing_again(
    site: Site, run: Run, tmp_path: Path
) -> None:
    site.put("/1?utm_source=rss", page("/1"))
    site.put("/feed", rss(item("/1", site.root)), KIND)
    run()
    held = json.loads((tmp_path / FILE).read_text("utf-8"))
    for state in held["feeds"].values():
        del state["moments"]
    (tmp_path / FILE).write_text(json.dumps(held), "utf-8")
    assert run() == []
    site.put("/feed", rss(item("/1", site.root).replace("16:20", "17:20")), KIND)
    assert len(run()) == 1


def test_a_corrected_text_in_the_feed_comes_again(site: Site, run: Run, tmp_path: Path) -> None:
    for text, came in ((BODY, 1), (BODY, 0), (f"{BODY}<p>Оновлено: сума інша.</p>", 1)):
        site.put("/feed", rss(item("/1", site.root, text)), KIND)
        found = run()
        assert len(found) == came
    assert isinstance(found[0], Article)
    assert "Оновлено" in found[0].body
    assert run() == []
    assert set(load_kept(tmp_path).states[f"{site.root}/feed"].days.values()) == {1}


def test_a_run_that_was_not_stored_is_made_again(site: Site, run: Run) -> None:
    site.put("/feed", rss(item("/1", site.root, BODY)), KIND)
    assert len(run(commit=False)) == 1
    assert len(run()) == 1
    assert len(run()) == 0


def test_asks_under_conditions(site: Site, run: Run) -> None:
    def feed(headers: dict[str, str]) -> Reply:
        if headers.get("if-none-match") == '"7"':
            return 304, {}, b""
        return 200, {"ETag": '"7"'}, rss(item("/1", site.root, BODY)).encode()

    site.pages["/feed"] = feed
    assert len(run()) == 1
    assert run() == []
    assert run.outcome.unchanged  # type: ignore[attr-defined]


def test_what_is_too_much_for_one_run_waits(site: Site, run: Run) -> None:
    items = [item(f"/{i}", site.root, BODY) for i in range(5)]
    site.pages["/feed"] = (200, {"ETag": '"1"'}, rss(*items).encode())
    assert len(run(pages=2)) == 2
    assert run.outcome.waiting == 3  # type: ignore[attr-defined]
    assert [len(run(pages=2)) for _ in range(3)] == [2, 1, 0]


def test_a_page_that_fails_is_tried_in_three_runs(site: Site, run: Run) -> None:
    site.pages["/feed"] = (200, {"ETag": '"1"'}, rss(item("/1", site.root)).encode())
    site.pages["/1?utm_source=rss"] = (500, {}, b"")
    codes = [[each.code for each in run() if isinstance(each, Rejection)] for _ in range(4)]
    assert codes == [["fetch_failed"], ["fetch_failed"], ["fetch_failed"], []]


def test_a_page_that_holds_no_article_is_tried_in_three_runs_and_when_asked_for(
    site: Site, run: Run
) -> None:
    where = f"{site.root}/1?utm_source=rss"
    site.put("/feed", rss(item("/1", site.root)), KIND)
    site.put("/1?utm_source=rss", "<html><body>Soon</body></html>")
    codes = [[each.code for each in run() if isinstance(each, Rejection)] for _ in range(4)]
    assert codes == [["no_text"], ["no_text"], ["no_text"], []]
    # The page has no day: the feed's is known still, though nobody asks the feed.
    site.put("/1?utm_source=rss", f"<html><body>{BODY}</body></html>")
    site.put("/feed", "gone")
    site.asked.clear()
    (found,) = run(again=[where])
    assert isinstance(found, Article)
    assert (found.title, str(found.published), found.outlet) == (
        "Новина /1", "2025-02-12", "Приклад",
    )  # fmt: skip
    assert site.paths() == ["/1?utm_source=rss"]
    assert run(again=[where]) == []
    assert run.read_since == [where]  # type: ignore[attr-defined]


def test_what_has_left_the_feed_is_tried_still(site: Site, run: Run) -> None:
    site.pages["/feed"] = (200, {"ETag": '"1"'}, rss(item("/1", site.root)).encode())
    site.pages["/1?utm_source=rss"] = (404, {}, b"")
    run()
    site.pages["/feed"] = (304, {}, b"")
    site.put("/1?utm_source=rss", page("/1"))
    (found,) = run()
    assert isinstance(found, Article)
    assert site.asked[-2][1]["if-none-match"] == '"1"'  # a page that failed costs no whole feed
    assert run() == []


def test_a_feed_that_failed_is_asked_again_alone(site: Site, run: Run) -> None:
    run()
    site.put("/feed", rss(item("/1", site.root, BODY)), KIND)
    (found,) = run(again=[f"{site.root}/feed"])
    assert isinstance(found, Article)
    assert run() == []


def test_an_entry_that_leads_nowhere_is_looked_for_in_the_feed_again(site: Site, run: Run) -> None:
    def feed(text: str) -> str:
        day = "<pubDate>Wed, 12 Feb 2025 16:20:00 +0000</pubDate>"
        return rss(f"<item><title>Новина</title>{day}{text}</item>")

    site.pages["/feed"] = (200, {"ETag": '"1"'}, feed("").encode())
    for _ in range(4):
        run()
    assert run() == []
    (told,) = run(again=[f"{site.root}/feed"])
    assert isinstance(told, Rejection)
    assert told.code == "summary_only"
    assert told.source.startswith(f"{site.root}/feed#entry-")
    site.pages["/feed"] = (
        200,
        {"ETag": '"2"'},
        feed(f"<content><![CDATA[{BODY}]]></content>").encode(),
    )
    (found,) = run()
    assert isinstance(found, Article)
    run()
    assert site.asked[-1][1]["if-none-match"] == '"2"'  # nothing of the feed is missing any more


def test_a_source_of_which_nothing_is_kept_is_no_file(site: Site, run: Run, tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text(page("/memo"), "utf-8")
    (told,) = run(again=[str(tmp_path / "memo.txt")])
    assert isinstance(told, Rejection)
    assert told.code == "not_allowed"


def test_a_sitemap_that_failed_is_asked_again(site: Site, run: Run) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.root}/map</loc></sitemap></sitemapindex>"
    site.pages["/feed"] = (200, {"ETag": '"1"'}, index.encode())
    site.pages["/map"] = (404, {}, b"")
    (told,) = run()
    assert isinstance(told, Rejection)
    site.put("/map", f"<urlset><url><loc>{site.root}/1</loc></url></urlset>", KIND)
    site.put("/1", page("/1"))
    (found,) = run(again=[told.source])
    assert isinstance(found, Article)
    assert run() == []
    assert "if-none-match" not in next(h for path, h in site.asked[::-1] if path == "/feed")


def test_a_page_that_comes_back_is_read(site: Site, run: Run) -> None:
    site.put("/feed", rss(item("/1", site.root)), KIND)
    site.pages["/1?utm_source=rss"] = (500, {}, b"")
    run()
    site.put("/1?utm_source=rss", page("/1"))
    assert isinstance(run()[0], Article)
    assert run() == []


def test_what_is_old_is_left_out(site: Site, run: Run) -> None:
    feed = rss(item("/1", site.root, BODY, "01 Jan 2025"), item("/2", site.root, BODY))
    site.put("/feed", feed, KIND)
    assert [each.title for each in run() if isinstance(each, Article)] == ["Новина /2"]


def test_a_feed_that_fails_is_told_and_counted(site: Site, run: Run, tmp_path: Path) -> None:
    (told,) = run()
    assert isinstance(told, Rejection)
    assert (told.code, told.source) == ("fetch_failed", f"{site.root}/feed")
    site.put("/feed", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>&a;</rss>", KIND)
    (told,) = run()
    assert isinstance(told, Rejection)
    assert told.code == "unsafe_xml"
    (state,) = load_kept(tmp_path).states.values()
    assert (state.failures, state.success) == (2, "")
    site.put("/feed", rss(), KIND)
    run()
    (state,) = load_kept(tmp_path).states.values()
    assert (state.failures, state.fault, state.success) == (0, "", "2025-02-12T20:00:00+00:00")


def test_the_day_and_headline_of_the_feed_fill_in(site: Site, run: Run) -> None:
    site.put("/feed", rss(item("/1", site.root), item("/2", site.root)), KIND)
    bare = f"<html><body>{BODY}</body></html>"
    other = "<aside><time>2024-01-01</time></aside>"
    site.put("/1?utm_source=rss", bare)
    site.put("/2?utm_source=rss", f"<html><body>{other}<h1>{TITLE}</h1>{BODY}</body></html>")
    one, two = run()
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.title, one.outlet) == ("Новина /1", "Приклад")
    assert two.title == TITLE
    for each in (one, two):
        assert f"{each.published} {each.published_time}" == "2025-02-12 18:20:00"


def test_the_last_change_is_no_day_of_publication(site: Site, run: Run) -> None:
    def urls(*paths: str) -> str:
        places = (
            f"<url><loc>{site.root}{path}</loc><lastmod>2025-02-12</lastmod></url>"
            for path in paths
        )
        return f"<urlset>{''.join(places)}</urlset>"

    site.put("/feed", urls("/1", "/2"), KIND)
    site.put("/1", f"<html><body><h1>Новина</h1><time>2025-02-10</time>{BODY}</body></html>")
    site.put("/2", f"<html><body><h1>Новина</h1>{BODY}</body></html>")
    days = [str(each.published) for each in run() if isinstance(each, Article)]
    assert days == ["2025-02-10", "2025-02-12"]


def test_links_without_a_host_lead_to_pages(site: Site, run: Run) -> None:
    site.put("/feed", rss(item("/1", ""), item("/2", "")), KIND)
    for path in ("/1", "/2"):
        site.put(f"{path}?utm_source=rss", page(path))
    assert [type(each) for each in run()] == [Article, Article]
    assert site.paths() == ["/feed", "/1?utm_source=rss", "/2?utm_source=rss"]
    assert run() == []


def test_an_entry_that_leads_nowhere(site: Site, run: Run) -> None:
    day = "<pubDate>Wed, 12 Feb 2025 16:20:00 +0000</pubDate>"
    whole = f"<item><title>Ціла</title>{day}<content><![CDATA[{BODY}]]></content></item>"
    bare = f"<item><title>Сама назва</title>{day}<link>mailto:a@a.example</link></item>"
    site.put("/feed", rss(whole, bare), KIND)
    found, told = run()
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.url) == ("Ціла", "Приклад", "")
    assert isinstance(told, Rejection)
    assert told.code == "summary_only"
    assert told.source.startswith(f"{site.root}/feed#entry-")
    assert "Сама назва" in told.reason
    assert site.paths() == ["/feed"]


def test_a_text_without_a_day_is_read_from_its_page(site: Site, run: Run) -> None:
    text = f"<item><link>/1</link><content><![CDATA[{BODY}]]></content></item>"
    site.put("/feed", rss(text), KIND)
    site.put("/1", page("/1"))
    (found,) = run()
    assert isinstance(found, Article)
    assert str(found.published) == "2025-02-12"


def test_a_web_page_in_place_of_a_feed_is_a_failure(site: Site, run: Run, tmp_path: Path) -> None:
    site.put("/feed", "<html><head><title>Sign in</title></head><body>Sign in</body></html>")
    for failures in (1, 2):
        (told,) = run()
        assert isinstance(told, Rejection)
        assert (told.code, told.source) == ("no_feed", f"{site.root}/feed")
        assert run.outcome.fault.startswith("no_feed: ")  # type: ignore[attr-defined]
        (state,) = load_kept(tmp_path).states.values()
        assert (state.failures, state.success) == (failures, "")
    (health,) = feeds_health((run.outcome.feed,), tmp_path, NOW.date())  # type: ignore[attr-defined]
    assert health.condition is Condition.FAILING
    assert "web page" in health.fault


def test_sitemaps_lead_to_pages(site: Site, run: Run) -> None:
    def urls(kind: str, *paths: str) -> str:
        inner = kind.replace("set", "").replace("index", "")
        places = (f"<{inner}><loc>{site.root}{path}</loc></{inner}>" for path in paths)
        return f"<{kind}>{''.join(places)}</{kind}>"

    site.put("/feed", urls("sitemapindex", "/map"), KIND)
    site.put("/map", urls("urlset", "/1", "/2"), KIND)
    site.put("/1", page("/1"))
    titles = [each.title for each in run() if isinstance(each, Article)]
    assert titles == ["Новина /1 про дрони"]  # /2 is gone
    assert run.outcome.rejected == 1  # type: ignore[attr-defined]


def test_articles_are_counted_by_day(site: Site, run: Run, tmp_path: Path) -> None:
    site.put("/feed", rss(*(item(f"/{i}", site.root, BODY) for i in range(3))), KIND)
    run()
    (state,) = load_kept(tmp_path).states.values()
    assert state.days == {"2025-02-12": 3}


def test_a_state_that_is_broken_is_told(run: Run, tmp_path: Path) -> None:
    for text in (
        "{",
        "[]",
        json.dumps({"feeds": {"x": {"seen": 1}}}),
        json.dumps({"feeds": {"x": {"unread": {"a": 1}}}}),
    ):
        (tmp_path / FILE).write_text(text)
        with pytest.raises(FeedsError, match="delete it"):
            run()


def test_an_address_by_hand(site: Site, settings: Settings) -> None:
    site.put("/1", page("/1"))
    found = read_address(f"{site.root}/1", settings)
    assert isinstance(found, Article)
    told = read_address("http://169.254.169.254/latest", replace(settings, private=False))
    assert isinstance(told, Rejection)
    assert told.code == "not_allowed"


def test_packed_sitemaps_are_read_within_the_limits(site: Site, run: Run) -> None:
    maps = "".join(f"<sitemap><loc>{site.root}/{n}.xml.gz</loc></sitemap>" for n in (1, 2))
    index = f"<sitemapindex>{maps}</sitemapindex>".encode()
    urls = f"<urlset><url><loc>{site.root}/1</loc></url></urlset>".encode()
    packed = "application/gzip"
    site.put("/feed", gzip.compress(index), packed)
    site.put("/1.xml.gz", gzip.compress(urls), packed)
    site.put("/2.xml.gz", gzip.compress(b"<urlset>" + b" " * 5_000_000), packed)
    site.put("/1", page("/1"))
    found = run(largest=1_000_000)
    assert [getattr(each, "code", "read") for each in found] == ["read", "too_large"]


def test_a_feed_s_address_by_hand_is_told_where_it_belongs(site: Site, settings: Settings) -> None:
    site.put("/feed", rss(item("/1", site.root, BODY)), KIND)
    told = read_address(f"{site.root}/feed", settings)
    assert isinstance(told, Rejection)
    assert (told.code, told.source) == ("no_article", f"{site.root}/feed")
    assert "feeds.toml" in told.reason


NOWHERE = "<item><title>Новина</title><pubDate>Wed, 12 Feb 2025 16:20:00 +0000</pubDate>{}</item>"


def known(etag: str, body: str) -> Callable[[dict[str, str]], Reply]:
    """A feed that is sent only to those who do not know it yet."""

    def answer(headers: dict[str, str]) -> Reply:
        if headers.get("if-none-match") == etag:
            return 304, {}, b""
        return 200, {"ETag": etag}, body.encode()

    return answer


def test_an_entry_that_leads_nowhere_costs_no_whole_feed(site: Site, run: Run) -> None:
    site.pages["/feed"] = known('"1"', rss(NOWHERE.format("")))
    assert [len(run()) for _ in range(3)] == [1, 0, 0]
    assert run.outcome.unchanged  # type: ignore[attr-defined]
    text = NOWHERE.format(f"<content><![CDATA[{BODY}]]></content>")
    site.pages["/feed"] = known('"2"', rss(text))
    assert [type(each) for each in run()] == [Article]


def test_an_entry_that_leads_nowhere_is_told_again_of_a_feed_that_is_unchanged(
    site: Site, run: Run
) -> None:
    site.pages["/feed"] = known('"1"', rss(NOWHERE.format("")))
    run()
    for _ in range(2):
        (told,) = run(again=[f"{site.root}/feed"])
        assert isinstance(told, Rejection)
        assert "the article is not in the feed" in told.reason


def test_an_entry_that_leads_nowhere_and_has_left_the_feed_is_told_and_kept(
    site: Site, run: Run
) -> None:
    site.put("/feed", rss(NOWHERE.format("")), KIND)
    run()
    site.put("/feed", rss(item("/1", site.root, BODY)), KIND)
    for count in (2, 1):
        *_, told = found = run(again=[f"{site.root}/feed"])
        assert len(found) == count
        assert isinstance(told, Rejection)
        assert told.code == "summary_only"
        assert told.source.startswith(f"{site.root}/feed#entry-")
        assert "does not list 'Новина' any more" in told.reason


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WEBP"),
        (b"PK\x03\x04\x14\0", "ZIP"),
    ],
)
def test_what_is_neither_page_nor_feed_is_told_by_its_kind(
    site: Site, run: Run, begins: bytes, kind: str
) -> None:
    data = begins + bytes(range(256)) * 8
    site.put("/feed", data, "application/octet-stream")
    (told,) = run()
    assert isinstance(told, Rejection)
    assert told.code == "unknown_format"
    assert told.reason.startswith(f"a {kind} file, no page or feed; ")
    site.put("/feed", rss(item("/1", site.root)), KIND)
    site.put("/1?utm_source=rss", data)
    (told,) = run()
    assert isinstance(told, Rejection)
    assert (told.code, told.source) == ("unknown_format", f"{site.root}/1?utm_source=rss")
    assert told.reason.startswith(f"a {kind} file, no page or feed; ")


def test_of_entries_that_lead_nowhere_each_is_asked_for_by_itself(site: Site, run: Run) -> None:
    whole = NOWHERE.replace("Новина", "Ціла").format(f"<content><![CDATA[{BODY}]]></content>")
    site.put("/feed", rss(NOWHERE.format("")), KIND)
    (told,) = run()
    assert isinstance(told, Rejection)
    site.put("/feed", rss(whole), KIND)
    (other,) = run()
    assert isinstance(other, Article)
    assert other.source != told.source  # what was read is not what was rejected
    (gone,) = run(again=[told.source])
    assert isinstance(gone, Rejection)
    assert gone.source == told.source
    assert "any more" in gone.reason
    # When its text comes it is known as what was rejected.
    site.put("/feed", rss(NOWHERE.format(f"<content><![CDATA[{BODY}]]></content>")), KIND)
    (found,) = run(again=[told.source])
    assert isinstance(found, Article)
    assert found.source == told.source
    assert run(again=[told.source]) == []
    assert run.read_since == [told.source]  # type: ignore[attr-defined]


def test_of_an_entry_of_a_day_to_come_the_page_is_asked(site: Site, run: Run) -> None:
    site.put("/feed", rss(item("/1", site.root, BODY, day="05 Jan 2199")), KIND)
    site.put("/1?utm_source=rss", page("/1"))
    (found,) = run()
    assert isinstance(found, Article)
    assert str(found.published) == "2025-02-12"


def test_of_a_page_that_tells_no_day_it_is_said_that_it_was_looked_for(
    site: Site, run: Run
) -> None:
    listed = f"<item><title>Новина про дрони</title><link>{site.root}/1</link></item>"
    site.put("/feed", rss(listed), KIND)
    site.put("/1", f"<html><body><h1>Новина про дрони</h1>{BODY}</body></html>")
    (found,) = run()
    assert isinstance(found, Rejection)
    assert found.code == "no_date"
    assert "the page shows none" in found.reason
