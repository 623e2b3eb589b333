"""docs/how_to_add_*.md, done as they say in a copy of the project, and what comes of it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docs_blocks
import pytest

ROOT = Path(__file__).parents[1]
CODEBOOK = "src/coverage/codebook"


class Copy:
    """A copy of the project that runs by itself, with its own cache."""

    def __init__(self, root: Path) -> None:
        self.root = root
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        for folder in ("src", "pages", ".streamlit"):
            shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
        shutil.copy(ROOT / "app.py", root)
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(root / "src"),
            "XDG_CACHE_HOME": str(root / "cache"),
            "PARTNER_COVERAGE_STORE": str(root / "store"),
        }

    def python(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def command(self, *arguments: str | Path) -> str:
        return self.python("-m", "coverage.cli", *(str(each) for each in arguments))

    def code(self, title: str, text: str) -> dict[str, Any]:
        return json.loads(self.command("code", self.article(title, text), "-o", "-"))["coding"]

    def article(self, title: str, text: str, name: str = "one.jsonl") -> Path:
        record = {"title": title, "text": text, "published": "2025-03-20", "outlet": "Own",
                  "url": "https://example.org/one", "lang": "en", "layout": "clean"}  # fmt: skip
        path = self.root / name
        path.write_text(json.dumps(record) + "\n", "utf-8")
        return path

    def rows(self, report: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.command("export", report).lstrip("\ufeff"))))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "project")


@pytest.fixture
def add(copy: Copy) -> Callable[[str], list[str]]:
    """Do what a page says; returns the Python files that it touched."""

    def added(page: str) -> list[str]:
        docs_blocks.do(page, copy.root)
        return [file for file in docs_blocks.files_of(page) if file.endswith(".py")]

    return added


SPACE = (
    "Umerov and Poulsen discuss satellite launches",
    "Ukraine's defence minister Rustem Umerov met in Kyiv with Danish defence minister Troels Lund "
    "Poulsen on 20 March. The sides discussed satellite launches and a joint launch vehicle.",
)


def test_a_topic_is_one_file_without_python(copy, add):
    assert "space" not in copy.code(*SPACE)["topics"]
    assert add("how_to_add_a_topic.md") == []
    assert "space" in copy.code(*SPACE)["topics"]
    copy.command("ingest", copy.article(*SPACE))
    assert ("space", "Space") in [(row["topic"], row["topic_name"]) for row in copy.rows("topics")]


def test_a_funding_model_is_one_file_without_python(copy, add):
    assert add("how_to_add_a_funding_model.md") == []
    coding = copy.code(
        "Estonia to pay for Ukrainian drones under Estonian model",
        "Ukraine's defence minister Rustem Umerov met in Tallinn with Estonian defence minister "
        "Hanno Pevkur on 20 March. The sides agreed that Estonia will finance drones under the "
        "Estonian model.",
    )
    models = {each["model"]: each for each in coding["funding"]}
    assert models["estonian_model"]["partners"] == ["EE"]


def test_a_partner_and_its_official_are_an_entry_each(copy, add):
    assert add("how_to_add_a_partner.md") == []
    coding = copy.code(
        "Shmyhal meets OECD chief",
        "Ukraine's prime minister Denys Shmyhal met in Kyiv with OECD Secretary-General Mathias "
        "Cormann on 20 March. They discussed reforms.",
    )
    assert [meeting["partners"] for meeting in coding["meetings"]] == [["OECD"]]
    assert coding["meetings"][0]["partner_people"] == ["Mathias Cormann"]


PAGE = """
from streamlit.testing.v1 import AppTest
test = AppTest.from_file("app.py", default_timeout=60)
test.switch_page("pages/9_Places.py")
test.run()
assert not test.exception and not test.error, (test.exception, test.error)
print(test.dataframe[-1].value.to_csv(index=False))
"""


def test_a_page_is_its_file_its_report_and_a_line_of_navigation(copy, add):
    assert add("how_to_add_a_page.md") == ["pages/9_Places.py", "src/coverage/ui/paths.py"]
    copy.command("ingest", copy.article(*SPACE))
    assert "Kyiv,1," in copy.python("-c", PAGE)
    assert [row["place"] for row in copy.rows("places")] == ["Kyiv"]


MAIL = """From: Morning Brief <brief@example.org>
To: you@example.org
Subject: Umerov and Poulsen meet in Kyiv
Date: Thu, 20 Mar 2025 22:30:00 +0000
Content-Type: text/plain; charset=utf-8

Ukraine's defence minister Rustem Umerov met in Kyiv with Danish defence minister Troels Lund
Poulsen on 20 March.
"""


def test_a_reader_is_a_module_and_its_line(copy, add):
    mails = copy.root / "mails"
    mails.mkdir()
    (mails / "one.eml").write_text(MAIL, "utf-8")
    (mails / "two.eml").write_text(MAIL.replace("text/plain", "image/png"), "utf-8")
    command = [sys.executable, "-m", "coverage.cli", "code", str(mails), "-o", "-"]
    before = subprocess.run(command, env=copy.environment, capture_output=True, check=False)
    assert before.returncode == 1, "there is such a reader already: the page needs another example"
    assert set(add("how_to_add_a_reader.md")) == {
        "src/coverage/readers/mail.py", "src/coverage/readers/registry.py",
    }  # fmt: skip
    coded = json.loads(copy.command("code", mails, "-o", "-"))
    assert coded["outlet"] == "Morning Brief"
    assert coded["published"].startswith("2025-03-21"), "the day is Kyiv's"
    assert coded["coding"]["meetings"][0]["partners"] == ["DK"]


def test_a_wrong_entry_stops_with_its_name(copy, add):
    add("how_to_add_a_topic.md")
    path = copy.root / CODEBOOK / "topics" / "space.toml"
    path.write_text(path.read_text("utf-8").replace("[hints]", "[hint]"), "utf-8")
    with pytest.raises(AssertionError, match=r"space\.toml: space: .*hint"):
        copy.command("explain", copy.article(*SPACE))
