"""Every view as it was known on a date, and two dates compared."""

import shutil
from urllib.parse import parse_qs

import pytest

from coverage.corrections import Action, Operation, Target, record
from coverage.store import Snapshot
from coverage.ui import asof

CHANGED = "pages/11_What_changed.py"
PAGES = ["app.py", "pages/1_Partners.py", "pages/2_Topics.py", "pages/3_Funding_models.py",
         "pages/4_Meetings.py", "pages/5_Articles.py", "pages/7_Data_quality.py",
         "pages/8_Officials.py", "pages/9_Review_queue.py", "pages/10_Corrections.py"]  # fmt: skip


def texts(test) -> str:
    kinds = ("title", "markdown", "caption", "subheader", "warning", "info", "success", "error")
    said = (str(each.value) for kind in kinds for each in getattr(test, kind))
    return "\n".join(said).replace("\\", "")


@pytest.fixture(scope="module")
def two_states(tmp_path_factory):
    """Make a store of two states: in the second Poland's meeting is none, Luxembourg's in Lviv."""

    def made(full):
        store = tmp_path_factory.mktemp("as_of") / "two"
        if not store.exists():
            shutil.copytree(full, store)
            for article, action, more in (
                ("a7", Action.NO_MEETING, {}),
                ("a1", Action.SET, {"field": "place", "after": "Lviv"}),
            ):
                record(
                    store, Operation(action, Target.ARTICLE, article, "Olena", ordinal=0, **more)
                )
        return store

    return made


@pytest.fixture
def store(stores, two_states):
    stores["two"] = two_states(stores["full"])
    return stores["two"]


def moments(store):
    return [asof.moment(each) for each in Snapshot.history(store)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_as_it_was_known_then(page, store, open_page):
    first, *_ = moments(store)
    test = open_page(page, "two", {"asof": first})
    assert not test.exception
    assert not test.error
    assert "As known on" in texts(test)
    assert "4 meetings in 5 articles" in texts(test)
    assert test.query_params["asof"] == first
    links = [each.proto.query_string for each in test.get("page_link")]
    assert all("asof=" in each for each in links)
    next(each for each in test.button if each.label == "Show what is known now").click().run()
    assert "3 meetings in 4 articles" in texts(test)
    assert "asof" not in test.query_params


def test_a_cited_view_opens_as_it_was_cited(stores, tmp_path, open_page):
    stores["cited"] = shutil.copytree(stores["full"], tmp_path / "cited")
    test = open_page("app.py", "cited", {"partner": "PL"})
    cited = test.code[0].value
    assert "(Kyiv time)" in cited
    query = {key: value[-1] for key, value in parse_qs(cited.partition("?")[2]).items()}
    assert query["partner"] == "PL"
    test = open_page("app.py", "cited", query)  # still the newest state
    assert "1 meeting in 1 article" in texts(test)
    assert "As known on" not in texts(test)
    record(stores["cited"], Operation(Action.NO_MEETING, Target.ARTICLE, "a7", "Olena", ordinal=0))
    assert "No meeting fits" in texts(open_page("app.py", "cited", {"partner": "PL"}))
    test = open_page("app.py", "cited", query)
    assert "1 meeting in 1 article" in texts(test)
    assert "As known on" in texts(test)
    assert test.code[0].value == cited


def test_nothing_is_corrected_on_what_was(store, open_page):
    first, *_ = moments(store)
    test = open_page("pages/5_Articles.py", "two", {"asof": first, "article": "a1"})
    assert "only on what is known now" in texts(test)
    assert not [each for each in test.button if each.label == "Save"]


def test_the_choice_stands_in_the_address(store, open_page):
    test = open_page("pages/4_Meetings.py", "two")
    box = test.selectbox(key="as_of")
    assert box.value == 0
    assert len(box.options) == 3  # now, and the two states before
    box.set_value(1).run()
    assert test.query_params["asof"] == moments(store)[0]
    assert "4 meetings in 5 articles" in texts(test)


@pytest.mark.parametrize(
    ("given", "said"),
    [("soon", "is not a date"), ("2001-01-01", "nothing that was known on 2001-01-01 is kept")],
)
def test_what_cannot_be_shown_is_named(given, said, store, open_page):
    test = open_page("app.py", "two", {"asof": given})
    assert not test.exception
    assert said in test.warning[0].value.replace("\\", "")
    assert "3 meetings in 4 articles" in texts(test)


def test_a_state_that_cannot_be_opened_is_told_and_now_is_shown(store, stores, tmp_path, open_page):
    stores["broken past"] = shutil.copytree(store, tmp_path / "broken")
    old = stores["broken past"] / "snapshots" / "000001.duckdb"
    old.write_bytes(b"no database" * 100)
    test = open_page("app.py", "broken past", {"asof": moments(store)[0]})
    assert not test.exception
    assert "cannot be opened" in test.warning[0].value.replace("\\", "")
    assert "3 meetings in 4 articles" in texts(test)


def test_a_day_is_its_end_and_one_to_come_is_now(store):
    history = Snapshot.history(store)
    assert asof.named("2099-01-01", history) == (3, ())
    assert [asof.named(each, history)[0] for each in moments(store)] == [1, 2, 3]


def test_one_state_is_compared_with_nothing(open_page):
    test = open_page(CHANGED, "full")
    assert not test.exception
    assert "Only one state of the store" in texts(test)


def test_two_dates_say_what_changed_and_why(store, open_page):
    first, second, third = moments(store)
    test = open_page(CHANGED, "two", {"old": first, "new": third})
    assert not test.exception
    assert [(each.label, each.value) for each in test.metric] == [
        ("Added", "0"), ("Withdrawn", "1"), ("Merged", "0"), ("Changed", "1"),
    ]  # fmt: skip
    rows = test.dataframe[0].value
    assert rows[["Kind", "Field", "Before", "After", "Why", "By what"]].values.tolist() == [
        ["Changed", "Place", "Kyiv", "Lviv", "a correction: Change a value", "Olena"],
        ["Withdrawn", "", "", "", "a correction: It is no meeting", "Olena"],
    ]
    test.selectbox(key="compare_new").set_value(2).run()
    assert test.query_params["new"] == second
    assert test.dataframe[0].value["Kind"].tolist() == ["Withdrawn"]


def test_a_sum_that_was_corrected_is_said_as_people_read_it(stores, tmp_path, open_page):
    stores["sum"] = shutil.copytree(stores["full"], tmp_path / "sum")
    record(stores["sum"], Operation(Action.ADD, Target.ARTICLE, "a1", "Olena", "amount",
                                    after="5000000:EUR:LU:danish_model:over"))  # fmt: skip
    test = open_page(CHANGED, "sum")
    rows = test.dataframe[0].value[["Field", "Before", "After", "Why"]]
    assert rows.values.tolist() == [
        [
            "Sums",
            "",
            "more than 5,000,000 EUR · Luxembourg · Danish model",
            "a correction: Add a value",
        ]
    ]


def test_the_filters_hold_for_what_changed(store, open_page):
    first, _, third = moments(store)
    test = open_page(CHANGED, "two", {"old": first, "new": third, "partner": "PL"})
    assert test.dataframe[0].value["Kind"].tolist() == ["Withdrawn"]
    test = open_page(CHANGED, "two", {"old": first, "new": third, "partner": "DK"})
    assert "No meeting of this scope is different" in texts(test)


def test_meetings_that_the_status_hides_are_offered(stores, tmp_path, open_page):
    stores["planned"] = shutil.copytree(stores["full"], tmp_path / "planned")
    record(stores["planned"], Operation(Action.SET, Target.ARTICLE, "a6", "Olena", "place",
                                        after="Oslo", ordinal=0))  # fmt: skip
    test = open_page(CHANGED, "planned")
    assert "No meeting of this scope is different" in texts(test)
    assert "only these are looked at: held meetings." in texts(test)
    [link] = [each for each in test.get("page_link") if "every status" in each.proto.label]
    query = {key: values[-1] for key, values in parse_qs(link.proto.query_string).items()}
    assert query["status"] == "any"
    assert query["old"] == test.query_params["old"]
    test = open_page(CHANGED, "planned", query)
    assert test.dataframe[0].value["After"].tolist() == ["Oslo"]
    assert "only these are looked at" not in texts(test)


def test_the_later_state_has_to_be_later(store, open_page):
    first, _, third = moments(store)
    test = open_page(CHANGED, "two", {"old": third, "new": first})
    assert "Choose an earlier state and a later one" in texts(test)
