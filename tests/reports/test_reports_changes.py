"""What changed, what is new, what went quiet; the figures are counted by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coverage.model import Article, Coding, Mention, Mode, Status, TopicCode
from coverage.reports import Scope, run
from coverage.store import Entry, Snapshot, content_hash

NEWEST = date(2025, 12, 1)


def entry(number, partner, day, *, published=None, outlet="Daily", status=Status.HELD, topic=None):
    article = Article(f"q{number}", "en", outlet, f"https://example.org/q{number}",
                      published or day, f"Article {number}", f"Text {number}.")  # fmt: skip
    mention = Mention((partner,), status, Mode.IN_PERSON, day, None, ("Rustem Umerov",))
    topics = (TopicCode(topic, ()),) if topic else ()
    coding = Coding(article.article_id, "v1", (mention,), topics)
    return Entry(article, coding, 1, content_hash(article))


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    """Denmark every 30 days until June, then none; the Daily goes on, the Gazette stops in June.

    Estonia is met for the first time in November; Norway is planned for the 10th of December and
    was planned for October; Denmark's meetings are told by both papers alike.
    """
    import sample_store

    days = [date(2025, 1, 1) + timedelta(days=30 * n) for n in range(6)]
    entries = [entry(n, "DK", day) for n, day in enumerate(days)]
    entries += [entry(100 + n, "DK", day, outlet="Gazette") for n, day in enumerate(days)]
    entries += [replace(entry(200 + n, "PL", NEWEST - timedelta(days=7 * n)), revision=1)
                for n in range(48)]  # fmt: skip
    entries += [
        entry(300, "EE", date(2025, 11, 10)),
        entry(301, "NO", date(2025, 12, 10), published=NEWEST, status=Status.PLANNED),
        entry(302, "NO", date(2025, 10, 10), published=date(2025, 10, 1), status=Status.PLANNED),
        entry(303, "PL", date(2025, 11, 20), topic="energy"),
    ]
    return Snapshot.current(sample_store.make(tmp_path_factory.mktemp("quiet") / "s", entries))


def test_a_partner_gone_quiet_and_whether_its_sources_are_why(quiet):
    found = run("quiet_partners", Scope(), quiet)
    assert found["partner"].tolist() == ["DK"]
    one = found.iloc[0]
    assert (one["quiet_days"], one["usual_days"], one["meetings"]) == (184, 30, 6)
    assert one["by_chance"] == pytest.approx(0.2, abs=0.05)  # e^(-184/30) is 0.22 %
    assert one["source_silent"] >= 50  # half of what told of Denmark publishes nothing any more


@pytest.mark.parametrize("scope", [Scope(partners=("DK",)), Scope(end=date(2026, 6, 1))])
def test_a_silence_lasts_until_the_newest_article_in_scope(quiet, scope):
    """Not until the newest meeting, which of one partner is its last; nor until a day to come."""
    assert run("quiet_partners", scope, quiet)["quiet_days"].tolist() == [184]
    assert run("overview", scope, quiet)["until"].iloc[0].date() == NEWEST
    gazette = run("overview", Scope(outlets=("Gazette",)), quiet)
    assert gazette["until"].iloc[0].date() == date(2025, 5, 31)


def test_a_partner_met_for_the_first_time(quiet):
    found = run("new_partners", Scope(), quiet)
    assert found["partner"].tolist() == ["EE"]
    assert found["first_day"].iloc[0].date() == date(2025, 11, 10)


def test_planned_and_never_confirmed(quiet):
    assert run("planned_next", Scope(), quiet)["in_days"].tolist() == [9]
    late = run("unconfirmed", Scope(), quiet)
    assert late["days_ago"].tolist() == [52]
    assert run("unconfirmed", Scope(partners=("DK",)), quiet).empty


def test_what_was_planned_is_looked_for_in_the_period(quiet):
    october = Scope(start=date(2025, 10, 1), end=date(2025, 10, 31))
    late = run("unconfirmed", october, quiet)
    until = run("overview", october, quiet)["until"].iloc[0].date()
    assert date(2025, 10, 10) < until <= date(2025, 10, 31)
    assert late["days_ago"].tolist() == [(until - date(2025, 10, 10)).days]
    assert run("unconfirmed", Scope(start=date(2025, 11, 1)), quiet).empty


def test_a_topic_for_the_first_time_with_a_partner_met_often(quiet):
    found = run("first_times", Scope(), quiet)
    assert found[["partner", "topic"]].to_numpy().tolist() == [["PL", "energy"]]


def test_first_times_go_on_to_the_newest_article(snapshot):
    """Denmark agreed in an article of the day after its newest meeting."""
    found = run("first_times", Scope(partners=("DK",)), snapshot)
    assert ("DK", "agreed") in set(zip(found["partner"], found["stage"], strict=True))


def test_funding_for_the_first_time_with_its_sentence(snapshot):
    found = run("first_times", Scope(), snapshot).set_index("partner")
    assert found.loc["LU", ["model", "stage", "article_id"]].tolist() == [
        "danish_model", "proposed", "a1"]  # fmt: skip
    assert found.loc["LU", "quote"] == "They spoke of drones and of the Danish model."


def test_topics_and_models_against_the_period_before(snapshot):
    scope = Scope(start=date(2025, 3, 1), end=date(2025, 4, 30))
    topics = run("changes_by_topic", scope, snapshot)
    assert topics[["topic", "meetings", "before", "year_before"]].to_numpy().tolist() == [
        ["drones", 2, 0, 0], ["energy", 0, 0, 1]]  # fmt: skip
    models = run("changes_by_model", scope, snapshot)
    assert models[["model", "meetings", "change"]].to_numpy().tolist() == [["danish_model", 2, 2]]


def test_open_proposals_have_their_age_and_steps_their_day(snapshot):
    open_ = run("funding_open", Scope(), snapshot)
    assert open_[["partner", "open_days"]].to_numpy().tolist() == [["LU", 44]]  # to 3 May
    steps = run("funding_transitions", Scope(partners=("LU",)), snapshot)
    assert steps[["stage", "article_id"]].to_numpy().tolist() == [["proposed", "a1"]]


def test_an_old_id_leads_to_the_meeting_it_went_into(stored):
    assert run("meeting", Scope(), stored, meeting="gone")["partners"].tolist() == ["Luxembourg"]
    assert len(run("meeting_articles", Scope(), stored, meeting="gone")) == 2
    assert run("meeting", Scope(), stored, meeting="withdrawn").empty


@pytest.fixture
def stored(tmp_path):
    import sample_store

    from coverage.store import Master

    store = sample_store.make(tmp_path / "s", sample_store.entries())
    with Master.open(store) as master:
        (meeting,) = master.connection.execute(
            "SELECT meeting_id FROM meeting_partners WHERE partner = 'LU'"
        ).fetchone()
        master.connection.execute(
            "INSERT INTO meeting_redirects VALUES ('gone', ?, now(), 'merged'),"
            " ('withdrawn', NULL, now(), 'withdrawn')",
            [meeting],
        )
        master.publish()
    return Snapshot.current(store)
