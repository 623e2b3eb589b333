"""The way of an article: read, code, store, link, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Protocol

from coverage import search
from coverage.codebook import load as load_codebook
from coverage.coder import Coder as CodebookCoder
from coverage.corrections.settle import pending, settle
from coverage.linker import Vocabulary
from coverage.model import Article, Coding, Rejection
from coverage.readers import read
from coverage.store import Counts, Entry, Known, Label, Master, content_hash

BATCH = 1000  # articles in memory, and in one transaction

Progress = Callable[[str, int], None]
"""Told the step (read, link, publish, wait: ...) and how many inputs are done so far."""


class Coder(Protocol):
    """What the pipeline needs of a coder."""

    @property
    def codebook_version(self) -> str:
        """Changes whenever the same text may be coded otherwise."""

    def code(self, article: Article) -> Coding:
        """All that is read out of one article."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did: its figures, the first rejections, and the snapshot that readers now see."""

    counts: Counts
    rejections: tuple[Rejection, ...]  # at most SHOWN; all are in the store's `rejections`
    meetings: int | None  # None: nothing had changed, so nothing was linked
    snapshot: int | None  # None: nothing had changed, so nothing was published


SHOWN = 100


def ingest(
    paths: Sequence[Path],
    store_dir: Path,
    progress: Progress | None = None,
    *,
    coder: Coder | None = None,
) -> IngestReport:
    """Read files and folders into the store and publish it.

    The same article again is unchanged; one whose text changed becomes its next revision; one
    that was coded under another codebook is coded anew. Killed at any point, the store keeps the
    batches that were written, readers keep the last snapshot, and the next run goes on.

    Raises:
        StoreError: the store is being written by another process, or cannot be written.
    """
    items = chain.from_iterable(read(path) for path in paths)
    return ingest_items(items, store_dir, progress, coder=coder, sources=[str(p) for p in paths])


def ingest_items(
    items: Iterable[Article | Rejection],
    store_dir: Path,
    progress: Progress | None = None,
    *,
    coder: Coder | None = None,
    sources: Sequence[str] = (),
) -> IngestReport:
    """As :func:`ingest`, for articles that were read already (a pasted text)."""
    coder = coder or default_coder()
    tell = progress or _silent
    with Master.open(store_dir, on_wait=lambda holder: tell(f"wait: {holder}", 0)) as master:
        master.start_run("ingest", sources)
        run = _Run(master, coder)
        for item in items:
            run.take(item)
            tell("read", run.read)
        run.flush()
        return _finish(master, coder, run, tell)


def recode(
    store_dir: Path,
    progress: Progress | None = None,
    *,
    coder: Coder | None = None,
    everything: bool = False,
) -> IngestReport:
    """Code anew what was coded under another codebook (``everything``: all articles).

    Raises:
        StoreError: as :func:`ingest`.
    """
    coder = coder or default_coder()
    tell = progress or _silent
    with Master.open(store_dir, on_wait=lambda holder: tell(f"wait: {holder}", 0)) as master:
        master.start_run("recode", [])
        run = _Run(master, coder, everything=everything)
        version = None if everything else coder.codebook_version
        for batch in master.outdated(version, BATCH):
            for article in batch:
                run.take(article)
            run.flush()  # before the next batch is fetched on the same connection
            tell("read", run.read)
        return _finish(master, coder, run, tell)


def default_coder() -> Coder:
    """The coder of the codebook in force."""
    return CodebookCoder.load()


def code_one(coder: Coder, article: Article) -> Coding | Rejection:
    """The article's coding; a rejection where the coder fails, so that the others go on."""
    try:
        return coder.code(article)
    except Exception as error:  # a fault of ours in one article must not cost a night's run
        reason = f"{type(error).__name__}: {error}"
        return Rejection(article.source or article.article_id, "coding_failed", reason)


def code_all(
    items: Iterable[Article | Rejection], coder: Coder
) -> Iterator[tuple[Article, Coding] | Rejection]:
    """Each article with its coding; rejections as they come."""
    for item in items:
        coding = item if isinstance(item, Rejection) else code_one(coder, item)
        if isinstance(item, Article) and isinstance(coding, Coding):
            yield item, coding
        elif isinstance(coding, Rejection):
            yield coding


def vocabulary_of(coder: Coder) -> Vocabulary:
    """What the linker has to know of the words that the coder writes."""
    if not isinstance(coder, CodebookCoder):
        return Vocabulary()
    book = load_codebook()
    return Vocabulary(
        offices=tuple(office.label.en for office in book.offices.values()),
        groups=tuple(code for code, partner in book.partners.items() if partner.kind == "group"),
    )


@dataclass(slots=True)
class _Run:
    """Takes what was read, decides what becomes of it, writes it in batches."""

    master: Master
    coder: Coder
    everything: bool = False
    read: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _articles: dict[str, Article] = field(default_factory=dict)
    _rejected: list[Rejection] = field(default_factory=list)

    def take(self, item: Article | Rejection) -> None:
        self.read += 1
        if isinstance(item, Rejection):
            self._reject(item)
        else:
            held = self._articles.get(item.article_id)
            if held is not None and content_hash(held) == content_hash(item):
                self._count("unchanged", 1)
            else:
                if held is not None:
                    self.flush()  # another text under the same address: the next revision
                self._articles[item.article_id] = item
        if len(self._articles) + len(self._rejected) >= BATCH:
            self.flush()

    def flush(self) -> None:
        known = self.master.known(list(self._articles))
        kinds: dict[str, list[Entry]] = {"added": [], "revised": [], "recoded": []}
        for article in self._articles.values():
            kind, revision = self._fate(article, known.get(article.article_id))
            if kind == "unchanged":
                self._count(kind, 1)
                continue
            coding = code_one(self.coder, article)
            if isinstance(coding, Rejection):
                self._reject(coding)
            else:
                kinds[kind].append(Entry(article, coding, revision, content_hash(article)))
        self.master.write(**kinds, rejected=self._rejected)
        for kind, entries in kinds.items():
            self._count(kind, len(entries))
        self._articles, self._rejected = {}, []

    def counts(self) -> Counts:
        return Counts(read=self.read, **self._counts)

    def _fate(self, article: Article, known: Known | None) -> tuple[str, int]:
        if known is None:
            return "added", 1
        content = content_hash(article)
        if content != known.content_hash:
            # An older text seen again (two copies in one folder) is no news: without this, each
            # ingest of the folder would make two revisions.
            if content in known.earlier:
                return "unchanged", known.revision
            return "revised", known.revision + 1
        if self.everything or known.codebook_version != self.coder.codebook_version:
            return "recoded", known.revision
        return "unchanged", known.revision

    def _reject(self, rejection: Rejection) -> None:
        self._rejected.append(rejection)
        self._count("rejected", 1)
        if len(self.rejections) < SHOWN:
            self.rejections.append(rejection)

    def _count(self, kind: str, number: int) -> None:
        self._counts[kind] = self._counts.get(kind, 0) + number


def _finish(master: Master, coder: Coder, run: _Run, tell: Progress) -> IngestReport:
    counts = run.counts()
    master.finish_run(counts)
    if not (master.needs_publish() or pending(master)):
        return IngestReport(counts, tuple(run.rejections), None, None)
    tell("link", run.read)
    meetings = settle(master, vocabulary_of(coder))
    master.write_labels(_labels(coder), coder.codebook_version)
    tell("publish", run.read)
    number = master.publish()
    search.build(master.store, number)
    return IngestReport(counts, tuple(run.rejections), meetings, number)


def _labels(coder: Coder) -> Iterator[Label]:
    """Names of the codes, where the coder is one of the codebook's."""
    if isinstance(coder, CodebookCoder):
        for position, (kind, code, label) in enumerate(load_codebook().labels()):
            yield Label(kind, code, label.en, label.uk, label.ru, position)


def _silent(step: str, done: int) -> None:
    """Nobody looks on."""
