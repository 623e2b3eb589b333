"""Bring a store's derived state up to date: corrections on articles, reprints, linking, corrections
on meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coverage import reprints
from coverage.corrections import log
from coverage.corrections.onto_articles import correct_articles, find, pin_mentions
from coverage.corrections.onto_meetings import NOT_TOLD, lay_over, meetings_of, release
from coverage.corrections.operation import Action, Operation, Target
from coverage.linker import Vocabulary, link, part, waiting
from coverage.store import Connection, Master, in_room, set_meta


def settle(master: Master, vocabulary: Vocabulary | None = None) -> int:
    """Correct, compare, link, correct again; returns the number of meetings.

    In one transaction a part of the articles that wait: killed in between, the next goes on.

    ``vocabulary``: see :func:`coverage.linker.link`.
    """
    operations = log.read(master.store)
    at_once = part(master.connection)  # and no more where a step is given more room
    while True:
        meetings = in_room(
            master.connection, lambda: _settle(master, vocabulary, operations, at_once)
        )
        if not (waiting(master.connection) or reprints.waiting(master.connection)):
            return meetings


def _settle(
    master: Master, vocabulary: Vocabulary | None, operations: list[Operation], at_once: int
) -> int:
    taken_back = log.undone(operations)
    in_force = [each for each in operations if each.id not in taken_back]
    with master.transaction():
        connection = master.connection
        misfits = correct_articles(connection, in_force)
        misfits |= pin_mentions(connection, in_force)
        # What goes out of a meeting is made on the other one.
        parted = [replace(each, anchors=each.others) for each in operations
                  if each.action is Action.SPLIT]  # fmt: skip
        at = find(connection, [anchor for each in (*operations, *parted)
                               for anchor in each.anchors])  # fmt: skip
        # Whatever was ever corrected is made anew from what the articles say, so that what was
        # taken back is gone.
        again = {*release(connection), *meetings_of(connection, operations, at).values()}
        again.update(reprints.mark(connection, at_once))
        about: dict[str, str] = {}

        def adjust(linked: Connection) -> None:
            about.update(meetings_of(linked, operations, at))
            lay_over(linked, in_force, about)

        meetings = link(connection, vocabulary, at_once=at_once, again=again, adjust=adjust)
        for each in operations:  # an undo is about what it takes back, though it be undone itself
            if each.action is Action.UNDO:
                if each.other_id in about:
                    about[each.id] = about[each.other_id]
            elif each.id in taken_back:
                continue
            elif each.target is Target.MEETING and each.id not in about:
                misfits.setdefault(each.id, NOT_TOLD)
        into = meetings_of(connection, parted, at)
        into |= {each.id: each.other_id for each in operations if each.action is Action.MERGE}
        _note(connection, operations, about, into, taken_back, misfits)
        set_meta(connection, "unpublished", "1")
    return meetings


def pending(master: Master) -> bool:
    """Whether the log holds corrections that the store does not reflect yet."""
    rows = master.connection.execute("SELECT correction_id FROM corrections").fetchall()
    held = {correction_id for (correction_id,) in rows}
    return any(each.id not in held for each in log.read(master.store))


def _note(
    connection: Connection, operations: Sequence[Operation], about: Mapping[str, str],
    into: Mapping[str, str], taken_back: set[str], misfits: Mapping[str, str],
) -> None:  # fmt: skip
    """Write the table ``corrections``: the log as it stands, with what became of each.

    ``into``: the other meeting of each split and merge.
    """
    connection.execute("DELETE FROM corrections")
    rows = [
        [each.id, each.at, each.who, each.action.value, each.target.value, each.target_id,
         about.get(each.id), each.field, each.before,
         into.get(each.id, each.after), each.note,
         each.other_id if each.action is Action.UNDO else "",
         "undone" if each.id in taken_back else "misfit" if each.id in misfits else "applied",
         "" if each.id in taken_back else misfits.get(each.id, "")]
        for each in operations
    ]  # fmt: skip
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        values = ", ".join(f"unnest(${at})" for at in range(1, len(columns) + 1))
        connection.execute(f"INSERT INTO corrections SELECT {values}", columns)
