"""Who an article is: by its URL, however it was shared, else by outlet, day and id or headline."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from coverage.errors import UnreadableInput

_ID_LENGTH = 16  # hex digits

# Where the same page is also served: https://www., https://m., https://amp.
_HOST_PREFIX = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.[^.])")
# «…/1063032-amp.html» (Interfax-Ukraine), «…-1758903620.html/amp» (RBC-Ukraine)
_AMP_PATH = re.compile(r"(?:/amp)?/*$", re.IGNORECASE)
_AMP_FILE = re.compile(r"[-_.]amp(?=\.\w+$)", re.IGNORECASE)
# Parameters that say where the reader came from, not which page it is.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa)_\w+|fbclid|gclid|dclid|yclid|ysclid|msclkid|twclid|igshid|mc_[ce]id|_ga|"
    r"_openstat|amp|outputtype|ref|ref_src|from|share|cmpid|ocid|at_\w+",
    re.IGNORECASE,
)
# Hosts that serve copies of others' pages, with the page's own address in theirs.
_COPIES = (
    re.compile(r"[\w-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?(?P<address>[^/]+\.[^/]+/?.*)"),
    re.compile(r"web\.archive\.org/web/\d+\w*/(?:https?:/{1,2})?(?P<address>[^/]+\.[^/]+/?.*)"),
)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_KEPT = "%/:@!$&'()*+,;=~-._"
_NOT_WORD = re.compile(r"[\W_]+")


def canonical_url(url: str) -> str:
    """``host/path?query`` of a web address without scheme, AMP, tracking and trailing slash.

    An address in a cache or web archive is the one that is kept there.
    Raises UnreadableInput ``bad_field`` where ``url`` is no http(s) address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnreadableInput("bad_field", f"url: {error}") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise UnreadableInput("bad_field", f"url: {url[:80]!r} is no http or https address")
    for copies in _COPIES:
        if copy := copies.fullmatch(f"{host}{parts.path}"):
            asked = f"?{parts.query}" if parts.query else ""
            return canonical_url(f"https://{copy['address']}{asked}")
    host = _HOST_PREFIX.sub("", _ascii(host.rstrip(".")))
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = _AMP_FILE.sub("", _AMP_PATH.sub("", _escaped(parts.path)))
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    )
    return f"{host}{path}" + (f"?{urlencode(query, errors='replace')}" if query else "")


def _escaped(path: str) -> str:
    """``path`` with Cyrillic letters escaped, as browsers send them, and no doubled slashes."""
    quoted = quote(path, safe=_KEPT, errors="replace")
    return re.sub(r"//+", "/", _ESCAPE.sub(lambda match: match[0].upper(), quoted))


def _ascii(host: str) -> str:
    """``host`` as it is looked up: «новини.укр» is ``xn--b1amarcd.xn--j1amh``."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def host_of(url: str) -> str:
    """The host in :func:`canonical_url`, without port; empty where there is no URL."""
    return re.split(r"[/?:]", canonical_url(url), maxsplit=1)[0] if url else ""


def article_id(
    *, url: str, lang: str, outlet: str, day: date, title: str, given_id: str | None = None
) -> str:
    """16 hex digits that stay when the article's text is changed: it is its next revision then.

    Of the first of these that is known: URL and language (outlets serve translations under one
    address); outlet, day and the supplier's id; outlet, day, language and folded headline. The day
    belongs to the id, and without an outlet the headline too, because suppliers number anew with
    each file.
    """
    parts: tuple[str, ...]
    if url:
        parts = (canonical_url(url), lang)
    else:
        parts = (_fold(outlet), day.isoformat())
        if given_id:
            parts += ("id", given_id)
        if not (given_id and outlet):
            parts += (lang, _fold(title))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:_ID_LENGTH]


def _fold(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold().replace("ё", "е")).strip()
