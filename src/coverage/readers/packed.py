"""``.gz``, ``.bz2``, ``.xz``: one file of any format that was packed; and how any is unpacked."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO, cast

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.files import open_regular
from coverage.readers.options import Context

_CHUNK = 256 * 1024
_MAGIC = 10  # bytes that tell how a file is packed
BROKEN = (
    EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
    NotImplementedError, ValueError, RuntimeError,
    TypeError,  # tarfile's, where a packed archive ends within its first bytes
)  # fmt: skip
"""What reading an archive or a packed file raises where it is damaged."""

_BY_LINE = (".jsonl", ".ndjson")  # of these a line is whole or told as broken

# What unpacks a file, and how one begins.
_PACKERS: dict[str, tuple[re.Pattern[bytes], Callable[[BinaryIO], object]]] = {
    ".gz": (re.compile(rb"\x1f\x8b"), lambda file: gzip.GzipFile(fileobj=file)),
    ".bz2": (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2File),
    ".xz": (re.compile(rb"\xfd7zXZ\x00"), lzma.LZMAFile),
}

Packed = Callable[[], int]
"""How many bytes of the archive have been read."""


def packing(head: bytes) -> str:
    """The ending for what begins with ``head``: ``.gz``, ``.bz2``, ``.xz``; else nothing."""
    return next((kind for kind, (magic, _) in _PACKERS.items() if magic.match(head)), "")


def read_packed(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """What is in the one file that was packed: ``page.html.gz`` holds ``page.html``.

    How it is packed is told by its first bytes; a packed file under the name ``page.html`` holds
    a file of that name.
    """
    source, kind, found = context.name(path), "packed", False
    try:
        with open_regular(path) as file:
            kind = packing(file.read(_MAGIC))
            if not kind:
                raise UnreadableInput("broken_archive", "packed neither by gzip nor bzip2 nor xz")
            file.seek(0)
            stream = cast(IO[bytes], _PACKERS[kind][1](file))
            name = PurePosixPath(source)
            inner = name.stem if name.suffix.lower() in _PACKERS else name.name
            for item in unpack(stream, inner, source, context, file.tell):
                found = True
                yield item
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
    except BROKEN as error:
        reason = f"no readable {kind} file: {error}"
        if found:
            reason = f"the {kind} file breaks off, the lines before that are read; {error}"
        yield Rejection(source, "broken_archive", reason)


def unpack(
    stream: IO[bytes], name: str, place: str, context: Context, packed: Packed
) -> Iterator[Article | Rejection]:
    """Everything in the file of that ``name`` that ``stream`` unpacks; ``place`` is its source.

    Raises those of BROKEN, behind the lines that came before where it is a file of lines, and
    UnreadableInput ``bomb`` or ``too_deep``.
    """
    # They know this module, too.
    from coverage.readers.content import head_of, sniff
    from coverage.readers.registry import read_file, suffix_of

    inner = context.inside(place)
    with TemporaryDirectory(prefix="partner-coverage-") as folder:
        path = Path(folder, f"member{suffix_of(name)}")
        broken = _written(stream, path, context, packed)
        if not PurePosixPath(name).suffix:  # standard input, unpacked
            path = path.rename(path.with_suffix(sniff(head_of(path))))
        if broken is None or (path.suffix in _BY_LINE and _has_lines(path)):
            yield from read_file(path, inner)
        if broken is not None:
            raise broken


def _written(stream: IO[bytes], path: Path, context: Context, packed: Packed) -> Exception | None:
    """Unpack into a file, and say why it broke off, if it did."""
    with path.open("wb") as file:
        try:
            while chunk := stream.read(_CHUNK):
                context.spend(len(chunk), packed())
                file.write(chunk)
        except BROKEN as error:
            return error
    return None


def _has_lines(path: Path) -> bool:
    """Cut off what is behind the last end of a line, and say whether anything is left."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        while size > 0:
            start = max(0, size - _CHUNK)
            file.seek(start)
            end = file.read(size - start).rfind(b"\n")
            if end >= 0:
                file.truncate(start + end + 1)
                return True
            size = start
    return False
