"""Every rule that the coder can give has a sentence in each language."""

import ast
import tomllib

import pytest

from coverage.codebook import load
from coverage.coder.weights import FILE
from coverage.model import Stage, Status
from coverage.reasons import in_words

CODER = FILE.parent
LANGUAGES = ("en", "uk", "ru")
# A table of weights -> the evidence field whose rules are made of its signs (Weights.reason).
FIELDS = {"contact": "partner", "remote": "mode", "multilateral": "mode", "topic": "topic",
          "funding": "funding"} | {f"stage_{stage.value}": "stage" for stage in Stage}  # fmt: skip
WEIGHTS = tomllib.loads(FILE.read_text("utf-8"))
SIGNS = sorted({(field, sign) for table, field in FIELDS.items() for sign in WEIGHTS[table]})
# Signs of a whole article, which are never given as a reason.
SILENT = {"bias", "home_acts", "named", "most_named", "sole_actor", "article_held"}


def fixed() -> set[str]:
    """Rules that the coder's code names outright: where evidence is made, and days are read."""
    given = {f"status_{status.value}" for status in Status} | {"analyst", "no_sign_of_contact"}
    given |= {"mode_in_person", "mode_group_session", "mode_remote", "mode_multilateral"}
    given |= {table for table in FIELDS if table not in ("remote", "multilateral")}
    makers = {"Evidence": 3, "NotCoded": 3, "Day": 4, "Option": 2, "_add": 4}
    for source in CODER.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = makers.get(node.func.id)
                if at is not None and len(node.args) > at:
                    rule = node.args[at]
                    told = [rule.body, rule.orelse] if isinstance(rule, ast.IfExp) else [rule]
                    given |= {each.value for each in told if isinstance(each, ast.Constant)}
    words = ast.walk(ast.parse((CODER / "amounts.py").read_text("utf-8")))
    texts = {each.value for each in words if isinstance(each, ast.Constant)}
    return given | {t for t in texts if isinstance(t, str) and t.startswith(("partner_", "no_p"))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sign_has_a_clause(lang):
    assert len(SIGNS) > 900
    said = {(field, sign): in_words(sign, field, lang) for field, sign in SIGNS}
    mute = [key for key, words in said.items() if not words and key[1] not in SILENT]
    assert mute == []
    assert not any("{" in words for words in said.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_without_signs_has_a_sentence(lang):
    rules = fixed()
    assert {"weekday", "person_named", "coalition_in_list", "partner_met", "channel_named",
            "day_of_publication", "place_in_text"} <= rules  # fmt: skip
    assert [rule for rule in sorted(rules) if not in_words(rule, "date", lang)] == []


def test_codes_in_signs_are_of_the_codebook():
    known = {(kind, code) for kind, code, _ in load().labels()}
    for field, sign in SIGNS:
        asked: dict[str, set[str]] = {}

        def name_of(kind, code, asked=asked):
            asked.setdefault(code, set()).add(kind)
            return code

        in_words(sign, field, "en", name_of)
        for code, kinds in asked.items():  # a coalition's code is looked for among models first
            assert any((kind, code) in known for kind in kinds), (field, sign, code)


@pytest.mark.parametrize(
    ("rule", "field", "said"),
    [("lead_home+told_past", "partner",
      "A Ukrainian official acts in the lead; told as past, beside Ukraine’s side"),
     ("person_home_past", "partner", "The partner’s official stands beside a Ukrainian official, "
      "with a contact that took place"),
     ("mode_any_remote", "mode", "Words of a call or video link in the article"),
     ("several+purl+american_arms+NATO+title", "funding", "In several sentences; together in one "
      "sentence: American arms, NATO; in the headline"),
     ("does_agreed+share_agreed+has_agreed", "stage",
      "A word of agreeing stands nearest; a word of agreeing in its sentence"),
     ("in_company+told_past", "partner", "Named together with partners that were met; "
      "told as past, beside Ukraine’s side"),
     ("agreed_and_unsure", "stage", "A word of agreeing and a word of doubt in one sentence"),
     ("named_danish_model", "funding", "“danish model” is called by its name"),
     ("day_of_publication", "date", "No day is named: the day of publication"),
     ("of_tomorrow", "topic", "")],
)  # fmt: skip
def test_a_rule_in_words(rule, field, said):
    assert in_words(rule, field) == said
