"""What the program is made of, as a bill of materials in CycloneDX's form (JSON, 1.6).

    python tools/sbom.py [FILE]        (default: standard output)

Lists what is installed with the project here: its dependencies (of pyproject.toml) and theirs, with
version, licence and package address. The same installation gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
OURS = PROJECT["project"]


def main() -> int:
    """Write it."""
    text = json.dumps(bill(), indent=1, ensure_ascii=False) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


def bill() -> dict[str, Any]:
    """The bill of materials."""
    needs: dict[str, list[str]] = {}
    found: dict[str, Distribution] = {}
    first = sorted(set(required(OURS["dependencies"])))
    ahead = [*first]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found[name] = distribution(name)
            needs[name] = sorted(set(required(found[name].requires or ())))
            ahead += needs[name]
    ours = {"type": "application", "bom-ref": OURS["name"], "name": OURS["name"],
            "version": OURS["version"], "licenses": [{"expression": OURS["license"]}]}  # fmt: skip
    edges = {OURS["name"]: first} | {purl(found[name]): needs[name] for name in sorted(found)}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": ours},
        "components": [component(found[name]) for name in sorted(found)],
        "dependencies": [
            {"ref": ref, "dependsOn": [purl(found[each]) for each in names]}
            for ref, names in edges.items()
        ],
    }


def required(lines: Iterable[str]) -> Iterator[str]:
    """Names of what is needed and installed here; extras are left out."""
    for line in lines:
        need, _, marker = line.partition(";")
        if "extra" in marker:
            continue
        name = plain(re.split(r"[\s<>=!~(\[]", need.strip(), maxsplit=1)[0])
        try:
            distribution(name)
        except PackageNotFoundError:
            continue  # for another system
        yield name


def component(of: Distribution) -> dict[str, Any]:
    """One part."""
    return {
        "type": "library", "bom-ref": purl(of), "name": plain(of.name), "version": of.version,
        "purl": purl(of), "licenses": licences(of),
    }  # fmt: skip


def licences(of: Distribution) -> list[dict[str, Any]]:
    """As the package names them: an expression of SPDX, else in words."""
    meta = of.metadata
    if expression := meta.get("License-Expression"):
        return [{"expression": expression}]
    named = [each.split(" :: ")[-1] for each in meta.get_all("Classifier") or ()
             if each.startswith("License :: ") and each.count(" :: ") > 1]  # fmt: skip
    said = (meta.get("License") or "").strip().splitlines()
    return [{"license": {"name": each}} for each in named or said[:1]]


def purl(of: Distribution) -> str:
    """The package's address."""
    return f"pkg:pypi/{plain(of.name)}@{of.version}"


def plain(name: str) -> str:
    """A name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
