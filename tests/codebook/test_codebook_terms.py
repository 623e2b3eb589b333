"""How a term is written decides where it is found (docs/codebook_format.md)."""

import pytest

from coverage.codebook.lexicon import Lexicon, Tag
from coverage.coder.text import tokenise

TAG = Tag("topic", "it")


def found(term: str, text: str, lang: str, sex=None) -> list[str]:
    lexicon = Lexicon(lang)
    lexicon.add(term, TAG, sex)
    read = tokenise(text)
    bounds = [(sentence.start, sentence.end) for sentence in read.sentences]
    return [read.surface(h.start, h.end) for h in lexicon.find(read.tokens, read.cases, bounds)]


@pytest.mark.parametrize(
    ("lang", "term", "text", "hits"),
    [
        # every word in all its forms
        ("ru", "датская модель", "по датской модели, о датских моделях", 2),
        ("uk", "данська модель", "за данською моделлю", 1),
        ("en", "prisoner of war", "prisoners of war", 1),
        # a capital finds capitals alone, small letters find both
        ("en", "Turkey", "Turkey, TURKEY and turkey", 2),
        ("ru", "Дания", "Дании дании", 1),
        ("ru", "датский", "Датский датский ДАТСКИЙ", 3),
        # an abbreviation is found in capitals and is not inflected
        ("en", "US", "US us Us", 1),
        ("ru", "ПВО", "ПВО пво Пво", 1),
        # `=`: this form alone
        ("ru", "=Чили", "Чили Чиля", 1),
        ("en", "=met", "met mets", 1),
        ("ru", "кабмин =Украины", "кабмина Украины, кабмина Украине", 1),
        # `*`: all that begins so
        ("ru", "беспилотн*", "беспилотный беспилотники беспилот", 2),
        ("uk", "дронов* коаліц*", "дроновою коаліцією", 1),
        # hyphens and dots are spaces between words; all kinds of apostrophe are one
        ("en", "long range", "long-range", 1),
        ("en", "F 16", "F-16, F16", 1),
        ("uk", "прем'єр", "прем’єр, прем'єра, премʼєром", 3),
        ("en", "Denmark", "Denmark's, Denmark’s", 2),
        # ё is е, ґ is г
        ("ru", "самолет", "самолёт", 1),
        ("uk", "ґрант", "грант", 1),
        # a phrase ends where the sentence ends
        ("en", "air defence", "The air. Defence spoke.", 0),
        # Latin words in a Cyrillic text
        ("ru", "Patriot", "комплексы Patriot и Patriots", 2),
    ],
)  # fmt: skip
def test_marks(lang, term, text, hits):
    assert len(found(term, text, lang)) == hits, found(term, text, lang)


def test_a_womans_name_is_not_declined_as_a_mans():
    text = "с Бакес и у Бакеса"
    assert found("Бакес", text, "ru", "f") == ["Бакес"]
    assert found("Бакес", text, "ru", "m") == ["Бакес", "Бакеса"]


def test_a_term_without_a_word_is_refused():
    with pytest.raises(ValueError, match="without a word"):
        Lexicon("en").add("—", TAG)
