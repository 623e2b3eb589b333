"""What words are worth: trained for ``wordings.toml`` and ``surroundings.toml``.

For each language, and each code of a decision, a ridge regression of the right answer on the
beginnings of words: of the whole article where the codebook finds a topic or model at all, or of
the sentences that name a partner or model (``Case.words``). It is solved over articles or cases,
not over words, for there are fewer of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from cases import Case
from numpy.typing import NDArray

from coverage.coder import wording
from coverage.coder.wording import Wording, Wordings
from coverage.labelled import Labelled

RARE = 4  # a word in fewer articles (or cases) than this is not trained on
KEPT = 1500  # words a language: those that weigh most
KEPT_AROUND = 3000  # the same of surroundings.toml
FEW = 6  # a code with fewer cases than this in a language is not trained on
STRENGTH = 20.0  # of the ridge: from 10 to 100 makes no difference to articles not trained on
_SPREAD = 10.0  # brings the likeness to the size of the other signs

Bags = Sequence[frozenset[str]]  # words of each article, or case
Rows = dict[str, list[list[Case]]]  # decision -> the cases of each article


class Answer(NamedTuple):
    """Whether the code is right for a bag (its number)."""

    bag: int
    right: bool


def of_articles(
    items: Sequence[Labelled], bags: Bags, rows: Rows, codes: Sequence[str]
) -> Wordings:
    """The points of the articles' words (``bags``) for the cases' codes."""
    found = {}
    for lang, own in _by_lang(items).items():
        answers: dict[str, list[Answer]] = defaultdict(list)
        for cases in rows.values():
            for at, n in enumerate(own):
                for case in cases[n]:
                    answers[case.code].append(Answer(at, case.answer))
        words, worth, articles = _learn([bags[n] for n in own], answers, codes, wording.ARTICLE)
        found[lang] = _kept(words, worth, articles, codes, KEPT)
    return Wordings(found)


def out_of_fold(
    items: Sequence[Labelled], bags: Bags, rows: Rows, codes: Sequence[str], folds: Sequence[int]
) -> Rows:
    """The cases with the sign of wording, from words learnt on the other folds' articles."""
    worded: Rows = {decision: [[] for _ in items] for decision in rows}
    for out in sorted(set(folds)):
        rest = [n for n, fold in enumerate(folds) if fold != out]
        of_rest = {decision: [cases[n] for n in rest] for decision, cases in rows.items()}
        learnt = of_articles([items[n] for n in rest], [bags[n] for n in rest], of_rest, codes)
        for n in (n for n, fold in enumerate(folds) if fold == out):
            likeness = learnt.likeness(items[n].article.lang, bags[n])
            for decision, cases in rows.items():
                worded[decision][n] = [
                    case._replace(signs=case.signs | {wording.SIGN: likeness[case.code]})
                    for case in cases[n]
                ]
    return worded


def of_sentences(items: Sequence[Labelled], rows: Rows) -> Wordings:
    """The points of the words around (``Case.words``) for each decision."""
    found = {}
    for lang, own in _by_lang(items).items():
        every: dict[str, NDArray[np.float64]] = {}
        seen: Counter[str] = Counter()
        for column, (decision, of) in enumerate(rows.items()):
            cases = [case for n in own for case in of[n]]
            answers = {decision: [Answer(n, case.answer) for n, case in enumerate(cases)]}
            bags = [case.words for case in cases]
            words, worth, counts = _learn(bags, answers, [decision], wording.SENTENCES)
            for word, points in zip(words, worth[:, 0].tolist(), strict=True):
                every.setdefault(word, np.zeros(len(rows)))[column] = points
                seen[word] = max(seen[word], counts[word])
        words = sorted(every)
        found[lang] = _kept(
            words, np.array([every[word] for word in words]), seen, list(rows), KEPT_AROUND
        )
    return Wordings(found)


def write(wordings: Wordings, path: Path, what: str) -> None:
    """For each language, a line a word with its points for each code: ``what`` they are for."""
    codes = next(iter(wordings.by_lang.values())).codes
    lines = [
        "# Written by tools/train_weights.py; how many points the beginning of a word is worth for",
        f"# {what}, in the order of codes.",
        f"codes = [{', '.join(repr(code) for code in codes)}]".replace("'", '"'),
    ]
    for lang, words in wordings.by_lang.items():
        lines += ["", f"[words.{lang}]"]
        lines += [
            f'"{word}" = "{" ".join(str(int(p)) for p in words.points[row])}"'
            for word, row in words.rows.items()
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _by_lang(items: Sequence[Labelled]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        found[item.article.lang].append(n)
    return dict(sorted(found.items()))


def _learn(
    bags: Bags, answers: dict[str, list[Answer]], codes: Sequence[str], enough: int
) -> tuple[list[str], NDArray[np.float64], Counter[str]]:
    """The words, what each is worth for each code, and how many bags hold it."""
    counts = Counter(word for bag in bags for word in bag)
    words = sorted(word for word, n in counts.items() if n >= RARE)
    at = {word: column for column, word in enumerate(words)}
    rarity = np.array([np.log(len(bags) / counts[word]) for word in words])
    x: NDArray[np.float64] = np.zeros((len(bags), len(words)))
    for n, bag in enumerate(bags):
        x[n, [at[word] for word in bag if word in at]] = wording.scale(bag, enough)
    x *= rarity
    kernel = x @ x.T
    worth: NDArray[np.float64] = np.zeros((len(words), len(codes)))
    for code, cases in answers.items():
        if len(cases) < FEW:
            continue
        own = np.array([case.bag for case in cases])
        right = np.array([case.right for case in cases], dtype=np.float64)
        ridge = STRENGTH * np.eye(len(own))
        pull = np.linalg.solve(kernel[np.ix_(own, own)] + ridge, right - right.mean())
        worth[:, codes.index(code)] = rarity * (x[own].T @ pull)
    return words, worth, counts


def _kept(
    words: Sequence[str], worth: NDArray[np.float64], counts: Counter[str],
    codes: Sequence[str], most: int,
) -> Wording:  # fmt: skip
    """Those words that weigh most, ``most`` at most, with whole points."""
    points = np.rint(_SPREAD * worth / wording.UNIT)
    weight = np.abs(points).sum(axis=1) * np.sqrt([counts[word] for word in words])
    likely = np.argsort(-weight, kind="stable")[:most]
    kept = sorted(likely[weight[likely] > 0].tolist())
    rows = {words[column]: row for row, column in enumerate(kept)}
    return Wording(tuple(codes), rows, points[kept].astype(np.float32))
