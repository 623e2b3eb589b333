"""An analyst's way in Chromium: correct, see it counted, look back, undo."""

import re

import choosing
from playwright.sync_api import expect

expect.set_options(timeout=30_000)  # a correction is linked and published before it is shown


def choose(page, label, option):
    box = page.get_by_role("combobox", name=label).last
    choosing.choose(box, page.get_by_role("option", name=option, exact=True))


def rows(page):
    """What the first table shows, as it stands beside the canvas for screen readers."""
    drawn = page.get_by_test_id("stDataFrame").first.locator("canvas table tr")
    drawn.first.wait_for(state="attached")
    return [row.locator("th, td").all_text_contents() for row in drawn.all()[1:]]


def open_first(page):
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 48)


def told(page, words):
    """In passing, and where it was done, so that it is seen there."""
    expect(page.get_by_test_id("stToastText").get_by_text(words)).to_be_visible()
    expect(page.get_by_test_id("stAlertContentSuccess").get_by_text(words)).to_be_in_viewport()


def test_correct_see_it_counted_look_back_and_undo(page, own_site, settle):
    page.goto(f"{own_site}/Meetings?partner=PL")
    settle(page)
    open_first(page)
    expect(page.locator("h3").first).to_have_text("3 May 2025 · Poland")
    settle(page)

    # The partner was Norway.
    page.get_by_text("Correct or review this meeting").click()
    settle(page)
    page.get_by_role("textbox", name="Your name").first.fill("Olena")
    page.keyboard.press("Enter")
    settle(page)
    choose(page, "What is to be done?", "Add a value")
    settle(page)
    choose(page, "Which kind of value?", "Partner")
    settle(page)
    choose(page, re.compile("^Partner$"), "Norway")
    settle(page)
    page.get_by_role("textbox", name="Note: why, and by which source").first.fill("their page")
    page.get_by_test_id("stBaseButton-primary").click()
    told(page, "Done: Add a value: Partner: Norway.")
    settle(page)
    expect(page.locator("h3").first).to_have_text("3 May 2025 · Poland, Norway")

    # Chart and list have it at once, on every page.
    page.goto(f"{own_site}/Partners")
    settle(page)
    expect(page.locator(".ytick text", has_text="Norway").first).to_be_visible()
    page.goto(f"{own_site}/Meetings?partner=NO")
    settle(page)
    expect(page.get_by_text("1 meeting in 1 article")).to_be_visible()
    assert "Poland, Norway" in rows(page)[0]

    # As it was known before.
    choose(page, "As known on", re.compile("#1"))
    expect(page.get_by_text("No meeting fits.")).to_be_visible()
    settle(page)
    assert re.search(r"[?&]asof=2\d{3}-", page.url)
    page.reload()
    settle(page)
    expect(page.get_by_text("No meeting fits.")).to_be_visible()
    page.get_by_role("button", name="Show what is known now").click()
    expect(page.get_by_text("1 meeting in 1 article")).to_be_visible()
    settle(page)

    # What changed, and why.
    page.get_by_test_id("stSidebar").get_by_role("link", name="What changed").click()
    expect(page.locator("h1")).to_have_text("What changed")
    settle(page)
    changed = rows(page)[0]
    assert [each for each in changed if each and not each.startswith("2025-")] == [
        "Changed",
        "3 May 2025 · Poland · Umerov",
        "Partners",
        "Poland",
        "Norway, Poland",
        "a correction: Add a value",
        "Olena",
    ]

    # Undone on the page of corrections.
    page.get_by_test_id("stSidebar").get_by_role("link", name="Corrections").click()
    expect(page.locator("h1")).to_have_text("Corrections")
    settle(page)
    assert "Olena" in rows(page)[0]
    open_first(page)
    expect(page.get_by_role("textbox", name="Why it is undone")).to_be_visible()
    settle(page)
    page.get_by_role("textbox", name="Your name").first.fill("Petro")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("button", name="Undo").last.click()
    told(page, "Done: Undo: ")
    settle(page)
    page.goto(f"{own_site}/Meetings?partner=NO")
    settle(page)
    expect(page.get_by_text("No meeting fits.")).to_be_visible()
