"""Accounts to meetings: pairs that may be one are drawn together in a fixed order of steps.

What comes out depends on the accounts alone, not on the order in which articles came. Every step
is a few queries over the temp tables ``pair`` (link_pairs.sql), ``region``, ``plan``, ``beside``
(see :mod:`coverage.linker`) and ``cluster`` (account, cluster, joined_by); Python only counts the
rounds.
"""

from __future__ import annotations

from coverage.store import Connection, run_script, sql

# Pairs of which each may decide what the other is with. An announcement decides nothing for what it
# is given to.
_MUTUAL = "('names', 'half_named', 'alone')"


def components(connection: Connection) -> None:
    """Give ``region`` its components: accounts that may be of one cluster."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE tie AS SELECT one AS a, other AS b FROM pair "
        f"WHERE kind IN {_MUTUAL} UNION ALL FROM must"
    )
    _label(connection, "region")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE region AS "
        "SELECT node AS account, label AS component FROM label"
    )


def cluster(connection: Connection) -> None:
    """Leave in ``cluster`` which accounts of ``region`` and ``plan`` are one meeting, and how each
    joined; where such a meeting lies ``beside``, its own accounts too.
    """
    run_script(connection, sql("cluster_start"))
    connection.execute("CREATE OR REPLACE TEMP TABLE tie AS FROM must")
    _label(connection, "region")  # what an analyst merged, or left together in a split
    connection.execute("""
        UPDATE cluster SET cluster = label,
               joined_by = CASE WHEN cluster <> label THEN 'analyst' ELSE joined_by END
        FROM label WHERE node = account""")
    # Full accounts first: each must fit all the others, so that a chain of days, or of partner sets
    # each within the next, is never one meeting.
    _draw_together(connection, "names", "NOT bare")
    # "Zelenskyy met the Danes" fits two meetings of that day: it goes to the one that it agrees
    # with most, told most often among equals, and never draws the two together.
    run_script(connection, sql("cluster_half_named"))
    _draw_together(connection, "half_named", "single AND bare")
    # An account with no name to compare by joins where nothing else comes into question.
    run_script(connection, sql("cluster_alone"))
    run_script(connection, sql("cluster_beside"))
    run_script(connection, sql("cluster_announced"))


def _label(connection: Connection, nodes: str) -> None:
    """Make ``label`` (node, label): the least account of those that ``tie`` (a, b) holds together.

    Each round hangs every group under its least neighbour and keeps the ties between groups.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE label AS "
                       f"SELECT account AS node, account AS label FROM {nodes}")  # fmt: skip
    while _some(connection, "tie"):
        run_script(connection, sql("cluster_label"))


def _draw_together(connection: Connection, kind: str, members: str) -> None:
    """Join clusters whose accounts all fit each other by pairs of ``kind``, the best pairs first.

    ``members`` says which clusters take part. The rounds only go over groups in which some pair
    is missing: where all pairs are there, all are one whatever the order.
    """
    run_script(connection, sql("cluster_edges").format(kind=kind, members=members))
    while _some(connection, "edge"):
        run_script(connection, sql("cluster_round").format(kind=kind))
    connection.execute("DROP TABLE edge; DROP TABLE size")


def _some(connection: Connection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None
