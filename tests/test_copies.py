"""One article told better and worse: whatever comes first, nothing known of it is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from itertools import permutations
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.copies import completed
from coverage.model import Article
from coverage.pipeline import Spread, ingest, ingest_items
from coverage.store import Counts, Snapshot

LEAD = "The ministers met in Kyiv on Thursday. They spoke about drones."
GOOD = replace(
    article("a", LEAD, meet(), outlet="The Outlet"), title="Ministers meet in Kyiv",
    published_time=time(11, 31), given_id="7",
)  # fmt: skip
POOR = replace(
    GOOD, title=LEAD.partition(". ")[0] + ".", outlet="example.org", published_time=None,
    given_id=None,
)  # fmt: skip


def rows(store: Path, sql: str) -> list[tuple]:
    with Snapshot.current(store).cursor() as cursor:
        return cursor.execute(sql).fetchall()


def shown(store: Path) -> list[tuple]:
    return rows(
        store, "SELECT title, body, outlet, published::VARCHAR, published_time FROM articles"
    )


def put(store: Path, *items: Article, coder: FakeCoder | None = None) -> Counts:
    return ingest_items(items, store, coder=coder or FakeCoder()).counts


BEST = [("Ministers meet in Kyiv", GOOD.body, "The Outlet", "2025-03-20", time(11, 31))]


def test_a_poorer_copy_changes_nothing(tmp_path):
    put(tmp_path, GOOD)
    assert put(tmp_path, POOR) == Counts(read=1, unchanged=1)
    assert put(tmp_path, replace(POOR, outlet="")) == Counts(read=1, unchanged=1)
    assert shown(tmp_path) == BEST


def test_a_better_copy_is_a_revision_and_stays(tmp_path):
    put(tmp_path, POOR)
    assert put(tmp_path, GOOD) == Counts(read=1, revised=1)
    assert put(tmp_path, POOR) == Counts(read=1, unchanged=1)
    assert shown(tmp_path) == BEST


@pytest.mark.parametrize("copies", list(permutations([
    POOR, replace(POOR, outlet="The Outlet"), replace(POOR, published_time=time(11, 31)),
    replace(POOR, title=GOOD.title),
])))  # fmt: skip
def test_what_each_copy_knows_is_put_together_in_any_order(copies):
    told = copies[0]
    for copy in copies[1:]:
        told = completed(copy, told)
    assert (told.title, told.outlet, told.published_time) == BEST[0][:1] + BEST[0][2:3] + (
        time(11, 31),
    )


@pytest.mark.parametrize("first", [True, False])
def test_both_copies_in_one_run(tmp_path, first):
    told = put(tmp_path, *([GOOD, POOR] if first else [POOR, GOOD]))
    assert told == (
        Counts(read=2, added=1, unchanged=1) if first else Counts(read=2, added=1, revised=1)
    )
    assert shown(tmp_path) == BEST


def test_a_new_text_without_the_rest_keeps_the_rest(tmp_path):
    put(tmp_path, GOOD)
    newer = replace(POOR, body=LEAD + "\n" + meet("DK"))
    assert put(tmp_path, newer) == Counts(read=1, revised=1)
    assert shown(tmp_path) == [(BEST[0][0], newer.body, *BEST[0][2:])]
    assert rows(tmp_path, "SELECT partner FROM mention_partners") == [("DK",)]
    passage = (
        "SELECT DISTINCT substr(title || chr(10) || chr(10) || body, span_start + 1,"
        " span_end - span_start) FROM evidence JOIN articles USING (article_id)"
    )
    assert rows(tmp_path, passage) == [(meet("DK"),)]  # its headline is another one than the copy's
    assert put(tmp_path, GOOD, newer) == Counts(read=2, unchanged=2)


def test_a_poorer_copy_of_an_older_text_is_no_news(tmp_path):
    newer = replace(GOOD, title="Ministers meet in Kyiv: updated", body=LEAD + "\n" + meet("DK"))
    folder = [GOOD, POOR, newer]
    assert put(tmp_path, *folder) == Counts(read=3, added=1, revised=1, unchanged=1)
    assert put(tmp_path, *folder) == Counts(read=3, unchanged=3)
    assert shown(tmp_path)[0][0] == newer.title


def test_a_text_whose_first_paragraph_was_taken_for_the_headline(tmp_path):
    body = f"{LEAD}\n\nA second paragraph follows."
    put(tmp_path, replace(GOOD, body=body))
    beheaded = replace(POOR, title=LEAD, body="A second paragraph follows.")
    assert put(tmp_path, beheaded) == Counts(read=1, unchanged=1)
    assert put(tmp_path, replace(beheaded, published_time=time(12, 0))).revised == 1
    assert shown(tmp_path)[0][:2] == (GOOD.title, body)


def test_what_is_given_is_corrected(tmp_path):
    put(tmp_path, GOOD)
    assert put(tmp_path, replace(GOOD, title="Ministers met in Kyiv")).revised == 1
    assert put(tmp_path, replace(GOOD, published_time=time(12, 0))).revised == 1
    assert shown(tmp_path)[0][2:] == ("The Outlet", "2025-03-20", time(12, 0))


def test_another_name_of_the_outlet_is_no_revision(tmp_path):
    put(tmp_path, GOOD)
    assert put(tmp_path, replace(GOOD, outlet="Another")) == Counts(read=1, unchanged=1)
    assert put(tmp_path, replace(GOOD, outlet="Another", published_time=time(12, 0))).revised == 1
    assert shown(tmp_path)[0][2:] == ("The Outlet", "2025-03-20", time(12, 0))


@pytest.mark.parametrize("known", [
    {}, {"published_time": None}, {"outlet": ""}, {"url": f"{GOOD.url}?utm_medium=x"},
])  # fmt: skip
@pytest.mark.parametrize("left", [(0,), (0, 1), (1, 2), (0, 2), (0, 1, 3)])
def test_some_of_the_paragraphs_take_nothing_away(tmp_path, known, left):
    paragraphs = [LEAD, meet(), "They agreed on joint production of drones.", "So it was."]
    whole = replace(GOOD, body="\n\n".join(paragraphs))
    part = replace(GOOD, body="\n\n".join(paragraphs[each] for each in left), **known)
    put(tmp_path, whole)
    assert put(tmp_path, part) == Counts(read=1, unchanged=1)
    newer = replace(part, body=f"{part.body}\n\nAnd a new paragraph.")
    assert put(tmp_path, newer) == Counts(read=1, revised=1)
    assert shown(tmp_path)[0][1] == newer.body
    assert rows(tmp_path, "SELECT url FROM articles") == [(GOOD.url,)]


def test_a_time_belongs_to_its_day(tmp_path):
    put(tmp_path, GOOD)
    put(tmp_path, replace(POOR, published=date(2025, 3, 21)))
    assert shown(tmp_path)[0][3:] == ("2025-03-21", None)


def test_a_poorer_copy_under_another_codebook_codes_the_article(tmp_path):
    put(tmp_path, GOOD, coder=FakeCoder("v1"))
    assert put(tmp_path, POOR, coder=FakeCoder("v2")) == Counts(read=1, recoded=1)
    assert shown(tmp_path) == BEST
    assert rows(tmp_path, "SELECT codebook_version FROM articles") == [("v2",)]


def test_what_cannot_be_coded_any_more_stays_as_it_was(tmp_path):
    put(tmp_path, GOOD)
    assert put(tmp_path, replace(POOR, body="BOOM")).rejected == 1
    assert shown(tmp_path) == BEST


def record(**fields: object) -> str:
    text = f"{LEAD}\n\n{meet()}"
    told = {"title": POOR.title, "text": text, "published": "2025-03-20", "layout": "clean"}
    return json.dumps({**told, "lang": "en", "url": "https://x.org/a", **fields})


def test_processes_give_what_one_gives(tmp_path, monkeypatch):
    monkeypatch.setattr("coverage.parts.partition.partitions.__defaults__", (None, 1, 1 << 20))
    news = tmp_path / "news"
    news.mkdir()
    better = record(title="Ministers meet", outlet="Outlet", published="2025-03-20T11:31")
    newer = record(text=f"{LEAD}\n\n{meet('DK')}")
    for number, line in enumerate((record(), better, record(), newer)):
        (news / f"{number}.jsonl").write_text(line + "\n", "utf-8")
    alone = ingest([news], tmp_path / "alone", coder=FakeCoder())
    spread = ingest([news], tmp_path / "spread", spread=Spread("pool:2", load=FakeCoder))
    assert alone.counts == spread.counts == Counts(read=4, added=1, revised=2, unchanged=1)
    for query in (
        "SELECT * EXCLUDE (ingested_at, run_id) FROM articles",
        "SELECT * FROM evidence ORDER BY ALL",
        "SELECT * FROM mention_partners",
    ):
        assert rows(tmp_path / "alone", query) == rows(tmp_path / "spread", query)
    [(title, body, outlet, _, clock)] = shown(tmp_path / "spread")
    assert (title, outlet, clock) == ("Ministers meet", "Outlet", time(11, 31))
    assert "DK" in body


COPIES = st.builds(
    replace, st.just(POOR),
    title=st.sampled_from([POOR.title, "One headline", "Another headline"]),
    outlet=st.sampled_from(["", "example.org", "One", "Two"]),
    published_time=st.sampled_from([None, time(9, 0), time(11, 31)]),
    published=st.sampled_from([date(2025, 3, 20), date(2025, 3, 21)]),
    body=st.sampled_from([POOR.body, LEAD + "\n" + meet("DK")]),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(copies=st.lists(COPIES, min_size=1, max_size=6))
def test_read_again_the_same_folder_changes_nothing(tmp_path_factory, copies):
    store = tmp_path_factory.mktemp("store")
    put(store, *copies)
    before = shown(store)
    assert put(store, *copies) == Counts(read=len(copies), unchanged=len(copies))
    assert shown(store) == before


def test_a_lead_takes_no_text_away_and_a_shorter_text_does(tmp_path: Path) -> None:
    long = f"{LEAD}\n\n" + "They agreed on joint production of drones, and on air defence. " * 3
    whole, lead = replace(GOOD, body=long.strip()), replace(GOOD, body=LEAD)
    assert completed(lead, whole) == whole
    assert completed(whole, lead) == whole
    shorter = replace(whole, body=whole.body.rpartition(" They agreed")[0])
    assert completed(shorter, whole).body == shorter.body
    other = replace(GOOD, body="The ministers met in Kyiv.")
    assert completed(other, whole).body == other.body


REST = "They agreed on joint production of drones, and on air defence for the coming winter."
WHOLE = f"{LEAD}\n\n{REST}\n\nThe next meeting is in May."
NOTICE = "\n\nThe post Ministers meet in Kyiv appeared first on The Outlet."


@pytest.mark.parametrize(
    "lead",
    [
        f"{LEAD}\n\nThey agreed on joint…",
        f"{LEAD} They agreed on joint produc...",
        f"{LEAD}\n\n{REST} [&#8230;]",
        f"{LEAD}\n\nThey agreed on\xa0[...]{NOTICE}",
        f"{LEAD} {REST} Read more →",
        f"{LEAD} {REST} … Continue reading Ministers meet in Kyiv",
        f"{LEAD}\n\n{REST}\n\nЧитати далі",
        f"{LEAD}\n\n{REST}\n\nThe next mee",
        f"{LEAD}\n\n{REST}\n\nThe next meeting",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_beginning_that_breaks_off_takes_nothing(
    tmp_path: Path, lead: str, *, first: bool
) -> None:
    whole, part = replace(GOOD, body=WHOLE), replace(GOOD, body=lead)
    told = [put(tmp_path, each) for each in ([whole, part] if first else [part, whole])]
    assert told[1] == (Counts(read=1, unchanged=1) if first else Counts(read=1, revised=1))
    assert put(tmp_path, part) == Counts(read=1, unchanged=1)
    assert shown(tmp_path)[0][1] == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Lviv on Thursday…",  # another text
        f"{LEAD}\n\nThe next meeting is in May.\n\n{REST}",  # in another order
        f"{LEAD}\n\n{REST}\n\nThe next meeting is in June.",
        f"{WHOLE}\n\nRead more: another article",
    ],
)
def test_another_text_is_a_revision_however_it_ends(tmp_path: Path, text: str) -> None:
    put(tmp_path, replace(GOOD, body=WHOLE))
    assert put(tmp_path, replace(GOOD, body=text)) == Counts(read=1, revised=1)
    assert shown(tmp_path)[0][1] == text
