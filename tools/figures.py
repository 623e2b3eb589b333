"""Fill README's block of figures from a run.

    python tools/figures.py

Measures the coding on the sample's labelled articles, apart for those that were looked at while
the rules and weights were made (`seen`) and those that were only measured (`blind`), and on the
project's own that nothing was trained on (`unread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from measured import by_part

from coverage.coder import Coder
from coverage.evaluation import B_CUBED, Evaluation, score

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)
FIELDS = {
    "meeting": "was there a meeting",
    "partner": "partners met",
    "mode": "how they met",
    "date": "day of the meeting",
    "ukraine": "Ukrainian officials",
    "topic": "topics",
    "funding": "funding models",
    "funding_stage": "model with its stage",
    "coalition": "coalitions",
    B_CUBED: "articles of one meeting together (B-cubed)",
}
LANGS = {"": "all", "uk": "uk", "ru": "ru", "en": "en"}


def main() -> None:
    """Measure and write."""
    coder = Coder.load()
    parts = {
        part: score(labelled, [coder.code(each.article) for each in labelled])
        for part, labelled in by_part().items()
    }
    text = README.read_text("utf-8")
    assert BLOCK.search(text), "README.md has no block of figures"
    block = "\n".join([*table(parts), "", *note(parts, coder), ""])
    README.write_text(BLOCK.sub(lambda _: f"\n{block}\n", text), "utf-8")


def table(parts: Mapping[str, Evaluation]) -> Iterator[str]:
    """F1 in per cent: a line a field."""
    others = ("unread", "seen")
    heads = [*(f"blind, {name}" for name in LANGS.values()), *(f"{part}, all" for part in others)]
    yield f"| F1, % | {' | '.join(heads)} |"
    yield "| --- " * (len(heads) + 1) + "|"
    for field, name in FIELDS.items():
        shares = [parts["blind"].figure(field, lang).f1 for lang in LANGS]
        shares += [parts[part].figure(field).f1 for part in others]
        cells = ["–" if share is None else f"{100 * share:.1f}" for share in shares]
        yield f"| {name} | " + " | ".join(cells) + " |"


def note(parts: Mapping[str, Evaluation], coder: Coder) -> Iterator[str]:
    """What was measured, and under which codebook."""
    yield (
        f"{parts['blind'].articles} blind and {parts['seen'].articles} seen articles of the "
        f"sample, {parts['unread'].articles} unread ones, codebook `{coder.codebook_version}`."
    )


if __name__ == "__main__":
    main()
