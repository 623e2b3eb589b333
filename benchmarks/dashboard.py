"""How fast the dashboard answers at a million articles.

    python -m benchmarks.dashboard [--articles N] [--store DIR] [--no-browser] [--rounds N]

Makes up a store of that many articles and two fifths as many meetings (dashboard_corpus.sql), or
takes the one in DIR that an earlier run left there. Prints, for every page, the time of the queries
that it runs, for scopes that leave little (two partners, half a year) and for scopes that leave all;
the CPU seconds beside the wall's tell a busy machine from a slow query. Then the search, the server's
time of a change of filter, and, in Chromium, that change against an empty app (dashboard_browser.py).
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from streamlit.testing.v1 import AppTest

from benchmarks.reports import make, p95
from coverage.reports import Scope, filters, forget, quotes, run_all
from coverage.search import find
from coverage.store import Snapshot
from coverage.ui import data
from coverage.ui.frame import MOST
from coverage.ui.tables import LONG

ROOT = Path(__file__).parents[1]
SENTENCES = 9  # of a text: as long as an agency's
PAGES = {
    "Overview": "app.py",
    "Partners": "pages/1_Partners.py",
    "Topics": "pages/2_Topics.py",
    "Funding models": "pages/3_Funding_models.py",
    "Officials": "pages/8_Officials.py",
    "Meetings": "pages/4_Meetings.py",
    "Articles": "pages/5_Articles.py",
    "Data quality": "pages/7_Data_quality.py",
}
WORDS = ("датская модель", '"Danish model"', "безпілот*", "протиповітряна оборона", "зима дрон")
Call = tuple[tuple[str, ...], Scope, dict[str, Any]]


def scopes(snapshot: Snapshot) -> dict[str, list[Scope]]:
    """Scopes that leave little, and scopes that leave (nearly) all."""
    ranked = run_all(("partners",), Scope(), snapshot)["partners"]["partner"]
    half = {"start": date(2025, 1, 1), "end": date(2025, 6, 30)}
    return {
        "selective": [Scope(partners=(code,), **half) for code in ranked[8:13]],
        "wide": [Scope(), Scope(start=date(2022, 6, 1)), Scope(statuses=())],
    }


def asked(page: str, store: Path) -> list[Call]:
    """What a page runs, by opening it once."""
    calls: list[Call] = []

    def noted(wanted: Any, scope: Scope, snapshot: Snapshot, **more: Any) -> Any:
        calls.append(
            (tuple(wanted), scope, {k: v for k, v in more.items() if k not in ("lang", "keep")})
        )
        return run_all(wanted, scope, snapshot, **more)

    with shown(store):
        data.run_all, before = noted, data.run_all
        data._kept.clear()
        try:
            AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).switch_page(page).run()
        finally:
            data.run_all = before
    # What is asked of the store as a whole is asked once, not with every change of a filter; which
    # values are offered depends on the filters that have some: see offered.
    return [each for each in calls if not {"freshness", "labels", "facets"} & set(each[0])]


def offered(scope: Scope, snapshot: Snapshot) -> None:
    """What the sidebar asks: the values of all filters, those of each without its own."""
    run_all(("facets",), scope, snapshot, keep=True)
    for each in filters():
        if scope.values(each.name):
            free = scope.but(**{each.name: ()})
            run_all(("facets",), free, snapshot, keep=True, filter=each.name)


@contextmanager
def shown(store: Path) -> Iterator[None]:
    """Let the pages show that store."""
    os.environ["PARTNER_COVERAGE_STORE"] = str(store)
    yield
    del os.environ["PARTNER_COVERAGE_STORE"]


def queries(snapshot: Snapshot, store: Path, rounds: int) -> None:
    """Print the time of each page's queries."""
    wanted = scopes(snapshot)
    print(f"\n{'queries of':16}{'scope':11}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}")
    for name, page in PAGES.items():
        calls = asked(page, store)
        for kind, each in wanted.items():
            walls, cpus = [], []
            for scope in each * rounds:
                forget()  # as when a filter has just changed
                wall, cpu = time.perf_counter(), time.process_time()
                offered(scope, snapshot)
                for reports, _, parameters in calls:
                    found = run_all(reports, scope, snapshot, keep=True, **parameters)
                    for rows in found.values():
                        if "aid" in rows and len(rows):  # the sentences of the rows that are shown
                            quotes(rows.head(LONG), snapshot)
                walls.append(time.perf_counter() - wall)
                cpus.append(time.process_time() - cpu)
            print(f"{name:16}{kind:11}{_ms(median(walls))}{_ms(p95(walls))}{_ms(median(cpus))}",
                  flush=True)  # fmt: skip


def search(snapshot: Snapshot) -> None:
    """Print the time of looking words up."""
    walls = []
    for words in WORDS * 8:
        started = time.perf_counter()
        find(snapshot, words, most=int(MOST))
        walls.append(time.perf_counter() - started)
        if len(walls) <= len(WORDS):
            every = find(snapshot, words)
            print(f"search {words}: the newest of {len(every.ids) if every else 0:,} articles, "
                  f"{1000 * walls[-1]:.1f} ms")  # fmt: skip
    print(f"full text: p50 {1000 * median(walls):.1f} ms, p95 {1000 * p95(walls):.1f} ms")


def server(store: Path, rounds: int) -> None:
    """Print the server's time of a change of filter, when its rows are cached."""
    print(
        f"\n{'script of':16}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}   a filter changes, rows cached"
    )
    with shown(store):
        for name, page in PAGES.items():
            test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).switch_page(page)
            test.run()
            codes = ("NO", "LU")
            walls, cpus = [], []
            for at in range(2 + 2 * rounds):
                wall, cpu = time.perf_counter(), time.process_time()
                test.multiselect(key="scope_partners").set_value([codes[at % 2]]).run()
                if at >= 2:
                    walls.append(time.perf_counter() - wall)
                    cpus.append(time.process_time() - cpu)
            print(f"{name:16}{_ms(median(walls))}{_ms(p95(walls))}{_ms(median(cpus))}", flush=True)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:8.0f}"


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="where to make it, or where it was made before")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each scope")
    parser.add_argument("--no-browser", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        store = (arguments.store or Path(work, "store")).resolve()
        if not (store / "CURRENT").exists():
            make(store, arguments.articles, SENTENCES)
        snapshot = Snapshot.current(store)
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        queries(snapshot, store, arguments.rounds)
        search(snapshot)
        server(store, arguments.rounds)
        if not arguments.no_browser:
            from benchmarks.dashboard_browser import browse

            print(f"\n{browse(store, arguments.rounds)}")


if __name__ == "__main__":
    main()
