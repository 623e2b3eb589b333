import csv
import io
import json

import pytest
from fakes import FakeCoder, article, meet

from coverage import cli, pipeline
from coverage.corrections import Action, Operation, Target, record
from coverage.pipeline import ingest_items
from coverage.store import Snapshot


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "default_coder", FakeCoder)
    told = (article("a", meet(), "AMOUNT|5e6|EUR|LU||", "AMOUNT|7e6|DKK|LU||", "AMOUNT|1|XYZ|||"),
            article("b", meet("DK", people="")))  # fmt: skip
    ingest_items(told, tmp_path, coder=FakeCoder())
    return tmp_path


def run(store, *arguments):
    return cli.main([*map(str, arguments), "--store", str(store)])


def correct(store, action="set", field="place", **more):
    return record(store, Operation(Action(action), Target.ARTICLE, "a", "Olena", field, **more))


def table(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def test_corrections_are_listed_undone_and_shared(store, tmp_path_factory, capsys):
    done = correct(store, after="Odesa", ordinal=0, note="says the ministry")
    assert run(store, "corrections", "list") == 0
    line = capsys.readouterr().out
    for part in (done.operation.id, "Olena", "'Kyiv' -> 'Odesa'", "applied", "says the ministry"):
        assert part in line
    assert run(store, "corrections", "list", "--state", "misfit") == 0
    assert capsys.readouterr().out == ""
    assert run(store, "corrections", "undo", done.operation.id, "--who", "Petro") == 0
    assert capsys.readouterr().out == "applied\n"

    file, other = store / "team.jsonl", tmp_path_factory.mktemp("other")
    ingest_items([article("c", meet())], other, coder=FakeCoder())
    assert run(store, "corrections", "export", file) == 0
    assert run(other, "corrections", "import", file) == 0
    assert capsys.readouterr().out == "2 corrections taken over, 0 known already\n"
    file.write_text("no correction\n")
    assert run(other, "corrections", "import", file) == 2
    assert "team.jsonl:1" in capsys.readouterr().err


def test_reviewed_articles_are_evaluated(store, capsys):
    correct(store, "reviewed", "")
    out = store / "labelled.jsonl"
    assert run(store, "corrections", "labelled", out) == 0
    capsys.readouterr()
    assert cli.main(["evaluate", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 1


def test_two_dates_are_compared_and_each_is_exported(store, capsys):
    [first] = Snapshot.history(store)
    ingest_items([article("b", "Nothing of it.")], store, coder=FakeCoder())
    then = first.at.isoformat()
    assert run(store, "compare", then) == 0
    [row] = table(capsys.readouterr().out)
    assert (row["kind"], row["event"], row["why"]) == (
        "withdrawn", "2025-03-20-DK-umerov", "revised_article",
    )  # fmt: skip
    assert run(store, "compare", then, then) == 0
    assert table(capsys.readouterr().out) == []
    assert run(store, "export", "meetings", "--as-of", then) == 0
    assert len(table(capsys.readouterr().out)) == 2
    assert run(store, "export", "meetings") == 0
    assert len(table(capsys.readouterr().out)) == 1
    assert run(store, "compare", "2001-01-01") == 2
    assert "the oldest is of" in capsys.readouterr().err


def test_sums_are_converted_by_the_user_s_rates_alone(store, capsys):
    rates = store / "rates.csv"
    rates.write_text("date,from,to,rate\n2025-03-19,DKK,EUR,0.5\n2025-03-21,DKK,EUR,0.9\n")
    assert run(store, "export", "funding_amounts", "--rates", rates) == 0
    told = capsys.readouterr()
    sums = {row["currency"]: row for row in table(told.out)}
    assert float(sums["DKK"]["converted"]) == 3.5e6
    assert sums["DKK"]["rate_day"] == "2025-03-19"
    assert float(sums["EUR"]["converted"]) == 5e6
    assert sums["XYZ"]["converted"] == ""
    assert "1 sums have no rate near enough" in told.err
    assert run(store, "export", "meetings", "--rates", rates) == 2
    assert "cannot be converted" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["date,from,to\n2025-03-19,DKK,EUR\n", "date,from,to,rate\n2025-03-19,DKK,EUR,-1\n",
             "date,from,to,rate\n19.03.2025,DKK,EUR,1\n"],
)  # fmt: skip
def test_wrong_rates_are_told_with_their_line(store, capsys, text):
    rates = store / "rates.csv"
    rates.write_text(text)
    assert run(store, "export", "funding_amounts", "--rates", rates) == 2
    assert "rates.csv:2" in capsys.readouterr().err


def test_old_rate_is_no_rate():
    from datetime import date

    from coverage.rates import Rate, Rates

    rates = Rates([Rate(date(2025, 3, 1), "DKK", "EUR", 0.5)])
    assert rates.on(date(2025, 3, 31), "DKK", "EUR").value == 0.5
    assert rates.on(date(2025, 4, 15), "DKK", "EUR") is None
    assert rates.on(date(2025, 2, 28), "DKK", "EUR") is None
    assert rates.on(date(2025, 3, 1), "EUR", "DKK") is None  # nobody said that one
