"""What a meeting is made of: its life, what its articles say differently, why they are together."""

import pytest
from fakes import FakeCoder, article, meet
from test_linker_increments import Base

from coverage.corrections import Action, Operation, Target, record, undo
from coverage.pipeline import ingest_items
from coverage.store import Snapshot, compare


def base(*articles):
    made = Base()
    made.add(*articles)
    return made


PLAN = meet(status="planned", people="")


def life(made):
    return made.rows(
        "SELECT step, date::VARCHAR, published::VARCHAR, article_id, articles FROM meeting_history"
        " ORDER BY position"
    )


def test_announcement_and_report_are_one_record_and_the_report_speaks():
    made = base(
        article("a", meet("LU BE", "planned", "multilateral"), published="2025-03-18"),
        article("p", meet(status="planned", place="Lviv"), "TOPIC|energy", published="2025-03-18"),
        article("h", meet(), "TOPIC|drones"),
    )
    rows = made.rows(
        "SELECT event, status, place, articles, held_articles FROM meetings ORDER BY status"
    )
    assert rows == [
        ("2025-03-20-LU-umerov", "held", "Kyiv", 2, 1),
        ("2025-03-20-LU-umerov", "planned", "Kyiv", 1, 0),  # with another one: not the same
    ]
    plan = article(
        "p", meet(status="planned", place="Lviv"), "TOPIC|energy", published="2025-03-18"
    )
    held = base(plan, article("h", meet(), "TOPIC|drones"))
    assert held.rows("SELECT topic, articles FROM meeting_topics") == [("drones", 1)]
    assert life(held) == [
        ("announced", "2025-03-20", "2025-03-18", "p", 1),
        ("held", "2025-03-20", "2025-03-20", "h", 1),
    ]


def test_announcement_without_a_day_is_joined_by_the_one_that_follows():
    made = base(
        article("p", meet(status="planned", day="", people=""), published="2025-03-16"),
        article("h", meet()),
        article("later", meet(day="2025-03-25"), published="2025-03-25"),
    )
    assert made.rows("SELECT date::VARCHAR, articles FROM meetings ORDER BY date") == [
        ("2025-03-20", 2), ("2025-03-25", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "joined"),
    [
        (meet(status="planned", day="", people="", place=""), True),
        (meet(status="planned", day="", people="", place="Brussels"), False),
        (meet(status="planned", day="", people="", ukraine="Andrii Yermak"), False),
        (meet(status="planned", people="Luc Frieden"), False),
        (meet("BE", status="planned", day="", people=""), False),
        (meet(status="planned", mode="remote"), True),
        (meet(status="planned", ukraine="", people=""), True),
    ],
)
def test_which_announcement_is_of_a_meeting(plan, joined):
    made = base(article("p", plan, published="2025-03-16"), article("h", meet()))
    assert (len(made.rows("FROM meetings")) == 1) is joined


def test_announcement_long_before_or_after_is_of_another_one():
    plan = meet(status="planned", day="", people="")
    assert (
        len(
            base(article("p", plan, published="2025-03-01"), article("h", meet())).rows(
                "FROM meetings"
            )
        )
        == 2
    )
    assert (
        len(
            base(article("p", plan, published="2025-03-21"), article("h", meet())).rows(
                "FROM meetings"
            )
        )
        == 2
    )


def test_postponed_meeting_that_is_held_later_is_one_record():
    made = base(
        article("p", meet(status="planned"), published="2025-03-15"),
        article("x", meet(status="postponed", day=""), published="2025-03-19"),
        article("h", meet(day="2025-04-02"), published="2025-04-02"),
    )
    assert made.rows("SELECT status, date::VARCHAR, articles FROM meetings") == [
        ("held", "2025-04-02", 3)
    ]
    assert [(step, day) for step, day, *_ in life(made)] == [
        ("announced", "2025-03-20"), ("postponed", None), ("held", "2025-04-02"),
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["cancelled", "postponed"])
def test_meeting_that_did_not_take_place(end):
    made = base(
        article("p", meet(status="planned"), published="2025-03-15"),
        article("x", meet(status=end), published="2025-03-19"),
    )
    assert made.rows("SELECT status, articles, held_articles FROM meetings") == [(end, 2, 0)]


def test_values_that_differ_are_all_kept_and_the_best_supported_is_shown():
    stage, whose = "FUND|danish_model|LU", "EUR|LU|danish_model|"
    made = base(
        article("a", meet(place="Lviv"), f"{stage}|agreed", f"AMOUNT|5e6|{whose}"),
        article("b", meet(), f"{stage}|proposed", f"AMOUNT|6e6|{whose}"),
        article("c", meet(), f"{stage}|proposed", f"AMOUNT|6e6|{whose}"),
        article("d", meet(day="2025-03-21"), f"{stage}|mentioned"),
    )
    shown = made.rows("SELECT place, date::VARCHAR, conflicts FROM meetings")
    assert shown == [("Kyiv", "2025-03-20", 4)]
    claims = "SELECT field, subject, value, articles, shown FROM meeting_claims ORDER BY ALL"
    assert made.rows(claims) == [
        ("amount", "danish_model:LU:EUR", "5000000", 1, False),
        ("amount", "danish_model:LU:EUR", "6000000", 2, True),
        ("date", "", "2025-03-20", 3, True), ("date", "", "2025-03-21", 1, False),
        ("place", "", "Kyiv", 3, True), ("place", "", "Lviv", 1, False),
        ("stage", "danish_model:LU", "agreed", 1, False),
        ("stage", "danish_model:LU", "proposed", 2, True),
    ]  # fmt: skip
    assert made.rows("SELECT model, partner, stage FROM meeting_funding") == [
        ("danish_model", "LU", "proposed")
    ]


def test_agreement_is_no_conflict_and_a_bare_mention_denies_nothing():
    made = base(
        article("a", meet(), "FUND|danish_model|LU|agreed"),
        article("b", meet(place=""), "FUND|danish_model|LU|mentioned"),
    )
    assert made.rows("FROM meeting_claims") == []
    assert made.rows("SELECT conflicts FROM meetings") == [(0,)]
    assert made.rows("SELECT stage FROM meeting_funding") == [("agreed",)]


def test_sums_of_a_meeting():
    made = base(
        article("a", meet(), "AMOUNT|5e7|EUR|LU||over", "AMOUNT|1e9|USD|US|purl|"),
        article("b", meet(), "AMOUNT|5e7|EUR|LU||", "AMOUNT|2e6|EUR|||about"),
    )
    rows = made.rows(
        "SELECT figure, currency, partner, model, bound, articles FROM meeting_amounts ORDER BY ALL"
    )
    assert rows == [  # what another state pays is not this meeting's
        (2e6, "EUR", "", "", "about", 1), (5e7, "EUR", "LU", "", "", 2),
    ]  # fmt: skip


def test_meeting_says_why_its_articles_are_together():
    made = base(
        article("a", meet(), "TOPIC|drones"), article("b", meet(), "TOPIC|drones"),
        article("c", meet(people="", place="Lviv", mode="in_person"), "TOPIC|energy"),
        article("d", meet(people="", place=""), "TOPIC|drones"),
    )  # fmt: skip
    found = {
        name: rest for name, *rest in made.rows(
            "SELECT article_id, joined_by, agreed, differed FROM accounts JOIN mention_accounts"
            " USING (account, meeting_id)")
    }  # fmt: skip
    everything = ["partners", "date", "mode", "place", "ukraine", "partner_people", "topics"]
    assert found["a"] == found["b"] == ["core", everything, []]
    assert found["d"] == ["half_named", ["partners", "date", "mode", "ukraine", "topics"], []]
    # With another place and half the names it is another meeting, but nearly was this one.
    assert found["c"][0] == "core"
    ids = made.ids()
    [(one, other, differed)] = made.rows("SELECT meeting_id, other_id, differed FROM near_joins")
    assert ({one, other}, differed) == ({ids["a"], ids["c"]}, ["topics"])


def test_meetings_that_were_nearly_one_are_listed():
    made = base(article("a", meet()), article("b", meet(people="Luc Frieden")))
    ids = made.ids()
    [(one, other, agreed, differed)] = made.rows(
        "SELECT meeting_id, other_id, agreed, differed FROM near_joins"
    )
    assert {one, other} == set(ids.values())
    assert agreed == ["partners", "date", "mode", "place", "ukraine"]
    assert differed == ["partner_people"]


def test_two_contacts_that_one_article_tells_apart_are_two():
    made = base(
        article("a", meet(people="", mode="remote"), meet(people="", mode="in_person")),
        article("b", meet()),
    )
    assert len(made.rows("FROM meetings")) == 2
    same = base(article("a", meet(people="", place="Kyiv"), meet(people="", place="")))
    assert len(same.rows("FROM meetings")) == 2


def test_session_of_a_group_is_told_by_its_members():
    session = {"mode": "multilateral", "people": ""}
    made = base(
        article("a", meet("UDCG", **session)),
        article("b", meet("DE GB", **session)),
        article("c", meet("DE", people="Boris Pistorius")),
    )
    assert len(set(made.ids().values())) == 2
    assert made.ids()["a"] == made.ids()["b"]
    elsewhere = base(
        article("a", meet("UDCG", **session)), article("b", meet("DE GB", place="Rome", **session))
    )
    assert len(set(elsewhere.ids().values())) == 2


def test_chain_of_days_is_not_one_meeting():
    made = base(*(article(f"a{day}", meet(day=f"2025-03-2{day}")) for day in range(4)))
    by_day = {}
    for name, meeting in made.ids().items():
        by_day.setdefault(meeting, []).append(name)
    assert max(map(len, by_day.values())) == 2


def test_partner_sets_within_each_other_do_not_draw_different_ones_together():
    made = base(article("a", meet("LU")), article("b", meet("LU BE")), article("c", meet("BE")))
    assert made.ids()["a"] != made.ids()["c"]


def put(store, *articles, coder=None):
    return ingest_items(articles, store, coder=coder or FakeCoder()).snapshot


def changes(store, old, new):
    found = compare(Snapshot.open(store, old), Snapshot.open(store, new))
    return [(c.kind, c.event, c.field, c.before, c.after, c.why) for c in found]


def test_two_dates_compared(tmp_path):
    put(tmp_path, article("a", meet()), article("b", meet("DK", people="")))
    put(tmp_path, article("c", meet("DE", people="Boris Pistorius")),
        article("a2", meet(ukraine="Rustem Umerov, Andrii Yermak")))  # fmt: skip
    lu, de = "2025-03-20-LU-umerov", "2025-03-20-DE-umerov"
    assert changes(tmp_path, 1, 2) == [
        ("added", de, "", "", "", "new_article"),
        ("changed", lu, "ukraine", "Rustem Umerov", "Andrii Yermak, Rustem Umerov", "new_article"),
    ]
    put(tmp_path, article("c", "TOPIC|drones"), article("b", meet("DK", people="", place="")))
    assert changes(tmp_path, 2, 3) == [
        ("withdrawn", de, "", "", "", "revised_article"),
        ("changed", "2025-03-20-DK-umerov", "place", "Kyiv", "", "revised_article"),
    ]
    assert changes(tmp_path, 3, 3) == []


def test_a_meeting_of_new_articles_was_added_by_them_whatever_was_corrected_since(tmp_path):
    put(tmp_path, article("a", meet()))
    put(tmp_path, article("b", meet("DK", people="")))
    added = ("added", "2025-03-20-DK-umerov", "", "", "", "new_article")
    with Snapshot.open(tmp_path, 2).cursor() as cursor:
        [(meeting,)] = cursor.execute(
            "SELECT meeting_id FROM meetings WHERE event = ?", [added[1]]
        ).fetchall()
    done = record(tmp_path, Operation(Action.SET, Target.MEETING, meeting, "Olena", field="place",
                                      before="Kyiv", after="Lviv"))  # fmt: skip
    assert changes(tmp_path, 1, 3) == [added]
    assert changes(tmp_path, 2, 3)[0][-1] == "correction"
    undo(tmp_path, done.operation.id, "Olena")
    assert changes(tmp_path, 1, 4) == [added]
    assert changes(tmp_path, 2, 4) == []


def test_a_merge_and_a_split_are_named_on_either_meeting_with_who_made_them(tmp_path):
    put(
        tmp_path,
        article("a", meet()),
        article("b", meet("DK", people="")),
        article("c", meet(place="Lviv")),
    )
    with Snapshot.open(tmp_path, 1).cursor() as cursor:
        known = dict(cursor.execute("SELECT event, meeting_id FROM meetings").fetchall())
    lu, dk = known["2025-03-20-LU-umerov"], known["2025-03-20-DK-umerov"]
    merged = record(tmp_path, Operation(Action.MERGE, Target.MEETING, lu, "Olena", other_id=dk))

    def why(old, new):
        found = compare(Snapshot.open(tmp_path, old), Snapshot.open(tmp_path, new))
        return {(c.kind, c.why, c.detail, c.action) for c in found}

    by_olena = ("correction", "Olena", "merge")
    assert why(1, 2) == {("merged", *by_olena), ("changed", *by_olena)}
    undo(tmp_path, merged.operation.id, "Petro")
    assert {each[1:] for each in why(2, 3)} == {by_olena}
    record(tmp_path, Operation(Action.SPLIT, Target.MEETING, lu, "Olena", articles=("c",)))
    assert {each[1:] for each in why(3, 4)} == {("correction", "Olena", "split")}
    assert "added" in {each[0] for each in why(3, 4)}


def test_comparison_says_what_was_merged_and_what_another_codebook_did(tmp_path):
    put(tmp_path, article("a", meet()), article("b", meet("DE", people="")))
    put(tmp_path, article("b", meet()))
    [row] = [each for each in changes(tmp_path, 1, 2) if each[0] == "merged"]
    assert row[1] == "2025-03-20-DE-umerov"

    class Other(FakeCoder):
        def code(self, each):
            return super().code(article(each.article_id, each.body.replace("Kyiv", "Lviv")))

    put(tmp_path, article("a", meet()), article("b", meet()), coder=Other("v2"))
    assert changes(tmp_path, 2, 3) == [
        ("changed", "2025-03-20-LU-umerov", "place", "Kyiv", "Lviv", "codebook")
    ]
