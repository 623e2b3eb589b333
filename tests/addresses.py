"""Where a browser is: an address may follow a click by seconds on a busy machine."""

import re

from playwright.sync_api import Page, expect


def at(page: Page, ending: str | re.Pattern[str]) -> None:
    """Wait until the page's address ends so; fail where it does not come to it."""
    pattern = ending if isinstance(ending, re.Pattern) else re.compile(re.escape(ending) + "$")
    expect(page).to_have_url(pattern, timeout=30_000)
