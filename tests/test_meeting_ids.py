"""A link to a meeting opens it whatever was ingested, coded anew or corrected since."""

import pytest
from fakes import FakeCoder, article, meet

from coverage.corrections import Action, Operation, Target, record, undo
from coverage.pipeline import ingest_items, recode
from coverage.reports import Scope, run
from coverage.store import Snapshot

BE = meet("BE", people="Theo Francken")


class Other(FakeCoder):
    """A later codebook, which reads another place out of the same texts."""

    def code(self, each):
        return super().code(article(each.article_id, each.body.replace("Kyiv", "Lviv")))


@pytest.fixture
def store(tmp_path):
    put(tmp_path, article("a", meet()), article("b", BE), article("d", meet("DK", people="")))
    return tmp_path


def put(store, *articles, coder=None):
    ingest_items(articles, store, coder=coder or FakeCoder())


def ids(store):
    with Snapshot.current(store).cursor() as cursor:
        return dict(cursor.execute("SELECT article_id, meeting_id FROM mentions").fetchall())


def opened(store, meeting_id):
    """Partners of what a link to this id shows; nothing where there is no meeting any more."""
    return run("meeting", Scope(), Snapshot.current(store), meeting=meeting_id)["partners"].tolist()


def on_meeting(store, meeting_id, action, **values):
    return record(store, Operation(Action(action), Target.MEETING, meeting_id, "Olena", **values))


def test_ids_stay_through_more_articles_another_text_and_another_codebook(store):
    before = ids(store)
    put(store, article("a0", meet(), published="2025-03-19"), article("b2", meet("BE", people="")),
        article("p", meet(status="planned", people=""), published="2025-03-18"))  # fmt: skip
    put(store, article("a", meet(place="Brussels"), "TOPIC|drones"))
    recode(store, coder=Other("v2"))
    after = ids(store)
    assert before.items() <= after.items()
    assert (after["a0"], after["p"], after["b2"]) == (before["a"], before["a"], before["b"])


def test_ids_stay_through_corrections_and_their_end(store):
    before = ids(store)
    done = [
        on_meeting(store, before["a"], "set", field="date", after="2025-03-27"),
        on_meeting(store, before["b"], "remove", field="partner", before="BE"),
        on_meeting(store, before["d"], "no_meeting"),
    ]
    assert ids(store) == before | {"d": None}
    put(store, article("e", meet("DK", people="")))
    assert opened(store, before["d"]) == []
    for each in done:
        undo(store, each.operation.id, "Petro")
    assert ids(store) == before | {"e": before["d"]}


def test_link_opens_what_the_meeting_went_into_until_they_part_again(store):
    before = ids(store)
    put(store, article("b", meet()))
    assert opened(store, before["b"]) == opened(store, before["a"]) == ["LU"]
    merge = on_meeting(store, before["b"], "merge", other_id=before["d"])
    assert len(opened(store, before["d"])) == len(opened(store, before["b"])) == 1
    undo(store, merge.operation.id, "Petro")
    put(store, article("b", BE, "TOPIC|drones"))
    assert ids(store) == before
    assert opened(store, before["b"]) == ["BE"]


def test_meeting_that_comes_back_has_its_id_again(store):
    before = ids(store)
    put(store, article("b", "Nothing of it."))
    assert opened(store, before["b"]) == []
    put(store, article("b", BE, "TOPIC|drones"))
    assert ids(store) == before
    assert opened(store, before["b"]) == ["BE"]
