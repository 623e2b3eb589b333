"""Correcting on the pages: applied to the figures at once, listed, undone, shared."""

import json
import shutil

import pytest

from coverage.corrections import (
    Action,
    Operation,
    Target,
    export_content,
    import_content,
    labelled_content,
    read_log,
    record,
    undo,
)
from coverage.reports import Scope, run
from coverage.store import Snapshot
from coverage.ui import review, roles, saving, shown, tables

MEETING, ARTICLES = "pages/4_Meetings.py", "pages/5_Articles.py"
CORRECTIONS, QUEUE = "pages/10_Corrections.py", "pages/9_Review_queue.py"


@pytest.fixture
def store(stores, tmp_path):
    """A store of the test's own, to be written."""
    stores["own"] = shutil.copytree(stores["full"], tmp_path / "own")
    return stores["own"]


def table(store, name, **parameters):
    return run(name, Scope(statuses=()), Snapshot.current(store), **parameters)


def meeting_of(store, partner):
    rows = table(store, "meetings")
    return str(rows[rows["partners"].str.contains(partner)]["meeting_id"].iloc[0])


def texts(test) -> str:
    kinds = ("title", "markdown", "caption", "subheader", "warning", "info", "success", "error")
    said = (str(each.value) for kind in kinds for each in getattr(test, kind))
    return "\n".join(said).replace("\\", "").replace("\N{WORD JOINER}", "")


def frame(test, column):
    """The first table that has the column."""
    return next(each.value for each in test.dataframe if column in each.value)


def button(test, label):
    return next(each for each in test.button if each.label == label)


def panel(test, target_id, action, who="Olena"):
    """The opened panel that corrects one thing, with the action and the name given."""
    key = f"correct_{target_id}"
    test.session_state[f"{key}_open"] = True
    test.run()
    test.text_input(key=f"who_{key}").set_value(who).run()
    test.selectbox(key=f"{key}_action").set_value(action).run()
    assert not test.exception
    return key


def saved(test, key):
    test.button(key=f"{key}_save").click().run()
    assert not test.exception
    assert not test.error
    return test


def test_a_changed_value_is_shown_and_counted_at_once_and_undone(store, open_page):
    meeting = meeting_of(store, "Luxembourg")
    test = open_page(MEETING, "own", {"meeting": meeting})
    key = panel(test, meeting, "set")
    test.selectbox(key=f"{key}_which_set").set_value(3).run()  # the place
    assert test.selectbox(key=f"{key}_3_place").value == "Kyiv"
    test.selectbox(key=f"{key}_3_place").set_value("Copenhagen").run()
    test.text_area(key=f"{key}_note").set_value("see the ministry's page").run()
    saved(test, key)
    assert "Done: Change a value: Place: Kyiv → Copenhagen" in texts(test)
    assert "**Place:** Copenhagen" in texts(test)
    trail = frame(test, "After")
    assert trail[["Who", "Before", "After", "Note", "State"]].values.tolist() == [
        ["Olena", "Kyiv", "Copenhagen", "see the ministry's page", "in force"]
    ]
    listed = open_page(MEETING, "own").dataframe[0].value
    assert listed[listed["Partners"] == "Luxembourg"]["Place"].tolist() == ["Copenhagen"]
    button(test, "Undo").click().run()
    assert "Done: Undo: Change a value: Place: Kyiv → Copenhagen" in texts(test)
    assert "**Place:** Kyiv" in texts(test)
    assert table(store, "meeting", meeting=meeting)["place"].tolist() == ["Kyiv"]


def order(test) -> list[str]:
    """What stands on the page, from the top down: by its label, else by its words."""
    return [str(getattr(each, "label", "") or getattr(each, "value", "")) for each in test.main]


def test_what_became_of_it_is_said_where_it_was_pressed_until_the_next_act(store, open_page):
    meeting, other = meeting_of(store, "Luxembourg"), meeting_of(store, "Poland")
    test = open_page(MEETING, "own", {"meeting": meeting})
    saved(test, panel(test, meeting, "reviewed"))
    done = "Done: It is right"
    assert [each.value for each in test.toast] == [each.value for each in test.success]
    said = order(test)
    [at] = [n for n, each in enumerate(said) if each.startswith(done)]
    assert said.index("Correct or review this meeting") < at
    assert at < said.index("Why these articles are one meeting, and what was nearly joined")
    test.run()
    assert [each.value.startswith(done) for each in test.success] == [True]
    assert not test.toast  # told once
    key = panel(test, "a1", "add")
    test.selectbox(key=f"{key}_field").set_value("topic").run()
    test.selectbox(key=f"{key}_topic").set_value("energy").run()
    saved(test, key)
    said = order(test)
    [at] = [n for n, each in enumerate(said) if each.startswith("Done")]
    assert said[at].startswith("Done: Add a value")
    assert said.index("Correct or review this article") < at
    test.query_params["meeting"] = other
    assert not test.run().success  # another meeting: nothing was done to it


def test_a_step_that_was_overruled_says_so(store, open_page):
    meeting = meeting_of(store, "Luxembourg")
    test = open_page(MEETING, "own", {"meeting": meeting})
    assert "Overruled" not in frame(test, "Step")
    record(store, Operation(Action.SET, Target.MEETING, meeting, "Olena", "date", "2025-03-20",
                            "2025-03-21"))  # fmt: skip
    [row] = frame(open_page(MEETING, "own", {"meeting": meeting}), "Step").to_dict("records")
    assert row["Step"] == "held"
    assert row["Overruled"].startswith("Change a value: Date: 20 Mar 2025 → 21 Mar 2025 · Olena, ")
    one = record(store, Operation(Action.SET, Target.MEETING, meeting, "Petro", "status", "held",
                                  "planned"))  # fmt: skip
    [row] = frame(open_page(MEETING, "own", {"meeting": meeting}), "Step").to_dict("records")
    assert row["Overruled"].startswith("Change a value: Status: Held → Planned · Petro, ")
    undo(store, one.operation.id, "Petro")
    [row] = frame(open_page(MEETING, "own", {"meeting": meeting}), "Step").to_dict("records")
    assert "Date" in row["Overruled"]
    planned = str(
        run("meetings", Scope(statuses=("planned",)), Snapshot.current(store))["meeting_id"].iloc[0]
    )
    record(store, Operation(Action.SET, Target.MEETING, planned, "Petro", "status", "planned",
                            "held"))  # fmt: skip
    # That it was announced holds all the same.
    assert "Overruled" not in frame(open_page(MEETING, "own", {"meeting": planned}), "Step")


def test_values_are_added_and_removed(store, open_page):
    meeting = meeting_of(store, "Luxembourg")
    test = open_page(MEETING, "own", {"meeting": meeting})
    key = panel(test, meeting, "add")
    test.selectbox(key=f"{key}_field").set_value("topic").run()
    assert test.button(key=f"{key}_save").disabled  # nothing is chosen yet
    test.selectbox(key=f"{key}_topic").set_value("energy").run()
    saved(test, key)
    assert "Energy" in texts(test).split("**Topics:**")[1].splitlines()[0]
    test.selectbox(key=f"{key}_field").set_value("amount").run()
    test.number_input(key=f"{key}_figure").set_value(5e6).run()
    test.selectbox(key=f"{key}_giver").set_value("LU").run()
    saved(test, key)
    assert frame(test, "Sum")["Sum"].tolist() == [5e6]
    test.selectbox(key=f"{key}_action").set_value("remove").run()
    which = test.selectbox(key=f"{key}_which_remove")
    which.set_value(which.options.index("Topic: Energy")).run()
    saved(test, key)
    assert "Energy" not in texts(test).split("**Topics:**")[1].splitlines()[0]
    assert [each.action for each in read_log(store)] == ["add", "add", "remove"]


def test_no_meeting_leaves_every_count_and_comes_back(store, open_page):
    meeting = meeting_of(store, "Poland")
    test = open_page(MEETING, "own", {"meeting": meeting})
    saved(test, panel(test, meeting, "no_meeting"))
    assert "There is no such meeting" in texts(test)
    assert "3 meetings in 4 articles" in texts(open_page("app.py", "own"))
    listed = open_page(QUEUE, "own", {"list": "withheld"}).dataframe[0].value
    assert listed[["Who", "Articles"]].values.tolist() == [["Olena", 1]]
    button(test, "Undo").click().run()
    assert "3 May 2025 · Poland" in texts(test)
    assert "4 meetings in 5 articles" in texts(open_page("app.py", "own"))


def test_split_and_merge(store, open_page):
    meeting = meeting_of(store, "Luxembourg")
    test = open_page(MEETING, "own", {"meeting": meeting})
    key = panel(test, meeting, "split")
    test.multiselect(key=f"{key}_going").set_value(["a2"]).run()
    saved(test, key)
    assert "Told by 1 article" in texts(test)
    [other] = {
        str(row["meeting_id"])
        for article in ("a1", "a2")
        for row in table(store, "article_meetings", article=article).to_dict("records")
    } - {meeting}
    [link] = [each.proto for each in test.get("page_link")
              if each.proto.label.startswith("The other meeting")]  # fmt: skip
    assert link.label.startswith("The other meeting: 20 Mar 2025 · Luxembourg · Umerov")
    assert f"meeting={other}" in link.query_string
    [named] = frame(test, "After")["After"]
    assert named.startswith("20 Mar 2025 · Luxembourg · Umerov")
    test.selectbox(key=f"{key}_action").set_value("merge").run()
    test.selectbox(key=f"{key}_other").set_value(other).run()
    saved(test, key)
    assert "Told by 2 articles" in texts(test)
    trail = frame(test, "After")
    assert trail["After"].tolist() == ["20 Mar 2025 · Luxembourg · Umerov"] * 2
    assert table(store, "audit_trail")["after"].iloc[0] == other  # the id is in exports


def test_an_article_is_corrected_and_becomes_a_label(store, open_page):
    test = open_page(ARTICLES, "own", {"article": "a4"})
    key = panel(test, "a4", "add")
    test.selectbox(key=f"{key}_field").set_value("meeting").run()
    test.multiselect(key=f"{key}_partners").set_value(["NO"]).run()
    test.date_input(key=f"{key}_date").set_value("2025-04-09").run()
    saved(test, key)
    assert any(each.proto.label.startswith("Meeting 9 Apr 2025") for each in test.get("page_link"))
    key = panel(test, "a4", "set")
    which = test.selectbox(key=f"{key}_which_set")
    at = which.options.index("Funding model: Danish model · Norway · Funded")
    which.set_value(at).run()
    test.selectbox(key=f"{key}_{at}_stage").set_value("agreed").run()
    saved(test, key)
    assert "Danish model · Norway · Funded → Danish model · Norway · Agreed" in texts(test)
    saved(test, panel(test, "a4", "reviewed"))
    [line] = labelled_content(store).splitlines()
    gold = json.loads(line)["gold"]
    assert {"model": "danish_model", "partners": ["NO"], "stage": "agreed"} in gold["funding"]
    assert [each["partners"] for each in gold["meetings"]] == [["NO"]]


def test_nobody_corrects_without_a_name(store, open_page):
    meeting = meeting_of(store, "Poland")
    test = open_page(MEETING, "own", {"meeting": meeting})
    key = panel(test, meeting, "reviewed", who=" ")
    test.button(key=f"{key}_save").click().run()
    assert "Say who you are first" in texts(test)
    assert read_log(store) == []


def test_a_login_is_who_corrects(store, open_page):
    meeting = meeting_of(store, "Poland")
    test = open_page(MEETING, "own", {"meeting": meeting})
    test.user = {"is_logged_in": True, "email": "petro@example.org"}
    key = f"correct_{meeting}"
    test.session_state[f"{key}_open"] = True
    test.run()
    assert "You are petro@example.org" in texts(test)
    saved(test, key)
    assert [each.who for each in read_log(store)] == ["petro@example.org"]


def wrong(store):
    """Corrections of every state: one in force, one undone, one that does not fit."""
    one = record(store, Operation(Action.SET, Target.ARTICLE, "a1", "Olena", "place",
                                  after="Lviv", ordinal=0, note="=1+1"))  # fmt: skip
    two = record(store, Operation(Action.ADD, Target.ARTICLE, "a3", "Petro", "topic",
                                  after="energy"))  # fmt: skip
    record(store, Operation(Action.UNDO, Target.ARTICLE, "a3", "Petro",
                            other_id=two.operation.id))  # fmt: skip
    return one


def test_the_audit_trail_by_state(store, open_page):
    test = open_page(CORRECTIONS, "own")
    assert "Nothing was corrected yet" in texts(test)
    wrong(store)
    test = open_page(CORRECTIONS, "own")
    rows = frame(test, "After")[["Who", "What", "Field", "Before", "After", "State"]]
    assert rows.values.tolist() == [
        ["Petro", "Undo", "", "", "", "in force"],
        ["Petro", "Add a value", "Topic", "", "Energy", "undone"],
        ["Olena", "Change a value", "Place", "Kyiv", "Lviv", "in force"],
    ]
    assert frame(open_page(CORRECTIONS, "own", {"state": "undone"}), "After")["Who"].tolist() == [
        "Petro"
    ]
    assert "There is none" in texts(open_page(CORRECTIONS, "own", {"state": "misfit"}))


def test_what_an_undo_is_about_is_named_though_it_be_undone_itself(store, open_page):
    meeting = meeting_of(store, "Luxembourg")
    one = record(store, Operation(Action.SET, Target.MEETING, meeting, "Olena", "place", "Kyiv",
                                  "Lviv"))  # fmt: skip
    back = undo(store, one.operation.id, "Petro")
    undo(store, back.operation.id, "Olena")
    rows = frame(open_page(CORRECTIONS, "own"), "After")
    assert rows[["What", "About", "State"]].values.tolist() == [
        ["Undo", "20 Mar 2025 · Luxembourg · Umerov", "in force"],
        ["Undo", "20 Mar 2025 · Luxembourg · Umerov", "undone"],
        ["Change a value", "20 Mar 2025 · Luxembourg · Umerov", "in force"],
    ]


def test_what_no_longer_fits_is_named_first(store, stores, open_page, tmp_path):
    wrong(store)
    stores["other"] = shutil.copytree(stores["one"], tmp_path / "other")
    content = export_content(store).replace(b'"target_id":"a3"', b'"target_id":"gone"')
    assert import_content(stores["other"], content, "team.jsonl") == (3, 0)
    test = open_page(CORRECTIONS, "other")
    assert not test.exception
    undone = [each for each in read_log(stores["other"]) if each.action is Action.UNDO]
    assert len(undone) == 1
    record(stores["other"], Operation(Action.UNDO, Target.ARTICLE, "gone", "Olena",
                                      other_id=undone[0].id))  # fmt: skip
    test = open_page(CORRECTIONS, "other")
    assert "has changed: 1 correction" in test.warning[0].value
    test = open_page(CORRECTIONS, "other", {"state": "misfit"})
    rows = frame(test, "Reason")
    assert rows["Reason"].tolist() == ["the article is not in this store"]
    assert rows["About"].tolist() == ["not in this store"]


def test_a_file_of_corrections_is_taken_over(store, stores, open_page, tmp_path):
    wrong(store)
    content = export_content(store)
    stores["other"] = shutil.copytree(stores["full"], tmp_path / "other")
    test = open_page(CORRECTIONS, "other")
    test.file_uploader(key="corrections_file").upload("team.jsonl", content, "text/plain").run()
    button(test, "Take over").click().run()
    assert "Taken over: 3 corrections; known already: 0" in texts(test)
    assert len(frame(test, "After")) == 3
    bad = open_page(CORRECTIONS, "other")
    bad.file_uploader(key="corrections_file").upload("bad.jsonl", b"{}\n", "text/plain").run()
    button(bad, "Take over").click().run()
    assert "bad" in bad.error[0].value
    assert len(read_log(stores["other"])) == 3


def test_the_queue_says_why_and_marks_as_reviewed(store, open_page):
    test = open_page(QUEUE, "own")
    rows = test.dataframe[0].value
    assert rows["Why"].str.contains("told by one article alone").any()
    assert rows["Worth a look"].tolist() == sorted(rows["Worth a look"], reverse=True)
    first, many = rows["Partners"].iloc[0], len(rows)
    test.session_state["table_review_queue_0"] = {"selection": {"rows": [0], "columns": []}}
    test.run()
    test.text_input(key="who_queue").set_value("Olena").run()
    button(test, "It is right: mark as reviewed").click().run()
    assert "Done: It is right" in texts(test)
    assert len(test.dataframe[0].value) == many - 1
    assert read_log(store)[0].target_id in {
        str(row["meeting_id"])
        for row in table(store, "meetings").to_dict("records") if row["partners"] == first
    }  # fmt: skip


@pytest.mark.parametrize("name", ["queue", "conflicts", "unconfirmed", "near_joins", "withheld"])
@pytest.mark.parametrize("kind", ["full", "one"])
def test_every_list_opens(name, kind, open_page):
    test = open_page(QUEUE, kind, {"list": name})
    assert not test.exception
    assert not test.error
    assert ("list" in test.query_params) == (name != "queue")


def test_planned_and_never_confirmed(open_page):
    rows = open_page(QUEUE, "full", {"list": "unconfirmed"})
    assert not rows.dataframe  # a6 was published two days before the newest article
    assert "Every meeting that was announced" in texts(rows)


def test_a_reader_sees_corrections_and_is_offered_none(store, open_page, monkeypatch):
    wrong(store)
    monkeypatch.setattr(roles, "_secrets", lambda: {"auth": {"client_id": "x"}})
    monkeypatch.setattr(roles, "_user", lambda: {"is_logged_in": True, "email": "x@example.org"})
    test = open_page(CORRECTIONS, "own")
    assert len(frame(test, "After")) == 3
    assert not test.get("file_uploader")
    meeting = meeting_of(store, "Luxembourg")
    test = open_page(MEETING, "own", {"meeting": meeting})
    assert not test.exception
    assert "Correct or review this meeting" not in {each.label for each in test.expander}
    queue = open_page(QUEUE, "own")
    queue.session_state["table_review_queue_0"] = {"selection": {"rows": [0], "columns": []}}
    assert not [each for each in queue.run().button if "reviewed" in each.label]


def test_only_what_is_shown_of_the_queue_is_put_into_words(stores, open_page, monkeypatch):
    said: list[str] = []

    def noted(row):
        said.append(row["meeting_id"])
        return why(row)

    why = review._why
    monkeypatch.setattr(review, "_why", noted)
    monkeypatch.setattr(tables, "PART", 1)
    test = open_page(QUEUE)
    assert not test.exception
    assert len(test.dataframe[0].value) == len(said) == 1
    (held,) = (each for each in test.session_state[shown._KEY].values())
    assert len(held.rows) > 1


def test_a_long_queue_begins_with_its_weightiest_and_its_file_has_all(
    stores, open_page, monkeypatch
):
    whole = open_page(QUEUE).dataframe[0].value
    monkeypatch.setattr(review, "MOST", "1")
    saved: dict[str, int] = {}

    def button(label, data, **_):
        if label.startswith("CSV:"):
            saved[label] = data().count(b"\r\n") - 1

    monkeypatch.setattr(saving.st, "download_button", button)
    test = open_page(QUEUE)
    assert not test.exception
    assert test.dataframe[0].value.equals(whole.head(1))
    assert any("The first 1 are shown" in each.value for each in test.caption)
    assert sorted(saved.values()) == [1, len(whole)]
    assert len(whole) > 1
