"""Files that a page of the docs tells the reader to write, so that a test can do as it says."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
_FENCE = r":\n+```\w*\n(?P<text>.*?)^```"
_STEPS = (
    ("new", re.compile(r"^New file `(?P<file>[^`]+)`" + _FENCE, re.M | re.S)),
    ("end", re.compile(r"^At the end of `(?P<file>[^`]+)`" + _FENCE, re.M | re.S)),
    (
        "below",
        re.compile(r"^In `(?P<file>[^`]+)`, below `(?P<anchor>[^`\n]+)`" + _FENCE, re.M | re.S),
    ),
)


def files_of(page: str) -> list[str]:
    """The files that the page's steps write, in the order of the kinds of step."""
    text = (DOCS / page).read_text("utf-8")
    return [found["file"] for _, step in _STEPS for found in step.finditer(text)]


def do(page: str, root: Path) -> None:
    """Do what ``docs/<page>`` says, in the copy of the project at ``root``."""
    text = (DOCS / page).read_text("utf-8")
    done = 0
    for kind, step in _STEPS:
        for found in step.finditer(text):
            _write(root / found["file"], kind, found)
            done += 1
    assert done, f"{page} has no step"


def _write(target: Path, kind: str, found: re.Match[str]) -> None:
    if kind == "new":
        assert not target.exists(), f"{target.name} is there already"
        target.write_text(found["text"], "utf-8")
        return
    old = target.read_text("utf-8")
    if kind == "end":
        target.write_text(old + found["text"], "utf-8")
        return
    assert old.count(f"{found['anchor']}\n") == 1, f"{target.name} has not one {found['anchor']!r}"
    target.write_text(old.replace(f"{found['anchor']}\n", f"{found['anchor']}\n{found['text']}"))
