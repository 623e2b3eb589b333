"""Whom a sentence means without naming, and whose an office of no country told is."""

import pytest
from reading import article

from coverage.coder import Coder
from coverage.coder.particulars import people_options
from coverage.coder.scene import HOME
from coverage.model import Status


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def signs(coder: Coder, lang: str, body: str, code: str) -> set[str]:
    view = coder.view(article(lang, body))
    return {sign for c in view.candidates if c.code == code for sign in c.signs}


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "Kaja Kallas came by train.\n\nShe and President Zelenskyy talked about the grid."),
        ("ru", "Каю Каллас ждали с утра.\n\nВладимир Зеленский говорил с ней об энергетике."),
        ("uk", "Каю Каллас чекали зранку.\n\nВолодимир Зеленський говорив із нею про енергетику."),
    ],
)
def test_a_pronoun_beside_our_official_means_the_partner_named_before(
    coder: Coder, lang: str, body: str
) -> None:
    assert "meant_home_past" in signs(coder, lang, body, "EU")


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "Rustem Umerov flew to Vilnius.\n\nDovilė Šakalienė received him at once."),
        ("ru", "Рустем Умеров прилетел в Вильнюс.\n\nДовиле Шакалене сразу же приняла его."),
        ("uk", "Рустем Умєров прилетів до Вільнюса.\n\nДовіле Шакалєне одразу прийняла його."),
    ],
)
def test_a_pronoun_beside_the_partner_means_our_official_named_before(
    coder: Coder, lang: str, body: str
) -> None:
    assert "person_him_past" in signs(coder, lang, body, "LT")


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "Kaja Kallas came by train.\n\nPresident Zelenskyy talked about the grid."),
        ("ru", "Каю Каллас ждали с утра.\n\nВладимир Зеленский говорил об энергетике."),
        ("uk", "Каю Каллас чекали зранку.\n\nВолодимир Зеленський говорив про енергетику."),
    ],
)
def test_nobody_is_meant_where_no_word_stands_for_him(coder: Coder, lang: str, body: str) -> None:
    assert not any(sign.startswith("meant_") for sign in signs(coder, lang, body, "EU"))


@pytest.mark.parametrize(
    ("lang", "body", "name"),
    [
        ("en", "Deputy Energy Minister Olha Tkachuk showed them a substation.", "Olha Tkachuk"),
        ("ru", "Замминистра обороны Сергей Ковальчук показал полигон.", "Serhii Kovalchuk"),
        ("uk", "Заступник міністра оборони Сергій Ковальчук показав полігон.", "Serhii Kovalchuk"),
        ("en", "The Danish defence minister Olha Tkachuk showed them a shipyard.", None),
        ("en", "Defence Minister Karl Nyman showed them a shipyard.", None),
    ],
)
def test_an_office_of_no_country_is_ours_where_the_name_is(
    coder: Coder, lang: str, body: str, name: str | None
) -> None:
    ours = {a.person for a in coder.view(article(lang, body)).scene.actors if a.side == HOME}
    assert ours - {None} == ({name} if name else set())


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Sybiha is in Rome to discuss sanctions with Antonio Tajani.", False),
        ("Sybiha could meet Antonio Tajani in Rome.", False),
        ("After the talks Antonio Tajani and Sybiha went home.", False),
        ("Sybiha talks to Antonio Tajani in Rome.", True),
        ("Ministers meet in Rome.", True),
    ],
)
def test_only_a_verb_in_the_present_tells_of_a_contact(coder: Coder, body: str, told: bool) -> None:
    scene = coder.view(article("en", body)).scene
    assert any("contact_present" in cue for cue in scene.cue_at) is told


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "Umerov met Keith Kellogg, Donald Trump's envoy, in Kyiv."),
        ("ru", "Умеров встретился в Киеве с Китом Келлогом и командой Трампа."),
        ("uk", "Умєров зустрівся у Києві з Кітом Келлогом і командою Трампа."),
    ],
)
def test_who_owns_what_is_named_is_told_from_who_is_there(
    coder: Coder, lang: str, body: str
) -> None:
    view = coder.view(article(lang, body))
    us = [c for c in view.candidates if c.code == "US"]
    setting = view.finder.setting(view.scene, view.background, us, [], Status.HELD)
    owners = {o.value for o in people_options(setting, {"US"}) if "owner" in o.signs}
    assert owners == {"Donald Trump"}


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "Margus Tsahkna of Estonia arrived in Kyiv.\n\nHe praised the railway."),
        ("ru", "Глава МИД Эстонии Маргус Цахкна прибыл в Киев.\n\nОн похвалил железную дорогу."),
        ("uk", "Глава МЗС Естонії Маргус Цахкна прибув до Києва.\n\nВін похвалив залізницю."),
    ],
)
def test_an_arrival_of_which_no_more_is_told(coder: Coder, lang: str, body: str) -> None:
    assert "arrival" in signs(coder, lang, body, "EE")
    assert "arrival" not in signs(coder, lang, f"{body}\n\n{MET[lang]}", "EE")


MET = {
    "en": "President Zelenskyy met Margus Tsahkna.",
    "ru": "Президент Зеленский встретился с Маргусом Цахкной.",
    "uk": "Президент Зеленський зустрівся з Маргусом Цахкною.",
}
