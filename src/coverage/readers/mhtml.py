"""``.mhtml``, ``.mht``: a web page that a browser saved with its pictures, as a mail is built."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.files import read_bounded
from coverage.readers.html import read_html
from coverage.readers.options import Context
from coverage.readers.transfer import is_html

# Where Chromium's browsers say what was saved; the parts name frames, too.
_SAVED = "Snapshot-Content-Location"


def read_mhtml(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The one article on the page saved at ``path``, or why there is none.

    The page is the first web page in it, others are frames; its address is its Content-Location.
    """
    source = context.name(path)
    try:
        # With its pictures it is larger than an article may be.
        mail = message_from_bytes(read_bounded(path, context.limits.document))
        page = next((part for part in mail.walk() if is_html(part.get_content_type())), None)
        data = page.get_payload(decode=True) if page else None
        if page is None or not isinstance(data, bytes):
            raise UnreadableInput("no_article", "no web page was found in the file")
        if len(data) > context.limits.article:
            most = context.limits.article / 1024**2
            raise UnreadableInput("too_large", f"a page of more than {most:,.0f} MB")
    except (UnreadableInput, RecursionError) as error:
        code = getattr(error, "code", "bad_transfer")
        yield Rejection(source, code, getattr(error, "reason", "parts within parts: too deep"))
        return
    charset = page.get_param("charset")
    yield read_html(
        data,
        source=source,
        url=_line(page, "Content-Location") or _line(mail, _SAVED),
        charset=charset if isinstance(charset, str) else "",
    )


def _line(part: Message, name: str) -> str:
    """A header's value, which long addresses break over lines."""
    return "".join(str(part.get(name, "")).split())
