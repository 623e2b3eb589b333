from __future__ import annotations

import pytest

from coverage.feeds.robots import parse_robots

TEXT = b"""\xef\xbb\xbf# rules
User-agent: other
Disallow: /

User-agent: *
User-agent: third
Disallow: /admin
Allow: /admin/open
Disallow: /*?print
Disallow: /*.pdf$
Disallow:
Crawl-delay: 2.5
nonsense
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/admin", False),
        ("/administration", False),
        ("/admin/open/1", True),
        ("/news/1?print=1", False),
        ("/news/1.pdf", False),
        ("/news/1.pdf?a", True),
        ("/news/1?print", False),
    ],
)
def test_the_longest_rule_decides(path: str, allowed: bool) -> None:
    robots = parse_robots(TEXT, "partner-coverage/0.1")
    assert robots.allows(path) is allowed
    assert robots.delay == 2.5


def test_rules_of_our_own_go_first() -> None:
    text = b"User-agent: partner-coverage\nDisallow: /a\n\nUser-agent: *\nDisallow: /"
    assert parse_robots(text, "partner-coverage/0.1 (x)").allows("/b")
    assert not parse_robots(text, "partner-coverage/0.1 (x)").allows("/a")
    assert not parse_robots(text, "another").allows("/b")


def test_no_rules_forbid_nothing_and_a_hostile_file_costs_no_time() -> None:
    assert parse_robots(b"", "x").allows("/a")
    assert parse_robots(b"\x00\xff" * 1000, "x").allows("/a")
    hostile = parse_robots(b"User-agent: *\nDisallow: /" + b"*a" * 200 + b"*b$", "x")
    assert hostile.allows("/" + "a" * 2000)
