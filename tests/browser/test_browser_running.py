"""A run that a page began goes on when somebody clicks: the page that comes back shows it."""

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1] / "feeds"))  # for feeds_site.py
import feeds_site

FEED = """<rss version="2.0"><channel><title>Own</title><item>
<title>Umerov met Backes in Kyiv</title><link>{root}/a</link>
<pubDate>{day:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item></channel></rss>"""
STORY = ("<html lang=en><body><article><h1>Umerov met Backes in Kyiv</h1>"
         + "<p>Rustem Umerov met Yuriko Backes in Kyiv and spoke of drones.</p>" * 5
         + "</article></body></html>")  # fmt: skip


@pytest.fixture
def gate(tmp_path, monkeypatch):
    """What the one page of the one feed waits for."""
    gate = Event()
    with feeds_site.served() as feed:
        day = datetime.now(UTC) - timedelta(hours=1)
        feed.put("/feed", FEED.format(root=feed.root, day=day), "application/rss+xml")
        feed.put("/a", STORY)
        story = feed.pages["/a"]
        feed.pages["/a"] = lambda _: story if gate.wait(120) else None
        listed = tmp_path / "feeds.toml"
        listed.write_text(
            "[settings]\nprivate = true\ndelay = 0.0\ntimeout = 120.0\ntotal = 120.0\n"
            f'[[feed]]\noutlet = "Own"\nurl = "{feed.root}/feed"\n', "utf-8",
        )  # fmt: skip
        monkeypatch.setenv("PARTNER_COVERAGE_FEEDS", str(listed))
        yield gate
        gate.set()


def test_a_click_or_another_page_breaks_no_run_off(gate, page, own_site, settle):
    page.goto(f"{own_site}/Sources_and_runs")
    settle(page)
    page.get_by_role("button", name=re.compile("Ask the feeds now")).click()
    expect(page.get_by_text("Reading …").or_(page.get_by_text("Adding …")).first).to_be_visible()
    page.get_by_text("Українська", exact=True).first.click()
    expect(page.get_by_text(re.compile("Прочитано: ")).first).to_be_visible(timeout=60_000)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Додати статті").click()
    expect(page.get_by_role("heading", name="Додати статті")).to_be_visible()
    expect(page.get_by_text(re.compile("Прочитано: ")).first).to_be_visible(timeout=60_000)
    gate.set()
    expect(page.get_by_text(re.compile("^1 додано")).first).to_be_visible(timeout=90_000)
