"""The labelled articles that are measured, by part."""

from __future__ import annotations

import tomllib
from pathlib import Path

from coverage.labelled import Labelled, load

ROOT = Path(__file__).parent.parent
SAMPLE = sorted((ROOT / "data/sample").glob("*.jsonl"))
UNREAD = sorted((ROOT / "tests/labelled/unread").glob("*.jsonl"))


def by_part() -> dict[str, list[Labelled]]:
    """``seen`` and ``blind`` of the sample, and the project's own ``unread`` ones."""
    split = tomllib.loads((ROOT / "data/quality/split.toml").read_text("utf-8"))
    sample = [each for path in SAMPLE for each in load(path)]
    found = {part: [each for each in sample if each.name in set(split[part])]
             for part in ("seen", "blind")}  # fmt: skip
    return found | {"unread": [each for path in UNREAD for each in load(path)]}
