"""Addresses that lead into this machine or its network, however they are written."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from coverage.errors import UnreadableInput
from coverage.feeds import address, load_feeds
from coverage.feeds.address import checked, connect, is_public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "gopher://example.org",
        "//example.org/a",
        "http:///a",
        "http://[1",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://example.org:22/",
        "http://example.org:6379/",
    ],
)
def test_what_is_no_address_of_a_page(url: str) -> None:
    with pytest.raises(UnreadableInput) as told:
        checked(url, private=False)
    assert told.value.code == "not_allowed"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0177.0.0.1",
        "0x7f.1",
        "2130706433",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "localhost",
    ],
)
def test_no_connection_is_made(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_socket(*_: object) -> None:
        pytest.fail("a connection was tried")

    found = socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "socket", no_socket)
    with pytest.raises(UnreadableInput) as told:
        connect(host, 80, 1.0, private=False)
    assert told.value.code == "not_allowed"


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (where, 80))
        for where in ("93.184.216.34", "10.0.0.7")
    ]
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(UnreadableInput, match=r"10\.0\.0\.7"):
        connect("example.org", 80, 1.0, private=False)


@pytest.mark.parametrize(
    "text",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_the_open_internet_is_public(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


def test_all_feeds_may_be_fetched() -> None:
    feeds = load_feeds()
    assert not feeds.settings.private
    for feed in feeds.feeds:
        assert checked(feed.url, private=False).scheme == "https"


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"]
)
def test_the_link_is_closed_where_private_networks_are_open(host: str) -> None:
    with pytest.raises(UnreadableInput, match="of the link alone") as refused:
        connect(host, 80, 0.1, private=True)
    assert refused.value.code == "not_allowed"


def test_the_setting_that_opens_this_machine_is_named() -> None:
    with pytest.raises(UnreadableInput, match="private = true"):
        checked("http://127.0.0.1:8977/a", private=False)
    with pytest.raises(UnreadableInput, match="private = true"):
        connect("127.0.0.1", 80, 0.1, private=False)
