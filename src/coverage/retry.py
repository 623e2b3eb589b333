"""Rejected input tried again: as the run that rejected it did, with what that run was told."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from coverage import feeds
from coverage.errors import ReportError, StoreError
from coverage.model import Article, Rejection
from coverage.readers import (
    STANDARD_INPUT,
    Options,
    is_web,
    leads_out,
    link_out,
    name_of,
    read,
    read_one,
    spooled,
)
from coverage.reports import Scope
from coverage.reports import run as report
from coverage.store import Request, Snapshot, open_ledger

LAST = "last"
"""Stands for the newest run that rejected anything, those that read again aside."""

_PLACE = re.compile(r"[:#]\d+$")  # line, row or element within a file
_GONE = "it is not there any more: {}"
_NOWHERE = "it lies in no file that is known: give it again"


def uploads_in(store: Path) -> Path:
    """Where uploads and standard input that could not be read whole are kept."""
    return store.absolute() / "rejected"


def read_keeping(
    paths: Iterable[Path], store: Path, options: Options
) -> Iterator[Article | Rejection]:
    """As ``readers.read_all``; standard input that could not be read whole is kept as uploads are.

    Raises StoreError: it cannot be written there.
    """
    for path in paths:
        yield from _kept(store, options) if path == STANDARD_INPUT else read(path, options)


def _kept(store: Path, options: Options) -> Iterator[Article | Rejection]:
    place, wrong = uploads_in(store), False
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="input-", dir=place))
        path = spooled(folder)
    except OSError as error:
        raise StoreError(f"{place}: cannot be written: {error.strerror}") from error
    try:
        for item in read_one(path, str(STANDARD_INPUT), options):
            if isinstance(item, Rejection):
                wrong = True
                item = replace(item, source=f"{path}{item.source[len(str(STANDARD_INPUT)) :]}")
            yield item
    finally:
        if not wrong:
            shutil.rmtree(folder, ignore_errors=True)


def rejected_by(snapshot: Snapshot, run: str, by: str = "") -> Retry:
    """What a run rejected; ``run`` is the beginning of its id, or LAST, ``by`` who asks.

    Raises:
        StoreError: there is no such run, or nothing was rejected in it.
    """
    with snapshot.cursor() as cursor:
        open_ledger(cursor, snapshot.store, snapshot.number)
        found = cursor.execute(
            "SELECT run_id, request FROM every_run SEMI JOIN every_rejection USING (run_id) "
            "WHERE (starts_with(run_id, $1) OR ($1 = $2 AND kind <> 'retry')) "
            "ORDER BY started_at DESC LIMIT 1", [run, LAST],
        ).fetchone()  # fmt: skip
    every = report("rejections", Scope(), snapshot)
    told = every[every["run_id"] == (found[0] if found else "")]
    if not found or told.empty:
        raise ReportError(f"nothing was rejected in a run {run!r}: `partner-coverage log` lists "
                          "the runs")  # fmt: skip
    request = (Request.from_json(found[1] or "") or Request()).of_again(found[0])
    was_read = told["read_since"] != ""
    left, since = (sorted(set(told.loc[each, "source"])) for each in (~was_read, was_read))
    return Retry(replace(request, by=by), tuple(left), snapshot.store, read_since=since,
                 rejected=told.reset_index(drop=True))  # fmt: skip


@dataclass(slots=True)
class Retry:
    """The ``sources`` that a run rejected, read again into ``store`` by what it was asked to do.

    Hand :meth:`items` to the pipeline, and call :meth:`commit` when it has stored them.
    ``read_since`` are sources that need no reading, as a later run has read them; ``rejected``
    the run's rows of the report on rejections.
    """

    request: Request
    sources: tuple[str, ...]
    store: Path
    fetcher: feeds.Fetcher | None = None
    read_since: list[str] = field(default_factory=list)
    rejected: pd.DataFrame = field(default_factory=pd.DataFrame)
    _refresh: feeds.Refresh | None = None

    def items(self, options: Options | None = None) -> Iterator[Article | Rejection]:
        """Everything in the files and at the addresses that the sources lie in, each read once.

        A file is read as a whole: what is in the store already is unchanged by it. What is no
        more to be found is rejected. ``options`` stand in place of the columns that were told.

        Raises FeedsError: the list of feeds that the run had cannot be read.
        """
        if self.request.way == "refresh":
            listed = Path(self.request.feeds) if self.request.feeds else None
            return self._of_feeds(feeds.read_feeds(listed))
        return self._of_places(options or Options(self.request.columns))

    def commit(self) -> None:
        """Keep what was learnt of feeds. Raises FeedsError."""
        if self._refresh is not None:
            self._refresh.commit()

    def place(self, source: str) -> Path | str:
        """The file or folder that a source lies in, archives as a whole; else its address or name.

        Only what the run itself read is taken for a place on this machine: what a feed or a
        visitor gives may look like a path.
        """
        if is_web(source):
            return source
        roots = [Path(each) for each in self.request.paths] + [uploads_in(self.store)]
        for path in (self._absolute(source), self._absolute(_PLACE.sub("", source))):
            # From the top: what stands behind a file is a name within it, be it «../memo.txt».
            for each in reversed((path, *path.parents)) if path else ():
                place = Path(os.path.abspath(each))
                wanted = _is_there(place) and (each == path or place.is_file())
                if wanted and any(_is_in(place, root) for root in roots):
                    return place
        return _PLACE.sub("", source)

    def _of_places(self, options: Options) -> Iterator[Article | Rejection]:
        places = {source: self.place(source) for source in self.sources}
        seen: set[Path | str] = set()
        # What lies in a folder that is read as a whole is read with it.
        whole = {each for each in places.values() if isinstance(each, Path) and each.is_dir()}
        for source, place in places.items():
            there = isinstance(place, Path) or is_web(place)
            path = self._path(source)
            if (there and place in seen) or (path and not whole.isdisjoint(path.parents)):
                continue
            seen.add(place)
            if isinstance(place, Path):
                told = options.columns or self.request.tables.get(str(place), {})
                yield from read(self._as_given(place, source), replace(options, columns=told))
            elif is_web(place):
                self.fetcher = self.fetcher or feeds.Fetcher(feeds.load_feeds().settings)
                yield feeds.read_address(place, self.fetcher.settings, self.fetcher)
            else:
                yield self._not_there(source)

    def _not_there(self, source: str) -> Rejection:
        path = self._path(source)
        if path and any(Path(each) in (path, *path.parents) for each in self.request.paths):
            if path.is_symlink():
                return replace(link_out(path), source=source)
            return Rejection(source, "unreadable", _GONE.format(name_of(path)))
        return Rejection(source, "unreadable", _NOWHERE)

    def _path(self, source: str) -> Path | None:
        """The file of a source from the root, whether it is there or not; none of an address."""
        path = None if is_web(source) else self._absolute(_PLACE.sub("", source))
        return path and Path(os.path.abspath(path))

    def _of_feeds(self, told: feeds.FeedList) -> Iterator[Article | Rejection]:
        named = {feed.url for feed in told.feeds}
        gone = [each for each in self.sources if each in {*self.request.sources} - named]
        for source in gone:
            yield Rejection(source, "unreadable", "the list of feeds does not name it any more")
        again = frozenset(self.sources) - frozenset(gone)
        if again:
            self._refresh = feeds.Refresh(told, self.store, fetcher=self.fetcher, again=again)
            yield from self._refresh.items()
            self.read_since += self._refresh.read_since

    def _absolute(self, source: str) -> Path | None:
        """Where a source lies, if it is a path; none where the run reads no files from a folder."""
        if not os.path.isabs(source) and not self.request.folder:
            return None
        return Path(self.request.folder, source)

    def _as_given(self, place: Path, source: str) -> Path:
        """The place as the run called it, where that means the same here."""
        same = not os.path.isabs(source) and self.request.folder == os.getcwd()
        return Path(os.path.relpath(place)) if same else place


def _is_in(place: Path, root: Path) -> bool:
    """Whether the place is the root or lies in it, and no link leads elsewhere."""
    return root == place or (root in place.parents and not leads_out(place, root))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
