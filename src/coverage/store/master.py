"""Writing a store: the master file, which one process at a time has open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from coverage.errors import StoreError
from coverage.model import Article, Rejection
from coverage.store import files, rows
from coverage.store.allocation import give_back
from coverage.store.begun import Begun
from coverage.store.block import Block
from coverage.store.bulk import append, append_block
from coverage.store.database import (
    Connection,
    DatabaseError,
    get_meta,
    open_writable,
    set_meta,
    sql,
)
from coverage.store.known import HeldArticles
from coverage.store.lake import lake_of
from coverage.store.ledger import Held, Part, forget, held, note
from coverage.store.lock import writer_lock
from coverage.store.quiet import keep_quiet
from coverage.store.reading import prepare
from coverage.store.request import Request
from coverage.store.rows import Entry, Label, Stamp

OnWait = Callable[[str], None]
Done = TypeVar("Done")
WAIT = 60.0  # seconds for which a writer waits for another one


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the inputs of a run."""

    read: int = 0
    added: int = 0
    revised: int = 0
    recoded: int = 0
    unchanged: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Fates:
    """What becomes of a block's articles: revision by article_id. Who is in none is left out."""

    added: dict[str, int] = field(default_factory=dict)
    revised: dict[str, int] = field(default_factory=dict)
    recoded: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Master:
    """The writer's side of a store; take it from :meth:`open`.

    A batch is written whole or not at all; readers see nothing of it until :meth:`publish`.
    """

    store: Path
    connection: Connection
    stamp: Stamp = field(default_factory=lambda: Stamp("", datetime.now(UTC)))
    begun: Begun = field(default_factory=Begun)

    @classmethod
    @contextmanager
    def open(
        cls, store: Path, *, wait: float | None = None, on_wait: Callable[[str], None] | None = None
    ) -> Iterator[Master]:
        """Lock the store, open (or make) its master file, close it at the end.

        Raises:
            StoreError: another process writes, or the folder or file cannot be written.
        """
        give_back()
        lake = lake_of(store)
        if lake is not None:
            from coverage.store.shared import SharedMaster  # needs packages of an extra

            with SharedMaster.opened(store, lake, wait, on_wait) as shared:
                yield shared
            return
        wait = WAIT if wait is None else wait
        with writer_lock(store, wait=wait, on_wait=on_wait), Begun(store) as begun:
            _restore(store)
            files.remove_unfinished(store)  # on a full disk there may be no room beside it
            master = cls(store, open_writable(files.master_file(store)), begun=begun)
            try:
                yield master
            except DatabaseError as error:
                raise StoreError(f"{store}: cannot be written: {error}") from error
            finally:
                master.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within it, or nothing."""
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else writes within it. A store in a folder is its writer's all the while."""
        yield

    def renew(self) -> None:
        """Open the database anew: one open for long holds memory that it cannot give free."""
        self.connection.close()
        self.connection = open_writable(files.master_file(self.store))

    def settled(self, write: Callable[[], Done]) -> Done:
        """Do ``write``; where others write too, again if its end was not told."""
        return write()

    def held(self, part: str) -> Held:
        """What is in of a part that was made elsewhere."""
        return held(self.connection, part)

    def start_run(self, request: Request) -> None:
        """Note the run that the next batches belong to."""
        self.stamp = Stamp(uuid4().hex[:16], datetime.now(UTC))
        self.connection.execute(
            "INSERT INTO runs (run_id, kind, started_at, sources, request) VALUES (?, ?, ?, ?, ?)",
            [self.stamp.run_id, request.kind, self.stamp.now, request.shown, request.as_json()],
        )
        self.begun.note(self.connection)

    def finish_run(self, counts: Counts) -> None:
        """Write the run's figures and its end."""
        self.connection.execute(
            "UPDATE runs SET finished_at = ?, read = ?, added = ?, revised = ?, recoded = ?, "
            "unchanged = ?, rejected = ? WHERE run_id = ?",
            [datetime.now(UTC), counts.read, counts.added, counts.revised, counts.recoded,
             counts.unchanged, counts.rejected, self.stamp.run_id],
        )  # fmt: skip

    def keep_quiet(self, snapshot: int) -> None:
        """Have readers know of the runs that ended since ``snapshot``, which stays in force."""
        keep_quiet(self.connection, self.store, snapshot)

    @property
    def articles(self) -> HeldArticles:
        """To look up what the store holds already."""
        return HeldArticles(self.connection)

    def write(
        self,
        added: Sequence[Entry] = (),
        revised: Sequence[Entry] = (),
        recoded: Sequence[Entry] = (),
        rejected: Sequence[Rejection] = (),
    ) -> None:
        """Write articles in one transaction; each may stand in it once."""
        block = Block.of([*added, *revised, *recoded], self.stamp)
        fates = Fates(*({e.article.article_id: e.revision for e in entries}
                        for entries in (added, revised, recoded)))  # fmt: skip
        self.write_block(block, fates, rejected)

    def write_block(
        self,
        block: Block,
        fates: Fates,
        rejected: Sequence[Rejection] = (),
        part: Part | None = None,
    ) -> None:
        """Write what ``fates`` names of the block, and that ``part`` is in, in one transaction."""
        with self.transaction():
            news = bool(rejected) and self._reject(rejected)
            for name, revisions in (("revise", fates.revised), ("recode", fates.recoded)):
                if revisions:
                    self._replace(name, block.only(revisions, self.stamp).tables["articles"])
            append_block(self.connection, block.only(fates.added, self.stamp))
            if fates.revised:
                append_block(self.connection, block.only(fates.revised, self.stamp), {"articles"})
            if fates.recoded:  # the text is the same, and so is what is compared of it
                same = {"articles", "article_shingles"}
                append_block(self.connection, block.only(fates.recoded, self.stamp), same)
                forget(self.connection, self.stamp)
            if part is not None:
                note(self.connection, part, self.stamp)
            # So that a run that is killed tells what it had put in; its end replaces the figures.
            self.connection.execute(
                "UPDATE runs SET read = read + $1 + $2 + $3 + $4, added = added + $1, "
                "revised = revised + $2, recoded = recoded + $3, rejected = rejected + $4 "
                "WHERE run_id = $5",
                [len(fates.added), len(fates.revised), len(fates.recoded), len(rejected),
                 self.stamp.run_id],
            )  # fmt: skip
            if fates.added or fates.revised or fates.recoded or news:
                set_meta(self.connection, "unpublished", "1")
        self.begun.note(self.connection)

    def _reject(self, rejected: Sequence[Rejection]) -> bool:
        """Note them; whether any of them was not rejected before, for the same reason."""
        held = self.connection.execute(
            "SELECT DISTINCT source, code, reason FROM rejections "
            "WHERE source IN (SELECT unnest($1::VARCHAR[]))",
            [list({each.source for each in rejected})],
        ).fetchall()
        append(self.connection, "rejections", rows.rejections(rejected, self.stamp))
        return not {(each.source, each.code, each.reason) for each in rejected} <= set(held)

    def outdated(self, codebook_version: str | None, size: int) -> Iterator[list[Article]]:
        """Batches of articles coded under another codebook (of all, where None is given), in the
        order of their ids, so that what was written since the last batch does not come again."""
        last = ""
        while True:
            found = self.connection.execute(sql("outdated"), [last, codebook_version, size])
            batch = [Article(*row) for row in found.fetchall()]
            if not batch:
                return
            yield batch
            last = batch[-1].article_id

    def write_labels(self, labels: Iterable[Label], codebook_version: str) -> None:
        """Replace the names of the codes."""
        with self.transaction():
            self.connection.execute("DELETE FROM labels")
            append(self.connection, "labels", rows.labels(labels))
            set_meta(self.connection, "codebook_version", codebook_version)

    def needs_publish(self) -> bool:
        """Whether the master is ahead of what readers see, by this run or a killed one."""
        number = files.current_number(self.store)
        return (
            number is None
            or get_meta(self.connection, "unpublished") == "1"
            or get_meta(self.connection, "snapshot") != str(number)
        )

    def publish(self, keep: int = files.KEEP, *, above: int = 0) -> int:
        """Close the master and turn the readers to a copy of it; returns the snapshot's number.

        The number is greater than ``above``, and than that of the snapshot before.

        Raises:
            StoreError: the disk is full or the folder cannot be written.
        """
        # Where the pointer was lost or turned back, no snapshot that is there is written over.
        current = files.current_number(self.store) or 0
        number = max(current, files.newest_number(self.store), above) + 1
        published = self._note(number, datetime.now(UTC))
        self.connection.execute("CHECKPOINT")
        self.connection.close()
        files.publish(self.store, number, files.worth_keeping(published, keep), prepare)
        return number

    def _note(self, number: int, now: datetime) -> list[tuple[int, datetime]]:
        """Note the snapshot that is about to be published; returns all that there were."""
        with self.transaction():
            # From here on the master's number is ahead of the pointer's until the pointer turns.
            for key, value in (("snapshot", str(number)), ("unpublished", "0"),
                               ("published_at", now.isoformat(timespec="seconds"))):  # fmt: skip
                set_meta(self.connection, key, value)
            # One that a crash kept from readers, or that somebody turned back, leaves its number.
            self.connection.execute("DELETE FROM snapshots WHERE number >= ?", [number])
            self.connection.execute(sql("note_snapshot"), {"number": number, "now": now})
        return self.connection.execute("SELECT number, published_at FROM snapshots").fetchall()

    def _replace(self, name: str, frame: Any) -> None:
        self.connection.register("batch", frame)
        self.connection.execute(sql(name))
        # What was kept of the former coding beneath corrections goes with it.
        for table in (*rows.CHILDREN, "coded_originals"):
            self.connection.execute(
                f"DELETE FROM {table} WHERE article_id IN (SELECT article_id FROM batch)"
            )
        self.connection.unregister("batch")


def _restore(store: Path) -> None:
    """A store that was copied or restored without its master goes on from what was published."""
    master, number = files.master_file(store), files.current_number(store)
    if master.exists() or number is None:
        return
    partial = master.with_suffix(".partial")
    try:
        # A log without its file is of another state: the master must not be opened beside it.
        master.with_name(f"{master.name}.wal").unlink(missing_ok=True)
        shutil.copyfile(files.snapshot_file(store, number), partial)
        partial.replace(master)
    except OSError as error:
        raise StoreError(f"{store}: the master cannot be made from a snapshot: {error}") from error
