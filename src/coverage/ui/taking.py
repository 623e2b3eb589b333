"""What people give on the page Add articles: a pasted text, files, addresses; all of it read."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from coverage.errors import CoverageError, UnreadableInput
from coverage.feeds import Fetcher, load_feeds, read_address
from coverage.model import Article, Rejection
from coverage.readers import (
    FIELDS,
    READERS,
    TABLES,
    Columns,
    Given,
    Options,
    column_names,
    guess,
    read_one,
    read_pasted,
)
from coverage.retry import uploads_in
from coverage.ui import given
from coverage.ui.rejections import PASTED
from coverage.ui.text import plain
from coverage.ui.words import format_of, say

_NEXT = re.compile(r"[\r\n]+|[,;]?\s+(?=https?://)", re.IGNORECASE)  # a mail has several a line
ADDRESSES = 20  # in one go: who has more has a feed
_FETCHED = "add_fetched"
_UNDATED = "no day of publication is in the text: choose it in the field Published"
_DAY_FIRST = "days such as {day} are read day first: write 2025-03-20 if they are not"
_MONTH_FIRST = "days such as {day} are read month first: write 2025-03-20 if they are not"

_FIELD_NAMES = {
    "title": "Headline",
    "text": "Text",
    "published": "Published",
    "published_time": "Time",
    "outlet": "Outlet",
    "url": "Address of the original",
    "lang": "Language",
    "id": "Number or id",
    "layout": "Layout: raw or clean",
}

Item = Article | Rejection
Told = tuple[tuple[str, str], ...]  # field and column, for one file: what is not guessed so


class Upload(NamedTuple):
    """A file that was given; of a table ``columns`` are what was told of them."""

    name: str
    content: bytes
    columns: Told = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read, where it came from, and the uploaded files."""

    items: tuple[Item, ...] = ()
    sources: tuple[str, ...] = ()
    uploads: tuple[Upload, ...] = ()


def take() -> Taken:
    """What was given so far; nothing is stored by it."""
    given.restore()
    names = ("Paste a text", "Upload files", "Give addresses")
    pasted, uploaded, addressed = st.tabs([say(name) for name in names])
    with pasted:
        text = _pasted()
    with uploaded:
        files, read = _uploaded()
    with addressed:
        pages = _addressed()
    given.keep()
    return Taken(
        (*text, *read, *pages.values()),
        (*(each.source for each in text), *(each.name for each in files), *pages),
        tuple(files),
    )


def _pasted() -> list[Item]:
    text = st.text_area(
        say("The page or the text of one article"), height=220, key="add_text",
        placeholder=say("Headline, date and text, as copied from the page"),
    )  # fmt: skip
    left, middle, right = st.columns(3)
    outlet = left.text_input(say("Outlet"), key="add_outlet", placeholder=say("If not in the text"))
    url = middle.text_input(say("Address of the original"), key="add_url", placeholder="https://…")
    day: date | None = right.date_input(
        say("Published"), value=None, key="add_day", format=format_of("table_day")
    )
    if not text.strip():
        return []
    fields = Given(outlet=outlet.strip(), url=url.strip(), published=day)
    read = read_pasted(text, source=PASTED, given=fields)
    if isinstance(read, Rejection) and read.code == "no_date":
        read = replace(read, reason=_UNDATED)
    return [read]


def _uploaded() -> tuple[list[Upload], list[Item]]:
    # Of every type: what the browser would refuse by itself is in no count and no table of faults.
    uploaded = st.file_uploader(
        f"{say('Files: drop them below or choose them')} ({', '.join(READERS)})",
        accept_multiple_files=True,
        key=given.FILES,
    )
    st.caption(say("Up to {size} MB a file; larger ones go in with `partner-coverage ingest`.",
                   size=st.get_option("server.maxUploadSize")))  # fmt: skip
    files, asked_of = [], set()
    for number, (name, content) in enumerate(given.files(uploaded or ())):
        told = _columns(number, name, content)
        files.append(Upload(name, content, told or ()))
        asked_of |= set() if told is None else {name}
    with st.spinner(say("Reading …")):
        items, tables = _read_files(files)
    alike: dict[tuple[str, ...], list[str]] = {}
    for source, columns in tables:
        alike.setdefault(_notes(columns, asked=source in asked_of), []).append(source)
    for notes, (first, *others) in alike.items():
        more = f" (+{len(others)})" if others else ""
        for note in notes:
            st.caption(f"{plain(first)}{more}: {note}")
    return files, items


def _notes(columns: Columns, *, asked: bool) -> tuple[str, ...]:
    """What is to be said of how a table was read; ``asked``: its columns are there to choose."""
    notes = []
    if not asked:
        used = (
            f"{say(_FIELD_NAMES[each])}: {plain(name)}" for each, name in columns.mapped.items()
        )
        notes.append(", ".join(used))
    if columns.above:
        notes.append(say("the columns are named in row {row}, what is above it is left out",
                         row=columns.above + 1))  # fmt: skip
    if columns.days.unsure:
        told = _MONTH_FIRST if columns.days.month_first else _DAY_FIRST
        notes.append(say(told, day=columns.days.unsure))
    return tuple(notes)


def _columns(number: int, name: str, content: bytes) -> Told | None:
    """Show which columns of a table hold what, to be changed; None for other files.

    What is as guessed is not told: further sheets of a workbook may have other columns.
    """
    if Path(name).suffix.lower() not in TABLES:
        return None
    columns = _column_names(name, content)
    if not columns:
        return None
    guessed = guess(columns)
    label = say("Columns of {name}", name=plain(name))
    chosen: dict[str, str] = {}
    table, shown = f"{given.COLUMN}{number}_table", [name, *columns]
    anew = st.session_state.get(table) != shown
    st.session_state[table] = shown
    with st.expander(label, expanded="text" not in guessed, icon=":material/table:"):
        st.caption(say("Guessed by their names; choose others where the guess is wrong."))
        for at, field in enumerate(FIELDS):
            if at % 3 == 0:  # a row each, so that on a phone they keep their order
                places = st.columns(3)
            key = f"{given.COLUMN}{number}_{field}"
            if anew:
                st.session_state[key] = guessed.get(field, "")
            value = places[at % 3].selectbox(
                say(_FIELD_NAMES[field]), ["", *columns], key=key,
                format_func=lambda each: each or "–",
            )  # fmt: skip
            chosen[field] = value or ""
    return _changed(columns, guessed, chosen)


def _changed(columns: Sequence[str], guessed: Mapping[str, str], chosen: Mapping[str, str]) -> Told:
    """What of the ``chosen`` must be told, so that a reader takes the columns as they are shown."""
    told = {field: name for field, name in chosen.items() if name != guessed.get(field, "")}
    if not told:
        return ()
    # With a column taken away the reader's guess for the other fields may be another.
    rest = guess([name for name in columns if name not in told.values()])
    moved = {field: name for field, name in chosen.items() if name != rest.get(field, "")}
    return tuple((moved | told).items())


@st.cache_data(ttl=600, max_entries=16, show_spinner=False)
def _column_names(name: str, content: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = _put(Path(folder, _safe(name)), content)
        with suppress(UnreadableInput, OSError):  # what is wrong with it is told when it is read
            return list(dict.fromkeys(filter(None, column_names(path))))
    return []


@st.cache_data(ttl=600, max_entries=4, show_spinner=False)
def _read_files(files: list[Upload]) -> tuple[list[Item], list[tuple[str, Columns]]]:
    """What is in the files, and how tables and records among it were read.

    Readers take paths: the bytes go through a folder that is gone afterwards.
    """
    items: list[Item] = []
    tables: list[tuple[str, Columns]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(files):
            path = _put(Path(folder, str(number), _safe(each.name)), each.content)
            options = Options(dict(each.columns), tell=lambda *table: tables.append(table))
            items += read_one(path, each.name, options)
    return items, tables


def _safe(name: str) -> str:
    """A file's name made of the browser's, which is never trusted as a path."""
    return re.sub(r"[^\w.-]", "_", Path(name).name)[-100:].lstrip(".") or "upload"


def _put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _addressed() -> Mapping[str, Item]:
    """The pages at the addresses that were fetched, by address."""
    text = st.text_area(
        say("Addresses of articles, one a line"), key="add_addresses", height=120,
        placeholder="https://…",
        help=say("Fetched from here, as politely as feeds are: robots.txt is heeded, and nothing "
                 "within private networks is asked for."),
    )  # fmt: skip
    asked = list(dict.fromkeys(each.strip() for each in _NEXT.split(text) if each.strip()))
    held: dict[str, Item] = st.session_state.setdefault(_FETCHED, {})
    if st.button(say("Fetch"), disabled=not asked, icon=":material/download:", key="add_fetch"):
        _fetch(asked[:ADDRESSES], held)
    if len(asked) > ADDRESSES:
        st.caption(say("The first {n} are fetched.", n=ADDRESSES))
    return {url: held[url] for url in asked if url in held}


def _fetch(urls: Sequence[str], held: dict[str, Item]) -> None:
    try:
        fetcher = Fetcher(load_feeds().settings)
    except CoverageError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    bar = st.progress(0.0, say("Fetching …"))
    for number, url in enumerate(urls):
        bar.progress(number / len(urls), f"{say('Fetching …')} {number + 1} / {len(urls)}")
        held[url] = read_address(url, fetcher.settings, fetcher)
    bar.empty()


def place_of(upload: Upload, store: Path) -> Path:
    """Where an upload is kept that could not be read whole: under a name made of its bytes."""
    digest = hashlib.sha256(upload.content).hexdigest()[:12]
    return uploads_in(store) / digest / _safe(upload.name)


def kept(taken: Taken, store: Path) -> list[Item]:
    """The items; uploads that could not be read whole are kept, so that they can be read again.

    They lie in ``rejected`` in the store's folder, and what was rejected says so.
    """
    items = list(taken.items)
    for upload in taken.uploads:
        mine = re.compile(re.escape(upload.name) + r"(?=$|[:#/])")
        wrong = [
            at for at, each in enumerate(items)
            if isinstance(each, Rejection) and mine.match(each.source)
        ]  # fmt: skip
        if not wrong:
            continue
        path = place_of(upload, store)
        try:
            _put(path, upload.content)
        except OSError as error:
            raise CoverageError(f"{path.parent}: cannot be written: {error.strerror}") from error
        for at in wrong:
            rest = items[at].source[len(upload.name) :]
            items[at] = replace(items[at], source=f"{path}{rest}")
    return items
