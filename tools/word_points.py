"""What an article's words are worth for each topic and funding model: trained for wordings.toml.

For each language, and each code of a decision, a ridge regression of the right answer on the
beginnings of words in the articles where the codebook finds the code at all. It is solved over
articles, not over words, for there are fewer of them.
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

RARE = 4  # a word in fewer articles than this is not trained on
KEPT = 1500  # words a language: those that weigh most
FEW = 6  # a code with fewer cases than this in a language is not trained on
STRENGTH = 20.0  # of the ridge: from 10 to 100 makes no difference to articles not trained on
_SPREAD = 10.0  # brings the likeness to the size of the other signs

Bags = Sequence[frozenset[str]]  # the words of each article
Rows = dict[str, list[list[Case]]]  # decision -> the cases of each article


class Answer(NamedTuple):
    """Whether the code is right for an article (its number)."""

    article: int
    right: bool


def learn(items: Sequence[Labelled], bags: Bags, rows: Rows, codes: Sequence[str]) -> Wordings:
    """The words' points from all the articles given."""
    found = {}
    for lang in sorted({item.article.lang for item in items}):
        own = [n for n, item in enumerate(items) if item.article.lang == lang]
        found[lang] = _learn([bags[n] for n in own], _answers(own, rows), codes)
    return Wordings(found)


def out_of_fold(
    items: Sequence[Labelled], bags: Bags, rows: Rows, codes: Sequence[str], folds: Sequence[int]
) -> Rows:
    """The cases with the sign of wording, from words learnt on the other folds' articles."""
    worded: Rows = {decision: [[] for _ in items] for decision in rows}
    for out in sorted(set(folds)):
        rest = [n for n, fold in enumerate(folds) if fold != out]
        of_rest = {decision: [cases[n] for n in rest] for decision, cases in rows.items()}
        learnt = learn([items[n] for n in rest], [bags[n] for n in rest], of_rest, codes)
        for n in (n for n, fold in enumerate(folds) if fold == out):
            likeness = learnt.likeness(items[n].article.lang, bags[n])
            for decision, cases in rows.items():
                worded[decision][n] = [
                    case._replace(signs=case.signs | {wording.SIGN: likeness[case.code]})
                    for case in cases[n]
                ]
    return worded


def write(wordings: Wordings, path: Path = wording.FILE) -> None:
    """``wordings.toml``: for each language, a line a word with its points for each code."""
    codes = next(iter(wordings.by_lang.values())).codes
    lines = [
        "# Written by tools/train_weights.py; how many points the beginning of a word is worth for",
        "# each topic and funding model, in the order of codes.",
        f"codes = [{', '.join(repr(code) for code in codes)}]".replace("'", '"'),
    ]
    for lang, words in wordings.by_lang.items():
        lines += ["", f"[words.{lang}]"]
        lines += [
            f'"{word}" = "{" ".join(str(int(p)) for p in words.points[row])}"'
            for word, row in words.rows.items()
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _answers(own: list[int], rows: Rows) -> dict[str, dict[str, list[Answer]]]:
    """Decision -> code -> the answers of the articles ``own``, numbered as there."""
    found: dict[str, dict[str, list[Answer]]] = {}
    for decision, cases in rows.items():
        of_code = found[decision] = defaultdict(list)
        for at, n in enumerate(own):
            for case in cases[n]:
                of_code[case.code].append(Answer(at, case.answer))
    return found


def _learn(
    bags: Bags, answers: dict[str, dict[str, list[Answer]]], codes: Sequence[str]
) -> Wording:
    articles = Counter(word for bag in bags for word in bag)
    words = sorted(word for word, n in articles.items() if n >= RARE)
    at = {word: column for column, word in enumerate(words)}
    rarity = np.array([np.log(len(bags) / articles[word]) for word in words])
    x: NDArray[np.float64] = np.zeros((len(bags), len(words)))
    for n, bag in enumerate(bags):
        x[n, [at[word] for word in bag if word in at]] = wording.scale(bag)
    x *= rarity
    kernel = x @ x.T
    worth: NDArray[np.float64] = np.zeros((len(words), len(codes)))
    for of_code in answers.values():
        for code, cases in of_code.items():
            if len(cases) < FEW:
                continue
            own = np.array([case.article for case in cases])
            right = np.array([case.right for case in cases], dtype=np.float64)
            ridge = STRENGTH * np.eye(len(own))
            pull = np.linalg.solve(kernel[np.ix_(own, own)] + ridge, right - right.mean())
            worth[:, codes.index(code)] = rarity * (x[own].T @ pull)
    points = np.rint(_SPREAD * worth / wording.UNIT)
    common = np.sqrt([articles[word] for word in words])
    weight = np.abs(points).sum(axis=1) * common
    kept = sorted(np.argsort(-weight, kind="stable")[:KEPT].tolist())
    rows = {words[column]: row for row, column in enumerate(kept)}
    return Wording(tuple(codes), rows, points[kept].astype(np.float32))
