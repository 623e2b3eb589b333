"""A scope is what an address carries: parsed with care, written back, said in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.errors import ReportError
from coverage.reports import Grain, Scope, filters, only_known
from coverage.store import Label, Snapshot

FULL = {
    "from": ["2025-01-01"], "to": ["2025-06-30"], "partner": ["DK", "NO"], "topic": ["drones"],
    "model": ["danish_model"], "stage": ["agreed"], "coalition": ["drone"],
    "official": ["Rustem Umerov"], "outlet": ["УНН"], "lang": ["uk"], "status": ["any"],
    "mode": ["remote"], "grain": ["quarter"],
}  # fmt: skip


def test_an_address_comes_back_as_it_was():
    scope = Scope.from_query(FULL)
    assert scope.partners == ("DK", "NO")
    assert scope.statuses == ()
    assert scope.grain is Grain.QUARTER
    assert scope.to_query() == FULL


def test_what_is_as_by_default_is_not_in_the_address():
    assert Scope().to_query() == {}
    assert Scope().statuses == ("held",)


def test_other_parameters_are_passed_over():
    assert Scope.parse({"meeting": ["x"], "q": ["y"]}) == (Scope(), ())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from": ["soon"]}, "is not a date"),
        ({"from": ["2025-02-30"]}, "is not a date"),
        ({"grain": ["hour"]}, "none of day"),
        ({"status": ["dreamt"]}, "none of held"),
        ({"stage": ["'; DROP TABLE articles"]}, "none of mentioned"),
        ({"partner": ["D\x00K"]}, "cannot be a value"),
        ({"partner": ["x" * 121]}, "cannot be a value"),
        ({"partner": [str(n) for n in range(201)]}, "more than 200"),
        ({"from": ["2025-02-02"], "to": ["2025-02-01"]}, "before it starts"),
    ],
)
def test_a_wrong_parameter_is_named_and_left_out(query, said):
    scope, problems = Scope.parse({**query, "lang": ["en"]})
    assert len(problems) == 1
    assert said in problems[0]
    assert scope.langs == ("en",)
    with pytest.raises(ReportError, match=said):
        Scope.from_query(query)


def test_a_wrong_status_alone_leaves_the_default():
    assert Scope.parse({"status": ["dreamt"]})[0].statuses == ("held",)


def test_a_period_has_to_end_after_it_starts():
    with pytest.raises(ReportError, match="before it starts"):
        Scope(start=date(2025, 2, 2), end=date(2025, 2, 1))


@given(st.dictionaries(st.sampled_from([*FULL, "x"]), st.lists(st.text(max_size=150), max_size=4)))
def test_no_address_breaks_the_parser(query):
    scope, _ = Scope.parse(query)
    assert Scope.from_query(scope.to_query()) == scope


def test_a_scope_in_words():
    names = {"DK": "Denmark", "NO": "Norway", "drones": "drones", "en": "English"}
    scope = Scope(
        start=date(2025, 1, 1), end=date(2025, 6, 30), partners=("DK", "NO"), topics=("drones",),
        langs=("en",), officials=("Rustem Umerov",),
    )  # fmt: skip
    said = scope.sentence(name_of=lambda kind, code: names.get(code, code))
    assert said == (
        "Held meetings of Rustem Umerov with Denmark or Norway on drones, in English, "
        "1 Jan 2025 – 30 Jun 2025"
    )
    assert Scope(statuses=()).sentence() == "Meetings of any status"
    assert Scope(end=date(2025, 1, 2)).sentence("uk") == "Проведені зустрічі; до 02.01.2025"
    with pytest.raises(ReportError, match="no words"):
        Scope().sentence("fr")


def test_every_filter_is_a_field_and_has_words_in_each_language():
    for each in filters():
        assert isinstance(Scope().values(each.name), tuple)
        value = each.allowed[0] if each.allowed else "VALUE"
        for lang in ("en", "uk", "ru"):
            said = Scope(**{each.name: (value,)}).sentence(lang)
            assert said != Scope().sentence(lang) or value == "held", (each.name, lang)


def test_changing_a_scope():
    assert Scope().but(partners=("DK",)).partners == ("DK",)
    with pytest.raises(ReportError, match="no colour"):
        Scope().but(colour="red")


def test_a_problem_can_be_said_in_another_language():
    _, (problem,) = Scope.parse({"from": ["2025-99-01"]})
    assert problem == "from='2025-99-01' is not a date like 2025-03-20"
    assert problem.text.format(**problem.values) == problem
    assert problem.values == {"given": "from='2025-99-01'"}


def test_a_partners_person_is_no_official_of_ukraine(tmp_path, monkeypatch):
    """The codebook has both sides' people: who was met on the other side is named and left out."""
    import sample_store

    person = Label("person", "Yuriko Backes", "Yuriko Backes", "Юріко Бакес", "Юрико Бакес", 99)
    monkeypatch.setattr(sample_store, "LABELS", [*sample_store.LABELS, person])
    snapshot = Snapshot.current(sample_store.make(tmp_path / "s", sample_store.entries()))
    scope, problems = only_known(Scope(officials=("Rustem Umerov", "Yuriko Backes")), snapshot)
    assert scope.officials == ("Rustem Umerov",)
    assert len(problems) == 1
    assert "official='Yuriko Backes' is none that is known" in problems[0]
