"""Sources and runs: the feeds' state, the ledger, and rejected input that is read again."""

import json
from concurrent.futures import wait
from datetime import UTC, datetime, timedelta
from threading import Event, Timer

import pytest

from coverage.errors import CoverageError
from coverage.feeds.state import FeedState, save_states
from coverage.pipeline import ingest
from coverage.reports import Scope, run
from coverage.store import Request, Snapshot
from coverage.ui import running

PAGE = "pages/12_Sources_and_runs.py"
ARTICLE = {"title": "Umerov met Backes", "text": "Rustem Umerov met Yuriko Backes in Kyiv.",
           "published": "2025-03-20", "lang": "en", "outlet": "Own"}  # fmt: skip
FEED = """<rss version="2.0"><channel><title>Own</title><item>
<title>Umerov met Backes in Kyiv</title><link>{root}/a</link>
<pubDate>{day:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item></channel></rss>"""
STORY = ("<html lang=en><head><title>Umerov met Backes in Kyiv</title><meta "
         'property="article:published_time" content="{day:%Y-%m-%dT%H:%M:%S}+00:00"></head><body>'
         "<article><h1>Umerov met Backes in Kyiv</h1>"
         + "<p>Rustem Umerov met Yuriko Backes in Kyiv and spoke of drones.</p>" * 5
         + "</article></body></html>")  # fmt: skip


@pytest.fixture
def empty(stores, tmp_path, site, monkeypatch):
    """A store that nothing was put into, and a list of one feed of its own."""
    list_of_feeds = tmp_path / "feeds.toml"
    list_of_feeds.write_text(
        "[settings]\nprivate = true\ndelay = 0.0\npause = 0.0\ntries = 1\n"
        f'[[feed]]\noutlet = "Own"\nurl = "{site.root}/feed"\n', "utf-8",
    )  # fmt: skip
    monkeypatch.setenv("PARTNER_COVERAGE_FEEDS", str(list_of_feeds))
    stores["own"] = tmp_path / "own"
    return stores["own"]


@pytest.fixture
def own(empty, tmp_path):
    """A store with one article and one line that is cut, and a list of one feed of its own."""
    news = tmp_path / "news.jsonl"
    news.write_text(f"{json.dumps(ARTICLE)}\n{json.dumps(ARTICLE)[:30]}", "utf-8")
    ingest([news], empty)
    return empty


def serve(site):
    """A feed of one entry of an hour ago, and its page."""
    day = datetime.now(UTC) - timedelta(hours=1)
    site.put("/feed", FEED.format(root=site.root, day=day), "application/rss+xml")
    site.put("/a", STORY.format(day=day))


def frame_with(test, column):
    return next(each.value for each in test.dataframe if column in each.value)


def test_a_feed_is_asked_and_what_came_is_told(own, open_page, site):
    serve(site)
    test = open_page(PAGE, "own")
    assert not test.exception
    assert list(frame_with(test, "State")["State"]) == ["Not known yet"]
    counted = frame_with(test, "State")[["Today", "Days without", "Failures in a row"]]
    assert counted.isna().all(axis=None)  # nothing is known of what was never asked
    assert site.asked == []  # no page asks anybody by itself
    test.button(key="refresh_feeds").click().run(timeout=60)
    assert not test.exception
    assert test.success[0].value == "1 added, 0 revised, 0 unchanged, 0 rejected."
    told = frame_with(test, "Left for the next run")
    assert told[["Outlet", "Articles", "Rejected"]].to_numpy().tolist() == [["Own", 1, 0]]
    assert frame_with(test, "State")["Last success (Kyiv)"].iloc[0] != ""
    assert frame_with(test, "State")["A day, usually"].isna().all()
    assert len(run("runs", Scope(), Snapshot.current(own))) == 2


def test_feeds_are_shown_and_asked_before_there_is_any_article(empty, open_page, site):
    serve(site)
    test = open_page(PAGE, "own")
    assert not test.exception
    assert "holds no article" in test.info[0].value
    assert list(frame_with(test, "State")["State"]) == ["Not known yet"]
    test.button(key="refresh_feeds").click().run(timeout=60)
    assert not test.exception
    assert test.success[0].value == "1 added, 0 revised, 0 unchanged, 0 rejected."
    assert not test.info
    assert len(run("runs", Scope(), Snapshot.current(empty))) == 1


def test_silent_and_failing_feeds_come_first_and_are_told_beside_quiet_partners(
    own, open_page, site, monkeypatch
):
    today = datetime.now(UTC).date()
    days = {(today - timedelta(days=20 + n)).isoformat(): 9 for n in range(30)}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    save_states(own, {f"{site.root}/feed": FeedState(checked=now, success=now, days=days)})
    test = open_page(PAGE, "own")
    assert list(frame_with(test, "State")["State"]) == ["Silent"]

    from streamlit.testing.v1 import AppTest

    def told():
        from coverage.ui.sources import warn_of_silence

        warn_of_silence()

    shown = AppTest.from_function(told)
    # A link to a page needs the pages, which a function alone has not.
    monkeypatch.setattr("streamlit.page_link", lambda *_, **__: None)
    said = "Feeds that are silent or failing by now: Own."
    assert shown.run().caption[0].value == said
    for place, query in (("1_Partners", {}), ("1_Partners", {"partner": "LU"}),
                         ("7_Data_quality", {})):  # fmt: skip
        test = open_page(f"pages/{place}.py", "own", query)
        assert said in [each.value for each in test.caption], place


def test_a_click_breaks_no_run_off(own, open_page, site):
    gate = Event()
    serve(site)
    story = site.pages["/a"]
    site.pages["/a"] = lambda _: story if gate.wait(30) else None
    test = open_page(PAGE, "own")
    test.button(key="refresh_feeds").click()
    with pytest.raises(RuntimeError, match="timed out"):
        test.run(timeout=3)  # the page's script is broken off
    assert not (own / "feeds.json").exists()
    Timer(2, gate.set).start()
    after = open_page(PAGE, "own")  # shows how far it is, until it has ended
    assert after.success[0].value == "1 added, 0 revised, 0 unchanged, 0 rejected."
    assert list(frame_with(after, "Left for the next run")["Articles"]) == [1]
    assert list(frame_with(after, "Kind")["State"]) == ["finished", "finished"]
    assert not after.run().success  # it is told once


def test_a_second_run_is_refused_while_one_is_going_on(own, monkeypatch):
    monkeypatch.setenv("PARTNER_COVERAGE_STORE", str(own))
    gate = Event()
    running.start(lambda *_: gate.wait(30), Request())
    with pytest.raises(CoverageError, match="is still going on"):
        running.start(lambda *_: None, Request())
    gate.set()
    wait([running.now().end] if running.now() else [], timeout=30)
    running.start(lambda *_: None, Request())


@pytest.mark.parametrize(("alive", "box", "said"), [
    (False, "warning", "It broke off: what it had not come to was not read."),
    (True, "info", "It is still going on"),
])  # fmt: skip
def test_of_a_run_without_an_end_it_is_not_said_that_all_was_read(
    own, open_page, monkeypatch, alive, box, said
):
    gone = {
        "run_id": "0b1c2d3e4f5a", "kind": "ingest", "sources": "big.jsonl", "read": 3000,
        "added": 3000, "revised": 0, "recoded": 0, "unchanged": 0, "rejected": 0, "request": "",
        "started_at": "2026-01-01T10:00:00+00:00", "finished_at": None, "alive": alive,
    }  # fmt: skip
    monkeypatch.setattr("coverage.store.quiet.begun", lambda store: [gone])
    test = open_page(PAGE, "own")
    states = frame_with(test, "Kind")["State"].tolist()
    at = states.index("running" if alive else "interrupted")
    test.session_state["table_runs_0"] = {"selection": {"rows": [at], "columns": []}}
    test.run()
    assert not test.exception
    assert any(each.value.startswith(said) for each in getattr(test, box))
    assert not test.success


def test_what_a_run_rejected_is_read_again(own, open_page, tmp_path):
    test = open_page(PAGE, "own")
    assert "Choose a run to see what it rejected." in [each.value for each in test.caption]
    test.session_state["table_runs_0"] = {"selection": {"rows": [0], "columns": []}}
    test.run()
    rejected = frame_with(test, "Lies in")
    news = tmp_path / "news.jsonl"
    assert list(rejected["Lies in"]) == [str(news)]
    news.write_text(f"{json.dumps(ARTICLE)}\n{json.dumps(ARTICLE | {'title': 'Two'})}", "utf-8")
    test.button(key="retry_run").click().run(timeout=60)
    assert not test.exception
    assert test.success[0].value == "1 added, 0 revised, 1 unchanged, 0 rejected."


def test_the_run_that_was_chosen_stays_so_when_others_come(own, open_page, tmp_path):
    first = run("runs", Scope(), Snapshot.current(own))["run_id"].iloc[0]
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(ARTICLE | {"title": "Other"}), "utf-8")
    ingest([other], own)
    test = open_page(PAGE, "own")
    test.session_state["table_runs_0"] = {"selection": {"rows": [1], "columns": []}}
    test.run()
    assert "Lies in" in frame_with(test, "Lies in")
    test.button(key="retry_run").click().run(timeout=60)
    assert not test.exception
    runs = run("runs", Scope(), Snapshot.current(own))["run_id"].tolist()
    assert runs.index(first) == 2
    assert test.session_state["table_runs_1"]["selection"]["rows"] == [2]
    test.run()
    assert test.session_state["table_runs_1"]["selection"]["rows"] == [2]
    assert test.session_state["staying_runs"].chosen == first


def test_a_run_that_mended_nothing_is_no_good_news(own, open_page):
    test = open_page(PAGE, "own")
    test.session_state["table_runs_0"] = {"selection": {"rows": [0], "columns": []}}
    test.run()
    test.button(key="retry_run").click().run(timeout=60)
    assert not test.exception
    told = "Nothing new came of it. 0 added, 0 revised, 1 unchanged, 1 rejected."
    assert [each.value for each in test.warning] == [told]
    assert not test.success


def test_a_broken_list_of_feeds_is_told(own, open_page, tmp_path):
    (tmp_path / "feeds.toml").write_text("[settings]\nwrong = 1\n", "utf-8")
    test = open_page(PAGE, "own")
    assert not test.exception
    assert "unknown key" in test.error[0].value
