"""The benchmark of real pages, on pages that are made up: what it counts, and its folder."""

import io
import json
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import real_pages
from benchmarks.real_pages import Gold, Read, Score, gold_of, judge
from tools import real_pages as tool

ROOT = Path(__file__).parents[1]

TEXT = "The ministers met in Kyiv on Thursday. They signed a letter on drones. The talks go on."
PAGE = (
    "<html><head><title>Ministers met in Kyiv again | Times</title></head><body>"
    '<h1>Ministers met in Kyiv again</h1><b class="date">20 March 2025</b>'
    f"<article><p>{TEXT}</p><p>{TEXT} And on.</p></article></body></html>"
)
HASHED = "sha256:" + real_pages.hashlib.sha256(b"ministers met in kyiv again").hexdigest()[:16]


def rows(gold: Gold, title: str = "", day: str | None = None, body: str = "") -> dict[str, float]:
    score = Score()
    judge(score, gold, Read(title, day, body))
    return {name: value for name, (value, _) in score.rows().items()}


def test_a_text_is_judged_by_runs_of_words():
    gold = Gold("x", body="one two three four five six")
    assert rows(gold, body=gold.body or "") == {"body F1": pytest.approx(1)}
    # Two runs of three are right, and two of four of the page's.
    found = real_pages.overlap("zero one two three four five", gold.body or "")
    assert found == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert rows(gold, body="six five four three two one") == {"body F1": 0}
    assert rows(gold) == {"body F1": 0}


def test_phrases_are_kept_and_left_out():
    gold = Gold("x", keeps=("Met in Kyiv", "drones"), drops=("Read also",))
    assert rows(gold, body="They met  in\nKyiv on drones.") == {"phrases F1": 1}
    # One kept, one missed, one let in.
    assert rows(gold, body="They met in Kyiv. Read also") == {"phrases F1": 0.5}


@pytest.mark.parametrize("title", ["Ministers met in Kyiv again", HASHED])
def test_a_headline_is_the_same_but_for_case_and_spaces(title):
    gold = Gold("x", title=title)
    assert rows(gold, title="Ministers  met in KYIV again") == {"headline": 1}
    assert rows(gold, title="Ministers met in Kyiv") == {"headline": 0}


def test_a_day_is_kyivs_and_none_must_be_answered_by_none():
    late = gold_of({"page": "x", "day": "2015-04-06T23:42:00-04:00"})
    assert rows(late, day="2015-04-07") == {"day": 1, "day as printed": 0}
    assert rows(late, day="2015-04-06") == {"day": 0, "day as printed": 1}
    untold = gold_of({"page": "x", "day": None})
    assert rows(untold) == {"day": 1, "day as printed": 1}
    assert rows(untold, day="2015-04-06") == {"day": 0, "day as printed": 0}
    assert rows(gold_of({"page": "x"}), day="2015-04-06") == {}


def test_a_folder_of_an_archive_is_measured(tmp_path, monkeypatch):
    archive = tmp_path / "extractor-1.0.tar.gz"
    address = "https://example.org/a"
    tests = (
        f"load_mock_page('{address}')\n"
        "assert 'letter on drones' in result and 'Read also' not in result\n"
    )
    with tarfile.open(archive, "w:gz") as made:
        for name, text in (
            ("tests/cache/a.html", PAGE), ("tests/unit_tests.py", tests),
            ("tests/html/b.html", PAGE), ("tests/txt/b.txt", f"{TEXT}\n{TEXT} And on."),
            ("tests/c/c.html", PAGE), ("tests/c/c.json", '{"expected": {"cleaned_text": "The"}}'),
        ):  # fmt: skip
            info = tarfile.TarInfo(f"extractor-1.0/{name}")
            info.size = len(text.encode())
            made.addfile(info, io.BytesIO(text.encode()))
    judged = tmp_path / "judged.jsonl"
    lines: list[dict[str, str]] = [
        {"member": "tests/cache/a.html", "url": address, "title": HASHED, "day": "2025-03-20"},
        {"member": "tests/html/b.html"},
        {"member": "tests/c/c.html"},
    ]
    for line in lines:
        line |= {"archive": archive.name, "member": f"extractor-1.0/{line['member']}"}
    judged.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    monkeypatch.setattr(tool, "JUDGED", judged)
    folder = tmp_path / "pages"
    monkeypatch.setattr(sys, "argv", ["real_pages", str(folder), str(archive)])
    assert tool.main() == 0
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.real_pages", str(folder), "--misses"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    table = re.findall(r"(?m)^extractor-1\.0 +(\D+?(?:F1)?) +(\d+) +([\d.]+) ", done.stdout)
    assert table == [
        ("body F1", "1", "1.000"),
        ("phrases F1", "3", "1.000"),
        ("headline", "1", "1.000"),
        ("day", "1", "1.000"),
        ("day as printed", "1", "1.000"),
    ], done.stdout


def test_an_unknown_archive_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["real_pages", str(tmp_path), "other-1.0.tar.gz"])
    assert tool.main() == 1
    assert "other-1.0.tar.gz is none of" in capsys.readouterr().err


def test_without_a_folder_it_says_where_one_is_got(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["real_pages"])
    real_pages.main()
    assert "docs/real_pages.md" in capsys.readouterr().out
