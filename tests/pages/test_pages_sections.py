"""Parts of a page under tabs: the open one is drawn, and files have it, or all when asked."""

import pytest

from coverage.ui import data, shown
from coverage.ui.bundle import FORMATS

STEPS = "Every step, newest first"


def charts(test) -> list[str]:
    return [each.alt for each in test.get("plotly_chart")]


def whole(test) -> None:
    test.button(key="files_whole").click().run()


def files(test) -> list[str]:
    labels = {each.label for each in FORMATS}
    return [one for each in test.get("download_button") if (one := each.proto.label) in labels]


def closed(test) -> list[str]:
    """The parts that the files do not have."""
    return test.session_state[shown._LEFT_OUT]


def noted(test) -> dict[str, shown.Shown]:
    return test.session_state[shown._KEY]


def test_of_several_parts_the_open_one_is_drawn(open_page):
    test = open_page("pages/3_Funding_models.py")
    assert not test.exception
    columns = [set(each.value.columns) for each in test.dataframe]
    assert any("Since" in each for each in columns)  # the ledger
    assert not any("Days from proposed to agreed" in each for each in columns)

    test.session_state["tabs_ledger_en"] = "How long it takes"
    test.run()
    assert not test.exception
    columns = [set(each.value.columns) for each in test.dataframe]
    assert not any("Since" in each for each in columns)
    assert "Proposed to agreed" in [each.label for each in test.metric]


@pytest.mark.parametrize("part", ["The ledger", STEPS, "Sums named"])
def test_all_parts_are_in_the_files_whichever_is_open(part, open_page):
    test = open_page("pages/3_Funding_models.py")
    test.session_state["tabs_ledger_en"] = part
    test.run()
    whole(test)
    assert len(files(test)) == len(FORMATS)
    held = noted(test)
    assert {"partner_model", "funding_ledger", "funding_transitions", "model_bars",
            "model_over_time", "model_period", "models"} <= held.keys()  # fmt: skip
    steps = held["funding_transitions"]
    assert steps.title == STEPS
    assert "They spoke of drones and of the Danish model." in steps.rows["In the text"].tolist()


def test_a_closed_map_is_in_the_files_too(open_page):
    test = open_page("pages/2_Topics.py")
    assert any("by partner and topic" in each for each in charts(test))
    test.session_state["tabs_topics_en"] = "Two topics at once"
    test.run()
    whole(test)
    assert not test.exception
    assert not any("by partner and topic" in each for each in charts(test))
    assert len(noted(test)["partner_topic"].rows)


def test_what_is_under_a_closed_tab_is_not_asked_of_the_store(open_page, monkeypatch):
    ran: list[str] = []

    def watched(wanted, *given, **more):
        ran.extend(wanted)
        return run_all(wanted, *given, **more)

    run_all = data.run_all
    monkeypatch.setattr(data, "run_all", watched)
    data._kept.clear()
    test = open_page("pages/3_Funding_models.py")
    closed = {"funding_open", "funding_transitions", "funding_amounts", "models_over_time",
              "meetings_over_time_by_model"}  # fmt: skip
    assert not closed & set(ran)
    assert not closed & noted(test).keys()
    assert len(files(test)) == len(FORMATS)  # of what is drawn
    whole(test)
    assert len(files(test)) == len(FORMATS)
    assert not test.exception
    assert "funding_transitions" in noted(test)
    assert closed <= set(ran)


def test_the_parts_of_another_page_are_asked_for_anew(open_page):
    test = open_page("pages/3_Funding_models.py")
    whole(test)
    assert not closed(test)
    test.switch_page("pages/2_Topics.py").run()
    assert closed(test) == ["Two topics at once"]
    test.switch_page("pages/4_Meetings.py").run()
    assert not closed(test)  # it has no parts


def test_files_are_there_at_once_and_say_which_parts_they_lack(open_page):
    test = open_page("pages/2_Topics.py")
    assert len(files(test)) == len(FORMATS)
    assert closed(test) == ["Two topics at once"]
    (said,) = [each.value for each in test.caption if "closed tabs" in each.value]
    assert said == ("Of the parts that are open. Under closed tabs, and in no file yet: "
                    "Two topics at once.")  # fmt: skip
    whole(test)
    assert not any("closed tabs" in each.value for each in test.caption)
