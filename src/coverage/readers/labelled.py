"""A text with labels at its top: «Заголовок: …», «Date: …», a mail's head, front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coverage.readers.columns import guess

_LABEL = re.compile(r"\W{0,4}([^\W\d_][\w /-]{0,30}?)\W{0,3}:\W{0,3}?(?:\s+(.*)|$)")
_FENCE = re.compile(r"-{3,}")
_MOST = 20  # lines in which labels are looked for


def labelled(text: str) -> tuple[Mapping[str, str], str]:
    """The fields that labels at the top of ``text`` name, as tables name columns, and what is left.

    Nothing is taken off unless a headline is among them, and one more.
    """
    lines = text.strip().split("\n")
    found: dict[str, str] = {}
    end = 0
    for number, line in enumerate(lines[:_MOST], 1):
        if _FENCE.fullmatch(line.strip()):
            end = number if found else end
            continue
        label = _LABEL.fullmatch(line.strip())
        if label is None:
            break
        for field in guess([label[1]], in_part=False):
            if field not in found:
                found[field], end = (label[2] or "").strip().strip("\"'"), number
        if "text" in found:
            break
    if not found.get("title") or len(found) < 2:
        return {}, text
    return found, "\n".join((found.pop("text", ""), *lines[end:]))
