"""Chromium before the real pages, served on a free port from the hand-written store."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from serving import served

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))  # for sample_store.py

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
expect.set_options(timeout=30_000)  # as for actions: a machine that runs other tests is slow
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium was found, and in CI there has to be one")
        pytest.skip("no Chromium was found")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store is that ``site`` serves."""
    return tmp_path_factory.mktemp("browser") / "store"


@pytest.fixture(scope="session")
def site(store: Path) -> Iterator[str]:
    """The address of the running dashboard, without a slash at its end."""
    with sampled(store) as address:
        yield address


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[str]:
    """As ``site``, with a store of the test's own: what it corrects, no other test sees."""
    with sampled(tmp_path / "store") as address:
        yield address


@contextmanager
def sampled(store: Path) -> Iterator[str]:
    """Make the sample's store and serve it."""
    import sample_store

    sample_store.make(store, sample_store.entries())
    with served(store) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same over a store in which every text means harm."""
    import hostile_store

    with served(hostile_store.make(tmp_path_factory.mktemp("hostile") / "store")) as address:
        yield address


@pytest.fixture
def requests() -> list[Request]:
    """Every request of the page that ``visit`` opened."""
    return []


@pytest.fixture
def page(browser: Browser, requests: list[Request]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    opened.on("request", lambda request: requests.append(request))
    yield opened
    context.close()


@pytest.fixture
def visit(page: Page, site: str) -> Callable[[str], Page]:
    """Go to an address of the dashboard, cold, and wait until it has drawn itself."""

    def went(path: str) -> Page:
        page.goto(f"{site}/{path}")
        settled(page)
        return page

    return went


IDLE = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const idle = app && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-stale=true]');
    const now = performance.now();
    if (!idle || window.idleAt === undefined) window.idleAt = idle ? now : undefined;
    return idle && now - window.idleAt > 500;
}"""


def settled(page: Page) -> None:
    """Wait until the page is drawn and has been idle for a while: a click is on its way first."""
    page.wait_for_selector("h1")
    page.evaluate("() => { window.idleAt = undefined }")
    page.wait_for_function(IDLE)


@pytest.fixture
def settle() -> Callable[[Page], None]:
    """Wait until a page has answered to what was done to it."""
    return settled
