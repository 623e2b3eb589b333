from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coverage.codebook import load
from coverage.codebook.lexicon import Hit
from coverage.coder import Coder
from coverage.coder.background import background_sentences
from coverage.coder.funding import FundingFinder
from coverage.coder.mechanisms import PATTERN, Mechanism, mechanisms, patterns_of
from coverage.coder.passages import view
from coverage.coder.scene import Scene
from coverage.coder.stages import stage_of
from coverage.coder.ties import Tie
from coverage.coder.weights import Weights
from coverage.model import Article, FundingCode, Stage

SENTENCES = [
    pytest.param(*fields[:5], marks=[pytest.mark.xfail(strict=True, reason=w) for w in fields[5:]])
    for line in (Path(__file__).parent / "funding.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
    for fields in [line.split("\t")]
]
TITLE = {"en": "Ukraine: daily news", "uk": "Україна: новини дня", "ru": "Украина: новости дня"}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def article(lang: str, body: str, title: str = "") -> Article:
    return Article("a", lang, "Outlet", "https://example.org/a", date(2025, 3, 20),
                   title or TITLE[lang], body)  # fmt: skip


def coded(coder: Coder, lang: str, body: str, title: str = "") -> dict[str, FundingCode]:
    return {f.model: f for f in coder.code(article(lang, body, title)).funding}


def looked_for(coder: Coder, lang: str, body: str) -> tuple[Scene, list[Hit], list[Mechanism]]:
    """The scene, its terms, and the models that come into question."""
    _, hits, scene = coder.read(article(lang, body))
    views = view(scene, hits, background_sentences(scene), coder.hostile)
    return scene, hits, mechanisms(patterns_of(load().funding), scene, hits, views, [])


def test_every_model_has_a_sentence_in_every_language() -> None:
    seen = {(each.values[1], each.values[0]) for each in SENTENCES}
    assert seen == {(model, lang) for model in load().funding for lang in ("en", "uk", "ru")}


@pytest.mark.parametrize(("lang", "model", "partners", "stages", "sentence"), SENTENCES)
def test_model_partner_and_stage(
    coder: Coder, lang: str, model: str, partners: str, stages: str, sentence: str
) -> None:
    found = coded(coder, lang, sentence)
    assert model in found
    assert set(found[model].partners) == set(partners.split())
    assert found[model].stage in stages.split()


@pytest.mark.parametrize(
    ("lang", "sentence", "partner"),
    [
        ("en", "Estonia will buy long-range drones from Ukrainian manufacturers for it.", "EE"),
        ("uk", "Естонія купуватиме дрони в українських виробників для Збройних сил.", "EE"),
        ("ru", "Эстония закупит дроны у украинских производителей для Вооруженных сил.", "EE"),
    ],
)
def test_the_danish_model_is_known_by_its_description(
    coder: Coder, lang: str, sentence: str, partner: str
) -> None:
    assert coded(coder, lang, sentence)["danish_model"].partners == (partner,)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Umerov proposed that Luxembourg support Ukrainian industry on the Danish model."),
        ("uk", "Умєров запропонував Люксембургу підтримати вітчизняний ОПК за «данською моделлю»."),
        ("ru", "Умеров предложил Люксембургу поддержать украинский ОПК по датской модели."),
    ],
)
def test_the_adjective_in_a_mechanisms_name_is_no_partner(
    coder: Coder, lang: str, sentence: str
) -> None:
    found = coded(coder, lang, sentence)["danish_model"]
    assert found.partners == ("LU",)
    assert found.stage is Stage.PROPOSED


def test_several_partners_of_one_sentence_are_all_tied(coder: Coder) -> None:
    found = coded(coder, "en", "Norway, Sweden and Lithuania will pay for weapons made in Ukraine "
                               "under the Danish model, it was agreed.")  # fmt: skip
    assert found["danish_model"].partners == ("LT", "NO", "SE")


def test_a_sole_owner_stays_whoever_else_is_named(coder: Coder) -> None:
    found = coded(coder, "en", "Germany welcomed that the IMF programme was approved.")
    assert found["imf_programme"].partners == ("IMF",)


def test_evidence_points_at_the_passage_and_tells_the_rule(coder: Coder) -> None:
    body = "Latvia announced a contribution of 2 million euros to PURL."
    read = article("en", body)
    code = next(f for f in coder.code(read).funding if f.model == "purl")
    named, stage = code.evidence[0], code.evidence[-1]
    assert read.text[named.span.start : named.span.end] == "PURL"
    assert (named.field, stage.field, stage.value) == ("funding", "stage", code.stage.value)
    assert named.rule
    assert stage.rule


@pytest.mark.parametrize(
    ("lang", "body", "proof"),
    [
        ("en", "The Danish model was decided on long ago and is told of here.\n\n"
               "Its rules are simple.\n\nNorway and Sweden agreed to join the Danish model.",
               "Norway"),
        ("uk", "Данська модель була ухвалена давно, і про неї тут ідеться.\n\n"
               "Правила прості.\n\nНорвегія та Швеція погодилися долучитися до данської моделі.",
               "Норвегія"),
        ("ru", "Датская модель была одобрена давно, и о ней здесь речь.\n\n"
               "Правила просты.\n\nНорвегия и Швеция согласились присоединиться к датской модели.",
               "Норвегия"),
    ],
)  # fmt: skip
def test_the_stage_rests_on_the_sentence_that_names_who_did_it(
    coder: Coder, lang: str, body: str, proof: str
) -> None:
    read = article(lang, body)
    code = next(f for f in coder.code(read).funding if f.model == "danish_model")
    stage = code.evidence[-1].span
    sentence = read.text[read.text.rfind("\n", 0, stage.start) + 1 : stage.end]
    assert sentence.startswith(proof)


def test_no_mechanism_no_code(coder: Coder) -> None:
    assert coded(coder, "en", "The ministers discussed the situation at the front.") == {}
    assert coded(coder, "en", "...", title="—") == {}


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The ministry gave Denmark a prioritised list of what the hospitals lack."),
        ("uk", "Міністр передав Данії перелік потреб українських лікарень."),
        ("ru", "Министр передал Дании перечень потребностей украинских больниц."),
    ],
)
def test_a_list_of_needs_is_no_purl_by_itself(coder: Coder, lang: str, sentence: str) -> None:
    assert not coded(coder, lang, sentence)


def test_the_highest_score_is_the_stage() -> None:
    tables = {f"stage_{stage.value}": {"bias": 0.0} for stage in Stage}
    tables["stage_funded"] = {"bias": -1.0, "does_funded": 2.0}
    assert stage_of(Weights(tables), {"bias": 1.0, "does_funded": 1.0}) is Stage.FUNDED
    tables["stage_mentioned"] = {"bias": 1.5}
    assert stage_of(Weights(tables), {"bias": 1.0, "does_funded": 1.0}) is Stage.MENTIONED


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Slovakia has refused to join the Danish model, its prime minister said."),
        ("uk", "Словаччина відмовилася приєднатися до данської моделі, сказав її прем'єр."),
        ("ru", "Словакия отказалась присоединиться к датской модели, сказал ее премьер."),
    ],
)
def test_what_is_refused_is_not_agreed(coder: Coder, lang: str, sentence: str) -> None:
    found = coded(coder, lang, sentence)
    assert "danish_model" not in found or found["danish_model"].stage is Stage.MENTIONED


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Lithuania is ready to join the Danish model, its minister said."),
        ("uk", "Литва готова долучитися до данської моделі, сказав її міністр."),
        ("ru", "Литва готова присоединиться к датской модели, сказал ее министр."),
    ],
)
def test_what_somebody_is_ready_for_is_proposed(coder: Coder, lang: str, sentence: str) -> None:
    assert coded(coder, lang, sentence)["danish_model"].stage is Stage.PROPOSED


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Belgium is ready to invest in Ukrainian arms makers, its minister said."),
        ("uk", "Бельгія готова інвестувати в українських виробників зброї, сказав міністр."),
        ("ru", "Бельгия готова инвестировать в украинских производителей оружия."),
    ],
)
def test_investment_in_makers_is_joint_production(coder: Coder, lang: str, sentence: str) -> None:
    found = coded(coder, lang, sentence)
    assert "joint_production" in found
    assert "danish_model" not in found


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Kyiv and Washington discussed how the minerals agreement might be financed."),
        ("uk", "Київ і Вашингтон обговорили проєкт угоди про корисні копалини."),
        ("ru", "Киев и Вашингтон обсудили проект соглашения о полезных ископаемых."),
    ],
)
def test_a_word_of_the_name_is_no_agreement(coder: Coder, lang: str, sentence: str) -> None:
    assert coded(coder, lang, sentence)["us_investment_fund"].stage is Stage.PROPOSED


def test_the_stage_is_proved_where_its_word_stands(coder: Coder) -> None:
    body = (
        "The Danish model was the theme of the talks with Sweden's Pål Jonson.\n\n"
        "Sweden has transferred 20 million euros under the Danish model."
    )
    code = coded(coder, "en", body)["danish_model"]
    (stage,) = [e for e in code.evidence if e.field == "stage"]
    assert code.stage is Stage.FUNDED
    assert article("en", body).text[: stage.span.start].rstrip().endswith("euros under the")


def test_a_name_is_one_passage(coder: Coder) -> None:
    body = "Исландия поддержит производителей по датской модели."
    read = article("ru", body)
    code = coded(coder, "ru", body)["danish_model"]
    named = [read.text[e.span.start : e.span.end] for e in code.evidence if e.field == "funding"]
    assert [text for text in named if "датской" in text] == ["по датской модели"]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Allies will pay into the Comprehensive Assistance Package of NATO."),
        ("uk", "Союзники вносять кошти до Комплексного пакета допомоги НАТО."),
        ("ru", "Союзники вносят средства в Комплексный пакет помощи НАТО."),
    ],
)
def test_the_longest_of_two_models_names_counts(coder: Coder, lang: str, sentence: str) -> None:
    _, hits, found = looked_for(coder, lang, sentence)
    told = {m.model for m in found for p in m.passages if p.manner != PATTERN}
    assert {h.tag.code for h in hits if h.tag.kind == "funding"} == {"nspa_cap", "aid_package"}
    assert told == {"nspa_cap"}


@pytest.mark.parametrize(
    ("lang", "model", "sentence"),
    [
        ("en", "joint_production", "Poland and Ukraine will build naval drones in common."),
        ("uk", "joint_production", "Польща й Україна випускатимуть морські дрони вдвох."),
        ("ru", "joint_production", "Польша и Украина будут выпускать морские дроны вдвоем."),
        ("en", "build_with_ukraine", "Ukrainian UAVs will roll off the line in Finland."),
        ("uk", "build_with_ukraine", "Українські безпілотники збиратимуть у Фінляндії."),
        ("ru", "build_with_ukraine", "Украинские беспилотники будут собирать в Финляндии."),
        ("en", "czech_initiative", "Spain pays for shells that Prague has found in Asia."),
        ("uk", "czech_initiative", "Іспанія платить за снаряди, які шукає Чехія."),
        ("ru", "czech_initiative", "Испания платит за снаряды, которые ищет Чехия."),
        ("en", "loan_credit", "South Korea will give Ukraine money at low interest."),
        ("uk", "loan_credit", "Південна Корея дасть Україні гроші у борг."),
        ("ru", "loan_credit", "Южная Корея даст Украине деньги в долг."),
        ("en", "danish_model", "Ireland's money goes to orders with Ukrainian manufacturers."),
        ("uk", "danish_model", "За ірландські гроші викуплять дрони в українських майстрів."),
        ("ru", "danish_model", "На ирландские деньги выкупят дроны у украинских мастеров."),
        ("en", "frozen_assets", "Berlin wants to spend the blocked Russian reserves on Ukraine."),
        ("uk", "frozen_assets", "Берлін хоче витратити на Україну заморожене російське майно."),
        ("ru", "frozen_assets", "Берлин хочет потратить на Украину замороженное имущество РФ."),
    ],
)
def test_a_model_is_looked_for_where_it_is_only_described(
    coder: Coder, lang: str, model: str, sentence: str
) -> None:
    assert model in {m.model for m in looked_for(coder, lang, sentence)[2]}


@pytest.mark.parametrize(
    ("lang", "at_theirs", "at_ours"),
    [
        ("en", "Launches will be built at Greek yards.", "Launches will be built at Odesa yards."),
        ("uk", "Катери будуватимуть на грецьких верфях.", "Катери будуватимуть на верфях Одеси."),
        (
            "ru",
            "Катера строят на греческих верфях.",
            "Катера строят на верфях Одессы.",
        ),
    ],
)
def test_a_plant_behind_a_partners_adjective_is_on_its_ground(
    coder: Coder, lang: str, at_theirs: str, at_ours: str
) -> None:
    def signs(sentence: str) -> set[str]:
        _, hits, scene = coder.read(article(lang, sentence))
        views = view(scene, hits, background_sentences(scene), coder.hostile)
        return {sign for at in views for sign in at.signs}

    assert "their_plant" in signs(at_theirs)
    assert "their_plant" not in signs(at_ours)


@pytest.mark.parametrize(
    ("sentence", "promise"),
    [
        ("The minister said that Oslo would pay for the drones.", True),
        ("Oslo would pay for the drones, the ministry announced.", True),
        ("It is unclear who would pay for the drones.", False),
        ("The minister said that Oslo would pay for the drones if parliament agrees.", False),
        ("The minister said that Oslo would like to pay for the drones.", False),
    ],
)
def test_would_is_a_promise_only_behind_a_word_of_saying(
    coder: Coder, sentence: str, promise: bool
) -> None:
    _, hits, scene = coder.read(article("en", sentence))
    views = view(scene, hits, background_sentences(scene), coder.hostile)
    would = scene.text.tokens.index("would")
    assert any(would in at.signs.get("agreed", ()) for at in views) is promise


def test_words_of_a_pattern_prove_it_where_they_stand_together(coder: Coder) -> None:
    body = "Together with aid for schools, Rome and Kyiv want to make drones together at one plant."
    scene, _, found = looked_for(coder, "en", body)
    joint = next(m for m in found if m.model == "joint_production")
    assert "close_joint_production+joint+produce" in joint.signs
    (pattern,) = [p for p in joint.passages if p.manner == PATTERN]
    assert scene.text.tokens[pattern.start] == "make"


def test_nobody_is_named_where_every_partner_is_most_unlikely() -> None:
    finder = FundingFinder(load(), Weights({"funding_partner": {"bias": -2.0, "here": 3.0}}))
    far = Tie("EU", signs={"bias": 1.0})
    assert finder.partners([far]) == ()
    assert finder.partners([far, Tie("NO", signs={"bias": 1.0, "here": 1.0})]) == ("NO",)
