"""What people and files give as an address of the web."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

_DATA = tomllib.loads((files(__package__) / "address.toml").read_text(encoding="utf-8"))
_REDIRECTS = re.compile("|".join(_DATA["redirects"]["patterns"]), re.IGNORECASE)
_LOCAL = frozenset(_DATA["host"]["local"])
_LED_TO: list[str] = _DATA["redirects"]["names"]
# «www.ukrinform.ua/rubric/1.html», «//host/path». What has no path is no article's address, and
# «index.php?id=1» is a part of one.
_WITHOUT_SCHEME = re.compile(
    r"(?://)?(?P<host>(?:[^\W_][\w-]*\.)+(?!(?:html?|php|aspx?|jsp|cgi)\b)[^\W\d_][\w-]+)"
    r"(?::(?:443|80)(?=[/?]))?(?P<page>(?::\d+)?(?:/+[^/\s]|/*\?\S)\S*)",
    re.IGNORECASE,
)

_AS_PATH = re.compile(r"(https?):/+(?=[^/])", re.IGNORECASE)


def is_web(address: str) -> bool:
    """Whether it is an address of the web, with its scheme: no place on this machine."""
    return address.lower().startswith(("http://", "https://"))


def is_local(address: str) -> bool:
    """Whether the address is of a host that only its own machine or network knows."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return False
    try:
        return not ip_address(host).is_global
    except ValueError:
        return bool(host) and ("." not in host or host.rpartition(".")[2] in _LOCAL)


def as_address(path: str) -> str:
    """The address that was given for a path, which has one slash fewer; empty where it is none."""
    found = _AS_PATH.match(path)
    return f"{found[1].lower()}://{path[found.end() :]}" if found else ""


def with_scheme(address: str) -> str:
    """``address``, with https before it where it is a page's and has no scheme.

    A port stays unless it is the web's own, which https may not have.
    """
    found = None if is_web(address) else _WITHOUT_SCHEME.fullmatch(address.strip())
    return f"https://{found['host']}{found['page']}" if found else address


def behind(address: str) -> str:
    """What a link of a search engine or network leads to, as it says; else ``address`` itself."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    if not _REDIRECTS.fullmatch(f"{(parts.hostname or '')}{parts.path}"):
        return address
    asked = dict(parse_qsl(parts.query.replace("&amp;", "&")))
    return next((asked[name] for name in _LED_TO if is_web(asked.get(name, ""))), address)


def resolved(address: str) -> str:
    """The page's own address: :func:`with_scheme`, and :func:`behind` a link that leads to it."""
    return behind(with_scheme(address))


def first_address(told: str) -> str:
    """``told``, of several addresses in one field the first."""
    several = told.split()
    return several[0] if len(several) > 1 and all(map(is_web, several)) else told
