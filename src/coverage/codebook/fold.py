"""Letters that mean the same are made the same, one for one, so that offsets stay true."""

from __future__ import annotations

import unicodedata

_SAME = {
    "’": "'", "ʼ": "'", "`": "'", "′": "'", "‘": "'", "＇": "'", "ʹ": "'", "´": "'",
    "ё": "е", "Ё": "Е", "ґ": "г", "Ґ": "Г",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "\r": " ", "\u000b": " ",
    "\u2028": "\n", "\u2029": "\n",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "İ": "I", "ð": "d",
}  # fmt: skip


def _latin_base() -> dict[str, str]:
    """Latin letters with a mark -> the bare letter (é -> e): names are written either way."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        if base.isascii() and base.isalpha():
            table[letter] = base
    return table


_TABLE = str.maketrans(_latin_base() | _SAME)


def fold(text: str) -> str:
    """``text`` with quotes, dashes, spaces, apostrophes, ё and marked Latin letters made plain.

    The result has the same length; case is kept.
    """
    return text.translate(_TABLE)
