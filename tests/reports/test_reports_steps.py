"""Steps of funding: the days go up with the stages, and waiting times are of what was seen."""

from datetime import date, timedelta

import pandas as pd
import pytest

from coverage.model import Article, Coding, FundingCode, Stage
from coverage.reports import Scope, run
from coverage.store import Entry, Snapshot, content_hash

FIRST = date(2025, 1, 1)
SAID = {  # partner: the stages that articles say, by days after FIRST
    "CZ": ((120, Stage.AGREED), (220, Stage.FUNDED), (380, Stage.PROPOSED)),  # a reminder, late
    "DK": ((0, Stage.PROPOSED), (20, Stage.AGREED), (20, Stage.FUNDED)),  # both on one day
    "NO": ((10, Stage.MENTIONED), (30, Stage.PROPOSED), (43, Stage.AGREED), (60, Stage.MENTIONED)),
    "LU": ((5, Stage.PROPOSED), (5, Stage.PROPOSED), (90, Stage.FUNDED)),  # never seen as agreed
}


@pytest.fixture(scope="module")
def paid(tmp_path_factory):
    import sample_store

    entries = []
    for partner, said in SAID.items():
        for number, (days, stage) in enumerate(said):
            name = f"{partner}{number}"
            article = Article(name, "en", "Daily", f"https://example.org/{name}",
                              FIRST + timedelta(days=days), name, f"Text of {name}.")  # fmt: skip
            funding = FundingCode("danish_model", (partner,), stage, ())
            coding = Coding(name, "v1", (), (), (funding,))
            entries.append(Entry(article, coding, 1, content_hash(article)))
    return Snapshot.current(sample_store.make(tmp_path_factory.mktemp("paid") / "s", entries))


def days(row, *names):
    return [None if pd.isna(row[name]) else (row[name].date() - FIRST).days for name in names]


@pytest.fixture(scope="module")
def ledger(paid):
    return run("funding_ledger", Scope(), paid).set_index("partner")


@pytest.mark.parametrize(
    ("partner", "steps", "waits", "stage", "since", "articles"),
    [("CZ", [None, None, 120, 220], [None, 100], "funded", 220, 3),
     ("DK", [None, 0, None, 20], [None, None], "funded", 20, 3),
     ("NO", [10, 30, 43, None], [13, None], "agreed", 43, 4),
     ("LU", [None, 5, None, 90], [None, None], "funded", 90, 3)],
)  # fmt: skip
def test_a_lower_stage_told_later_is_no_step(ledger, partner, steps, waits, stage, since, articles):
    row = ledger.loc[partner]
    assert days(row, "mentioned", "proposed", "agreed", "funded") == steps
    assert days(row, "since") == [since]
    assert (row["stage"], row["articles"]) == (stage, articles)
    found = [row["days_to_agreed"], row["days_to_funded"]]
    assert [None if pd.isna(each) else each for each in found] == waits


def test_the_list_of_steps_and_the_first_times_agree_with_the_ledger(paid, ledger):
    steps = run("funding_transitions", Scope(), paid)
    assert set(zip(steps["partner"], steps["stage"], steps["article_id"], strict=True)) == {
        ("CZ", "agreed", "CZ0"), ("CZ", "funded", "CZ1"), ("DK", "proposed", "DK0"),
        ("DK", "funded", "DK2"), ("NO", "mentioned", "NO0"), ("NO", "proposed", "NO1"),
        ("NO", "agreed", "NO2"), ("LU", "proposed", "LU0"), ("LU", "funded", "LU2"),
    }  # fmt: skip
    assert steps.set_index(["partner", "stage"]).loc[("LU", "proposed"), "articles"] == 2
    for _, row in steps.iterrows():
        assert ledger.loc[row["partner"], row["stage"]] == row["day"]
    scope = Scope(start=FIRST, end=FIRST + timedelta(days=400))
    first = run("first_times", scope, paid)
    told = set(zip(first["partner"], first["stage"], strict=True))
    assert told == {
        (p, s) for p, s in zip(steps["partner"], steps["stage"], strict=True) if s != "mentioned"
    }


def test_a_filter_on_stages_picks_pairs_and_hides_no_later_stage(paid, ledger):
    """Who was asked and then agreed is no open proposal, whatever stage is asked for."""
    asked = Scope(stages=("proposed",))
    rows = run("funding_ledger", asked, paid).set_index("partner")
    assert set(rows.index) == {"CZ", "DK", "NO", "LU"}
    for partner, row in rows.iterrows():
        for column in ("stage", "since", "mentioned", "proposed", "agreed", "funded"):
            assert str(row[column]) == str(ledger.loc[partner, column]), (partner, column)
    assert run("funding_open", asked, paid).empty
    assert list(run("models", asked, paid)["stage"]) == ["funded"]
    steps = run("funding_transitions", asked, paid)
    assert set(steps["stage"]) == {"proposed"}
    assert set(steps["partner"]) == {"DK", "NO", "LU"}
    also = Scope(models=("danish_model",), also=(("stages", "mentioned"),))
    rows = run("funding_ledger", also, paid)
    assert list(zip(rows["partner"], rows["stage"], strict=True)) == [("NO", "agreed")]
    assert int(rows["stage_articles"].iloc[0]) == 1
    until = Scope(stages=("proposed",), end=FIRST + timedelta(days=31))
    assert set(run("funding_open", until, paid)["partner"]) == {"NO", "LU"}


def test_a_filter_on_stages_with_an_official_asks_articles_of_their_meetings(snapshot):
    """a1 proposes at Umerov's meeting; nothing of other meetings' articles comes in."""
    scope = Scope(stages=("proposed",), officials=("Rustem Umerov",))
    rows = run("funding_ledger", scope, snapshot)
    assert list(zip(rows["partner"], rows["stage"], rows["articles"], strict=True)) == [
        ("LU", "proposed", 1)
    ]
