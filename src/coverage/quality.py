"""How well the coder does on the sample: measured by a command, kept in a file, shown on a page.

The file says under which version of the codebook (its vocabulary, rules and weights) it was made,
so that a page can tell when it is stale. Nothing in it is written by hand.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from coverage.errors import CoverageError
from coverage.evaluation import Figure, compared, score
from coverage.labelled import Labelled, load
from coverage.legend import vocabulary_of
from coverage.model import Coding, Evidence, Rejection
from coverage.pipeline import Coder, code_one, default_coder

_DATA = Path(__file__).parents[2] / "data"
SAMPLE = _DATA / "sample"
KEPT = _DATA / "quality"  # the split of the sample, and what was measured
PARTS = ("seen", "blind")  # of split.toml: looked at while the rules were made, or only measured
_FILE = "quality.json"
# The evidence that a field of the evaluation rests on, where it is called otherwise.
_EVIDENCE = {
    "meeting": ("status", "partner"),
    "partner_planned": ("partner", "status"),
    "funding_stage": ("stage", "funding"),
    "funding_partner": ("funding",),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an article's coding and its label differ, with the passages of what was coded.

    ``passages`` are (coded value, words of the text, rule).
    """

    part: str
    article: str
    article_id: str
    lang: str
    title: str
    url: str
    field: str
    gold_only: tuple[str, ...]
    coded_only: tuple[str, ...]
    passages: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured: figures a part of the sample, and every difference."""

    codebook_version: str
    made_at: str  # ISO 8601 with its offset
    articles: dict[str, int]
    figures: dict[str, tuple[Figure, ...]]
    differences: tuple[Difference, ...]


@cache
def people() -> Mapping[str, float]:
    """How far two people agree on a field, in per cent (quality.toml)."""
    text = files("coverage").joinpath("quality.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["people"])


def measure(folder: Path = SAMPLE, kept: Path = KEPT, coder: Coder | None = None) -> Quality:
    """Code the sample and compare, the parts of ``split.toml`` (in ``kept``) each by itself.

    Raises:
        UnreadableInput: a label is wrong; the message names file and line.
        CoverageError: there is no sample, or no split.
    """
    coder = coder or default_coder()
    labelled = [each for path in sorted(folder.glob("*.jsonl")) for each in load(path)]
    try:
        split = tomllib.loads((kept / "split.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CoverageError(f"{kept}/split.toml: {error}") from error
    if not labelled:
        raise CoverageError(f"{folder}: no labelled articles")
    figures: dict[str, tuple[Figure, ...]] = {}
    counts: dict[str, int] = {}
    differences: list[Difference] = []
    for part in PARTS:
        names = set(split[part])
        own = [each for each in labelled if each.name in names]
        codings = [_coded(coder, each) for each in own]
        figures[part] = score(own, codings, (), vocabulary_of(coder)).figures
        counts[part] = len(own)
        for each, coding in zip(own, codings, strict=True):
            differences += _differences(part, each, coding)
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    return Quality(coder.codebook_version, made, counts, figures, tuple(differences))


def save(quality: Quality, kept: Path = KEPT) -> Path:
    """Write what was measured. Raises CoverageError."""
    path = kept / _FILE
    try:
        text = json.dumps(asdict(quality), ensure_ascii=False, indent=0)
        path.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise CoverageError(f"{path}: cannot be written: {error}") from error
    return path


def saved(kept: Path = KEPT) -> Quality | None:
    """What was measured last; None where nothing was. Raises CoverageError for a broken file."""
    path = kept / _FILE
    try:
        held: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Quality(
            held["codebook_version"],
            held["made_at"],
            held["articles"],
            {part: tuple(Figure(**each) for each in own) for part, own in held["figures"].items()},
            tuple(Difference(**each) for each in held["differences"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CoverageError(f"{path}: cannot be read ({error}): make it anew") from error


def version_in_force() -> str:
    """The version of the codebook that would code an article now."""
    return default_coder().codebook_version


def _coded(coder: Coder, each: Labelled) -> Coding:
    coding = code_one(coder, each.article)
    if isinstance(coding, Rejection):  # scored as one that says nothing
        return Coding(each.article.article_id, coder.codebook_version)
    return coding


def _differences(part: str, each: Labelled, coding: Coding) -> list[Difference]:
    gold, coded = compared(each, coding)
    article = each.article
    return [
        Difference(
            part, each.name, article.article_id, article.lang, article.title, article.url, field,
            tuple(sorted(gold[field] - coded[field])), tuple(sorted(coded[field] - gold[field])),
            _passages(article.text, field, coding),
        )
        for field in gold
        if gold[field] != coded[field]
    ]  # fmt: skip


def _passages(text: str, field: str, coding: Coding) -> tuple[tuple[str, str, str], ...]:
    groups: Sequence[Sequence[Any]] = (
        coding.mentions, coding.topics, coding.funding, coding.coalitions
    )  # fmt: skip
    wanted = _EVIDENCE.get(field, (field,))
    found: list[Evidence] = [
        evidence
        for group in groups
        for one in group
        for evidence in one.evidence
        if evidence.field in wanted
    ]
    return tuple(
        (e.value, " ".join(text[e.span.start : e.span.end].split()), e.rule) for e in found
    )
