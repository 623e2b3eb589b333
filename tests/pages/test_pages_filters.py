"""Filters live in the address and hold on every page."""

from datetime import date

import pytest

from coverage.ui.paths import PAGES

EVERY = {
    "partner": ["DK", "LU"], "topic": "drones", "model": "danish_model", "stage": "proposed",
    "coalition": "drone", "official": "Rustem Umerov", "outlet": "Interfax-Ukraine", "lang": "en",
    "status": "any", "mode": "in_person", "from": "2025-01-01", "to": "2025-12-31",
    "grain": "quarter",
}  # fmt: skip


def markdown(test) -> str:
    return "\n".join(each.value for each in test.markdown)


def address(test) -> dict[str, list[str]]:
    return {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in test.query_params.items()
    }


@pytest.mark.parametrize("page", ["app.py", "pages/1_Partners.py", "pages/4_Meetings.py"])
def test_a_link_with_every_filter_reopens_the_view(page, open_page):
    test = open_page(page, "full", EVERY)
    assert not test.exception
    assert "1 meeting in 1 article" in markdown(test)
    assert address(test) == {
        name: value if isinstance(value, list) else [value] for name, value in EVERY.items()
    }


def test_a_choice_goes_into_the_address(open_page):
    test = open_page("pages/4_Meetings.py")
    test.multiselect(key="scope_partners").select("DK").run()
    assert address(test) == {"partner": ["DK"]}
    assert "Held meetings with Denmark** — 2 meetings in 2 articles" in markdown(test)
    test.multiselect(key="scope_statuses").unselect("held").run()
    assert address(test) == {"partner": ["DK"], "status": ["any"]}


def test_dates_and_presets(open_page):
    test = open_page("pages/4_Meetings.py")
    test.date_input(key="scope_from").set_value(date(2025, 4, 1)).run()
    assert address(test) == {"from": ["2025-04-01"]}
    assert test.selectbox(key="scope_period").value == "Own dates"
    test.selectbox(key="scope_period").select("Since 24 Feb 2022").run()
    assert address(test) == {"from": ["2022-02-24"]}
    test.selectbox(key="scope_period").select("All time").run()
    assert address(test) == {}


def test_a_period_that_ends_before_it_starts_is_told(open_page):
    test = open_page("pages/4_Meetings.py", "full", {"from": "2025-04-01"})
    test.date_input(key="scope_to").set_value(date(2025, 3, 1)).run()
    assert not test.exception
    assert "before it starts" in test.warning[0].value


def test_reset(open_page):
    test = open_page("app.py", "full", EVERY)
    next(each for each in test.button if each.label == "Reset filters").click().run()
    assert address(test) == {}
    assert "4 meetings in 5 articles" in markdown(test)


def test_a_value_that_does_not_occur_is_kept_and_shown_as_zero(open_page):
    test = open_page("app.py", "full", {"partner": "IS"})
    assert "Iceland (0)" in test.multiselect(key="scope_partners").options
    assert address(test) == {"partner": ["IS"]}


def test_a_value_that_does_not_exist_is_told_and_left_out(open_page):
    test = open_page("app.py", "full", {"partner": ["dk", "LU"], "topic": "foo"})
    told = " ".join(each.value for each in test.warning).replace("\\", "")
    assert "partner='dk'" in told
    assert "perhaps DK (Denmark)" in told
    assert "topic='foo'" in told
    assert address(test) == {"partner": ["LU"]}


def test_filters_offer_the_values_that_occur_with_counts(open_page):
    options = open_page("app.py").multiselect(key="scope_partners").options
    assert options == ["Denmark (2)", "Luxembourg (1)", "Poland (1)", "Norway (0)"]


def test_the_counts_beside_values_are_those_of_period_and_status(open_page):
    test = open_page("app.py", "full", {"from": "2025-01-01", "status": "any"})
    assert test.multiselect(key="scope_partners").options == [
        "Denmark (1)", "Luxembourg (1)", "Norway (1)", "Poland (1)"]  # fmt: skip


def test_the_counts_beside_values_follow_all_other_filters(open_page):
    test = open_page("app.py", "full", {"partner": "DK", "official": "Rustem Umerov"})
    counts = dict(each.rsplit(" ", 1) for each in test.multiselect(key="scope_partners").options)
    assert counts["Denmark"] == "(1)"  # of two: the other is not this official's
    assert counts["Poland"] == "(1)"  # a filter's own values do not narrow it
    statuses = test.multiselect(key="scope_statuses").options
    assert "Held (1)" in statuses


def test_how_sure_the_numbers_are_is_a_switch_in_the_address(open_page):
    test = open_page("pages/1_Partners.py")
    assert not any("How sure" in each.value for each in test.caption)
    test.toggle(key="view_sure").set_value(True).run()
    assert address(test) == {"sure": ["1"]}
    assert any("of 100 meetings coded" in each.value for each in test.caption)


def test_the_ledger_says_how_sure_its_stages_are_and_how_many_articles_say_them(open_page):
    test = open_page("pages/3_Funding_models.py")
    (shown,) = [each.value for each in test.dataframe if "Articles that say it" in each.value]
    assert set(shown["Articles that say it"]) == {1}
    assert "view_share" not in [each.key for each in test.toggle]  # it counts articles alone
    test.toggle(key="view_sure").set_value(True).run()
    assert address(test) == {"sure": ["1"]}
    assert any("of 100 models with their stage" in each.value for each in test.caption)


def test_a_preset_ends_with_the_newest_article(open_page):
    """A pledge three weeks after the last meeting is in "last 30 days of data"."""
    test = open_page("pages/3_Funding_models.py", "pledged")
    test.selectbox(key="scope_period").select("Last 30 days of data").run()
    assert address(test) == {"from": ["2025-03-12"], "to": ["2025-04-10"]}
    assert any("Counted here: 2 articles" in each.value for each in test.caption)


def test_page_links_carry_the_filters(open_page):
    test = open_page("app.py", "full", {"partner": "DK"})
    links = test.get("page_link")
    assert len(links) == len(PAGES)
    assert all("partner=DK" in each.proto.query_string for each in links)


def test_what_is_wrong_in_an_address_is_told_in_the_readers_language(open_page):
    test = open_page("pages/4_Meetings.py", "full", {"from": "2025-99-01", "ui": "ru"})
    (told,) = [str(each.value) for each in test.warning]
    assert told.startswith("Отброшено из адреса")
    assert "не дата вида 2025" in told
