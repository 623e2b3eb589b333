"""Chart specs: every period and cell is there, names cannot carry markup, colours can be told."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from coverage.reports import Grain
from coverage.ui import charts, series

PERIODS = pd.Series(pd.to_datetime(["2025-01-01", "2025-02-01", "2025-03-01"]))
ROWS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2025-01-01", "2025-03-01", "2025-03-01"]),
        "partner": ["DK", "DK", "NO"],
        "partner_name": ["Denmark", "Denmark", "<b>Norway</b>"],
        "meetings": [2, 1, 1],
    }
)


def test_series_side_by_side_with_zeros():
    table, largest = series.wide(ROWS, PERIODS, "partner", "partner_name", "meetings")
    assert largest == [("DK", "Denmark"), ("NO", "<b>Norway</b>")]
    assert table["DK"].tolist() == [2, 0, 1]
    assert table["NO"].tolist() == [0, 0, 1]
    assert series.named(table, largest).columns.tolist() == [
        "Period from", "Denmark", "<b>Norway</b>"]  # fmt: skip


def test_only_the_largest_series_are_drawn():
    many = pd.concat([ROWS.assign(partner=str(n), partner_name=str(n)) for n in range(9)])
    table, largest = series.wide(many, PERIODS, "partner", "partner_name", "meetings")
    assert len(largest) == series.LARGEST == len(table.columns) - 1


@pytest.mark.parametrize(
    ("grain", "name"),
    [(Grain.DAY, "1 Mar 2025"), (Grain.WEEK, "1 Mar 2025"), (Grain.MONTH, "Mar 2025"),
     (Grain.QUARTER, "Q1 2025"), (Grain.YEAR, "2025 ")],
)  # fmt: skip
def test_periods_have_names(grain, name):
    assert series.period_name(pd.Timestamp("2025-03-01"), grain) == name


@pytest.mark.parametrize(
    ("grain", "count"), [(Grain.MONTH, 13), (Grain.QUARTER, 5), (Grain.YEAR, 2)]
)
def test_a_calendar_has_every_period(grain, count):
    edges = pd.Series(pd.to_datetime(["2024-01-01", "2025-01-01"]))
    assert len(series.calendar(edges, grain)) == count


def specs():
    table, largest = series.wide(ROWS, PERIODS, "partner", "partner_name", "meetings")
    ledger = pd.DataFrame(
        {"partner_name": ["Denmark", "<i>N</i>"], "model_name": ["Danish model", "PURL"],
         "stage": ["funded", "mentioned"]}
    )  # fmt: skip
    return {
        "lines": charts.lines(table, largest, "<b>T</b>", "Meetings"),
        "strips": charts.strips(table, largest, "T"),
        "bars": charts.bars(ROWS, "partner_name", "meetings", "T", "Meetings"),
        "heat": charts.heat_over_time(ROWS, PERIODS, "partner_name", Grain.MONTH, "T"),
        "stages": charts.stages(ledger),
    }


@pytest.mark.parametrize("name", list(specs()))
def test_plotly_accepts_the_spec_and_names_carry_no_markup(name):
    figure = go.Figure(specs()[name])
    assert figure.layout.title.text
    drawn = figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")
    assert "<b>Norway" not in drawn
    assert "<i>" not in drawn
    assert "<b>T" not in drawn


def test_a_map_has_a_cell_for_every_pair_and_period():
    trace = specs()["heat"]["data"][0]
    assert trace["x"] == ["Jan 2025", "Feb 2025", "Mar 2025"]
    assert trace["z"] == [[2, 0, 1], [0, 0, 1]]
    assert trace["text"][0] == ["2", "", "1"]


def test_a_long_name_is_cut_on_the_axis_alone():
    name = "Ukraine Defense Contact Group (Ramstein) & friends"
    spec = charts.bars(ROWS.assign(partner_name=name), "partner_name", "meetings", "T", "U")
    assert spec["data"][0]["y"][0].endswith("&amp; friends")
    assert spec["layout"]["yaxis"]["ticktext"][0] == "Ukraine Defense Contact Gr…"


def test_stages_are_shown_by_letter_and_shade():
    trace = specs()["stages"]["data"][0]
    assert trace["z"] == [[4, 0], [0, 1]]
    assert trace["text"] == [["F", ""], ["", "M"]]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", charts.PALETTE)
def test_colours_stand_out_on_light_and_dark(colour):
    for ground in ("#FFFFFF", "#1A1A18"):
        light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, (colour, ground)
