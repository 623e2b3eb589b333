"""The docs tell the truth: commands, options, settings, links, files and targets are there."""

from __future__ import annotations

import argparse
import configparser
import dataclasses
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from coverage import cli, filling
from coverage.codebook.inflect import forms
from coverage.codebook.lexicon import words
from coverage.feeds import Settings, read_feeds
from coverage.readers.layouts import layouts
from coverage.reports import filters
from coverage.ui.paths import PAGES

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCS = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")),
        ROOT / "data" / "sample" / "README.md"]  # fmt: skip
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")

every_page = pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The commands' parsers by name."""
    for action in cli._parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the command has no subcommands")


def options(parser: argparse.ArgumentParser) -> set[str]:
    found = {each for action in parser._actions for each in action.option_strings}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found = found.union(*map(options, action.choices.values()))
    return found - {"-h", "--help"}


def section(text: str, title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"there is no section {title}"
    return found[1]


def fences(text: str) -> Iterator[str]:
    """The lines of the code blocks."""
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S):
        yield from block.splitlines()


def code_of(text: str) -> list[str]:
    """What stands between backquotes within the text."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    return re.findall(r"`([^`]+)`", prose)


def test_every_command_is_documented_and_no_other():
    named = re.findall(r"^## (\w+)$", COMMANDS, re.M)
    assert named == list(parsers())
    in_readme = re.findall(r"^\| `partner-coverage (\w+)` \|", README.read_text("utf-8"), re.M)
    assert sorted(in_readme) == sorted(named)


@pytest.mark.parametrize("name", list(parsers()))
def test_every_option_of_a_command_is_documented_and_no_other(name):
    told = section(COMMANDS, name)
    table = "\n".join(line.split(" | ")[0] for line in told.splitlines() if line.startswith("| `"))
    documented = set(re.findall(r"(?<![\w-])(--?[a-z][\w-]*)", table))
    assert documented == options(parsers()[name])


def commands_in(text: str) -> Iterator[list[str]]:
    for line in [*fences(text), *code_of(text)]:
        found = re.search(r"(?:^|[\s/])partner-coverage (\w.*)", line)
        if found:
            yield shlex.split(found[1].split(" | ")[0], comments=True)


@every_page
def test_every_command_line_is_understood(page, capsys):
    text = page.read_text("utf-8")
    own = set(re.findall(r"^New file `.*/sql/(\w+)\.sql`", text, re.M))  # reports that it makes
    for arguments in commands_in(text):
        if arguments[0] == "COMMAND" or own & set(arguments):
            continue
        if len(arguments) == 1:  # a command that is named, not one that is shown
            assert arguments[0] in parsers(), f"there is no command {arguments[0]}"
            continue
        try:
            cli._parser().parse_args(arguments)
        except SystemExit as left:
            if left.code:
                pytest.fail(f"partner-coverage {shlex.join(arguments)}: {capsys.readouterr().err}")


def test_readme_shows_command_lines():
    assert len(list(commands_in(README.read_text("utf-8")))) > 5


def test_exit_codes_are_documented():
    told = re.findall(r"^\| (\d+) \|", section(OPERATIONS, "Exit codes"), re.M)
    codes = {int(code) for code in told}
    assert codes == {cli.OK, cli.NOTHING_READ, cli.USAGE, cli.STORE, 130}


def test_every_filter_is_documented_with_its_values():
    told = section((ROOT / "docs" / "reports.md").read_text("utf-8"), "Scope")
    named = code_of(told)
    for each in filters():
        assert each.query in named
        assert set(each.allowed) <= set(named)


def rows(text: str) -> list[str]:
    """First cells of the tables' rows."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.M)


def environment() -> set[str]:
    """The variables that the program and its tests look at."""
    used: set[str] = set()
    looked_in = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests/browser").glob("*.py"),
                 *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]  # fmt: skip
    for path in looked_in:
        used |= set(
            re.findall(r"(?:environ(?:\.get\(|\[)|getenv\()\s*\"(\w+)\"", path.read_text("utf-8"))
        )
    return used


def test_every_environment_variable_is_documented_and_no_other():
    told = section(OPERATIONS, "Environment variables")
    program, make = told.split("Makefile", 1)
    assert "PARTNER_COVERAGE_STORE" in environment()
    assert set(rows(program)) == environment()
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert set(rows(make)) == set(re.findall(r"^([A-Z]+)\s*[?:]=", makefile, re.M)) - {"BIN"}


def test_every_setting_of_the_pages_is_documented_and_no_other():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    settings = {
        f"{part}.{name}" for part, values in config.items() for name in values if part != "theme"
    }
    documented = set(rows(section(OPERATIONS, "Settings of the pages"))) - {"theme.*"}
    assert documented == settings


def test_every_setting_of_the_feeds_is_documented_with_its_default():
    told = section(OPERATIONS, "Feeds")
    table = dict(re.findall(r"^\| `(\w+)` \| (?:`([^`]+)`)? ?\|", told, re.M))
    defaults = {each.name: each.default for each in dataclasses.fields(Settings)}
    assert table == {name: str(value).lower() for name, value in defaults.items()}
    shipped = (ROOT / "src/coverage/feeds/feeds.toml").read_text("utf-8")
    assert set(tomllib.loads(shipped)["settings"]) == set(defaults)


def test_the_table_of_feeds_is_of_those_that_are_shipped():
    rows = re.findall(
        r"^\| ([^|]+) \| ([+o·]) \| ([+o·]) \| ([+o·]) \|", section(OPERATIONS, "Feeds"), re.M
    )
    table = {
        (outlet, lang): mark
        for outlet, *marks in rows
        for lang, mark in zip(("uk", "ru", "en"), marks, strict=True)
        if mark != "·"
    }
    assert table == {
        (feed.outlet, feed.lang): "+" if feed.enabled else "o" for feed in read_feeds(None).feeds
    }
    assert all(layouts().by_name(outlet) for outlet, _ in table)


def test_the_samples_for_cron_and_systemd_run_what_there_is():
    unit, timer = configparser.ConfigParser(), configparser.ConfigParser()
    unit.optionxform = timer.optionxform = str
    service = ROOT / "deploy" / "partner-coverage-refresh.service"
    unit.read_string(service.read_text("utf-8"))
    timer.read_string(service.with_suffix(".timer").read_text("utf-8"))
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert re.fullmatch(r"\*:\d+/\d+", timer["Timer"]["OnCalendar"])
    crontab = (ROOT / "deploy" / "crontab").read_text("utf-8").splitlines()
    jobs = [line for line in crontab if line and not re.match(r"#|\w+=", line)]
    assert len(jobs) == 1
    assert re.match(r"(?:[\d,*/-]+ +){5}flock -n", jobs[0])
    for line in (unit["Service"]["ExecStart"], jobs[0].split(" >> ")[0]):
        folder, arguments = re.search(r"(\S+)/partner-coverage (\w.*)", line).groups()
        assert cli._parser().parse_args(shlex.split(arguments)).run is filling.refresh
        assert folder == "/srv/coverage/.venv/bin"
    store = unit["Service"]["Environment"].partition("=")[2]
    # The service may write nowhere but in the store.
    assert unit["Service"]["ReadWritePaths"] == store
    assert f"PARTNER_COVERAGE_STORE={store}" in crontab


@every_page
def test_links_lead_somewhere(page):
    prose = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if target.startswith(("https://", "http://")):
            continue
        assert (page.parent / target.partition("#")[0]).exists(), f"{target} is not there"


PATH = re.compile(r"(?:src|tests|docs|tools|data|pages|benchmarks|deploy)/[\w./-]+\.\w+")


@every_page
def test_files_that_are_named_exist(page):
    text = page.read_text("utf-8")
    made = set(re.findall(r"^New file `([^`]+)`", text, re.M))
    for name in {each for each in code_of(text) if PATH.fullmatch(each)} - made:
        assert (ROOT / name).exists() or list(ROOT.glob(name)), f"{name} is not there"


@every_page
def test_make_targets_exist(page):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    text = page.read_text("utf-8")
    named = {
        match[1]
        for line in [*fences(text), *code_of(text)]
        if (match := re.match(r"make ([a-z]+)\b", line))
    }
    assert named <= targets
    assert page is not README or {"app", "test"} <= named


def test_the_pip_lines_install_what_make_installs():
    readme, makefile = README.read_text("utf-8"), (ROOT / "Makefile").read_text("utf-8")
    assert "pip install -c constraints.txt -e '.[test]'" in readme
    assert "-c constraints.txt -e '.[test]'" in makefile


def test_the_cluster_s_sample_runs_what_there_is():
    parts = list(yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text("utf-8")))
    claims = {each["metadata"]["name"] for each in parts if each["kind"] == "PersistentVolumeClaim"}
    pods = [
        (each["spec"].get("jobTemplate") or each)["spec"]["template"]["spec"]
        for each in parts if each["kind"] in ("Deployment", "CronJob")
    ]  # fmt: skip
    assert len(pods) == 3
    for pod in pods:
        (container,) = pod["containers"]
        program, *arguments = container["command"]
        assert program == "partner-coverage"
        assert cli._parser().parse_args(arguments).run
        volumes = pod.get("volumes", [])
        assert {each["persistentVolumeClaim"]["claimName"] for each in volumes} <= claims
        assert {each["name"] for each in container.get("volumeMounts", [])} == {
            each["name"] for each in volumes
        }
        variables = {each["name"] for each in container.get("env", [])}
        assert all(f"`{name}`" in OPERATIONS for name in variables)


def test_every_page_of_the_dashboard_is_in_the_readme():
    named = re.findall(r"^\| (\w[\w ]+) \|", section(README.read_text("utf-8"), "The pages"), re.M)
    assert {*PAGES} == {"app.py", *(f"pages/{each.name}" for each in (ROOT / "pages").glob("*.py"))}
    titles = [label for label, _ in PAGES.values()]  # as they stand in the sidebar
    assert [each for each in named if each != "page"] == titles


def test_the_readmes_figures_come_from_a_run():
    text = README.read_text("utf-8")
    block = re.search(r"<!-- figures -->\n(.*)<!-- end of figures -->", text, re.S)
    assert block, "there is no block for tools/figures.py to fill"
    assert re.search(r"codebook `[0-9a-f]{12}`", block[1]), "run tools/figures.py"
    assert "| partners met |" in block[1]


def test_every_page_of_the_docs_is_reached_from_the_readme():
    reached, ahead = set(), [README]
    while ahead:
        page = ahead.pop().resolve()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text("utf-8"))
        ahead += [page.parent / each for each in targets if "://" not in each]
    assert {path.resolve() for path in (ROOT / "docs").glob("*.md")} <= reached


def test_the_rule_shown_in_the_codebooks_format_is_in_force():
    told = section((ROOT / "docs" / "codebook_format.md").read_text("utf-8"), "Inflection")
    shown = re.search(r'^"(\w+)" = "([^"]+)"$', told, re.M)
    assert shown
    ending, endings = shown[1], shown[2].split()
    assert {f"дан{each}" for each in endings} == forms(f"дан{ending}", "ru")
    assert words("long range") == words("long-range")


def test_sample_is_as_many_as_the_docs_say():
    lines = sum(
        len(path.read_text("utf-8").splitlines()) for path in (ROOT / "data/sample").glob("*.jsonl")
    )
    assert f"{lines} labelled sample articles" in (ROOT / "CHANGELOG.md").read_text("utf-8")
