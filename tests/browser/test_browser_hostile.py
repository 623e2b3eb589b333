"""A store full of harm, in a real browser: nothing runs, nothing is fetched, nothing is linked."""

from urllib.parse import quote, urlsplit

import pytest
from hostile_store import PAYLOADS

LINKS = "![i](http://evil.example/i.png) [x](http://evil.example)"
PATHS = ["", "Partners", "Topics", "Funding_models", "Officials", "Meetings", "Articles",
         "Data_quality", f"Articles?article={quote('h0' + PAYLOADS[0])}",
         f"Partners?partner={quote(PAYLOADS[0])}",
         f"Partners?partner={quote(LINKS)}"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nothing_runs_and_nobody_is_called(path, page, hostile_site, requests, settle):
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(f"{hostile_site}/{path}")
    settle(page)
    assert page.get_by_test_id("stException").count() == 0
    # Over every chart once: what a tooltip shows is made then.
    for chart in page.locator(".js-plotly-plot").all()[:4]:
        chart.scroll_into_view_if_needed()
        chart.hover()
    assert page.evaluate("window.pwned") is None
    assert not said
    hosts = {urlsplit(each.url).hostname for each in requests if each.url.startswith("http")}
    assert hosts <= {"127.0.0.1"}
    links = page.eval_on_selector_all("a[href]", "each => each.map(a => a.href)")
    assert not [each for each in links if "evil" in urlsplit(each).netloc or each[:4] != "http"]
