import gc
import os
import signal
import subprocess
import sys
import time
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet

from coverage import pipeline
from coverage.errors import StoreError
from coverage.legend import Legend
from coverage.model import Article, Rejection
from coverage.pipeline import BATCH, default_coder, ingest, ingest_items, recode
from coverage.reports import Scope, run
from coverage.store import Counts, Master, Snapshot
from coverage.store.database import open_writable


def rows(store: Path, sql: str) -> list[tuple]:
    with Snapshot.current(store).cursor() as cursor:
        return cursor.execute(sql).fetchall()


def put(store: Path, *items, coder: FakeCoder | None = None):
    return ingest_items(items, store, coder=coder or FakeCoder())


FULL = article(
    "full", meet("DE FR", people="Friedrich Merz, Emmanuel Macron"), meet("LU", "planned", day=""),
    "TOPIC|drones", "TOPIC|energy", "FUND|danish_model|DE FR|agreed", "FUND|danish_model|DE|funded",
    "FUND|epf||mentioned", "COALITION|drone",
)  # fmt: skip


def test_everything_coded_is_stored(tmp_path):
    put(tmp_path, FULL)
    assert rows(tmp_path, "SELECT ordinal, status, mode, date::VARCHAR, place FROM mentions") == [
        (0, "held", "in_person", "2025-03-20", "Kyiv"),
        (1, "planned", "in_person", None, "Kyiv"),
    ]
    partners = "SELECT ordinal, partner, position FROM mention_partners ORDER BY ALL"
    assert rows(tmp_path, partners) == [
        (0, "DE", 0), (0, "FR", 1), (1, "LU", 0),
    ]  # fmt: skip
    people = "SELECT side, person FROM mention_people WHERE ordinal = 0 ORDER BY side, position"
    assert rows(tmp_path, people) == [
        ("partner", "Friedrich Merz"), ("partner", "Emmanuel Macron"), ("ukraine", "Rustem Umerov"),
    ]  # fmt: skip
    assert rows(tmp_path, "SELECT topic FROM article_topics") == [("drones",), ("energy",)]
    assert rows(tmp_path, "SELECT model, partner, stage FROM article_funding ORDER BY ALL") == [
        ("danish_model", "DE", "funded"),  # the highest stage
        ("danish_model", "FR", "agreed"),
        ("epf", "", "mentioned"),
    ]
    assert rows(tmp_path, "SELECT coalition FROM article_coalitions") == [("drone",)]


def test_evidence_points_at_the_passage(tmp_path):
    put(tmp_path, FULL)
    found = rows(
        tmp_path,
        "SELECT ordinal, field, substr(title || chr(10) || chr(10) || body, span_start + 1,"
        " span_end - span_start) FROM evidence JOIN articles USING (article_id)"
        " WHERE field = 'topic' OR value = 'LU' ORDER BY ALL",
    )
    assert found == [
        (1, "partner", meet("LU", "planned", day="")), (None, "topic", "TOPIC|drones"),
        (None, "topic", "TOPIC|energy"),
    ]  # fmt: skip


def test_same_again_is_unchanged_and_publishes_nothing(tmp_path):
    coder = FakeCoder()
    first = put(tmp_path, article("a", meet()), article("b"), coder=coder)
    again = put(tmp_path, article("a", meet()), article("b"), coder=coder)
    assert first.counts == Counts(read=2, added=2)
    assert again.counts == Counts(read=2, unchanged=2)
    assert (first.snapshot, again.snapshot, coder.coded) == (1, None, 2)


def test_found_elsewhere_is_unchanged(tmp_path):
    put(tmp_path, article("a", meet()))
    moved = replace(
        article("a", meet()), source="other.jsonl:7", url="https://x.org/a?utm_source=y"
    )
    assert put(tmp_path, moved).counts == Counts(read=1, unchanged=1)


def test_changed_text_is_the_next_revision(tmp_path):
    put(tmp_path, article("a", meet("LU"), "TOPIC|drones"))
    report = put(tmp_path, article("a", meet("DK")))
    assert report.counts == Counts(read=1, revised=1)
    assert rows(tmp_path, "SELECT revision, body FROM articles") == [(2, meet("DK"))]
    assert rows(tmp_path, "SELECT revision, body FROM article_revisions") == [
        (1, meet("LU") + "\nTOPIC|drones")
    ]
    assert rows(tmp_path, "SELECT partner FROM mention_partners") == [("DK",)]
    assert rows(tmp_path, "SELECT event FROM meetings") == [("2025-03-20-DK-umerov",)]
    assert rows(tmp_path, "SELECT count(*) FROM article_topics") == [(0,)]


def test_two_texts_under_one_address_settle(tmp_path):
    """A folder that holds an article before and after its correction, read again and again."""
    folder = [article("a", "old"), article("a", "new")]
    assert put(tmp_path, *folder).counts == Counts(read=2, added=1, revised=1)
    assert put(tmp_path, *folder).counts == Counts(read=2, unchanged=2)
    assert rows(tmp_path, "SELECT revision, body FROM articles") == [(2, "new")]


def test_other_codebook_codes_anew(tmp_path):
    put(tmp_path, article("a", meet()), coder=FakeCoder("v1"))
    report = put(tmp_path, article("a", meet()), coder=FakeCoder("v2"))
    assert report.counts == Counts(read=1, recoded=1)
    assert rows(tmp_path, "SELECT revision, codebook_version FROM articles") == [(1, "v2")]
    assert rows(tmp_path, "SELECT count(*) FROM mentions") == [(1,)]
    assert Snapshot.current(tmp_path).meta("codebook_version") == "v2"


def test_recode_takes_what_is_outdated_alone(tmp_path):
    put(tmp_path, *(article(f"a{n}", meet()) for n in range(3)), coder=FakeCoder("v1"))
    put(tmp_path, article("b", meet()), coder=FakeCoder("v2"))
    coder = FakeCoder("v2")
    assert recode(tmp_path, coder=coder).counts == Counts(read=3, recoded=3)
    assert coder.coded == 3
    assert recode(tmp_path, coder=coder).snapshot is None
    assert recode(tmp_path, coder=coder, everything=True).counts == Counts(read=4, recoded=4)
    assert rows(tmp_path, "SELECT count(*) FROM mentions") == [(4,)]


def test_recode_over_several_batches(tmp_path, monkeypatch):
    put(tmp_path, *(article(f"a{n:02}", meet()) for n in range(25)))
    monkeypatch.setattr("coverage.pipeline.BATCH", 10)
    assert recode(tmp_path, coder=FakeCoder("v2")).counts.recoded == 25
    assert rows(tmp_path, "SELECT count(*), count(DISTINCT article_id) FROM mentions") == [(25, 25)]


def test_a_long_run_opens_its_database_anew(tmp_path, monkeypatch):
    opened = []

    def opening(path):
        opened.append(path)
        return open_writable(path)

    monkeypatch.setattr("coverage.store.master.open_writable", opening)
    monkeypatch.setattr("coverage.intake._LONG", 1)
    monkeypatch.setattr("coverage.pipeline.BATCH", 10)
    report = put(tmp_path, *(article(f"a{n:02}", meet()) for n in range(25)))
    assert (report.counts.added, report.snapshot, len(opened)) == (25, 1, 1 + 3)
    assert recode(tmp_path, coder=FakeCoder("v2")).counts.recoded == 25
    assert len(opened) == 2 * (1 + 3)
    assert rows(tmp_path, "SELECT count(*), count(DISTINCT article_id) FROM mentions") == [(25, 25)]
    assert rows(tmp_path, "SELECT read, added, recoded FROM runs ORDER BY started_at") == [
        (25, 25, 0), (25, 0, 25),
    ]  # fmt: skip


def test_what_was_rejected_before_is_no_news(tmp_path):
    bad = Rejection("a.jsonl:1", "bad_json", "column 1")
    assert [put(tmp_path, bad).snapshot for _ in range(2)] == [1, None]
    assert put(tmp_path, bad, Rejection("a.jsonl:2", "bad_json", "column 1")).snapshot == 2
    assert rows(tmp_path, "SELECT count(*) FROM rejections") == [(4,)]


def test_rejections_are_kept_and_cost_nothing(tmp_path):
    bad = Rejection("x.jsonl:3", "bad_json", "line 3, column 5")
    report = put(tmp_path, article("a"), bad, article("b", "BOOM"), article("c"))
    assert report.counts == Counts(read=4, added=2, rejected=2)
    assert [r.code for r in report.rejections] == ["bad_json", "coding_failed"]
    assert rows(tmp_path, "SELECT source, code, reason FROM rejections ORDER BY ALL") == [
        ("b.txt", "coding_failed", "ValueError: no such luck"),
        ("x.jsonl:3", "bad_json", "line 3, column 5"),
    ]
    assert rows(tmp_path, "SELECT read, added, rejected, kind, sources FROM runs") == [
        (4, 2, 2, "ingest", "")
    ]


def test_odd_characters_come_back(tmp_path):
    odd = "It's; DROP TABLE articles; -- «Зеле́нский» \x00 \u2028 😀"
    half = "half \ud83d of a pair"
    put(tmp_path, article("a", odd), replace(article("b", half), source="caf\udce9.txt"))
    assert rows(tmp_path, "SELECT body, source FROM articles ORDER BY article_id") == [
        (odd, "a.txt"), ("half ? of a pair", "caf?.txt"),
    ]  # fmt: skip


def test_meeting_is_built_from_what_its_articles_say(tmp_path):
    kyiv, odd = meet(people="Yuriko Backes"), meet(place="Lviv", mode="multilateral")
    put(
        tmp_path,
        article("a", odd, "TOPIC|drones", "FUND|danish_model|LU|proposed", outlet="X", lang="ru"),
        article("b", kyiv, "TOPIC|drones", "FUND|danish_model|LU|agreed", outlet="X"),
        article("c", kyiv, "FUND|czech_initiative|CZ|mentioned", "FUND|epf||mentioned", outlet="Y",
                published="2025-03-21"),
        article("d", meet(place=""), "COALITION|drone", outlet="Z", published="2025-03-22"),
    )  # fmt: skip
    assert rows(
        tmp_path, "SELECT event, mode, place, articles, outlets, languages FROM meetings"
    ) == [("2025-03-20-LU-umerov", "in_person", "Kyiv", 4, 3, 2)]
    assert rows(tmp_path, "SELECT topic, articles FROM meeting_topics") == [("drones", 2)]
    # A model of a partner that was not there is background.
    assert rows(tmp_path, "SELECT model, partner, stage FROM meeting_funding ORDER BY ALL") == [
        ("danish_model", "LU", "agreed"), ("epf", "", "mentioned"),
    ]  # fmt: skip
    assert rows(tmp_path, "SELECT coalition FROM meeting_coalitions") == [("drone",)]
    assert rows(tmp_path, "SELECT DISTINCT meeting_id FROM mentions") == rows(
        tmp_path, "SELECT meeting_id FROM meetings"
    )


def test_meeting_id_stays_when_more_articles_come(tmp_path):
    put(tmp_path, article("b", meet()))
    before = rows(tmp_path, "SELECT meeting_id FROM meetings")
    put(tmp_path, article("c", meet()), article("a", meet(), published="2025-03-25"))
    assert rows(tmp_path, "SELECT meeting_id FROM meetings") == before


def test_folder_of_files(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(
        '{"title": "Ministers met in Kyiv", "text": "The ministers of defence met in Kyiv on '
        'Thursday.", "published": "2025-03-20", "lang": "en", "outlet": "X"}\nnot json\n'
    )
    steps = []
    report = ingest([folder], tmp_path / "s", lambda *at: steps.append(at), coder=FakeCoder())
    assert report.counts == Counts(read=2, added=1, rejected=1)
    assert steps == [("read", 1), ("read", 2), ("link", 2), ("publish", 2)]
    assert rows(tmp_path / "s", "SELECT sources FROM runs") == [(str(folder),)]


def articles_in_memory():
    return sum(isinstance(each, Article) for each in gc.get_objects())


def test_memory_holds_one_batch(tmp_path):
    most, before = 0, articles_in_memory()  # fixtures of other tests hold some, too

    class Watched(FakeCoder):
        def code(self, article):
            nonlocal most
            if self.coded % 400 == 0:
                most = max(most, articles_in_memory() - before)
            return super().code(article)

    stream = (article(f"a{n}") for n in range(3 * BATCH))
    assert ingest_items(stream, tmp_path, coder=Watched()).counts.added == 3 * BATCH
    assert 0 < most < BATCH + 50


def test_the_coder_is_gone_when_all_is_coded(tmp_path, monkeypatch):
    coders, left = [], []

    def load():
        coder = FakeCoder()
        coders.append(weakref.ref(coder))
        return coder

    def tell(step, _):
        if step in ("link", "publish"):
            left.append((step, coders[-1]() is not None))

    monkeypatch.setattr(pipeline, "default_coder", load)
    ingest_items([article("a", meet())], tmp_path, tell)
    recode(tmp_path, tell, everything=True)
    assert len(coders) == 2
    assert left == [("link", False), ("publish", False)] * 2


WRITER = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from fakes import FakeCoder, article, meet
import coverage.pipeline as pipeline
pipeline.BATCH = 5
def stream():
    for n in range(1000):
        if n == {stop}:
            print("half way", flush=True)
            time.sleep(60)
        yield article(f"a{{n}}", meet())
{patch}
pipeline.ingest_items(stream(), Path({store!r}), coder=FakeCoder())
"""


@pytest.mark.parametrize(
    ("stop", "patch"),
    [
        (17, ""),  # between two batches
        (
            999_999,  # while the copy is made
            "import coverage.store.files as files\n"
            "def stuck(source, target):\n"
            "    open(target, 'wb').write(b'half')\n"
            "    print('half way', flush=True); time.sleep(60)\n"
            "files.shutil.copyfile = stuck\n",
        ),
    ],
)
def test_killed_ingest_leaves_the_last_complete_state(tmp_path, stop, patch):
    put(tmp_path, article("first", meet()))
    tests = str(Path(__file__).parent)
    script = WRITER.format(tests=tests, store=str(tmp_path), stop=stop, patch=patch)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writer = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert writer.stdout.readline() == "half way\n"
    with pytest.raises(StoreError, match=f"process {writer.pid}"), Master.open(tmp_path, wait=0):
        pass
    writer.send_signal(signal.SIGKILL)
    writer.wait()

    assert rows(tmp_path, "SELECT article_id FROM articles") == [("first",)]
    articles = [article(f"a{n}", meet()) for n in range(1000)]
    report = put(tmp_path, *articles)
    done = 15 if stop == 17 else 1000
    assert report.counts == Counts(read=1000, added=1000 - done, unchanged=done)
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(1001,)]
    assert rows(tmp_path, "SELECT articles FROM meetings") == [(1001,)]
    state = "interrupted" if stop == 17 else "finished"  # then it was killed while publishing
    ledger = run("runs", Scope(), Snapshot.current(tmp_path))
    assert [*ledger[["state", "read", "added"]].itertuples(index=False, name=None)] == [
        ("finished", 1000, 1000 - done), (state, done, done), ("finished", 1, 1),
    ]  # fmt: skip
    assert list((tmp_path / "snapshots").glob("*.partial")) == []


def test_second_ingest_waits_for_the_first(tmp_path):
    with Master.open(tmp_path):
        tests = str(Path(__file__).parent)
        script = WRITER.format(
            tests=tests, store=str(tmp_path), stop=999_999,
            patch="stream = lambda: [article('late')]\nprint('start', flush=True)",
        )  # fmt: skip
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        other = subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment, text=True
        )
        assert other.stdout.readline() == "start\n"
        time.sleep(0.5)
        assert other.poll() is None
    assert other.wait(timeout=20) == 0
    assert rows(tmp_path, "SELECT article_id FROM articles") == [("late",)]


def test_with_the_codebook_s_own_coder(tmp_path):
    told = replace(
        article("a", published="2025-03-20"),
        title="Ukraine's defence minister receives his colleague from Luxembourg",
        body="Defence Minister of Ukraine Rustem Umerov met with Luxembourg's Defence Minister "
        "Yuriko Backes in Kyiv on Thursday. They discussed drones.",
    )
    first = ingest_items([told], tmp_path)
    assert first.counts == Counts(read=1, added=1)
    assert rows(tmp_path, "SELECT event, status FROM meetings") == [
        ("2025-03-20-LU-umerov", "held")
    ]
    labels = "SELECT en, uk, ru FROM labels WHERE kind = 'partner' AND code = 'LU'"
    assert rows(tmp_path, labels) == [
        ("Luxembourg", "Люксембург", "Люксембург")
    ]  # fmt: skip
    assert ingest_items([told], tmp_path).counts == Counts(read=1, unchanged=1)


def test_an_office_that_stands_for_a_person_is_named_in_each_language():
    told = Legend.of(default_coder()).labels
    labels = {(each.kind, each.code): each for each in told}
    assert labels["person", "President"].uk == "Президент"
    assert len(labels) == len(told)  # no code twice
    named = labels["person", "Jonas Gahr Støre"]  # «Йонас Гар» and «Гар Стере» in the codebook
    assert (named.uk, named.ru) == ("Йонас Гар Стере", "Йонас Гар Стёре")
