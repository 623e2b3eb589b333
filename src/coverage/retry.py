"""Rejected input tried again: where what a run rejected lies, and reading it anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from coverage import feeds
from coverage.errors import StoreError
from coverage.model import Article, Rejection
from coverage.readers import Options, name_of, read
from coverage.store import Snapshot

LAST = "last"
"""Stands for the newest run that rejected anything."""

_PLACE = re.compile(r"[:#]\d+$")  # line, row or element within a file


def rejected_by(snapshot: Snapshot, run: str) -> list[str]:
    """The sources that a run rejected, each once; ``run`` is the beginning of its id, or LAST.

    Raises:
        StoreError: there is no such run, or nothing was rejected in it.
    """
    with snapshot.cursor() as cursor:
        rows = cursor.execute(
            "SELECT DISTINCT source FROM rejections WHERE run_id IN ("
            "  SELECT run_id FROM runs WHERE rejected > 0 AND (starts_with(run_id, $1) OR $1 = $2)"
            "  ORDER BY started_at DESC LIMIT 1) ORDER BY source", [run, LAST],
        ).fetchall()  # fmt: skip
    if not rows:
        raise StoreError(f"nothing was rejected in a run {run!r}: `partner-coverage log` lists "
                         "the runs")  # fmt: skip
    return [source for (source,) in rows]


def again(
    sources: Iterable[str],
    options: Options | None = None,
    fetcher: feeds.Fetcher | None = None,
) -> Iterator[Article | Rejection]:
    """Everything in the files and at the addresses that the sources lie in, each read once.

    A file is read as a whole: what is in the store already is unchanged by it. What is no more
    to be found is rejected.
    """
    seen: set[str] = set()
    for source in sources:
        place = place_of(source)
        name = place if isinstance(place, str) else name_of(place)
        if name in seen:
            continue
        seen.add(name)
        if isinstance(place, Path):
            yield from read(place, options)
        elif feeds.is_web(place):
            fetcher = fetcher or feeds.Fetcher(feeds.load_feeds().settings)
            yield feeds.read_address(place, fetcher.settings, fetcher)
        else:
            yield Rejection(source, "unreadable", "it lies in no file any more: give it again")


def place_of(source: str) -> Path | str:
    """The file or folder that a source lies in, archives as a whole; else its address or name."""
    if feeds.is_web(source):
        return source
    for name in (source, _PLACE.sub("", source)):
        path = Path(name)
        for place in (path, *path.parents):
            if _is_there(place) and (place == path or place.is_file()):
                return place
    return _PLACE.sub("", source)


def _is_there(path: Path) -> bool:
    try:
        return path != Path(".") and path.exists()
    except (OSError, ValueError):
        return False
