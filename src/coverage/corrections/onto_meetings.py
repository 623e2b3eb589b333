"""Corrections on meetings: laid over what the articles say each time a meeting is made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coverage.corrections.operation import (
    FIELDS,
    LISTED,
    Action,
    Anchor,
    Operation,
    Target,
    amount,
    funding,
)
from coverage.store import Connection

NOT_TOLD = "no article tells of the meeting any more"


def meetings_of(
    connection: Connection, operations: Sequence[Operation], at: Mapping[Anchor, int]
) -> dict[str, str]:
    """The meeting that each operation on a meeting is now about, by id of the operation.

    It is the one in which most of the mentions are that it was made on; a meeting's id may change,
    and another store may have given it another one.
    """
    pairs = [
        (each.id, anchor.article_id, at[anchor])
        for each in operations if each.target is Target.MEETING
        for anchor in each.anchors if anchor in at
    ]  # fmt: skip
    if not pairs:
        return {}
    rows = connection.execute(
        """
        WITH anchored AS (SELECT unnest($1) AS id, unnest($2) AS article_id, unnest($3) AS ordinal)
        SELECT DISTINCT ON (id) id, meeting_id
        FROM (SELECT id, meeting_id, count(*) AS n
              FROM anchored JOIN mention_accounts USING (article_id, ordinal)
              WHERE meeting_id IS NOT NULL GROUP BY ALL)
        ORDER BY id, n DESC, meeting_id""",
        [list(column) for column in zip(*pairs, strict=True)],
    )
    return dict(rows.fetchall())


def lay_over(
    connection: Connection, operations: Sequence[Operation], meeting_of: Mapping[str, str]
) -> None:
    """Change the rows of meetings as operations say, those in force, in their order."""
    for each in operations:
        meeting_id = meeting_of.get(each.id)
        if meeting_id is None:
            continue
        if each.action is Action.NO_MEETING:
            _withhold(connection, meeting_id, each.id)
        elif each.action is Action.SET and each.field != "funding":
            _set(connection, meeting_id, each)
        elif each.field in FIELDS:
            _listed(connection, meeting_id, each)


def _set(connection: Connection, meeting_id: str, operation: Operation) -> None:
    field = operation.field  # one of FIELDS, checked
    connection.execute(
        f"UPDATE meetings SET {field} = nullif($1, '') WHERE meeting_id = $2",
        [operation.after, meeting_id],
    )
    connection.execute(
        "UPDATE meeting_claims SET settled = true, shown = value = $1 "
        "WHERE meeting_id = $2 AND field = $3",
        [operation.after, meeting_id, field],
    )


_TABLES = {  # table, column of the value, columns and values beside it
    "partner": ("meeting_partners", "partner", {"position": "1000"}),
    "ukraine": ("meeting_people", "person", {"side": "'ukraine'"}),
    "partner_people": ("meeting_people", "person", {"side": "'partner'"}),
    "topic": ("meeting_topics", "topic", {"articles": "0"}),
    "coalition": ("meeting_coalitions", "coalition", {}),
}


def _listed(connection: Connection, meeting_id: str, operation: Operation) -> None:
    removes, adds = operation.action is not Action.ADD, operation.action is not Action.REMOVE
    if operation.field == "funding":
        if removes:
            model, partner, _ = funding(operation.before)
            _funding(connection, "DELETE FROM meeting_funding", meeting_id, model, partner)
        if adds:
            model, partner, stage = funding(operation.after)
            _funding(connection, "DELETE FROM meeting_funding", meeting_id, model, partner)
            connection.execute("INSERT INTO meeting_funding VALUES (?, ?, ?, ?)",
                               [meeting_id, model, partner, stage.value])  # fmt: skip
        connection.execute(
            "UPDATE meeting_claims SET settled = true, shown = value = $1 "
            "WHERE meeting_id = $2 AND field = 'stage' AND subject = $3",
            [stage.value if adds else "", meeting_id, f"{model}:{partner}"],
        )
    elif operation.field == "amount":
        figure, currency, partner, model, bound = amount(
            operation.after if adds else operation.before
        )
        connection.execute(
            "DELETE FROM meeting_amounts WHERE meeting_id = ? AND figure = ? AND currency = ? "
            "AND partner = ? AND model = ?", [meeting_id, figure, currency, partner, model],
        )  # fmt: skip
        if adds:
            row = [meeting_id, figure, currency, partner, model, bound.value]
            connection.execute("INSERT INTO meeting_amounts VALUES (?, ?, ?, ?, ?, ?, 0)", row)
    elif operation.action in LISTED:
        table, column, fixed = _TABLES[operation.field]
        side = f" AND side = {fixed['side']}" if "side" in fixed else ""
        value = operation.after if adds else operation.before
        present = connection.execute(
            f"SELECT 1 FROM {table} WHERE meeting_id = ? AND {column} = ?{side}",
            [meeting_id, value],
        ).fetchone()
        if adds and present is None:
            names, values = ["meeting_id", column, *fixed], ["?", "?", *fixed.values()]
            connection.execute(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(values)})",
                [meeting_id, value],
            )
        elif removes and present is not None:
            connection.execute(
                f"DELETE FROM {table} WHERE meeting_id = ? AND {column} = ?{side}",
                [meeting_id, value],
            )
        if operation.field == "partner":
            _renumber(connection, meeting_id)


def _funding(connection: Connection, what: str, meeting_id: str, model: str, partner: str) -> None:
    connection.execute(f"{what} WHERE meeting_id = ? AND model = ? AND partner = ?",
                       [meeting_id, model, partner])  # fmt: skip


def _renumber(connection: Connection, meeting_id: str) -> None:
    """Positions 0, 1, ... again: the first partner names the meeting."""
    connection.execute(
        "UPDATE meeting_partners AS p SET position = n.nth FROM ("
        "  SELECT partner, row_number() OVER (ORDER BY position, partner) - 1 AS nth "
        "  FROM meeting_partners WHERE meeting_id = $1) AS n "
        "WHERE p.meeting_id = $1 AND p.partner = n.partner",
        [meeting_id],
    )


_OF_MEETING = (
    "meetings", "meeting_partners", "meeting_people", "meeting_topics", "meeting_funding",
    "meeting_coalitions", "meeting_amounts", "meeting_history", "meeting_claims",
)  # fmt: skip


def _withhold(connection: Connection, meeting_id: str, correction_id: str) -> None:
    """The meeting is none: neither shown nor counted, but linked, so that new articles join it."""
    connection.execute(
        "INSERT INTO meetings_withheld "
        "SELECT meeting_id, coalesce(nullif(event, ''), concat_ws('-', date::VARCHAR, "
        "       (SELECT string_agg(partner, '-' ORDER BY position) FROM meeting_partners "
        "        WHERE meeting_id = $1))), $2, articles "
        "FROM meetings WHERE meeting_id = $1",
        [meeting_id, correction_id],
    )
    for table in _OF_MEETING:
        connection.execute(f"DELETE FROM {table} WHERE meeting_id = ?", [meeting_id])
    connection.execute(
        "DELETE FROM near_joins WHERE meeting_id = $1 OR other_id = $1", [meeting_id]
    )
    connection.execute("UPDATE mentions SET meeting_id = NULL WHERE meeting_id = ?", [meeting_id])


def release(connection: Connection) -> list[str]:
    """Undo all withholding, before the linking decides anew; returns the meetings."""
    held = [
        row[0] for row in connection.execute("SELECT meeting_id FROM meetings_withheld").fetchall()
    ]
    if held:
        connection.execute("""
            UPDATE mentions AS m SET meeting_id = x.meeting_id
            FROM mention_accounts AS x SEMI JOIN meetings_withheld USING (meeting_id)
            WHERE m.article_id = x.article_id AND m.ordinal = x.ordinal""")
        connection.execute("DELETE FROM meetings_withheld")
    return held
