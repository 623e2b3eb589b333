"""The usual ways through the dashboard, in Chromium."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import choosing
import pytest
from addresses import at
from playwright.sync_api import expect
from sample_store import NASTY_BODY, NASTY_TITLE

PAGES = {
    "": "Overview", "Partners": "Partners", "Topics": "Topics", "Funding_models": "Funding models",
    "Officials": "Officials",
    "Meetings": "Meetings", "Articles": "Articles", "Add_articles": "Add articles",
    "Data_quality": "Data quality", "Review_queue": "Review queue", "Corrections": "Corrections",
    "What_changed": "What changed", "Sources_and_runs": "Sources and runs",
}  # fmt: skip


def choose(page, label, option):
    box = page.get_by_test_id("stMultiSelect").filter(has_text=label).locator("input")
    choosing.choose(box, page.get_by_role("option", name=option))
    page.keyboard.press("Escape")


def downloaded(page, button):
    with page.expect_download() as waiting:
        button.click()
    content = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


@pytest.mark.parametrize("path", list(PAGES))
def test_a_cold_link_to_every_page_keeps_its_filter_and_calls_nobody(path, visit, requests):
    page = visit(f"{path}?partner=DK")
    expect(page.locator("h1")).to_have_text(PAGES[path])
    expect(page.get_by_test_id("stException")).to_have_count(0)
    at(page, f"/{path}?partner=DK")
    hosts = {urlsplit(each.url).hostname for each in requests if each.url.startswith("http")}
    assert hosts == {"127.0.0.1"}


def test_filter_to_address_to_reload(visit, settle):
    page = visit("Partners")
    choose(page, "Partner", "Denmark (2)")
    expect(page.get_by_text("2 meetings in 2 articles")).to_be_visible()
    at(page, "/Partners?partner=DK")
    page.reload()
    settle(page)
    expect(page.get_by_text("2 meetings in 2 articles")).to_be_visible()
    at(page, "/Partners?partner=DK")


def test_filters_hold_over_pages_and_back(visit, settle):
    page = visit("?partner=DK")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Meetings").click()
    expect(page.locator("h1")).to_have_text("Meetings")
    settle(page)
    at(page, "/Meetings?partner=DK")
    expect(page.get_by_text("2 meetings in 2 articles")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Overview")
    settle(page)
    at(page, "/?partner=DK")
    expect(page.get_by_text("2 meetings in 2 articles")).to_be_visible()


def test_back_undoes_a_filter(visit, settle):
    page = visit("Meetings")
    choose(page, "Partner", "Denmark (2)")
    expect(page.get_by_text("2 meetings in 2 articles")).to_be_visible()
    page.go_back()
    settle(page)
    expect(page.get_by_text("4 meetings in 5 articles")).to_be_visible()
    at(page, "/Meetings")


def test_two_tabs_have_their_own_scopes(visit, page, site, settle):
    visit("Meetings?partner=DK")
    other = page.context.new_page()
    other.goto(f"{site}/Meetings?partner=LU")
    settle(other)
    expect(other.get_by_text("1 meeting in 2 articles")).to_be_visible()
    expect(page.get_by_text("2 meetings in 2 articles")).to_be_visible()


def test_row_to_meeting_to_sentence_and_back(visit, settle):
    page = visit("Meetings?partner=LU")
    table = page.get_by_test_id("stDataFrame").first
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 48)  # the first row's check box, drawn on canvas
    expect(page.get_by_text("Told by 2 articles")).to_be_visible()
    settle(page)
    at(page, re.compile(r"\?partner=LU&meeting=\w+$"))
    expect(page.locator("h3", has_text="Umerov, Backes meet in Kyiv")).to_be_visible()
    mark = page.get_by_test_id("stMarkdown").locator("span", has_text="Danish model")
    assert mark.first.evaluate("each => getComputedStyle(each).backgroundColor") not in (
        "rgba(0, 0, 0, 0)", "transparent")  # fmt: skip
    link = page.get_by_role("link", name="Open the original")
    assert link.get_attribute("href") == "https://example.org/a1"
    page.go_back()
    settle(page)
    expect(page.get_by_text("Choose a row to open the meeting.")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("Meetings", [["2025-05-03", "Poland"], ["2025-04-01", "Denmark"],
                      ["2025-03-20", "Luxembourg"], ["2024-04-04", "Denmark"]]),
        ("Meetings?partner=LU", [["2025-03-20", "Luxembourg"]]),
    ],
)  # fmt: skip
def test_the_csv_is_the_table_on_screen(path, rows, visit):
    page = visit(path)
    got = downloaded(page, page.get_by_role("button", name=re.compile("^CSV")))
    # What is drawn on canvas stands beside it as a table for screen readers.
    drawn = page.get_by_test_id("stDataFrame").first.locator("canvas table tr")
    drawn.first.wait_for(state="attached")
    shown = [row.locator("th, td").all_text_contents() for row in drawn.all()]
    columns = [name for name in got[0] if name in shown[0]]
    assert columns[:2] == ["Date", "Partners"]

    def picked(table):
        return [[row[table[0].index(name)] for name in columns] for row in table[1:]]

    assert picked(got) == picked(shown)
    assert [row[:2] for row in got[1:]] == rows


def test_the_csv_runs_no_formula(visit):
    page = visit("Articles")
    got = downloaded(page, page.get_by_role("button", name=re.compile("^CSV")))
    headline, outlet = got[0].index("Headline"), got[0].index("Outlet")
    assert got[1][headline] == f"'{NASTY_TITLE}"
    assert got[1][outlet].startswith("'+Outlet")
    assert got[1][got[0].index("Original")] == ""


def test_text_of_an_article_is_shown_letter_by_letter(visit, requests):
    dialogs = []
    page = visit("Articles")
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    visit("Articles?article=a7")
    expect(page.locator("h3").last).to_contain_text("=HYPERLINK")
    block = page.get_by_test_id("stMarkdown").filter(has_text="indented").last
    shown = " ".join(block.inner_text().replace("\N{WORD JOINER}", "").split())
    assert shown == " ".join(NASTY_BODY.split())
    main = page.get_by_test_id("stMain")
    for tag in ("a", "img", "script", "h1", "ol", "table", "blockquote", "del", "mark", ".katex",
                "pre", "code"):  # fmt: skip
        inside = block.locator(tag)
        assert inside.count() == 0, tag
    assert (
        main.locator("a[href*=evil], img[src*=evil], a[href^=javascript], a[href^=mailto]").count()
        == 0
    )
    assert dialogs == []
    assert not [each.url for each in requests if "evil" in each.url]


def test_a_text_that_is_no_article_is_named(visit):
    page = visit("Add_articles")
    page.get_by_label("The page or the text of one article").fill("???")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("1 input could not be used.")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", list(PAGES))
def test_no_page_scrolls_sideways(path, width, visit, page):
    page.set_viewport_size({"width": width, "height": 900})
    visit(path)
    assert page.evaluate(
        "() => document.documentElement.scrollWidth <= window.innerWidth"
        " && document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    )


WORDS = """() => [...document.querySelectorAll('.js-plotly-plot svg text')]
    .filter(each => each.textContent.trim() && each.getBoundingClientRect().width > 0)
    .map(each => parseFloat(getComputedStyle(each).fontSize))
"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["Partners?share=1", "Topics", "Officials", "Funding_models"])
def test_no_word_of_a_chart_is_too_small_to_read(path, width, visit, page):
    page.set_viewport_size({"width": width, "height": 4000})
    visit(path)
    page.locator(".js-plotly-plot .heatmaplayer").last.wait_for()
    if path == "Partners?share=1":  # of four digits: at 390 px the map is pushed sideways
        page.locator(".js-plotly-plot .heatmap-label text:visible").first.wait_for()
    assert min(page.evaluate(WORDS)) >= 11


def test_who_was_asked_who_agreed_who_paid_and_the_article(visit, settle):
    page = visit("")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Funding models").click()
    expect(page.locator("h1")).to_have_text("Funding models")
    settle(page)
    got = downloaded(page, page.get_by_role("button", name="CSV: all rows (1)").first)
    asked = dict(zip(*got, strict=True))
    assert asked["Paid or delivered"] == "Norway"
    assert asked["Agreed, not seen paid"] == "Denmark"
    assert asked["Proposed or asked"] == "Luxembourg"
    page.get_by_role("button", name="Files").first.click()
    expect(page.get_by_text("Partner Coverage: Funding models. Held meetings.")).to_be_visible()
    page.keyboard.press("Escape")
    ledger = page.get_by_test_id("stDataFrame").nth(1)
    ledger.scroll_into_view_if_needed()
    box = ledger.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 48 + 3 * 35)  # the fourth row: Luxembourg
    expect(page.locator("h1")).to_have_text("Articles")
    settle(page)
    expect(page.locator("h3", has_text="Umerov, Backes meet in Kyiv")).to_be_visible()
    assert page.title() == "Umerov, Backes meet in Kyiv · Partner Coverage"
