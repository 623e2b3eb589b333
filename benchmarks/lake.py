"""What a lake costs to read: the same made-up store in a folder and in a lake, the same reports.

    python -m benchmarks.lake [--mentions 1000000] [--rounds 5] [--lake ADDRESS] [--store DIR]

Makes up articles of which four fifths tell of a meeting (dashboard_corpus.sql), once in a folder and
once in an empty lake: that of ADDRESS, else one with a PostgreSQL of its own (Debian's package, as the
tests start it). DIR may hold a folder that an earlier run of benchmarks.reports made of as many. Each report is asked in turns, so that a busy machine is busy for both. Prints p50 in
milliseconds and the ratio, of elapsed time: who reads a lake waits for PostgreSQL, too. The last line
leaves out what an answer from a lake costs however little there is to read.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.reports import make
from coverage.reports import Scope, forget, run
from coverage.store import Snapshot, place

ASKED = ("overview", "partners", "topics", "models", "meetings")
LEAST = "labels"  # a few hundred rows: what is left is the way to the catalogue and back


def main() -> None:
    """Make both, ask both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lake", metavar="ADDRESS", help="an empty lake")
    parser.add_argument(
        "--store", type=Path, help="where to make the folder, or it was made before"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="partner-coverage-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        with address(folder, arguments.lake) as lake:
            stores = {"folder": arguments.store or folder / "store", "lake": place(lake)}
            for kind, store in stores.items():
                print(f"{kind}: ", end="", flush=True)
                if (store / "CURRENT").exists():
                    print("made before")
                else:
                    make(store, arguments.mentions * 5 // 4, index=False)
            compare({kind: Snapshot.current(store) for kind, store in stores.items()},
                    arguments.rounds)  # fmt: skip


@contextmanager
def address(folder: Path, given: str | None) -> Iterator[str]:
    """The lake's address, with a server for as long as it is needed."""
    if given:
        yield given
        return
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "lake"))
    from servers import Postgres  # type: ignore[import-not-found]

    (folder / "postgres").mkdir()
    server = Postgres(folder / "postgres")
    try:
        yield f"ducklake:postgres:{server.create('lake')} data_path={folder / 'data'}"
    finally:
        server.stop()


def compare(snapshots: dict[str, Snapshot], rounds: int) -> None:
    """Ask each report of both in turns; print medians and ratios."""
    print(f"\n{'report':12}{'folder':>9}{'lake':>9}{'ratio':>7}")
    sums = dict.fromkeys(snapshots, 0.0)
    least: dict[str, float] = {}
    for name in (LEAST, *ASKED):
        took: dict[str, list[float]] = {kind: [] for kind in snapshots}
        for _ in range(rounds + 1):
            for kind, snapshot in snapshots.items():
                forget()
                began = time.perf_counter()
                run(name, Scope(), snapshot)
                took[kind].append(1000 * (time.perf_counter() - began))
        middle = {kind: median(each[1:]) for kind, each in took.items()}
        print(f"{name:12}{middle['folder']:9.1f}{middle['lake']:9.1f}"
              f"{middle['lake'] / middle['folder']:7.2f}", flush=True)  # fmt: skip
        if name == LEAST:
            least = middle
        else:
            sums = {kind: sums[kind] + middle[kind] for kind in sums}
    fixed = len(ASKED) * (least["lake"] - least["folder"])
    print(f"\nfive reports: {sums['lake'] / sums['folder']:.2f} times the folder's; without the "
          f"{fixed / len(ASKED):.0f} ms an answer that a lake takes for anything: "
          f"{(sums['lake'] - fixed) / sums['folder']:.2f} times")  # fmt: skip


if __name__ == "__main__":
    main()
