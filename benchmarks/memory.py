"""Memory of the process that writes, as the store grows, by what it is at.

    python -m benchmarks.memory [--sizes 10000 100000] [--base 5000]

Workers read and code the first articles of :mod:`benchmarks.ingest`. What they made of them is
given to the writing process again and again, each time under other ids, some days later and with
other hashes for its texts, so that a million articles cost no hour of coding. From there on all is
an ingest with an engine: written, compared, linked, published, indexed. Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.ingest import PER_DAY, cut, lines
from coverage.batches import MadeBatch, default_coder
from coverage.parts import Spread, partfile, partitions
from coverage.parts.partition import BYTES
from coverage.parts.run import Made, made_parts
from coverage.parts.work import rules_version
from coverage.pipeline import ingest
from coverage.store import Block

STEPS = {"read": "writing", "link": "linking", "publish": "publishing"}


def main() -> None:
    """Print a line a size, then how flat it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--base", type=int, default=5_000, help="articles that are coded")
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(*map(Path, arguments.worker))
        return
    print(" articles  MB at most while", *(f"{name:>10}" for name in STEPS.values()),
          "  in all  CPU s: writing, after")  # fmt: skip
    with TemporaryDirectory(prefix="partner-coverage-") as folder:
        batches = list(coded(arguments.base, Path(folder)))
        highest = [once(size, batches) for size in arguments.sizes]
    print(f"memory is within {max(highest) / min(highest) - 1:.0%} of its least")


def coded(size: int, folder: Path) -> Iterator[MadeBatch]:
    """What workers make of the first articles."""
    source = folder / "news.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(lines(size))
    rules = rules_version(default_coder().codebook_version)
    pieces = [(piece, piece.name(rules)) for piece in partitions(cut(source, folder / "pieces"))]
    for made in made_parts(pieces, "pool", folder / "made", default_coder, rules):
        assert isinstance(made, Made)
        yield from (batch for batch, _ in partfile.read(made.path))


def once(size: int, batches: list[MadeBatch]) -> float:
    """One ingest, and what :func:`work` prints; returns its highest memory."""
    with TemporaryDirectory(prefix="partner-coverage-") as held:
        folder = Path(held)
        prepare(folder, size, batches)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.memory", "--worker", folder / "input", folder],
            check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    told: dict[str, float] = json.loads(done.stdout)
    print(f"{size:9,}", " " * 16, *(f"{told[step]:10,.0f}" for step in STEPS),
          f"{told['most']:8,.0f} {told['cpu']:15.1f} {told['after']:6.1f}", flush=True)  # fmt: skip
    return told["most"]


def prepare(folder: Path, size: int, batches: list[MadeBatch]) -> None:
    """Files as input, and the parts that workers would have made of them."""
    rules = rules_version(default_coder().codebook_version)
    every = sum(batch.read for batch in batches)
    (folder / "input").mkdir()
    for number in range(-(-size // every)):
        path = folder / "input" / f"{number:05}.jsonl"
        path.write_text(f"{number}\n")
        os.truncate(path, BYTES)  # so that it is a part of its own
        (part,) = partitions([path])
        left = size - number * every
        partfile.write(folder / "parts", part.name(rules), again(batches, number, left))


def again(batches: list[MadeBatch], number: int, most: int) -> Iterator[MadeBatch]:
    """The batches for the ``number``-th time, ``most`` articles of them."""
    days = number * (sum(batch.read for batch in batches) // PER_DAY + 1)
    for batch in batches:
        if most > 0:
            ids = pa.array(batch.block.ids[:most])
            tables = {
                name: _later(table.filter(pc.is_in(table["article_id"], ids)), number, days)
                for name, table in batch.block.tables.items()
            }
            yield MadeBatch(Block(tables), batch.rejected, len(ids) + len(batch.rejected), 0)
            most -= batch.read


def _later(table: Any, number: int, days: int) -> Any:
    """A table's rows as those of other articles, so many days later."""

    def replaced(name: str, change: Callable[[Any], Any]) -> None:
        nonlocal table
        if name in table.column_names:
            at = table.schema.get_field_index(name)
            table = table.set_column(at, name, change(table[name].combine_chunks()))

    def moved(column: Any) -> Any:
        return pc.add(column.cast(pa.int32()), pa.scalar(days, pa.int32())).cast(pa.date32())

    def hashed(column: Any) -> Any:
        offsets = column.offsets.to_numpy()
        hashes = column.values.to_numpy()[offsets[0] : offsets[-1]]
        hashes = hashes * np.uint32(2654435761) + np.uint32(number * 7919)
        lists = np.repeat(np.arange(len(column)), np.diff(offsets))
        values = pa.array(hashes[np.lexsort((hashes, lists))])
        starts = pa.array(offsets - offsets[0], pa.int32())
        return pa.ListArray.from_arrays(starts, values)

    replaced("article_id", lambda ids: pc.binary_join_element_wise(ids, f"{number:05}", ""))
    replaced("published", moved)
    replaced("date", moved)
    replaced("shingles", hashed)
    return table


def work(source: Path, folder: Path) -> None:
    """Ingest, and print as JSON the highest memory in MB of each step, and CPU seconds."""
    told = dict.fromkeys([*STEPS, "cpu", "after"], 0.0)
    now = ["read"]
    begun = time.process_time()

    def look() -> None:
        page = os.sysconf("SC_PAGE_SIZE") / 1024**2
        with open("/proc/self/statm", encoding="ascii") as file:
            while True:
                file.seek(0)
                told[now[0]] = max(told[now[0]], int(file.read().split()[1]) * page)
                time.sleep(0.02)

    def tell(step: str, _: int) -> None:
        if step == "link":
            told["cpu"] = time.process_time() - begun
        now[0] = step

    threading.Thread(target=look, daemon=True).start()
    spread = Spread("pool:1", folder / "parts")
    report = ingest([source], folder / "store", tell, spread=spread)
    assert report.counts.added > 10 * report.counts.rejected, "the parts were not what was asked"
    told["after"] = time.process_time() - begun - told["cpu"]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**told, "most": most}))


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
