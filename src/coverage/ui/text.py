"""Text of articles on a page: shown as it is, whatever Markdown it looks like."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit turns these into signs, icons or links after Markdown was read, so that a backslash
# does not help: an invisible word joiner keeps their letters apart.
_TURNED = re.compile(
    r"(?<=:)(?=[\w+/-]+:)|(?<=[-<>=~])(?=[-<>=])|(?<=https)(?=:)|(?<=http)(?=:)|(?<=mailto)(?=:)"
    r"|(?<=xmpp)(?=:)|(?<=www)(?=\.)|(?<=@)(?=\w)",
    re.IGNORECASE,
)
_JOINER = "\N{WORD JOINER}"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Markdown that shows ``text`` letter by letter, on one line: no markup, link or icon in it."""
    text = _CONTROL.sub(" ", text)
    text = _TURNED.sub(_JOINER, re.sub(r"\s+", " ", text))
    return _PUNCTUATION.sub(r"\\\1", text)


def safe_url(url: str | None) -> str | None:
    """``url`` if it is a web address, else None: no script and no file is ever linked."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
