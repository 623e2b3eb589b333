"""Corrections: kept for good, applied at once, undone, shared, and usable as labels."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet

from coverage.corrections import (
    Action,
    Operation,
    Target,
    apply_pending,
    export_file,
    import_file,
    read_log,
    record,
    undo,
)
from coverage.corrections.labels import write_labelled
from coverage.errors import CorrectionError, StoreError
from coverage.evaluation import evaluate
from coverage.pipeline import ingest_items, recode
from coverage.store import Master, Snapshot


def put(store, *articles, coder=None):
    return ingest_items(articles, store, coder=coder or FakeCoder())


def rows(store, query):
    with Snapshot.current(store).cursor() as cursor:
        return cursor.execute(query).fetchall()


def ids(store):
    return dict(rows(store, "SELECT article_id, meeting_id FROM mention_accounts"))


def on_meeting(store, name, action, field="", before="", after="", **more):
    return record(store, Operation(Action(action), Target.MEETING, ids(store)[name], "Olena", field,
                                   before, after, **more))  # fmt: skip


def on_article(store, name, action, field="", before="", after="", **more):
    return record(store, Operation(Action(action), Target.ARTICLE, name, "Olena", field, before,
                                   after, **more))  # fmt: skip


@pytest.fixture
def store(tmp_path):
    put(tmp_path, article("a", meet(), "TOPIC|drones", "FUND|danish_model|LU|proposed"),
        article("b", meet(place="Lviv"), "TOPIC|drones"), article("c", meet("DK", people="")),
        article("d", "Nothing of it."))  # fmt: skip
    return tmp_path


MEETINGS = (
    "SELECT event, status, mode, date::VARCHAR, place, conflicts FROM meetings ORDER BY event"
)
DK = ("2025-03-20-DK-umerov", "held", "in_person", "2025-03-20", "Kyiv", 0)
LU = ("2025-03-20-LU-umerov", "held", "in_person", "2025-03-20", "Kyiv", 1)


def test_each_value_of_a_meeting_can_be_set_and_taken_back(store):
    assert rows(store, MEETINGS) == [DK, LU]
    done = [
        on_meeting(store, "a", "set", "place", after="Lviv"),
        on_meeting(store, "a", "set", "date", after="2025-03-19"),
        on_meeting(store, "a", "set", "mode", after="remote"),
        on_meeting(store, "a", "set", "status", after="cancelled"),
    ]
    assert {each.state for each in done} == {"applied"}
    assert [each.operation.before for each in done] == ["Kyiv", "2025-03-20", "in_person", "held"]
    assert rows(store, MEETINGS)[1:] != [LU]
    assert rows(store, MEETINGS)[0] == (
        "2025-03-19-LU-umerov", "cancelled", "remote", "2025-03-19", "Lviv", 0
    )  # fmt: skip
    shown = "SELECT value FROM meeting_claims WHERE field = 'place' AND shown AND settled"
    assert rows(store, shown) == [("Lviv",)]
    for each in done:
        undo(store, each.operation.id, "Petro")
    assert rows(store, MEETINGS) == [DK, LU]


@pytest.mark.parametrize(
    ("field", "query", "there", "new"),
    [
        ("partner", "SELECT partner FROM meeting_partners", "LU", "BE"),
        ("ukraine", "SELECT person FROM meeting_people WHERE side = 'ukraine'", "Rustem Umerov",
         "Andrii Yermak"),
        ("partner_people", "SELECT person FROM meeting_people WHERE side = 'partner'",
         "Yuriko Backes", "Luc Frieden"),
        ("topic", "SELECT topic FROM meeting_topics", "drones", "energy"),
        ("coalition", "SELECT coalition FROM meeting_coalitions", None, "drone"),
        ("funding", "SELECT model || ':' || partner || ':' || stage FROM meeting_funding",
         "danish_model:LU:proposed", "purl::agreed"),
        ("amount", "SELECT figure::BIGINT || ':' || currency || ':' || partner || '::' || bound"
         " FROM meeting_amounts", None, "5000000:EUR:LU::over"),
    ],
)  # fmt: skip
def test_listed_values_of_a_meeting(store, field, query, there, new):
    meeting = ids(store)["a"]
    joined = "WHERE" if "WHERE" not in query else "AND"
    query = f"{query} {joined} meeting_id = '{meeting}'"
    before = set(rows(store, query))
    assert before == ({(there,)} if there else set())
    added = on_meeting(store, "a", "add", field, after=new)
    assert set(rows(store, query)) == {*before, (new,)}
    if there:
        removed = on_meeting(store, "a", "remove", field, before=there)
        assert set(rows(store, query)) == {(new,)}
        undo(store, removed.operation.id, "Petro")
    undo(store, added.operation.id, "Petro")
    assert set(rows(store, query)) == before


def test_stage_of_a_meeting_s_funding(store):
    on_meeting(store, "a", "set", "funding", "danish_model:LU:proposed", "danish_model:LU:agreed")
    assert rows(store, "SELECT stage FROM meeting_funding") == [("agreed",)]


def test_first_partner_names_the_meeting(store):
    on_meeting(store, "a", "add", "partner", after="BE")
    on_meeting(store, "a", "remove", "partner", before="LU")
    assert ("2025-03-20-BE-umerov",) in rows(store, "SELECT event FROM meetings")


def test_correction_survives_new_articles_recode_and_reingest(store):
    on_meeting(store, "a", "set", "place", after="Odesa")
    on_article(store, "c", "add", "topic", after="energy")
    put(store, article("e", meet()), article("f", meet()), article("g", meet("DE")))
    recode(store, coder=FakeCoder("v2"))
    put(
        store,
        article("a", meet(), "TOPIC|drones", "FUND|danish_model|LU|proposed"),
        coder=FakeCoder("v3"),
    )
    assert rows(store, MEETINGS)[-1][:5] == (*LU[:4], "Odesa")
    assert rows(store, "SELECT topic FROM article_topics WHERE article_id = 'c'") == [("energy",)]
    assert rows(store, "SELECT state FROM corrections") == [("applied",), ("applied",)]


def test_no_meeting_is_neither_shown_nor_counted_nor_made_again(store):
    done = on_meeting(store, "a", "no_meeting", note="a greeting card")
    assert rows(store, MEETINGS) == [DK]
    assert rows(store, "SELECT count(*) FROM meeting_partners") == [(1,)]
    assert rows(store, "SELECT meeting_id FROM mentions WHERE article_id = 'a'") == [(None,)]
    put(store, article("e", meet()))
    assert rows(store, MEETINGS) == [DK]
    assert rows(store, "SELECT articles, correction_id FROM meetings_withheld") == [
        (3, done.operation.id)
    ]
    undo(store, done.operation.id, "Petro")
    assert rows(store, "SELECT articles FROM meetings ORDER BY event") == [(1,), (3,)]
    assert rows(store, "FROM meetings_withheld") == []


def test_split_parts_articles_for_good(store):
    put(store, article("e", meet()))
    together = ids(store)["a"]
    done = on_meeting(store, "a", "split", articles=("b", "e"))
    apart = ids(store)
    assert apart["a"] != apart["b"] == apart["e"]
    assert together in (apart["a"], apart["b"])
    put(store, article("x", meet(place="Lviv")))
    after = ids(store)
    assert after["a"] != after["b"]
    assert after["x"] in (after["a"], after["b"])
    undo(store, done.operation.id, "Petro")
    assert set(ids(store).values()) == {together, ids(store)["c"]}


def test_merge_leaves_a_redirect_and_is_undone(store):
    before = ids(store)
    done = on_meeting(store, "a", "merge", other_id=before["c"])
    assert rows(store, "SELECT articles FROM meetings") == [(3,)]
    assert rows(store, "SELECT old_id, meeting_id FROM meeting_redirects") == [
        (before["c"], before["a"])
    ]
    # A correction on the old id is one on the meeting that it became.
    record(store, Operation(Action.NOTE, Target.MEETING, before["c"], "Olena", note="see above"))
    assert rows(store, "SELECT meeting_id FROM corrections WHERE action = 'note'") == [
        (before["a"],)
    ]
    put(store, article("e", meet()))
    assert rows(store, "SELECT articles FROM meetings") == [(4,)]
    undo(store, done.operation.id, "Petro")
    assert ids(store)["c"] == before["c"]
    assert rows(store, "FROM meeting_redirects") == []


def test_each_value_of_an_article_can_be_corrected(store):
    steps = [
        on_article(store, "a", "set", "place", after="Odesa", ordinal=0),
        on_article(store, "b", "set", "place", after="Odesa", ordinal=0),
        on_article(store, "a", "add", "partner", after="BE", ordinal=0),
        on_article(store, "a", "remove", "ukraine", before="Rustem Umerov", ordinal=0),
        on_article(store, "a", "remove", "topic", before="drones"),
        on_article(store, "a", "add", "coalition", after="drone"),
        on_article(
            store, "a", "set", "funding", "danish_model:LU:proposed", "danish_model:LU:funded"
        ),
        on_article(store, "a", "add", "amount", after="5000000:EUR:LU:danish_model:"),
    ]
    assert {each.state for each in steps} == {"applied"}
    told = "SELECT place FROM mentions WHERE article_id IN ('a', 'b')"
    assert rows(store, told) == [("Odesa",), ("Odesa",)]
    partners = "SELECT partner FROM mention_partners WHERE article_id = 'a' ORDER BY position"
    assert rows(store, partners) == [("LU",), ("BE",)]
    assert rows(store, "SELECT person FROM mention_people WHERE article_id = 'a'") == [
        ("Yuriko Backes",)
    ]
    assert rows(store, "SELECT topic FROM article_topics WHERE article_id = 'a'") == []
    assert rows(store, "SELECT coalition FROM article_coalitions") == [("drone",)]
    assert rows(store, "SELECT stage FROM article_funding") == [("funded",)]
    assert rows(store, "SELECT figure, model FROM article_amounts") == [(5e6, "danish_model")]
    # All is laid over what the program made of the article, which is kept.
    for each in reversed(steps):
        undo(store, each.operation.id, "Petro")
    assert rows(store, MEETINGS) == [DK, LU]
    assert rows(store, "SELECT topic FROM article_topics ORDER BY ALL") == [
        ("drones",),
        ("drones",),
    ]
    evidence = "SELECT count(*) FROM evidence WHERE article_id = 'a' AND field = 'topic'"
    assert rows(store, evidence) == [(1,)]
    assert rows(store, "FROM coded_originals") == []


def test_meeting_that_was_not_seen_is_added_and_one_that_is_none_removed(store):
    told = {
        "partners": ["SE"], "status": "held", "mode": "remote", "date": "2025-03-19",
        "place": None, "ukraine": ["Rustem Umerov"], "partner_people": ["Pål Jonson"],
    }  # fmt: skip
    on_article(store, "d", "add", "meeting", after=json.dumps(told))
    on_article(store, "c", "no_meeting", ordinal=0)
    assert [row[0] for row in rows(store, MEETINGS)] == [
        "2025-03-19-SE-umerov", "2025-03-20-LU-umerov",
    ]  # fmt: skip


def test_correction_that_no_longer_fits_is_kept_and_listed(store):
    on_article(store, "a", "set", "place", after="Odesa", ordinal=0)
    on_article(store, "a", "add", "topic", after="energy")
    on_article(store, "b", "set", "place", after="Odesa", ordinal=0)
    put(store, article("a", meet("NO", place="Oslo"), "TOPIC|drones"),
        article("b", meet(place="Lviv"), "TOPIC|drones", "Nothing else is new."))  # fmt: skip
    listed = "SELECT target_id, field, state, reason FROM corrections ORDER BY made_at"
    assert rows(store, listed) == [
        ("a", "place", "misfit", "the article does not tell of that meeting any more"),
        ("a", "topic", "misfit", "the article's text has changed since"),
        ("b", "place", "applied", ""),  # what it corrects still stands there
    ]
    assert rows(store, "SELECT place FROM mentions WHERE article_id = 'a'") == [("Oslo",)]
    assert rows(store, "SELECT topic FROM article_topics WHERE article_id = 'a'") == [("drones",)]


def test_correction_on_a_meeting_that_is_no_more_is_listed(store):
    on_meeting(store, "c", "set", "place", after="Odesa")
    put(store, article("c", "Nothing of it."))
    assert rows(store, "SELECT state, reason, meeting_id FROM corrections") == [
        ("misfit", "no article tells of the meeting any more", None)
    ]


def test_undo_of_an_undo(store):
    done = on_meeting(store, "a", "set", "place", after="Odesa")
    back = undo(store, done.operation.id, "Petro")
    undo(store, back.operation.id, "Olena")
    assert rows(store, MEETINGS)[1][4] == "Odesa"
    assert rows(store, "SELECT action, who, state FROM corrections ORDER BY made_at") == [
        ("set", "Olena", "applied"), ("undo", "Petro", "undone"), ("undo", "Olena", "applied"),
    ]  # fmt: skip


def test_two_analysts_at_once_lose_nothing(store):
    meeting, failed = ids(store)["a"], []

    def correct(n: int) -> None:
        try:
            record(store, Operation(Action.ADD, Target.MEETING, meeting, f"Analyst {n}", "topic",
                                    after=f"topic_{n}"))  # fmt: skip
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=correct, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    apply_pending(store)
    assert len(read_log(store)) == 6
    added = rows(store, "SELECT topic FROM meeting_topics WHERE topic LIKE 'topic_%'")
    assert sorted(topic for (topic,) in added) == sorted([*(f"topic_{n}" for n in range(6))])


ADDS = """
import sys
from pathlib import Path
from coverage.corrections import Action, Operation, Target, record
sys.stdin.readline()  # all start at once
for n in range(4):
    record(Path({store!r}), Operation(Action.ADD, Target.MEETING, {meeting!r}, {who!r}, "topic",
                                      after={who!r} + f"_{{n}}"))
"""


def test_two_analysts_in_two_processes_lose_nothing(store):
    meeting, source = ids(store)["a"], str(Path(__file__).parents[1] / "src")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", ADDS.format(store=str(store), meeting=meeting, who=who)],
            stdin=subprocess.PIPE, text=True, env={"PYTHONPATH": source},
        )
        for who in ("olena", "petro")
    ]  # fmt: skip
    for each in both:
        each.stdin.write("go\n")
        each.stdin.flush()
    assert [each.wait(240) for each in both] == [0, 0]
    apply_pending(store)
    wanted = sorted(f"{who}_{n}" for who in ("olena", "petro") for n in range(4))
    assert sorted(each.after for each in read_log(store)) == wanted
    added = rows(store, "SELECT topic FROM meeting_topics WHERE topic LIKE '%\\_%' ESCAPE '\\'")
    assert sorted(topic for (topic,) in added) == wanted
    states = rows(store, "SELECT DISTINCT state FROM corrections")
    assert states == [("applied",)]


def test_correction_while_the_store_is_being_written_is_applied_by_its_writer(store):
    operation = Operation(
        Action.SET, Target.MEETING, ids(store)["a"], "Olena", "place", after="Odesa"
    )
    with Master.open(store):
        kept = record(store, operation, wait=0.3)
    assert (kept.state, kept.snapshot) == ("pending", None)
    assert rows(store, MEETINGS) == [DK, LU]
    put(store)  # nothing new to read
    assert rows(store, MEETINGS)[1][4] == "Odesa"


KILLED = """
import sys, os, signal
from pathlib import Path
from coverage.corrections import Action, Operation, Target, record
recording = sys.modules["coverage.corrections.record"]
recording.apply_pending = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
record(Path({store!r}), Operation(Action.SET, Target.MEETING, {meeting!r}, "O", "place",
                                  after="Odesa"))
"""


def test_killed_after_it_was_kept_loses_nothing(store):
    script = KILLED.format(store=str(store), meeting=ids(store)["a"])
    source = str(Path(__file__).parents[1] / "src")
    done = subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": source}, check=False)
    assert done.returncode == -9
    with (store / "corrections.jsonl").open("ab") as file:
        file.write(b'{"action": "set", "targ')  # and another one within its line
    apply_pending(store)
    assert rows(store, MEETINGS)[1][4] == "Odesa"
    on_meeting(store, "c", "set", "place", after="Rivne")
    assert [row[4] for row in rows(store, MEETINGS)] == ["Rivne", "Odesa"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"target_id": "no-such"}, "no meeting"),
        ({"who": " "}, "name of who"),
        ({"field": "colour"}, "cannot be done to 'colour'"),
        ({"field": "date", "after": "20.03.2025"}, "cannot be a value"),
        ({"field": "mode", "after": "by_post"}, "cannot be a value"),
        ({"field": "topic", "action": Action.SET, "after": "x"}, "cannot be done to 'topic'"),
        ({"action": Action.ADD, "field": "topic", "after": "a b"}, "cannot be a value"),
        ({"action": Action.ADD, "field": "funding", "after": "purl"}, "cannot be a value"),
        ({"action": Action.ADD, "field": "funding", "after": "purl:US:paid"}, "cannot be a value"),
        ({"action": Action.ADD, "field": "amount", "after": "-5:EUR:::"}, "cannot be a value"),
        ({"action": Action.ADD, "field": "meeting", "after": "{}"}, "added to an article"),
        ({"action": Action.SPLIT}, "articles that go out"),
        ({"action": Action.SPLIT, "articles": ("a", "b")}, "on either side"),
        ({"action": Action.MERGE}, "two meetings"),
        ({"action": Action.MERGE, "other_id": "no-such"}, "no meeting 'no-such'"),
        ({"action": Action.NOTE}, "its text"),
        ({"action": Action.UNDO}, "takes back"),
        ({"note": "x" * 3000}, "longer than"),
        ({"target": Target.ARTICLE, "target_id": "a"}, "ordinal"),
        ({"target": Target.ARTICLE, "target_id": "a", "ordinal": 7}, "no meeting number 7"),
        ({"target": Target.ARTICLE, "target_id": "zz", "ordinal": 0}, "no article"),
        ({"target": Target.ARTICLE, "target_id": "a", "action": Action.ADD, "field": "meeting",
          "after": '{"partners": 1}'}, "cannot be a value"),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_is_told_and_not_kept(store, wrong, why):
    right = Operation(Action.SET, Target.MEETING, ids(store)["a"], "Olena", "place", after="Odesa")
    with pytest.raises(CorrectionError, match=why):
        record(store, replace(right, **wrong))
    assert read_log(store) == []


def test_undo_of_what_is_not_there(store):
    with pytest.raises(CorrectionError, match="no correction 'zz'"):
        undo(store, "zz", "Olena")


def test_correction_without_a_store(tmp_path):
    with pytest.raises(StoreError, match="no articles yet"):
        record(tmp_path, Operation(Action.NOTE, Target.ARTICLE, "a", "Olena", note="x"))


def test_file_is_shared_with_another_store(store, tmp_path_factory):
    other, file = tmp_path_factory.mktemp("other"), store / "shared.jsonl"
    # In the other store the meeting has another id: an earlier article came first there.
    put(other, article("0", meet(), published="2025-03-19"))
    put(other, article("a", meet(), "TOPIC|drones"), article("b", meet(place="Lviv")))
    assert ids(other)["a"] != ids(store)["a"]
    on_meeting(store, "a", "set", "place", after="Odesa")
    on_article(store, "a", "add", "topic", after="energy")
    on_article(store, "d", "add", "topic", after="energy")
    assert export_file(store, file) == 3
    assert import_file(other, file) == (3, 0)
    assert import_file(other, file) == (0, 3)
    assert rows(other, "SELECT place FROM meetings") == [("Odesa",)]
    states = "SELECT target_id, state FROM corrections WHERE target = 'article' ORDER BY target_id"
    assert rows(other, states) == [("a", "misfit"), ("d", "misfit")]  # another text; not there
    put(other, article("d", "Nothing of it."))
    assert rows(other, states) == [("a", "misfit"), ("d", "applied")]


def test_wrong_file_is_refused_whole(store):
    on_meeting(store, "a", "set", "place", after="Odesa")
    file = store / "shared.jsonl"
    export_file(store, file)
    file.write_bytes(
        file.read_bytes().replace(b'"Odesa"', b'"Odesa"', 1) + b'{"action": "paint"}\n'
    )
    with pytest.raises(CorrectionError, match=r"shared\.jsonl:2"):
        import_file(store, file)
    with pytest.raises(CorrectionError, match="the log itself"):
        export_file(store, store / "corrections.jsonl")


def test_reviewed_articles_are_labelled_articles(store):
    on_article(store, "a", "set", "place", after="Odesa", ordinal=0)
    on_article(store, "a", "reviewed")
    on_article(store, "d", "reviewed")
    out = store / "labelled.jsonl"
    assert write_labelled(store, out) == 2
    first, second = map(json.loads, out.read_text("utf-8").splitlines())
    assert first["gold"]["meetings"][0]["place"] == "Odesa"
    assert first["gold"]["meetings"][0]["event"] == "2025-03-20-LU-umerov"
    assert first["gold"]["funding"] == [
        {"model": "danish_model", "partners": ["LU"], "stage": "proposed"}
    ]
    assert second["gold"]["meetings"] == []
    scored = evaluate([out], FakeCoder())
    assert scored.articles == 2
    [differs] = scored.disagreements
    assert (differs.field, differs.gold_only) == ("place", ("LU Odesa",))
