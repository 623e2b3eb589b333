"""No text makes the coder fail, and a longer one takes it no more than its length longer."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import ARTICLES, BY_LANG, article, values

from coverage.codebook.entries import LANGS
from coverage.coder import Coder
from coverage.model import Article

WORDS = sorted({w for a in ARTICLES for w in a.text.split(" ")})
SIGNS = [".", "!", "?", "…", "\n", "\n\n", "«", "»", "(", ")", "'", "’", "-", "—", ":", ";", "\t",
         "\u00ad", "\u200b", "\u0301", "\ufeff", "\u2028", "ß", "İ", "ﬁ", "Ǆ", "𝐀", "中", "ع", "🇺🇦",
         "32.13.2025", "31 февраля", "0000-00-00", "²", "٣"]  # fmt: skip
NEWSLIKE = st.lists(st.sampled_from(WORDS) | st.sampled_from(SIGNS), max_size=80).map(" ".join)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
LIKE_NEWS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sound(coder: Coder, given_article: Article) -> None:
    """The article is coded, and each span lies in its text."""
    coding = coder.code(given_article)
    spans = [e.span for m in coding.mentions for e in m.evidence]
    spans += [e.span for t in coding.topics for e in t.evidence]
    spans += [e.span for f in coding.funding for e in f.evidence]
    spans += [e.span for c in coding.coalitions for e in c.evidence]
    spans += [a.span for a in coding.amounts]
    spans += [n.span for n in coding.not_coded]
    assert all(0 <= s.start < s.end <= len(given_article.text) for s in spans)


@LIKE_NEWS
@given(lang=st.sampled_from(LANGS), title=ANY_TEXT, body=ANY_TEXT)
def test_any_text_is_coded(coder: Coder, lang: str, title: str, body: str) -> None:
    sound(coder, article(lang, body, title))


@LIKE_NEWS
@given(
    lang=st.sampled_from(LANGS), title=NEWSLIKE, body=NEWSLIKE,
    published=st.dates().filter(lambda d: 1 < d.year < 9998),
)  # fmt: skip
def test_any_heap_of_news_words_is_coded(coder: Coder, lang, title, body, published) -> None:
    sound(coder, article(lang, body, title, published))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "«»—!?", "'", "\u00ad\u0301", "1"])
def test_a_text_without_words_has_no_coding(coder: Coder, lang: str, text: str) -> None:
    coding = coder.code(article(lang, text, text))
    assert values(coding) == replace(values(coding), mentions=(), topics=(), funding=())


# --- long texts

UNITS = {
    "a word": ("встреча ", "зустріч ", "met "),
    "a sentence": (
        "Умеров встретился с министром обороны Дании Троэльсом Лундом Поульсеном в среду. ",
        "Умєров зустрівся з міністром оборони Данії Троельсом Лундом Поульсеном у середу. ",
        "Umerov met Danish Defence Minister Troels Lund Poulsen in Kyiv on Wednesday. ",
    ),
    "names in a row": ("Германия, Дания и ", "Німеччина, Данія і ", "Germany, Denmark and "),
    "strangers": (
        "Министр обороны Дании Ян Сойер и ",
        "Міністр оборони Данії Ян Сойєр і ",
        "Danish Defence Minister Jan Sawyer and ",
    ),
    "paragraphs": ("Дрони для України.\n\n", "Дрони для України.\n\n", "Drones for Ukraine.\n\n"),
    "dates": ("20 марта 2025, 20.03.2025 ", "20 березня 2025, 20.03.2025 ", "20 March 2025, "),
    "full stops": (". ", "... ", "?! "),
    "soft hyphens": ("дро\u00adны ", "дро\u00adни ", "dro\u00adnes "),
    "coalitions": (
        "коалиция дронов, ПВО и ",
        "коаліція дронів, ППО і ",
        "drone coalition, IT and ",
    ),
    "officials": ("Рустем Умеров, ", "Рустем Умєров, ", "Rustem Umerov, "),
}


def lines_run(coder: Coder, text: Article) -> int:
    """How many lines of Python it takes to code the article."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += 1
        return trace

    coder.code(text)  # what is remembered of words makes a first reading longer
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        coder.code(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("lang", ["ru", "uk", "en"])
def test_work_grows_with_the_length_of_the_text(coder: Coder, lang: str, unit: str) -> None:
    piece = UNITS[unit][("ru", "uk", "en").index(lang)]
    short, long = (lines_run(coder, article(lang, piece * times, "Умеров")) for times in (100, 400))
    assert long <= 4.5 * short


@pytest.mark.parametrize("lang", LANGS)
def test_work_grows_with_the_number_of_articles_in_a_text(coder: Coder, lang: str) -> None:
    body = "\n\n".join(a.body for a in BY_LANG[lang][:10])
    short, long = (lines_run(coder, article(lang, body * times, "Умеров")) for times in (1, 4))
    assert long <= 4.5 * short


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "piece", ["a", "я", ".", " ", "\n", "\n ", '."', ". -", "a'", "1", "\u0301", "аa", "; ", "A."]
)
def test_a_hundred_thousand_signs_come_to_an_end(coder: Coder, lang: str, piece: str) -> None:
    sound(coder, article(lang, piece * 100_000))


@pytest.mark.parametrize("lang", LANGS)
def test_thirty_thousand_words_are_coded(coder: Coder, lang: str) -> None:
    body = "\n\n".join(a.body for a in BY_LANG[lang])
    body = "\n\n".join([body] * (30_000 // len(body.split()) + 1))
    assert len(body.split()) >= 30_000
    sound(coder, article(lang, body, "Умеров"))
