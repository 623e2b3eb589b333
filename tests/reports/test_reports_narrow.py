"""What is behind a row of a report is exactly what the row counts: bar, cell and list agree."""

from datetime import date

import pandas as pd
import pytest

from coverage.errors import ReportError
from coverage.reports import Grain, Scope, bounds, narrowed, run

COUNTING = [
    "partners", "topics", "meetings_over_time", "meetings_over_time_by_partner",
    "meetings_over_time_by_topic", "meetings_over_time_by_model", "partner_topic", "topic_pairs",
    "officials", "official_partner", "coalitions",
]  # fmt: skip
SCOPES = [
    Scope(),
    Scope(statuses=()),
    Scope(grain=Grain.QUARTER, start=date(2025, 3, 10), end=date(2025, 4, 20)),
    Scope(partners=("DK", "LU")),
    Scope(topics=("drones", "energy"), grain=Grain.WEEK),
    Scope(officials=("Rustem Umerov",), langs=("en", "ru")),
    Scope(also=(("partners", "DK"),)),
]


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.sentence())
@pytest.mark.parametrize("name", COUNTING)
def test_a_row_counts_what_is_behind_it(name, scope, snapshot):
    rows = run(name, scope, snapshot).to_dict("records")
    for row in rows:
        found = run("scope_counts", narrowed(scope, row), snapshot).iloc[0]
        assert found["meetings"] == row["meetings"], row
        if "articles" in row:
            assert found["articles"] == row["articles"], row


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.sentence())
@pytest.mark.parametrize("name", ["models", "models_over_time", "funding_ledger"])
def test_a_row_of_funding_counts_the_articles_behind_it(name, scope, snapshot):
    for row in run(name, scope, snapshot).to_dict("records"):
        if row.get("partner") == "":
            continue  # tied to no partner: there is no filter for that
        behind = narrowed(scope, row)
        said = run("funding_said", behind, snapshot)
        assert said["article_id"].nunique() == row["articles"], row
        counted = run("scope_counts", behind, snapshot)["funding_articles"].iloc[0]
        assert counted == row["articles"], row


def test_a_second_value_narrows_and_does_not_widen(snapshot):
    scope = narrowed(Scope(partners=("DK", "NO")), {"partner": "LU"})
    assert scope.partners == ("DK", "NO")
    assert scope.also == (("partners", "LU"),)
    assert run("scope_counts", scope, snapshot)["meetings"].iloc[0] == 0
    assert narrowed(scope, {"partner": "LU"}) == scope
    assert Scope.from_query(scope.to_query()) == scope
    assert scope.sentence().endswith(", of these only: LU")


def test_a_pair_of_topics_asks_for_both():
    scope = narrowed(Scope(), {"topic": "drones", "other_topic": "energy"})
    assert (scope.topics, scope.also) == (("drones",), (("topics", "energy"),))


def test_a_period_is_cut_by_the_scope():
    scope = Scope(start=date(2025, 3, 10))
    inside = narrowed(scope, {"period": pd.Timestamp("2025-03-01")})
    assert (inside.start, inside.end) == (date(2025, 3, 10), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("grain", "last"),
    [(Grain.DAY, date(2024, 2, 1)), (Grain.WEEK, date(2024, 2, 7)),
     (Grain.MONTH, date(2024, 2, 29)), (Grain.QUARTER, date(2024, 4, 30)),
     (Grain.YEAR, date(2025, 1, 31))],
)  # fmt: skip
def test_the_last_day_of_a_period(grain, last):
    assert bounds(date(2024, 2, 1), grain) == (date(2024, 2, 1), last)


@pytest.mark.parametrize(
    ("also", "said"),
    [(["partner:DK", "planet:X"], "names no filter"), (["status:dreamt"], "none of held"),
     (["DK"], "names no filter"), ([f"partner:{n}" for n in range(13)], "more than 12")],
)  # fmt: skip
def test_a_wrong_also_is_named_and_left_out(also, said):
    _, problems = Scope.parse({"also": also})
    assert said in " ".join(problems)
    with pytest.raises(ReportError, match=said):
        Scope.from_query({"also": also})
