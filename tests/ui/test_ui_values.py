"""Values in words: what a meeting is called where its name is all that there is."""

import pytest

from coverage.ui import values, words


class Named:
    """Names of codes, as those of a store's snapshot."""

    def name_of(self, kind, code):
        return {("partner", "LU"): "Люксембург"}.get((kind, code), code)


@pytest.mark.parametrize(
    ("event", "said"),
    [("2025-03-20-LU-umerov", "20.03.2025 · Люксембург · Umerov"),
     ("2025-03-20-LU-umerov-2", "20.03.2025 · Люксембург · Umerov · (2)"),
     ("2025-03-20-UDCG", "20.03.2025 · UDCG"),
     ("2025-03-20", "20.03.2025"),
     ("not in this store", "not in this store")],
)  # fmt: skip
def test_a_meetings_name_is_said_as_people_say_it(event, said, monkeypatch):
    monkeypatch.setattr(words, "lang", lambda: "uk")
    assert values.event_in_words(Named(), event) == said


def test_what_is_called_alike_is_told_apart_by_as_much_as_it_takes():
    names = ["20 Nov · Denmark", "20 Nov · Denmark", "20 Nov · Denmark", "21 Nov · Denmark"]
    people, places = ["Frederiksen", None, None, "Poulsen"], [None, "Kyiv", "Kyiv", "Kyiv"]
    assert values.told_apart(names, people, places, ["e-1", "e-2", "e-3", "e-4"]) == [
        "20 Nov · Denmark · Frederiksen", "20 Nov · Denmark · Kyiv · e-2",
        "20 Nov · Denmark · Kyiv · e-3", "21 Nov · Denmark",
    ]  # fmt: skip
