"""The codebook holds the codes of the coding manual (docs/codebook.md), and no others."""

import re
from pathlib import Path

import pytest

from coverage.codebook import load
from coverage.model import Stage

MANUAL = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text("utf-8")

# United Nations members by ISO 3166-1 alpha-2.
UN_MEMBERS = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH
CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN
GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC
LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP
NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV
SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
""".split()


@pytest.fixture(scope="module")
def book():
    return load()


def section(number: int) -> str:
    found = re.search(rf"^## {number}\. .*?(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert found, f"the manual has no section {number}"
    return found[0]


def first_column(text: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def test_topics_are_the_manuals(book):
    codes = first_column(section(3))
    assert len(codes) == 25
    assert sorted(codes) == sorted(book.topics)


def test_funding_models_are_the_manuals(book):
    codes = first_column(section(4))
    assert len(codes) == 24
    assert sorted(codes) == sorted(book.funding)


def test_stages_are_the_manuals_in_its_order(book):
    said = re.search(r"\*\*stage\*\*: .*", section(4))
    assert said
    codes = [code for code in re.findall(r"`(\w+)`", said[0]) if code in set(book.stages)]
    assert list(dict.fromkeys(codes)) == list(book.stages) == [str(stage) for stage in Stage]


def test_coalitions_are_the_manuals(book):
    listed = section(5).split("—")[0]
    assert sorted(re.findall(r"`(\w+)`", listed)) == sorted(book.coalitions)


@pytest.mark.parametrize("name", ["status", "mode"])
def test_the_manuals_statuses_and_modes_are_known(book, name):
    said = re.search(rf"^\*\*{name}\*\*: .*", section(2), re.MULTILINE)
    assert said
    codes = set(re.findall(r"`([a-z_]+)`", said[0]))
    assert len(codes) == 3
    assert codes <= set(book.statuses if name == "status" else book.modes)


def test_organisations_and_groups_are_the_manuals(book):
    said = re.search(r"^\*\*partners\*\*: .*", section(2), re.MULTILINE)
    assert said
    named = set(re.findall(r"`([A-Z][A-Z0-9]+)`", said[0]))
    assert {"EU", "NATO", "UDCG", "COW"} <= named
    known = {code for code, partner in book.partners.items() if partner.kind != "state"}
    assert named - set(book.partners) == set()
    adversaries_and_home = {"RU", "BY", "KP", "IR", "UA"}
    assert known - named == adversaries_and_home


def test_every_member_of_the_united_nations_is_there(book):
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193
    assert set(UN_MEMBERS) - set(book.partners) == set()


def test_a_state_has_the_code_of_a_state(book):
    for code, partner in book.partners.items():
        if partner.kind in ("state", "adversary", "home"):
            assert re.fullmatch(r"[A-Z]{2}", code), code


def test_adversaries_are_no_states_to_meet(book):
    kinds = {code: book.partners[code].kind for code in ("RU", "BY", "KP", "IR", "UA")}
    assert kinds.pop("UA") == "home"
    assert set(kinds.values()) == {"adversary"}


def test_every_code_has_a_label_in_three_languages(book):
    labels = list(book.labels())
    assert {kind for kind, _, _ in labels} >= {
        "partner", "topic", "funding", "coalition", "stage", "status", "mode",
    }  # fmt: skip
    for kind, code, label in labels:
        for lang in ("en", "uk", "ru"):
            assert getattr(label, lang).strip(), (kind, code, lang)
        # a proper name may be written in Latin letters everywhere: G7, SAFE, Build with Ukraine
        if not (label.en == label.uk == label.ru):
            assert re.search("[а-яіїєґ]", label.uk.lower()), (kind, code)
            assert re.search("[а-я]", label.ru.lower()), (kind, code)


def test_every_topic_model_and_coalition_has_terms_in_three_languages(book):
    for topic in book.topics.values():
        assert all(topic.terms.of(lang) for lang in ("en", "uk", "ru")), topic.code
    for model in book.funding.values():
        assert all(
            model.names.of(lang) or model.descriptions.of(lang) for lang in ("en", "uk", "ru")
        ), model.code
    for coalition in book.coalitions.values():
        assert all(coalition.names.of(lang) for lang in ("en", "uk", "ru")), coalition.code


def test_every_state_has_a_name_in_three_languages(book):
    for partner in book.partners.values():
        assert all(partner.names.of(lang) for lang in ("en", "uk", "ru")), partner.code
