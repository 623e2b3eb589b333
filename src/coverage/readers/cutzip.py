"""A zip archive without a list of its files, which stands at its end: it was cut off, or the list
cannot be read. Before each file stands what the file is."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_HEAD = struct.Struct("<4s5H3I2H")
_MARK = b"PK\x03\x04"
_AFTER = b"PK\x07\x08"  # may stand before what follows a file
_LENGTH_AFTER = 0x8  # a flag: length and sum follow the file
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LONG = 0xFFFFFFFF  # stands for a length that is told elsewhere
_CHUNK = 64 * 1024


def members(file: BinaryIO) -> Iterator[tuple[zipfile.ZipInfo, Member]]:
    """The files in the archive, each to be read before the next is asked for.

    Raises zipfile.BadZipFile where one of them breaks off, or where the next cannot be found.
    """
    while True:
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size or not head.startswith(_MARK):
            return
        _, _, flags, method, _, _, crc, packed, unpacked, named, more = _HEAD.unpack(head)
        name, extra = file.read(named), file.read(more)
        if len(name) + len(extra) < named + more:
            return
        if flags & _UTF8 and not _is_utf8(name):
            flags ^= _UTF8
        info = zipfile.ZipInfo(name.decode("utf-8" if flags & _UTF8 else "cp437"))
        info.flag_bits, info.compress_type = flags, method
        info.CRC, info.compress_size, info.file_size = crc, packed, unpacked
        member = Member(file, info)
        yield info, member
        if flags & _ENCRYPTED:
            member.check_length()
            file.seek(packed, 1)
        else:
            member.finish()


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


class Member:
    """One file, read from its beginning to its end.

    Raises zipfile.BadZipFile: it breaks off, its sum is wrong, or it is packed in another way.
    """

    def __init__(self, file: BinaryIO, info: zipfile.ZipInfo) -> None:
        """Begin where the file in the archive begins."""
        self._file, self._info = file, info
        self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        self._packed = b""  # read, and not yet unpacked
        self._left = info.compress_size
        self._sum = 0
        self._over = False

    def __enter__(self) -> Member:
        """Itself."""
        return self

    def __exit__(self, *fault: object) -> None:
        """Nothing is to be closed: the archive is read on."""

    def read(self, size: int) -> bytes:
        """The next bytes, at most ``size``; none at the end."""
        if self._over:
            return b""
        if self._info.compress_type == zipfile.ZIP_DEFLATED:
            data = self._inflated(size)
        else:
            data = self._stored(size)
        self._sum = zlib.crc32(data, self._sum)
        if not data:
            self._over = True
            self._check()
        return data

    def finish(self) -> None:
        """Go to the end, whatever was read of it."""
        try:
            while self.read(_CHUNK):
                pass
        except zlib.error as error:
            raise zipfile.BadZipFile(str(error)) from error

    def _inflated(self, size: int) -> bytes:
        while not self._unpacker.eof:
            self._packed = self._packed or self._file.read(_CHUNK)
            if not self._packed:
                raise zipfile.BadZipFile(f"{self._info.filename} breaks off")
            data = self._unpacker.decompress(self._packed, size)
            self._packed = self._unpacker.unconsumed_tail
            if data:
                return data
        return b""

    def check_length(self) -> None:
        """Raise zipfile.BadZipFile unless it is told where the file ends."""
        length = self._info.compress_size
        if length == _LONG or (self._info.flag_bits & _LENGTH_AFTER and not length):
            raise zipfile.BadZipFile(f"where {self._info.filename} ends is not known")

    def _stored(self, size: int) -> bytes:
        self.check_length()
        if self._info.compress_type != zipfile.ZIP_STORED:
            raise zipfile.BadZipFile(f"{self._info.filename} is packed in a way that is not known")
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        if self._left and not data:
            raise zipfile.BadZipFile(f"{self._info.filename} breaks off")
        return data

    def _check(self) -> None:
        """Compare the sum, and go behind what follows the file."""
        self._file.seek(-len(self._unpacker.unused_data), 1)
        wanted = self._info.CRC
        if self._info.flag_bits & _LENGTH_AFTER:
            begin = self._file.tell()
            after = self._file.read(len(_AFTER) + 20 + len(_MARK))
            start = len(_AFTER) if after.startswith(_AFTER) else 0
            # Lengths have four bytes or eight; what comes next tells which.
            length = 20 if after[start + 20 : start + 22] == _MARK[:2] else 12
            self._file.seek(begin + start + length)
            wanted = int.from_bytes(after[start : start + 4], "little")
        if self._sum != wanted:
            raise zipfile.BadZipFile(f"Bad CRC-32 for file {self._info.filename!r}")
