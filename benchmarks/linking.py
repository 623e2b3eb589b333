"""How fast and how well mentions link.

    python -m benchmarks.linking [--mentions N] [--memory 1500MB]
    python -m benchmarks.linking --labelled [LABELLED.jsonl ...] [--part seen|blind]

Speed is measured on made-up mentions: sessions and pairs over four years, partners as unevenly
frequent as in the news, each meeting told by one to 150 articles (fifty on average: some fifteen
meetings a day), of which some leave names, places or days out. Prints seconds, CPU seconds and peak
memory for linking all at once and for adding 1,000 articles, with as much memory for the database
(PARTNER_COVERAGE_MEMORY) as told.

Quality is measured on labelled articles (of those that data/quality/split.toml knows, on one part
alone; without files on that part of the sample, then on the labelled articles of the tests), on
their labels (linking alone) and as coded: B-cubed over held meetings, pairs of articles in different
languages, and how many meetings hold articles of meetings with other partners.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from coverage.evaluation import B_CUBED, score
from coverage.labelled import Labelled, load
from coverage.legend import vocabulary_of
from coverage.linker import Linking, Vocabulary, link, waiting
from coverage.model import Status
from coverage.pipeline import default_coder
from coverage.quality import KEPT, PARTS, SAMPLE
from coverage.store import Connection, Master

MADE_UP = """
CREATE TEMP TABLE event AS
WITH drawn AS (
    SELECT n AS event, hash(n * 7 + 1) AS h1, hash(n * 7 + 2) AS h2, hash(n * 7 + 3) AS h3,
           hash(n * 7 + 4) AS h4, hash(n * 7 + 5) AS h5
    FROM range($events) AS numbers (n)
)
SELECT event,
       'P' || floor(60 * pow((h1 % 1000000) / 1e6, 2.2))::INTEGER AS partner,
       DATE '2022-01-01' + (h2 % 1460)::INTEGER AS day,
       ['in_person', 'in_person', 'remote', 'multilateral'][1 + (h3 % 4)::INTEGER] AS mode,
       'Ukrainian ' || floor(12 * pow((h4 % 1000000) / 1e6, 2))::INTEGER AS ukrainian,
       floor(8 * pow((h5 % 1000000) / 1e6, 1.5))::INTEGER AS person,
       1 + floor(150 * pow((hash(event * 11) % 1000000) / 1e6, 2))::INTEGER AS told
FROM drawn;
CREATE TEMP TABLE telling AS
WITH each AS (SELECT *, unnest(range(told)) AS nth FROM event),
numbered AS (SELECT *, row_number() OVER (ORDER BY day, event, nth) AS number FROM each)
SELECT *, 'a' || lpad(number::VARCHAR, 9, '0') AS article_id, hash(event * 100 + nth) AS h
FROM numbered WHERE number <= $mentions;
"""

STORED = {
    "articles": """article_id, 1, 'h', NULL, ['ru', 'uk', 'en'][1 + (h % 3)::INTEGER],
        'Outlet ' || (h % 40), '', day + (h % 3 = 0)::INTEGER, NULL, '', '', '',
        TIMESTAMPTZ '2026-01-01 00:00:00Z', 'r', 'v'""",
    "mentions": """article_id, 0, CASE WHEN h % 23 = 0 THEN 'planned' ELSE 'held' END, mode,
        CASE WHEN h % 46 = 0 THEN NULL ELSE day + (h % 31 = 0)::INTEGER END,
        CASE WHEN h % 5 < 2 THEN NULL ELSE 'City ' || person END, NULL""",
}
CHILDREN = {
    "mention_partners": "SELECT article_id, 0, partner, 0 FROM {t}",
    "mention_people": """SELECT article_id, 0, 'ukraine', ukrainian, 0 FROM {t} WHERE h % 9 > 0
        UNION ALL SELECT article_id, 0, 'partner', partner || ' ' || person, 0
        FROM {t} WHERE h % 7 > 1 AND mode <> 'multilateral'""",
    "article_topics": """SELECT article_id, 'topic ' || unnest(
        [person, person + (h % 3)::INTEGER + 1, 20 + (h % 5)::INTEGER]) FROM {t}""",
    "dirty_articles": "SELECT article_id FROM {t}",
}


def make_up(connection: Connection, mentions: int) -> None:
    """Leave a temp table ``telling`` of that many made-up mentions, not stored yet."""
    for statement in MADE_UP.split(";"):
        if statement.strip():
            values = {"events": mentions // 45, "mentions": mentions}
            used = {name: value for name, value in values.items() if f"${name}" in statement}
            connection.execute(statement, used)


def store(connection: Connection, condition: str) -> None:
    """Store the tellings that fit ``condition`` as a coder would have left them."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE chosen AS FROM telling WHERE {condition}")
    for table, columns in STORED.items():
        connection.execute(f"INSERT INTO {table} SELECT {columns} FROM chosen")
    for table, query in CHILDREN.items():
        connection.execute(f"INSERT INTO {table} {query.format(t='chosen')}")


def _timed(what: str, run: Callable[[], int]) -> None:
    started, before = time.perf_counter(), time.process_time()
    meetings = run()
    seconds, cpu = time.perf_counter() - started, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what}: {seconds:.1f} s ({cpu:.1f} s of CPU), {meetings:,} meetings, peak {peak:.0f} MB"
    )


Told = dict[tuple[int, int], str]  # (number of the article, of the mention) -> event


def quality(paths: list[Path], part: str) -> None:
    """Print the figures of labelled articles, without those of other parts of the split."""
    coder = default_coder()
    split = tomllib.loads((KEPT / "split.toml").read_text("utf-8"))
    others = {name for other in PARTS if other != part for name in split[other]}
    labelled = [each for path in paths for each in load(path) if each.name not in others]
    print(f"{len(labelled)} articles")
    for name, codings in (
        ("labels", [each.gold for each in labelled]),
        ("as coded", [coder.code(each.article) for each in labelled]),
    ):
        scored = score(labelled, codings, (), vocabulary_of(coder)).figure(B_CUBED)
        linking = Linking(vocabulary_of(coder))
        linking.add(
            (f"{n:06}", each.article, coding)
            for n, (each, coding) in enumerate(zip(labelled, codings, strict=True))
        )
        told: Told = {
            (int(key), ordinal): event for (key, ordinal), event in linking.events().items()
            if codings[int(key)].mentions[ordinal].status is Status.HELD
        }  # fmt: skip
        gold: Told = {
            (n, i): event for n, each in enumerate(labelled) for i, event in enumerate(each.events)
            if each.gold.mentions[i].status is Status.HELD
        }  # fmt: skip
        langs = [each.article.lang for each in labelled]
        right, wrong, missed = _pairs(gold, told, langs)
        pairs = 2 * right / max(2 * right + wrong + missed, 1)
        print(
            f"{name}: B-cubed F1 {scored.f1:.3f} (P {scored.precision:.3f}, R {scored.recall:.3f}); "
            f"pairs across languages F1 {pairs:.3f} "
            f"({right} right, {wrong} wrong, {missed} missed)"
        )
        if name == "labels":
            print(f"{name}: meetings of other partners in one: {_merged(labelled, told)}")


def _pairs(gold: Told, told: Told, langs: list[str]) -> tuple[int, int, int]:
    """Pairs of articles in two languages that tell of one meeting: right, wrong, missed."""
    both = []
    for events in (gold, told):
        articles: dict[str, set[int]] = defaultdict(set)
        for (number, _), event in events.items():
            articles[event].add(number)
        both.append({
            pair for numbers in articles.values() for pair in combinations(sorted(numbers), 2)
            if langs[pair[0]] != langs[pair[1]]
        })  # fmt: skip
    wanted, found = both
    return len(wanted & found), len(found - wanted), len(wanted - found)


def _merged(labelled: list[Labelled], told: Told) -> int:
    """Linked meetings in which there are different labelled ones with different partners."""
    of: dict[str, set[tuple[str, frozenset[str]]]] = defaultdict(set)
    for (number, ordinal), event in told.items():
        each = labelled[number]
        of[event].add((each.events[ordinal], frozenset(each.gold.mentions[ordinal].partners)))
    return sum(
        any(one[0] != other[0] and one[1] != other[1] for one, other in combinations(sides, 2))
        for sides in of.values()
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--memory", default="1500MB")
    parser.add_argument("--labelled", type=Path, nargs="*", metavar="LABELLED.jsonl")
    parser.add_argument("--part", choices=PARTS, default=PARTS[0])
    arguments = parser.parse_args()
    if arguments.labelled is None:
        os.environ["PARTNER_COVERAGE_MEMORY"] = arguments.memory
        speed(arguments.mentions)
    elif arguments.labelled:
        quality(arguments.labelled, arguments.part)
    else:
        for folder in (SAMPLE, Path(__file__).parents[1] / "tests/labelled"):
            print(folder.name, end=": ")
            quality(sorted(folder.glob("*.jsonl")), arguments.part)


def speed(mentions: int) -> None:
    """Print how long made-up mentions take."""
    with tempfile.TemporaryDirectory() as folder, Master.open(Path(folder)) as master:
        connection = master.connection
        make_up(connection, mentions)
        # The last 1,000 to arrive: a day's news, with some of it about earlier days.
        late = (f"(article_id > 'a{mentions - 900:09}' "
                f"OR hash(article_id) % {max(mentions // 100, 1)} = 0)")  # fmt: skip
        store(connection, f"NOT {late}")

        def linked() -> int:
            while True:
                with master.transaction():
                    meetings = link(connection, Vocabulary())
                if not waiting(connection):
                    return meetings

        _timed(f"{mentions:,} mentions", linked)
        store(connection, late)
        _timed("1,000 more", linked)


if __name__ == "__main__":
    main()
