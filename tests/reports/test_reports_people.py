"""Who is told by office alone: an office of its state, for every state has a President."""

from datetime import date

import pytest
from sample_store import LABELS

from coverage.linker import Vocabulary, link
from coverage.model import Article, Coding, Mention, Mode, Status
from coverage.reports import Scope, run
from coverage.store import Entry, Label, Master, Snapshot, content_hash

OFFICE = Label("person", "President", "President", "Президент", "Президент", 99)


def told(number: int, partners: tuple[str, ...], ours: str) -> Entry:
    day = date(2025, 3, number)
    article = Article(
        f"a{number}", "en", "Ukrinform", f"https://example.org/{number}", day, "T", "B"
    )
    mention = Mention(partners, Status.HELD, Mode.IN_PERSON, day, None, (ours,), ("President",))
    return Entry(article, Coding(article.article_id, "v1", (mention,)), 1, content_hash(article))


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory):
    store = tmp_path_factory.mktemp("unnamed") / "store"
    entries = [told(3, ("PL",), "Rustem Umerov"), told(9, ("DK",), "Rustem Umerov"),
               told(15, ("DK",), "President"), told(21, ("DK", "NO"), "President")]  # fmt: skip
    with Master.open(store) as master:
        master.write(added=entries)
        master.write_labels([*LABELS, OFFICE], "v1")
        with master.transaction():
            link(master.connection, Vocabulary(("President",)))
        master.publish()
    return Snapshot.current(store)


def test_presidents_of_two_states_are_two(unnamed):
    people = run("partner_officials", Scope(), unnamed)
    assert dict(zip(people["person_name"], people["meetings"], strict=True)) == {
        "President (Denmark)": 2, "President (Poland)": 1, "President (of a partner)": 1,
    }  # fmt: skip
    pairs = run("official_people", Scope(), unnamed, lang="uk")
    assert ("Президент (Україна)", "Президент (Denmark (укр.))") in zip(
        pairs["official_name"], pairs["person_name"], strict=True
    )


def test_who_only_sat_with_a_partner_is_none_of_its_people(unnamed):
    scope = Scope(partners=("NO",))
    together = run("partner_officials", scope, unnamed)
    assert together["own_partner"].tolist() == ["Denmark, Norway"]  # never met apart
    people = run("partner_officials", Scope(), unnamed)
    assert dict(zip(people["person_name"], people["own_partner"], strict=True)) == {
        "President (Denmark)": "Denmark", "President (Poland)": "Poland",
        "President (of a partner)": "Denmark, Norway",
    }  # fmt: skip
    for own, names in (("PL", ["President (Poland)"]), ("IS", [])):
        mine = run("partner_officials", Scope(), unnamed, own=own)
        assert mine["person_name"].tolist() == names
        assert run("people_met", Scope(), unnamed, own=own)["partner_officials"][0] == len(names)


def test_our_president_is_ukraines_and_can_be_filtered_for(unnamed):
    officials = run("officials", Scope(), unnamed)
    assert officials["official_name"].tolist() == ["President (Ukraine)", "Rustem Umerov"]
    scope = Scope(officials=("President (UA)",))
    assert len(run("meetings", scope, unnamed)) == 2


def test_a_correction_still_names_the_office_as_it_was_coded(unnamed):
    meetings = run("meetings", Scope(officials=("President (UA)",)), unnamed)
    values = run("meeting_values", Scope(), unnamed, meeting=str(meetings["meeting_id"].iloc[0]))
    assert values[values["field"] == "ukraine"]["value"].tolist() == ["President"]
