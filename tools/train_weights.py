"""Train ``src/coverage/coder/weights.toml`` from labelled articles.

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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from support_rows import SUPPORT, Cases

from coverage.codebook import load
from coverage.codebook.fold import fold
from coverage.coder import stages
from coverage.coder.coder import Coder, View
from coverage.coder.company import company_signs
from coverage.coder.contacts import CONTACT, IN_COMPANY
from coverage.coder.modes import mode_signs
from coverage.coder.particulars import Setting, day_options, people_options, place_options
from coverage.coder.scene import HOME
from coverage.coder.weights import FILE, Weights
from coverage.labelled import Labelled
from coverage.labelled import load as load_labelled
from coverage.model import Mention, Mode, Stage, Status

ROOT = Path(__file__).parent.parent
SAMPLE, SPLIT = ROOT / "data/sample", ROOT / "data/quality/split.toml"
OWN = ROOT / "tests/labelled"
FOLDS = 5
TIMES = 3  # an article of the seen part weighs as much as so many of the project's own
RARE = 4  # a sign seen in fewer rows than this is not trained on
RIDGE = 2.0
RIDGES = {
    CONTACT: 4.0,
    "funding_partner": 10.0,
    **{stages.decision(stage): 4.0 for stage in Stage},
}
DROP = 0.02  # a weight nearer to zero is not written


class Row(NamedTuple):
    """One case of a decision: the signs, and the right answer."""

    signs: dict[str, float]
    answer: bool


Decision = Callable[[Coder, Labelled], Iterator[Row]]


def contact(coder: Coder, item: Labelled) -> Iterator[Row]:
    """Was this partner in contact with Ukraine (held or planned)?"""
    told = {p for m in item.gold.mentions for p in m.partners}
    for candidate in coder.view(item.article).candidates:
        if candidate.code not in item.neutral.partners:
            yield Row(candidate.signs, candidate.code in told)


def contact_in_company(coder: Coder, item: Labelled, first: Weights) -> Iterator[Row]:
    """The same at the second look; ``first`` has not seen the article."""
    told = {p for m in item.gold.mentions for p in m.partners}
    found = coder.view(item.article).candidates
    scores = [first.score(CONTACT, candidate.signs) for candidate in found]
    for candidate, signs in zip(found, company_signs(found, scores), strict=True):
        if candidate.code not in item.neutral.partners:
            yield Row(signs, candidate.code in told)


def second_look(coder: Coder, items: list[Labelled], folds: list[int]) -> list[list[Row]]:
    """Cases of the second look, each article scored by a first look trained on other folds."""
    first = [list(contact(coder, item)) for item in items]
    looks = []
    for out in range(FOLDS):
        train = [row for of, fold in zip(first, folds, strict=True) if fold != out for row in of]
        looks.append(Weights({CONTACT: fit(train, RIDGES[CONTACT])}))
    return [
        list(contact_in_company(coder, item, looks[fold]))
        for item, fold in zip(items, folds, strict=True)
    ]


def planned(coder: Coder, item: Labelled) -> Iterator[Row]:
    """Is the contact with this partner still to come?"""
    held = {p for m in item.gold.mentions if m.status is Status.HELD for p in m.partners}
    told = {p for m in item.gold.mentions for p in m.partners}
    for candidate in coder.view(item.article).candidates:
        if candidate.code in told and candidate.code not in item.neutral.partners:
            yield Row(candidate.signs, candidate.code not in held)


def _mode(mode: Mode) -> Decision:
    def decide(coder: Coder, item: Labelled) -> Iterator[Row]:
        told = {p: m for m in reversed(item.gold.mentions) for p in m.partners}
        view = coder.view(item.article)
        met = [c for c in view.candidates if c.code in told]
        for candidate in met:
            mention = told[candidate.code]
            others = [
                c for c in met if c is not candidate and told[c.code].status is mention.status
            ]
            signs = mode_signs(view.scene, candidate, others, view.background)
            yield Row(signs, mention.mode is mode)

    return decide


def _settings(coder: Coder, item: Labelled) -> Iterator[tuple[View, Setting, Mention]]:
    """The gold mentions as the coder would see them, with the partners that it finds."""
    view = coder.view(item.article)
    found = {c.code: c for c in view.candidates}
    for mention in item.gold.mentions:
        partners = [found[p] for p in mention.partners if p in found]
        told = {p for m in item.gold.mentions for p in m.partners} - set(mention.partners)
        others = [found[p] for p in sorted(told) if p in found]
        if partners:
            setting = view.finder.setting(
                view.scene, view.background, partners, others, mention.status
            )
            yield view, setting, mention


def _day(status: Status) -> Decision:
    def decide(coder: Coder, item: Labelled) -> Iterator[Row]:
        for view, setting, mention in _settings(coder, item):
            if (mention.status is Status.HELD) is (status is Status.HELD):
                for option in day_options(setting, view.named_days, item.article.published):
                    yield Row(option.signs, option.value == mention.date)

    return decide


def place(coder: Coder, item: Labelled) -> Iterator[Row]:
    """Is this place the contact's?"""
    for view, setting, mention in _settings(coder, item):
        if mention.mode is not Mode.REMOTE:
            for option in place_options(setting, view.finder.spots(setting.scene)):
                yield Row(option.signs, option.value == mention.place)


def ukraine(coder: Coder, item: Labelled) -> Iterator[Row]:
    """Did this Ukrainian official take part?"""
    for _, setting, mention in _settings(coder, item):
        for option in people_options(setting, {HOME}):
            yield Row(option.signs, option.value in mention.ukraine)


def partner_people(coder: Coder, item: Labelled) -> Iterator[Row]:
    """Did this official of the partner's take part?"""
    for _, setting, mention in _settings(coder, item):
        for option in people_options(setting, set(mention.partners)):
            surname = fold(option.value).split()[-1]
            yield Row(option.signs, surname in fold(" ".join(mention.partner_people)))


def _rows(cases: Cases) -> Decision:
    def decide(coder: Coder, item: Labelled) -> Iterator[Row]:
        for signs, answer in cases(coder, item):
            yield Row(signs, answer)

    return decide


DECISIONS: dict[str, Decision] = {
    "contact": contact,
    "planned": planned,
    "remote": _mode(Mode.REMOTE),
    "multilateral": _mode(Mode.MULTILATERAL),
    "day_held": _day(Status.HELD),
    "day_planned": _day(Status.PLANNED),
    "place": place,
    "ukraine": ukraine,
    "partner_people": partner_people,
    **{name: _rows(cases) for name, cases in SUPPORT.items()},
}


def fit(rows: list[Row], strength: float = RIDGE) -> dict[str, float]:
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


def check(name: str, rows: list[list[Row]], folds: list[int]) -> str:
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
    coder = Coder(load(), Weights.untrained((*DECISIONS, IN_COMPANY)))
    tables = Weights.load().tables if FILE.is_file() else {}
    for name in (*DECISIONS, IN_COMPANY):
        if name not in options.only:
            continue
        if name == IN_COMPANY:
            rows = second_look(coder, items, folds)
        else:
            rows = [list(DECISIONS[name](coder, item)) for item in items]
        print(check(name, rows, folds), file=sys.stderr)
        tables[name] = fit([row for of in rows for row in of], RIDGES.get(name, RIDGE))
    if not options.check:
        write(tables, FILE)
        print(f"{FILE}: {sum(map(len, tables.values()))} weights from {len(items)} articles")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
