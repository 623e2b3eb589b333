"""All benchmarks, one after the other: ``python -m benchmarks`` (``make bench``)."""

from __future__ import annotations

import subprocess
import sys

NAMES = ("coding", "html_pages", "reprints", "ingest", "linking", "dashboard", "scale")


def main() -> int:
    """Run each in a process of its own; the exit code tells whether one failed."""
    failed = 0
    for name in NAMES:
        print(f"\n== {name}", flush=True)
        failed |= subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], check=False
        ).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
