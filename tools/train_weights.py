"""Train the coder's weights from labelled articles.

Written are ``weights.toml``, ``wordings.toml`` and ``surroundings.toml`` of ``src/coverage/coder``.

    python tools/train_weights.py [--check] [MORE.jsonl...]

The articles are those of the sample's ``seen`` part, each three times (they are of the
kind that is read), and the project's own in tests/labelled; never the sample's ``blind`` part.

Each decision (is this partner met? is it still planned? ...) is a ridge logistic regression over
the named signs that the coder reads off an article. Newton's method from zero weights, nothing
random: the same articles give the same file. ``--check`` prints cross-validated figures instead
of writing.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import word_points
from cases import Case, Cases
from contact_rows import CONTACTS, contact, contact_in_company
from numpy.typing import NDArray
from support_rows import SUPPORT

from coverage.codebook import Codebook, load
from coverage.coder import funding, stages, topics
from coverage.coder.coder import Coder
from coverage.coder.contacts import CONTACT, IN_COMPANY, WEIGHED
from coverage.coder.status import PLANNED
from coverage.coder.weights import FILE, Weights
from coverage.coder.wording import FILE as WORDINGS
from coverage.coder.wording import SURROUNDINGS, beginnings
from coverage.labelled import Labelled
from coverage.labelled import load as load_labelled
from coverage.model import Stage

ROOT = Path(__file__).parent.parent
SAMPLE, SPLIT = ROOT / "data/sample", ROOT / "data/quality/split.toml"
OWN = ROOT / "tests/labelled"
FOLDS = 5
TIMES = 3  # an article of the seen part weighs as much as so many of the project's own
RARE = 4  # a sign seen in fewer rows than this is not trained on
RIDGE = 2.0
RIDGES = {
    CONTACT: 4.0,
    PLANNED: 4.0,
    "funding_partner": 10.0,
    topics.DECISION: 5.0,
    **{stages.decision(stage): 4.0 for stage in Stage},
}
DROP = 0.02  # a weight nearer to zero is not written


DECISIONS: dict[str, Cases] = {**CONTACTS, **SUPPORT}
# Decisions of which the own articles hold more than those that are read do: a sign for them in
# training takes that up, and is left out of the weights.
RICHER, OURS = (funding.DECISION,), "own_article"
WORDED = (topics.DECISION, funding.DECISION)  # those that the article's own words weigh on
# Those that the words of the sentences around weigh on.
SURROUNDED = (CONTACT, PLANNED, *WEIGHED, funding.TIE)


def second_look(coders: list[Coder], items: list[Labelled], folds: list[int]) -> list[list[Case]]:
    """Cases of the second look, each article scored by a first look trained on other folds."""
    first = [list(contact(coders[fold], item)) for item, fold in zip(items, folds, strict=True)]
    looks = []
    for out in range(FOLDS):
        train = [row for of, fold in zip(first, folds, strict=True) if fold != out for row in of]
        looks.append(Weights({CONTACT: fit(train, RIDGES[CONTACT])}))
    return [
        list(contact_in_company(coders[fold], item, looks[fold]))
        for item, fold in zip(items, folds, strict=True)
    ]


def surrounded(
    book: Codebook, items: list[Labelled], folds: list[int], *, write: bool
) -> list[Coder]:
    """For each fold an untrained coder that knows what words around are worth by the others."""
    none = Weights.untrained((*DECISIONS, IN_COMPANY))
    plain = Coder(book, none)
    rows = {name: [list(DECISIONS[name](plain, item)) for item in items] for name in SURROUNDED}
    if write:
        points = word_points.of_sentences(items, rows)
        word_points.write(points, SURROUNDINGS, "each decision where it stands around")
    coders = []
    for out in range(FOLDS):
        rest = [n for n, fold in enumerate(folds) if fold != out]
        of_rest = {name: [of[n] for n in rest] for name, of in rows.items()}
        points = word_points.of_sentences([items[n] for n in rest], of_rest)
        coders.append(Coder(book, replace(none, surroundings=points)))
    return coders


def own_marked(rows: list[list[Case]], items: list[Labelled]) -> list[list[Case]]:
    """The cases of the project's own articles (which count once) with the sign that says so."""
    times = Counter(item.name for item in items)
    return [
        [case._replace(signs=case.signs | {OURS: 1.0}) for case in of]
        if times[item.name] == 1
        else of
        for of, item in zip(rows, items, strict=True)
    ]


def fit(rows: list[Case], strength: float = RIDGE) -> dict[str, float]:
    """Sign -> weight, by ridge logistic regression (the bias is not shrunk)."""
    seen = Counter(sign for row in rows for sign in row.signs)
    names = ["bias", *sorted(s for s, n in seen.items() if n >= RARE and s != "bias")]
    at = {name: n for n, name in enumerate(names)}
    x: NDArray[np.float64] = np.zeros((len(rows), len(names)))
    x[:, 0] = 1.0
    for n, row in enumerate(rows):
        for sign, value in row.signs.items():
            if sign in at:
                x[n, at[sign]] = value
    y = np.array([row.answer for row in rows], dtype=np.float64)
    ridge = np.full(len(names), strength)
    ridge[0] = 1e-3
    weights = np.zeros(len(names))
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (p - y) + ridge * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    return {name: float(w) for name, w in zip(names, weights, strict=True)}


def training_articles(more: list[Path]) -> list[Labelled]:
    """The articles to train on; the blind part of the sample is never among them."""
    seen = set(tomllib.loads(SPLIT.read_text("utf-8"))["seen"])
    sample = [i for path in sorted(SAMPLE.glob("*.jsonl")) for i in load_labelled(path)]
    own = [i for path in [*sorted(OWN.glob("*.jsonl")), *more] for i in load_labelled(path)]
    return [item for item in sample if item.name in seen] * TIMES + own


def event_groups(items: list[Labelled]) -> list[int]:
    """A fold for each article, so that articles telling of one event are never apart."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for item in items:
        for event in item.events:
            parent[root(f"event {event}")] = root(item.name)
    roots = sorted({root(item.name) for item in items})
    fold = {name: n % FOLDS for n, name in enumerate(roots)}
    return [fold[root(item.name)] for item in items]


def check(name: str, rows: list[list[Case]], folds: list[int]) -> str:
    """Cross-validated precision, recall and F1; ``rows`` and ``folds`` by article."""
    right = extra = missed = 0
    for out in range(FOLDS):
        train = [row for of, f in zip(rows, folds, strict=True) if f != out for row in of]
        weights = Weights({name: fit(train, RIDGES.get(name, RIDGE))})
        for row in (row for of, f in zip(rows, folds, strict=True) if f == out for row in of):
            taken = weights.score(name, row.signs) >= 0
            right += taken and row.answer
            extra += taken and not row.answer
            missed += row.answer and not taken
    precision, recall = right / max(1, right + extra), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + extra + missed)
    cases = sum(map(len, rows))
    return f"{name:14} rows {cases:5}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def write(tables: dict[str, dict[str, float]], path: Path) -> None:
    """``weights.toml``: a table a decision, the bias first, then the signs by name."""
    lines = ["# Written by tools/train_weights.py; what a sign is worth for a decision."]
    for decision, weights in tables.items():
        lines += ["", f"[{decision}]"]
        lines += [
            f'"{sign}" = {weight:.3f}'
            for sign, weight in sorted(weights.items(), key=lambda w: (w[0] != "bias", w[0]))
            if abs(weight) >= DROP
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Train or check every decision on the files given."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("more", nargs="*", type=Path, help="further labelled articles")
    parser.add_argument("--check", action="store_true", help="cross-validate instead of writing")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=[*DECISIONS, IN_COMPANY],
        default=[*DECISIONS, IN_COMPANY],
        help="train these decisions, keep the weights of the others",
    )
    options = parser.parse_args()
    items = training_articles(options.more)
    folds = event_groups(items)
    book = load()
    coders = surrounded(book, items, folds, write=not options.check)

    def rows_of(name: str) -> list[list[Case]]:
        return [
            list(DECISIONS[name](coders[fold], item))
            for item, fold in zip(items, folds, strict=True)
        ]

    tables = tomllib.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
    worded: word_points.Rows = {}
    if set(WORDED) & set(options.only):
        plain = {name: rows_of(name) for name in WORDED}
        bags = [beginnings(coders[0].read(item.article)[0].tokens) for item in items]
        codes = [*book.topics, *book.funding]
        worded = word_points.out_of_fold(items, bags, plain, codes, folds)
        if not options.check:
            points = word_points.of_articles(items, bags, plain, codes)
            word_points.write(points, WORDINGS, "each topic and funding model")
    for name in (*DECISIONS, IN_COMPANY):
        if name not in options.only:
            continue
        if name == IN_COMPANY:
            rows = second_look(coders, items, folds)
        else:
            rows = worded.get(name) or rows_of(name)
        if name in RICHER:
            rows = own_marked(rows, items)
        print(check(name, rows, folds), file=sys.stderr)
        tables[name] = fit([row for of in rows for row in of], RIDGES.get(name, RIDGE))
        tables[name].pop(OURS, None)
    if not options.check:
        write(tables, FILE)
        print(f"{FILE}: {sum(map(len, tables.values()))} weights from {len(items)} articles")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
