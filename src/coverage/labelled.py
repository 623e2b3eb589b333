"""Labelled articles: the gold coding of an article in the model's own terms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coverage.errors import UnreadableInput
from coverage.model import (
    Article,
    CoalitionCode,
    Coding,
    FundingCode,
    Mention,
    Mode,
    Rejection,
    Stage,
    Status,
    TopicCode,
)
from coverage.readers import read_record


@dataclass(frozen=True, slots=True)
class Neutral:
    """Codes on which careful people would differ: they count neither for nor against."""

    partners: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    coalitions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its gold coding.

    ``events`` has one string a gold mention; ``stages`` one set of acceptable stages a gold
    funding code, in the same order.
    """

    article: Article
    gold: Coding
    events: tuple[str, ...]
    stages: tuple[frozenset[Stage], ...]
    neutral: Neutral

    @property
    def name(self) -> str:
        """The label's own id."""
        return self.article.given_id or self.article.article_id


def load(path: Path) -> Iterator[Labelled]:
    """Labelled articles of a JSON Lines file, one an object a line (docs/codebook.md, section 6).

    Raises:
        UnreadableInput: the file, a line, an article or its gold coding is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput("unreadable", str(error), str(path)) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _labelled(line, f"{path}:{number}")


def _labelled(line: str, source: str) -> Labelled:
    try:
        record = json.loads(line)
        gold = record["gold"]
        funding = gold["funding"]
        optional: Mapping[str, Any] = gold.get("optional", {})
        article = read_record(record, source)
        if isinstance(article, Rejection):
            raise UnreadableInput(article.code, article.reason, article.source)
        return Labelled(
            article=article,
            gold=Coding(
                article.article_id,
                "gold",
                tuple(_mention(m) for m in gold["meetings"]),
                tuple(TopicCode(topic, ()) for topic in gold["topics"]),
                tuple(
                    FundingCode(f["model"], tuple(f["partners"]), Stage(f["stage"]), ())
                    for f in funding
                ),
                tuple(CoalitionCode(coalition, ()) for coalition in gold["coalitions"]),
            ),
            events=tuple(str(m["event"]) for m in gold["meetings"]),
            stages=tuple(
                frozenset(Stage(s) for s in (*f.get("stages", ()), f["stage"])) for f in funding
            ),
            neutral=Neutral(
                frozenset(gold.get("ignore_partners", ())),
                frozenset(optional.get("topics", ())),
                frozenset(optional.get("funding", ())),
                frozenset(optional.get("coalitions", ())),
            ),
        )
    except json.JSONDecodeError as error:
        raise UnreadableInput("bad_json", str(error), source) from error
    except KeyError as error:
        raise UnreadableInput("bad_gold", f"{error} is missing", source) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise UnreadableInput("bad_gold", f"the gold coding is wrong: {error}", source) from error


def _mention(m: Mapping[str, Any]) -> Mention:
    return Mention(
        partners=tuple(m["partners"]),
        status=Status(m["status"]),
        mode=Mode(m["mode"]),
        date=date.fromisoformat(m["date"]) if m["date"] else None,
        place=m["place"],
        ukraine=tuple(m["ukraine"]),
        partner_people=tuple(m["partner_people"]),
    )
