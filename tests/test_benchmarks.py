"""Every benchmark is run by `make bench`, and its figures find their place."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import __main__ as bench
from benchmarks import html_pages

from coverage.readers.html import extract

ROOT = Path(__file__).parents[1]


def test_every_benchmark_is_run():
    modules = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    whole = {name for name in modules if "argparse" in (ROOT / f"benchmarks/{name}.py").read_text()}
    assert whole - {"__main__"} == set(bench.RUNS)


@pytest.mark.parametrize("name", bench.RUNS)
def test_it_understands_its_arguments(name):
    for arguments in bench.RUNS[name]:
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}", *arguments.split(), "--help"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert {each for each in arguments.split() if each[:2] == "--"} <= set(
            done.stdout.replace("[", " ").replace("]", " ").split()
        )


def test_every_golden_page_can_be_raced():
    described = [extract(page).described for page in html_pages.dressed()]
    assert {True, False} == set(described)


def test_sections_are_replaced_and_others_kept(tmp_path):
    path = tmp_path / "benchmarks.md"
    bench.write(path, [bench.Done("kills", "--kills 3", 5, 0, "a\n3 | kills\n")])
    bench.write(path, [bench.Done("coding", "", 7, 1, "1,000 articles/s\n")])
    bench.write(path, [bench.Done("kills", "--kills 4", 6, 0, "4 kills\n0 losses\n")])
    text = path.read_text("utf-8")
    assert text.count("## kills\n") == text.count("## coding\n") == 1
    assert "3 | kills" not in text
    rows = [line for line in text.splitlines() if line.startswith("| [")]
    assert [row.split("]")[0] for row in rows] == ["| [coding", "| [kills"]
    assert rows[1].endswith("| 0 losses |")
    assert "--kills 4" in rows[1]
    assert "**exit code 1**" in text


def test_the_readme_quotes_what_the_docs_hold(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(
        "before\n<!-- benchmarks -->\nold\n<!-- end of benchmarks -->\nafter\n", "utf-8"
    )
    path = tmp_path / "docs" / "benchmarks.md"
    path.parent.mkdir()
    bench.write(path, [bench.Done("kills", "--kills 3", 5, 0, "first\n0 | losses\n")])
    bench.quote(path, readme)
    text = readme.read_text("utf-8")
    assert "| [kills](docs/benchmarks.md#kills) | 0 / losses |" in text
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text


def test_the_shipped_readme_quotes_the_shipped_figures(tmp_path):
    (tmp_path / "docs").mkdir()
    for name in ("README.md", "docs/benchmarks.md"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    bench.quote(tmp_path / "docs" / "benchmarks.md", tmp_path / "README.md")
    shipped, quoted = ((folder / "README.md").read_text("utf-8") for folder in (ROOT, tmp_path))
    assert quoted == shipped, "python -m benchmarks -o docs/benchmarks.md writes both"
    assert "docs/benchmarks.md#kills" in quoted


def test_the_docs_hold_its_figures():
    text = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    assert text.startswith(bench.HEAD)
    assert {"kills", "fuzz", "reports", "day"} <= dict(bench._SECTION.findall(text)).keys()
