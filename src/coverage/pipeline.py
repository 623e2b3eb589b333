"""The way of an article: read, code, store, link, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from coverage import logs, parts, reprints, search
from coverage.batches import BATCH, Coder, code_all, code_one, default_coder, in_batches
from coverage.corrections.settle import pending, settle
from coverage.intake import SHOWN, Intake
from coverage.legend import Legend
from coverage.model import Article, Rejection
from coverage.parts import Spread
from coverage.readers import Options, read_all
from coverage.store import Counts, Master, Request, published

__all__ = [
    "BATCH",
    "SHOWN",
    "Coder",
    "IngestReport",
    "Progress",
    "Spread",
    "code_all",
    "code_one",
    "default_coder",
    "ingest",
    "ingest_items",
    "recode",
]

Progress = Callable[[str, int], None]
"""Told the step (read, link, publish, wait: ...) and how many inputs are done so far."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did: its figures, the first rejections, and the snapshot that readers now see."""

    counts: Counts
    rejections: tuple[Rejection, ...]  # at most SHOWN; all are in the store's `rejections`
    meetings: int | None  # None: nothing had changed, so nothing was linked
    snapshot: int | None  # None: nothing had changed, so nothing was published
    reprints: int | None = None  # of all articles in the store; None likewise


def ingest(
    paths: Sequence[Path],
    store_dir: Path,
    progress: Progress | None = None,
    *,
    coder: Coder | None = None,
    spread: Spread | None = None,
    options: Options | None = None,
) -> IngestReport:
    """Read files and folders into the store and publish it.

    The same article again is unchanged; one whose text changed becomes its next revision; one
    that was coded under another codebook is coded anew. Killed at any point, the store keeps the
    batches that were written, readers keep the last snapshot, and the next run goes on.

    ``spread`` has the files read and coded by several processes or machines, with the same result.
    ``options`` tell the readers how to read: which columns of tables are what.

    Raises:
        StoreError: the store is being written by another process, or cannot be written.
        EngineError: what ``spread`` names cannot be reached or broke off.
    """
    request = Request.to_read(paths, options.columns if options else {})
    if spread is not None:

        def taken(intake: Intake, tell: Progress) -> None:
            told = (options or Options()).tell
            parts.take(parts.partitions(paths, options), intake, spread, tell, told)

        # The coder itself, a sixth of what a process may take, is the workers'.
        legend = Legend.of(coder or spread.load())
        return _run(request, store_dir, legend, progress, taken)
    return ingest_items(read_all(paths, options), store_dir, progress, coder=coder, request=request)


def ingest_items(
    items: Iterable[Article | Rejection],
    store_dir: Path,
    progress: Progress | None = None,
    *,
    coder: Coder | None = None,
    request: Request | None = None,
) -> IngestReport:
    """As :func:`ingest`, for articles that were read already (a pasted text, feeds).

    ``request`` is what the ledger keeps of how they were come by.
    """
    coders = [coder or default_coder()]
    legend = Legend.of(coders[0])

    def taken(intake: Intake, tell: Progress) -> None:
        used = coders.pop()  # it goes when all is coded: linking takes its place in memory
        for batch in in_batches(_counted(items, tell), BATCH):
            intake.take(batch, used)

    return _run(request or Request(), store_dir, legend, progress, taken)


def recode(
    store_dir: Path,
    progress: Progress | None = None,
    *,
    coder: Coder | None = None,
    everything: bool = False,
    spread: Spread | None = None,
) -> IngestReport:
    """Code anew what was coded under another codebook (``everything``: all articles).

    Raises:
        StoreError, EngineError: as :func:`ingest`.
    """
    coders = [coder or (spread.load() if spread else default_coder())]
    legend = Legend.of(coders[0])
    version = None if everything else legend.codebook_version

    def taken(intake: Intake, tell: Progress) -> None:
        # Asked for batch by batch: nothing is fetched while its predecessor is being written.
        outdated = intake.master.outdated(version, BATCH)
        if spread is not None:
            coders.clear()  # the workers have their own
            held = (parts.Held(tuple(batch)) for batch in outdated)
            parts.take(held, intake, spread, tell)
            return
        used = coders.pop()  # as above
        for batch in outdated:
            for each in in_batches(batch, BATCH):
                intake.take(each, used)
            tell("read", intake.counts().read)

    request = Request("recode")
    return _run(request, store_dir, legend, progress, taken, everything=everything)


def _run(
    request: Request,
    store_dir: Path,
    legend: Legend,
    progress: Progress | None,
    taken: Callable[[Intake, Progress], None],
    *,
    everything: bool = False,
) -> IngestReport:
    """A run: what ``taken`` puts in, then what follows from it."""
    tell = progress or _silent
    with Master.open(store_dir, on_wait=lambda holder: tell(f"wait: {holder}", 0)) as master:
        with master.turn():
            master.start_run(request)
        intake = Intake(master, legend.codebook_version, everything)
        taken(intake, tell)
        report = _finish(intake, legend, tell)
    logs.tell(f"{request.kind} ended", run=master.stamp.run_id, snapshot=report.snapshot,
              meetings=report.meetings, **asdict(report.counts))  # fmt: skip
    return report


def _finish(intake: Intake, legend: Legend, tell: Progress) -> IngestReport:
    counts, master = intake.counts(), intake.master
    rejections = tuple(intake.rejections)
    with master.turn():
        master.finish_run(counts)
        if not (master.needs_publish() or pending(master)):
            number = published(master.store) or 0
            master.keep_quiet(number)
            search.complete(master.store, number)
            return IngestReport(counts, rejections, None, None)
        tell("link", counts.read)
        meetings = settle(master, legend.vocabulary)
        master.write_labels(legend.labels, legend.codebook_version)
        tell("publish", counts.read)
        repeated = reprints.number(master.connection)
        number = master.publish()
    search.build(master.store, number)
    return IngestReport(counts, rejections, meetings, number, repeated)


def _counted(items: Iterable[Article | Rejection], tell: Progress) -> Iterator[Article | Rejection]:
    for number, item in enumerate(items, 1):
        yield item
        tell("read", number)


def _silent(step: str, done: int) -> None:
    """Nobody looks on."""
