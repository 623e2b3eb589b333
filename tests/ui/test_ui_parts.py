"""A long table is sent a part at a time; its files, and its rows' numbers, are those of all."""

from streamlit.testing.v1 import AppTest

from coverage.ui import shown
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
    assert test.get("download_button")[0].proto.label == "CSV (250 rows)"
    assert [len(each.rows) for each in shown_by(test)] == [250]


def shown_by(test: AppTest) -> list[shown.Shown]:
    return list(test.session_state[shown._KEY].values())


def test_all_rows_are_one_switch_away():
    test = opened()
    test.toggle[0].set_value(True).run()
    assert len(places(test)) == 250
    assert not test.pagination


def test_a_row_of_a_later_part_is_found_by_its_number_among_all():
    test = opened(first=230)
    assert places(test)[0] == "place 200"
    assert test.markdown[-1].value == "chosen: 230"


def test_a_short_table_has_no_parts():
    test = opened(rows=PART)
    assert len(places(test)) == PART
    assert not test.pagination
    assert not test.toggle
