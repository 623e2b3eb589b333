"""Chart specs: every period and cell is there, each point knows its row, names carry no markup."""

import json
from html import escape

import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.io import to_json
from plotly.tools import return_figure_from_figure_or_data

from coverage.reports import Grain
from coverage.ui import charts, look, maps, series, words
from coverage.ui.drawn import KINDS, OTHERS, Drawn
from coverage.ui.kept import Event
from coverage.ui.told import Bounds

PERIODS = pd.Series(pd.to_datetime(["2025-01-01", "2025-02-01", "2025-03-01"]))
ROWS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2025-01-01", "2025-03-01", "2025-03-01"]),
        "partner": ["DK", "DK", "NO"],
        "partner_name": ["Denmark", "Denmark", "<b>Norway</b>"],
        "meetings": [2, 1, 1],
    }
)


def filled():
    return series.filled(ROWS, PERIODS, "partner", "meetings")


def test_every_series_has_every_period_with_zeros():
    table, largest = filled()
    assert largest == [("DK", "Denmark"), ("NO", "<b>Norway</b>")]
    assert table["meetings"].tolist() == [2, 0, 1, 0, 0, 1]
    assert table["partner_name"].tolist()[3] == "<b>Norway</b>"


def test_only_the_largest_series_are_drawn():
    many = pd.concat([ROWS.assign(partner=str(n), partner_name=str(n)).head(1) for n in range(9)])
    table, largest = series.filled(many, PERIODS, "partner", "meetings")
    assert len(largest) == series.LARGEST == table["partner"].nunique()


def test_series_stand_as_in_the_ranking_beside_and_those_alike_by_code():
    alike = pd.concat([ROWS.assign(partner=code, partner_name=name).head(1)
                       for code, name in (("PL", "A"), ("NO", "B"), ("DK", "C"))])  # fmt: skip
    codes = [code for code, _ in series.filled(alike, PERIODS, "partner", "meetings")[1]]
    assert codes == ["DK", "NO", "PL"]
    _, largest = series.filled(alike, PERIODS, "partner", "meetings", 2, ["NO", "LU", "PL"])
    assert [code for code, _ in largest] == ["NO", "PL"]


def test_a_map_has_its_lines_in_the_order_of_a_ranking_those_without_a_cell_too():
    named = ROWS.assign(period_name=["Jan 2025", "Mar 2025", "Mar 2025"])
    lines = ["Iceland", "<b>Norway</b>", "Denmark"]
    trace = maps.heat(named, "partner_name", "period_name", "meetings", "T", lines=lines)["data"][0]
    assert trace["y"] == ["Iceland", "&lt;b&gt;Norway&lt;/b&gt;", "Denmark"]
    assert trace["z"] == [[0, 0], [0, 1], [2, 1]]


def test_what_was_cut_is_said_of_each_side():
    assert series.first_of(20, 20) == ""
    assert series.first_of(20, 33) == " (first 20 of 33)"
    sides = {"Officials": (20, 15), "Partners": (25, 33)}
    assert series.first_of_each(sides) == " (partners: first 25 of 33)"
    assert series.first_of_each({"Officials": (20, 15)}) == ""


@pytest.mark.parametrize(
    ("grain", "name"),
    [(Grain.DAY, "1 Mar 2025"), (Grain.WEEK, "1 Mar 2025"), (Grain.MONTH, "Mar 2025"),
     (Grain.QUARTER, "Q1 2025"), (Grain.YEAR, "2025 ")],
)  # fmt: skip
def test_periods_have_names(grain, name):
    assert words.period(pd.Timestamp("2025-03-01"), grain) == name


@pytest.mark.parametrize(
    ("grain", "count"), [(Grain.MONTH, 13), (Grain.QUARTER, 5), (Grain.YEAR, 2)]
)
def test_a_calendar_has_every_period(grain, count):
    edges = pd.Series(pd.to_datetime(["2024-01-01", "2025-01-01"]))
    assert len(series.calendar(edges, grain)) == count


def over_time():
    return pd.DataFrame({"period": PERIODS, "meetings": [2, 0, 1], "articles": [3, 0, 1]})


def specs():
    table, largest = filled()
    named = table.assign(period_name=table["period"].dt.strftime("%b %Y"))
    ledger = pd.DataFrame(
        {"partner_name": ["Denmark", "<i>N</i>"], "model_name": ["Danish model", "PURL"],
         "stage": ["funded", "mentioned"], "stage_name": ["Funded", "Mentioned"]}
    )  # fmt: skip
    both = [("meetings", "Meetings"), ("articles", "Articles")]
    events = [Event(pd.Timestamp("2025-02-12").date(), "<b>Ramstein</b>"),
              Event(pd.Timestamp("2026-02-12").date(), "Later")]  # fmt: skip
    return {
        "lines": charts.lines(over_time(), both, "<b>T</b>", events),
        "strips": charts.strips(table, largest, "partner", "meetings", "T"),
        "bars": charts.bars(ROWS, "partner_name", "meetings", "T"),
        "heat": maps.heat(named, "partner_name", "period_name", "meetings", "T"),
        "stages": maps.stages(ledger, "T"),
        "world": maps.world(ROWS.drop(columns="period").tail(2), "meetings", "T"),
    }


@pytest.mark.parametrize("name", list(specs()))
def test_plotly_accepts_the_spec_and_names_carry_no_markup(name):
    figure = go.Figure(specs()[name])
    assert figure.layout.title.text
    drawn = figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")
    for markup in ("<b>Norway", "<i>", "<b>T", "<b>Ramstein"):
        assert markup not in drawn


@pytest.mark.parametrize("name", list(specs()))
def test_what_is_drawn_is_what_plotly_would_have_checked(name):
    checked = return_figure_from_figure_or_data(specs()[name], validate_figure=True)
    drawn = return_figure_from_figure_or_data(Drawn(specs()[name]), validate_figure=True)
    looks, ours = (each["layout"].pop("template") for each in (checked, drawn))
    assert json.loads(to_json(drawn)) == json.loads(to_json(checked))
    # Of plotly's looks those of the charts that we draw, and no other.
    assert {each["type"] for each in drawn["data"]} <= set(KINDS)
    assert ours["data"] == {k: v for k, v in looks["data"].items() if k in KINDS}
    assert ours["layout"] == {k: v for k, v in looks["layout"].items() if k not in OTHERS}


def test_a_map_of_nothing_is_a_map():
    spec = maps.heat(ROWS.head(0), "partner_name", "period", "meetings", "T")
    assert spec["data"][0]["z"] == []


def test_each_point_knows_its_row():
    table, _ = filled()
    drawn = specs()["strips"]["data"]
    for trace, entry in zip(drawn[::2], drawn[1::2], strict=True):
        own = table.loc[trace["customdata"]]
        assert own["meetings"].tolist() == trace["y"]
        # The legend entry stands for the series: its number leads to one of its rows.
        (at,) = entry["customdata"]
        assert at < 0
        assert table.loc[charts.whole(at), "partner"] == own["partner"].iloc[0]
    bars = specs()["bars"]["data"][0]
    assert ROWS.loc[bars["customdata"], "meetings"].tolist() == bars["x"]
    heat = specs()["heat"]
    points = heat["data"][1]
    assert table.loc[points["customdata"], "meetings"].tolist() == [2, 1, 1]
    assert names_at(heat, "x") == ["Jan 2025", "Mar 2025", "Mar 2025"]
    assert names_at(heat, "y") == ["Denmark", "Denmark", "&lt;b&gt;Norway&lt;/b&gt;"]
    tiles, met = specs()["world"]["data"]
    assert met["hovertext"] == ["Denmark: 1 meeting", "&lt;b&gt;Norway&lt;/b&gt;: 1 meeting"]
    assert met["text"] == ["DK", "NO"]
    named = {each for line in tiles["text"] for each in line if each}
    assert {"SE", "US"} < named  # who was met is named once
    assert not named & {"DK", "NO"}


def names_at(spec, side):
    """The names that the points of a map stand at, from their numbers and their unseen axis."""
    axis = spec["layout"][f"{side}axis2"]
    names = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    return [names[each] for each in spec["data"][1][side]]


def test_only_events_within_are_marked():
    assert specs()["lines"]["data"][-1]["text"] == ["&lt;b&gt;Ramstein&lt;/b&gt;"]
    assert len(charts.lines(over_time(), [("meetings", "M")], "T")["data"]) == 1


def test_a_map_has_a_cell_for_every_pair_and_period():
    trace = specs()["heat"]["data"][0]
    assert trace["x"] == ["Jan 2025", "Feb 2025", "Mar 2025"]
    assert trace["z"] == [[2, 0, 1], [0, 0, 1]]
    assert trace["text"][0] == ["2", "", "1"]


def test_every_state_of_the_codebook_has_one_tile():
    from coverage.codebook import load

    tiles = [code for code, _, _ in maps.grid()]
    states = {c for c, p in load().partners.items() if p.kind in ("state", "adversary", "home")}
    assert len(tiles) == len(set(tiles))
    assert set(tiles) == states


def test_a_long_name_stands_in_lines_on_the_axis():
    name = "Ukraine Defense Contact Group (Ramstein) & friends"
    spec = charts.bars(ROWS.assign(partner_name=name), "partner_name", "meetings", "T")
    assert spec["data"][0]["y"][0].endswith("&amp; friends")
    lines = spec["layout"]["yaxis"]["ticktext"][0].split(look.BREAK)
    assert " ".join(lines) == "Ukraine Defense Contact Group (Ramstein) &amp; friends"
    assert len(lines) == 3
    short = charts.bars(ROWS.assign(partner_name="NATO"), "partner_name", "meetings", "T")
    assert spec["layout"]["height"] > short["layout"]["height"]


def test_lines_end_between_words():
    names = ["Евроатлантическая интеграция", "Правосудие и ответственность"]
    lines = [each.split(look.BREAK) for each in look.names_axis(names)["ticktext"]]
    assert lines == [["Евроатлантическая", "интеграция"], ["Правосудие и", "ответственность"]]
    (endless,) = look.names_axis(["x" * 40])["ticktext"]
    assert endless == f"{'x' * 24}{look.BREAK}{'x' * 16}"


def test_words_beside_a_bar_stay_within_a_phone():
    names = ["Фонд коаліції", "PURL"]
    short, long = ["41 (1)"] * 2, ["41 (17 зустрічей, 20 статей)"] * 2
    assert look.room_beside(names, short, [1, 1]) == 1.4
    assert look.room_beside(names, long, [0.1, 0.1]) == 1.4  # a short bar has room beside it
    wider = look.room_beside(["Американсько-український"], ["41 (17 зустрічей)"], [1])
    assert 1.4 < wider < 1.9
    axis = 320 - 24 * 6  # pixels: the bar, then 17 letters, up to the chart's edge
    assert axis / wider + 17 * 6 == pytest.approx(axis + 26)
    assert look.room_beside(names, long, [1, 1]) == 1.9


def test_names_of_several_lines_are_kept_apart_only_where_they_are_beside_each_other():
    long, endless = "Американсько-український інвестфонд відбудови", "word " * 40
    assert look.pitch(["PURL", long, "SAFE"], 25) == 25
    assert look.pitch([long, long], 25) == 32
    assert look.pitch([], 25) == 25
    assert look.names_axis([endless])["ticktext"][0].endswith("…")


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_no_name_of_a_funding_model_or_a_topic_is_cut_in_a_chart(language):
    from coverage.codebook import load

    book = load()
    for each in [*book.funding.values(), *book.topics.values()]:
        name = getattr(each.label, language)
        spec = charts.bars(ROWS.assign(partner_name=name), "partner_name", "meetings", "T")
        axis = spec["layout"]["yaxis"].get("ticktext", [escape(name)])[0]
        assert axis.replace(look.BREAK, "").replace(" ", "") == escape(name).replace(" ", "")
        assert look.distinct([escape(name)]) == [escape(name)]


def test_stages_are_shown_by_number_and_shade():
    trace, points = specs()["stages"]["data"]
    assert trace["z"] == [[4, 0], [0, 1]]
    assert trace["text"] == [["4", ""], ["", "1"]]
    assert (points["text"][0], names_at(specs()["stages"], "x")[0]) == ("Funded", "Danish model")


def test_a_bar_says_meetings_and_articles():
    both = ROWS.assign(articles=[5, 1, 1])
    (bars,) = charts.bars(both, "partner_name", "meetings", "T")["data"]
    assert bars["text"] == ["2 (5 articles)", "1 (1 article)", "1 (1 article)"]
    assert bars["hovertext"][0] == "2 meetings in 5 articles"
    shared = both.assign(share=[28.57, 1.5, 1.0])
    (bars,) = charts.bars(shared, "partner_name", "share", "T")["data"]
    assert bars["text"][0] == "28.57 (2 meetings, 5 articles)"


def test_how_sure_a_count_is_is_drawn_where_it_is_asked_for():
    bounds = Bounds(right=0.9, found=0.8)
    bars, words_beside = charts.bars(ROWS, "partner_name", "meetings", "T", bounds)["data"]
    assert bars["error_x"]["array"] == pytest.approx([0.5, 0.25, 0.25])
    assert bars["error_x"]["arrayminus"] == pytest.approx([0.2, 0.1, 0.1])
    assert words_beside["x"] == pytest.approx([2.5, 1.25, 1.25])
    low, high, line = charts.lines(over_time(), [("meetings", "M")], "T", bounds=bounds)["data"]
    assert low["y"] == pytest.approx([1.8, 0, 0.9])
    assert high["y"] == pytest.approx([2.5, 0, 1.25])
    assert line["text"][0] == "2 meetings in 3 articles · 2–2"
    assert bounds.said(100) == "90–125"


def test_names_below_a_map_are_short_and_no_two_alike():
    long = "Контактна група з питань оборони України («Рамштайн»)"
    assert look.distinct([long, f"{long} II", "NATO"]) == [
        "Контактна група з питань оборони України («Рамш…",
        "Контактна група з питань оборони України («Рамш… ", "NATO"]  # fmt: skip
    assert look.below(["NATO"]) == 0
    assert look.below(["NATO", long]) > 100


def test_a_map_has_room_for_the_names_below_it():
    rows = ROWS.assign(period_name="Jan 2025")
    long = rows.assign(period_name="US-Ukraine Reconstruction Investment Fund")
    heights = [
        maps.heat(each, "partner_name", "period_name", "meetings", "T")["layout"]["height"]
        for each in (rows, long)
    ]
    assert heights[1] - heights[0] == look.below(["US-Ukraine Reconstruction Investment Fund"])


def test_a_line_of_many_points_is_no_more_than_a_line():
    days = pd.DataFrame({"period": pd.date_range("2022-01-01", periods=400), "meetings": 1})
    (line,) = charts.lines(days, [("meetings", "M")], "T")["data"]
    assert (line["mode"], line["text"]) == ("lines", [])
    assert len(line["customdata"]) == 400


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", look.PALETTE)
def test_colours_stand_out_on_light_and_dark(colour):
    for ground in ("#FFFFFF", "#1A1A18"):
        light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, (colour, ground)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_of_a_chart_can_be_read(theme):
    ground = {"light": "#FFFFFF", "dark": "#1A1A18"}[theme]
    pairs = [(look.INK[theme], ground)]
    pairs += [(look.ON_SHADE[theme], shade) for _, shade in look.SHADES[theme]]
    for pair in pairs:
        light, dark = sorted(map(_luminance, pair), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, pair


@pytest.mark.parametrize("height", [100, 600, 1100, 4000])
@pytest.mark.parametrize("title", ["T", "Articles that speak of a funding model " * 3])
def test_a_title_stands_whole_above_the_plot_whatever_the_charts_height(height, title):
    layout = look.base(title, height)
    lines = layout["title"]["text"].count(look.BREAK) + 1
    baseline = (1 - layout["title"]["y"]) * layout["height"]  # of the first line
    assert baseline > 16
    assert baseline + 21 * (lines - 1) + 6 <= layout["margin"]["t"]
    assert "automargin" not in layout["title"]  # plotly moves the lines up by as much as it adds


def test_a_long_title_has_lines_that_fit_a_phone():
    title = "Статьи, в которых названа модель финансирования <b>"
    spec = charts.bars(ROWS, "partner_name", "meetings", title)
    assert look.title_of(spec) == title
    lines = spec["layout"]["title"]["text"].split(look.BREAK)
    assert len(lines) == 2
    assert all(len(each) <= look.WIDEST for each in lines)
    one = charts.bars(ROWS, "partner_name", "meetings", "T")["layout"]
    assert spec["layout"]["margin"]["t"] > one["margin"]["t"]
    assert spec["layout"]["height"] > one["height"]
    assert one["xaxis"]["title"]["text"] == "Meetings"


def test_an_area_does_not_end_at_the_edge():
    table, largest = filled()
    first, last = charts.strips(table, largest, "partner", "meetings", "T")["layout"]["xaxis"][
        "range"
    ]
    assert first < "2025-01-01"
    assert last > "2025-03-01"


def test_an_axis_of_few_periods_has_a_tick_each_and_no_day_twice():
    month = look.time_axis(PERIODS.head(1))
    assert (month["tickvals"], month["ticktext"]) == (["2025-01-01"], ["1 Jan 2025"])
    months = look.time_axis(pd.concat([PERIODS, PERIODS]))
    assert months["ticktext"] == ["Jan 2025", "Feb 2025", "Mar 2025"]
    days = look.time_axis(pd.Series(pd.date_range("2025-01-30", periods=4)))
    assert days["ticktext"] == ["30 Jan 2025", "31 Jan 2025", "1 Feb 2025", "2 Feb 2025"]
    assert "tickvals" not in look.time_axis(pd.Series(pd.date_range("2025-01-01", periods=30)))


@pytest.mark.parametrize(("columns", "wide"), [(10, False), (11, True), (36, True), (37, False)])
def test_a_map_whose_numbers_do_not_fit_a_phone_is_wide(columns, wide):
    """Beyond those that have numbers at all it is a picture, which fits."""
    rows = pd.DataFrame({"a": "x", "b": [str(n) for n in range(columns)], "meetings": 1})
    assert maps.wide(maps.heat(rows, "a", "b", "meetings", "T")) is wide
    assert not maps.wide(charts.bars(rows, "b", "meetings", "T"))
