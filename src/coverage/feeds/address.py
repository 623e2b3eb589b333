"""Which addresses may be fetched, and connections that go to no others.

A name is looked up once, what it stands for is checked, and the connection goes to what was
checked: a name that means another machine a moment later, or that is written as ``0177.1`` or
``::ffff:10.0.0.1``, gets nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from functools import cache
from typing import cast
from urllib.parse import SplitResult, urlsplit

from coverage.errors import UnreadableInput

_PORTS = (None, 80, 443)
_ALLOW = "`private = true` in the settings of feeds.toml opens own networks and other ports"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked(url: str, *, private: bool) -> SplitResult:
    """The parts of ``url``.

    Raises UnreadableInput ``not_allowed``: no http(s), a user name, a port of another service.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UnreadableInput("not_allowed", f"{url[:80]!r}: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise UnreadableInput("not_allowed", f"{url[:80]!r} is no http or https address")
    if parts.username is not None or parts.password is not None:
        raise UnreadableInput("not_allowed", f"{host}: an address with a user's name")
    if port not in _PORTS and not private:
        raise UnreadableInput("not_allowed", f"{host}: port {port} is not the web's; {_ALLOW}")
    return parts


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet, also where an IPv6 one hides an IPv4 one."""
    if not all(map(is_public, _hidden(address))):
        return False
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped is not None or address in _NAT64
    ):
        return True
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_link_local(address: Address) -> bool:
    """Whether the address is one of the link alone, where clouds tell their machines' keys."""
    return address.is_link_local or any(each.is_link_local for each in _hidden(address))


def _hidden(address: Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 one stands for."""
    if not isinstance(address, ipaddress.IPv6Address):
        return []
    hidden = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or int(address) < 2**32:  # the latter: ::127.0.0.1, of old
        hidden.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in hidden if each is not None]


def connect(host: str, port: int, timeout: float, *, private: bool) -> socket.socket:
    """A connection to ``host``.

    Raises UnreadableInput ``not_allowed`` where any of its addresses is no public one and
    ``private`` is not set, or is one of the link alone; OSError where none answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, where in found:
        address = ipaddress.ip_address(str(where[0]).partition("%")[0])
        if is_link_local(address):
            raise UnreadableInput("not_allowed", f"{host}: {address} is of the link alone")
        if not private and not is_public(address):
            reason = f"{host}: {address} is no address of the open internet; {_ALLOW}"
            raise UnreadableInput("not_allowed", reason)
    failed: OSError = OSError(f"{host}: no address")
    for family, kind, protocol, _, where in found:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(timeout)
        try:
            connection.connect(where)
        except OSError as error:
            connection.close()
            failed = error
        else:
            return connection
    raise failed


class Connection(http.client.HTTPConnection):
    """A connection that :func:`connect` makes."""

    def __init__(self, parts: SplitResult, timeout: float, *, private: bool) -> None:
        """Not yet connected."""
        port = parts.port or self.default_port
        super().__init__(_ascii(cast(str, parts.hostname)), port, timeout=timeout)
        self._seconds = timeout
        self._open: socket.socket | None = None
        self._private = private

    def connect(self) -> None:
        """As http.client's, but to a checked address."""
        self._open = connect(self.host, self.port, self._seconds, private=self._private)
        self.sock = self._open

    def cut(self) -> None:
        """End it, from another thread, so that a read that waits comes back.

        http.client forgets its socket while an answer is still being read, and closing would
        wake nobody.
        """
        if self._open is not None:
            with suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)


class SecureConnection(Connection):
    """The same, encrypted; the certificate must be the host's."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """As the plain one's, and greet."""
        super().connect()
        secured = _tls().wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self._open = self.sock = secured  # before the greeting, which may be made to take for ever
        secured.do_handshake()


def open_connection(parts: SplitResult, timeout: float, *, private: bool) -> Connection:
    """The connection for an address that :func:`checked` let pass."""
    kind = SecureConnection if parts.scheme == "https" else Connection
    return kind(parts, timeout, private=private)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise UnreadableInput("not_allowed", f"{host!r} is no name of a host") from error
