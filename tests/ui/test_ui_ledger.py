"""Waiting times: a median is shown as a figure only where enough pairs stand behind it."""

from streamlit.testing.v1 import AppTest


def shown(waits: list[int]) -> AppTest:
    def page() -> None:
        import pandas as pd
        import streamlit as st

        from coverage.ui import ledger

        days = pd.Series(st.session_state["waits"], dtype="Int64")
        none = pd.Series([pd.NA] * len(days), dtype="Int64")
        frame = {
            "days_to_agreed": days,
            "days_to_funded": none,
            "partner_name": "x",
            "model_name": "y",
            **dict.fromkeys(("proposed", "agreed", "funded"), pd.NaT),
        }
        ledger.speed(pd.DataFrame(frame))

    test = AppTest.from_function(page)
    test.session_state["waits"] = waits
    return test.run()


def test_few_pairs_make_no_headline():
    test = shown([12, 40, 212, 75])
    assert [each.value for each in test.metric] == ["–", "–"]
    assert test.caption[0].value == "4 pairs, too few for a median: from 12 to 212 days"
    assert len(test.dataframe[0].value) == 4  # they are listed all the same
    assert shown([212]).caption[0].value == "one pair alone, 212 days"


def test_five_pairs_do():
    test = shown([12, 40, 212, 75, 90])
    assert test.metric[0].value == "75 days"
    assert test.caption[0].value == "the median of 5 pairs, from 12 to 212"
