"""From entries to lexicons: which term, in which language, stands for what."""

from __future__ import annotations

from coverage.codebook import entries as e
from coverage.codebook.lexicon import Lexicon, Tag


def lexicons(book: e.Vocabulary) -> dict[str, Lexicon]:
    """One lexicon a language. Names in Latin script (PURL, IRIS-T) are found in every language."""
    built = {lang: Lexicon(lang) for lang in e.LANGS}
    for lang, lexicon in built.items():
        for partner in book.partners.values():
            for role in ("names", "adjectives", "demonyms", "bodies"):
                terms: e.Terms = getattr(partner, role)
                for term in terms.of(lang):
                    lexicon.add(term, Tag("partner", partner.code, role))
        for place in book.places.values():
            for term in place.names.of(lang):
                lexicon.add(term, Tag("place", place.name, "capital" if place.capital else ""))
        for index, person in enumerate(book.people):
            for surname in person.surname.of(lang):
                lexicon.add(surname, Tag("surname", str(index)), person.sex)
            for given in person.given.of(lang):
                lexicon.add(given, Tag("given", str(index)), person.sex)
        for office in book.offices.values():
            for term in office.terms.of(lang):
                lexicon.add(term, Tag("office", office.code))
        for channel in book.channels.values():
            for term in channel.terms.of(lang):
                lexicon.add(term, Tag("channel", channel.code))
        for cue in book.cues.values():
            for term in cue.terms.of(lang):
                lexicon.add(term, Tag("cue", cue.code))
        for sign in book.signs.values():
            for term in sign.terms.of(lang):
                lexicon.add(term, Tag("sign", sign.code))
        for topic in book.topics.values():
            _add_all(lexicon, lang, topic.terms, Tag("topic", topic.code, "term"))
            _add_all(lexicon, lang, topic.hints, Tag("topic", topic.code, "hint"))
            _add_all(lexicon, lang, topic.exceptions, Tag("topic", topic.code, "exception"))
        for model in book.funding.values():
            _add_all(lexicon, lang, model.names, Tag("funding", model.code, "name"))
            _add_all(lexicon, lang, model.descriptions, Tag("funding", model.code, "description"))
        for coalition in book.coalitions.values():
            _add_all(lexicon, lang, coalition.names, Tag("coalition", coalition.code))
            _add_all(lexicon, lang, coalition.subjects, Tag("of_coalition", coalition.code))
    return built


def _add_all(lexicon: Lexicon, lang: str, terms: e.Terms, tag: Tag) -> None:
    for term in terms.of(lang):
        lexicon.add(term, tag)
    if lang != "en":
        for term in terms.en:
            lexicon.add(term, tag)
