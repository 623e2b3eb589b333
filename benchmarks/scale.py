"""What a million articles cost: measured on fewer, in CPU seconds, and carried forward.

    python -m benchmarks.scale [--articles N] [--lake ADDRESS]

The sample's articles, each many times with another ending, go as JSON Lines through reading, coding
and a store in a folder: in this process, and in two processes (``--engine pool:2``). Then all of it
again, which has to cost next to nothing. With ``--lake ducklake:postgres:...`` the same into a lake,
and what a report costs there. CPU seconds of this process and its children, so that what else the
machine does counts little; the last table carries them forward to 10^6, 10^8 and 10^9 articles.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from benchmarks.html_pages import dressed
from coverage import labelled, reports
from coverage.batches import default_coder
from coverage.model import Article
from coverage.pipeline import Spread, ingest
from coverage.readers import read
from coverage.readers.html import extract
from coverage.store import Snapshot, place

SAMPLE = sorted((Path(__file__).parent.parent / "data" / "sample").glob("*.jsonl"))
FILES = 16
ASKED = ("overview", "partners", "topics", "meetings")


def main() -> None:
    """Print the costs of each step and the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=8000)
    parser.add_argument("--lake", metavar="ADDRESS", help="an empty lake to measure, too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), arguments.articles, arguments.lake)


def measure(folder: Path, number: int, lake: str | None) -> None:
    news = folder / "news"
    size = write(news, number)
    print(f"{number:,} articles of {size / number / 1024:.1f} KB as JSON Lines\n")
    pages = dressed()
    for page in pages:
        extract(page)  # the first time loads what the next ones need
    pages *= 10
    page_s = cpu("read web pages", len(pages), lambda: [extract(page) for page in pages])
    coder = default_coder()
    articles: list[Article] = []

    def reading() -> None:
        articles.extend(item for item in read(news) if isinstance(item, Article))

    reading_s = cpu("read JSON Lines", number, reading)
    coding_s = cpu("code", number, lambda: [coder.code(each) for each in articles])
    articles.clear()
    alone = folder / "alone"
    alone_s = cpu("ingest, in this process", number, lambda: ingest([news], alone))
    cpu("ingest again", number, lambda: ingest([news], alone))
    pool = folder / "pool"
    spread = Spread("pool:2")
    pool_s = cpu("ingest, pool:2", number, lambda: ingest([news], pool, spread=spread))
    cpu("ingest again, pool:2", number, lambda: ingest([news], pool, spread=spread))
    writing_s = max(alone_s - reading_s - coding_s, 0.0)
    stored = (alone / "master.duckdb").stat().st_size / number
    print(f"\nstore in a folder: {stored / 1024:.2f} KB an article; each snapshot as much again")
    print(f"processes cost {100 * (pool_s / alone_s - 1):+.0f} % of CPU over one")
    asked = [("folder", alone)]
    if lake:
        store = place(lake)
        cpu("ingest, lake", number, lambda: ingest([news], store, spread=spread))
        asked.append(("lake", store))
    for name, store in asked:
        snapshot = Snapshot.current(store)
        answer(snapshot)
        cpu(f"four reports of a page, {name}", 5, lambda held=snapshot: five(held))
    model(page_s / len(pages), coding_s / number, writing_s / number, stored)


def five(snapshot: Snapshot) -> None:
    for _ in range(5):
        answer(snapshot)


def answer(snapshot: Snapshot) -> Any:
    return reports.run_all(ASKED, reports.Scope(), snapshot)


def model(page: float, coding: float, writing: float, stored: float) -> None:
    """Carry the costs of one article forward."""
    print(f"\na web page {page * 1000:.1f} ms, coding {coding * 1000:.2f} ms, writing, "
          f"linking and publishing {writing * 1000:.2f} ms an article\n")  # fmt: skip
    print("| articles | read pages, core hours | code, core hours | write and link, hours of one "
          "core | store |")  # fmt: skip
    print("| --- | --- | --- | --- | --- |")
    for power in (6, 8, 9):
        n = 10**power
        print(f"| 10^{power} | {n * page / 3600:,.1f} | {n * coding / 3600:,.1f} | "
              f"{n * writing / 3600:,.1f} | {n * stored / 1e9:,.0f} GB |")  # fmt: skip
    hours = 10**6 * (page + coding + writing) / 3600
    print(f"\na million web pages take {hours:.1f} core hours, {page / (page + coding + writing):.0%} "
          "of it to read them")  # fmt: skip


def write(folder: Path, number: int) -> int:
    """Articles as JSON Lines in some files; returns the bytes."""
    folder.mkdir()
    held = [item.article for path in SAMPLE for item in labelled.load(path)]
    made = copies(held, number)
    for at in range(FILES):
        with (folder / f"{at:02}.jsonl").open("w", encoding="utf-8") as file:
            for _ in range(number // FILES):
                file.write(json.dumps(record(next(made)), ensure_ascii=False) + "\n")
    return sum(path.stat().st_size for path in folder.iterdir())


def copies(held: list[Article], number: int) -> Iterator[Article]:
    for at in range(number + FILES):
        article = held[at % len(held)]
        yield replace(article, url=f"https://example.org/{at}", body=f"{article.body}\n\n({at})")


def record(article: Article) -> dict[str, object]:
    return {"title": article.title, "text": article.body, "url": article.url, "layout": "clean",
            "published": article.published.isoformat(), "outlet": article.outlet,
            "lang": article.lang}  # fmt: skip


def cpu(what: str, number: int, work: Callable[[], object]) -> float:
    """CPU seconds of ``work``, printed for one of ``number``; wall-clock time beside it."""
    before, since = spent(), time.perf_counter()
    work()
    used, took = spent() - before, time.perf_counter() - since
    print(
        f"{what:32} {used:8.2f} s CPU {1000 * used / number:9.3f} ms each {took:8.1f} s", flush=True
    )
    return used


def spent() -> float:
    """CPU seconds so far: of this process, of those it ran, and of the server that forks workers."""
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    used = sum(each.ru_utime + each.ru_stime for each in own)
    for child in psutil.Process().children():
        used += sum(child.cpu_times()[:4])  # user, system, and its children's
    return used


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
