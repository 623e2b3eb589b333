"""Every report on the hand-written store; the figures are counted by hand."""

from datetime import date

import pandas as pd
import pytest

from coverage.errors import ReportError
from coverage.reports import Grain, Scope, names, report, run, run_all


def rows(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


@pytest.mark.parametrize("name", names())
def test_every_report_gives_the_columns_that_it_states(name, snapshot, empty):
    assert report(name).about.endswith(".")
    assert report(name).grain.startswith("one row")
    for held in (snapshot, empty):
        assert tuple(run(name, Scope(), held).columns) == report(name).columns


PICKED = {"facets", "known_values", "labels"}  # lists to choose from, by name in every language


@pytest.mark.parametrize("name", sorted({*names()} - PICKED))
def test_rows_stand_in_the_same_order_in_every_language(name, otherwise):
    if report(name).needed:
        pytest.skip("asks for one meeting or article")
    given = dict.fromkeys(report(name).parameters, "") | {"most": "50"}
    given = {key: value for key, value in given.items() if key in report(name).parameters}
    scope = Scope(statuses=())
    codes = {"partner", "topic", "other_topic", "model", "official", "person", "meeting_id",
             "article_id"} & {*report(name).columns}  # fmt: skip
    english, ukrainian = (run(name, scope, otherwise, lang=lang, **given) for lang in ("en", "uk"))
    assert rows(english, *codes) == rows(ukrainian, *codes)


def test_names_do_stand_in_another_order_there(otherwise):
    named = [run("partners", Scope(), otherwise, lang=lang)["partner_name"].tolist()
             for lang in ("en", "uk")]  # fmt: skip
    assert named[0] == ["Denmark", "Luxembourg", "Poland"]
    assert [each.split()[-1] for each in named[1]] == named[0]
    assert named[1][1:] == sorted(named[1][1:], reverse=True)


@pytest.mark.parametrize("grain", list(Grain))
def test_every_grain_counts_every_meeting(grain, snapshot):
    over_time = run("meetings_over_time", Scope(grain=grain), snapshot)
    assert over_time["meetings"].sum() == 4
    assert over_time["period"].is_monotonic_increasing


def test_a_time_without_meetings_is_there_as_zero(snapshot):
    over_time = run("meetings_over_time", Scope(), snapshot)
    assert len(over_time) == 14  # April 2024 to May 2025
    assert rows(over_time, "meetings", "articles")[-3:] == [(1, 2), (1, 1), (1, 1)]


def test_ten_articles_on_one_meeting_are_one_meeting(snapshot):
    partners = run("partners", Scope(), snapshot)
    assert rows(partners, "partner_name", "meetings", "articles") == [
        ("Denmark", 2, 2), ("Luxembourg", 1, 2), ("Poland", 1, 1)]  # fmt: skip
    assert sum(partners["trend"].iloc[0]) == 2


@pytest.mark.parametrize(
    ("filters", "meetings", "articles"),
    [
        ({}, 4, 5),
        ({"statuses": ()}, 5, 6),
        ({"statuses": ("planned",)}, 1, 1),
        ({"partners": ("DK", "LU")}, 3, 4),
        ({"topics": ("energy",)}, 1, 1),
        ({"models": ("danish_model",)}, 2, 3),
        ({"stages": ("agreed",)}, 1, 1),
        ({"models": ("purl",), "stages": ("agreed",)}, 0, 0),
        ({"coalitions": ("drone",)}, 1, 2),
        ({"officials": ("Rustem Umerov",)}, 3, 4),
        ({"outlets": ("Укринформ",)}, 1, 1),
        ({"langs": ("ru",)}, 1, 1),
        ({"langs": ("ru",), "outlets": ("Interfax-Ukraine",)}, 0, 0),
        ({"modes": ("remote",)}, 1, 1),
        ({"start": date(2025, 4, 1)}, 2, 2),
        ({"end": date(2025, 3, 31)}, 2, 3),
        ({"partners": ("DK",), "topics": ("drones",)}, 1, 1),
        ({"partners": ("' OR 1=1 --",)}, 0, 0),
    ],
)
def test_filters(filters, meetings, articles, snapshot):
    scope = Scope(**filters)
    found = run_all(("scope_counts", "meetings", "articles"), scope, snapshot)
    assert rows(found["scope_counts"], "meetings", "articles") == [(meetings, articles)]
    assert len(found["meetings"]) == meetings
    assert len(found["articles"]) == articles


def test_a_planned_meeting_without_a_day_counts_on_the_day_of_its_article(snapshot):
    planned = Scope(statuses=("planned",), start=date(2025, 5, 1), end=date(2025, 5, 1))
    assert rows(run("meetings", planned, snapshot), "partners", "status") == [
        ("Norway", "Planned")]  # fmt: skip


def test_the_ledger_holds_pledges_without_a_contact(snapshot):
    ledger = run("funding_ledger", Scope(), snapshot)
    assert rows(ledger, "partner", "model", "stage", "articles", "article_id") == [
        ("NO", "danish_model", "funded", 1, "a4"),
        ("", "purl", "mentioned", 1, "a4"),
        ("DK", "danish_model", "agreed", 1, "a3"),
        ("LU", "danish_model", "proposed", 2, "a1"),
    ]
    luxembourg = ledger[ledger["partner"] == "LU"].iloc[0]
    assert luxembourg["since"].date() == luxembourg["proposed"].date() == date(2025, 3, 20)
    assert pd.isna(luxembourg["mentioned"])  # on the same day: it was proposed by then


def test_a_pledge_is_filtered_by_its_own_partner_stage_and_day(snapshot):
    def partners(**filters):
        return set(run("funding_ledger", Scope(**filters), snapshot)["partner"])

    assert partners(partners=("NO",)) == {"NO"}
    assert partners(stages=("agreed", "funded")) == {"NO", "DK"}
    assert partners(start=date(2025, 4, 3)) == {"NO", ""}
    assert partners(langs=("uk",)) == {"DK"}
    assert partners(officials=("Volodymyr Zelenskyy",)) == {"DK"}
    assert partners(statuses=("planned",)) == set()


def test_periods_against_each_other(snapshot):
    scope = Scope(start=date(2025, 3, 1), end=date(2025, 4, 30))
    found = run("overview", scope, snapshot)
    assert rows(found, "window_name", "meetings", "articles") == [
        ("this", 2, 3), ("before", 0, 0), ("year_before", 1, 1)]  # fmt: skip
    changes = run("changes", scope, snapshot)
    assert rows(changes, "partner", "meetings", "change", "year_before") == [
        ("DK", 1, 1, 1), ("LU", 1, 1, 0)]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [  # whole months are compared with whole months, other days with as many days
        ("2025-03-01 2025-04-30", "2025-01-01 2025-02-28", "2024-03-01 2024-04-30"),
        ("2025-01-01 2025-03-31", "2024-10-01 2024-12-31", "2024-01-01 2024-03-31"),
        ("2025-02-01 2025-02-28", "2025-01-01 2025-01-31", "2024-02-01 2024-02-29"),
        ("2024-01-01 2024-12-31", "2023-01-01 2023-12-31", "2023-01-01 2023-12-31"),
        ("2025-03-02 2025-04-30", "2025-01-01 2025-03-01", "2024-03-02 2024-04-30"),
        ("2025-03-01 2025-03-30", "2025-01-30 2025-02-28", "2024-03-01 2024-03-30"),
    ],
)
def test_days_that_are_compared(snapshot, period, before, year_before):
    start, end = map(date.fromisoformat, period.split())
    found = run("overview", Scope(start=start, end=end), snapshot)
    days = [f"{row.first_day:%Y-%m-%d} {row.last_day:%Y-%m-%d}" for row in found.itertuples()]
    assert days == [period, before, year_before]


def test_silent_months_at_the_ends_of_the_period_are_shown(snapshot):
    def months(**period):
        found = run("meetings_over_time", Scope(**period), snapshot)
        return [f"{each:%Y-%m}" for each in found["period"]], list(found["meetings"])

    every, _ = months()
    assert (every[0], every[-1]) == ("2024-04", "2025-05")  # to the newest article
    found, meetings = months(start=date(2025, 1, 15), end=date(2025, 4, 30))
    assert found == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert (meetings[0], sum(meetings)) == (0, 2)
    found, _ = months(
        start=date(2020, 1, 1), end=date(2030, 1, 1)
    )  # of other years nothing is known
    assert (found[0], found[-1]) == (every[0], every[-1])


def test_a_pair_that_was_not_talked_about_is_a_zero(snapshot):
    cells = run("partner_topic", Scope(), snapshot)
    assert len(cells) == 3 * 2
    assert ("PL", "drones", 0) in rows(cells, "partner", "topic", "meetings")
    assert ("DK", "energy", 1) in rows(cells, "partner", "topic", "meetings")


def test_topics_officials_and_models(snapshot):
    topics = run("topics", Scope(), snapshot)
    assert rows(topics, "topic", "meetings", "articles", "partner_count") == [
        ("drones", 2, 3, 2), ("energy", 1, 1, 1)]  # fmt: skip
    officials = run("officials", Scope(), snapshot)
    assert rows(officials, "official", "meetings", "met")[0] == (
        "Rustem Umerov", 3, "Denmark 1, Luxembourg 1, Poland 1")  # fmt: skip
    models = run("models", Scope(), snapshot)
    assert rows(models, "model", "articles", "meetings", "stage") == [
        ("danish_model", 4, 2, "funded"), ("purl", 1, 0, "mentioned")]  # fmt: skip


def test_search_takes_words_as_they_are(snapshot):
    def found(words, name="articles"):
        return list(run(name, Scope(), snapshot, q=words)["article_id"])

    assert found("ДАТСКОЙ МОДЕЛИ") == ["a2"]
    assert found("100%") == ["a7"]
    assert found("10_%") == []
    assert found("' OR 1=1 --") == []
    assert found("norway paid") == []
    assert found("norway paid", "articles_all") == ["a4"]


def test_one_meeting_and_its_articles(snapshot):
    meetings = run("meetings", Scope(partners=("LU",)), snapshot)
    meeting_id = meetings["meeting_id"].iloc[0]
    found = run_all(("meeting", "meeting_articles"), Scope(), snapshot, meeting=meeting_id)
    assert rows(found["meeting"], "place", "partner_people", "articles") == [
        ("Kyiv", "Yuriko Backes", 2)]  # fmt: skip
    assert list(found["meeting_articles"]["article_id"]) == ["a1", "a2"]
    assert run("meeting", Scope(), snapshot, meeting="no such").empty


def test_evidence_points_into_the_text(snapshot):
    found = run_all(("article", "article_evidence"), Scope(), snapshot, article="a1")
    one = found["article"].iloc[0]
    text = f"{one['title']}\n\n{one['body']}"
    shown = {
        (row.field, row.value_name, text[row.span_start : row.span_end])
        for row in found["article_evidence"].itertuples()
    }
    assert ("partner", "Luxembourg", "Luxembourg's") in shown
    assert ("funding", "Danish model", "Danish model") in shown


def test_labels_in_three_languages(snapshot):
    assert run("partners", Scope(), snapshot, lang="uk")["partner_name"].iloc[0] == "Denmark (укр.)"
    assert "русский" in set(run("languages", Scope(), snapshot, lang="ru")["lang_name"])
    with pytest.raises(ReportError, match="no labels"):
        run("partners", Scope(), snapshot, lang="fr")


def test_what_the_filters_offer(snapshot):
    facets = run("facets", Scope(), snapshot)
    offered = rows(facets, "filter", "code", "meetings")
    assert ("partners", "DK", 2) in offered
    assert ("models", "purl", 0) in offered  # said in an article without a contact
    assert ("statuses", "planned", 0) in offered
    free = run("facets", Scope(statuses=()), snapshot)
    assert ("statuses", "planned", 1) in rows(free, "filter", "code", "meetings")


def test_counts_are_whole_numbers(snapshot):
    for name in ("partners", "topics", "overview", "partner_topic", "outlets"):
        frame = run(name, Scope(), snapshot)
        assert not [c for c in frame.columns if frame[c].dtype.kind == "f"], name


def test_unknown_reports_and_parameters_are_refused(snapshot):
    with pytest.raises(ReportError, match=r"there are: .*partners"):
        run("../schema", Scope(), snapshot)
    with pytest.raises(ReportError, match="no parameter colour"):
        run("partners", Scope(), snapshot, colour="red")


@pytest.mark.parametrize("name", ["meetings", "articles", "articles_all"])
def test_a_list_can_be_cut_to_the_newest(name, snapshot):
    everything = run(name, Scope(), snapshot)
    cut = run(name, Scope(), snapshot, most="2")
    assert cut.astype(str).to_dict() == everything.head(2).astype(str).to_dict()
    for wrong in ("many", "0", "-2"):
        with pytest.raises(ReportError, match="whole number"):
            run(name, Scope(), snapshot, most=wrong)


def test_a_meeting_says_how_far_its_models_are(snapshot):
    met = run("meetings", Scope(partners=("LU",)), snapshot)["meeting_id"].iloc[0]
    assert run("meeting", Scope(), snapshot, meeting=met)["models"].tolist() == [
        "Danish model · proposed"]  # fmt: skip


def test_who_of_ours_met_whom_of_theirs(snapshot):
    found = run("official_people", Scope(), snapshot)
    assert rows(found, "official", "person", "own_partner", "meetings", "articles", "in_person",
                "remote", "places") == [
        ("Rustem Umerov", "Yuriko Backes", "Luxembourg", 1, 2, 1, 0, "Kyiv 1")]  # fmt: skip
    assert run("meeting", Scope(), snapshot, meeting=found["meeting_id"].iloc[0])[
        "partner_people"].tolist() == ["Yuriko Backes"]  # fmt: skip
    assert run("official_people", Scope(partners=("DK",)), snapshot).empty
