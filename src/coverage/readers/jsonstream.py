"""A JSON document read piece by piece: an element of a long array at a time."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from coverage.errors import UnreadableInput
from coverage.readers.encoding import is_utf16

_CHUNK = 256 * 1024
_CUT = 8  # characters before the end at which a value that was cut off may look wrong
_BLANK = " \t\r\n"
_DECODER = json.JSONDecoder(strict=False)


class JsonStream:
    """The document in ``file`` (UTF-8 or UTF-16), of which no element is longer than ``limit``.

    Every method raises UnreadableInput ``bad_json``, ``bad_encoding`` or ``too_large``, and with
    that the document is over: where a fault ends cannot be known.
    """

    def __init__(self, file: BinaryIO, limit: int) -> None:
        """Begin at the document's beginning."""
        head = file.read(_CHUNK)
        encoding = "utf-16" if is_utf16(head) else "utf-8-sig"
        self._file = file
        self._limit = limit
        self._decode = codecs.getincrementaldecoder(encoding)()
        self._text = ""
        self._at = 0
        self._before = 0  # characters that are no longer held
        self._add(head)

    @property
    def at(self) -> int:
        """How many characters of the document have been read."""
        return self._before + self._at

    def peek(self) -> str:
        """The next character that is no space; empty at the end. It stays."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANK:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def value(self) -> object:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # The value may go on in what was not read yet: twice as much is tried.
                if self._is_wrong(error) or not self._more(len(self._text) - self._at):
                    self._at = error.pos
                    raise self._fault(error.msg) from error
                continue
            except (ValueError, RecursionError) as error:
                raise self._fault("nested too deeply, or a number too long") from error
            # «1» may be the beginning of «123» or of «1.5e+3».
            is_number = isinstance(found, int | float)
            if is_number and end > len(self._text) - _CUT and self._more():
                continue
            self._at = end
            return found

    def elements(self) -> Iterator[None]:
        """Steps through an array: at each step one element is to be read."""
        self._take("[")
        if self.peek() == "]":
            self._take("]")
            return
        while True:
            yield None
            if self.peek() == "]":
                self._take("]")
                return
            self._take(",")

    def names(self) -> Iterator[str]:
        """Steps through an object: at each step the value of the key is to be read."""
        self._take("{")
        if self.peek() == "}":
            self._take("}")
            return
        while True:
            if self.peek() != '"':
                raise self._fault("a name in quotation marks is expected")
            key = self.value()
            self._take(":")
            yield str(key)
            if self.peek() == "}":
                self._take("}")
                return
            self._take(",")

    def end(self) -> None:
        """Nothing more must come."""
        if self.peek():
            raise self._fault("more after the end")

    def _take(self, wanted: str) -> None:
        found = self.peek()
        if found != wanted:
            cut = f"{wanted} is expected, the file breaks off"
            raise self._fault(f"{wanted} is expected" if found else cut)
        self._at += 1

    def _is_wrong(self, error: json.JSONDecodeError) -> bool:
        """Whether no further text could mend it: it lies before the end of what was read."""
        return "Unterminated" not in error.msg and error.pos < len(self._text) - _CUT

    def _more(self, size: int = 0) -> bool:
        if len(self._text) - self._at > self._limit:
            reason = f"an element longer than {self._limit // 1024**2} MB"
            raise UnreadableInput("too_large", reason)
        data = self._file.read(max(size, _CHUNK))
        return self._add(data) if data else False

    def _add(self, data: bytes) -> bool:
        try:
            text = self._decode.decode(data)
        except UnicodeDecodeError as error:
            raise UnreadableInput("bad_encoding", f"JSON is UTF-8: {error.reason}") from error
        self._before += self._at
        self._text = self._text[self._at :] + text
        self._at = 0
        return True

    def _fault(self, what: str) -> UnreadableInput:
        return UnreadableInput("bad_json", f"character {self.at + 1}: {what}")
