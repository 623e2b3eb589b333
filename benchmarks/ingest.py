"""JSON Lines into a store: two worker processes against one, and memory as the input grows.

    python -m benchmarks.ingest [--articles 100000] [--sizes 10000 100000]

The articles are the project's own labelled ones, each time with other days, numbers and words, so
that they are coded, linked and compared like news. The text is made line by line on the disk. Each
ingest runs in a session of its own into a new store; memory is the highest of any of its processes.
CPU seconds are told beside the elapsed ones: of the workers, of the process that writes while they
code, and of what comes after (reprints, linking, the snapshot, the search index). Where the machine
is busy with other things, they say what two free cores would make of it. Linux.
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
STORIES = 14  # of a day; each told by fifty


def main() -> None:
    """Print a line a run, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000])
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(*arguments.worker)
        return
    print("articles  engine  seconds: all, read+code  CPU s: workers, writing, after  MB a process")
    for size in arguments.sizes:
        once(size, "pool:2")
    one, two = once(arguments.articles, "pool:1"), once(arguments.articles, "pool:2")
    print(f"two processes against one: {one['all'] / two['all']:.2f} of the whole, "
          f"{one['coded'] / two['coded']:.2f} of reading and coding")  # fmt: skip
    coding, after = one["workers"], one["after"]
    both = (coding + after) / (max(coding / 2, one["writing"]) + after)
    print(f"by CPU time, on two cores that do nothing else: {both:.2f} of the whole, "
          f"{coding / max(coding / 2, one['writing']):.2f} of reading and coding")  # fmt: skip


def once(size: int, engine: str) -> dict[str, float]:
    """One ingest: what :func:`work` prints."""
    with TemporaryDirectory(prefix="partner-coverage-") as folder:
        source = Path(folder, "news.jsonl")
        with source.open("w", encoding="utf-8") as file:
            file.writelines(lines(size))
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.ingest", "--worker", folder, str(source), engine],
            check=True, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
    told: dict[str, float] = json.loads(done.stdout)
    print(f"{size:8,}  {engine:6}  {told['all']:12.1f} {told['coded']:10.1f}  "
          f"{told['workers']:14.1f} {told['writing']:8.1f} {told['after']:6.1f}  "
          f"{told['memory']:12,.0f}", flush=True)  # fmt: skip
    return told


def work(folder: str, source: str, engine: str) -> None:
    """Ingest, and print as JSON what it took: elapsed and CPU seconds, and memory in MB."""
    from coverage.pipeline import Spread, ingest

    start = time.perf_counter()
    begun = time.process_time()
    told: dict[str, float] = {"workers": 0.0, "memory": 0.0}

    def tell(step: str, _: int) -> None:
        if step == "read":
            _look(told)
        elif step == "link":
            told["coded"] = time.perf_counter() - start
            told["writing"] = time.process_time() - begun

    # Of a file that is one part only one process could make anything.
    paths = list(cut(Path(source), Path(folder, "pieces")))
    ingest(paths, Path(folder, "store"), tell, spread=Spread(engine))
    told["all"] = time.perf_counter() - start
    told["after"] = time.process_time() - begun - told["writing"]
    own = resource.getrusage(resource.RUSAGE_SELF)
    told["memory"] = max(told["memory"], own.ru_maxrss / 1024)
    print(json.dumps(told))


def _look(told: dict[str, float]) -> None:
    """Note CPU seconds and highest memory of the workers, which are this session's others."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != os.getsid(0) or int(path.name) == os.getpid():
                continue
            ticks += int(fields[11]) + int(fields[12])
            status = (path / "status").read_text()
            peak = status.partition("VmHWM:")[2].split()
            told["memory"] = max(told["memory"], int(peak[0]) / 1024 if peak else 0)
        except (OSError, ValueError):
            continue  # it has ended meanwhile
    told["workers"] = max(told["workers"], ticks / os.sysconf("SC_CLK_TCK"))


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
    """``size`` articles as JSON Lines: of each day so many stories, each told by many outlets."""
    chance = random.Random(5)
    records = [
        json.loads(line)
        for path in sorted(LABELLED.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    # Names and days stay, or each outlet would tell of a meeting of its own.
    words = [word for record in records for word in record["text"].split() if word.islower()]
    for number in range(size):
        of_day = number // PER_DAY * STORIES
        record = records[(of_day + number % STORIES) % len(records)]
        text = " ".join(
            chance.choice(words) if word.islower() and chance.random() < 0.25 else word
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
