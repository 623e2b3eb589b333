"""Articles a second: the coder beside natasha's recogniser and beside plain tokenising.

    python benchmarks/coding.py [LABELLED.jsonl ...] [--repeat N]

Without arguments the sample corpus is taken. On its Russian articles: this project's coder (who met
whom, when, where, on what, how it is paid for), natasha's recogniser alone (Segmenter,
NewsEmbedding, NewsNERTagger), and plain work on bytes (decode, casefold, words with offsets). The
three take turns on one core (natasha's numpy too: with more threads it is many times slower on a
busy machine), in CPU seconds, so that what else the machine does counts little; medians are shown.
natasha is this benchmark's own dependency (`pip install natasha`); without it that line is left
out.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coverage import labelled
from coverage.codebook import load, read
from coverage.coder import Coder
from coverage.coder.weights import Weights
from coverage.model import Article

SAMPLE = sorted((Path(__file__).parent.parent / "data" / "sample").glob("*.jsonl"))
WORD = re.compile(r"\w+")
Work = Callable[[Article], object]


def main() -> None:
    """Print speeds and ratios, and what the codebook takes to compile and to load."""
    one_core()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", nargs="*", type=Path, metavar="LABELLED.jsonl")
    parser.add_argument("--repeat", type=int, default=5)
    arguments = parser.parse_args()
    articles = [
        item.article for path in arguments.labelled or SAMPLE for item in labelled.load(path)
    ]
    russian = [a for a in articles if a.lang == "ru"]

    compiled, loaded = codebook_seconds()
    print(f"codebook: compile {compiled:.2f} s, load {loaded:.2f} s")
    coder = Coder(load(), Weights.load())
    plain = plain_work(articles)
    speeds = race({"coder": coder.code, "plain": plain}, articles, arguments.repeat)
    print(f"\n{len(articles)} articles in all languages, {words(articles):.0f} words each")
    show(speeds)
    if not russian:
        return
    contest: dict[str, Work] = {"coder": coder.code, "plain": plain}
    recogniser = natasha_work()
    if recogniser is not None:
        contest["natasha"] = recogniser
    print(f"\n{len(russian)} Russian articles, {words(russian):.0f} words each")
    speeds = race(contest, russian, arguments.repeat)
    show(speeds)
    if recogniser is None:
        print("natasha is not installed: pip install natasha, to compare with it")
        return
    natasha, plain_ratio = (speeds["coder"] / speeds[each] for each in ("natasha", "plain"))
    print(f"\ncoding takes {natasha:.1f} times as many articles a second as natasha, and "
          f"{plain_ratio:.3f} of plain tokenising")  # fmt: skip


def one_core() -> None:
    """Keep numpy's libraries to one thread: by the core that they see, and by their settings."""
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def show(speeds: dict[str, float]) -> None:
    """A line for each contestant, with the coder's speed as a multiple of it."""
    for name, speed in speeds.items():
        ratio = "" if name == "coder" else f"   coder/{name} {speeds['coder'] / speed:8.2f}"
        print(f"  {name:8} {speed:9.0f} articles/s{ratio}")


def race(contest: dict[str, Work], articles: list[Article], repeat: int) -> dict[str, float]:
    """Median articles a second of each contestant; a first turn warms up and does not count."""
    found: dict[str, list[float]] = {name: [] for name in contest}
    for turn in range(repeat + 1):
        for name, work in contest.items():
            start = time.process_time()
            for article in articles:
                work(article)
            if turn:
                found[name].append(len(articles) / (time.process_time() - start))
    return {name: statistics.median(each) for name, each in found.items()}


def plain_work(articles: list[Article]) -> Work:
    """Decode, casefold and find the words with their offsets: what any reader has to do."""
    raw = {id(article): article.text.encode() for article in articles}

    def work(article: Article) -> object:
        text = raw[id(article)].decode().casefold()
        return [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]

    return work


def natasha_work() -> Work | None:
    """natasha's recogniser on one article, or None where natasha is not installed."""
    try:
        from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
    except ImportError:
        return None
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def work(article: Article) -> object:
        doc = Doc(article.text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return doc.spans

    return work


def codebook_seconds() -> tuple[float, float]:
    """How long the codebook takes to compile, and to load when it is compiled."""
    start = time.process_time()
    read()
    compiled = time.process_time() - start
    before = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        load()  # writes the compiled form
        start = time.process_time()
        load()
        loaded = time.process_time() - start
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before
    return compiled, loaded


def words(articles: list[Article]) -> float:
    """The mean number of words of an article."""
    return statistics.mean(len(a.text.split()) for a in articles)


if __name__ == "__main__":
    main()
