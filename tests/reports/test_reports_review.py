"""What is worth a look: conflicts, near-joins, corrections, and what was withheld."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from fakes import FakeCoder, article, meet

from coverage.corrections import Action, Operation, Target, record
from coverage.pipeline import ingest_items
from coverage.reports import Scope, run
from coverage.store import Snapshot


@pytest.fixture
def store(tmp_path):
    told = [
        article("a", meet(), "AMOUNT|5e6|EUR|LU||"), article("b", meet(place="Lviv")),
        article("c", meet(people="Luc Frieden"), published="2025-03-21"),
        article("d", meet("DK", people="")),
        article("e", meet("PL", people="Radosław Sikorski")),
        article("f", meet("PL", people="Radosław Sikorski")),
    ]  # fmt: skip
    ingest_items(told, tmp_path, coder=FakeCoder())
    return tmp_path


def rows(store, name, *columns, **parameters):
    frame = run(name, Scope(), Snapshot.current(store), **parameters)
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def correct(store, event, action, **more):
    known = dict(rows(store, "meetings", "event", "meeting_id"))
    return record(store, Operation(Action(action), Target.MEETING, known[event], "Olena", **more))


LU, DK = "2025-03-20-LU-umerov", "2025-03-20-DK-umerov"


def test_conflicts_until_somebody_settles_them(store):
    assert rows(store, "conflicts", "event", "field", "value", "shown") == [
        (LU, "place", "Kyiv", True), (LU, "place", "Lviv", False),
    ]  # fmt: skip
    correct(store, LU, "set", field="place", after="Lviv")
    assert rows(store, "conflicts", "event") == []


def test_queue_is_ordered_by_what_is_worth_a_look(store):
    found = rows(store, "review_queue", "event", "worth", "conflicts", "unknown_officials",
                 "near_joins", "articles")  # fmt: skip
    assert found == [
        (LU, 5, 1, 0, 1, 2),
        (f"{LU}-2", 3, 0, 0, 1, 1),
        (DK, 3, 0, 1, 0, 1),
    ]  # well supported, agreed and known: not in it
    assert rows(store, "review_queue", "event", most="2") == [(LU,), (f"{LU}-2",)]
    correct(store, DK, "reviewed")
    assert [event for (event,) in rows(store, "review_queue", "event")] == [LU, f"{LU}-2"]
    ingest_items([article("g", meet("DK", people=""))], store, coder=FakeCoder())
    assert DK in {event for (event,) in rows(store, "review_queue", "event")}  # news since


def test_near_joins_of_all_and_of_one(store):
    columns = ("partners", "other_partners", "agreed", "differed")
    [pair] = rows(store, "near_joins", *columns)
    assert pair == ("LU", "LU", "partners, date, mode, place, ukraine", "partner_people")
    known = dict(rows(store, "meetings", "event", "meeting_id"))
    assert rows(store, "near_joins", "other_id", meeting=known[LU]) == [(known[f"{LU}-2"],)]
    assert rows(store, "near_joins", "other_id", meeting=known[DK]) == []


def test_why_articles_are_together(store):
    known = dict(rows(store, "meetings", "event", "meeting_id"))
    found = rows(store, "meeting_reasons", "article_id", "differed", meeting=known[LU])
    assert {article_id for article_id, _ in found} == {"a", "b"}
    assert sorted(differed for _, differed in found) == ["", "place"]
    columns = ("figure", "currency", "partner", "articles", "article_id")
    assert rows(store, "meeting_amounts", *columns, meeting=known[LU]) == [
        (5e6, "EUR", "LU", 1, "a")
    ]
    added = {"field": "amount", "after": "7000000:EUR:LU::"}
    correct(store, LU, "add", **added)
    assert (7e6, "EUR", "LU", 0, "") in rows(store, "meeting_amounts", *columns, meeting=known[LU])


def test_audit_trail_of_a_meeting_and_its_articles(store):
    correct(store, LU, "note", note="see the ministry's page")
    record(store, Operation(Action.ADD, Target.ARTICLE, "a", "Petro", "topic", after="energy"))
    correct(store, DK, "note", note="another one")
    known = dict(rows(store, "meetings", "event", "meeting_id"))
    found = rows(store, "audit_trail", "who", "action", "target", meeting=known[LU])
    assert sorted(found) == [("Olena", "note", "meeting"), ("Petro", "add", "article")]
    assert rows(store, "audit_trail", "who", article="a") == [("Petro",)]
    assert len(rows(store, "audit_trail", "who")) == 3
    assert rows(store, "audit_trail", "who", state="misfit") == []


def test_what_was_withheld_and_what_was_published(store):
    correct(store, DK, "no_meeting", note="a card")
    assert rows(store, "withheld", "who", "note", "articles") == [("Olena", "a card", 1)]
    assert DK not in {event for (event,) in rows(store, "meetings", "event")}
    assert rows(store, "snapshots", "number", "articles", "meetings", "corrections") == [
        (2, 6, 3, 1), (1, 6, 4, 0),
    ]  # fmt: skip


def test_who_says_what_where_the_articles_differ(store):
    known = dict(rows(store, "meetings", "event", "meeting_id"))
    found = rows(store, "meeting_claims", "value", "told_by", "article_id", meeting=known[LU])
    outlet = dict(rows(store, "articles", "article_id", "outlet"))
    assert found == [("Kyiv", outlet["a"], "a"), ("Lviv", outlet["b"], "b")]
    assert rows(store, "meeting_claims", "value", meeting=known[DK]) == []
