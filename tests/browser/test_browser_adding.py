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


def test_what_was_given_is_still_there_after_a_look_at_another_page(page, own_site, settle):
    page.goto(f"{own_site}/Add_articles")
    settle(page)
    page.get_by_label("The page or the text of one article").fill(TEXT.replace("Berlin", "Kyiv"))
    page.keyboard.press("Control+Enter")
    page.get_by_role("tab", name="Upload files").click()
    table = b"Kopf,Worte,Tag\nUmerov met Backes,Rustem Umerov met Yuriko Backes.,2025-05-12\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "table.csv", "mimeType": "text/csv", "buffer": table}
    )
    expect(page.get_by_text("Columns of table.csv")).to_be_visible(timeout=90_000)
    expect(page.get_by_role("button", name="Add 1 article")).to_be_visible(timeout=90_000)
    for label, column in (("Headline", "Kopf"), ("Text", "Worte"), ("Published", "Tag")):
        box = page.get_by_role("combobox", name=re.compile(f"{label}$")).last
        box.click()
        page.get_by_role("option", name=column, exact=True).click()
        settle(page)
    expect(page.get_by_role("button", name="Add 2 articles")).to_be_visible(timeout=90_000)
    page.get_by_role("link", name="Sources and runs").first.click()
    expect(page.get_by_role("heading", name="Runs", exact=True)).to_be_visible(timeout=90_000)
    page.get_by_role("link", name="Add articles").first.click()
    expect(page.get_by_role("button", name="Add 2 articles")).to_be_visible(timeout=90_000)
    page.get_by_role("tab", name="Upload files").click()
    expect(page.get_by_text("Still here from before: table.csv")).to_be_visible()
    page.get_by_role("button", name="Take them away").click()
    expect(page.get_by_role("button", name="Add 1 article")).to_be_visible(timeout=90_000)
