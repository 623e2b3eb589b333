"""An evaluation as a table for a terminal, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from coverage.evaluation import Evaluation, Figure, Interval


def as_json(evaluation: Evaluation) -> str:
    """All figures, failures and disagreements as one JSON object."""
    return json.dumps(asdict(evaluation), ensure_ascii=False, indent=1)


def as_text(evaluation: Evaluation, *, disagreements: bool = False) -> Iterator[str]:
    """A line a field and language, shares in per cent with their 95 % intervals."""
    yield f"{evaluation.articles} labelled articles; shares in %, 95 % bootstrap interval"
    yield (
        f"{'field':<18}{'lang':<6}{'gold':>6}{'coded':>7}{'precision':>20}{'recall':>20}{'F1':>20}"
    )
    field = ""
    for f in evaluation.figures:
        name, field = ("" if f.field == field else f.field), f.field
        yield f"{name:<18}{f.lang or 'all':<6}{f.gold:>6}{f.coded:>7}{_shares(f)}"
    for failure in evaluation.failures:
        yield f"failed: {failure.source}: {failure.reason}"
    if disagreements:
        yield ""
        yield "article  field  - only in the label  + only coded"
        for d in evaluation.disagreements:
            differing = [*(f"-{v}" for v in d.gold_only), *(f"+{v}" for v in d.coded_only)]
            yield f"{d.article}  {d.field}  {'  '.join(differing)}"


def _shares(figure: Figure) -> str:
    return "".join(
        f"{_share(share, interval):>20}"
        for share, interval in (
            (figure.precision, figure.precision_interval),
            (figure.recall, figure.recall_interval),
            (figure.f1, figure.f1_interval),
        )
    )


def _share(share: float | None, interval: Interval | None) -> str:
    if share is None or interval is None:
        return "-"
    return f"{100 * share:.1f} ({100 * interval[0]:.0f}–{100 * interval[1]:.0f})"
