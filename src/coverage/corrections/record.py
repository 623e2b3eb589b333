"""Making a correction: filled in from what is known, kept for good, applied at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from coverage import search
from coverage.corrections import log
from coverage.corrections.operation import (
    OF_MENTION,
    Action,
    Anchor,
    Operation,
    Target,
    check,
    to_line,
)
from coverage.corrections.settle import pending, settle
from coverage.errors import CorrectionError, StoreError
from coverage.store import Connection, Master, Snapshot

PATIENCE = 20.0  # seconds to wait for another writer before the correction is left to it


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a correction.

    ``state``: ``applied``, ``misfit`` (kept and listed; ``reason`` says why) or ``pending`` (kept;
    whoever is writing the store now will apply it). ``snapshot``: the one that readers now see.
    """

    operation: Operation
    state: str
    reason: str
    snapshot: int | None


def record(store: Path, operation: Operation, *, wait: float = PATIENCE) -> Recorded:
    """Keep a correction and apply it.

    When this returns the correction is on disk, whatever happens next.

    Raises:
        CorrectionError: the target is not there, or a value is none of the field's.
        StoreError: there is no store, or its log cannot be written.
    """
    check(operation)
    snapshot = Snapshot.current(store)
    with snapshot.cursor() as cursor:
        filled = _filled(cursor, operation)
    log.append(store, [filled])
    number = apply_pending(store, wait=wait)
    if number is None:
        return Recorded(filled, "pending", "the store is being written; it is applied then", None)
    with Snapshot.current(store).cursor() as cursor:
        row = cursor.execute("SELECT state, reason FROM corrections WHERE correction_id = ?",
                             [filled.id]).fetchone()  # fmt: skip
    state, reason = row if row is not None else ("pending", "")
    return Recorded(filled, str(state), str(reason), number)


def apply_pending(store: Path, *, wait: float = PATIENCE) -> int | None:
    """Apply what the log holds and publish; returns the snapshot, None where another writes.

    Raises:
        StoreError: the store cannot be written.
    """
    busy: list[str] = []
    try:
        with Master.open(store, wait=wait, on_wait=busy.append) as master:
            with master.turn():
                if not (pending(master) or master.needs_publish()):
                    number = Snapshot.current(store).number
                    search.complete(store, number)
                    return number
                settle(master)
                number = master.publish()
            search.build(store, number)
            return number
    except StoreError:
        if busy:
            return None  # its writer reads the log when it links
        raise


def undo(store: Path, correction_id: str, who: str, note: str = "") -> Recorded:
    """Take a correction back. Raises CorrectionError where the log holds none of that id."""
    held = {each.id: each for each in log.read(store)}
    if correction_id not in held:
        raise CorrectionError(f"no correction {correction_id!r}")
    taken = held[correction_id]
    return record(store, Operation(Action.UNDO, taken.target, taken.target_id, who, note=note,
                                   other_id=correction_id))  # fmt: skip


def import_file(store: Path, path: Path) -> tuple[int, int]:
    """Add the corrections of an exported file; returns how many were new and how many known.

    Raises:
        CorrectionError: it cannot be read, or a line of it is wrong: nothing of it is taken.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorrectionError(f"{path}: cannot be read: {error}") from error
    return import_content(store, content, str(path))


def import_content(store: Path, content: bytes, source: str) -> tuple[int, int]:
    """As :func:`import_file`, for the bytes of a file that was called ``source``.

    They are applied at once; those on articles that this store does not hold are listed as misfits
    until it does.

    Raises:
        CorrectionError: a line is wrong: nothing of it is taken.
    """
    operations = log.parse(content, source)
    Snapshot.current(store)  # there has to be a store
    added = log.append(store, operations)
    if added:
        apply_pending(store)
    return len(added), len(operations) - len(added)


def export_file(store: Path, path: Path) -> int:
    """Write the log as a file that :func:`import_file` reads; returns how many corrections.

    Raises:
        CorrectionError: the file cannot be written, or is the log itself.
    """
    if path.resolve() == (store / log.NAME).resolve():
        raise CorrectionError(f"{path}: is the log itself")
    return log.write_file(path, export_content(store))


def export_content(store: Path) -> bytes:
    """The log as the bytes of a file that :func:`import_content` takes."""
    return b"".join(map(to_line, log.read(store)))


def _filled(cursor: Connection, operation: Operation) -> Operation:
    """The operation with its id, time, and what it was made on."""
    stamped = replace(operation, id=uuid4().hex, at=datetime.now(UTC))
    if operation.action is Action.UNDO:
        return stamped
    if operation.target is Target.ARTICLE:
        return _on_article(cursor, stamped)
    row = cursor.execute(
        "SELECT coalesce((SELECT meeting_id FROM meeting_redirects WHERE old_id = $1), $1)",
        [operation.target_id],
    ).fetchone()
    meeting_id = str(row[0]) if row else operation.target_id
    anchors = _anchors(cursor, meeting_id)
    others: Sequence[Anchor] = ()
    if operation.action is Action.SPLIT:
        going = set(operation.articles)
        others = [each for each in anchors if each.article_id in going]
        anchors = [each for each in anchors if each.article_id not in going]
        if not others or not anchors:
            raise CorrectionError("a split leaves at least one article on either side")
    elif operation.action is Action.MERGE:
        others = _anchors(cursor, operation.other_id)
    if not operation.before and operation.field and operation.action is Action.SET:
        stamped = replace(stamped, before=_held(cursor, meeting_id, operation.field))
    return replace(stamped, target_id=meeting_id, anchors=tuple(anchors), others=tuple(others))


def _on_article(cursor: Connection, operation: Operation) -> Operation:
    row = cursor.execute("SELECT content_hash FROM articles WHERE article_id = ?",
                         [operation.target_id]).fetchone()  # fmt: skip
    if row is None:
        raise CorrectionError(f"no article {operation.target_id!r}")
    operation = replace(operation, content_hash=str(row[0]))
    if operation.ordinal is None:
        return operation
    anchors = [each for each in _told(cursor, "article_id", operation.target_id)
               if each.ordinal == operation.ordinal]  # fmt: skip
    if not anchors:
        raise CorrectionError(f"the article tells of no meeting number {operation.ordinal}")
    if operation.field in OF_MENTION and operation.action is Action.SET and not operation.before:
        held = cursor.execute(
            f"SELECT {operation.field}::VARCHAR FROM mentions WHERE article_id = ? AND ordinal = ?",
            [operation.target_id, operation.ordinal],
        ).fetchone()
        operation = replace(operation, before=str(held[0] or "") if held else "")
    return replace(operation, anchors=tuple(anchors))


def _anchors(cursor: Connection, meeting_id: str) -> list[Anchor]:
    found = _told(cursor, "meeting_id", meeting_id)
    if not found:
        raise CorrectionError(f"no meeting {meeting_id!r}")
    return found


def _told(cursor: Connection, column: str, value: str) -> list[Anchor]:
    rows = cursor.execute(
        f"SELECT x.article_id, x.ordinal, list(p.partner ORDER BY p.position) "
        f"FROM mention_accounts AS x JOIN mention_partners AS p USING (article_id, ordinal) "
        f"WHERE x.{column} = ? GROUP BY ALL ORDER BY ALL",
        [value],
    ).fetchall()
    return [Anchor(article_id, ordinal, tuple(partners)) for article_id, ordinal, partners in rows]


def _held(cursor: Connection, meeting_id: str, field: str) -> str:
    if field not in ("status", "mode", "date", "place"):
        return ""
    row = cursor.execute(f"SELECT {field}::VARCHAR FROM meetings WHERE meeting_id = ?",
                         [meeting_id]).fetchone()  # fmt: skip
    return str(row[0] or "") if row else ""
