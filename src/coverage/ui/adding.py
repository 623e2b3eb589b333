"""Putting articles in by hand: show how they are coded, then store them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from coverage.foretold import foretold
from coverage.legend import Legend
from coverage.model import Article, Coding, Rejection
from coverage.pipeline import Coder, Progress, code_all, ingest_items
from coverage.reasons import NameOf
from coverage.reports import Scope
from coverage.store import Counts, Request, content_hash
from coverage.ui import address, rejections, revision, roles, running, tables
from coverage.ui.data import Data, store_dir
from coverage.ui.paths import ARTICLES, PAGES, SOURCES
from coverage.ui.rows import Whole, of_frame
from coverage.ui.running import Done, coder
from coverage.ui.sources import in_words, show_counts, tell_done
from coverage.ui.taking import Item, Taken, kept, place_of
from coverage.ui.text import plain
from coverage.ui.views import text_with_evidence
from coverage.ui.words import count, lang, say
from coverage.ui.words import number as written

LINKED = 20  # articles that were added, each with its link
_ADDED = "_added"
_BECOMES = {"added": "new", "revised": "a revision", "unchanged": "unchanged",
            "copy": "a copy of one above"}  # fmt: skip
PREVIEWED = 50  # articles that are coded for the preview; all are coded when they are added


def preview(items: Sequence[Item], data: Data | None) -> int:
    """Show what is read out of the articles and what was rejected; returns how many of them the
    store would take: new ones and revisions."""
    articles = [item for item in items if isinstance(item, Article)]
    _rejected([item for item in items if isinstance(item, Rejection)])
    told = foretold(articles, data.snapshot if data else None)
    # As they would be stored: a copy that lacks the outlet or hour keeps what is held.
    whole = [replace(each.after, source=given.source)
             for given, each in zip(articles, told, strict=True)]  # fmt: skip
    fates = dict(zip(map(id, whole), told, strict=True))
    coded = list(code_all(whole[:PREVIEWED], coder()))
    _rejected([each for each in coded if isinstance(each, Rejection)])
    shown = [each for each in coded if not isinstance(each, Rejection)]
    taken = {each.after.article_id for each in fates.values() if each.kind in ("added", "revised")}
    number = len(taken)
    if not shown:
        return number
    st.markdown(f"#### {say('What would be stored:')} {count(number, 'article')}")
    if not number:
        st.info(say("The store holds all of it already."), icon=":material/info:")
    if len(articles) > PREVIEWED:
        st.caption(say("The first {shown} are shown.", shown=PREVIEWED))
    names = _names()
    said = {kind: say(becomes) for kind, becomes in _BECOMES.items()}
    kinds = Counter(each.kind for each in fates.values())
    if len(kinds) > 1 or number != len(articles):
        st.caption(
            ", ".join(f"{said[kind]}: {written(kinds[kind])}" for kind in said if kinds[kind])
        )
    used = coder()

    def rows_of(coded: Iterable[tuple[Article, Coding] | Rejection]) -> pd.DataFrame:
        return pd.DataFrame(
            _summary(*each, names) | {"becomes": said[fates[id(each[0])].kind]}
            for each in coded
            if not isinstance(each, Rejection)
        )

    rows = of_frame(rows_of(shown))
    if len(articles) > PREVIEWED:  # the rest is coded when its file is asked for
        rows = replace(rows, whole=Whole(lambda: rows_of(code_all(whole, used)), None))
    columns = ("becomes", "published", "published_time", "outlet", "lang", "title", "partners",
               "topics", "models", "url", "source")  # fmt: skip
    at = tables.show(
        rows,
        columns,
        "preview",
        alt=say("Articles as they would be coded"),
        select="keep" if rows.count > 1 else None,
    )
    article, coding = shown[at or 0]
    st.subheader(plain(article.title), anchor=False)
    revision.show(fates[id(article)], coder(), names)
    text_with_evidence(article.title, article.body, _evidence(coding, names), names)
    return number


def _names() -> NameOf:
    """How codes are called in the codebook by which the preview is coded.

    A store may be under an older one, or not be there yet.
    """
    known = {(each.kind, each.code): each for each in Legend.of(coder()).labels}
    language = lang()

    def name_of(kind: str, code: str) -> str:
        label = known.get((kind, code))
        return getattr(label, language) if label else code

    return name_of


@dataclass(frozen=True, slots=True)
class Added:
    """What was added last: its articles (``what``), and the run's counts."""

    what: frozenset[tuple[str, str]]
    counts: Counts


def added(taken: Taken) -> Added | None:
    """What became of ``taken`` where it was added already, as it is; else None."""
    held: Added | None = st.session_state.get(_ADDED)
    return held if held and held.what == _what(taken) else None


def _what(taken: Taken) -> frozenset[tuple[str, str]]:
    articles = (each for each in taken.items if isinstance(each, Article))
    return frozenset((each.article_id, content_hash(each)) for each in articles)


def store(taken: Taken) -> None:
    """Begin to add the articles and publish; what is wrong is said here."""
    store, columns = store_dir(), {}
    for each in taken.uploads:
        if each.columns:
            columns[str(place_of(each, store))] = dict(each.columns)
    asked = Request(sources=taken.sources, by=roles.person(), tables=columns)

    def work(progress: Progress, coder: Coder) -> Done:
        items = kept(taken, store)
        return Done(ingest_items(items, store, progress, coder=coder, request=asked))

    with in_words():
        running.start(work, asked, _what(taken))


def show_report(taken: Taken) -> None:
    """What a run did that this session began or watched, once; ``taken`` shows its own itself."""
    mine = running.ended()
    if mine is None:
        return
    with in_words():
        done = mine.end.result()
        if mine.about == _what(taken):
            st.session_state[_ADDED] = Added(_what(taken), done.report.counts)
        else:
            tell_done(done, mine.request)
            if taken.items:
                st.info(say("What is given here was not in it."), icon=":material/info:")


def being_added(taken: Taken) -> bool:
    """Whether these very articles are just going in."""
    now = running.now()
    return now is not None and now.about == _what(taken)


def told(done: Added, taken: Taken, data: Data | None) -> None:
    """What became of what was added: how many of each kind, and a way to each article."""
    _rejected([each for each in taken.items if isinstance(each, Rejection)])
    show_counts(done.counts)
    st.caption(say("What was given above has been read into the store. Give something else to add "
                   "more."))  # fmt: skip
    given = (each for each in taken.items if isinstance(each, Article))
    articles = list({each.article_id: each for each in given}.values())
    held = (each.after for each in foretold(articles[:LINKED], data.snapshot if data else None))
    for each in {each.article_id: each for each in held}.values():
        # One that could not be coded, or is dated after tomorrow, was not stored.
        if data and len(data.table(Scope(), "article", article=each.article_id)):
            st.page_link(ARTICLES, label=plain(each.title), icon=PAGES[ARTICLES][1],
                         query_params=_query(article=each.article_id))  # fmt: skip
    if len(articles) > LINKED:
        st.caption(say("The first {shown} are shown.", shown=LINKED))
    with st.container(horizontal=True):
        st.page_link(ARTICLES, label=say("See all articles"), query_params=_query(all="1"))
        st.page_link(SOURCES, label=say("Sources and runs"), query_params=_query())


def _query(**opened: str) -> dict[str, list[str]]:
    """Parameters of a link to what was added: in the reader's language, under no filter."""
    return address.query(Scope(), **opened)


def _rejected(items: Sequence[Rejection]) -> None:
    if items:
        st.warning(
            say("{inputs} could not be used.", inputs=count(len(items), "input")),
            icon=":material/report:",
        )
        frame = pd.DataFrame(
            {"code": each.code, "reason": each.reason, "source": each.source} for each in items
        )  # fmt: skip
        name, columns = f"rejected_{items[0].code}", ("wrong", "source", "reason", "code")
        tables.show(rejections.told(frame), columns, name, alt=say("Inputs with the reason"))


_NAMED_AS = {"ukraine": "person", "partner_people": "person"}  # the kind of a field's names


def _summary(article: Article, coding: Coding, name_of: NameOf) -> dict[str, Any]:
    def listed(kind: str, codes: Iterator[str]) -> str:
        return ", ".join(name_of(kind, code) for code in dict.fromkeys(codes))

    return {
        "published": pd.Timestamp(article.published),
        "published_time": article.published_time,
        "url": article.url,
        "source": rejections.source_said(article.source),
        "outlet": article.outlet,
        "lang": article.lang,
        "title": article.title,
        "partners": listed("partner", (p for m in coding.mentions for p in m.partners)),
        "topics": listed("topic", (each.topic for each in coding.topics)),
        "models": listed("funding", (each.model for each in coding.funding)),
    }


def _evidence(coding: Coding, name_of: NameOf) -> pd.DataFrame:
    groups = (coding.mentions, coding.topics, coding.funding, coding.coalitions)
    found = [evidence for group in groups for each in group for evidence in each.evidence]
    return pd.DataFrame(
        {
            "field": each.field,
            "value_name": name_of(_NAMED_AS.get(each.field, each.field), each.value),
            "rule": each.rule,
            "span_start": each.span.start,
            "span_end": each.span.end,
        }
        for each in sorted(found, key=lambda each: (each.span.start, each.span.end, each.field))
    ).drop_duplicates(ignore_index=True)  # one sentence may prove a value of several contacts
