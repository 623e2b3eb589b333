"""What both ways of ingesting share: inputs cut into batches, and each article coded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from coverage.coder import Coder as CodebookCoder
from coverage.copies import holds
from coverage.model import Article, Coding, Rejection
from coverage.namesakes import Key, is_by_headline, keys_of
from coverage.readers import Columns
from coverage.store import Block, Revision, content_hash

BATCH = 1000  # articles in memory, and in one transaction


class Coder(Protocol):
    """What is needed of a coder."""

    @property
    def codebook_version(self) -> str:
        """Changes whenever the same text may be coded otherwise."""

    def code(self, article: Article) -> Coding:
        """All that is read out of one article."""


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


@dataclass(slots=True)
class Batch:
    """Some inputs: each article once, those that could not be read, and how many there were."""

    articles: dict[str, Article] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)
    read: int = 0
    repeated: int = 0  # copies of an article that is in the batch, with nothing new
    # Of the articles in it, and of those among them that have neither an address nor an id.
    _keys: set[Key] = field(default_factory=set)
    _nameless: set[Key] = field(default_factory=set)

    def fits(self, item: Article | Rejection) -> bool:
        """Whether the item may go in: what may be a revision of one of them has to come later."""
        if isinstance(item, Rejection):
            return True
        held = self.articles.get(item.article_id)
        if held is None:
            others = self._keys if is_by_headline(item) else self._nameless
            return not others or others.isdisjoint(keys_of(item))
        return holds(Revision(held, content_hash(held)), item)

    def add(self, item: Article | Rejection) -> None:
        """Take an item that fits."""
        self.read += 1
        if isinstance(item, Rejection):
            self.rejections.append(item)
        elif item.article_id in self.articles:
            self.repeated += 1
        else:
            self.articles[item.article_id] = item
            keys = keys_of(item)
            self._keys.update(keys)
            if is_by_headline(item):
                self._nameless.update(keys)

    def clear(self) -> None:
        """Empty it for the next items."""
        self.articles, self.rejections, self.read, self.repeated = {}, [], 0, 0
        self._keys, self._nameless = set(), set()

    def __len__(self) -> int:
        """What has to be written, at most."""
        return len(self.articles) + len(self.rejections)


@dataclass(frozen=True, slots=True)
class MadeBatch:
    """What a worker made of a batch: rows, rejections, and how many inputs they came from.

    ``told`` are the tables and files of records that it came upon, each with how it was read.
    """

    block: Block
    rejected: tuple[Rejection, ...]
    read: int
    repeated: int
    told: tuple[tuple[str, Columns], ...] = ()


def in_batches(items: Iterable[Article | Rejection], size: int = BATCH) -> Iterator[Batch]:
    """The items in batches of at most ``size``, each given out as soon as it is full.

    Memory is for one batch: each is emptied when the next one is asked for.
    """
    batch = Batch()
    for item in items:
        if not batch.fits(item):
            yield batch
            batch.clear()
        batch.add(item)
        if len(batch) >= size:
            yield batch
            batch.clear()
    if batch.read:
        yield batch
