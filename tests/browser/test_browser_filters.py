"""Filters in a real browser, which knows a value by its label: with its count, in a language."""

import re
from urllib.parse import urlsplit

import choosing
import pytest
from addresses import at
from playwright.sync_api import expect


def choose(page, settle, label, option):
    box = page.get_by_test_id("stSidebar").get_by_label(label, exact=True).first
    choosing.choose(box, page.get_by_role("option", name=option).first)
    page.keyboard.press("Escape")
    settle(page)


def test_choices_one_after_another_keep_each_other(visit, page, settle):
    visit("Partners")
    choose(page, settle, "Partner", "Denmark")
    at(page, "?partner=DK")
    choose(page, settle, "Topic", "Drones")
    at(page, "?partner=DK&topic=drones")
    choose(page, settle, "Funding model", "Danish model")
    at(page, "?partner=DK&topic=drones&model=danish_model")
    expect(page.get_by_text("1 meeting in 1 article", exact=False).first).to_be_visible()
    # Each count is of the meetings that fit all other filters, on what is chosen as well.
    sidebar = page.get_by_test_id("stSidebar")
    for label in ("Denmark (1)", "Drones (1)", "Danish model (1)"):
        expect(sidebar.get_by_text(label).first).to_be_visible()
    choose(page, settle, "Partner", "Norway")
    at(page, "?partner=DK&partner=NO&topic=drones&model=danish_model")


def test_a_choice_is_made_and_taken_off_in_another_language(visit, page, settle):
    visit("Partners?partner=DK&from=2024-01-01&grain=quarter")
    page.get_by_role("radio", name="Українська").click()
    expect(page.locator("h1")).to_have_text("Партнери")
    settle(page)
    choose(page, settle, "Тема", "Drones")
    at(page, "?partner=DK&from=2024-01-01&grain=quarter&ui=uk&topic=drones")
    page.get_by_role("radio", name="English").click()
    expect(page.locator("h1")).to_have_text("Partners")
    settle(page)
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_text("Drones (1)").first.click()
    page.keyboard.press("Backspace")
    settle(page)
    at(page, "?partner=DK&from=2024-01-01&grain=quarter")


@pytest.mark.parametrize("after", [60, 130])
def test_a_click_into_a_page_that_is_still_being_drawn_loses_no_filter(after, visit, page, site,
                                                                       settle):  # fmt: skip
    page.goto(f"{site}/Partners?partner=DK&from=2024-01-01")
    page.get_by_text("Per 100 articles published").first.wait_for()
    page.wait_for_timeout(after)
    page.get_by_text("Per 100 articles published").first.click()
    expect(page).to_have_url(re.compile("share=1"))
    settle(page)
    page.get_by_text("How sure the numbers are").first.click()
    expect(page).to_have_url(re.compile("sure=1"))
    settle(page)
    assert set(urlsplit(page.url).query.split("&")) == {
        "partner=DK",
        "from=2024-01-01",
        "share=1",
        "sure=1",
    }
    assert re.search("Held meetings with Denmark", page.inner_text("body"))
