"""The bill of materials is whole, and the audit says what it could and could not check."""

import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools import audit, sbom, screenshots

ROOT = Path(__file__).parents[1]


def test_every_dependency_is_in_the_bill_with_version_and_licence():
    bill = sbom.bill()
    names = {each["name"]: each for each in bill["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {sbom.plain(sbom.re.split(r"[<>=\[]", each)[0]) for each in project["dependencies"]}
    assert declared <= set(names)
    assert len(names) > 2 * len(declared)  # and theirs
    assert "pytest" not in names
    assert all(each["version"] and each["licenses"] for each in names.values())
    refs = {each["bom-ref"] for each in bill["components"]}
    assert {ref for each in bill["dependencies"] for ref in each["dependsOn"]} <= refs
    assert bill == sbom.bill()


def test_no_dependency_has_a_licence_that_binds_ours():
    for each in sbom.bill()["components"]:
        said = str(each["licenses"])
        assert "GPL" not in said.replace("LGPL", "GPL") or " OR " in said, each["name"]


CLEAN = {"name": "a", "version": "1", "vulns": []}
FAULTY = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("report", "code", "said"),
    [
        ([CLEAN, SKIPPED], 0, "audit: 1 of 2 dependencies checked, 0 known faults"),
        ([CLEAN, FAULTY], 1, "audit: b 2: CVE-1, fixed in 3"),
        ([SKIPPED], 0, "NOT checked: the list of known faults is not reachable"),
    ],
)
def test_what_the_audit_says(report, code, said, capsys):
    assert audit.told(report) == code
    assert said in capsys.readouterr().out


def test_an_audit_that_cannot_run_is_told(tmp_path, monkeypatch, capsys):
    def broken(*_, **__):
        raise OSError("no network")

    monkeypatch.setattr(audit, "PLACE", tmp_path)
    (tmp_path / "done").touch()
    monkeypatch.setattr(audit, "run", broken)
    assert audit.main() == 0
    assert "NOT checked: OSError: no network" in capsys.readouterr().out


def test_a_command_that_fails_is_an_error():
    with pytest.raises(OSError, match="boom"):
        audit.run(sys.executable, "-c", "import sys; sys.exit('boom')")
    assert audit.run(sys.executable, "-c", "print(1)") == "1\n"


def test_every_page_can_be_photographed():
    pages = {path.stem.split("_", 1)[1] for path in (ROOT / "pages").glob("*.py")}
    assert pages | {""} == {address.split("?")[0] for address in screenshots.PAGES.values()}
