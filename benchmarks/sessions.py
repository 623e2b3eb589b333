"""One server, 1, 10 and 50 sessions at once: the time of a click, and the memory of a session.

    python -m benchmarks.sessions [--sessions 1 10 50] [--articles 100000] [--store DIR] [--clicks 10]

Makes up a store (dashboard_corpus.sql), or takes the one in DIR. For each number a server is started
anew; one session opens every page with every filter that is used, so that what is kept for all is
there, then so many sessions stay open and click, each in an order of its own, with the pauses of a
person who reads (10 seconds on average) between. Prints the time of a click, and the memory above
that of the first session alone, divided by the sessions beyond it. Linux.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.reports import make, p95
from benchmarks.served import ROOT, Server, click, serving

PAGES = ("", "Partners", "Topics", "Funding_models", "Officials", "Meetings", "Articles",
         "Data_quality")  # fmt: skip
QUERIES = ("", "partner=DK", "partner=NO&grain=quarter", "from=2025-01-01&to=2025-06-30",
           "topic=drones", "ui=uk")  # fmt: skip
PAUSE = 10.0  # seconds between two clicks, on average


@dataclass(slots=True)
class Clicks:
    """Seconds of each click, and what pages showed as errors."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def one(self, session: object, page: str, query: str) -> None:
        began = time.monotonic()
        self.faults += click(session, page, query)
        self.seconds.append(time.monotonic() - began)


def at_once(server: Server, number: int, clicks: int) -> tuple[Clicks, float]:
    """What so many sessions met, and the memory when all have clicked and are still open."""
    done = Clicks()

    def analyst(session: object, seed: int) -> None:
        r = random.Random(seed)
        for _ in range(clicks):
            time.sleep(r.uniform(0, 2 * PAUSE))
            done.one(session, r.choice(PAGES), r.choice(QUERIES))

    with ExitStack() as opened, ThreadPoolExecutor(number) as people:
        sessions = [opened.enter_context(server.session()) for _ in range(number)]
        list(people.map(analyst, sessions, range(number)))
        return done, server.memory


def main() -> int:
    """Print a line a number of sessions; the exit code tells whether a page showed an error."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="where to make it, or where it was made before")
    parser.add_argument("--clicks", type=int, default=10, help="of each session")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="partner-coverage-") as work:
        store = (given.store or Path(work, "store")).resolve()
        if not (store / "CURRENT").exists():
            make(store, given.articles, sentences=9)
        said: list[str] = []
        faults: list[str] = []
        print("sessions   a click: p50 s   p95 s   server MB   MB a session beyond the first")
        for number in given.sessions:
            with serving(ROOT / "app.py", store) as server:
                with server.session() as first:
                    for page in PAGES:
                        for query in QUERIES:
                            click(first, page, query)
                alone = server.memory
                met, held = at_once(server, number, given.clicks)
            each = f"{(held - alone) / (number - 1):.1f}" if number > 1 else ""
            slow = p95(met.seconds)
            print(f"{number:8}{median(met.seconds):17.2f}{slow:8.2f}{held:12.0f}{each:>10}",
                  flush=True)  # fmt: skip
            said.append(f"{number}: a click p95 {slow:.2f} s" + (each and f", {each} MB a session"))
            faults += met.faults
        for fault in faults:
            print(f"FAULT: {fault}")
        print(f"sessions at once, {'; '.join(said)}; {len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
