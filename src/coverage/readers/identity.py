"""Who an article is: by its URL, however it was shared, else by outlet, day and id or headline."""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

from coverage.errors import UnreadableInput
from coverage.readers.address import behind

_ID_LENGTH = 16  # hex digits
_DATA = tomllib.loads((files(__package__) / "address.toml").read_text(encoding="utf-8"))
_SAME: dict[str, str] = _DATA["host"]["same"]
_LABELS, _PUBLIC = ("|".join(map(re.escape, _DATA["host"][each])) for each in ("labels", "public"))
# https://www., https://m., and between: https://ru.m.
_HOST_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=\.))(?:{_LABELS})\.(?!(?:{_PUBLIC})\.\w\w$)(?=[^.]+\.[^.])"
)
# «/amp/news/1», «…-1758903620.html/amp» (RBC-Ukraine), «/news/1/print»
_AMP_PATH = re.compile(r"/amp(?=/|$)|(?<=\d)/print/*$|/+$", re.IGNORECASE)
# «…/1063032-amp.html» (Interfax-Ukraine), «…/news.amp»
_INDEX = re.compile(r"(?:/index\.html?)*/*$", re.IGNORECASE)
_AMP_FILE = re.compile(r"[-_.]amp(?=\.\w+$)|\.amp$", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_NAMES = frozenset(_DATA["tracking"]["names"])
_STARTS = tuple(_DATA["tracking"]["starts"])
_WHERE = {
    name: frozenset(each["values"]) for each in _DATA["tracking"]["where"] for name in each["names"]
}
_COPIES = [re.compile(pattern, re.IGNORECASE) for pattern in _DATA["copies"]["patterns"]]
_NUMBERED = [re.compile(pattern, re.IGNORECASE) for pattern in _DATA["numbered"]["patterns"]]
_MARKUP = re.compile(r"(?:^|&)amp;")  # an ampersand as it stands in the source of a page
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_TRANSLATED: str = _DATA["host"]["translated"]
_HYPHENS = re.compile("--|-")
_KEPT = "%/:@!$&'()*+,;=~-._"
_ROUTE = re.compile(r"!?/\w")
_ROW_NUMBER = re.compile(r"\d{1,4}")
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=64)  # each is asked for several times while its article is read
def canonical_url(url: str) -> str:
    """``host/path?query`` of a web address without scheme, AMP, tracking, index and end slash.

    With its fragment where that names a page (``#/article/7``), and no place in one.

    An address in a cache or web archive is the one that is kept there, a search engine's link the
    one that it leads to. Of a page that its outlet numbers, the number stands for rubric and words.
    Raises UnreadableInput ``bad_field`` where ``url`` is no http(s) address.
    """
    page, asked = _spelled(url)
    if known := _numbered(page):
        page = f"{known['site'].lower()}/{known['number']}"
    return f"{page}{asked}"


def _numbered(page: str) -> re.Match[str] | None:
    return next((known for each in _NUMBERED if (known := each.fullmatch(page))), None)


def _spelled(url: str) -> tuple[str, str]:
    """Host and path of :func:`canonical_url`, however the page is numbered; and what follows."""
    try:
        parts = urlsplit(behind(url).strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnreadableInput("bad_field", f"url: {error}") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise UnreadableInput("bad_field", f"url: {url[:80]!r} is no http or https address")
    if own := _copied(host, parts):
        return _spelled(own)
    host = _HOST_LABEL.sub("", _ascii(host.rstrip(".")))
    host = _SAME.get(host, host)
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = _AMP_FILE.sub("", _AMP_PATH.sub("", _SESSION.sub("", _escaped(parts.path))))
    path = _INDEX.sub("", path)
    asked = _MARKUP.sub("&", parts.query)
    query = sorted(
        (name, value)
        for name, value in parse_qsl(asked, keep_blank_values=True)
        if not _tells_no_page(name.lower(), value.lower())
    )
    named = f"?{urlencode(query, errors='replace')}" if query else ""
    route = f"#{_escaped(parts.fragment)}" if _ROUTE.match(parts.fragment) else ""
    return f"{host}{path}", f"{named}{route}"


def _copied(host: str, parts: SplitResult) -> str:
    """The address of the page that a cache, archive or translator shows; empty where none does."""
    asked = f"?{parts.query}" if parts.query else ""
    for copies in _COPIES:
        if copy := copies.fullmatch(f"{host}{parts.path}"):
            return f"https://{copy['address']}{copy.groupdict().get('rest', '')}{asked}"
    own = _untranslated(host)
    return f"https://{own}{parts.path}{asked}" if own != host else ""


def without_tracking(url: str) -> str:
    """``url`` as it was given, but for parameters and a place in the page that name no page; of a
    copy in a cache or web archive the page's own."""
    parts = urlsplit(url)
    if own := _copied(parts.hostname or "", parts):
        return without_tracking(own)
    fields = _MARKUP.sub("&", parts.query).split("&")
    named = [
        each
        for each in fields
        if not any(
            _tells_no_page(name.lower(), value.lower())
            for name, value in parse_qsl(each, keep_blank_values=True)
        )
    ]
    route = parts.fragment if _ROUTE.match(parts.fragment) else ""
    if named == fields and route == parts.fragment:
        return url
    return urlunsplit(parts._replace(query="&".join(named), fragment=route))


def number_of(url: str) -> str:
    """The number by which the outlet knows the page, however it spells the address; else empty."""
    page, _ = _spelled(url)
    known = _numbered(page)
    return known["number"] if known else ""


def indexed(address: str) -> tuple[str, ...]:
    """``address``, without a query, with and without the index and the slash at its end."""
    folder = _INDEX.sub("", address)
    return (address, folder, f"{folder}/", f"{folder}/index.html", f"{folder}/index.htm")


def _tells_no_page(name: str, value: str) -> bool:
    return name in _NAMES or name.startswith(_STARTS) or value in _WHERE.get(name, ())


def _escaped(path: str) -> str:
    """``path`` with Cyrillic letters escaped, as browsers send them, and others not; no doubled
    slashes, and no way back (``/a/../b``)."""
    quoted = quote(path, safe=_KEPT, errors="replace")
    folded = re.sub(r"//+", "/", _ESCAPE.sub(_as_sent, quoted))
    return urljoin("/", folded) if "/." in folded else folded


def _as_sent(escape: re.Match[str]) -> str:
    """``%2d`` is a hyphen: what need not be escaped is the same without (RFC 3986, 6.2.2.2)."""
    letter = unquote(escape[0])
    return letter if _UNRESERVED.fullmatch(letter) else escape[0].upper()


def _untranslated(host: str) -> str:
    """The host whose pages are shown in another language: ``a--b-ua.translate.goog``."""
    own = host.removesuffix(_TRANSLATED)
    return host if own == host else _HYPHENS.sub(lambda each: "." if each[0] == "-" else "-", own)


def _ascii(host: str) -> str:
    """``host`` as it is looked up: «новини.укр» is ``xn--b1amarcd.xn--j1amh``."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _written(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def host_of(url: str) -> str:
    """The host in :func:`canonical_url`, without port and as people write it («новини.укр»); empty
    where there is no URL."""
    host = re.split(r"[/?#:]", canonical_url(url), maxsplit=1)[0] if url else ""
    return _written(host) if "xn--" in host else host


def page_of(url: str) -> str:
    """:func:`canonical_url`; empty where that is a site's front page, which is no article's."""
    canonical = canonical_url(url) if url else ""
    return canonical if re.search("[/?#]", canonical) else ""


def article_id(
    *, url: str, lang: str, outlet: str, day: date, title: str, given_id: str | None = None,
    rows_named: bool = False,
) -> str:  # fmt: skip
    """16 hex digits that stay when the article's text is changed: it is its next revision then.

    Of the first of these that is known: URL and language (outlets serve translations under one
    address; a site's front page tells no article from another); outlet, day and the supplier's
    id; outlet, day, language and folded headline. The day belongs to the id, and without an outlet
    or where the id may be a row's number the headline too: suppliers number anew with each file.
    ``rows_named`` trusts such numbers, as earlier rules did.
    """
    parts: tuple[str, ...]
    if page := page_of(url):
        parts = (page, lang)
    else:
        parts = (_fold(outlet), day.isoformat())
        if given_id:
            parts += ("id", given_id)
        if is_told_by_headline(url=url, outlet=outlet, given_id=given_id, rows_named=rows_named):
            parts += (lang, _fold(title))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:_ID_LENGTH]


def is_told_by_headline(
    *, url: str, outlet: str, given_id: str | None, rows_named: bool = False
) -> bool:  # fmt: skip
    """Whether :func:`article_id` has to take the headline: neither address nor id says enough."""
    is_row = given_id and not rows_named and _ROW_NUMBER.fullmatch(given_id)
    return not page_of(url) and (not (given_id and outlet) or bool(is_row))


@cache
def identity_rules() -> str:
    """Hash of all that decides which articles are one, to tell stores of an earlier state by."""
    digest = hashlib.sha256()
    for name in ("identity.py", "address.py", "address.toml", "layouts.toml"):
        digest.update((files(__package__) / name).read_bytes())
    return digest.hexdigest()[:_ID_LENGTH]


def _fold(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold().replace("ё", "е")).strip()
