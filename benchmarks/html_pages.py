"""Pages a second: this project's reading of web pages beside trafilatura's, on the same pages.

    python benchmarks/html_pages.py [PAGE.html ...] [--repeat N]

Without arguments the golden pages of the tests are taken, dressed to the size of real ones (a
menu, a list of other news, scripts). `described`: read by a layout of html.toml; `unknown`: by the
general extractor. Each side gets the bytes and gives the body; ours gives headline, outlet,
address and time as well. The two take turns, so that what else the machine does hits both.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from coverage.readers.html import extract

_GZIP = b"\x1f\x8b"
PAGES = Path(__file__).parent.parent / "tests" / "readers" / "pages"
SCRIPT = "<script>var settings = {};</script>".format("{" + "'key': 'value', " * 700 + "}")
LINK = '<li class="item"><a href="/n/{0}"><img src="/{0}.jpg" alt=""><b>Item {0}</b></a></li>'
CHROME = (
    f'<div class="widget"><ul>{"".join(LINK.format(i) for i in range(250))}</ul></div>{SCRIPT * 4}'
)


def main() -> None:
    """Print a line for each kind of page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE.html")
    parser.add_argument("--repeat", type=int, default=20)
    arguments = parser.parse_args()
    pages = [path.read_bytes() for path in arguments.pages] or dressed()
    kinds: dict[str, list[bytes]] = {"described": [], "unknown": []}
    for page in pages:
        kinds["described" if extract(page).described else "unknown"].append(page)
    print(f"{'pages':10} {'n':>4} {'KB':>5} {'ours/s':>8} {'trafilatura/s':>14} {'ratio':>6}")
    ratios = []
    for kind, chosen in kinds.items():
        if chosen:
            size = sum(map(len, chosen)) / len(chosen) / 1024
            ours, theirs = race(chosen, arguments.repeat)
            ratio = ours / theirs
            ratios.append(f"{kind} pages are read {ratio:.2f} times as fast as by trafilatura")
            print(f"{kind:10} {len(chosen):4} {size:5.0f} {ours:8.0f} {theirs:14.0f} {ratio:6.2f}")
    print("; ".join(ratios))


def race(pages: list[bytes], repeat: int) -> tuple[float, float]:
    """Median pages a second of ours and of trafilatura's."""
    speeds: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeat + 1):
        for held, run in zip(speeds, (extract, trafilatura.extract), strict=True):
            speed = timed(run, pages)
            if turn:  # the first one warms up
                held.append(speed)
    return statistics.median(speeds[0]), statistics.median(speeds[1])


def timed(run: Callable[[bytes], object], pages: list[bytes]) -> float:
    """Pages a second."""
    start = time.perf_counter()
    for page in pages:
        run(page)
    return len(pages) / (time.perf_counter() - start)


def dressed() -> list[bytes]:
    """The golden pages with what real pages have around the article."""
    found = []
    for path in sorted(PAGES.glob("*.htm*")):
        if path.name.endswith(".golden.json") or path.name.startswith("front"):
            continue
        data = path.read_bytes()
        data = gzip.decompress(data) if data.startswith(_GZIP) else data  # whatever it is called
        found.append(data.replace(b"<footer>", CHROME.encode() + b"<footer>"))
    return found


if __name__ == "__main__":
    main()
