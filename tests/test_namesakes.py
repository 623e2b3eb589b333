"""Articles without an address: one text is one article, two texts are two, whatever their names."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeCoder

from coverage.foretold import foretold
from coverage.model import Article
from coverage.namesakes import alike
from coverage.pipeline import Spread, ingest, ingest_items
from coverage.readers import read_record
from coverage.store import Counts, Snapshot

LABELLED = Path(__file__).parent / "labelled"


def words(seed: int, number: int = 60) -> str:
    draw = random.Random(seed)
    return " ".join(
        "".join(draw.choices("abcdefghij", k=draw.randint(3, 8))) for _ in range(number)
    )


def told(text: str, **fields: object) -> Article:
    given = {"title": "News in brief", "published": "2025-03-20", "layout": "clean", "lang": "en",
             "outlet": "The Outlet", "text": text}  # fmt: skip
    found = read_record(given | fields, "a.jsonl:1")
    assert isinstance(found, Article)
    return found


ONE, TWO = told(words(1)), told(words(2))
CORRECTED = told(words(1) + " and a word more of it.")
RETITLED = told(words(1), title="What the ministers said")
ADDRESSED = told(words(1), url="https://a.ua/news/1", title="The outlet's own headline")


def put(store: Path, *items: Article) -> Counts:
    return ingest_items(items, store, coder=FakeCoder()).counts


def shown(store: Path) -> set[tuple]:
    with Snapshot.current(store).cursor() as cursor:
        return set(cursor.execute("SELECT title, body, url FROM articles").fetchall())


@pytest.mark.parametrize("together", [True, False])
def test_two_texts_under_one_headline_are_two_articles(tmp_path, together):
    for items in [(ONE, TWO)] if together else [(ONE,), (TWO,)]:
        put(tmp_path, *items)
    assert {body for _, body, _ in shown(tmp_path)} == {ONE.body, TWO.body}
    assert put(tmp_path, TWO, ONE) == Counts(read=2, unchanged=2)


def test_a_corrected_text_revises_its_own_article(tmp_path):
    put(tmp_path, ONE, TWO)
    later = told(words(2) + " and a word more of it.")
    assert put(tmp_path, later, CORRECTED) == Counts(read=2, revised=2)
    assert {body for _, body, _ in shown(tmp_path)} == {later.body, CORRECTED.body}
    assert put(tmp_path, ONE, TWO) == Counts(read=2, unchanged=2)


@pytest.mark.parametrize("together", [True, False])
def test_a_text_under_another_headline_is_the_same_article(tmp_path, together):
    for items in [(ONE, RETITLED)] if together else [(ONE,), (RETITLED,)]:
        put(tmp_path, *items)
    assert [title for title, _, _ in shown(tmp_path)] == ["What the ministers said"]
    assert put(tmp_path, ONE, RETITLED) == Counts(read=2, unchanged=2)


def test_short_texts_are_told_by_their_headlines(tmp_path):
    flash, other = told("Details follow."), told("Details follow.", title="Another matter")
    assert put(tmp_path, flash, other).added == 2
    assert put(tmp_path, told("More details follow soon.")) == Counts(read=1, revised=1)


@pytest.mark.parametrize("others_first", [True, False])
@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("title", [ADDRESSED.title, RETITLED.title])
def test_a_text_with_and_without_its_address_is_one_article(
    tmp_path, title, together, others_first
):
    copies = [told(words(1), title=title), ADDRESSED][:: -1 if others_first else 1]
    for items in [copies] if together else [[each] for each in copies]:
        put(tmp_path, *items)
    assert shown(tmp_path) == {(ADDRESSED.title, ADDRESSED.body, ADDRESSED.url)}
    assert put(tmp_path, *copies) == Counts(read=2, unchanged=2)
    grown = replace(ADDRESSED, body=ADDRESSED.body + " and a word more of it.")
    assert put(tmp_path, grown) == Counts(read=1, revised=1)


@pytest.mark.parametrize("host", ["www.a.ua", "m.a.ua", "amp.a.ua"])
@pytest.mark.parametrize("page", ["/news/1", "/n.php?id=7"])
def test_the_address_that_a_text_got_is_known_under_its_other_hosts(tmp_path, host, page):
    own, other = (replace(ADDRESSED, url=f"https://{each}{page}") for each in ("a.ua", host))
    own, other = (told(each.body, url=each.url, title=each.title) for each in (own, other))
    for number, (first, second) in enumerate([(own, other), (other, own)]):
        store = tmp_path / f"{number}"
        put(store, ONE)
        put(store, first)
        assert put(store, second) == Counts(read=1, unchanged=1)


def test_two_addresses_of_one_text_stay_two_whatever_came_without(tmp_path):
    other = told(words(1), url="https://a.ua/news/2", title="Again")
    put(tmp_path, ONE)
    assert put(tmp_path, ADDRESSED, other) == Counts(read=2, added=1, revised=1)
    assert {url for _, _, url in shown(tmp_path)} == {ADDRESSED.url, other.url}
    assert put(tmp_path, other, ADDRESSED) == Counts(read=2, unchanged=2)


def test_another_day_outlet_or_language_is_another_article(tmp_path):
    others = [told(words(1), published="2025-03-21"), told(words(1), outlet="Another"),
              told(words(1), lang="uk"), told(words(1), outlet="")]  # fmt: skip
    assert put(tmp_path, ONE, *others).added == 5


def test_two_addresses_or_two_ids_are_two_articles(tmp_path):
    addressed = [told(words(1), url=f"https://a.ua/{each}") for each in "ab"]
    named = [told(words(1), id=each) for each in ("story-one", "story-two")]
    assert put(tmp_path, *addressed, *named).added == 4


def test_parts_that_others_made(tmp_path):
    records = [{"title": each.title, "text": each.body, "published": "2025-03-20", "lang": "en",
                "layout": "clean", "outlet": each.outlet} for each in
               (ONE, TWO, RETITLED)]  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    report = ingest([path], tmp_path / "s", spread=Spread("pool:1", load=FakeCoder))
    assert report.counts == Counts(read=3, added=2, revised=1)


@pytest.mark.parametrize("stored", [(), (ONE,), (TWO, CORRECTED), (ADDRESSED,), (ONE, ADDRESSED)])
@pytest.mark.parametrize("given", [
    (ONE, TWO, CORRECTED), (CORRECTED, TWO, ONE), (RETITLED, ONE, TWO), (TWO, RETITLED, ONE),
    (ONE, ADDRESSED, TWO), (ADDRESSED, TWO, ONE),
])  # fmt: skip
def test_what_is_foretold_is_what_happens(tmp_path, stored, given):
    if stored:
        put(tmp_path, *stored)
    held = Snapshot.current(tmp_path) if stored else None
    kinds = Counter(each.kind for each in foretold(given, held))
    counts = put(tmp_path, *given)
    told = (kinds["added"], kinds["revised"], kinds["unchanged"] + kinds["copy"])
    assert told == (counts.added, counts.revised, counts.unchanged)


def test_texts_that_others_wrote_are_unlike_and_shortened_ones_alike():
    records = [json.loads(line) for path in sorted(LABELLED.glob("*.jsonl"))
               for line in path.read_text("utf-8").splitlines()]  # fmt: skip
    texts = [replace(ONE, body=each["text"], lang=each["lang"]) for each in records]
    texts = [each for each in texts if len(each.body.split()) > 50][::3]
    assert len(texts) > 300
    pairs = [(one, other) for at, one in enumerate(texts) for other in texts[at + 1 :]
             if one.lang == other.lang]  # fmt: skip
    assert sum(alike(*each) for each in pairs) < 0.01 * len(pairs)
    for each in texts:
        half = " ".join(each.body.split()[: len(each.body.split()) // 2])
        assert alike(each, replace(each, body=half)) or len(half.split()) < 20
