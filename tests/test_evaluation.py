import json

import pytest
from fakes import FakeCoder, meet

from coverage import scorecard
from coverage.errors import UnreadableInput
from coverage.evaluation import B_CUBED, FIELDS, b_cubed, evaluate

MEETING = {
    "partners": ["LU"], "status": "held", "mode": "in_person", "date": "2025-03-20",
    "place": "Kyiv", "ukraine": ["Rustem Umerov"], "partner_people": ["Yuriko Backes"],
    "event": "2025-03-20-LU-umerov",
}  # fmt: skip
LEAD = "The ministers met in Kyiv on Thursday and spoke about what comes next."


def label(*lines, lang="en", number=1, meetings=(MEETING,), **gold):
    whole = {"meetings": list(meetings), "topics": [], "funding": [], "coalitions": [], **gold}
    return {
        "id": f"{lang}-{number}", "lang": lang, "outlet": "X", "url": f"https://x.org/{lang}{number}",
        "published": "2025-03-20", "layout": "clean", "title": "Ministers meet in Kyiv",
        "text": "\n\n".join([LEAD, *lines]), "gold": whole,
    }  # fmt: skip


@pytest.fixture
def evaluated(tmp_path):
    def run(*labels):
        path = tmp_path / "labels.jsonl"
        path.write_text("\n".join(json.dumps(each) for each in labels))
        return evaluate([path], FakeCoder())

    return run


def shares(result, field, lang=""):
    figure = result.figure(field, lang)
    return figure.precision, figure.recall, figure.f1


def test_all_right(evaluated):
    result = evaluated(
        label(meet(), "TOPIC|drones", "FUND|danish_model|LU|proposed", "COALITION|drone",
              topics=["drones"], coalitions=["drone"],
              funding=[{"model": "danish_model", "partners": ["LU"], "stage": "proposed"}])
    )  # fmt: skip
    for field in (*FIELDS, B_CUBED):
        expected = (None,) * 3 if field == "partner_planned" else (1.0,) * 3
        assert shares(result, field) == expected, field
    assert result.disagreements == ()


def test_counts_are_added_up_over_articles(evaluated):
    result = evaluated(
        label(meet(), "TOPIC|drones", "TOPIC|energy", "TOPIC|armour", topics=["drones"]),
        label(meet(), "TOPIC|drones", lang="uk", topics=["drones", "energy"]),
    )
    assert shares(result, "topic") == (0.5, 2 / 3, pytest.approx(4 / 7))
    assert shares(result, "topic", "uk") == (1.0, 0.5, pytest.approx(2 / 3))
    assert [(d.article, d.field, d.gold_only, d.coded_only) for d in result.disagreements] == [
        ("en-1", "topic", (), ("armour", "energy")),
        ("uk-1", "topic", ("energy",), ()),
    ]


def test_nothing_coded_is_no_recall_and_no_precision(evaluated):
    result = evaluated(label())
    assert shares(result, "partner") == (None, 0.0, 0.0)
    assert shares(result, "coalition") == (None, None, None)


def test_wrong_partner_counts_once(evaluated):
    result = evaluated(label(meet("LU BE")))
    assert shares(result, "partner")[:2] == (0.5, 1.0)
    for field in ("mode", "date", "place"):
        assert shares(result, field) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("field", "account"),
    [
        ("mode", meet(mode="remote")),
        ("date", meet(day="2025-03-19")),
        ("place", meet(place="Lviv")),
        ("ukraine", meet(ukraine="Denys Shmyhal")),
        ("partner_people", meet(people="Xavier Bettel")),
    ],
)
def test_one_wrong_value_is_seen_in_its_field_alone(evaluated, field, account):
    result = evaluated(label(account))
    assert [d.field for d in result.disagreements] == [field]
    assert shares(result, field) == (0.0, 0.0, 0.0)


def test_place_is_judged_only_where_the_label_has_one(evaluated):
    result = evaluated(label(meet(), meetings=[{**MEETING, "place": None}]))
    assert shares(result, "place") == (None, None, None)


def test_planned_taken_for_held(evaluated):
    result = evaluated(label(meet(status="held"), meetings=[{**MEETING, "status": "planned"}]))
    assert shares(result, "meeting") == (0.0, None, 0.0)
    assert shares(result, "partner_planned") == (None, 0.0, 0.0)
    assert shares(result, "ukraine") == (1.0, 1.0, 1.0)  # the officials are right all the same


def test_ignored_partners_count_neither_way(evaluated):
    both = {**MEETING, "partners": ["LU", "EU"]}
    result = evaluated(
        label(meet("LU"), number=1, meetings=[both], ignore_partners=["EU"]),
        label(meet("LU EU"), number=2, ignore_partners=["EU"]),
        label(meet("US"), number=3, meetings=[], ignore_partners=["US"]),
    )
    assert result.disagreements == ()
    assert shares(result, B_CUBED) == (1.0, 1.0, 1.0)


def test_optional_codes_count_neither_way(evaluated):
    optional = {"topics": ["energy"], "funding": ["purl"], "coalitions": ["it"]}
    result = evaluated(
        label(meet(), "TOPIC|energy", "FUND|purl|LU|agreed", "COALITION|it", optional=optional)
    )
    assert result.disagreements == ()


def test_any_of_the_label_s_stages_is_right(evaluated):
    funding = [{"model": "purl", "partners": ["LU"], "stage": "agreed",
                "stages": ["agreed", "funded"]}]  # fmt: skip
    result = evaluated(
        label(meet(), "FUND|purl|LU|funded", number=1, funding=funding),
        label(meet(), "FUND|purl|LU|proposed", number=2, funding=funding),
    )
    assert shares(result, "funding") == (1.0, 1.0, 1.0)
    assert shares(result, "funding_stage") == (0.5, 0.5, 0.5)


def test_model_without_partner_is_a_pair_of_its_own(evaluated):
    funding = [{"model": "epf", "partners": [], "stage": "mentioned"}]
    right = evaluated(label(meet(), "FUND|epf||mentioned", funding=funding))
    wrong = evaluated(label(meet(), "FUND|epf|LU|mentioned", funding=funding))
    assert shares(right, "funding_partner") == (1.0, 1.0, 1.0)
    assert shares(wrong, "funding_partner") == (0.0, 0.0, 0.0)


def test_accents_do_not_part_names(evaluated):
    stored = {**MEETING, "partner_people": ["Jonas Gahr Støre"]}
    assert evaluated(label(meet(people="Jonas Gahr Store"), meetings=[stored])).disagreements == ()


def test_failing_article_is_scored_as_empty(evaluated):
    result = evaluated(label("BOOM"), label(meet(), number=2))
    assert len(result.failures) == 1
    assert shares(result, "meeting")[:2] == (1.0, 0.5)


def test_intervals_hold_the_figure_and_come_out_the_same(evaluated):
    labels = [
        label(*([meet(), "TOPIC|drones"] if n % 3 else [meet()]), number=n, topics=["drones"])
        for n in range(30)
    ]
    figure = evaluated(*labels).figure("topic")
    low, high = figure.recall_interval
    assert low < figure.recall == 20 / 30 < high
    assert 0.15 < high - low < 0.5  # about 4 standard errors of 0.086
    assert evaluated(*labels).figure("topic") == figure


def test_b_cubed():
    def f(*events):
        return frozenset(events)

    # Two meetings of two articles each, told to be one: precision 1/2, recall 1.
    gold, coded = [f("x"), f("x"), f("y"), f("y")], [f("z")] * 4
    assert b_cubed(gold, coded) == [(0.5, 1, 1.0, 1)] * 4
    # An article of two meetings, of which one was found (Amigó et al.: multiplicity counts).
    assert b_cubed([f("x", "y")], [f("z")]) == [(1.0, 1, 0.5, 1)]
    # A meeting that is none, and one that was missed.
    assert b_cubed([f(), f("x")], [f("z"), f()]) == [(0.0, 1, 0.0, 0), (0.0, 0, 0.0, 1)]


def test_b_cubed_sees_a_meeting_across_languages_torn_apart(evaluated):
    result = evaluated(
        label(meet(), lang="en"), label(meet(), lang="ru"), label(meet("DE"), lang="uk")
    )
    assert shares(result, B_CUBED)[:2] == (1.0, pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"labels.jsonl:1: .*line 1"),
        ("{}", "'gold' is missing"),
        (json.dumps(label(meetings=[{**MEETING, "status": "perhaps"}])), "'perhaps' is not"),
        (json.dumps(label(meetings=[{**MEETING, "date": "yesterday"}])), "yesterday"),
        (json.dumps({**label(), "text": ""}), "labels.jsonl:1"),
        ("[1]", "labels.jsonl:1"),
    ],
)  # fmt: skip
def test_wrong_label_is_named(tmp_path, line, message):
    path = tmp_path / "labels.jsonl"
    path.write_text(line)
    with pytest.raises(UnreadableInput, match=message):
        evaluate([path], FakeCoder())


def test_scorecard(evaluated):
    result = evaluated(label(meet(), "TOPIC|energy", topics=["drones"]), label("BOOM", number=2))
    text = "\n".join(scorecard.as_text(result, disagreements=True))
    assert "en-1  topic  -drones  +energy" in text
    assert "ValueError: no such luck" in text
    assert "meeting           all        2      1" in text
    told = json.loads(scorecard.as_json(result))
    assert told["articles"] == 2
    assert {f["field"] for f in told["figures"]} == {*FIELDS, B_CUBED}
