"""A reader who clicks about: after each step the address, the sentence and the counts agree."""

import random
import re
from collections.abc import Callable
from contextlib import contextmanager
from time import monotonic, sleep
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, TimeoutError

from coverage.reports import Scope, only_known, run
from coverage.store import Snapshot

STEPS = 8
WAIT = 5000  # ms
PATIENCE = 20  # seconds until a page must agree with its address
COUNTS = re.compile(r"— (\d+) meetings? in (\d+) articles?")
FAULTS = ("has encountered an error", "cannot be shown")


class Reader:
    """What somebody may do to the sidebar of a page, each step chosen by lot."""

    def __init__(self, page: Page, lot: random.Random) -> None:
        self.page, self.lot = page, lot
        self.sidebar = page.get_by_test_id("stSidebar")
        self.missed = 0

    def step(self) -> str:
        """Do something; returns what was done ('' where it could not be)."""
        return self.lot.choice([self.choose] * 6 + [self.take_off] * 2 + [self.switch] * 2
                               + [self.preset] * 2 + [self.go] * 3 + [self.more] * 2
                               + [self.back, self.reset])()  # fmt: skip

    def choose(self) -> str:
        with self.opened("stMultiSelect") as options:
            return self.pick(options[:6])

    def take_off(self) -> str:
        with self.opened("stMultiSelect"):
            self.page.keyboard.press("Backspace")
        return "took the last one off"

    def preset(self) -> str:
        with self.opened("stSelectbox") as options:
            return self.pick(options)

    def pick(self, options: list[Locator]) -> str:
        """Choose one of the options; '' where the list went away before that, as at a redraw."""
        if not options:
            return ""
        option = self.lot.choice(options)
        try:
            said = option.inner_text(timeout=WAIT)
            option.click(timeout=WAIT)
        except TimeoutError:
            self.missed += 1
            assert self.missed < STEPS, "no list stays open long enough to choose from it"
            return ""
        return f"chose {said}"

    def switch(self) -> str:
        switches = self.sidebar.get_by_test_id("stCheckbox").all()
        if not switches:
            return ""
        self.lot.choice(switches).locator("label").first.click()
        return "switched"

    def go(self) -> str:
        links = self.sidebar.get_by_test_id("stPageLink")
        links.first.wait_for()  # not while the page is drawn anew
        link = self.lot.choice(links.all()[:7])
        said = link.inner_text().split()[-1]
        link.locator("a").click()
        return f"went to {said}"

    def more(self) -> str:
        self.sidebar.get_by_test_id("stExpander").locator("summary").first.click()
        return "opened or closed the other filters"

    def back(self) -> str:
        if self.page.evaluate("history.length") < 4:
            return ""
        self.page.go_back()
        return "went back"

    def reset(self) -> str:
        self.sidebar.get_by_role("button", name="Reset filters").click()
        return "reset"

    @contextmanager
    def opened(self, kind: str):
        """The options of one of the sidebar's widgets of that kind, unfolded."""
        widgets = [each for each in self.sidebar.get_by_test_id(kind).all() if each.is_visible()]
        if not widgets:
            yield []
            return
        self.lot.choice(widgets).locator("input").first.click()
        yield self.page.get_by_role("option").all()
        self.page.keyboard.press("Escape")


@pytest.mark.parametrize("seed", [2, 5])
def test_wherever_a_reader_clicks_what_is_shown_agrees(seed, visit, page, settle, store):
    visit("")
    reader, snapshot = Reader(page, random.Random(seed)), Snapshot.current(store)
    done: list[str] = []
    while len(done) < STEPS:
        if said := reader.step():
            done.append(said)
            settle(page)
            soon(lambda: check(page, snapshot, done))


def soon(check: Callable[[], None]) -> None:
    """``check`` again until it holds: a machine that runs other tests may draw late, once idle."""
    until = monotonic() + PATIENCE
    while True:
        try:
            return check()
        except AssertionError:
            if monotonic() > until:
                raise
            sleep(0.5)


def check(page: Page, snapshot: Snapshot, done: list[str]) -> None:
    scope, problems = Scope.parse(parse_qs(urlsplit(page.url).query))
    scope, unknown = only_known(scope, snapshot, "en")
    assert not [*problems, *unknown], (page.url, done)
    shown = page.inner_text("body")
    assert not [fault for fault in FAULTS if fault in shown], (page.url, done)
    counts = run("scope_counts", scope, snapshot).iloc[0]
    said = COUNTS.search(shown)
    assert said, (page.url, done)
    expected = [str(counts["meetings"]), str(counts["articles"])]
    assert list(said.groups()) == expected, (page.url, done)
