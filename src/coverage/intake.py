"""What is read goes into the store: what becomes of each article is decided here, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coverage.batches import Batch, Coder, MadeBatch, code_one
from coverage.model import Rejection
from coverage.store import (
    Block,
    Counts,
    Entry,
    Fates,
    Known,
    Master,
    Part,
    content_hash,
    in_room,
)

SHOWN = 100  # rejections that a report carries; all are in the store
_LONG = 200  # batches after which the database is opened anew


@dataclass(slots=True)
class Intake:
    """Takes what was read, decides what becomes of it, writes it in batches."""

    master: Master
    codebook_version: str
    everything: bool = False  # code what is coded under this codebook already, too
    rejections: list[Rejection] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _written: int = 0  # batches

    def take(self, batch: Batch, coder: Coder) -> None:
        """Code what is new in the batch and write it."""
        hashes = {each: content_hash(article) for each, article in batch.articles.items()}
        known = self.master.known(list(hashes))
        entries = []
        rejected = list(batch.rejections)
        for article_id, article in batch.articles.items():
            kind, _ = self._fate(hashes[article_id], self.codebook_version, known.get(article_id))
            if kind == "unchanged":
                self._count(kind, 1)
                continue
            coding = code_one(coder, article)
            if isinstance(coding, Rejection):
                rejected.append(coding)
            else:
                entries.append(Entry(article, coding, 1, hashes[article_id]))
        self._write(Block.of(entries, self.master.stamp), rejected)
        self._count("unchanged", batch.repeated)
        self._count("read", batch.read)

    def take_made(self, batch: MadeBatch, part: Part | None) -> None:
        """Write a batch that was read and coded elsewhere; once, however often it comes."""
        if self._write(batch.block, batch.rejected, part):
            self._count("unchanged", batch.repeated)
            self._count("read", batch.read)
        else:
            self.pass_over(batch.read, len(batch.rejected))

    def pass_over(self, read: int, rejected: int) -> None:
        """Count what is in already."""
        for kind, number in (
            ("read", read), ("rejected", rejected), ("unchanged", read - rejected),
        ):  # fmt: skip
            self._count(kind, number)

    def reject(self, rejected: Sequence[Rejection]) -> None:
        """Note inputs that nothing came of."""
        self._write(Block.of([], self.master.stamp), rejected)
        self._count("read", len(rejected))

    def counts(self) -> Counts:
        """What became of everything so far."""
        return Counts(**self._counts)

    def _write(self, block: Block, rejected: Sequence[Rejection], part: Part | None = None) -> bool:
        """Whether it was written: not where the ledger has the part already."""
        counted = self.master.settled(lambda: self._write_once(block, rejected, part))
        for kind, number in counted.items():
            self._count(kind, number)
        self._written += 1
        if self._written % _LONG == 0:
            self.master.renew()
        if counted:
            self.rejections += rejected[: max(0, SHOWN - len(self.rejections))]
        return bool(counted)

    def _write_once(
        self, block: Block, rejected: Sequence[Rejection], part: Part | None
    ) -> dict[str, int]:
        with self.master.turn():
            if part is not None and self.master.held(part.name).batches > part.batch:
                return {}
            known = self.master.known(block.ids)
            fates = Fates()
            by_name = {"added": fates.added, "revised": fates.revised, "recoded": fates.recoded}
            unchanged = 0
            for article_id, content, version in block.versions():
                kind, revision = self._fate(content, version, known.get(article_id))
                if kind == "unchanged":
                    unchanged += 1
                else:
                    by_name[kind][article_id] = revision
            in_room(
                self.master.connection,
                lambda: self.master.write_block(block, fates, rejected, part),
            )
        counted = {kind: len(revisions) for kind, revisions in by_name.items()}
        return {**counted, "unchanged": unchanged, "rejected": len(rejected)}

    def _fate(self, content: str, version: str, known: Known | None) -> tuple[str, int]:
        if known is None:
            return "added", 1
        if content != known.content_hash:
            # An older text seen again (two copies in one folder) is no news: without this, each
            # ingest of the folder would make two revisions.
            if content in known.earlier:
                return "unchanged", known.revision
            return "revised", known.revision + 1
        if self.everything or known.codebook_version != version:
            return "recoded", known.revision
        return "unchanged", known.revision

    def _count(self, kind: str, number: int) -> None:
        self._counts[kind] = self._counts.get(kind, 0) + number
