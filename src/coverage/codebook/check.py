"""What no single entry can show: codes that must exist, names that may stand only once."""

from __future__ import annotations

from coverage.codebook import entries as e
from coverage.codebook.lexicon import words
from coverage.errors import CodebookError


def check(book: e.Vocabulary) -> None:
    """Raise CodebookError, naming file and entry, where entries do not fit one another."""
    _partners_exist(book)
    _people(book)
    _topics_and_signs_exist(book)
    _names_are_one_partners(book)
    _terms(book)


def _partners_exist(book: e.Vocabulary) -> None:
    for file, name, code in (
        *(("places.toml", p.name, p.partner) for p in book.places.values()),
        *(("people.toml", p.name, p.side) for p in book.people),
        *(("people.toml", p.name, t.side) for p in book.people for t in p.offices if t.side),
        *((f"funding/{f.code}.toml", f.code, c) for f in book.funding.values() for c in f.partners),
    ):
        if code not in book.partners:
            raise CodebookError(f"{file}: {name}: no partner {code!r} in partners.toml")


def _people(book: e.Vocabulary) -> None:
    names: set[str] = set()
    for person in book.people:
        if person.name in names:
            raise CodebookError(f"people.toml: {person.name}: the name stands twice")
        names.add(person.name)
        for tenure in person.offices:
            if tenure.office not in book.offices:
                raise CodebookError(
                    f"people.toml: {person.name}: no office {tenure.office!r} in offices.toml"
                )
            if tenure.start and tenure.end and tenure.end < tenure.start:
                raise CodebookError(f"people.toml: {person.name}: an office ends before it begins")


def _topics_and_signs_exist(book: e.Vocabulary) -> None:
    for file, group in (("coalitions.toml", book.coalitions), ("funding/", book.funding)):
        for entry in group.values():
            for topic in entry.topics:
                if topic not in book.topics:
                    raise CodebookError(f"{file}: {entry.code}: no topic {topic!r} in topics/")
    for model in book.funding.values():
        where = f"funding/{model.code}.toml"
        for sign in {s for pattern in model.patterns for s in pattern} - e.COMPUTED_SIGNS:
            if sign not in book.signs and sign not in book.partners:
                raise CodebookError(f"{where}: {sign!r} is no sign of signs.toml and no partner")
        if any(book.partners.keys() >= set(pattern) for pattern in model.patterns):
            raise CodebookError(f"{where}: a pattern must hold a sign, not partners alone")


def _names_are_one_partners(book: e.Vocabulary) -> None:
    for lang in e.LANGS:
        owner: dict[str, str] = {}
        for partner in book.partners.values():
            for term in partner.names.of(lang):
                if owner.setdefault(term, partner.code) != partner.code:
                    raise CodebookError(
                        f"partners.toml: {partner.code}: {term!r} is also a name of {owner[term]}"
                    )


def _terms(book: e.Vocabulary) -> None:
    """Each term must hold a word, be written rightly, and stand once in its entry."""
    for file, entries in (
        ("partners.toml", book.partners.values()), ("places.toml", book.places.values()),
        ("people.toml", book.people), ("offices.toml", book.offices.values()),
        ("channels.toml", book.channels.values()), ("meetings.toml", book.cues.values()),
        ("signs.toml", book.signs.values()), ("coalitions.toml", book.coalitions.values()),
    ):  # fmt: skip
        for entry in entries:
            name = str(getattr(entry, "code", "") or getattr(entry, "name", ""))
            _terms_of(f"{file}: {name}", entry, required=())
    for topic in book.topics.values():
        _terms_of(f"topics/{topic.code}.toml", topic, required=("terms",))
    for model in book.funding.values():
        _terms_of(f"funding/{model.code}.toml", model, required=("names",))


def _terms_of(where: str, entry: e.Entry, required: tuple[str, ...]) -> None:
    fields = {
        name: value
        for name in entry.__struct_fields__
        if isinstance(value := getattr(entry, name), e.Terms)
    }
    for lang in e.LANGS:
        seen: set[str] = set()
        for name, terms in fields.items():
            if name in required and not terms.of(lang):
                raise CodebookError(f"{where}: no {name} in {lang}")
            for term in terms.of(lang):
                if not words(term):
                    raise CodebookError(f"{where}: {term!r} ({lang}) holds no word")
                if "*" in term.replace("* ", " ").removesuffix("*"):
                    raise CodebookError(f"{where}: {term!r} ({lang}): * may only end a word")
                if term in seen and name not in _MAY_REPEAT:
                    raise CodebookError(f"{where}: {term!r} ({lang}) stands twice")
                seen.add(term)
        label = getattr(entry, "label", None)
        if label is not None and not getattr(label, lang).strip():
            raise CodebookError(f"{where}: no label in {lang}")


# Lists of one entry that may share a term: an exception may stand inside a term, a country's
# adjective may be spelt as its name.
_MAY_REPEAT = frozenset(("exceptions", "adjectives", "demonyms", "bodies", "surname", "subjects"))
