"""Ask whether a known fault is in a version that we pin.

    python tools/audit.py

Runs pip-audit on constraints.txt, in an environment of its own so that nothing of it is installed
with the project. Where it or the list of known faults cannot be reached that is said in one line,
and nothing fails; exit code 1 where a fault is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PLACE = Path(sys.prefix) / "audit"
TOOL = "pip-audit==2.10.1"


def main() -> int:
    """Check, and say what was found."""
    python = PLACE / "bin" / "python"
    try:
        if not (PLACE / "done").exists():
            venv.create(PLACE, with_pip=True, clear=True)
            run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TOOL)
            (PLACE / "done").touch()
        said = run(python, "-m", "pip_audit", "-r", str(ROOT / "constraints.txt"), "--no-deps",
                   "--disable-pip", "--progress-spinner=off", "--format=json")  # fmt: skip
        report = json.loads(said)["dependencies"]
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired) as error:
        print(f"audit: dependencies were NOT checked: {type(error).__name__}: {error}"[:300])
        return 0
    return told(report)


def told(report: list[dict[str, Any]]) -> int:
    """Print what pip-audit's ``report`` says; returns the exit code."""
    checked = [each for each in report if "vulns" in each]
    faulty = [(each, fault) for each in checked for fault in each["vulns"]]
    for each, fault in faulty:
        fixed = ", ".join(fault.get("fix_versions", ())) or "no version yet"
        print(f"audit: {each['name']} {each['version']}: {fault['id']}, fixed in {fixed}")
    if not checked:
        print("audit: dependencies were NOT checked: the list of known faults is not reachable")
    else:
        print(f"audit: {len(checked)} of {len(report)} dependencies checked, "
              f"{len(faulty)} known faults")  # fmt: skip
    return int(bool(faulty))


def run(*command: str | Path) -> str:
    """What it prints; a code other than 0 and 1 (faults were found) is an OSError."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode not in (0, 1) or (done.returncode and not done.stdout):
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise OSError(f"{Path(command[0]).name} {command[2]}: {reason}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
