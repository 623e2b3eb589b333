"""Pages of the web as they are: how well they are read, beside trafilatura on the same pages.

    python -m benchmarks.real_pages [FOLDER] [--gold gold.jsonl] [--misses]

Nobody's pages are shipped: without a FOLDER there is nothing to measure. FOLDER holds pages and a gold file, JSON Lines, an object a page:

    page    the file, below FOLDER                      url     where it was got from, if known
    title   its headline, or sha256: and how the        day     its day of publication: 2015-04-06,
            hash of the folded one begins                       with a time and zone if printed
    body    its text, paragraphs by newlines                    (2015-04-06T23:42:00-04:00), or null
    keeps   phrases that its text must have                     where the page tells none
    drops   phrases that it must not have
    group   any name: figures are told by it, too

What is not given is not judged. docs/real_pages.md tells which archives of public packages hold real
pages; tools/real_pages.py makes such a folder of them.

- `body F1`: runs of four words that text and gold have in common, precision and recall averaged
  over pages, as the article extraction benchmark counts.
- `phrases F1`: of `keeps` found and `drops` left out, over all pages.
- `headline`: equal once spaces and case are folded.
- `day`: equal in Kyiv, whose day an article's is (docs/decisions.md); `day as printed`: equal to
  what the page prints in its own zone. A null must be answered by none.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import trafilatura

from coverage.errors import UnreadableInput
from coverage.readers.dates import find_date
from coverage.readers.html import extract

_WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|\w+")
_RUN = 4
_HASH = "sha256:"


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known of one page; None where it is not judged. ``told`` says whether ``day`` is."""

    page: str
    url: str = ""
    group: str = ""
    title: str | None = None
    told: bool = False
    day: str | None = None
    body: str | None = None
    keeps: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What one side made of a page; ``day`` is ISO."""

    title: str
    day: str | None
    body: str


@dataclass(slots=True)
class Score:
    """Sums over pages, for one side."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    phrases: Counter[str] = field(default_factory=Counter)
    headline: list[bool] = field(default_factory=list)
    day: list[bool] = field(default_factory=list)
    printed: list[bool] = field(default_factory=list)

    def rows(self) -> dict[str, tuple[float, int]]:
        """Measure: its value and how many pages (phrases) it is of."""
        hits = self.phrases
        wrong = hits["missed"] + hits["let in"]
        found = {
            "body F1": (_f1(_mean(self.precision), _mean(self.recall)), len(self.precision)),
            "phrases F1": (
                2 * hits["kept"] / max(2 * hits["kept"] + wrong, 1),
                hits.total(),
            ),
            "headline": (_mean(self.headline), len(self.headline)),
            "day": (_mean(self.day), len(self.day)),
            "day as printed": (_mean(self.printed), len(self.printed)),
        }
        return {name: row for name, row in found.items() if row[1]}


def main() -> None:
    """Print a table a group, and the misses where asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    parser.add_argument("--gold", default="gold.jsonl", help="the gold file, below FOLDER")
    parser.add_argument("--misses", action="store_true", help="print what was read otherwise")
    arguments = parser.parse_args()
    if arguments.folder is None:
        print("no folder of real pages was given: docs/real_pages.md tells how to make one")
        return
    ours: dict[str, Score] = {}
    theirs: dict[str, Score] = {}
    for gold in load(arguments.folder / arguments.gold):
        data = (arguments.folder / gold.page).read_bytes()
        mine, other = read(data, gold.url), bare(data, gold.url)
        for group in {"all", gold.group or "all"}:
            judge(ours.setdefault(group, Score()), gold, mine)
            judge(theirs.setdefault(group, Score()), gold, other)
        if arguments.misses:
            tell(gold, mine, other)
    print(f"{'pages':18} {'measure':14} {'n':>5} {'ours':>7} {'trafilatura':>12}")
    for group, score in sorted(ours.items(), key=lambda each: (each[0] != "all", each[0])):
        other_rows = theirs[group].rows()
        for name, (value, number) in score.rows().items():
            print(f"{group:18} {name:14} {number:5} {value:7.3f} {other_rows[name][0]:12.3f}")


def load(path: Path) -> list[Gold]:
    """The gold file's lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [gold_of(json.loads(line)) for line in lines if line.strip()]


def gold_of(line: dict[str, object]) -> Gold:
    """One line of the gold file, parsed. Raises TypeError for a key that it does not know."""
    lists = {
        key: tuple(value)
        for key, value in line.items()
        if key in ("keeps", "drops") and isinstance(value, list)
    }
    return Gold(**{**line, **lists, "told": "day" in line})  # type: ignore[arg-type]


def read(data: bytes, url: str) -> Read:
    """The page as this project reads it; empty where it does not."""
    try:
        page = extract(data, url=url)
    except UnreadableInput:
        return Read("", None, "")
    day = page.published.isoformat() if page.published else None
    return Read(page.title, day, "\n".join(page.paragraphs))


def bare(data: bytes, url: str) -> Read:
    """The page as trafilatura reads it by itself."""
    found = trafilatura.bare_extraction(
        data, url=url or None, with_metadata=True, include_comments=False
    )
    if found is None:
        return Read("", None, "")
    return Read(found.title or "", found.date, found.text or "")


def judge(score: Score, gold: Gold, read_as: Read) -> None:
    """Add one page to the sums."""
    if gold.body is not None:
        precision, recall = overlap(read_as.body, gold.body)
        score.precision.append(precision)
        score.recall.append(recall)
    score.phrases.update(phrases(gold, read_as))
    if gold.title is not None:
        score.headline.append(same_title(read_as.title, gold.title))
    if gold.told:
        score.day.append(read_as.day == kyiv_day(gold.day))
        score.printed.append(read_as.day == (gold.day and gold.day[:10]))


def overlap(text: str, gold: str) -> tuple[float, float]:
    """Precision and recall of the runs of four words in ``text``."""
    mine, right = runs(text), runs(gold)
    common = (mine & right).total()
    return common / max(mine.total(), 1), common / max(right.total(), 1)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """How often which words follow each other, four at a time (all, where there are fewer)."""
    words = _WORD.findall(text)
    last = max(len(words) - _RUN + 1, 1 if words else 0)
    return Counter(tuple(words[i : i + _RUN]) for i in range(last))


def phrases(gold: Gold, read_as: Read) -> Iterable[str]:
    """For each phrase of the gold what became of it."""
    text = fold(read_as.body)
    for phrase in gold.keeps:
        yield "kept" if fold(phrase) in text else "missed"
    for phrase in gold.drops:
        yield "let in" if fold(phrase) in text else "left out"


def kyiv_day(day: str | None) -> str | None:
    """The day in Kyiv of a day, or of a time with its zone."""
    found = find_date(day) if day else None
    return found.day.isoformat() if found else None


def fold(text: str) -> str:
    """``text`` in one case, with one space where there were any."""
    return " ".join(text.casefold().split())


def same_title(title: str, gold: str) -> bool:
    """Whether the headline is the gold's, or one of the gold's hash."""
    if not gold.startswith(_HASH):
        return fold(title) == fold(gold)
    found = hashlib.sha256(fold(title).encode()).hexdigest()
    return found.startswith(gold.removeprefix(_HASH))


def tell(gold: Gold, mine: Read, other: Read) -> None:
    """Print in what ours differs from the gold, and where trafilatura's text is nearer to it."""
    if gold.title is not None and not same_title(mine.title, gold.title):
        print(f"{gold.page}: headline {mine.title!r}, not {gold.title!r}")
    if gold.told and mine.day != kyiv_day(gold.day):
        print(f"{gold.page}: day {mine.day}, not {gold.day}")
    for phrase, became in zip((*gold.keeps, *gold.drops), phrases(gold, mine), strict=True):
        if became in ("missed", "let in"):
            print(f"{gold.page}: {became} {phrase!r}")
    if gold.body is not None:
        ours, theirs = (_f1(*overlap(each.body, gold.body)) for each in (mine, other))
        if ours < theirs:
            print(f"{gold.page}: body F1 {ours:.3f}, trafilatura's {theirs:.3f}")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(len(values), 1)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    main()
