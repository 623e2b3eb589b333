"""A CSV that a spreadsheet opens without running what an article says."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.reports import csv_bytes, harmless, read_back


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"
    assert read_back(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "Данія", "1+1", "'quoted'", "a=b"])
def test_other_text_stays(text):
    assert harmless(text) == text


@given(st.text(max_size=12))
def test_everything_can_be_read_back(text):
    assert read_back(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_table_as_csv():
    frame = pd.DataFrame(
        {
            "=Name": ["=1+1", 'Укр, "Правда"\nx', None],
            "Change": [-1, 2, 0],
            "Day": pd.to_datetime(["2025-03-20", None, "2025-03-21"]),
            "Trend": [[1, 2], [], [0]],
        }
    )
    content = csv_bytes(frame)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [
        ["'=Name", "Change", "Day", "Trend"],
        ["'=1+1", "-1", "2025-03-20", "1 2"],
        ['Укр, "Правда"\nx', "2", "", ""],
        ["", "0", "2025-03-21", "0"],
    ]
