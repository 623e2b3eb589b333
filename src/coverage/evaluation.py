"""How well the coder does: labelled articles -> precision, recall and F1, field by field.

Each field is a set an article on either side; the sets are compared and the counts added up over
the articles (micro average). What careful people would differ on counts neither way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coverage.labelled import Labelled, Neutral, load
from coverage.legend import vocabulary_of
from coverage.linker import Linking, Vocabulary
from coverage.model import Coding, Mention, Rejection, Stage, Status
from coverage.pipeline import Coder, code_one

FIELDS = (
    "meeting", "partner", "partner_planned", "mode", "date", "place", "ukraine",
    "partner_people", "topic", "funding", "funding_stage", "funding_partner", "coalition",
)  # fmt: skip
B_CUBED = "event (B-cubed)"

Sets = dict[str, frozenset[str]]
Interval = tuple[float, float]

_RESAMPLES = 1000
_SEED = 20250320


@dataclass(frozen=True, slots=True)
class Figure:
    """One field over the articles of one language ("" for all).

    ``gold`` and ``coded`` count values (for B-cubed: articles); each share is None where there
    is nothing to divide by. The intervals are 95 % bootstrap intervals over articles.
    """

    field: str
    lang: str
    gold: int
    coded: int
    precision: float | None
    recall: float | None
    f1: float | None
    precision_interval: Interval | None
    recall_interval: Interval | None
    f1_interval: Interval | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where an article's coding and its label differ: what only one of them has."""

    article: str
    field: str
    gold_only: tuple[str, ...]
    coded_only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of all fields, over all languages and each, and every disagreement."""

    articles: int
    figures: tuple[Figure, ...]
    disagreements: tuple[Disagreement, ...]
    failures: tuple[Rejection, ...]  # articles on which the coder failed: scored as coded empty

    def figure(self, field: str, lang: str = "") -> Figure:
        """The figure of a field. Raises KeyError where there is none."""
        for figure in self.figures:
            if (figure.field, figure.lang) == (field, lang):
                return figure
        raise KeyError((field, lang))


def evaluate(paths: Iterable[Path], coder: Coder) -> Evaluation:
    """Code labelled articles and compare.

    Raises:
        UnreadableInput: a label is wrong; the message names file and line.
    """
    labelled = [each for path in paths for each in load(path)]
    codings: list[Coding] = []
    failures: list[Rejection] = []
    for each in labelled:
        coding = code_one(coder, each.article)
        if isinstance(coding, Rejection):
            failures.append(coding)
            coding = Coding(each.article.article_id, coder.codebook_version)
        codings.append(coding)
    return score(labelled, codings, failures, vocabulary_of(coder))


def score(
    labelled: Sequence[Labelled],
    codings: Sequence[Coding],
    failures: Sequence[Rejection] = (),
    vocabulary: Vocabulary | None = None,
) -> Evaluation:
    """Compare labels with codings of the same articles in the same order.

    ``vocabulary`` is for the linker: see :func:`coverage.linker.link`.
    """
    columns: dict[str, list[tuple[float, ...]]] = {field: [] for field in FIELDS}
    disagreements = []
    for each, coding in zip(labelled, codings, strict=True):
        gold, coded = compared(each, coding)
        for field in FIELDS:
            right = len(gold[field] & coded[field])
            columns[field].append((right, len(coded[field]), right, len(gold[field])))
            if gold[field] != coded[field]:
                gold_only, coded_only = gold[field] - coded[field], coded[field] - gold[field]
                disagreements.append(
                    Disagreement(each.name, field, tuple(sorted(gold_only)),
                                 tuple(sorted(coded_only)))
                )  # fmt: skip
    columns[B_CUBED] = b_cubed(*_events(labelled, codings, vocabulary))
    langs = [each.article.lang for each in labelled]
    figures = [
        _figure(field, lang, [r for r, own in zip(rows, langs, strict=True) if lang in ("", own)])
        for field, rows in columns.items()
        for lang in ("", *sorted(set(langs)))
    ]
    return Evaluation(len(labelled), tuple(figures), tuple(disagreements), tuple(failures))


def compared(label: Labelled, coding: Coding) -> tuple[Sets, Sets]:
    """What the label and the coding say of each field, as sets that can be compared.

    ``mode``, ``date`` and ``place`` are judged over true partners, so that a wrong partner is
    held against the coding once; ``place`` only where the label has one.
    """
    gold = _sets(label.gold, label.neutral, label.stages)
    coded = _sets(coding, label.neutral, None)
    for field in ("mode", "date", "place"):
        judged = {pair.partition(" ")[0] for pair in gold[field]}
        coded[field] = frozenset(p for p in coded[field] if p.partition(" ")[0] in judged)
    coded["funding_stage"] = _any_of(coded["funding_stage"], gold["funding_stage"])
    return gold, coded


def _sets(coding: Coding, neutral: Neutral, stages: Sequence[frozenset[Stage]] | None) -> Sets:
    def partners(mention: Mention) -> list[str]:
        return [p for p in mention.partners if p not in neutral.partners]

    def pairs(value: str) -> frozenset[str]:
        return frozenset(
            f"{partner} {getattr(m, value)}"
            for m in held for partner in partners(m) if getattr(m, value) is not None
        )  # fmt: skip

    counted = [m for m in coding.mentions if partners(m) or not m.partners]
    held = [m for m in counted if m.status is Status.HELD]
    planned = [m for m in counted if m.status is Status.PLANNED]
    named = held or planned
    funding = [f for f in coding.funding if f.model not in neutral.models]
    accepted = stages or [frozenset({f.stage}) for f in coding.funding]
    return {
        "meeting": frozenset(["held"] if held else []),
        "partner": frozenset(p for m in held for p in partners(m)),
        "partner_planned": frozenset(p for m in planned for p in partners(m)),
        "mode": pairs("mode"),
        "date": pairs("date"),
        "place": pairs("place"),
        "ukraine": frozenset(_plain(person) for m in named for person in m.ukraine),
        "partner_people": frozenset(_plain(person) for m in named for person in m.partner_people),
        "topic": frozenset(t.topic for t in coding.topics) - neutral.topics,
        "funding": frozenset(f.model for f in funding),
        "funding_stage": frozenset(
            f"{f.model} {'|'.join(sorted(any_of))}"
            for f, any_of in zip(coding.funding, accepted, strict=True) if f in funding
        ),
        "funding_partner": frozenset(
            f"{f.model} {p}".strip() for f in funding for p in f.partners or ("",)
            if p not in neutral.partners
        ),
        "coalition": frozenset(c.coalition for c in coding.coalitions) - neutral.coalitions,
    }  # fmt: skip


def _any_of(coded: frozenset[str], gold: frozenset[str]) -> frozenset[str]:
    """Coded stages under the label's name where the label accepts them ("model agreed|funded")."""
    accepted = {
        f"{label.partition(' ')[0]} {stage}": label
        for label in sorted(gold)
        for stage in label.partition(" ")[2].split("|")
    }
    return frozenset(accepted.get(value, value) for value in coded)


def _plain(person: str) -> str:
    """A name without accents and capitals: Jonas Gahr Støre and Store are one."""
    letters = unicodedata.normalize("NFKD", person.casefold().replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def _events(
    labelled: Sequence[Labelled], codings: Sequence[Coding], vocabulary: Vocabulary | None
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Events of each article's held meetings, as labelled and as linked."""
    linking = Linking(vocabulary)
    # Numbered, since a label file may hold one article twice.
    keys = [f"{number:06d}" for number in range(len(labelled))]
    linking.add(
        (key, each.article, c) for key, each, c in zip(keys, labelled, codings, strict=True)
    )
    events = linking.events()

    def counts(mention: Mention, neutral: Neutral) -> bool:
        ignored = bool(mention.partners) and neutral.partners.issuperset(mention.partners)
        return mention.status is Status.HELD and not ignored

    gold = [
        frozenset(e for e, m in zip(each.events, each.gold.mentions, strict=True)
                  if counts(m, each.neutral))
        for each in labelled
    ]  # fmt: skip
    coded = [
        frozenset(events[key, i] for i, m in enumerate(coding.mentions)
                  if counts(m, each.neutral))
        for key, each, coding in zip(keys, labelled, codings, strict=True)
    ]  # fmt: skip
    return gold, coded


def b_cubed(
    gold: Sequence[frozenset[str]], coded: Sequence[frozenset[str]]
) -> list[tuple[float, ...]]:
    """Extended B-cubed (Amigó et al. 2009), for articles that may tell of several events.

    Returns a row an article: (precision, 1 if it has coded events, recall, 1 if it has gold ones).
    """
    return [
        (*_agreement(number, coded, gold), *_agreement(number, gold, coded))
        for number in range(len(gold))
    ]


def _agreement(
    number: int, within: Sequence[frozenset[str]], by: Sequence[frozenset[str]]
) -> tuple[float, int]:
    """How far the articles that share an event with this one by ``within`` share it by ``by``."""
    shares = [
        min(len(own), len(by[number] & by[other])) / len(own)
        for other in range(len(within))
        if (own := within[number] & within[other])
    ]
    return (sum(shares) / len(shares), 1) if shares else (0.0, 0)


def _figure(field: str, lang: str, rows: Sequence[tuple[float, ...]]) -> Figure:
    counts = np.array(rows, dtype=float)
    total = counts.sum(axis=0)
    draws = np.random.default_rng(_SEED).multinomial(
        len(rows), np.full(len(rows), 1 / len(rows)), size=_RESAMPLES
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = _shares(total[None, :])
        spread = _shares(draws @ counts)

    def one(values: Any) -> float | None:
        return None if np.isnan(values[0]) else float(values[0])

    def interval(values: Any) -> Interval | None:
        known = values[~np.isnan(values)]
        if not len(known):
            return None
        low, high = np.percentile(known, [2.5, 97.5])
        return float(low), float(high)

    precision, recall, f1 = shares
    return Figure(
        field, lang, gold=int(total[3]), coded=int(total[1]),
        precision=one(precision), recall=one(recall), f1=one(f1),
        precision_interval=interval(spread[0]), recall_interval=interval(spread[1]),
        f1_interval=interval(spread[2]),
    )  # fmt: skip


def _shares(totals: Any) -> tuple[Any, Any, Any]:
    precision = totals[:, 0] / totals[:, 1]
    recall = totals[:, 2] / totals[:, 3]
    # Of the counts, not of the shares: 0, not undefined, where nothing right was coded at all.
    f1 = 2 * precision * recall / (precision + recall)
    nothing_right = (totals[:, 0] == 0) & (totals[:, 1] + totals[:, 3] > 0)
    f1[nothing_right] = 0.0
    return precision, recall, f1
