"""What every reader of a file needs: its name for messages, and its bytes within bounds."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from coverage.errors import UnreadableInput

MAX_BYTES = 8 * 1024 * 1024  # of one article, be it a file or a line

_KEPT = "_files"  # how a browser calls what it keeps beside a page
_PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")


def name_of(path: Path) -> str:
    """``path`` for messages and the store, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def open_regular(path: Path) -> BinaryIO:
    """The file at ``path``, open for reading.

    Raises UnreadableInput ``unreadable`` (missing, not allowed, or no regular file: a pipe would
    never end) or ``empty_file``.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableInput("unreadable", "not a regular file")
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInput("unreadable", f"cannot be opened: {reason}") from error
    if status.st_size == 0:
        file.close()
        raise UnreadableInput("empty_file", "the file is empty")
    return file


def read_bounded(path: Path, limit: int) -> bytes:
    """All bytes of the file at ``path``.

    Raises UnreadableInput as :func:`open_regular`, or ``too_large`` for more than ``limit`` bytes.
    """
    try:
        with open_regular(path) as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableInput("unreadable", f"reading broke off: {error.strerror}") from error
    if len(data) > limit:
        raise UnreadableInput("too_large", f"more than {limit / 1024**2:,.0f} MB")
    return data


def is_passed_over(parts: Sequence[str], there: Callable[[str], bool]) -> bool:
    """Whether a file, named by its path's ``parts``, is none that anybody wants read.

    Hidden ones, READMEs, and what a browser keeps beside a saved page: «page_files/» where
    ``there``, asked for a path, has «page.html».
    """
    return (
        any(part.startswith(".") or part == "__MACOSX" for part in parts)
        or any(_is_kept(parts[:end], there) for end in range(1, len(parts)))
        or parts[-1].upper().startswith("README")
    )


def _is_kept(folder: Sequence[str], there: Callable[[str], bool]) -> bool:
    page = "/".join(folder).removesuffix(_KEPT)
    return folder[-1].endswith(_KEPT) and any(there(page + ending) for ending in _PAGES)


def leads_out(entry: Path, folder: Path) -> bool:
    """Whether ``entry``, which stands in ``folder`` or below, is through links a file elsewhere."""
    real = Path(os.path.realpath(entry))
    return not real.is_relative_to(os.path.realpath(folder))
