"""Articles and what was read out of them, as they are written and as workers hand them over."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from coverage.model import Article
from coverage.store.rows import ARROW, ARTICLES, Entry, Stamp, articles, children, shingles


@dataclass(frozen=True, slots=True)
class Block:
    """Articles and what was read out of them, as Arrow tables by the names of the schema's.

    This is what is written, and what a worker hands over; an article stands in it once.
    """

    tables: Mapping[str, Any]

    @classmethod
    def of(cls, entries: Sequence[Entry], stamp: Stamp) -> Block:
        """The block of these articles, written by that run."""
        texts = ((entry.article.article_id, entry.article.text) for entry in entries)
        return cls({"articles": articles(entries, stamp), "article_shingles": shingles(texts),
                    **children([entry.coding for entry in entries])})  # fmt: skip

    @property
    def ids(self) -> list[str]:
        """The articles, in their order."""
        return self._column("article_id")

    def versions(self) -> Iterator[tuple[str, str, str, str]]:
        """Of each article: its id, content hash, the codebook it was coded under, its address."""
        columns = ("article_id", "content_hash", "codebook_version", "url")
        return zip(*map(self._column, columns), strict=True)

    def copies(self, wanted: Collection[str]) -> Iterator[Article]:
        """The articles of these ids, as they were given."""
        names = [each.name for each in fields(Article)]
        for row in self._among("articles", wanted).select(names).to_pylist():
            yield Article(**row)

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Of each article: its id and the address that it was given with."""
        return zip(self.ids, self._column("url"), strict=True)

    def renamed(self, ids: Mapping[str, str]) -> Block:
        """The block with other ids for some articles."""
        tables = {}
        for name, table in self.tables.items():
            at = table.schema.get_field_index("article_id")
            column = [ids.get(each, each) for each in table["article_id"].to_pylist()]
            tables[name] = table.set_column(
                at, table.schema.field(at), pa.array(column, pa.string())
            )
        return Block(tables)

    def without(self, unwanted: Collection[str]) -> Block:
        """The block without these articles."""
        kept = [each for each in self.ids if each not in unwanted]
        return Block({name: self._among(name, kept) for name in self.tables})

    def beside(self, other: Block) -> Block:
        """The articles of both; none may be in both."""
        return Block({
            name: pa.concat_tables([table, other.tables[name].cast(table.schema)])
            for name, table in self.tables.items()
        })  # fmt: skip

    def only(self, revisions: Mapping[str, int], stamp: Stamp) -> Block:
        """The articles named, in these revisions, as written by that run."""
        held = {name: self._among(name, revisions) for name in self.tables}
        count = held["articles"].num_rows
        new: dict[str, list[Any]] = {
            "revision": [revisions[each] for each in held["articles"]["article_id"].to_pylist()],
            "ingested_at": [stamp.now] * count,
            "run_id": [stamp.run_id] * count,
        }
        for name, values in new.items():
            at = held["articles"].schema.get_field_index(name)
            column = pa.array(values, type=ARROW[ARTICLES[name]])
            held["articles"] = held["articles"].set_column(at, name, column)
        return Block(held)

    def _among(self, table: str, wanted: Collection[str]) -> Any:
        held = self.tables[table]
        ids = pa.array(list(wanted), type=pa.string())
        return held.filter(pc.is_in(held["article_id"], ids))

    def _column(self, name: str) -> list[str]:
        found: list[str] = self.tables["articles"][name].to_pylist()
        return found
