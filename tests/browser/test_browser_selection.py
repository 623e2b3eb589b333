"""From a bar, cell or point to what is behind it, by mouse and keyboard; then the other tools."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from addresses import at
from playwright.sync_api import expect


def dialog_of(page, settle):
    opened = page.get_by_role("dialog")
    expect(opened).to_be_visible()
    settle(page)
    return opened


def click_mark(page, chart, marks, number):
    """Click the middle of a drawn mark: some have no fill, so that their own hit test fails."""
    mark = chart.locator(marks).nth(number)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(
    ("path", "title", "marks", "number", "said"),
    [
        ("Partners", "Meetings by partner", ".bars .point path", 0,
         "Held meetings with Denmark — 2 meetings in 2 articles"),
        ("Partners", "Meetings by state", ".points path", 1,
         "Held meetings with Luxembourg — 1 meeting in 2 articles"),
        ("Partners", "Meetings by partner and time", ".points path", 0, "with Denmark, 1 Apr 2024"),
        ("Topics", "Meetings by partner and topic", ".points path", 0,
         "Held meetings with Denmark on Drones — 1 meeting in 1 article"),
        ("Officials", "Meetings by Ukrainian official", ".bars .point path", 0,
         "Held meetings of Rustem Umerov — 3 meetings in 4 articles"),
        ("Funding_models", "Highest stage", ".points path", 0,
         "Held meetings with Norway under Danish model — 1 article"),
        ("Partners?count=articles", "Articles by partner", ".bars .point path", 0,
         "Held meetings with Denmark — 2 meetings in 2 articles"),
    ],
)  # fmt: skip
def test_what_is_behind_a_mark(path, title, marks, number, said, visit, page, settle):
    visit(path)
    chart = page.get_by_role("figure", name=re.compile(f"^{title}")).first
    click_mark(page, chart, marks, number)
    expect(dialog_of(page, settle)).to_contain_text(said)


def test_the_same_bar_opens_again_and_leads_to_a_view_with_the_same_counts(visit, page, settle):
    visit("Partners")
    for _ in range(2):
        chart = page.get_by_role("figure", name=re.compile("^Meetings by partner")).first
        click_mark(page, chart, ".bars .point path", 0)
        opened = dialog_of(page, settle)
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
        settle(page)
    click_mark(page, chart, ".bars .point path", 0)
    dialog_of(page, settle).get_by_role("link", name="As a view: Meetings").click()
    expect(page.locator("h1")).to_have_text("Meetings")
    settle(page)
    at(page, "/Meetings?partner=DK")
    expect(page.get_by_text("2 meetings in 2 articles")).to_be_visible()


def test_a_row_behind_a_bar_opens_the_meeting(visit, page, settle):
    visit("Partners?partner=LU&partner=DK")
    chart = page.get_by_role("figure", name=re.compile("^Meetings by partner")).first
    click_mark(page, chart, ".bars .point path", 1)
    opened = dialog_of(page, settle)
    expect(opened).to_contain_text("of these only: Luxembourg — 1 meeting in 2 articles")
    table = opened.get_by_test_id("stDataFrame").first
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 48)
    expect(page.get_by_text("Told by 2 articles")).to_be_visible()
    at(page, re.compile(r"/Meetings\?.*also=partner%3ALU.*meeting=\w+$"))


def test_the_table_beside_a_chart_opens_the_same_by_keyboard(visit, page, settle):
    visit("Partners")
    page.get_by_text("As a table").first.click()
    settle(page)
    table = page.get_by_test_id("stDataFrame").first
    table.locator("canvas").first.focus()
    for key in ("ArrowDown", "Shift+Space"):
        page.keyboard.press(key)
    expect(dialog_of(page, settle)).to_contain_text(
        "Held meetings with Luxembourg — 1 meeting in 2 articles"  # the second row
    )


def test_per_100_articles_goes_into_the_address(visit, page, settle):
    visit("Partners")
    page.get_by_text("Per 100 articles published").first.click()
    settle(page)
    at(page, "/Partners?share=1")
    figure = page.get_by_role("figure").first
    expect(figure).to_have_attribute("aria-label", re.compile("per 100 articles published"))
    # Two meetings, seven articles in the store.
    expect(figure.locator(".bars text").first).to_have_text("28.57 (2 meetings, 2 articles)")


def test_the_language_is_in_the_address_and_on_every_link(visit, page, settle):
    visit("?partner=DK")
    page.get_by_role("radio", name="Українська").click()
    expect(page.locator("h1")).to_have_text("Огляд")
    settle(page)
    at(page, "/?partner=DK&ui=uk")
    expect(page.get_by_text("2 зустрічі, 2 статті")).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Партнери").click()
    expect(page.locator("h1")).to_have_text("Партнери")
    settle(page)
    at(page, "/Partners?partner=DK&ui=uk")
    expect(page.get_by_text("Denmark (укр.)").first).to_be_visible()


def test_a_saved_view_comes_back(visit, page, settle):
    visit("Topics?partner=DK&count=articles")
    page.get_by_role("button", name="Saved views").click()
    page.get_by_label("Name of this view").fill("Denmark's topics")
    page.get_by_role("button", name="Save this view").click()
    settle(page)
    visit("")
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("link", name="Denmark's topics").click()
    expect(page.locator("h1")).to_have_text("Topics")
    settle(page)
    at(page, re.compile(r"/Topics\?partner=DK&count=articles$"))
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No view is saved yet.")).to_be_visible()


def test_from_a_filter_to_a_cited_package(visit, page, settle):
    visit("Meetings?partner=LU")
    page.get_by_role("button", name="Files").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Data package").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    said = json.loads(archive.read("datapackage.json"))
    assert "/Meetings?partner=LU&asof=20" in said["homepage"]  # opens what was cited
    assert said["sentence"] == "Held meetings with Luxembourg"
    rows = archive.read("data/meetings.csv").decode("utf-8").splitlines()
    assert len(rows) == 2
    assert "2025-03-20" in rows[1]
    assert "They spoke of drones and of the Danish model." in archive.read(
        "data/evidence.csv"
    ).decode("utf-8")


def test_files_have_the_closed_parts_and_a_link_leads_on_while_they_are_open(visit, page, settle):
    visit("Funding_models")
    page.get_by_role("button", name="Files").first.click()
    more = page.get_by_role("button", name="Add the parts under closed tabs")
    more.click()
    expect(more).to_have_count(0)
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Data package").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert "data/funding_transitions.csv" in archive.namelist()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Topics").click()
    expect(page.locator("h1")).to_have_text("Topics")


def test_a_title_of_two_lines_stands_whole_over_a_low_chart(visit, page):
    visit("Funding_models?ui=ru&partner=LU")
    chart = page.locator(".st-key-fits_model_bars .js-plotly-plot")
    title = chart.locator("g.g-gtitle text")
    expect(title.locator("tspan.line")).to_have_count(2)
    whole, said = chart.bounding_box(), title.bounding_box()
    plot = chart.locator(".cartesianlayer .subplot").bounding_box()
    assert whole["y"] < said["y"]
    assert said["y"] + said["height"] < plot["y"]


def test_search_finds_inflected_forms(visit, page, settle):
    visit("Articles")
    page.get_by_label("Words in headline or text").fill("датская модель")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 article. Choose a row")).to_be_visible()
    settle(page)
    assert "q=" in page.url
