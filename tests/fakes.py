"""Articles whose body spells out how they are to be coded, and a coder that reads it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coverage.model import (
    Amount,
    Article,
    Bound,
    CoalitionCode,
    Coding,
    Evidence,
    FundingCode,
    Mention,
    Mode,
    Span,
    Stage,
    Status,
    TopicCode,
)


@dataclass
class FakeCoder:
    codebook_version: str = "v1"
    coded: int = 0

    def code(self, article: Article) -> Coding:
        self.coded += 1
        mentions, topics, funding, coalitions, amounts = [], [], [], [], []
        at = len(article.title) + 2
        for line in article.body.split("\n"):
            kind, _, rest = line.partition("|")
            if kind == "BOOM":
                raise ValueError("no such luck")
            span = Span(at, at + len(line))
            at += len(line) + 1
            if kind == "MEET":
                partners, status, mode, day, place, ukraine, people = rest.split("|")
                mentions.append(
                    Mention(
                        tuple(partners.split()), Status(status), Mode(mode),
                        date.fromisoformat(day) if day else None, place or None,
                        _names(ukraine), _names(people),
                        tuple(Evidence("partner", p, span, "fake") for p in partners.split()),
                    )
                )  # fmt: skip
            elif kind == "TOPIC":
                topics.append(TopicCode(rest, (Evidence("topic", rest, span, "fake"),)))
            elif kind == "FUND":
                model, partners, stage = rest.split("|")
                passage = (Evidence("funding", model, span, "fake"),)
                funding.append(FundingCode(model, tuple(partners.split()), Stage(stage), passage))
            elif kind == "COALITION":
                coalitions.append(CoalitionCode(rest, (Evidence("coalition", rest, span, "x"),)))
            elif kind == "AMOUNT":
                figure, currency, partner, model, bound = rest.split("|")
                amounts.append(
                    Amount(float(figure), currency, partner, model, Bound(bound), span, "fake")
                )
        return Coding(article.article_id, self.codebook_version, tuple(mentions), tuple(topics),
                      tuple(funding), tuple(coalitions), tuple(amounts))  # fmt: skip


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def meet(
    partners: str = "LU", status: str = "held", mode: str = "in_person", day: str = "2025-03-20",
    place: str = "Kyiv", ukraine: str = "Rustem Umerov", people: str = "Yuriko Backes",
) -> str:  # fmt: skip
    return "|".join(("MEET", partners, status, mode, day, place, ukraine, people))


def article(
    name: str, *lines: str, lang: str = "en", outlet: str = "", published: str = "2025-03-20"
) -> Article:
    return Article(
        article_id=name, lang=lang, outlet=outlet or f"Outlet {name}",
        url=f"https://example.org/{name}", published=date.fromisoformat(published),
        title=f"Title of {name}", body="\n".join(lines) or "Nothing of it.", source=f"{name}.txt",
    )  # fmt: skip
