"""Stores that were filled under earlier rules of identity: nothing comes in a second time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet

from coverage.model import Article
from coverage.pipeline import Spread, ingest, ingest_items
from coverage.readers import read_record
from coverage.readers.identity import article_id
from coverage.store import Counts, Master, Snapshot, get_meta

LEAD = "The ministers met in Kyiv on Thursday. They spoke about drones."


def told(**fields: object) -> Article:
    given = {"title": "Ministers meet", "text": LEAD, "published": "2025-03-20", "layout": "clean"}
    found = read_record(given | fields, "a.jsonl:1")
    assert isinstance(found, Article)
    return found


def earlier(store: Path, *articles: Article) -> None:
    """A store that holds these under the ids that they are given, from before."""
    ingest_items(articles, store, coder=FakeCoder())
    with Master.open(store) as master:
        master.connection.execute("DELETE FROM meta WHERE key = 'identified_under'")


def ids(store: Path) -> list[str]:
    with Snapshot.current(store).cursor() as cursor:
        found = cursor.execute("SELECT article_id FROM articles ORDER BY ALL").fetchall()
    return [each for (each,) in found]


@pytest.mark.parametrize("again", [
    "https://a.ua/x?gad_source=1", "https://a.ua/x", "https://a.ua/x?gad_source=1&utm_source=b",
])  # fmt: skip
def test_an_address_that_the_rules_read_otherwise_now(tmp_path, again):
    earlier(
        tmp_path, replace(told(url="https://a.ua/x?gad_source=1", outlet="A"), article_id="old")
    )
    item = told(url=again, outlet="A")
    assert ingest_items([item], tmp_path, coder=FakeCoder()).counts == Counts(1, unchanged=1)
    newer = replace(item, body=f"{LEAD} More.")
    assert ingest_items([newer], tmp_path, coder=FakeCoder()).counts == Counts(1, revised=1)
    assert ids(tmp_path) == ["old"]


@pytest.mark.parametrize(
    ("held", "again"),
    [
        ("https://a.ua/x/index.html", "https://a.ua/x/"),
        ("https://a.ua/x/index.html?utm_source=b", "https://a.ua/x/index.html"),
        ("https://a.ua/x/", "https://a.ua/x/index.html"),
        ("https://a.ua/i.php?id=7&gad_source=1", "https://a.ua/i.php?id=7&gad_source=2"),
        # Of pages that are known by their number now.
        ("https://www.censor.net/ua/news/3570001/x", "http://censor.net/ua/news/3570001/x/"),
        ("https://censor.net.ua/ua/news/3570001/x", "https://m.censor.net/ua/news/3570001/x"),
        (
            "https://interfax.com.ua/news/general/1063033-amp.html",
            "https://www.interfax.com.ua/news/general/1063033.html",
        ),
        (
            "https://lb.ua/amp/news/2025/03/20/667777_x.html",
            "https://lb.ua/news/2025/03/20/667777_x.html?utm_source=b",
        ),
        (
            "https://www.radiosvoboda.org/a/novyny/33500001.html",
            "https://www.radiosvoboda.org/amp/33500001.html",
        ),
        (
            "https://www.ukrinform.ua/rubric-ato/4012345-x.html",
            "https://www.ukrinform.ua/rubric-polytics/4012345-y.html",
        ),
    ],
)
def test_an_address_with_its_index_or_tracking(tmp_path: Path, held: str, again: str) -> None:
    first = replace(told(url=held, outlet="A"), article_id="old", url=held)
    earlier(tmp_path, first)
    item = told(url=again, outlet="A")
    assert ingest_items([item], tmp_path, coder=FakeCoder()).counts == Counts(1, unchanged=1)
    assert ids(tmp_path) == ["old"]


def test_another_page_is_another_article(tmp_path):
    earlier(tmp_path, replace(told(url="https://a.ua/i.php?id=1", outlet="A"), article_id="old"))
    others = [told(url=f"https://a.ua/{each}", outlet="A") for each in ("i.php?id=2", "i.php", "y")]
    assert ingest_items(others, tmp_path, coder=FakeCoder()).counts.added == 3


def test_parts_that_others_made(tmp_path):
    record = {"title": "Ministers meet", "text": f"{LEAD}\n\n{meet()}", "layout": "clean",
              "published": "2025-03-20", "url": "https://a.ua/x?gad_source=1", "outlet": "A"
              }  # fmt: skip
    earlier(tmp_path / "s", replace(told(url=record["url"], outlet="A"), article_id="old"))
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record), "utf-8")
    report = ingest([path], tmp_path / "s", spread=Spread("pool:1", load=FakeCoder))
    assert report.counts == Counts(read=1, revised=1)
    assert ids(tmp_path / "s") == ["old"]
    with Snapshot.current(tmp_path / "s").cursor() as cursor:
        held = cursor.execute("SELECT DISTINCT article_id FROM evidence").fetchall()
    assert held == [("old",)]


def test_a_new_store_needs_no_such_look(tmp_path, monkeypatch):
    ingest_items([article("a")], tmp_path, coder=FakeCoder())
    with Master.open(tmp_path) as master:
        assert get_meta(master.connection, "identified_under")
    monkeypatch.setattr("coverage.held_ids.at_addresses", None)  # nobody asks
    assert ingest_items([article("b")], tmp_path, coder=FakeCoder()).counts.added == 1


@pytest.mark.parametrize("former", ["Укрінформ", "Укринформ", "ukrinform.ua"])
def test_an_outlet_that_had_several_names(tmp_path, former):
    item = told(outlet=former)
    held = article_id(url="", lang="en", outlet=former, day=item.published, title=item.title)
    earlier(tmp_path, replace(item, article_id=held, outlet=former))
    assert ingest_items([item], tmp_path, coder=FakeCoder()).counts == Counts(1, revised=1)
    assert ingest_items([item], tmp_path, coder=FakeCoder()).counts == Counts(1, unchanged=1)
    assert ids(tmp_path) == [held]


def test_an_article_that_was_known_by_a_front_page_stays_one(tmp_path: Path) -> None:
    front = told(url="https://nv.ua/")
    earlier(tmp_path, replace(front, article_id="former"))
    other = told(url="https://nv.ua/", title="Another meeting")
    report = ingest_items([front, other], tmp_path, coder=FakeCoder())
    assert report.counts == Counts(read=2, added=1, unchanged=1)
    assert ids(tmp_path) == sorted(["former", other.article_id])


def test_a_number_that_named_an_article_by_earlier_rules_still_does(tmp_path: Path) -> None:
    first = told(id="1", outlet="Reuters")
    former = article_id(url="", lang="en", outlet="Reuters", day=first.published,
                        title=first.title, given_id="1", rows_named=True)  # fmt: skip
    earlier(tmp_path, replace(first, article_id=former))
    other = told(id="1", outlet="Reuters", title="Tusk hosts Umerov in Warsaw")
    report = ingest_items([first, other], tmp_path, coder=FakeCoder())
    assert report.counts == Counts(read=2, added=1, unchanged=1)
    assert ids(tmp_path) == sorted([former, other.article_id])
