"""Every text of the pages is there in Ukrainian and Russian, with the same places to fill in."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from coverage.corrections import apply, onto_articles, onto_meetings
from coverage.ui import words

ROOT = Path(__file__).parents[2]
UI = ROOT / "src/coverage/ui"
REPORTS = ROOT / "src/coverage/reports"
SOURCES = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *UI.glob("*.py"),
           REPORTS / "scope.py", REPORTS / "known.py"]  # fmt: skip
TABLES = (
    "COUNTS", "FACTS", "MEASURES", "_FIELDS", "_PARTS", "_LANGS", "_RELATIONS",
    "ACTIONS", "_STATES", "_JOINED", "_LISTS", "_KINDS", "_WHY", "_BOUNDS",
    "_FIELD_NAMES", "_BECOMES", "_CONDITIONS", "_WAYS", "_STEPS",
)  # fmt: skip
SAYERS = {"say": 1, "nothing": 1, "page": 2, "bare_page": 2, "_small": 1, "Problem": 1}


def constants(call):
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    given = call.args[: SAYERS.get(name, 0)]
    if name == "Format":
        given = [call.args[0], call.args[4]]
    return [each.value for each in given if isinstance(each, ast.Constant) and each.value]


def faults() -> dict[str, str]:
    return tomllib.loads((UI / "faults.toml").read_text("utf-8"))


def said() -> set[str]:
    """Texts that the code hands to `say`, directly or through its tables of titles."""
    found: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                found |= set(constants(node))
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
                named = getattr(node.targets[0], "id", "")
                if named in TABLES:
                    found |= {each.value for each in node.value.values}
                elif named == "PAGES":
                    found |= {each.elts[0].value for each in node.value.values}
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "QUESTION":
                found.add(node.value.value)
    for entry in tomllib.loads((UI / "columns.toml").read_text("utf-8")).values():
        found |= {entry["title"], *([entry["help"]] if "help" in entry else [])}
    found |= set(faults().values())
    for entry in tomllib.loads((UI / "filters.toml").read_text("utf-8")).values():
        found.add(entry["label"])
    for entry in tomllib.loads((UI / "evidence.toml").read_text("utf-8")).values():
        found |= {entry["title"], *entry["fields"].values()}
    return found


def test_every_text_is_translated():
    texts = words._toml()["texts"]
    assert len(said()) > 300
    assert said() - set(texts) == set()


def test_every_code_of_a_rejection_is_said_in_words():
    """All that a reader, a feed or the pipeline rejects by, but for files of the command line."""
    codes: set[str] = set()
    room = ROOT / "src/coverage"
    for source in room.rglob("*.py"):
        if source in (room / "labelled.py", room / "rates.py"):
            continue
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                at = {"UnreadableInput": 0, "Rejection": 1}.get(getattr(node.func, "id", ""))
                given = [] if at is None else node.args[at : at + 1]
                codes |= {each.value for each in given if isinstance(each, ast.Constant)}
    assert len(codes) > 25
    assert codes - set(faults()) == set()


def test_why_a_correction_does_not_fit_is_said_in_words():
    reasons = (apply.CHANGED, apply.NOT_TOLD, onto_articles.UNKNOWN, onto_articles.NOT_BOTH,
               onto_meetings.NOT_TOLD)  # fmt: skip
    assert set(reasons) - set(words._toml()["texts"]) == set()


def test_what_turns_while_one_waits_speaks_the_page_s_language():
    """A cache's own spinner has one text for all: it is made before anybody's language is known."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "show_spinner":
                assert not isinstance(getattr(node.value, "value", None), str), source


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_translations_have_the_same_places_to_fill_in(language):
    for text, entry in words._toml()["texts"].items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(
            re.findall(r"\{\w+\}", entry[language])
        ), text


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (21, 0), (22, 1), (111, 2)],
)
def test_nouns_after_numbers(number, form):
    assert words.form(number, "uk") == form
    assert words.form(number, "en") == (number != 1)


def test_every_noun_has_its_forms():
    for noun, forms in words._toml()["nouns"].items():
        assert [len(forms[each]) for each in ("en", "uk", "ru")] == [2, 3, 3], noun
