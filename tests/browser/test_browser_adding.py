"""From a pasted text to a bar of a chart, and from the bar to the sentence that proves it."""

import re

from playwright.sync_api import expect

TEXT = """Umerov meets Pistorius in Berlin
20 March 2025

Ukraine's Defence Minister Rustem Umerov met German Defence Minister Boris Pistorius in Berlin.
They spoke of air defence and drones.
"""


def test_from_a_pasted_text_to_the_chart_and_the_sentence(page, own_site, settle):
    page.goto(f"{own_site}/Add_articles")
    settle(page)
    page.get_by_label("The page or the text of one article").fill(TEXT)
    page.keyboard.press("Control+Enter")
    add = page.get_by_role("button", name=re.compile("Add 1 article"))
    expect(add).to_be_visible(timeout=90_000)
    add.click()
    expect(page.get_by_text(re.compile("1 .*added|added.* 1", re.IGNORECASE)).first).to_be_visible(
        timeout=90_000
    )
    page.goto(f"{own_site}/Partners?partner=DE&partner=LU")
    settle(page)
    chart = page.get_by_role("figure", name=re.compile("^Meetings by partner")).first
    expect(chart).to_contain_text("Germany", timeout=60_000)
    page.goto(f"{own_site}/Meetings?partner=DE")
    settle(page)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 48)
    expect(page.get_by_text("Told by 1 article")).to_be_visible(timeout=60_000)
    mark = page.get_by_test_id("stMarkdown").locator("span", has_text="Pistorius")
    expect(mark.first).to_be_visible()
