"""Linking what arrives bit by bit gives what linking everything at once gives; ids stay."""

from __future__ import annotations

import pytest
from fakes import FakeCoder, article, meet
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage import linker
from coverage.linker import Vocabulary, link, waiting
from coverage.model import Article
from coverage.store import Entry, append_codings, in_memory
from coverage.store.bulk import append_children, delete_children


@pytest.fixture(autouse=True, scope="module")
def always_bit_by_bit():
    """However few accounts there are: a small store would be linked anew each time, in one go."""
    before = linker._FEW, linker._SLICES
    linker._FEW, linker._SLICES = 0, 8_000  # slices of a few accounts
    yield
    linker._FEW, linker._SLICES = before


VOCABULARY = Vocabulary(("Minister of Defence",), ("UDCG",))


class Base:
    """A store in memory into which articles come in batches, a second time as revisions."""

    def __init__(self) -> None:
        self.connection, self.coder, self.held = in_memory(), FakeCoder(), set()
        # A few rows: threads only wait for each other.
        self.connection.execute("SET threads = 1")

    def add(self, *articles: Article) -> int:
        for each in articles:
            coding = self.coder.code(each)
            if each.article_id in self.held:
                delete_children(self.connection, [each.article_id])
                append_children(self.connection, [coding])
            else:
                append_codings(self.connection, [Entry(each, coding, 1, "")])
            self.held.add(each.article_id)
        return self.link()

    def link(self, vocabulary: Vocabulary = VOCABULARY) -> int:
        meetings = link(self.connection, vocabulary)
        while waiting(self.connection):
            meetings = link(self.connection, vocabulary)
        return meetings

    def rows(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()

    def ids(self) -> dict[str, str]:
        """Meeting by article, for articles that tell of one."""
        return dict(self.rows("SELECT article_id, meeting_id FROM mentions"))

    def leads_to(self) -> dict[str, str | None]:
        """Where every id leads that a meeting bears or bore; None where it was withdrawn."""
        return dict(self.rows("SELECT old_id, meeting_id FROM meeting_redirects")) | dict(
            self.rows("SELECT meeting_id, meeting_id FROM meetings")
        )

    def tellings(self) -> dict[frozenset, str]:
        """Meeting by the mentions that tell of it."""
        query = (
            "SELECT meeting_id, list(article_id || ' ' || account) FROM mention_accounts GROUP BY 1"
        )
        return {frozenset(told): meeting for meeting, told in self.rows(query)}

    def state(self) -> dict[str, object]:
        """All that is derived, each meeting named by its mentions instead of its id."""
        mentions = self.rows("SELECT meeting_id, article_id, ordinal FROM mention_accounts")
        of = {m: frozenset((a, o) for n, a, o in mentions if n == m) for m, _, _ in mentions}
        tables = {
            table: {(of[row[0]], *map(str, row[1:])) for row in self.rows(f"FROM {table}")}
            for table in ("meetings", "meeting_partners", "meeting_people", "meeting_topics",
                          "meeting_funding", "meeting_amounts", "meeting_claims", "meeting_history",
                          "meeting_coalitions")
        }  # fmt: skip
        tables["near"] = {
            (frozenset((of[one], of[other])), *map(str, rest))
            for one, other, *rest in self.rows("FROM near_joins")
        }
        accounts = self.rows("SELECT meeting_id, * EXCLUDE (meeting_id) FROM accounts")
        tables["accounts"] = {(of[row[0]], *map(str, row[1:])) for row in accounts}
        shown = self.rows("SELECT meeting_id, article_id, ordinal FROM mentions")
        assert sorted(shown) == sorted(mentions)
        return tables


accounts = st.builds(
    meet,
    partners=st.sampled_from(["LU", "LU", "LU BE", "BE", "UDCG", "LU DE UDCG"]),
    status=st.sampled_from(["held", "held", "held", "planned", "postponed", "cancelled"]),
    mode=st.sampled_from(["in_person", "in_person", "remote", "multilateral"]),
    day=st.sampled_from(["2025-03-20", "2025-03-20", "2025-03-21", "2025-03-22", "2025-04-02"]),
    place=st.sampled_from(["", "Kyiv", "Brussels"]),
    ukraine=st.sampled_from(["", "Rustem Umerov", "Rustem Umerov", "Andrii Yermak, Rustem Umerov",
                             "Andrii Yermak", "Minister of Defence"]),
    people=st.sampled_from(["", "Yuriko Backes", "Yuriko Backes", "Luc Frieden"]),
)  # fmt: skip
undated = st.builds(
    meet,
    partners=st.sampled_from(["LU", "UDCG"]),
    status=st.sampled_from(["planned", "postponed"]),
    mode=st.just("in_person"),
    day=st.just(""),
    people=st.just(""),
)
others = st.sampled_from(
    ["TOPIC|drones", "TOPIC|energy", "TOPIC|demining", "FUND|danish_model|LU|agreed",
     "FUND|danish_model|LU|proposed", "AMOUNT|5e6|EUR|LU|danish_model|"]
)  # fmt: skip
articles = st.builds(
    lambda number, told, rest, published: article(
        f"a{number:02}", *told, *rest, published=published
    ),
    st.integers(0, 6),  # few names, so that some articles come again with another text
    st.lists(accounts | accounts | undated, min_size=0, max_size=2),
    st.lists(others, max_size=2),
    st.sampled_from(["2025-03-18", "2025-03-20", "2025-03-21", "2025-03-22"]),
)
batches = st.lists(st.lists(articles, min_size=1, max_size=4), min_size=2, max_size=3)


@settings(max_examples=25, deadline=None)
@given(batches, st.sampled_from([2, 40_000]))
def test_bit_by_bit_is_as_all_at_once(arriving, size):
    with pytest.MonkeyPatch.context() as patch:  # parts of a link are of so many rows
        patch.setattr(linker, "part", lambda _: size)
        bit_by_bit, newest = added_bit_by_bit(arriving)
    at_once = Base()
    at_once.add(*newest.values())
    assert bit_by_bit.state() == at_once.state()


def added_bit_by_bit(arriving):
    bit_by_bit = Base()
    newest, days, seen, told = {}, {}, set(), {}
    for batch in arriving:
        kept = []
        for each in batch:
            # A revision keeps the day of publication: Base rewrites what was read, not the article.
            days.setdefault(each.article_id, each.published)
            each = article(each.article_id, each.body, published=str(days[each.article_id]))
            newest[each.article_id] = each
            kept.append(each)
        bit_by_bit.add(*kept)
        # No link is ever dead, and a meeting that is told as before is the same.
        leads = bit_by_bit.leads_to()
        seen |= leads.keys()
        assert seen == leads.keys()
        assert all(leads[target] == target for target in leads.values() if target)
        before, told = told, bit_by_bit.tellings()
        assert {told[same] for same in told.keys() & before.keys()} == {
            before[same] for same in told.keys() & before.keys()
        }
    return bit_by_bit, newest


@settings(max_examples=12, deadline=None)
@given(st.lists(articles, min_size=2, max_size=6, unique_by=lambda each: each.article_id),
       st.randoms())  # fmt: skip
def test_order_of_arrival_changes_nothing(arriving, random):
    one, other = Base(), Base()
    one.add(*arriving)
    shuffled = random.sample(arriving, len(arriving))
    for first in range(0, len(shuffled), 2):
        other.add(*shuffled[first : first + 2])
    assert one.state() == other.state()


def test_id_stays_when_an_earlier_article_arrives_later():
    base = Base()
    base.add(article("b", meet()))
    before = base.ids()["b"]
    base.add(article("a", meet(), published="2025-03-19"), article("c", meet()))
    assert set(base.ids().values()) == {before}
    assert base.rows("FROM meeting_redirects") == []


def test_merge_leaves_a_redirect_and_its_end_takes_it_back():
    base = Base()
    alone = {"people": "", "ukraine": ""}
    base.add(article("a", meet(day="2025-03-20")), article("b", meet(**alone, place="Brussels")))
    first, second = base.ids()["a"], base.ids()["b"]
    assert first != second  # places differ, and no name speaks for one meeting
    base.add(article("b", meet()))
    assert set(base.ids().values()) == {first}
    assert base.rows("SELECT old_id, meeting_id, reason FROM meeting_redirects") == [
        (second, first, "merged")
    ]
    base.add(article("b", meet("BE", people="Theo Francken")))
    assert base.ids() == {"a": first, "b": second}
    assert base.rows("FROM meeting_redirects") == []


def test_meeting_that_no_article_tells_of_any_more_is_withdrawn():
    base = Base()
    base.add(article("a", meet()))
    gone = base.ids()["a"]
    assert base.add(article("a", "TOPIC|drones")) == 0
    assert base.rows("SELECT old_id, meeting_id, reason FROM meeting_redirects") == [
        (gone, None, "withdrawn")
    ]
    assert base.rows("SELECT count(*) FROM meeting_partners") == [(0,)]


def test_redirect_never_leads_to_a_redirect():
    base = Base()
    base.add(article("a", meet()), article("b", meet("BE", people="Theo Francken")),
             article("c", meet("DE", people="Boris Pistorius")))  # fmt: skip
    ids = base.ids()
    base.add(article("c", meet("BE", people="Theo Francken")))
    base.add(article("b", meet()), article("c", meet()))
    assert dict(base.rows("SELECT old_id, meeting_id FROM meeting_redirects")) == {
        ids["b"]: ids["a"], ids["c"]: ids["a"],
    }  # fmt: skip


def test_other_words_of_the_codebook_link_everything_anew():
    base = Base()
    base.add(article("a", meet(ukraine="Chief", people="")), article("b", meet(people="")))
    assert len(set(base.ids().values())) == 2
    assert base.link(Vocabulary(("Chief",))) == 1


@settings(max_examples=12, deadline=None)
@given(st.lists(articles, min_size=2, max_size=7, unique_by=lambda each: each.article_id))
def test_other_words_in_parts_are_as_at_once(arriving):
    in_parts, at_once, other = Base(), Base(), Vocabulary(("Rustem Umerov",), ())
    in_parts.add(*arriving)
    at_once.add(*arriving)
    at_once.link(other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linker, "part", lambda _: 1)
        in_parts.link(other)
    assert in_parts.state() == at_once.state()


def test_articles_that_wait_are_linked_next():
    base = Base()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linker, "part", lambda _: 1)
        base.add(article("a", meet()))
        append_codings(base.connection, [
            Entry(each, base.coder.code(each), 1, "")
            for each in (article("c", meet(), published="2025-03-21"), article("b", meet()))
        ])  # fmt: skip
        link(base.connection, VOCABULARY)
        assert waiting(base.connection)
        ids = base.ids()
        assert ids["a"] == ids["b"]  # the earliest first
        assert ids["c"] is None
        assert base.link() == 1
