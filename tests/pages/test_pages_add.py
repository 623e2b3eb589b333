"""Adding articles by hand: nothing is stored before one says so, and every fault is named."""

import pytest

from coverage.reports import Scope, run
from coverage.store import Snapshot

PAGE = "pages/6_Add_articles.py"
TEXT = """Umerov discusses drones with Denmark's minister

Kyiv, 12 May 2025. Ukraine's Defence Minister Rustem Umerov met Danish Defence Minister
Troels Lund Poulsen in Kyiv on Monday. They discussed drones and the Danish model.
"""


@pytest.fixture
def own(stores, tmp_path):
    stores["own"] = tmp_path / "own"
    return stores["own"]


def paste(test, text):
    from datetime import date

    test.text_area(key="add_text").set_value(text)
    test.text_input(key="add_outlet").set_value("Ukrinform")
    test.date_input(key="add_day").set_value(date(2025, 5, 12))
    return test.run()


def button(test):
    return next(each for each in test.button if each.label.startswith("Add "))


def test_a_pasted_text_is_previewed_then_stored(own, open_page):
    test = paste(open_page(PAGE, "own"), TEXT)
    assert not test.exception
    assert "What would be stored: 1 article" in "\n".join(each.value for each in test.markdown)
    assert not own.exists()  # nothing is stored before one says so
    button(test).click().run(timeout=60)
    assert not test.exception
    assert test.success[0].value.startswith("1 added")
    stored = run("articles_all", Scope(), Snapshot.current(own))
    assert stored["title"].tolist() == ["Umerov discusses drones with Denmark's minister"]


def test_uploads_are_read_and_every_fault_is_named(own, open_page):
    line = '{"title": "%s", "text": "Rustem Umerov met.", "published": "2025-05-12", "lang": "en"}'
    test = open_page(PAGE, "own")
    lines = "\n".join([line % "One", line % "Two", '{"title": "cut'])
    test.get("file_uploader")[0].set_value(
        [
            ("../../good.jsonl", lines.encode(), "application/json"),
            ("empty.txt", b"", "text/plain"),
        ]
    ).run()
    assert not test.exception
    frames = [each.value for each in test.dataframe]
    rejected = next(each for each in frames if "Fault" in each)
    assert set(rejected["Fault"]) == {"bad_json", "empty_file"}
    assert button(test).label == "Add 2 articles"


def test_a_text_that_is_no_article_cannot_be_added(own, open_page):
    test = open_page(PAGE, "own")
    test.text_area(key="add_text").set_value("???").run()
    assert not test.exception
    assert test.warning[0].value == "1 input could not be used."
    assert button(test).disabled
