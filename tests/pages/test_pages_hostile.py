"""Whatever stands in an article, in a label or in an address: no page acts on it or breaks."""

import csv
import io
import json
import re
from pathlib import Path

import hostile_store
import pytest
from hostile_store import PAYLOADS

from coverage.reports import Scope, csv_bytes, names, report, run
from coverage.store import Snapshot

ROOT = Path(__file__).parents[2]
PAGES = ["app.py", *sorted(f"pages/{each.name}" for each in (ROOT / "pages").glob("*.py"))]
PARAMETERS = """from to grain partner topic model stage status mode lang outlet official coalition
                also q all meeting article ui count share old new as_of state view embed""".split()
ADDRESSES = {
    "sql": ["'; DROP TABLE meetings; --", "' OR 1=1 --", "1); ATTACH 'x'; --"],
    "markup": PAYLOADS[:5],
    "odd": ["\x00", "\ud7ff", "%00%0d%0a", "A" * 5000, "9" * 400, "-1", "NaN", "null", "[]", "{}"],
    "dates": ["0000-00-00", "9999-12-31", "2025-02-30", "10000-01-01", "1e9", "2025-03-20T25:61"],
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return hostile_store.make(tmp_path_factory.mktemp("hostile") / "store")


def texts(test):
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "success", "error")
    for kind in kinds:
        for each in getattr(test, kind):
            yield str(each.value)
    for kind in ("button", "link_button", "page_link", "download_button", "expander", "metric"):
        for each in test.get(kind):
            yield str(getattr(each.proto, "label", ""))


# What Markdown would act on, unless a backslash or a word joiner is before it.
MARKUP = ("<script", "<img", "<svg", "<a href", "[click", "![i", ":red[", ":material/home",
          "http://evil", "www.evil", "$x", "`code`", "~~s")  # fmt: skip


def unescaped(text: str) -> list[str]:
    return [each for each in MARKUP if re.search(rf"(?<!\\){re.escape(each)}", text)]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("opened", [False, True], ids=["list", "opened"])
def test_nothing_in_an_article_or_label_is_acted_on(page, opened, open_page, stores, hostile):
    stores["hostile"] = hostile
    query = {}
    if opened:
        with Snapshot.current(hostile).cursor() as cursor:
            meeting = cursor.execute("SELECT min(meeting_id) FROM meetings").fetchone()[0]
        query = {"meeting": meeting, "article": f"h0{PAYLOADS[0]}", "partner": PAYLOADS[0]}
    test = open_page(page, "hostile", query)
    assert not test.exception
    for text in texts(test):
        assert not unescaped(text), text
    for chart in test.get("plotly_chart"):
        # plotly knows a few tags of its own; ours are breaks and bold.
        spec = json.loads(chart.proto.spec)
        assert not re.search(r"<(?!/?(?:br|b|i|extra)\b)[a-zA-Z/!]", json.dumps(spec)), spec
    for frame in test.dataframe:
        for cell in cells(frame.value):
            assert not cell.lstrip("'").startswith("javascript:"), cell


def cells(frame):
    return [each for column in frame for each in frame[column] if isinstance(each, str)]


@pytest.mark.parametrize("name", names())
def test_no_report_of_it_leaves_a_formula(name, hostile):
    asked = {p: PAYLOADS[5] for p in report(name).parameters if p != "most"}  # that is a number
    frame = run(name, Scope(), Snapshot.current(hostile), **asked)
    rows = csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"), newline=""))
    for row in rows:
        for cell in row:
            number = re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell)
            assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", list(ADDRESSES))
def test_no_address_breaks_a_page(page, kind, open_page):
    values = ADDRESSES[kind]
    query = {name: list(values) if n % 2 else values[n % len(values)]
             for n, name in enumerate(PARAMETERS)}  # fmt: skip
    test = open_page(page, "full", query)
    assert not test.exception
    for text in texts(test):
        assert not unescaped(text), text
    assert len(test.title) <= 1
