from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coverage.codebook import load
from coverage.coder import Coder
from coverage.coder.background import background_sentences
from coverage.coder.passages import view
from coverage.coder.topics import TopicFinder
from coverage.coder.weights import Weights
from coverage.model import Article

MARKED = [
    line.split("\t")
    for line in (Path(__file__).parent / "topics.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
TITLE = {
    "en": "Zelensky meets Lithuanian president Nausėda in Kyiv",
    "uk": "Зеленський зустрівся в Києві з президентом Литви Науседою",
    "ru": "Зеленский встретился в Киеве с президентом Литвы Науседой",
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def article(lang: str, body: str, title: str = "") -> Article:
    return Article("a", lang, "Outlet", "https://example.org/a", date(2025, 3, 20),
                   title or TITLE[lang], body)  # fmt: skip


def terms(coder: Coder, read: Article) -> dict[str, list[str]]:
    """The words that count as terms of each topic."""
    _, hits, scene = coder.read(read)
    finder = TopicFinder(load(), Weights({}))
    views = view(scene, hits, background_sentences(scene), coder.hostile)
    found = finder.candidates(scene, hits, views, [])
    return {c.topic: [scene.text.surface(h.start, h.end) for h in c.terms] for c in found}


def coded(coder: Coder, read: Article) -> set[str]:
    return {t.topic for t in coder.code(read).topics}


def test_every_topic_has_a_marked_sentence_in_every_language() -> None:
    seen = {(topic, lang) for lang, topic, _ in MARKED}
    assert seen == {(topic, lang) for topic in load().topics for lang in ("en", "uk", "ru")}


@pytest.mark.parametrize(("lang", "topic", "marked"), MARKED)
def test_the_marked_passage_is_found_and_the_topic_coded(
    coder: Coder, lang: str, topic: str, marked: str
) -> None:
    passage = marked.partition("[")[2].partition("]")[0]
    read = article(lang, marked.replace("[", "").replace("]", ""))
    assert passage in terms(coder, read)[topic]
    code = next(t for t in coder.code(read).topics if t.topic == topic)
    assert any(passage in read.text[e.span.start : e.span.end] or
               read.text[e.span.start : e.span.end] in passage for e in code.evidence)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("en", "Experts of a think tank took part in the discussion.", "armour"),
        ("en", "The parties discussed pilot projects in schools.", "aviation"),
        ("en", "They discussed unmanned aircraft.", "aviation"),
        ("en", "People in frontline towns need heating.", "frontline"),
        ("en", "The European Bank for Reconstruction and Development joined.", "reconstruction"),
        ("en", "The Minister of Energy received the guest.", "energy"),
        ("uk", "Говорили про тіньовий флот Росії.", "maritime"),
        ("uk", "Гостя прийняв міністр енергетики України.", "energy"),
        ("uk", "Обговорили гуманітарне розмінування.", "humanitarian"),
        ("ru", "Обсудили теневой флот России.", "maritime"),
        ("ru", "Лидеры всего мира следят за этим.", "peace_guarantees"),
        ("ru", "Деньги поступят из Европейского фонда мира.", "peace_guarantees"),
        ("en", "The money comes under the PEACE in Ukraine project.", "peace_guarantees"),
        ("en", "The guests reached Kyiv by train in June.", "training"),
        ("en", "The president thanked for the hundred-year partnership.", "euro_atlantic"),
        ("uk", "Президент подякував за столітнє партнерство.", "euro_atlantic"),
        ("ru", "Президент поблагодарил за столетнее партнерство.", "euro_atlantic"),
        ("en", "They met in a bomb shelter.", "reconstruction"),
        ("uk", "Зустріч пройшла в бомбосховищі.", "reconstruction"),
        ("ru", "Встреча прошла в бомбоубежище.", "reconstruction"),
    ],
)
def test_words_that_only_look_like_a_topic(coder: Coder, lang: str, text: str, topic: str) -> None:
    assert not terms(coder, article(lang, text)).get(topic)


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "The ministers discussed the return of deported children.\n\n"
               "As reported, air defences shot down 40 Russian missiles over Kyiv at night."),
        ("uk", "Президенти обговорили повернення депортованих дітей.\n\n"
               "Нагадаємо, вночі сили ППО збили 40 російських ракет під час масованого обстрілу."),
        ("ru", "Президенты обсудили возвращение депортированных детей.\n\n"
               "Напомним, ночью силы ПВО сбили 40 российских ракет при массированном обстреле."),
    ],
)  # fmt: skip
def test_strikes_told_as_background_are_no_topic(coder: Coder, lang: str, body: str) -> None:
    topics = coded(coder, article(lang, body))
    assert "humanitarian" in topics
    assert "air_defence" not in topics


def test_what_did_not_suffice_is_told_with_its_reason(coder: Coder) -> None:
    recalled = "As reported, air defences shot down 40 Russian missiles at night."
    read = article("en", f"The ministers discussed the deported children.\n\n{recalled}")
    left = [n for n in coder.code(read).not_coded if n.field == "topic"]
    assert [n.value for n in left] == ["air_defence"]
    assert read.text[left[0].span.start : left[0].span.end] == "air defences"
    assert left[0].rule


def test_a_coalition_tells_its_topic(coder: Coder) -> None:
    assert "drones" in coded(coder, article("en", "Lithuania has joined the Drone Coalition."))


def test_empty_and_wordless_texts_have_no_topics(coder: Coder) -> None:
    assert coded(coder, article("en", "...", title="—")) == set()


def test_what_the_adversary_does_is_no_proof(coder: Coder) -> None:
    body = (
        "The ministers discussed joint arms production in Ukraine.\n\n"
        "Russia is raising its arms production and drafts new men."
    )
    read = article("en", body)
    code = next(t for t in coder.code(read).topics if t.topic == "defence_industry")
    where = [read.text[: e.span.start] for e in code.evidence]
    assert where
    assert not any("Russia" in before for before in where)


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("en", "He was told what the army lacks this spring.", "military_aid"),
        ("uk", "Гостеві розповіли, чого бракує війську цієї весни.", "military_aid"),
        ("ru", "Гостю рассказали, чего не хватает армии этой весной.", "military_aid"),
        ("en", "The minister described the state of the front.", "frontline"),
        ("uk", "Міністр описав, як ідуть бої.", "frontline"),
        ("ru", "Министр описал, как идут бои.", "frontline"),
        ("en", "They looked for a way out of the war.", "peace_guarantees"),
        ("uk", "Шукали, як покінчити з війною.", "peace_guarantees"),
        ("ru", "Искали, как покончить с войной.", "peace_guarantees"),
        ("en", "Soldiers are taught in Latvia.", "training"),
        ("uk", "У Латвії навчатимуть солдатів.", "training"),
        ("ru", "В Латвии будут учить солдат.", "training"),
        ("en", "The guest spoke of the grain deal.", "humanitarian"),
        ("uk", "Гість говорив про зернову угоду.", "humanitarian"),
        ("ru", "Гость говорил о зерновой сделке.", "humanitarian"),
        ("en", "The guest hoped to buy from Ukrainian makers.", "defence_industry"),
        ("uk", "Гість хотів би закуповувати в українських майстрів.", "defence_industry"),
        ("ru", "Гость хотел бы закупать у украинских мастеров.", "defence_industry"),
        ("en", "What the soldiers are short of was the first question.", "military_aid"),
        ("uk", "Чого недостає армії, запитали найперше.", "military_aid"),
        ("ru", "Чего недостает армии, спросили прежде всего.", "military_aid"),
        ("en", "A plane with bulletproof vests has taken off.", "military_aid"),
        ("uk", "Літак із бронежилетами вже вилетів.", "military_aid"),
        ("ru", "Самолет с бронежилетами уже вылетел.", "military_aid"),
        ("en", "They looked for ways to cut the Kremlin's income.", "sanctions"),
        ("uk", "Шукали, як урізати доходи Кремля.", "sanctions"),
        ("ru", "Искали, как урезать доходы Кремля.", "sanctions"),
        ("en", "The mission prepares Ukrainian gunners in Spain.", "training"),
        ("uk", "Місія готує українських навідників в Іспанії.", "training"),
        ("ru", "Миссия готовит украинских наводчиков в Испании.", "training"),
        ("en", "The guest spoke of the road into the Alliance.", "euro_atlantic"),
        ("uk", "Гість говорив про рух до Альянсу.", "euro_atlantic"),
        ("ru", "Гость говорил о движении в Альянс.", "euro_atlantic"),
        ("en", "He told the guest how matters stand at the front.", "frontline"),
        ("uk", "Гостеві розповіли, як стоять справи на півдні.", "frontline"),
        ("ru", "Гостю рассказали, как обстоят дела на юге.", "frontline"),
        ("en", "Boats that the two states might build together came next.", "defence_industry"),
        ("uk", "Далі йшлося про катери, які можна виробляти разом.", "defence_industry"),
        ("ru", "Дальше речь шла о катерах, которые можно производить вместе.", "defence_industry"),
        ("en", "More systems that shield cities were asked for.", "air_defence"),
        ("uk", "Просили допомогти прикрити міста.", "air_defence"),
        ("ru", "Просили помочь прикрыть города.", "air_defence"),
        ("en", "Nothing about Ukraine without Ukraine, the speaker said.", "peace_guarantees"),
        ("uk", "Нічого про Україну без України, сказав спікер.", "peace_guarantees"),
        ("ru", "Ничего об Украине без Украины, сказал спикер.", "peace_guarantees"),
        ("en", "What is to become of the frozen property was asked.", "finance"),
        ("uk", "Запитали, що буде із замороженими грошима.", "finance"),
        ("ru", "Спросили, что будет с замороженными деньгами.", "finance"),
    ],
)
def test_a_topic_is_found_in_other_words(coder: Coder, lang: str, text: str, topic: str) -> None:
    assert terms(coder, article(lang, text))[topic]


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("en", "The Joint Analysis, Training and Education Centre opened.", "culture_education"),
        ("uk", "Відкрито Центр аналізу, підготовки та освіти.", "culture_education"),
        ("ru", "Открыт Центр анализа, подготовки и образования.", "culture_education"),
    ],
)
def test_the_name_of_a_centre_is_no_topic(coder: Coder, lang: str, text: str, topic: str) -> None:
    assert not terms(coder, article(lang, text)).get(topic)


@pytest.mark.parametrize(
    ("lang", "title", "body"),
    [
        (
            "en",
            "Drones and tanks: the Staff met",
            "Generals spoke about drones.\n\nTanks came next.",
        ),
        ("uk", "Дрони і танки: засідала Ставка", "Генерали говорили про дрони.\n\nДалі про танки."),
        ("ru", "Дроны и танки: заседала Ставка", "Генералы говорили о дронах.\n\nПотом о танках."),
    ],
)
def test_an_article_without_a_partner_is_marked(
    coder: Coder, lang: str, title: str, body: str
) -> None:
    _, hits, scene = coder.read(article(lang, body, title))
    views = view(scene, hits, background_sentences(scene), coder.hostile)
    found = TopicFinder(load(), Weights({})).candidates(scene, hits, views, [])
    drones = next(c for c in found if c.topic == "drones")
    assert {"article_no_partner", "no_partner_beside", "no_giver_beside"} <= drones.signs.keys()
