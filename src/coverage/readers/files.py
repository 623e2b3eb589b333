"""What every reader of a file needs: its name for messages, and its bytes within bounds."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

from coverage.errors import UnreadableInput
from coverage.model import Rejection

MAX_BYTES = 8 * 1024 * 1024  # of one article, be it a file or a line


def name_of(path: Path) -> str:
    """``path`` for messages and the store, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def open_regular(path: Path) -> BufferedReader:
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


def leads_out(entry: Path, folder: Path) -> bool:
    """Whether ``entry``, which stands in ``folder`` or below, is through links a file elsewhere."""
    real = Path(os.path.realpath(entry))
    return not real.is_relative_to(os.path.realpath(folder))


def link_out(entry: Path) -> Rejection:
    """That a link in a folder leads out of it, and is not followed: nobody meant that file."""
    to = name_of(Path(os.path.realpath(entry)))
    reason = f"a link that leads out of the folder: give what it leads to, {to}"
    return Rejection(name_of(entry), "link_out", reason)


def printable(name: str) -> str:
    """``name`` with the signs that a terminal or page would act on as they are written in code."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
