"""Corrections on articles: what the program read out of them is kept, what analysts say is stored.

The tables of mentions, topics and so on hold codings with their corrections; for an article that
has any, its coding as the program made it lies in ``coded_originals``, to be corrected anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from coverage.corrections.apply import apply, resolve
from coverage.corrections.operation import FIELDS, Action, Anchor, Operation, Target
from coverage.model import Coding
from coverage.store import Connection, append_children, delete_children, read_codings

UNKNOWN = "the article is not in this store"
NOT_BOTH = "no article tells of one of the two meetings any more"


def correct_articles(connection: Connection, operations: Sequence[Operation]) -> dict[str, str]:
    """Bring the stored codings in line with ``operations``, those in force, in their order.

    Returns why operations on articles do not fit, by id.
    """
    of_article: dict[str, list[Operation]] = defaultdict(list)
    for each in operations:
        if each.target is Target.ARTICLE and (
            each.field in FIELDS or each.action is Action.NO_MEETING
        ):
            of_article[each.target_id].append(each)
    rows = connection.execute("SELECT article_id, coding, applied FROM coded_originals").fetchall()
    originals = {article_id: (coding, applied) for article_id, coding, applied in rows}
    concerned = sorted({*of_article, *originals})
    hashes = _content_hashes(connection, concerned)
    stored = read_codings(connection, [each for each in concerned if each not in originals])
    misfits: dict[str, str] = {}
    for article_id in concerned:
        if article_id not in hashes:
            misfits.update({each.id: UNKNOWN for each in of_article[article_id]})
            continue
        kept, applied = originals.get(article_id, ("", None))
        original = msgspec.json.decode(kept, type=Coding) if kept else stored[article_id]
        asked = " ".join(each.id for each in of_article[article_id])
        result = apply(original, hashes[article_id], of_article[article_id])
        misfits.update(result.misfits)
        if asked != applied:
            _store(connection, original, result.coding, asked)
    return misfits


def _store(connection: Connection, original: Coding, corrected: Coding, applied: str) -> None:
    article_id = original.article_id
    delete_children(connection, [article_id])
    append_children(connection, [corrected])
    connection.execute("DELETE FROM coded_originals WHERE article_id = ?", [article_id])
    if applied:
        connection.execute(
            "INSERT INTO coded_originals VALUES (?, ?, ?)",
            [article_id, msgspec.json.encode(original).decode(), applied],
        )


def _content_hashes(connection: Connection, article_ids: Sequence[str]) -> dict[str, str]:
    return dict(
        connection.execute(
            "SELECT article_id, content_hash FROM articles "
            "WHERE article_id IN (SELECT unnest($1::VARCHAR[]))",
            [list(article_ids)],
        ).fetchall()
    )


def find(connection: Connection, anchors: Sequence[Anchor]) -> dict[Anchor, int]:
    """Where mentions are now, by number in their article; those that are no more are left out."""
    codings = read_codings(connection, sorted({each.article_id for each in anchors}))
    found = {}
    for anchor in anchors:
        coding = codings.get(anchor.article_id)
        at = resolve(coding.mentions, anchor) if coding is not None else None
        if at is not None:
            found[anchor] = at
    return found


def pin_mentions(connection: Connection, operations: Sequence[Operation]) -> dict[str, str]:
    """Pin mentions that analysts split or merged, for the linker; returns why some do not fit.

    Mentions that share a pin are linked as one meeting; those that bear a split's two sides
    (``id:a``, ``id:b``) never are.
    """
    wanted: set[tuple[str, int, str]] = set()
    misfits: dict[str, str] = {}
    shaping = [each for each in operations if each.action in (Action.SPLIT, Action.MERGE)]
    at = find(connection, [a for each in shaping for a in (*each.anchors, *each.others)])
    for each in shaping:
        sides = [[a for a in side if a in at] for side in (each.anchors, each.others)]
        if not all(sides):
            misfits[each.id] = NOT_BOTH
            continue
        for side, name in zip(sides, "ab", strict=True):
            pin = f"{each.id}:{name if each.action is Action.SPLIT else 'a'}"
            wanted.update((a.article_id, at[a], pin) for a in side)
    held = set(connection.execute("SELECT article_id, ordinal, pin FROM mention_pins").fetchall())
    if wanted != held:
        connection.execute("DELETE FROM mention_pins")
        if wanted:
            columns = [list(column) for column in zip(*sorted(wanted), strict=True)]
            connection.execute(
                "INSERT INTO mention_pins SELECT unnest($1), unnest($2), unnest($3)", columns
            )
        changed = sorted({article_id for article_id, _, _ in wanted ^ held})
        connection.execute("INSERT INTO dirty_articles SELECT unnest($1)", [changed])
    return misfits
