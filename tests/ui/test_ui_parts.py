"""A long table is sent a part at a time; its files say whether they hold the part or all rows."""

import csv
import io

import pytest
from streamlit.testing.v1 import AppTest

from coverage.ui import saving, shown
from coverage.ui.tables import PART


def listed() -> None:
    import pandas as pd
    import streamlit as st

    from coverage.ui import tables

    rows = st.session_state.get("rows", 250)
    frame = pd.DataFrame({"place": [f"place {at}" for at in range(rows)], "meetings": range(rows)})
    at = tables.show(frame, ("place", "meetings"), "places", alt="Places", select="keep",
                     first=st.session_state.get("first"))  # fmt: skip
    st.write(f"chosen: {at}")


def opened(**state) -> AppTest:
    test = AppTest.from_function(listed)
    for name, value in state.items():
        test.session_state[name] = value
    return test.run()


def files(test: AppTest) -> list[str]:
    return [each.proto.label for each in test.get("download_button")]


def places(test: AppTest) -> list[str]:
    return test.dataframe[0].value["Place"].tolist()


def test_the_parts_are_all_rows_in_order():
    test = opened()
    found = places(test)
    assert len(found) == PART
    for part in (2, 3):
        found += places(test.pagination[0].set_value(part).run())
    assert found == [f"place {at}" for at in range(250)]
    assert [each.value for each in test.caption] == ["Rows 201–250 of 250"]
    assert files(test) == ["CSV: rows 201–250", "CSV: all rows (250)"]
    assert [len(each.rows) for each in shown_by(test)] == [250]


def shown_by(test: AppTest) -> list[shown.Shown]:
    return list(test.session_state[shown._KEY].values())


def test_all_rows_are_one_switch_away():
    test = opened()
    test.toggle[0].set_value(True).run()
    assert len(places(test)) == 250
    assert not test.pagination
    assert files(test) == ["CSV: all rows (250)"]


def test_a_row_of_a_later_part_is_found_by_its_number_among_all():
    test = opened(first=230)
    assert places(test)[0] == "place 200"
    assert test.markdown[-1].value == "chosen: 230"


def test_a_short_table_has_no_parts():
    test = opened(rows=PART)
    assert len(places(test)) == PART
    assert not test.pagination
    assert not test.toggle


@pytest.fixture
def saved(monkeypatch):
    """What each button saves: the lines of its CSV, by its label."""
    found: dict[str, list[list[str]]] = {}

    def button(label, data, **_):
        found[label] = list(csv.reader(io.StringIO(data().decode("utf-8-sig"))))

    monkeypatch.setattr(saving.st, "download_button", button)
    return found


def test_a_file_holds_what_its_button_says(saved):
    opened(first=230)
    assert [line[0] for line in saved["CSV: rows 201–250"][1:]] == [
        f"place {at}" for at in range(200, 250)]  # fmt: skip
    assert len(saved["CSV: all rows (250)"]) == 1 + 250


def newest() -> None:
    import pandas as pd
    import streamlit as st

    from coverage.ui import saving, tables
    from coverage.ui.rows import Whole, of_frame

    frame = pd.DataFrame({"place": [f"place {at}" for at in range(80)], "meetings": range(80)})
    whole = Whole(lambda: frame, st.session_state.get("counted"))
    rows = of_frame(frame.head(50), whole)
    st.caption(saving.cut(rows))
    tables.show(rows, ("place", "meetings"), "places", alt="Places")


@pytest.mark.parametrize(
    ("counted", "label", "title"),
    [(80, "CSV: all rows (80)", "Places (newest 50 of 80)"),
     (None, "CSV: all rows", "Places (newest 50)")],
)  # fmt: skip
def test_of_a_list_of_the_newest_all_rows_are_one_click_away(saved, counted, label, title):
    test = AppTest.from_function(newest)
    test.session_state["counted"] = counted
    test.run()
    assert [len(lines) - 1 for lines in saved.values()] == [50, 80]
    assert list(saved) == ["CSV: rows 1–50", label]
    assert "are shown; the CSV of all rows has the others too" in test.caption[0].value
    assert [(each.title, len(each.rows)) for each in shown_by(test)] == [(title, 50)]


def test_the_rows_of_a_chart_are_not_called_all(saved):
    import pandas as pd

    rows = pd.DataFrame({"place": ["Kyiv"], "meetings": [1]})
    saving.csv_button(lambda: rows, 20, "places", chart=True)
    assert list(saved) == ["CSV: rows of the chart (20)"]
