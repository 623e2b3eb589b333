"""Every state, organisation and group is found in every form, as itself and as nobody else.

`cases.tsv` holds their names in all cases, written after the grammars and not by the codebook's
own ending rules: code, language, nominative, genitive, dative, accusative, instrumental,
prepositional.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest
from reading import article, bare, named, partners

from coverage.codebook import load
from coverage.codebook.entries import LANGS
from coverage.codebook.inflect import forms
from coverage.codebook.lexicon import words
from coverage.coder import Coder
from coverage.coder.scene import OFFICE, STATE

BOOK = load()
HERE = Path(__file__).parent
ROLES = ("names", "adjectives", "demonyms", "bodies")
MOST_FORMS = 400  # of one term: a long name has more combinations of forms than anybody writes
WILLING = pytest.mark.xfail(
    strict=True, reason="the coalition's name covers that of the group COW (entities.py, _covered)"
)
COUNTABLE = [p for p in BOOK.partners.values() if p.kind in ("state", "organisation")]
CASES: dict[tuple[str, str], list[str]] = {}
for _line in (HERE / "cases.tsv").read_text("utf-8").splitlines()[1:]:
    _code, _lang, *_forms = _line.split("\t")
    CASES[_code, _lang] = _forms


def surfaces(term: str, lang: str) -> list[str]:
    """The term in every form of each of its words."""
    slots = []
    for word in words(term):
        plain = word.strip("=*")
        fixed = word[0] == "=" or word[-1] == "*" or (len(plain) > 1 and plain.isupper())
        all_forms = [plain]
        if not fixed:
            all_forms = sorted(forms(plain, "en" if plain.isascii() else lang))
        slots.append([f[:1].upper() + f[1:] if plain[0].isupper() else f for f in all_forms])
    count = 1
    for slot in slots:
        count *= len(slot)
    if count <= MOST_FORMS:
        return [" ".join(choice) for choice in product(*slots)]
    longest = max(len(slot) for slot in slots)
    return [" ".join(slot[n % len(slot)] for slot in slots) for n in range(longest)]


def terms(lang: str, *, willing: bool) -> list[tuple[str, str]]:
    """(partner, term) of every name, adjective, demonym, body and capital."""
    found = [
        (partner.code, term)
        for partner in BOOK.partners.values()
        for role in ROLES
        for term in getattr(partner, role).of(lang)
    ]
    found += [
        (place.partner, term)
        for place in BOOK.places.values()
        if place.capital
        for term in place.names.of(lang)
    ]
    return [(code, term) for code, term in found if (code == "COW") is willing]


def strays(coder: Coder, lang: str, expected: list[tuple[str, str]]) -> list[str]:
    found = named(coder, lang, [phrase for _, phrase in expected])
    return [
        f"{phrase}: {sorted(codes)} instead of {code}"
        for (code, phrase), codes in zip(expected, found, strict=True)
        if codes != {code}
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("willing", [False, pytest.param(True, marks=WILLING)])
def test_every_form_of_every_term_is_that_partner_alone(
    coder: Coder, lang: str, willing: bool
) -> None:
    expected = [
        (code, form) for code, term in terms(lang, willing=willing) for form in surfaces(term, lang)
    ]
    assert strays(coder, lang, expected) == []


@pytest.mark.parametrize("lang", ["ru", "uk"])
@pytest.mark.parametrize("willing", [False, pytest.param(True, marks=WILLING)])
def test_every_case_of_every_name_is_that_partner_alone(
    coder: Coder, lang: str, willing: bool
) -> None:
    expected = [
        (code, form)
        for (code, of), all_cases in CASES.items()
        if of == lang and (code == "COW") is willing
        for form in all_cases
    ]
    assert strays(coder, lang, expected) == []


def test_the_table_of_cases_has_every_partner_that_counts() -> None:
    countable = {p.code for p in BOOK.partners.values() if p.kind not in ("home", "adversary")}
    assert {code for code, _ in CASES} == countable
    assert all(len(all_cases) == 6 for all_cases in CASES.values())


# --- officials whom the codebook does not know, by office and country

GENITIVE = {
    "ru": (
        "Министр обороны {} Ян Сойер встретился в Киеве с Рустемом Умеровым.",
        "Умеров обсудил с министром иностранных дел {} вопросы сотрудничества.",
        "В четверг Зеленский поговорил с премьер-министром {} Яном Сойером.",
        "Посол {} встретился с Рустемом Умеровым.",
        "Рустем Умеров провел встречу с послом {} Яном Сойером.",
        "Андрей Сибига принял делегацию парламента {}.",
        "Сибига встретился с главой МИД {} Яном Сойером в Брюсселе.",
        "Зеленский принял делегацию {} во главе с Яном Сойером.",
        "Умеров встретился с представителями {}.",
        "Глава правительства {} Ян Сойер посетил Киев и провел переговоры с Зеленским.",
    ),
    "uk": (
        "Міністр оборони {} Ян Сойєр зустрівся у Києві з Рустемом Умєровим.",
        "Умєров обговорив із міністром закордонних справ {} питання співпраці.",
        "У четвер Зеленський поговорив з прем'єром {} Яном Сойєром.",
        "Прем'єрка {} зустрілася з Зеленським у Києві.",
        "Посол {} зустрівся з Рустемом Умєровим.",
        "Рустем Умєров провів зустріч із послом {} Яном Сойєром.",
        "Андрій Сибіга прийняв делегацію парламенту {}.",
        "Умєров зустрівся з представниками {}.",
        "Глава уряду {} Ян Сойєр відвідав Київ і провів переговори з Зеленським.",
    ),
    "en": (
        "The defence minister of {}, Jane Doe, met Rustem Umerov in Kyiv on Thursday.",
        "Andrii Sybiha spoke with the foreign minister of {} on Thursday.",
        "Zelensky received the ambassador of {} in Kyiv.",
        "{}'s Prime Minister Jane Doe met Volodymyr Zelensky in Kyiv.",
        "Zelensky received a delegation from {} in Kyiv on Thursday.",
        "Sybiha held a phone call with {}'s top diplomat Jane Doe.",
        "The prime ministers of Ukraine and {} met in Kyiv.",
        "Umerov met representatives of {} on Thursday.",
    ),
}
ADJECTIVE = {
    "ru": (
        "{nom} министр обороны Ян Сойер встретился в Киеве с Рустемом Умеровым.",
        "Рустем Умеров встретился со своим {ins} коллегой Яном Сойером.",
        "Умеров и его {nom} коллега Ян Сойер обсудили поставки.",
        "{fem} сторона встретилась в Киеве с Рустемом Умеровым.",
        "Зеленский встретился с главой {gen} правительства.",
    ),
    "uk": (
        "{nom} міністр оборони Ян Сойєр зустрівся у Києві з Рустемом Умєровим.",
        "Рустем Умєров зустрівся зі своїм {ins} колегою Яном Сойєром.",
        "Умєров і його {nom} колега Ян Сойєр обговорили постачання.",
        "{fem} сторона зустрілася у Києві з Рустемом Умєровим.",
        "Зеленський зустрівся з головою {gen} уряду.",
        "Сибіга прийняв {gen} посла.",
    ),
    "en": (
        "{nom} Defence Minister Jane Doe met Rustem Umerov in Kyiv on Thursday.",
        "Rustem Umerov met his {nom} counterpart Jane Doe.",
        "Umerov discussed drones with the {nom} side in Kyiv.",
        "Zelensky met the head of the {nom} government in Kyiv.",
        "Zelensky spoke by phone with the {nom} prime minister.",
        "Sybiha received the {nom} ambassador.",
    ),
}
PREPOSITIONS = ("=in ", "=в ", "=у ")  # in a term («=у =Мале»): the bare word is another one
ENDINGS = {
    "ru": {"nom": "ий", "gen": "ого", "ins": "им", "fem": "ая"},
    "uk": {"nom": "ий", "gen": "ого", "ins": "им", "fem": "а"},
}


def sentences(lang: str) -> list[tuple[str, str]]:
    """(partner, sentence in which an unknown official of that partner meets a Ukrainian)."""
    made = []
    for partner in COUNTABLE:
        name = partner.names.en[0] if lang == "en" else CASES[partner.code, lang][1]
        made += [(partner.code, template.format(name)) for template in GENITIVE[lang]]
        for adjective in partner.adjectives.of(lang):
            if "=" in adjective:
                continue
            stem = bare(adjective)[:-2]
            shapes = {case: stem + end for case, end in ENDINGS.get(lang, {}).items()}
            shapes = shapes or {"nom": bare(adjective)}
            made += [(partner.code, template.format(**shapes)) for template in ADJECTIVE[lang]]
    return [(code, text[0].upper() + text[1:]) for code, text in made]


@pytest.mark.parametrize("lang", LANGS)
def test_an_unknown_official_acts_for_the_state_of_the_office(coder: Coder, lang: str) -> None:
    wrong = []
    for code, text in sentences(lang):
        _, _, scene = coder.read(article(lang, text))
        sides = {a.side for a in scene.actors if a.level >= OFFICE} - {"UA", ""}
        if sides != {code}:
            wrong.append(f"{text} {sorted(sides)}")
    assert wrong == []


@pytest.mark.parametrize("lang", LANGS)
def test_an_unknown_official_is_the_one_who_was_met(coder: Coder, lang: str) -> None:
    wrong: dict[str, list[str]] = defaultdict(list)
    for code, text in sentences(lang):
        met = partners(coder.code(article(lang, text)))
        if met != {code}:
            wrong[code].append(f"{text} {sorted(met)}")
    assert dict(wrong) == {}


@pytest.mark.parametrize("lang", LANGS)
def test_a_capital_stands_for_its_state_and_behind_a_preposition_for_a_place(
    coder: Coder, lang: str
) -> None:
    wrong = []
    metonym = {"en": "{} backed the plan.", "uk": "{} за цей план.", "ru": "{} за этот план."}[lang]
    located = {"en": "They sat in {}.", "uk": "Сиділи у {}.", "ru": "Сидели в {}."}[lang]
    for place in BOOK.places.values():
        with_preposition = any(term.startswith(PREPOSITIONS) for term in place.names.of(lang))
        if not place.capital or place.partner == "UA" or with_preposition:
            continue
        name = bare(place.names.of(lang)[0])
        for template, stands in ((metonym, {place.partner}), (located, set[str]())):
            _, _, scene = coder.read(article(lang, template.format(name)))
            sides = {a.side for a in scene.actors if a.level >= STATE} - {""}
            if sides != stands or all(spot[2] != place.name for spot in scene.places):
                wrong.append(f"{template.format(name)} {sorted(sides)}")
    assert wrong == []


# --- names that are also something else

AMBIGUOUS = [
    pytest.param(
        *fields, id=fields[2][:60], marks=[pytest.mark.xfail(strict=True, reason=r) for r in why]
    )
    for line in (HERE / "ambiguous.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for *fields, why in [[*line.split("\t")[:3], line.split("\t")[3:]]]
]


@pytest.mark.parametrize(("lang", "met", "text"), AMBIGUOUS)
def test_an_ambiguous_name_does_no_harm(coder: Coder, lang: str, met: str, text: str) -> None:
    assert partners(coder.code(article(lang, text))) == set(met.split())


@pytest.mark.parametrize("name", ["Georgia", "New Mexico"])
def test_an_american_state_is_no_country(coder: Coder, name: str) -> None:
    text = f"Rustem Umerov met {name} Senator John Doe in Kyiv on Thursday."
    assert partners(coder.code(article("en", text))) <= {"US"}


@pytest.mark.xfail(strict=True, reason="a given name behind an office is taken for its country")
def test_a_given_name_behind_an_office_is_no_country(coder: Coder) -> None:
    text = "Umerov met Defence Minister Jordan Miles of France in Paris."
    assert partners(coder.code(article("en", text))) == {"FR"}
