"""The gate: no figure on the shipped labelled articles falls below tests/labelled/floors.toml."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from coverage.coder import Coder
from coverage.evaluation import score
from coverage.labelled import load

ROOT = Path(__file__).parent.parent
SAMPLE = sorted((ROOT / "data/sample").glob("*.jsonl"))
LABELLED = Path(__file__).parent / "labelled"
UNREAD = sorted((LABELLED / "unread").glob("*.jsonl"))
FLOORS = tomllib.loads((LABELLED / "floors.toml").read_text("utf-8"))
SPLIT = tomllib.loads((ROOT / "data/quality/split.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def figures():
    """(part, field, language) -> F1 in per cent."""
    coder = Coder.load()
    articles = [each for path in SAMPLE for each in load(path)]
    parts = {part: [a for a in articles if a.name in set(SPLIT[part])] for part in SPLIT}
    assert {part: len(labelled) for part, labelled in parts.items()} == {
        part: len(SPLIT[part]) for part in ("seen", "blind")
    }
    parts["unread"] = [each for path in UNREAD for each in load(path)]
    found = {}
    for part, labelled in parts.items():
        evaluation = score(labelled, [coder.code(each.article) for each in labelled])
        for f in evaluation.figures:
            found[part, f.field, f.lang or "all"] = 100 * (f.f1 or 0)
    return found


def test_the_corpus_is_the_one_that_the_floors_were_set_on():
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in [*SAMPLE, *UNREAD])).hexdigest()
    assert digest == FLOORS["corpus"], "the articles changed: measure and set the floors again"


def test_the_split_covers_the_sample_and_keeps_events_together():
    articles = {each.name: each for path in SAMPLE for each in load(path)}
    seen, blind = set(SPLIT["seen"]), set(SPLIT["blind"])
    assert seen | blind == set(articles)
    assert not seen & blind

    def events(part):
        return {event for name in part for event in articles[name].events}

    assert not events(seen) & events(blind)


@pytest.mark.parametrize(
    ("part", "field", "lang"),
    [
        (part, field, lang)
        for part in ("seen", "blind", "unread")
        for field, floors in FLOORS[part].items()
        for lang in floors
    ],
)
def test_no_figure_falls_below_its_floor(figures, part, field, lang):
    assert figures[part, field, lang] >= FLOORS[part][field][lang]
