"""``.zip``, ``.tar`` (packed, too), ``.gz``, ``.bz2``, ``.xz``: files of any format within.

Nothing is written under the names in an archive: a member goes through a file of ours, so that
names that lead out of the folder can do no harm; they are told all the same.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO, cast

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.encoding import name_in
from coverage.readers.files import is_passed_over, open_regular
from coverage.readers.options import Context

_CHUNK = 256 * 1024
_MAGIC = 10  # bytes that tell how a file is packed
_ENCRYPTED, _UTF8 = 0x1, 0x800  # flags of a zip's member
_BROKEN = (
    EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
    NotImplementedError, ValueError, RuntimeError,
    TypeError,  # tarfile's, where a packed archive ends within its first bytes
)  # fmt: skip

# What unpacks a file, and how one begins.
_PACKERS: dict[str, tuple[re.Pattern[bytes], Callable[[BinaryIO], object]]] = {
    ".gz": (re.compile(rb"\x1f\x8b"), lambda file: gzip.GzipFile(fileobj=file)),
    ".bz2": (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2File),
    ".xz": (re.compile(rb"\xfd7zXZ\x00"), lzma.LZMAFile),
}

Packed = Callable[[], int]
"""How many bytes of the archive have been read."""


def read_zip(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """Everything in the archive at ``path``, in its order; ``source`` is ``path/member``."""
    yield from _or_none(_zip(path, context), context.name(path))


def _zip(path: Path, context: Context) -> Iterator[Article | Rejection]:
    source = context.name(path)
    try:
        with open_regular(path) as file, zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            _check_count(len(members), context)
            size = path.stat().st_size
            names = {_posix(_name(each)) for each in members}
            for member in members:
                if member.flag_bits & _ENCRYPTED:
                    place = f"{source}/{_name(member)}"
                    yield Rejection(place, "unreadable", "the file is encrypted")
                    continue
                opened = _opener(archive, member)
                yield from _member(opened, _name(member), source, context, lambda: size, names)
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
    except _BROKEN as error:
        yield Rejection(source, "broken_archive", f"no readable zip archive: {error}")


def read_tar(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """As :func:`read_zip`, for an archive that is read as a stream."""
    yield from _or_none(_tar(path, context), context.name(path))


def _tar(path: Path, context: Context) -> Iterator[Article | Rejection]:
    source = context.name(path)
    try:
        with open_regular(path) as file, tarfile.open(fileobj=file, mode="r|*") as archive:
            count = 0
            names: set[str] = set()  # so far: a page mostly stands before what belongs to it
            for member in archive:
                if member.isdir():
                    continue
                count += 1
                names.add(_posix(member.name))
                _check_count(count, context)
                if not member.isfile():
                    place = f"{source}/{member.name}"
                    yield Rejection(place, "unsafe_member", "a link or a device, and no file")
                elif (stream := archive.extractfile(member)) is not None:
                    opened = _constant(stream)
                    yield from _member(opened, member.name, source, context, file.tell, names)
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
    except _BROKEN as error:
        yield Rejection(source, "broken_archive", f"no readable tar archive: {error}")


def packing(head: bytes) -> str:
    """The ending for what begins with ``head``: ``.gz``, ``.bz2``, ``.xz``; else nothing."""
    return next((kind for kind, (magic, _) in _PACKERS.items() if magic.match(head)), "")


def read_packed(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """What is in the one file that was packed: ``page.html.gz`` holds ``page.html``.

    How it is packed is told by its first bytes; a packed file under the name ``page.html`` holds
    a file of that name.
    """
    source, kind = context.name(path), "packed"
    try:
        with open_regular(path) as file:
            kind = packing(file.read(_MAGIC))
            if not kind:
                raise UnreadableInput("broken_archive", "packed neither by gzip nor bzip2 nor xz")
            file.seek(0)
            stream = cast(IO[bytes], _PACKERS[kind][1](file))
            name = PurePosixPath(source)
            inner = name.stem if name.suffix.lower() in _PACKERS else name.name
            yield from _unpack(stream, inner, source, context, file.tell)
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
    except _BROKEN as error:
        yield Rejection(source, "broken_archive", f"no readable {kind} file: {error}")


def _or_none(items: Iterator[Article | Rejection], source: str) -> Iterator[Article | Rejection]:
    """The items; an archive that gives nothing at all is told."""
    found = False
    for item in items:
        found = True
        yield item
    if not found:
        yield Rejection(source, "no_articles", "no articles were found in the archive")


def _name(member: zipfile.ZipInfo) -> str:
    """What a member is called; programs of old write names in whatever encoding they had."""
    if member.flag_bits & _UTF8 or member.filename.isascii():
        return member.filename
    try:
        return name_in(member.filename.encode("cp437"))  # as zipfile read it
    except UnicodeEncodeError:
        return member.filename


def _posix(name: str) -> str:
    return str(PurePosixPath(name.replace("\\", "/")))


def _member(
    opened: Callable[[], IO[bytes]], name: str, source: str, context: Context, packed: Packed,
    names: Container[str],
) -> Iterator[Article | Rejection]:  # fmt: skip
    """One file of an archive; its faults are told under its name, and cost no other file.

    ``names`` are those of the archive's files.
    """
    place = f"{source}/{name}"
    parts = PurePosixPath(_posix(name)).parts
    if not parts or ".." in parts or parts[0].startswith("/") or ":" in parts[0]:
        yield Rejection(place, "unsafe_path", "its name leads out of the archive's folder")
        return
    if is_passed_over(parts, names.__contains__):
        return
    try:
        with opened() as stream:
            yield from _unpack(stream, parts[-1], place, context, packed)
    except UnreadableInput as error:
        if error.code == "bomb":
            raise
        yield Rejection(place, error.code, error.reason)
    except (zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield Rejection(place, "broken_archive", f"cannot be unpacked: {error}")


def _unpack(
    stream: IO[bytes], name: str, place: str, context: Context, packed: Packed
) -> Iterator[Article | Rejection]:
    # They know this module, too.
    from coverage.readers.content import head_of, sniff
    from coverage.readers.registry import read_file, suffix_of

    inner = context.inside(place)
    with TemporaryDirectory(prefix="partner-coverage-") as folder:
        path = Path(folder, f"member{suffix_of(name)}")
        with path.open("wb") as file:
            while chunk := stream.read(_CHUNK):
                context.spend(len(chunk), packed())
                file.write(chunk)
        if not PurePosixPath(name).suffix:  # standard input, unpacked
            path = path.rename(path.with_suffix(sniff(head_of(path))))
        yield from read_file(path, inner)


def _check_count(count: int, context: Context) -> None:
    most = context.limits.members
    if count > most:
        raise UnreadableInput("too_many_members", f"more than {most:,} files in one archive")


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(member)


def _constant(stream: IO[bytes]) -> Callable[[], IO[bytes]]:
    return lambda: stream
