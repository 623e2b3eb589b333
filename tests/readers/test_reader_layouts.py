from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from coverage.readers.layouts import LayoutError, bare, layouts, parse_layouts


def test_marks_and_case_do_not_matter() -> None:
    assert bare("🔸 ЕЩЁ ПО ТЕМЕ: ") == "еще по теме"
    assert bare("П’ятниця\u00a0—") == "п'ятниця"


def test_an_outlet_is_known_by_name_and_by_host() -> None:
    rules = layouts()
    for name in ("Interfax-Ukraine", "ИНТЕРФАКС-УКРАИНА", "Інтерфакс-Україна"):
        outlet = rules.by_name(name)
        assert outlet is not None
        assert outlet.name == "Interfax-Ukraine"
    found = rules.by_url("https://ru.interfax.com.ua/news/1-amp.html")
    assert found is not None
    assert found.name == "Interfax-Ukraine"
    assert rules.by_url("https://notinterfax.com.ua/") is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lists": {}}, "unknown table 'lists'"),
        ({"line": {"begins": []}}, "[line]: unknown key 'begins'"),
        ({"end": {"whole": "latest"}}, "end: whole must be a list"),
        ({"line": {"patterns": ["("]}}, "line: missing )"),
        ({"outlet": [{"hosts": ["a.ua"]}]}, "without a name"),
        ({"outlet": [{"name": "A", "host": "a.ua"}]}, "outlet 'A': unknown key 'host'"),
        ({"outlet": [{"name": "A"}, {"name": "B", "aliases": ["a"]}]}, "'a' stands twice"),
        ({"outlet": [{"name": "A", "month_first": "yes"}]}, "month_first is true or false"),
    ],
)
def test_a_wrong_entry_is_named(change: dict[str, Any], told: str) -> None:
    text = (files("coverage.readers") / "layouts.toml").read_text(encoding="utf-8")
    with pytest.raises(LayoutError) as error:
        parse_layouts(tomllib.loads(text) | change)
    assert told in str(error.value)


def test_no_marker_is_of_two_kinds() -> None:
    rules = layouts()
    kinds = [rules.line.whole, rules.list.whole, rules.end.whole]
    for i, one in enumerate(kinds):
        for other in kinds[i + 1 :]:
            assert not one & other
