"""Copies of one article: each export, feed or page tells it better or worse.

What a copy does not have (time, a headline of its own) it takes from what is known already; what it
gives is the newest word, but for the outlet at an address: feeds call one otherwise, and the first
name stays. So what is known of an article never becomes less. The newest text counts, but none
that is only a part of the one that is held, its beginning or some of its paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coverage.model import Article
from coverage.readers.identity import host_of, page_of, without_tracking
from coverage.readers.page import first_sentence
from coverage.readers.summary import begun
from coverage.store import Known, Revision, content_hash

_STOPS = tuple(".!?…:;»”\"')")  # a text that ends so may end there


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a copy: ``added``, ``revised``, ``recoded`` or ``unchanged``.

    ``told`` is the article to write where the copy alone is not all that is known of it.
    """

    kind: str
    revision: int
    told: Article | None = None


def completed(copy: Article, held: Article) -> Article:
    """``copy`` with what it lacks and ``held`` has. A time belongs to its day."""
    page, held_page = page_of(copy.url), page_of(held.url)
    # A text without its headline: its first paragraph was taken for one.
    beheaded = copy.text == held.body
    untitled = beheaded or (not _has_headline(copy) and _has_headline(held))
    untitled = untitled or (not page and bool(held_page))  # the outlet's page knows its own
    same_day = copy.published == held.published
    at_page = bool(held_page) and page in (held_page, "")
    renamed = _is_named(copy) and not (at_page and _is_named(held))
    return replace(
        copy,
        title=held.title if untitled else copy.title,
        body=held.body if beheaded or _is_part(copy.body, held.body) else copy.body,
        outlet=copy.outlet if renamed else held.outlet or copy.outlet,
        url=without_tracking(held.url) if at_page else copy.url,
        published_time=held.published_time
        if copy.published_time is None and same_day
        else copy.published_time,
        given_id=held.given_id if copy.given_id is None else copy.given_id,
    )


def holds(revision: Revision, copy: Article) -> bool:
    """Whether the copy says nothing that the revision did not, its address neither."""
    if _brings_address(copy.url, revision.article.url):
        return False
    told = completed(copy, revision.article)
    if _is_named(copy):
        return content_hash(told) == revision.content_hash
    return _shown(told) == _shown(revision.article)


def fate_by_hash(
    content: str, version: str, url: str, known: Known | None, *, everything: bool
) -> Fate:  # fmt: skip
    """What becomes of a copy of which only content hash, codebook and address are looked at."""
    if known is None:
        return Fate("added", 1)
    if _brings_address(url, known.url):
        return Fate("revised", known.revision + 1)
    if content != known.content_hash:
        # An older text seen again (two copies in one folder) is no news: without this, each
        # ingest of the folder would make two revisions.
        if content in known.earlier:
            return Fate("unchanged", known.revision)
        return Fate("revised", known.revision + 1)
    if everything or known.codebook_version != version:
        return Fate("recoded", known.revision)
    return Fate("unchanged", known.revision)


def fate_of(
    copy: Article, version: str, known: Known, revisions: Sequence[Revision], *, everything: bool
) -> Fate:
    """What becomes of a copy of a held article; ``revisions`` are all there are, newest first."""
    newest, *earlier = revisions
    whole = completed(copy, newest.article)
    content = content_hash(whole)
    if content != newest.content_hash and any(holds(each, copy) for each in earlier):
        return Fate("unchanged", known.revision)
    fate = fate_by_hash(content, version, whole.url, known, everything=everything)
    return fate if whole == copy else replace(fate, told=whole)


def _brings_address(url: str, held: str) -> bool:
    """Whether ``url`` leads to a page, and none is known of what is held."""
    return not held and bool(page_of(url))


def _is_part(body: str, held: str) -> bool:
    """Whether a text has nothing that the one that is held has not: its beginning, or whole
    paragraphs of it in their order."""
    if _is_lead(body, held):
        return True
    paragraphs = iter(_paragraphs(held))
    return all(each in paragraphs for each in _paragraphs(body))  # each found uses those before up


def _paragraphs(body: str) -> list[str]:
    return [" ".join(each.split()) for each in body.split("\n") if each.strip()]


def _is_lead(body: str, held: str) -> bool:
    """Whether a text is only the beginning of the one that is held: it breaks off, by a mark or
    within a sentence, or is less than half of it."""
    before = begun(body)
    if before is not None:
        # Excerpts have no paragraphs.
        return " ".join(held.split()).startswith(" ".join(before.split()))
    if not held.startswith(body) or body == held:
        return False
    within = held[len(body)] != "\n" and not body.endswith(_STOPS)
    return within or 2 * len(body) < len(held)


def _is_named(article: Article) -> bool:
    """Whether somebody named the outlet; readers show the host where nobody does."""
    return article.outlet not in ("", host_of(article.url))


def _has_headline(article: Article) -> bool:
    """Whether the headline is one, and no beginning of the text that stands for one."""
    if article.title.endswith("…") and article.body.startswith(article.title.rstrip("…")):
        return False
    return article.title != first_sentence(article.body.split("\n\n", 1)[0])


def _shown(article: Article) -> tuple[object, ...]:
    return article.title, article.body, article.published, article.published_time
