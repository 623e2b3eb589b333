"""Every page, cold: with data, with one article, with none, and without a store."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["app.py", *sorted(f"pages/{each.name}" for each in (ROOT / "pages").glob("*.py"))]
NEED_DATA = [page for page in PAGES if "Add" not in page]
LISTS = [page for page in NEED_DATA if "quality" not in page and "Sources" not in page]
SCOPED = [page for page in LISTS if "Corrections" not in page and "changed" not in page]


def said(test) -> str:
    kinds = ("title", "markdown", "caption", "info", "warning", "success", "error")
    return "\n".join(str(each.value) for kind in kinds for each in getattr(test, kind))


def test_all_thirteen_pages_are_there():
    assert len(PAGES) == 13


@pytest.mark.parametrize("store", ["full", "one"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_cold(page, store, open_page):
    test = open_page(page, store)
    assert not test.exception
    assert not test.error
    assert len(test.title) == 1


@pytest.mark.parametrize("page", NEED_DATA)
def test_a_page_says_scope_counts_and_freshness(page, open_page):
    text = said(open_page(page, "full"))
    assert "Held meetings** — 4 meetings in 5 articles" in text
    assert "The store holds 7 articles from 20 Mar 2025" in text or "5 Apr 2024" in text


def test_an_empty_period_on_the_overview_is_explained(open_page):
    test = open_page("app.py", "full", {"from": "2030-01-01"})
    assert not test.exception
    text = said(test)
    assert "The period begins after the newest article, of 3 May 2025." in text
    assert "Planned for the next weeks" in text
    assert "begins after" not in said(open_page("app.py", "full", {"partner": "IS"}))


def test_the_command_for_an_empty_store_can_be_pasted(stores, open_page):
    test = open_page("app.py", "missing")
    assert [each.value for each in test.code] == [
        f"partner-coverage ingest PATH --store {stores['missing']}"
    ]
    assert "\N{WORD JOINER}-" not in test.info[0].value


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_texts_of_the_sample_are_no_outlets(page, open_page):
    warned = "do not quote them as the outlets'"
    assert warned in said(open_page(page, "sample"))
    assert warned not in said(open_page(page, "one"))
    assert "не цитируйте их как тексты изданий" in said(open_page(page, "sample", {"ui": "ru"}))


@pytest.mark.parametrize("store", ["none", "missing"])
@pytest.mark.parametrize("page", LISTS)
def test_without_articles_a_page_says_what_to_do(page, store, open_page):
    test = open_page(page, store)
    assert not test.exception
    assert not test.error
    assert "Nothing to show yet" in test.info[0].value
    assert not test.dataframe


def test_what_could_not_be_read_is_shown_even_if_nothing_could(open_page):
    test = open_page("pages/7_Data_quality.py", "none")
    assert not test.exception
    assert any("it is empty" in frame.value.to_string() for frame in test.dataframe)
    assert "Nothing to show yet" in open_page("pages/7_Data_quality.py", "missing").info[0].value


@pytest.mark.parametrize(("language", "said"), [("uk", "Порожньо"), ("ru", "Пусто")])
def test_what_is_wrong_with_an_input_is_said_in_the_readers_language(language, said, open_page):
    test = open_page("pages/7_Data_quality.py", "none", {"ui": language})
    assert any(said in each.value.to_string() for each in test.dataframe)


@pytest.mark.parametrize("page", SCOPED)
def test_a_scope_without_a_meeting_says_what_to_do(page, open_page):
    test = open_page(page, "full", {"from": "2030-01-01"})
    assert not test.exception
    assert "Widen the period" in test.info[0].value


@pytest.mark.parametrize("page", NEED_DATA)
def test_a_broken_store_is_told_in_words(page, open_page, stores, tmp_path):
    broken = tmp_path / "broken"
    (broken / "snapshots").mkdir(parents=True)
    (broken / "snapshots" / "000001.duckdb").write_bytes(b"not a database at all" * 100)
    (broken / "CURRENT").write_text("000001.duckdb\n")
    stores["broken"] = broken
    test = open_page(page, "broken")
    assert not test.exception
    assert "cannot be opened" in said(test)


@pytest.mark.parametrize("page", NEED_DATA)
def test_nonsense_in_the_address_is_named_and_left_out(page, open_page):
    test = open_page(page, "full", {"from": "soon", "status": "dreamt", "partner": "<script>"})
    assert not test.exception
    warned = "\n".join(each.value for each in test.warning)
    assert "soon" in warned
    assert "dreamt" in warned
