"""JSON Lines into a store: two worker processes against one, and memory as the input grows.

    python -m benchmarks.ingest [--articles 100000] [--sizes 10000 100000]

The articles are the project's own labelled ones, each time with other days, numbers and words, so
that they are coded, linked and compared like news. The text is made line by line on the disk. Each
ingest runs in a process of its own into a new store; memory is the highest of any of its processes
(resident, of the parent and of each worker). On a machine that is busy with other things, the
ratio of CPU times to elapsed time says how much of two cores there was.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

LABELLED = Path(__file__).parent.parent / "tests" / "labelled"
PER_DAY = 700  # about what the outlets of feeds.toml publish


def main() -> None:
    """Print a line a run, then the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000])
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(*arguments.worker)
        return
    print("articles  engine    seconds  read+code  CPU s  articles/s  MB a process")
    for size in arguments.sizes:
        once(size, "pool:2")
    one, two = once(arguments.articles, "pool:1"), once(arguments.articles, "pool:2")
    print(f"two processes against one: {one[0] / two[0]:.2f} of the whole, "
          f"{one[1] / two[1]:.2f} of reading and coding")  # fmt: skip


def once(size: int, engine: str) -> tuple[float, float]:
    """One ingest; seconds in all, and until all was coded."""
    with TemporaryDirectory(prefix="partner-coverage-") as folder:
        source = Path(folder, "news.jsonl")
        with source.open("w", encoding="utf-8") as file:
            file.writelines(lines(size))
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.ingest", "--worker", folder, str(source), engine],
            check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    told = json.loads(done.stdout)
    print(f"{size:8,}  {engine:8}  {told['seconds']:7.1f}  {told['coded']:9.1f}  "
          f"{told['cpu']:5.0f}  {size / told['seconds']:10,.0f}  {told['memory']:12,.0f}",
          flush=True)  # fmt: skip
    return told["seconds"], told["coded"]


def work(folder: str, source: str, engine: str) -> None:
    """Ingest, and print what it took as JSON."""
    from coverage.pipeline import Spread, ingest

    start = time.perf_counter()
    coded = 0.0

    def tell(step: str, _: int) -> None:
        nonlocal coded
        if step == "link":
            coded = time.perf_counter() - start

    # Of a file that is one part only one process could make anything.
    paths = list(cut(Path(source), Path(folder, "parts")))
    ingest(paths, Path(folder, "store"), tell, spread=Spread(engine))
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    result = {
        "seconds": seconds,
        "coded": coded,
        "cpu": sum(each.ru_utime + each.ru_stime for each in used),
        "memory": max(each.ru_maxrss for each in used) / 1024,
    }
    print(json.dumps(result))


def cut(source: Path, folder: Path) -> Iterator[Path]:
    """The file in pieces of some megabytes, as an export of many days comes."""
    folder.mkdir()
    with source.open("rb") as file:
        number = 0
        while piece := file.readlines(4 * 1024**2):
            path = folder / f"{number:05}.jsonl"
            path.write_bytes(b"".join(piece))
            yield path
            number += 1


def lines(size: int) -> Iterator[str]:
    """``size`` articles as JSON Lines."""
    chance = random.Random(5)
    records = [
        json.loads(line)
        for path in sorted(LABELLED.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    words = [word for record in records for word in record["text"].split()]
    for number in range(size):
        record = records[number % len(records)]
        text = " ".join(
            word if chance.random() > 0.2 else chance.choice(words)
            for word in record["text"].split(" ")
        )
        day = date(2022, 2, 24) + timedelta(days=number // PER_DAY)
        yield json.dumps(
            {"title": f"{record['title']} ({number})", "text": text, "layout": "clean",
             "published": day.isoformat(), "outlet": f"{record['outlet']}", "lang": record["lang"],
             "url": f"https://example.org/{number}"}, ensure_ascii=False,
        ) + "\n"  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
