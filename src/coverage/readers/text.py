"""``.txt``: one article, as the page saved as text or as its body under headline and date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.encoding import decode
from coverage.readers.files import read_bounded
from coverage.readers.options import Context
from coverage.readers.record import read_text


def read_text_file(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The one article in the file at ``path``, or why there is none."""
    source = context.name(path)
    try:
        text = decode(read_bounded(path, context.limits.article))
        if not text.strip():
            raise UnreadableInput("empty_file", "the file holds nothing but blank space")
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
        return
    yield read_text(text, source=source)
