"""Text of articles becomes Markdown that shows it and does nothing else.

What Streamlit then makes of it is tested in a browser (tests/browser).
"""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_store import NASTY_BODY

from coverage.ui.evidence import Passage, kind_of, kinds, legend, marked, quote
from coverage.ui.text import plain, safe_url

MARK = re.compile(r":(?:orange|blue|violet|green|yellow|gray)-background\[")
HOSTILE = st.text(alphabet=string.punctuation + " \n\tab1Ї\u202e\x00", max_size=60)


def shown(markdown: str) -> str:
    """The text that a reader sees: our own marks and the escapes taken off again."""
    unmarked = MARK.sub("", markdown).replace("\n\n", " ")
    # A bracket that is not escaped closes a mark; an escaped line end is a line break.
    text = re.sub(r"\\(.)|\]", lambda found: found[1] or "", unmarked, flags=re.DOTALL)
    return text.replace("\n", " ").replace("\N{WORD JOINER}", "")


def squeezed(text: str) -> str:
    return " ".join(re.sub(r"[\x00\u202e]", " ", text).split())


def test_every_punctuation_mark_is_escaped():
    assert plain(string.punctuation).replace("\N{WORD JOINER}", "") == "".join(
        f"\\{each}" for each in string.punctuation
    )


@given(HOSTILE)
def test_no_unescaped_punctuation_is_left(text):
    assert not re.search(r"(?<!\\)[!-/:-@\[-`{-~]", re.sub(r"\\.", "", plain(text)))
    assert squeezed(shown(plain(text))) == squeezed(text)


@given(HOSTILE, st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4))
def test_text_with_marks_is_the_text(text, spans):
    passages = [Passage(a, b, "topic") for a, b in spans]
    assert squeezed(shown(marked(text, passages))) == squeezed(text)


@given(HOSTILE, st.integers(0, 30), st.integers(0, 30))
def test_the_only_brackets_are_our_own(text, a, b):
    markdown = marked(text, [Passage(min(a, b), max(a, b), "partner")])
    bare = re.sub(r"\\[^\n]", "", markdown)
    assert bare.count("[") == bare.count("]") == len(MARK.findall(bare))


def test_a_passage_is_marked_in_its_colour_within_its_paragraph():
    text = "Met Denmark.\n\nOn drones\nand energy."
    passages = [Passage(4, 11, "partner"), Passage(17, 27, "topic"), Passage(99, 120, "topic")]
    assert marked(text, passages) == (
        "Met :blue-background[Denmark]\\.\n\nOn :green-background[drones]\\\n"
        ":green-background[and] energy\\."
    )


def test_overlapping_passages_are_cut_and_the_more_telling_kind_wins():
    text = "the Danish model"
    passages = [Passage(4, 10, "topic"), Passage(4, 16, "funding"), Passage(0, 6, "place")]
    assert marked(text, passages) == (":gray-background[the] :orange-background[Danish model]")


@given(HOSTILE, st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4))
def test_no_mark_holds_the_space_around_its_words(text, spans):
    markdown = marked(text, [Passage(a, b, "topic") for a, b in spans])
    for words in re.findall(r"background\[((?:\\.|[^\]\\])*)\]", markdown):
        assert words == words.strip()


def test_neighbouring_passages_keep_the_space_between_them():
    passages = [Passage(0, 4, "place"), Passage(4, 12, "topic"), Passage(11, 16, "partner")]
    assert shown(marked("met Denmark today", passages)) == "met Denmark today"
    assert "] :" in marked("met Denmark today", passages)


def test_nothing_of_an_article_starts_a_block():
    for line in marked(NASTY_BODY, []).splitlines():
        assert not re.match(r"\s{4}|\t|[#>|*+=-]|\d+[.)]", line), line


def test_a_quote_is_one_line_with_the_passage_in_it():
    text = "word " * 40 + "Danish\nmodel " + "more " * 40
    at = text.index("Danish")
    assert quote(text, at, at + 12).count("Danish model") == 1
    assert quote(text, at, at + 12).startswith("… word")
    assert quote("Danish model", 0, 6) == "Danish model"
    assert quote("A headline\n\nThe Danish model.\nNext", 16, 22) == "The Danish model."


def test_every_evidence_field_has_a_kind():
    fields = ["partner", "status", "mode", "date", "place", "ukraine", "partner_people", "topic",
              "funding", "stage", "coalition"]  # fmt: skip
    assert all(kind_of(field) for field in fields)
    assert kind_of("unknown") is None
    assert legend().count("-background[") == len(kinds())


@pytest.mark.parametrize("url", ["https://a.b/c?d=1", "http://a.b"])
def test_a_web_address_is_linked(url):
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.b", "", None,
            "https://", "http://[", "JaVaScRiPt:alert(1)"],
)  # fmt: skip
def test_anything_else_is_not(url):
    assert safe_url(url) is None
