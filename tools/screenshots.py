"""Take the screenshots of the docs: the pages on the sample corpus, in a headless Chromium.

    python tools/screenshots.py [--all DIR] [NAME...]

Without arguments the pictures of ``docs/screenshots`` are taken anew. ``--all DIR`` takes every
page wide and narrow, light and dark, for looking at. NAMEs choose pages: overview, partners ...
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from coverage.pipeline import ingest
from coverage.store import Snapshot

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs/screenshots"
SAMPLE = ROOT / "data/sample"
SHOWN = "en-001"  # the sample article whose evidence is shown
SIZES = {"wide": (1440, 1000), "narrow": (390, 844)}
SCHEMES = ("light", "dark")
PAGES = {
    "overview": "",
    "partners": "Partners",
    "topics": "Topics",
    "funding": "Funding_models",
    "officials": "Officials",
    "meetings": "Meetings",
    "articles": "Articles",
    "evidence": "Articles?article={article}",
    "add": "Add_articles",
    "quality": "Data_quality",
    "review": "Review_queue",
    "corrections": "Corrections",
    "changed": "What_changed",
    "sources": "Sources_and_runs",
}
# What the docs show; a page at its width and scheme.
IN_DOCS = (
    ("overview", "wide", "light"),
    ("overview", "narrow", "dark"),
    ("partners", "wide", "light"),
    ("topics", "wide", "dark"),
    ("funding", "wide", "light"),
    ("meetings", "wide", "light"),
    ("evidence", "wide", "light"),
    ("evidence", "narrow", "light"),
)
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip
COLOURS = 256


def main() -> None:
    """Parse the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", type=Path, metavar="DIR")
    parser.add_argument("names", nargs="*", choices=[*PAGES, []], metavar="NAME")
    arguments = parser.parse_args()
    folder = arguments.all or DOCS
    every = [(name, size, scheme) for name in PAGES for size in SIZES for scheme in SCHEMES]
    wanted = [
        each
        for each in (every if arguments.all else IN_DOCS)
        if not arguments.names or each[0] in arguments.names
    ]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, chromium() as browser:
        store = Path(work, "store")
        ingest([SAMPLE], store)
        article = article_of(store)
        with dashboard(store) as address:
            for name, size, scheme in wanted:
                page = f"{address}/{PAGES[name].format(article=article)}"
                picture = taken(browser, page, SIZES[size], scheme)
                target = folder / f"{name}-{size}-{scheme}.png"
                picture.save(target, optimize=True)
                print(target)


def article_of(store: Path) -> str:
    """The id in the store of the sample article that is shown."""
    with Snapshot.current(store).cursor() as cursor:
        row = cursor.execute(
            "SELECT article_id FROM articles WHERE given_id = ?", [SHOWN]
        ).fetchone()
    assert row, f"the sample holds no {SHOWN}"
    return str(row[0])


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium of this machine."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("no Chromium was found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def dashboard(store: Path) -> Iterator[str]:
    """The address of the dashboard, started on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}",
         "--server.fileWatcherType=none"],
        cwd=ROOT, env={**os.environ, "PARTNER_COVERAGE_STORE": str(store)},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).read()
                break
            except OSError:
                time.sleep(0.2)
        else:
            sys.exit("the dashboard did not start")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def taken(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Image.Image:
    """The picture of one page, in few colours so that it is small."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    drawn(page)
    content = page.screenshot()
    context.close()
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    return picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def drawn(page: Page) -> None:
    """Wait until the page and its charts have drawn themselves."""
    page.wait_for_selector("h1")
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stStatusWidget]')"
        " && !document.querySelector('[data-stale=true]')"
        " && !document.querySelector('[data-testid=stSkeleton]')"
    )
    page.wait_for_timeout(1500)


if __name__ == "__main__":
    main()
