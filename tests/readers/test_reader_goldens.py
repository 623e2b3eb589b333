"""Golden files: pages/NAME beside pages/NAME.golden.json, what `read` makes of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from coverage.readers import READERS, read

PAGES = Path(__file__).parent / "pages"
GOLDEN = ".golden.json"
GOLDENS = sorted(PAGES.glob(f"*{GOLDEN}"))


def page_of(golden: Path) -> Path:
    return golden.with_name(golden.name.removesuffix(GOLDEN))


def as_golden(path: Path) -> list[dict[str, Any]]:
    found = []
    for result in read(path):
        fields = asdict(result) | {"kind": type(result).__name__.lower()}
        fields["source"] = fields["source"].removeprefix(f"{path.parent}/")
        for name in ("published", "published_time"):
            if fields.get(name) is not None:
                fields[name] = fields[name].isoformat()
        if "body" in fields:
            fields["body"] = fields["body"].split("\n\n")
        found.append(fields)
    return found


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: page_of(path).name)
def test_page_reads_as_its_golden(golden: Path) -> None:
    assert as_golden(page_of(golden)) == json.loads(golden.read_text(encoding="utf-8"))


def test_every_page_has_a_golden() -> None:
    pages = {path.name for path in PAGES.iterdir() if not path.name.endswith(GOLDEN)}
    assert pages == {page_of(path).name for path in GOLDENS}


@pytest.mark.parametrize("suffix", READERS)
def test_every_format_has_a_golden(suffix: str) -> None:
    assert any(page_of(path).name.endswith(suffix) for path in GOLDENS)
