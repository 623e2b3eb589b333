"""Sums named for support, in three languages: figure, currency, whose, under which model."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.codebook.amounts import amount_words
from coverage.coder import Coder
from coverage.errors import CodebookError
from coverage.model import Article

CODER = Coder.load()


def amounts(lang, body, title="-"):
    article = Article("x", lang, "Ukrinform", "https://x", date(2025, 4, 10), title, body)
    return article, CODER.code(article).amounts


@pytest.mark.parametrize(
    ("lang", "text", "figure", "currency", "partner", "bound", "passage"),
    [
        (
            "ru",
            "Дания выделит Украине 2,2 млрд евро военной помощи.",
            2.2e9,
            "EUR",
            "DK",
            "",
            "2,2 млрд евро",
        ),
        (
            "ru",
            "Латвия передаст Украине более 50 млн евро помощи.",
            5e7,
            "EUR",
            "LV",
            "over",
            "50 млн евро",
        ),
        (
            "ru",
            "Норвегия выделит на помощь Украине 7 млрд крон.",
            7e9,
            "NOK",
            "NO",
            "",
            "7 млрд крон",
        ),
        (
            "ru",
            "На поддержку Украины дадут 13 млн канадских долларов.",
            1.3e7,
            "CAD",
            "CA",
            "",
            "13 млн канадских долларов",
        ),
        (
            "ru",
            "Швеция даст полмиллиарда долларов на помощь Украине.",
            5e8,
            "USD",
            "SE",
            "",
            "полмиллиарда долларов",
        ),
        (
            "uk",
            "Данія надає Україні пакет на 2,6 млрд крон.",
            2.6e9,
            "DKK",
            "DK",
            "",
            "2,6 млрд крон",
        ),
        (
            "uk",
            "Два мільярди євро допомоги надасть Україні Франція.",
            2e9,
            "EUR",
            "FR",
            "",
            "Два мільярди євро",
        ),
        (
            "uk",
            "Литва виділила Україні майже 10 мільйонів євро допомоги.",
            1e7,
            "EUR",
            "LT",
            "about",
            "10 мільйонів євро",
        ),
        (
            "en",
            "Norway will provide NOK 7 billion in military aid to Ukraine.",
            7e9,
            "NOK",
            "NO",
            "",
            "NOK 7 billion",
        ),
        (
            "en",
            "Canada pledged $50 million in aid to Ukraine.",
            5e7,
            "USD",
            "CA",
            "",
            "$50 million",
        ),
        (
            "en",
            "Germany announced €1.2bn in military aid for Ukraine.",
            1.2e9,
            "EUR",
            "DE",
            "",
            "€1.2bn",
        ),
        (
            "en",
            "Sweden gives up to 1,700,000,000 kronor in support of Ukraine.",
            1.7e9,
            "SEK",
            "SE",
            "up_to",
            "1,700,000,000 kronor",
        ),
        (
            "en",
            "Denmark allocated US$247 million in aid to Ukraine.",
            2.47e8,
            "USD",
            "DK",
            "",
            "US$247 million",
        ),
        (
            "en",
            "Three hundred million Danish kroner in aid go to Ukraine.",
            3e8,
            "DKK",
            "DK",
            "",
            "Three hundred million Danish kroner",
        ),
    ],
)
def test_a_sum(lang, text, figure, currency, partner, bound, passage):
    article, [found] = amounts(lang, text)
    assert (found.figure, found.currency, found.partner, found.bound) == (
        figure, currency, partner, bound,
    )  # fmt: skip
    assert article.text[found.span.start : found.span.end] == passage


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Trade turnover with Poland reached $5 billion."),
        ("en", "Join our community from $5 a month and support Ukraine."),
        ("en", "Support came in 2025 from 50 million people."),
        ("en", "Russia spends $120 billion of aid money on the war."),
        ("ru", "Ущерб от ударов оценили в 3 млрд долларов."),
        ("uk", "ВВП зріс на 2 млрд доларів."),
        ("uk", "Надасть 7 млрд крон допомоги."),  # whose crowns?
    ],
)
def test_what_is_no_sum_of_support(lang, text):
    assert amounts(lang, text)[1] == ()


def test_sum_is_tied_to_the_model_of_its_sentence():
    _, found = amounts(
        "en",
        "Denmark will give €428 million under the Danish model for weapons made in Ukraine. "
        "Latvia contributes €2 million to PURL.",
    )
    assert [(a.figure, a.model, a.partner) for a in found] == [
        (4.28e8, "danish_model", "DK"), (2e6, "purl", "LV"),
    ]  # fmt: skip


def test_sum_told_twice_is_one_and_an_adversary_is_no_partner():
    _, found = amounts(
        "en", "Denmark gives Ukraine €5 million in aid.\n\nThe aid of €5 million from Denmark."
    )
    assert len(found) == 1
    _, found = amounts("en", "Belarus was told of aid of €5 million for Ukraine.")
    assert [a.partner for a in found] == [""]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 .,$€£крондлаевмбиёabnmliotwhured-'\n", max_size=300),
       st.sampled_from(["ru", "uk", "en"]))  # fmt: skip
def test_no_text_makes_it_raise_and_spans_lie_in_the_text(body, lang):
    article, found = amounts(lang, f"Denmark Дания Данія aid помощь допомога {body}", "aid")
    for each in found:
        assert 0 <= each.span.start < each.span.end <= len(article.text)
        assert each.figure >= 10_000
        assert len(each.currency) == 3


@pytest.mark.parametrize("text", ["1" * 200_000, "1 000 " * 40_000, "two " * 50_000, "$" * 100_000])
def test_long_nonsense_takes_linear_time(text):
    start = time.perf_counter()
    amounts("en", text)
    assert time.perf_counter() - start < 5


def test_wrong_words_are_told(tmp_path):
    wrong = tmp_path / "amounts.toml"
    wrong.write_text("[[currency]]\ncode = 'EUR'\nsing = '€'\n")
    with pytest.raises(CodebookError, match=r"amounts\.toml: .*sing"):
        amount_words(wrong)


@pytest.mark.parametrize(
    ("lang", "text", "model", "partner"),
    [
        # Beyond an "and" stands another matter: the sum has a giver of its own there.
        ("ru", "Нужно обеспечить деньгами программу PURL и тратить на оборону 90 млрд евро помощи "
               "из пакета Евросоюза.", "", "EU"),
        ("en", "They want to fund the PURL programme and to spend 90 billion euros of aid from the "
               "European Union.", "", "EU"),
        # It has none there: Norway gives for both.
        ("en", "Norway will fund the PURL programme and give 500 million euros of aid.", "purl",
         "NO"),
        ("en", "Norway gives 500 million euros to the PURL programme.", "purl", "NO"),
    ],
)  # fmt: skip
def test_a_model_beyond_an_and_is_not_that_of_another_givers_sum(lang, text, model, partner):
    _, (found,) = amounts(lang, text)
    assert (found.model, found.partner) == (model, partner)
