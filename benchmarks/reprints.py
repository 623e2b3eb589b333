"""Reprints: how many are found, how many of those found are right, and texts a second.

    python benchmarks/reprints.py [ARTICLES.jsonl ...] [--rounds N]

Each article (by default the project's own labelled ones) becomes an original, in each further
round under other words; some get one or two reprints (15 % of the sentences left out, 3 % of the
words changed) and some an article of others that quotes a third of it. The seed is fixed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from datetime import date, timedelta
from pathlib import Path

from coverage.model import Article, Coding
from coverage.reprints import mark, waiting
from coverage.store import Entry, append_codings, in_memory

LABELLED = Path(__file__).parent.parent / "tests" / "labelled"
LEAST = 60  # words of an article that is taken


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--rounds", type=int, default=12)
    arguments = parser.parse_args()
    articles = list(read(arguments.paths or sorted(LABELLED.glob("*.jsonl"))))
    texts, truth = Made(articles).texts(arguments.rounds)
    connection = in_memory()
    append_codings(connection, [Entry(text, Coding(text.article_id, ""), 1, "") for text in texts])
    start, cpu = time.perf_counter(), time.process_time()
    while waiting(connection):
        mark(connection)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    found = dict(connection.execute("SELECT article_id, original_id FROM reprints").fetchall())
    right = sum(truth.get(copy) == original for copy, original in found.items())
    print(
        f"{len(texts)} texts, {len(truth)} reprints: "
        f"precision {right / max(len(found), 1):.3f}, recall {right / len(truth):.3f}, "
        f"{len(texts) / seconds:,.0f} texts/s ({len(texts) / cpu:,.0f} a second of CPU time)"
    )


def read(paths: list[Path]) -> list[str]:
    """Headline and text of the articles that are long enough."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines() if line)
    records = map(json.loads, lines)
    texts = (f"{record.get('title', '')}\n\n{record['text']}" for record in records)
    return [text for text in texts if len(text.split()) >= LEAST]


def article(name: str, day: date, text: str) -> Article:
    """An article with nothing but a day and a text."""
    return Article(name, "", "", "", day, "", text)


class Made:
    """Originals, reprints and quoting articles made of the given ones."""

    def __init__(self, articles: list[str]) -> None:
        self.articles = articles
        self.words = [word for text in articles for word in text.split()]
        self.chance = random.Random(5)

    def texts(self, rounds: int) -> tuple[list[Article], dict[str, str]]:
        """The texts, and the original of each reprint."""
        made: list[Article] = []
        truth: dict[str, str] = {}
        for number in range(rounds * len(self.articles)):
            text = self.articles[number % len(self.articles)]
            # In the first round the articles themselves, then texts of the same lengths.
            text = text if number < len(self.articles) else self.edited(text, 0.0, 0.5)
            day = date(2025, 3, 1) + timedelta(days=self.chance.randrange(3))
            made.append(article(f"{number}", day, text))
            for copy in range(self.chance.choice((0, 0, 1, 2))):
                truth[f"{number}-{copy}"] = f"{number}"
                later = day + timedelta(days=self.chance.randrange(2))
                made.append(article(f"{number}-{copy}", later, self.edited(text, 0.15, 0.03)))
            if self.chance.random() < 0.5:
                made.append(article(f"{number}-q", day + timedelta(days=1), self.quoting(text)))
        return made, truth

    def edited(self, text: str, left_out: float, changed: float) -> str:
        """``text`` without some sentences and with some other words."""
        kept = [each for each in sentences(text) if self.chance.random() >= left_out]
        words = (word for each in kept for word in each.split())
        return " ".join(
            word if self.chance.random() >= changed else self.chance.choice(self.words)
            for word in words
        )

    def quoting(self, text: str) -> str:
        """A text of which a third is sentences of ``text``."""
        chosen = sentences(text)
        self.chance.shuffle(chosen)
        quoted = " ".join(chosen[: max(len(chosen) // 3, 1)])
        own = self.chance.choices(self.words, k=2 * len(quoted.split()))
        return " ".join(own) + " " + quoted


def sentences(text: str) -> list[str]:
    """The sentences, roughly."""
    return [each for each in re.split(r"(?<=[.!?])\s+", text) if each]


if __name__ == "__main__":
    main()
