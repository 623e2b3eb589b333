"""What people and files give as an address of the web."""

from __future__ import annotations

import re

# «www.ukrinform.ua/rubric/1.html», «//host/path». What has no path is no article's address, and
# «index.php?id=1» is a part of one.
_WITHOUT_SCHEME = re.compile(
    r"(?://)?(?P<rest>(?:[^\W_][\w-]*\.)+(?!(?:html?|php|aspx?|jsp|cgi)\b)[^\W\d_][\w-]+(?::\d+)?"
    r"(?:/+[^/\s]|/*\?\S)\S*)",
    re.IGNORECASE,
)


def is_web(address: str) -> bool:
    """Whether it is an address of the web, with its scheme: no place on this machine."""
    return address.lower().startswith(("http://", "https://"))


def with_scheme(address: str) -> str:
    """``address``, with https before it where it is a page's and has no scheme."""
    found = None if is_web(address) else _WITHOUT_SCHEME.fullmatch(address.strip())
    return f"https://{found['rest']}" if found else address
