"""What is told of articles before they are stored is what storing them then does."""

from collections import Counter
from dataclasses import replace
from datetime import time
from itertools import permutations

import pytest
from fakes import FakeCoder, article, meet

from coverage.foretold import Foretold, foretold
from coverage.pipeline import ingest_items
from coverage.store import Snapshot

TEXT = "The ministers met in Kyiv on Thursday. They spoke about drones.\n\nMore is to come."
GOOD = replace(
    article("a", TEXT, meet(), outlet="The Outlet"), title="Ministers meet in Kyiv",
    published_time=time(11, 31),
)  # fmt: skip
POOR = replace(GOOD, outlet="example.org", published_time=None)
LEAD = replace(GOOD, body="The ministers met in Kyiv on …")
OTHER = replace(GOOD, body=GOOD.body.replace("drones", "missiles"))
NEXT = article("b", "Others met in Lviv on Friday.", meet(), outlet="The Outlet")


def kinds_of(articles, held):
    return [each.kind for each in foretold(articles, held)]


def test_of_a_revision_it_is_told_what_it_takes_the_place_of(tmp_path):
    ingest_items([GOOD], tmp_path, coder=FakeCoder())
    held = Snapshot.current(tmp_path)
    bare = replace(OTHER, published_time=None)
    (told,) = foretold([bare], held)
    assert told == Foretold("revised", OTHER, held.revisions(["a"])["a"][0].article)
    assert foretold([NEXT], held) == [Foretold("added", NEXT)]
    assert foretold([GOOD, OTHER], None)[1].before == GOOD


def test_of_one_article_given_twice_the_second_is_a_copy():
    assert kinds_of([GOOD, NEXT, GOOD], None) == ["added", "added", "copy"]
    assert kinds_of([GOOD, POOR, LEAD], None) == ["added", "copy", "copy"]
    assert kinds_of([POOR, GOOD, OTHER], None) == ["added", "revised", "revised"]


def test_of_what_the_store_holds_it_is_told_what_a_copy_adds(tmp_path):
    ingest_items([GOOD], tmp_path, coder=FakeCoder())
    held = Snapshot.current(tmp_path)
    assert kinds_of([GOOD], held) == kinds_of([POOR], held) == kinds_of([LEAD], held)
    assert kinds_of([LEAD, OTHER, GOOD, NEXT], held) == ["unchanged", "revised", "copy", "added"]


@pytest.mark.parametrize("stored", [(), (GOOD,), (POOR, OTHER)])
@pytest.mark.parametrize("given", list(permutations([GOOD, POOR, LEAD, OTHER], 3)))
def test_it_is_what_happens(tmp_path, stored, given):
    if stored:
        ingest_items(stored, tmp_path, coder=FakeCoder())
    kinds = Counter(kinds_of(given, Snapshot.current(tmp_path) if stored else None))
    counts = ingest_items(given, tmp_path, coder=FakeCoder()).counts
    told = (kinds["added"], kinds["revised"], kinds["unchanged"] + kinds["copy"])
    assert told == (counts.added, counts.revised, counts.unchanged)


def test_of_a_text_that_is_held_under_another_id_it_is_told_which(tmp_path):
    long = "The ministers met in Kyiv on Thursday and spoke about drones, " * 5
    held = article("a", long, outlet="The Outlet")
    ingest_items([held], tmp_path, coder=FakeCoder())
    bare = replace(held, article_id="b", url="", title="Another headline")
    (told,) = foretold([bare], Snapshot.current(tmp_path))
    assert (told.kind, told.after.article_id, told.after.title) == ("unchanged", "a", held.title)
