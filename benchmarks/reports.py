"""How fast reports answer: each against the same SQL on a bare connection, some against pandas.

    python -m benchmarks.reports [--articles 100000 ...] [--rounds 5] [--store DIR]

Makes up a store of so many articles (dashboard_corpus.sql) of a sentence each, or takes the one in DIR
that an earlier run left there. Every report is run on everything and on a narrow scope (one partner, half a
year), each time through the program and as the very statements that it had sent, on a bare DuckDB
connection to the same file; in turns, so that a busy machine is busy for both. For some questions the
tables are put into pandas, asked there, and the answers compared. Prints milliseconds, p50 and p95,
and ratios of the medians of CPU time in all threads, which another program's load does not change.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import duckdb
import pandas as pd

from coverage.codebook import load
from coverage.reports import Scope, names, report, run
from coverage.search import build
from coverage.store import Label, Master, Snapshot

# What is asked for by id takes one that is there.
ASKED = {"meeting": "SELECT max(meeting_id) FROM meetings",
         "article": "SELECT max(article_id) FROM articles"}  # fmt: skip
WORDS = {"q": "Danish model", "most": "2000"}
# Files of a package rather than answers: a row for every article or passage of the view. Of a store
# of more than so many articles they are asked on the narrow scope alone.
FILES, MOST = ("scope_evidence", "scope_ids", "scope_sources"), 100_000


def make(store: Path, articles: int, sentences: int = 1, *, index: bool = True) -> None:
    """Make the store up, publish and index it; a text has so many sentences."""
    began = time.perf_counter()
    labels = [
        Label(kind, code, label.en, label.uk, label.ru, at)
        for at, (kind, code, label) in enumerate(load().labels())
    ]
    values = {"articles": articles, "meetings": articles * 2 // 5, "sentences": sentences}
    text = re.sub(r"--.*", "", Path(__file__).with_name("dashboard_corpus.sql").read_text("utf-8"))
    with Master.open(store) as master:
        master.write_labels(labels, "made up")
        master.connection.execute("SET memory_limit = '4GB'")  # all rows of a table at once
        for statement in filter(str.strip, text.split(";")):
            used = {name: each for name, each in values.items() if f"${name}" in statement}
            master.connection.execute(statement, used)
        made = time.perf_counter()
        number = master.publish()
    published = time.perf_counter()
    print(f"{articles:,} articles made up in {made - began:.0f} s, published in "
          f"{published - made:.0f} s", end="", flush=True)  # fmt: skip
    if index:
        build(store, number)
        print(f", indexed in {time.perf_counter() - published:.0f} s", end="")
    print(flush=True)


@dataclass
class Recorded:
    """A cursor that notes what is sent through it."""

    cursor: Any
    sent: list[tuple[str, Any]] = field(default_factory=list)

    def execute(self, sql: str, values: Any = None) -> Any:
        self.sent.append((sql, values))
        return self.cursor.execute(sql, values) if values is not None else self.cursor.execute(sql)


def statements(name: str, scope: Scope, snapshot: Snapshot, more: dict[str, str]) -> list[Any]:
    """What the program sends to answer, in order."""
    recorded: list[Recorded] = []
    before = Snapshot.cursor

    @contextmanager
    def noting(self: Snapshot) -> Iterator[Any]:
        with before(self) as cursor:
            recorded.append(Recorded(cursor))
            yield recorded[-1]

    Snapshot.cursor = noting  # type: ignore[method-assign,assignment]
    try:
        run(name, scope, snapshot, **more)
    finally:
        Snapshot.cursor = before  # type: ignore[method-assign]
    sql = report(name).sql
    return next(each.sent for each in recorded if any(said == sql for said, _ in each.sent))


def bare(connection: Any, sent: list[Any]) -> pd.DataFrame:
    """The same on a bare connection."""
    with connection.cursor() as cursor:
        for sql, values in sent:
            done = cursor.execute(sql, values) if values is not None else cursor.execute(sql)
        return done.df()


@dataclass
class Times:
    """Milliseconds of the wall's clock, and of CPU in all threads."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def of(self, work: Callable[[], Any]) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.wall.append(1000 * (time.perf_counter() - wall))
        self.cpu.append(1000 * (time.process_time() - cpu))

    def over(self, other: Times) -> float:
        return median(self.cpu) / median(other.cpu)


def p95(times: list[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def measured(snapshot: Snapshot, rounds: int, articles: int) -> list[float]:
    """Every report, on everything and on little; returns all ratios."""
    ranked = run("partners", Scope(), snapshot)["partner"]
    narrow = Scope(partners=(ranked[8],), start=date(2025, 1, 1), end=date(2025, 6, 30))
    with snapshot.cursor() as cursor:
        ids = {k: str((cursor.execute(v).fetchone() or [""])[0]) for k, v in ASKED.items()} | WORDS
    file = snapshot.store / "snapshots" / f"{snapshot.number:06d}.duckdb"
    with tempfile.TemporaryDirectory() as folder:
        # A copy: within a process a path is one database, whoever opens it.
        connection = duckdb.connect(shutil.copy(file, folder), read_only=True)
        connection.execute("SET GLOBAL TimeZone = 'Europe/Kyiv'")
        print(
            "report                            everything: p50   p95  ratio   narrow: p50   p95  ratio"
        )
        ratios = []
        for name in names():
            more = {each: ids.get(each, "") for each in report(name).parameters}
            cells = []
            for scope in (Scope(), narrow):
                if name in FILES and scope == Scope() and articles > MOST:
                    cells.append(f"{'not asked':>24}")
                    continue
                sent = statements(name, scope, snapshot, more)
                ours, theirs = Times(), Times()
                for _ in range(rounds):
                    ours.of(partial(run, name, scope, snapshot, **more))
                    theirs.of(partial(bare, connection, sent))
                ratio = ours.over(theirs)
                ratios.append(ratio)
                wall = ours.wall
                cells.append(f"{median(wall):10.1f} {p95(wall):6.1f} {ratio:6.2f}")
            print(f"{name:34}{'   '.join(cells)}", flush=True)
    return ratios


def in_pandas(t: dict[str, pd.DataFrame]) -> dict[str, tuple[str, str, Callable[[], pd.Series]]]:
    """Questions as an analyst would ask them of the whole tables: held meetings by code."""

    def by(table: str, code: str) -> Callable[[], pd.Series]:
        def count() -> pd.Series:
            held = t["meetings"][t["meetings"]["status"] == "held"]
            joined = held[["meeting_id"]].merge(t[table], on="meeting_id")
            return joined.groupby(code)["meeting_id"].nunique()

        return count

    return {
        "partners": ("partner", "meetings", by("meeting_partners", "partner")),
        "topics": ("topic", "meetings", by("meeting_topics", "topic")),
        "coalitions": ("coalition", "meetings", by("meeting_coalitions", "coalition")),
    }


def against_pandas(snapshot: Snapshot, rounds: int) -> None:
    """Some questions in pandas, with its tables in memory already; the answers have to agree."""
    tables = ("meetings", "meeting_partners", "meeting_topics", "meeting_coalitions")
    with snapshot.cursor() as cursor:
        began = time.perf_counter()
        frames = {name: cursor.execute(f"SELECT * FROM {name}").df() for name in tables}
        loaded = time.perf_counter() - began
    print(
        f"\npandas, after {loaded:.1f} s to load its tables (one count; ours is the whole report)"
    )
    for name, (code, value, ask) in in_pandas(frames).items():
        ours, theirs = Times(), Times()
        for _ in range(rounds):
            ours.of(partial(run, name, Scope(), snapshot))
            theirs.of(ask)
        answer = run(name, Scope(), snapshot).set_index(code)[value]
        same = answer[answer > 0].sort_index().astype(int).equals(ask().sort_index().astype(int))
        agree = "the answers agree" if same else "THE ANSWERS DIFFER"
        print(f"{name:12} ours {median(ours.wall):7.1f} ms   pandas {median(theirs.wall):7.1f} ms   "
              f"ratio {ours.over(theirs):.2f}   {agree}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--store", type=Path, help="a folder for a store of each size")
    given = parser.parse_args()
    ratios: list[float] = []
    with tempfile.TemporaryDirectory(prefix="partner-coverage-") as folder:
        for articles in given.articles:
            store = (given.store or Path(folder)) / str(articles)
            if not (store / "CURRENT").exists():
                make(store, articles)
            snapshot = Snapshot.current(store)
            print(f"\n{articles:,} articles", flush=True)
            ratios += measured(snapshot, given.rounds, articles)
            against_pandas(snapshot, given.rounds)
    ratios.sort()
    print(f"\nratio to the bare connection: median {median(ratios):.2f}, highest {ratios[-1]:.2f}, "
          f"{sum(each <= 1.3 for each in ratios)} of {len(ratios)} at most 1.3")  # fmt: skip


if __name__ == "__main__":
    main()
