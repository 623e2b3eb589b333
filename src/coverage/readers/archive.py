"""``.zip``, ``.tar`` (packed, too): files of any format within.

Nothing is written under the names in an archive: a member goes through a file of ours, so that
names that lead out of the folder can do no harm; they are told all the same.
"""

from __future__ import annotations

import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers import cutzip
from coverage.readers.encoding import name_in
from coverage.readers.files import open_regular, printable
from coverage.readers.options import Context
from coverage.readers.packed import BROKEN, Packed, unpack
from coverage.readers.passed_over import PassedOver

_DRIVE = re.compile("[A-Za-z]:")  # «C:/memo.txt»; «10:30 news.html» is a name as any
_ENCRYPTED, _UTF8 = 0x1, 0x800  # flags of a zip's member
Opened = Callable[[], IO[bytes]]
"""Opens a file in an archive."""


def read_zip(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """Everything in the archive at ``path``, in its order; ``source`` is ``path/member``."""
    yield from _whole(_zip, "zip", path, context)


def read_tar(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """As :func:`read_zip`, for an archive that is read as a stream."""
    yield from _whole(_tar, "tar", path, context)


def _whole(
    read: Callable[[Path, Members], Iterator[Article | Rejection]], kind: str, path: Path,
    context: Context,
) -> Iterator[Article | Rejection]:  # fmt: skip
    """What the archive gives; then what it does not, and one that gives nothing at all is told."""
    source, found = context.name(path), False
    members = Members(source, context)
    try:
        for item in read(path, members):
            found = True
            yield item
        rest = list(members.told())
    except UnreadableInput as error:
        rest = [*members.told(), Rejection(source, error.code, error.reason)]
    except BROKEN as error:
        reason = f"no readable {kind} archive: {error}"
        if members.read:
            reason = f"the archive is broken, files read before that: {members.read}; {error}"
        rest = [*members.told(), Rejection(source, "broken_archive", reason)]
    yield from rest
    if not (found or rest):
        yield Rejection(source, "no_articles", "no articles were found in the archive")


def _zip(path: Path, members: Members) -> Iterator[Article | Rejection]:
    with open_regular(path) as file:
        try:
            archive = zipfile.ZipFile(file)
        except zipfile.BadZipFile:
            file.seek(0)
            yield from _zipped(_cut(file, members), members, file.tell)
            raise
        except UnicodeDecodeError:  # names that are said to be in UTF-8, and are not
            file.seek(0)
            yield from _zipped(_cut(file, members), members, file.tell)
            return
        with archive:
            every = archive.infolist()
            members.note(_name(each) for each in every if not each.is_dir())
            size = path.stat().st_size
            yield from _zipped(((e, _opener(archive, e)) for e in every), members, lambda: size)


def _zipped(
    every: Iterable[tuple[zipfile.ZipInfo, Opened]], members: Members, packed: Packed
) -> Iterator[Article | Rejection]:
    for info, opened in every:
        if info.is_dir():
            continue
        name = _name(info)
        if info.flag_bits & _ENCRYPTED:
            yield Rejection(members.place(name), "unreadable", "the file is encrypted")
        else:
            yield from members.take(opened, name, packed)


def _cut(file: BinaryIO, members: Members) -> Iterator[tuple[zipfile.ZipInfo, Opened]]:
    for info, member in cutzip.members(file):
        members.note([_name(info)])
        yield info, _constant(cast(IO[bytes], member))


class _Info(tarfile.TarInfo):
    """Notes where an archive says that it ends: one that was cut off does not."""

    ended = False

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _Info:
        try:
            return super().fromtarfile(archive)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            cls.ended = True
            raise


def _tar(path: Path, members: Members) -> Iterator[Article | Rejection]:
    class Info(_Info):
        """Of this archive: tarfile gives its entries no other place to note anything."""

    with (
        open_regular(path) as file,
        tarfile.open(fileobj=file, mode="r|*", tarinfo=Info) as archive,
    ):
        for member in archive:
            if member.isdir():
                continue
            members.note([member.name])
            if not member.isfile():
                reason = "a link or a device, and no file"
                yield Rejection(members.place(member.name), "unsafe_member", reason)
            elif (stream := archive.extractfile(member)) is not None:
                yield from members.take(_constant(stream), member.name, file.tell)
    if not Info.ended:
        raise tarfile.ReadError("it breaks off")


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


class Members:
    """The files of one archive, read one by one."""

    def __init__(self, source: str, context: Context) -> None:
        """Nothing is read yet; ``names`` are those of its files, as far as they are known."""
        # It knows this module, too.
        from coverage.readers.registry import is_named_read

        self.source, self._context = source, context
        self.names: set[str] = set()
        self.read = 0
        self._count = 0
        self._passed = PassedOver(self.names.__contains__, is_named_read)

    def note(self, names: Iterable[str]) -> None:
        """More files are there. Raises UnreadableInput ``too_many_members``."""
        for name in names:
            self.names.add(_posix(name))
            self._count += 1
        most = self._context.limits.members
        if self._count > most:
            raise UnreadableInput("too_many_members", f"more than {most:,} files in one archive")

    def place(self, name: str) -> str:
        """Where a file of that name lies, for messages and the store."""
        return f"{self.source}/{printable(name)}"

    def take(self, opened: Opened, name: str, packed: Packed) -> Iterator[Article | Rejection]:
        """What is in one file; its faults are told under its name, and cost no other file."""
        place = self.place(name)
        parts = PurePosixPath(_posix(name)).parts
        if not parts or ".." in parts or parts[0].startswith("/") or _DRIVE.fullmatch(parts[0]):
            yield Rejection(place, "unsafe_path", "its name leads out of the archive's folder")
            return
        if self._passed.takes(parts):
            return
        try:
            with opened() as stream:
                yield from unpack(stream, parts[-1], place, self._context, packed)
            self.read += 1
        except UnreadableInput as error:
            if error.code == "bomb":  # of the archive as a whole
                before = f"files read before that: {self.read}"
                reason = f"{printable(name)}: {error.reason}; {before}; none behind it is read"
                raise UnreadableInput("bomb", reason) from error
            yield Rejection(place, error.code, error.reason)
        except (zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            yield Rejection(place, "broken_archive", f"cannot be unpacked: {error}")

    def told(self) -> Iterator[Rejection]:
        """What is to be told of the whole archive."""
        return self._passed.told(self.source)


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Opened:
    return lambda: archive.open(member)


def _constant(stream: IO[bytes]) -> Opened:
    return lambda: stream
