"""What proves rows may be fetched for some of them: it is what the whole report says."""

import pandas as pd
import pytest
from benchmarks.reports import make
from pandas.testing import assert_frame_equal

from coverage.reports import Scope, names, quotes, quoting, report, run, run_all
from coverage.store import Snapshot

CITING = [name for name in names() if report(name).cites]
PARTED = ["official_people", "partner_officials"]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quoting")
    make(folder, 600)
    return Snapshot.open(folder, 1)


def test_the_reports_on_funding_cite():
    assert {"funding_ledger", "funding_transitions", "funding_open", "funding_amounts",
            "funding_said", "first_times"} == set(CITING)  # fmt: skip


@pytest.mark.parametrize("name", CITING)
def test_rows_quoted_two_at_a_time_are_the_report(made_up, name, monkeypatch):
    monkeypatch.setattr(quoting, "_AT_ONCE", 2)
    bare = run_all((name,), Scope(), made_up, quotes=False)[name]
    whole = run(name, Scope(), made_up)
    assert_frame_equal(quotes(bare, made_up)[list(report(name).columns)], whole)
    assert_frame_equal(quotes(bare[1:2], made_up)[list(whole.columns)], whole[1:2])


def test_a_quote_is_a_sentence_of_the_article_cited(made_up):
    for row in run("funding_said", Scope(), made_up, most="20").to_dict("records"):
        article = run("article", Scope(), made_up, article=row["article_id"]).iloc[0]
        assert row["quote"] in " ".join(f"{article['title']} {article['body']}".split())
        assert row["title"] == article["title"]


@pytest.mark.parametrize("name", PARTED)
def test_parts_of_a_long_report_are_the_report(made_up, name):
    whole = run(name, Scope(), made_up)
    count = run("people_met", Scope(), made_up)[name].iloc[0]
    assert len(whole) == count > 70
    parts = [run(name, Scope(), made_up, part="70", after=str(at)) for at in range(0, count, 70)]
    assert [len(each) for each in parts[:-1]] == [70] * (len(parts) - 1)
    assert_frame_equal(pd.concat(parts, ignore_index=True), whole)
