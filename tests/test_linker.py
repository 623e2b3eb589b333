import pytest
from fakes import FakeCoder, article, meet

from coverage.linker import Linking, Vocabulary


def events(*articles):
    linking, coder = Linking(Vocabulary(("Minister of Defence",))), FakeCoder()
    linking.add((a.article_id, a, coder.code(a)) for a in articles)
    return linking.events()


def linked(*accounts, published="2025-03-20"):
    """Events of articles with one meeting each, in their order."""
    articles = [
        article(f"a{n}", account, published=published) for n, account in enumerate(accounts)
    ]
    found = events(*articles)
    return [found[a.article_id, 0] for a in articles]


def test_three_languages_tell_of_one_meeting():
    found = events(*(article(lang, meet(), lang=lang) for lang in ("ru", "uk", "en")))
    assert set(found.values()) == {"2025-03-20-LU-umerov"}


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (meet(), True),
        (meet(place="Brussels"), True),  # places are too often missing or wrong to part by
        (meet(people=""), True),
        (meet(ukraine=""), True),
        (meet(ukraine="", people=""), True),  # nothing else comes into question that day
        (meet(ukraine="Rustem Umerov, Andrii Yermak"), True),
        (meet(partners="LU BE"), True),  # one partner set within the other
        (meet(mode="remote"), True),  # same people, same day: "discussed" is read either way
        (meet(day="2025-03-19"), True),  # a day apart, under full agreement
        (meet(day="2025-03-19", people=""), False),
        (meet(day="2025-03-18"), False),
        (meet(mode="remote", people=""), False),
        (meet(mode="multilateral", people=""), True),
        (meet(partners="BE"), False),
        (meet(partners="BE LU DE", mode="multilateral"), False),
        (meet(ukraine="Volodymyr Zelenskyy"), False),
        (meet(people="Xavier Bettel"), False),  # two ministers on one day are two meetings
    ],
)
def test_what_is_one_meeting(other, one):
    first, second = linked(meet(), other)
    assert (first == second) is one


def test_an_account_without_names_joins_only_where_one_meeting_comes_into_question():
    merz = meet("DE", ukraine="Volodymyr Zelenskyy", people="Friedrich Merz")
    pistorius = meet("DE", people="Boris Pistorius")
    unnamed = meet("DE", ukraine="", people="")
    alone = linked(merz, unnamed)
    assert alone[0] == alone[1]
    among_two = linked(merz, pistorius, unnamed)
    assert len(set(among_two)) == 3


def test_an_office_is_no_name():
    named, office = meet(), meet(ukraine="Minister of Defence", people="Minister of Defence")
    other = meet(ukraine="Volodymyr Zelenskyy", people="Luc Frieden")
    assert linked(named, office) == ["2025-03-20-LU-umerov"] * 2
    assert linked(office) == ["2025-03-20-LU"]
    assert len(set(linked(named, other, office))) == 3


def test_half_named_account_does_not_draw_two_meetings_together():
    poulsen = meet("DK", people="Troels Lund Poulsen")
    members = meet("DK", people="Søren Gade")
    half = meet("DK", people="")
    found = linked(poulsen, poulsen, members, half)
    assert found[0] == found[1] == found[3]  # to the one told most often
    assert found[2] != found[0]


def test_second_meeting_of_a_day_is_numbered():
    first = meet("US", ukraine="Andrii Yermak", people="Jake Sullivan")
    second = meet("US", ukraine="Andrii Yermak", people="Antony Blinken")
    assert linked(first, second) == ["2025-03-20-US-yermak", "2025-03-20-US-yermak-2"]


def test_planned_without_a_day_is_held_together_by_the_month_of_its_articles():
    jef = meet("JEF", "planned", "multilateral", "", "", "Denys Shmyhal", "")
    found = events(
        article("a", jef, published="2025-11-04"),
        article("b", jef, published="2025-11-20"),
        article("c", jef, published="2025-12-01"),
    )
    assert found["a", 0] == found["b", 0] == "2025-11-04-JEF-shmyhal"
    assert found["c", 0] == "2025-12-01-JEF-shmyhal"


@pytest.mark.parametrize(
    ("ukraine", "people", "name"),
    [
        ("", "Jonas Gahr Støre", "store"),
        ("", "Jaromír Zůna", "zuna"),
        ("", "Władysław Kosiniak-Kamysz", "kosiniakkamysz"),
        ("Andrii Yermak", "Jonas Gahr Støre", "yermak"),
    ],
)
def test_event_is_in_plain_latin_letters(ukraine, people, name):
    assert linked(meet("NO", ukraine=ukraine, people=people)) == [f"2025-03-20-NO-{name}"]


def test_event_without_any_name():
    assert linked(meet("EU IMF", ukraine="", people="")) == ["2025-03-20-EU"]


def test_two_meetings_of_one_article():
    found = events(article("a", meet(), meet("DE", people="Boris Pistorius")))
    assert found == {("a", 0): "2025-03-20-LU-umerov", ("a", 1): "2025-03-20-DE-umerov"}


def test_order_of_reading_changes_nothing():
    accounts = [meet(), meet(people=""), meet(ukraine="", people=""), meet("LU BE"), meet("BE")]
    articles = [article(f"a{n}", account) for n, account in enumerate(accounts)]
    assert events(*articles) == events(*reversed(articles))


def test_no_mentions_no_meetings():
    assert events(article("a")) == {}
    assert events() == {}
