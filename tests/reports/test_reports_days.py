"""Scopes of a period and statuses are answered from sums: these say what the meetings say."""

from datetime import date

import pytest
from benchmarks.reports import make
from pandas.testing import assert_frame_equal

from coverage.reports import Scope, opening, run_all
from coverage.reports.scope import Grain
from coverage.store import Snapshot

WANTED = ("facets", "partners", "topics", "partner_topic", "topic_pairs", "official_partner",
          "officials", "meetings_over_time_by_partner", "meetings_over_time_by_topic", "overview",
          "changes", "changes_by_topic", "changes_by_model", "new_partners", "quiet_partners",
          "first_times", "meetings_over_time", "meetings_over_time_by_model", "models",
          "models_over_time", "scope_counts", "meeting_places", "official_people",
          "partner_officials", "people_met", "funding_ledger", "funding_open")  # fmt: skip
SCOPES = {
    "held": Scope(),
    "any status": Scope(statuses=(), grain=Grain.QUARTER),
    "from within a month": Scope(start=date(2023, 5, 17), statuses=("held", "planned")),
    "until within a month": Scope(end=date(2024, 2, 11), grain=Grain.WEEK),
    "until a month's end": Scope(start=date(2023, 5, 1), end=date(2024, 2, 29)),
    "within one month": Scope(start=date(2023, 5, 3), end=date(2023, 5, 28), grain=Grain.DAY),
    "a few days over a month's end": Scope(start=date(2023, 5, 28), end=date(2023, 6, 6)),
    "statuses that exclude each other": Scope(also=(("statuses", "planned"),)),
    "before all": Scope(end=date.min),
    "after all": Scope(start=date.max),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("days")
    make(folder, 1500)
    return Snapshot.open(folder, 1)


@pytest.mark.parametrize("name", list(SCOPES))
def test_the_sums_say_what_the_meetings_say(store, name, monkeypatch):
    summed = run_all(WANTED, SCOPES[name], store)
    every = opening._statements
    monkeypatch.setattr(opening, "_statements", lambda *by_days: every(False, False))
    counted = run_all(WANTED, SCOPES[name], store)
    for report in WANTED:
        assert_frame_equal(summed[report], counted[report], obj=report)


def test_the_reports_looked_at_have_rows(store):
    found = run_all(WANTED, Scope(start=date(2023, 5, 17)), store)
    without = {each for each in WANTED if found[each].empty}
    assert without <= {"new_partners", "quiet_partners", "first_times"}


def test_a_scope_with_another_filter_counts_its_own_meetings(store):
    partner = run_all(("partners",), Scope(), store)["partners"]["partner"].iloc[0]
    found = run_all(("scope_counts", "partners"), Scope(partners=(partner,)), store)
    own = found["partners"].set_index("partner").loc[partner]
    assert own["meetings"] == found["scope_counts"]["meetings"].iloc[0] > 0
