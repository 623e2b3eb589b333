"""The dashboard in Chromium: a change of filter, its bytes, and a cold page, against an empty app.

E is the round trip of an app of one select box and one line, in the same browser and run.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.reports import p95
from benchmarks.served import ROOT, serving

EMPTY = """
import streamlit as st
st.title("Empty")
st.write("Chosen: " + st.sidebar.selectbox("Period", ["All time", "This year", "Last year"]))
"""
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip
PATHS = {"Overview": "", "Partners": "Partners", "Topics": "Topics", "Funding models":
         "Funding_models", "Officials": "Officials", "Meetings": "Meetings",
         "Articles": "Articles"}  # fmt: skip
# Watches for the last change, from before a choice on: what it does to the page may begin late.
WATCH = """() => {
  window.lastChange = window.since = performance.now();
  window.hasRun = false;
  window.watching?.disconnect();
  window.watching = new MutationObserver(changes => {
    window.lastChange = performance.now();
    window.hasRun ||= changes.some(each => each.attributeName === 'data-test-script-state');
  });
  window.watching.observe(document.body,
    {subtree: true, childList: true, attributes: true, characterData: true});
}"""
# Resolves with the time of the last change, when the script has run (where it was asked to; a short run may
# go unseen, so not for ever), runs no more, and nothing was drawn for 500 ms: as the tests in the browser wait.
STILL = """ran => new Promise(done => {
  const look = setInterval(() => {
    const app = document.querySelector('[data-testid=stApp]');
    const now = performance.now();
    const idle = app.dataset.testScriptState === 'notRunning'
      && !document.querySelector('[data-stale=true]')
      && (!ran || window.hasRun || now - window.since > 5000);
    if (idle && now - window.lastChange > 500) {
      clearInterval(look);
      done(window.lastChange);
    }
  }, 25);
})"""


def opened(browser: Browser, address: str, sent: list[int]) -> tuple[Page, float]:
    """A page opened cold, and the seconds until it stood still; ``sent`` gathers its frames."""
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.set_default_timeout(120_000)
    page.on("websocket", lambda socket: socket.on(
        "framereceived", lambda frame: sent.append(len(frame))))  # fmt: skip
    page.goto(address)
    page.wait_for_selector("h1")
    page.evaluate(WATCH)
    last = page.evaluate(STILL, False)
    return page, float(last) / 1000


def changed(page: Page, option: str) -> float:
    """Seconds from the choice of a period until all is drawn anew."""
    box = page.get_by_test_id("stSelectbox").filter(has_text="Period").locator("input")
    box.click()
    choice = page.get_by_role("option", name=option).first
    choice.wait_for()
    page.evaluate(WATCH)
    started = page.evaluate("() => performance.now()")
    choice.click()
    return float(page.evaluate(STILL, True) - started) / 1000


@dataclass(frozen=True)
class Measured:
    """Seconds of a cold page, of changes whose rows are cached and not; kB sent for one of each.

    What the browser has from one of the last two runs is not sent again, so that changes back and
    forth send little.
    """

    cold: float
    fresh: list[float]
    again: list[float]
    sent_fresh: float
    sent_again: float


def measured(browser: Browser, address: str, rounds: int) -> Measured:
    """Open a page cold, change its period to two others, then back and forth between these."""
    sent: list[int] = []
    page, cold = opened(browser, address, sent)
    options = ["This year", "Last year"]
    sent.clear()
    fresh = [changed(page, each) for each in options]
    sent_fresh = sum(sent) / 1000 / len(fresh)
    sent.clear()
    again = [changed(page, options[at % 2]) for at in range(2 * rounds)]
    page.context.close()
    return Measured(cold, fresh, again, sent_fresh, sum(sent) / 1000 / len(again))


def browse(store: Path, rounds: int) -> str:
    """Print a change of filter on each page, in seconds and against the empty app; the worst."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        return "no Chromium was found: the browser is not measured"
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        app = Path(work, "empty.py")
        app.write_text(EMPTY, "utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        with serving(app, store) as server:
            opened(browser, server.address, [])  # the browser's own first start
            nothing = measured(browser, server.address, rounds)
        empty = median(nothing.again)
        print(f"\nempty app: E = {empty:.3f} s, cold {nothing.cold:.2f} s")
        print(f"{'in Chromium':16}{'cached p95':>12}{'E':>6}{'kB':>6}{'not cached':>12}{'E':>6}{'kB':>6}"
              f"{'cold':>9}{'empty':>7}")  # fmt: skip
        worst = [0.0, 0.0, 0.0]
        with serving(ROOT / "app.py", store) as server:
            for name, path in PATHS.items():
                each = measured(browser, f"{server.address}/{path}", rounds)
                slow, first = p95(each.again), max(each.fresh)
                ratios = slow / empty, first / empty, each.cold / nothing.cold
                worst = list(map(max, worst, ratios))
                print(f"{name:16}{slow:10.2f} s{ratios[0]:6.1f}{each.sent_again:6.0f}"
                      f"{first:10.2f} s{ratios[1]:6.1f}{each.sent_fresh:6.0f}"
                      f"{each.cold:7.2f} s{ratios[2]:6.1f}x", flush=True)  # fmt: skip
        browser.close()
    return ("in Chromium, the slowest page, in times of an empty app: a change of filter {:.1f}, not "
            "cached {:.1f}, cold {:.1f}").format(*worst)  # fmt: skip
