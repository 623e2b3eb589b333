"""The ledger of parts: which pieces of work that was done elsewhere are in the store."""

from __future__ import annotations

from dataclasses import dataclass

from coverage.store.database import Connection
from coverage.store.rows import Stamp


@dataclass(frozen=True, slots=True)
class Part:
    """A batch of a part, as the ledger notes it: ``read`` inputs, of which some were rejected."""

    name: str
    batch: int
    last: bool
    read: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of a part: its first ``batches``, all of it or not."""

    batches: int = 0
    whole: bool = False
    read: int = 0
    rejected: int = 0


def note(connection: Connection, part: Part, stamp: Stamp) -> None:
    """Note the batch, in the transaction that writes its rows."""
    connection.execute(
        "INSERT INTO parts (part, batch, last, read, rejected, run_id, written_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [part.name, part.batch, part.last, part.read, part.rejected, stamp.run_id, stamp.now],
    )


def forget(connection: Connection, stamp: Stamp) -> None:
    """Forget the parts of other runs: codings that this one replaced are not in any more."""
    connection.execute("DELETE FROM parts WHERE run_id <> ?", [stamp.run_id])


def held(connection: Connection, name: str) -> Held:
    """What is in of the part ``name``."""
    row = connection.execute(
        "SELECT count(*), coalesce(bool_or(last), false), coalesce(sum(read), 0)::BIGINT, "
        "coalesce(sum(rejected), 0)::BIGINT FROM parts WHERE part = ?",
        [name],
    ).fetchone()
    return Held(*row) if row else Held()
