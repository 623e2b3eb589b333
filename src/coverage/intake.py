"""What is read goes into the store: what becomes of each article is decided here, and counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coverage.batches import Batch, Coder, MadeBatch, code_one
from coverage.copies import Fate, fate_by_hash, fate_of
from coverage.held_ids import HeldIds, under
from coverage.model import Article, Coding, Rejection
from coverage.namesakes import under_own_ids
from coverage.readers.identity import page_of
from coverage.store import Block, Counts, Entry, Fates, Master, Part, content_hash, in_room

GiveCoder = Callable[[], Coder]
"""Gives the coder where the process that writes has to code something after all."""

SHOWN = 100  # rejections that a report carries; all are in the store
_LONG = 200  # batches after which the database is opened anew


@dataclass(frozen=True, slots=True)
class _Written:
    """What became of a batch; nothing where the ledger has it already."""

    counts: Mapping[str, int] = field(default_factory=dict)
    rejected: Sequence[Rejection] = ()


@dataclass(slots=True)
class Intake:
    """Takes what was read, decides what becomes of it, writes it in batches."""

    master: Master
    codebook_version: str
    everything: bool = False  # code what is coded under this codebook already, too
    rejections: list[Rejection] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _written: int = 0  # batches
    _earlier: HeldIds | None = None

    def take(self, batch: Batch, coder: Coder) -> None:
        """Code what is new in the batch and write it."""
        named = self._under_held_ids(batch.articles.values())
        held = {each.article_id: each for each in named}
        versions = [
            (each.article_id, content_hash(each), self.codebook_version, each.url)
            for each in held.values()
        ]
        fates = self._fates(versions, lambda asked: [held[each] for each in asked])
        entries = []
        rejected = list(batch.rejections)
        for article_id, article in held.items():
            fate = fates[article_id]
            if fate.kind == "unchanged":
                self._count(fate.kind, 1)
                continue
            told = fate.told or article
            coding = code_one(coder, told)
            if isinstance(coding, Rejection):
                rejected.append(coding)
            else:
                entries.append(Entry(told, coding, 1, content_hash(told)))
        self._write(Block.of(entries, self.master.stamp), rejected, lambda: coder)
        self._count("unchanged", batch.repeated)
        self._count("read", batch.read)

    def take_made(self, batch: MadeBatch, part: Part | None, coder: GiveCoder) -> None:
        """Write a batch that was read and coded elsewhere; once, however often it comes."""
        if self._write(batch.block, batch.rejected, coder, part):
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
        self._write(Block.of([], self.master.stamp), rejected, _no_coder)
        self._count("read", len(rejected))

    def counts(self) -> Counts:
        """What became of everything so far."""
        return Counts(**self._counts)

    def _write(
        self, block: Block, rejected: Sequence[Rejection], coder: GiveCoder,
        part: Part | None = None,
    ) -> bool:  # fmt: skip
        """Whether it was written: not where the ledger has the part already."""
        written = self.master.settled(lambda: self._write_once(block, rejected, coder, part))
        for kind, number in written.counts.items():
            self._count(kind, number)
        self._written += 1
        if self._written % _LONG == 0:
            self.master.renew()
        self.rejections += written.rejected[: max(0, SHOWN - len(self.rejections))]
        return bool(written.counts)

    def _write_once(
        self, block: Block, rejected: Sequence[Rejection], coder: GiveCoder, part: Part | None
    ) -> _Written:
        with self.master.turn():
            if part is not None and self.master.held(part.name).batches > part.batch:
                return _Written()
            block = self._under_own_ids(block)
            fates = self._fates(list(block.versions()), block.copies)
            told = [fate.told for fate in fates.values() if fate.told and fate.kind != "unchanged"]
            failed: list[Rejection] = []
            if told:
                block, failed = self._with_whole(block, told, coder())
            every = [*rejected, *failed]
            by_kind: dict[str, dict[str, int]] = {
                kind: {each: fates[each].revision for each in block.ids if fates[each].kind == kind}
                for kind in ("added", "revised", "recoded", "unchanged")
            }
            written = Fates(by_kind["added"], by_kind["revised"], by_kind["recoded"])
            in_room(
                self.master.connection,
                lambda: self.master.write_block(block, written, every, part),
            )
        counted = {kind: len(revisions) for kind, revisions in by_kind.items()}
        return _Written({**counted, "rejected": len(every)}, every)

    def _held_ids(self) -> HeldIds:
        self._earlier = self._earlier or HeldIds(self.master)
        return self._earlier

    def _under_held_ids(self, articles: Collection[Article]) -> list[Article]:
        """The articles under the ids that they have in the store, or are to have there."""
        held = self._held_ids().of(articles)
        given = {each.article_id for each in articles}  # of two that are one, both stay
        ids = {each: own for each, own in held.items() if own not in given}
        named = [under(each, ids) for each in articles]
        own = under_own_ids(named, self.master.articles)
        # Each time: what was noted in a write that failed is not there when it is made again.
        if any(page_of(each.url) for each in own.values()):
            self._held_ids().mix()
        return [own.get(each.article_id, each) for each in named]

    def _under_own_ids(self, block: Block) -> Block:
        asked = block.ids
        # The texts are looked at of those alone that need it.
        if self._held_ids().needless() and not self.master.articles.has_nameless():
            asked = [each for each, url in block.addresses() if not page_of(url)]
        if not asked:
            return block
        given = list(block.copies(asked))
        named = self._under_held_ids(given)
        ids = {
            each.article_id: own.article_id
            for each, own in zip(given, named, strict=True)
            if each is not own
        }
        return block.renamed(ids) if ids else block

    def _fates(
        self,
        versions: Sequence[tuple[str, str, str, str]],
        copies: Callable[[Collection[str]], Iterable[Article]],
    ) -> dict[str, Fate]:
        """What becomes of each article, given with its content hash, codebook version and address.

        ``copies`` gives the articles themselves: of those alone whose hash is not the store's.
        """
        known = self.master.articles.known([article_id for article_id, *_ in versions])
        coded = {article_id: version for article_id, _, version, _ in versions}
        fates = {
            article_id: fate_by_hash(
                content, version, url, known.get(article_id), everything=self.everything
            )
            for article_id, content, version, url in versions
        }
        differing = [article_id for article_id, fate in fates.items() if fate.kind == "revised"]
        revisions = self.master.articles.revisions(differing) if differing else {}
        for copy in copies(differing) if differing else ():
            each = copy.article_id
            fates[each] = fate_of(
                copy, coded[each], known[each], revisions[each], everything=self.everything
            )
        return fates

    def _with_whole(
        self, block: Block, told: Sequence[Article], coder: Coder
    ) -> tuple[Block, list[Rejection]]:
        """The block with articles that are more than their copies in it, coded as they are now.

        One that cannot be coded is taken out: the copy alone would make less of it.
        """
        codings = [(article, code_one(coder, article)) for article in told]
        entries = [
            Entry(article, coding, 1, content_hash(article))
            for article, coding in codings
            if isinstance(coding, Coding)
        ]
        without = block.without({article.article_id for article in told})
        failed = [coding for _, coding in codings if isinstance(coding, Rejection)]
        return without.beside(Block.of(entries, self.master.stamp)), failed

    def _count(self, kind: str, number: int) -> None:
        self._counts[kind] = self._counts.get(kind, 0) + number


def _no_coder() -> Coder:
    raise AssertionError("nothing is to be coded")
