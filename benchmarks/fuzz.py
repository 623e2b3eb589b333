"""A million texts and pages that mean harm: none may raise, hang, or hide what became of it.

    python -m benchmarks.fuzz [--number 1000000] [--seed 1] [--limit 2] [--processes 1]

Each input is made from a seed of its own (printed with every fault, so that `--seed N --number 1`
makes it again): news words in three languages, marks and letters that trip programs, markup, feeds,
JSON and tables, cut, repeated and damaged. It is read as its format and, where an article comes of
it, coded. A fault is an exception, more than `--limit` seconds of CPU, a result that is neither
article nor rejection, or a passage outside the text. Prints the number, the rate, the slowest and
what became of the inputs; exit code 1 if there was a fault.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from html import escape
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from coverage.coder import Coder
from coverage.model import Article, Rejection
from coverage.readers import Given, read, read_text

WORDS = """
Умеров встретился с министром обороны Дании в Киеве в среду президент Зеленский провёл переговоры
Умєров зустрівся з міністром оборони Данії у Києві в середу президент Зеленський обговорили дрони
Umerov met Danish Defence Minister Troels Lund Poulsen in Kyiv on Wednesday they discussed drones
модель данська датская Danish model PURL SAFE ERA €1,5 млрд $500 million 2 млрд євро кредит loan
20 марта 2025 20.03.2025 20 березня 2025 12:30 March 20, 2025 завтра вчора вчера yesterday Thursday
Рамштайн НАТО ЕС ЄС EU G7 коалиция коаліція coalition of drones МВФ IMF ППО ПВО Patriot IRIS-T
""".split()
MARKS = [*".,;:!?…«»“”„\"'’ʼ()[]{}<>-–—/\\|&#%@*_~`=+^$€№\t\n\r\0\x1b\u00ad\u200b\u200d\u2028\u202e"
         "\u0301\u0308\ufeff\ufffd\U000e0041\U0001f1fa\U0001f1e6ßİıﬁǄ𝐀中ع٣²½①", "\n\n", "\r\n",
         "http://", "https://x.org/?a=b&c", "javascript:alert(1)", "<script>", "]]>", "<!--",
         "=cmd|' /C calc'!A0", "'; DROP TABLE articles; --", "{{7*7}}", "${jndi:ldap://x}", "%s%n",
         "../../etc/passwd", "&#x0;", "&amp;amp;", "32.13.2025", "0000-00-00", "9" * 400,
         "1e999", "NaN", "-0"]  # fmt: skip
TAGS = "p div span a article h1 h2 b i table tr td ul li br img script style head body meta title " \
       "time section noscript svg math template iframe form input".split()  # fmt: skip


class Slow(Exception):
    """An input took longer than it may."""


def some_text(r: random.Random) -> str:
    """News words and harm in any mixture; now and then one piece many times over."""
    harm = r.choice((0.0, 0.05, 0.3, 0.9))
    pieces = [
        r.choice(MARKS) if r.random() < harm else r.choice(WORDS)
        for _ in range(int(r.expovariate(1 / 60)) + 1)
    ]
    if r.random() < 0.1:
        at = r.randrange(len(pieces))
        pieces[at] = (pieces[at] + r.choice(("", " "))) * r.randrange(2, 3000)
    if r.random() < 0.05:
        pieces.append("".join(chr(r.randrange(0x110000)) for _ in range(r.randrange(200))))
    text = r.choice((" ", " ", " ", "", "\n", ". ")).join(pieces)
    return text.encode("utf-8", "replace").decode("utf-8")[:60_000]


def some_html(r: random.Random) -> str:
    parts, opened = [], []
    for _ in range(r.randrange(1, 60)):
        tag = r.choice(TAGS)
        move = r.random()
        if move < 0.5:
            name = r.choice(("class", "id", "content", "href", "datetime", "style", "onload"))
            parts.append(f"<{tag} {name}={r.choice(MARKS)!r}>")
            opened.append(tag)
        elif move < 0.7 and opened:
            parts.append(f"</{opened.pop() if r.random() < 0.8 else tag}>")
        else:
            text = some_text(r)[:2000]
            parts.append(text if r.random() < 0.3 else escape(text))
    head = "<html><head><meta property='article:published_time' content='2025-03-20'><title>" \
           f"{escape(some_text(r)[:80])}</title></head><body>" if r.random() < 0.7 else ""  # fmt: skip
    nested = f"<{r.choice(TAGS)}>" * r.randrange(3000) if r.random() < 0.03 else ""
    return head + nested + "".join(parts)


def some_feed(r: random.Random) -> str:
    items = "".join(
        f"<item><title>{escape(some_text(r)[:100])}</title><link>{escape(r.choice(MARKS))}</link>"
        f"<pubDate>{r.choice(('Thu, 20 Mar 2025 10:00:00 GMT', some_text(r)[:30]))}</pubDate>"
        f"<description><![CDATA[{some_text(r)[:3000]}]]></description></item>"
        for _ in range(r.randrange(5))
    )
    entities = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">' \
               '<!ENTITY x SYSTEM "file:///etc/passwd">]>' if r.random() < 0.2 else ""  # fmt: skip
    return f'<?xml version="1.0"?>{entities}<rss version="2.0"><channel>{items}</channel></rss>'


def some_value(r: random.Random, depth: int = 0) -> Any:
    choice = r.randrange(8)
    if choice > 5 and depth < 6:
        inner = [some_value(r, depth + 1) for _ in range(r.randrange(4))]
        return inner if choice == 6 else {r.choice(WORDS): each for each in inner}
    return (None, True, r.randrange(-(10**r.randrange(1, 400)), 10**9), r.random() * 1e308,
            some_text(r)[:2000], some_text(r)[:50])[min(choice, 5)]  # fmt: skip


def some_records(r: random.Random) -> str:
    lines = []
    for _ in range(r.randrange(1, 6)):
        record = {"title": some_text(r)[:120], "text": some_text(r), "published": "2025-03-20",
                  "outlet": some_text(r)[:40], "url": r.choice(MARKS), "lang": "uk"}  # fmt: skip
        for name in list(record):
            if r.random() < 0.1:
                record[name] = some_value(r)
        line = json.dumps(record, ensure_ascii=r.random() < 0.5)
        lines.append(line[: r.randrange(len(line))] if r.random() < 0.1 else line)
    return "\n".join(lines)


def some_table(r: random.Random) -> str:
    mark = r.choice(",;\t|")
    quote = r.choice(('"', "", "'"))
    rows = [mark.join(("title", "text", "published", "outlet"))]
    rows += [
        mark.join(quote + some_text(r)[:300] + quote for _ in range(r.randrange(1, 6)))
        for _ in range(r.randrange(8))
    ]
    return "\n".join(rows)


FORMS = (("pasted", some_text, 5), (".txt", some_text, 2), (".html", some_html, 3),
         (".xml", some_feed, 1), (".jsonl", some_records, 1), (".csv", some_table, 1))  # fmt: skip


def damaged(r: random.Random, data: bytes) -> bytes:
    """Some bytes changed, or the end cut off, or another encoding altogether."""
    if r.random() < 0.8 or not data:
        return data
    held = bytearray(data)
    for _ in range(r.randrange(1, 20)):
        held[r.randrange(len(held))] = r.randrange(256)
    return bytes(held[: r.randrange(1, len(held) + 1)] if r.random() < 0.5 else held)


@dataclass
class Tally:
    """What became of the inputs so far."""

    number: int = 0
    results: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def add(self, other: Tally) -> None:
        self.number += other.number
        self.results += other.results
        self.faults += other.faults
        self.slowest = max(self.slowest, other.slowest)


def one(seed: int, coder: Coder, folder: Path, tally: Tally) -> str:
    """Make, read and code the input of that seed; returns its form."""
    r = random.Random(seed)
    form, make, _ = r.choices(FORMS, [weight for *_, weight in FORMS])[0]
    text = make(r)
    if form == "pasted":
        found: list[Any] = [read_text(text, source="x", given=Given(published=date(2025, 3, 20)))]
    else:
        path = folder / f"x{form}"
        path.write_bytes(damaged(r, text.encode("utf-8")))
        found = list(read(path))
    for each in found:
        if isinstance(each, Rejection):
            tally.results[each.code] += 1
        elif isinstance(each, Article):
            tally.results["articles"] += 1
            coding = coder.code(each)
            groups = (coding.mentions, coding.topics, coding.funding, coding.coalitions)
            for span in (e.span for group in groups for item in group for e in item.evidence):
                if not 0 <= span.start < span.end <= len(each.text):
                    raise ValueError(f"the passage {span} is outside the text")
        else:
            raise TypeError(f"{type(each).__name__} came out of a reader")
    if not found:
        raise ValueError("nothing became of it: neither article nor rejection")
    return form


def many(first: int, number: int, limit: float) -> Tally:
    """Inputs of consecutive seeds, in this process."""

    def too_slow(*_: object) -> None:
        raise Slow(f"more than {limit} s")

    signal.signal(signal.SIGVTALRM, too_slow)  # CPU of this process: others may be busy
    coder, tally = Coder.load(), Tally()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + number):
            began = time.process_time()
            signal.setitimer(signal.ITIMER_VIRTUAL, limit)
            form = ""
            try:
                form = one(seed, coder, Path(folder), tally)
            except Exception as error:
                tally.faults.append(f"seed {seed}: {type(error).__name__}: {str(error)[:200]}")
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            spent = time.process_time() - began
            tally.slowest = max(tally.slowest, (spent, f"seed {seed} {form}"))
            tally.number += 1
    return tally


def main() -> int:
    """Run, and print what happened."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=2.0, help="seconds of CPU an input may take")
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    began, share = time.monotonic(), 5000
    starts = range(given.seed, given.seed + given.number, share)
    sizes = [min(share, given.seed + given.number - start) for start in starts]
    tally = Tally()
    with ProcessPoolExecutor(given.processes, get_context("spawn")) as pool:
        for part in pool.map(many, starts, sizes, [given.limit] * len(sizes)):
            tally.add(part)
            print(f"{tally.number:,} inputs, {len(tally.faults)} faults", file=sys.stderr)
    seconds = time.monotonic() - began
    print(f"{tally.number:,} inputs in {seconds:.0f} s ({tally.number / seconds:,.0f} a second), "
          f"slowest {tally.slowest[0]:.2f} s of CPU ({tally.slowest[1]})")  # fmt: skip
    print(", ".join(f"{number:,} {what}" for what, number in tally.results.most_common()))
    for fault in tally.faults:
        print(f"FAULT: {fault}")
    print(f"{len(tally.faults)} faults")
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
