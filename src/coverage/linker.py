"""Mentions to meetings: which articles, in whatever language, tell of one contact.

The rules are queries beside the store's schema: ``link_accounts`` (mentions that say the same),
``link_pairs`` (which of them may tell of one meeting, and how much speaks for it),
:mod:`coverage.clustering` (how the pairs are drawn together), ``link_ids`` (which former meeting
each of them is), ``link_meetings`` (what a meeting is, given what tells of it).

Only what new articles can bear on is linked anew; the result is that of linking everything at
once. Ids alone have a memory: a meeting keeps its id when articles are added to it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from coverage.clustering import cluster, components
from coverage.model import Article, Coding
from coverage.store import (
    Connection,
    Entry,
    append_codings,
    get_meta,
    in_memory,
    memory,
    one_thread,
    refilled,
    run_script,
    set_meta,
    sql,
)

RULES = "3"  # of linking; another one links every store anew
_FEW = 4  # times the accounts that changed are less than all: what is around them is sought
_PART = 16_000  # articles or mentions that are worked on in one go, for so many bytes of memory
_ROOM = 128_000_000
# Of a part: accounts whose pairs are sought, mentions of which meetings are made in one go.
_SLICES = 5
# What link_meetings.sql leaves: it is filled anew for the next meetings.
_MAKING = ("some_meeting", "telling", "telling_mention", "repeating", "member", "speaker", "claim",
           "speaking_article", "spoken_funding", "spoken_amount", "side", "said")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the linker has to know of the codebook's words.

    ``offices`` stand for an official whom the article does not name ("Minister of Defence"): they
    neither agree nor disagree with a name. ``groups`` are partner codes of groups, whose session
    an article may tell by its members (``UDCG``).
    """

    offices: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def as_json(self) -> str:
        """As the store keeps it."""
        return json.dumps({"offices": sorted(self.offices), "groups": sorted(self.groups)})

    @classmethod
    def from_json(cls, text: str) -> Vocabulary:
        """What :meth:`as_json` gave."""
        held = json.loads(text)
        return cls(tuple(held["offices"]), tuple(held["groups"]))


def link(
    connection: Connection,
    vocabulary: Vocabulary | None = None,
    *,
    at_once: int | None = None,
    again: Iterable[str] = (),
    adjust: Callable[[Connection], None] | None = None,
) -> int:
    """Bring ``meetings`` and all that hangs on it up to date with the articles that wait to be
    linked; returns how many meetings there are.

    Only so many at a time, to spare memory: while :func:`waiting`, it is to be called again. In
    between, all is as if the others had not come yet.

    Args:
        connection: the store's; the caller holds the transaction.
        vocabulary: None for the one that the store was linked under last.
        at_once: how many articles; None for as many as there is room for.
        again: ids of meetings to make anew though none of their articles changed.
        adjust: called when ``touched_meeting`` are made, before they are named: corrections.
    """
    vocabulary = vocabulary or stored_vocabulary(connection)
    at_once = at_once or part(connection)
    _tell_words(connection, vocabulary)
    # The tables are new, so that the database knows nothing of their sizes (0 rows, until the
    # transaction ends): left to itself it compares all accounts with all. Joins run as written.
    connection.execute("SET disabled_optimizers = 'join_order'")
    under = f"{RULES} {vocabulary.as_json()}"
    everything = get_meta(connection, "linked_under") != under
    if everything:
        connection.execute("INSERT INTO dirty_articles SELECT article_id FROM articles")
        set_meta(connection, "linked_under", under)
    connection.execute(sql("link_dirty"), [at_once])
    run_script(connection, sql("link_fresh"))
    run_script(connection, sql("link_accounts"))
    run_script(connection, sql("link_touched"))
    run_script(connection, sql("link_changed"))
    _find_region(connection, at_once)
    components(connection)
    cluster(connection)
    _name_meetings(connection, again)
    run_script(connection, sql("link_reasons"))
    _make_meetings(connection, at_once)
    if adjust is not None:
        adjust(connection)
    run_script(connection, sql("link_names"))
    connection.execute("DELETE FROM dirty_articles WHERE article_id IN (FROM dirty)")
    set_meta(connection, "vocabulary", vocabulary.as_json())
    connection.execute("RESET disabled_optimizers")
    connection.execute("DROP TABLE office_name; DROP TABLE group_code")
    return _number(connection, "SELECT count(*) FROM meetings")


def part(connection: Connection) -> int:
    """How many articles there is room for to link in one go.

    Each go reads what all articles say, so that with room for many it takes less in all.
    """
    return _PART * max(1, round(memory(connection) / _ROOM))


def waiting(connection: Connection) -> bool:
    """Whether articles wait to be linked."""
    return bool(_number(connection, "SELECT count(*) FROM dirty_articles"))


def stored_vocabulary(connection: Connection) -> Vocabulary:
    """The words that the store was linked under last; none where it never was."""
    held = get_meta(connection, "vocabulary")
    return Vocabulary.from_json(held) if held else Vocabulary()


class Linking:
    """Linking without a store: add codings in batches, then ask for the events."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        """Start with no mention."""
        self._connection = in_memory()
        self._vocabulary = vocabulary or Vocabulary()

    def add(self, batch: Iterable[tuple[str, Article, Coding]]) -> None:
        """Add articles' mentions under a key of the caller's, in whose order meetings are named.

        The articles' texts and the evidence are not kept.
        """
        entries = [
            Entry(replace(article, article_id=key, title="", body=""), _bare(key, coding), 1, "")
            for key, article, coding in batch
        ]
        append_codings(self._connection, entries)

    def events(self) -> dict[tuple[str, int], str]:
        """Event by (key, ordinal of the mention); equal where the meeting is one."""
        link(self._connection, self._vocabulary)
        while waiting(self._connection):
            link(self._connection, self._vocabulary)
        rows = self._connection.execute(
            "SELECT article_id, ordinal, event FROM mentions JOIN meetings USING (meeting_id)"
        ).fetchall()
        return {(article_id, ordinal): event for article_id, ordinal, event in rows}


def _bare(key: str, coding: Coding) -> Coding:
    return replace(
        coding, article_id=key,
        mentions=tuple(replace(mention, evidence=()) for mention in coding.mentions),
        topics=tuple(replace(topic, evidence=()) for topic in coding.topics),
        funding=(), coalitions=(), not_coded=(),
    )  # fmt: skip


def _tell_words(connection: Connection, vocabulary: Vocabulary) -> None:
    """Give the queries the tables ``office_name`` and ``group_code``."""
    for table, column, values in (
        ("office_name", "name", vocabulary.offices), ("group_code", "code", vocabulary.groups),
    ):  # fmt: skip
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS "
                           f"SELECT unnest($1::VARCHAR[]) AS {column}", [list(values)])  # fmt: skip


def _make_meetings(connection: Connection, at_once: int) -> None:
    """Make the meetings of ``touched_meeting`` from what tells of them."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gone_stem (stem VARCHAR);"
        "CREATE OR REPLACE TEMP TABLE official (meeting_id VARCHAR, side VARCHAR, person VARCHAR, "
        "place STRUCT(member BIGINT, named INTEGER))"
    )
    told = "SELECT count(*) FROM mention_accounts SEMI JOIN touched_meeting USING (meeting_id)"
    parts = _number(connection, told) // -(-at_once // _SLICES) + 1
    some = "CREATE OR REPLACE TEMP TABLE some_meeting AS FROM touched_meeting "
    make = sql("link_meetings")
    with one_thread(connection):
        for number in range(parts):  # lists in the making stay in memory
            connection.execute(f"{some} WHERE hash(meeting_id) % {parts} = {number}")
            run_script(connection, make)
            some, make = refilled(some), refilled(make)
    for table in _MAKING:
        connection.execute(f"DROP TABLE {table}")


def _find_region(connection: Connection, at_once: int) -> None:
    """Find what is to be linked anew, and in ``pair`` all pairs with one of it.

    ``region``: accounts whose clusters are made anew; ``plan``: announcements that only choose
    anew; ``relinked``: both; ``beside``: meetings that these may choose, which stay as they are.
    """
    run_script(connection, sql("link_begin"))
    touched, every = (_number(connection, f"SELECT count(*) FROM {table}")
                      for table in ("touched", "accounts"))  # fmt: skip
    if _FEW * touched < every or every > at_once:
        _ask(connection, "touched", at_once)
        run_script(connection, sql("link_region"))
        _ask(connection, "region", at_once)
    else:
        run_script(connection, sql("link_dead"))
        connection.execute("CREATE OR REPLACE TEMP TABLE region AS SELECT account FROM accounts")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE asked_side AS "
            "SELECT account, true AS asked, false AS done FROM accounts"
        )
        _pairs(connection, at_once)
    run_script(connection, sql("link_plans"))
    _ask(connection, "plan", at_once)
    run_script(connection, sql("link_dead"))
    run_script(connection, sql("link_beside"))
    run_script(connection, sql("link_must"))


def _ask(connection: Connection, table: str, at_once: int) -> None:
    """Add to ``pair`` the pairs of accounts of ``table`` that were not sought before."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE asking AS SELECT account FROM {table} EXCEPT FROM asked"
    )
    if _number(connection, "SELECT count(*) FROM asking"):
        run_script(connection, sql("link_near"))
        _pairs(connection, at_once)


def _pairs(connection: Connection, at_once: int) -> None:
    """Add to ``pair`` what ``asked_side`` asks for, some days at a time: memory stays flat."""
    days = connection.execute(sql("link_slices"), [-(-at_once // _SLICES)]).fetchall()
    query = sql("link_pairs")
    for start, end in pairwise(day for (day,) in days):
        connection.execute(query, {"start": start, "end": end})


def _name_meetings(connection: Connection, again: Iterable[str]) -> None:
    """Give each cluster its id; leave in ``touched_meeting`` those to make anew or drop."""
    run_script(connection, sql("link_ids"))
    before = -1
    while (assigned := _number(connection, "SELECT count(*) FROM assigned")) != before:
        before = assigned
        run_script(connection, sql("link_assign"))
    run_script(connection, sql("link_publish_ids"))
    connection.execute(
        "INSERT INTO touched_meeting SELECT DISTINCT meeting_id FROM mention_accounts "
        "WHERE meeting_id IN (SELECT unnest($1::VARCHAR[])) "
        "AND meeting_id NOT IN (FROM touched_meeting)",
        [list(again)],
    )


def _number(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
