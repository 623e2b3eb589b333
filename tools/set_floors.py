"""Write ``tests/labelled/floors.toml`` from a run: each floor a little under the figure measured.

    python tools/set_floors.py

A floor that would be lower than the one that stands is kept and told: lowering is done by hand,
with the reason in the commit.
"""

from __future__ import annotations

import hashlib
import math
import tomllib
from pathlib import Path

from measured import SAMPLE, UNREAD, by_part

from coverage.coder import Coder
from coverage.evaluation import score

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests/labelled"
MARGIN = 1.0  # percentage points that a figure may move before the gate closes


def main() -> None:
    """Measure, and raise what may be raised."""
    path = LABELLED / "floors.toml"
    old = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    coder = Coder.load()
    digest = hashlib.sha256(b"".join(f.read_bytes() for f in [*SAMPLE, *UNREAD])).hexdigest()
    lines = [
        "# Floors of F1 in per cent, written by tools/set_floors.py; raised freely, lowered only",
        "# with the reason in the commit. `corpus` is the hash of the articles that were measured.",
        f'corpus = "{digest}"',
    ]
    for part, labelled in by_part().items():
        evaluation = score(labelled, [coder.code(each.article) for each in labelled])
        lines += ["", f"[{part}]"]
        fields: dict[str, list[str]] = {}
        for f in evaluation.figures:
            if f.f1 is None:
                continue
            lang, floor = f.lang or "all", math.floor(100 * f.f1 - MARGIN)
            before = old.get(part, {}).get(f.field, {}).get(lang, 0)
            if before > floor:
                print(f"{part} {f.field} {lang}: floor {before} is above {100 * f.f1:.1f}: kept")
            fields.setdefault(f.field, []).append(f"{lang} = {max(floor, before, 0)}")
        lines += [f'"{field}" = {{ {", ".join(floors)} }}' for field, floors in fields.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
