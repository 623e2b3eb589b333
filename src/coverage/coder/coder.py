"""The order of the rules: read the text, find the terms, resolve the entities, code."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from coverage.codebook import Codebook, load
from coverage.codebook.lexicon import Hit
from coverage.coder.amounts import AmountFinder
from coverage.coder.background import background_sentences
from coverage.coder.coalitions import find_coalitions
from coverage.coder.contacts import ContactFinder
from coverage.coder.dates import Day, days
from coverage.coder.entities import Reader
from coverage.coder.funding import FundingFinder
from coverage.coder.passages import adversaries, view
from coverage.coder.scene import Scene
from coverage.coder.status import when
from coverage.coder.survey import Candidate
from coverage.coder.text import Text, tokenise
from coverage.coder.topics import TopicFinder
from coverage.coder.weights import Weights
from coverage.model import Article, Coding


@dataclass(frozen=True, slots=True)
class View:
    """What the finder of contacts reads in one article before it decides."""

    finder: ContactFinder
    scene: Scene
    background: list[bool]
    named_days: list[Day]
    candidates: list[Candidate]


class Coder:
    """Codes articles under one codebook. Deterministic; keeps no state between articles."""

    def __init__(self, book: Codebook, weights: Weights) -> None:
        self.book = book
        self._readers = {lang: Reader(book, lang) for lang in book.lexicons}
        self._contacts = ContactFinder(book, weights)
        self.hostile = adversaries(book)
        self.topics = TopicFinder(book, weights)
        self.funding = FundingFinder(book, weights)
        self._amounts = AmountFinder(book)
        self._wordings = weights.wordings
        self._version = hashlib.sha256(f"{book.version}{weights.version}".encode()).hexdigest()[:12]

    @classmethod
    def load(cls) -> Coder:
        """The coder with the codebook and weights that the program ships."""
        return cls(load(), Weights.load())

    @property
    def codebook_version(self) -> str:
        """The version under which articles are coded: a hash of the codebook and the weights."""
        return self._version

    def read(self, article: Article) -> tuple[Text, list[Hit], Scene]:
        """The article's tokens, the terms found in them, and who and what they name."""
        text = tokenise(article.text)
        lexicon = self.book.lexicons[article.lang]
        bounds = [(s.start, s.end) for s in text.sentences]
        hits = lexicon.find(text.tokens, text.cases, bounds)
        return text, hits, self._readers[article.lang].scene(text, hits, article.published)

    def view(self, article: Article) -> View:
        """An article as the finder of contacts sees it: what training looks at."""
        text, _, scene = self.read(article)
        background = background_sentences(scene)
        named = days(text, article.lang, article.published)
        found = self._contacts.candidates(scene, background, when(scene, named, article.published))
        return View(self._contacts, scene, background, named, found)

    def code(self, article: Article) -> Coding:
        """All that the codebook reads out of ``article``; no text makes it raise."""
        _, hits, scene = self.read(article)
        background = background_sentences(scene)
        mentions, no_meeting = self._contacts.find(article, scene, background)
        views = view(scene, hits, background, self.hostile)
        likeness = self._wordings.likeness(article.lang, scene.words(range(len(views))))
        topics, no_topic = self.topics.find(scene, hits, views, mentions, likeness)
        funding, no_funding = self.funding.find(scene, hits, views, mentions, likeness)
        return Coding(
            article_id=article.article_id,
            codebook_version=self._version,
            mentions=tuple(mentions),
            topics=tuple(topics),
            funding=tuple(funding),
            coalitions=tuple(find_coalitions(scene, hits)),
            amounts=tuple(self._amounts.find(article.lang, scene, hits, mentions, funding)),
            not_coded=(*no_meeting, *no_topic, *no_funding),
        )
