"""A folder of real pages with gold, for `python -m benchmarks.real_pages`, out of public archives.

    python tools/real_pages.py FOLDER ARCHIVE...

Packages that take articles out of pages have real ones in their archives, to be tested with; which,
and how to get them, is told in docs/real_pages.md. Nothing of theirs is in this project:
`benchmarks/real_pages.jsonl` only says of each page what was read off it by eye, the day and a hash
of the headline. Texts, and phrases that a text must or must not have, are the packages' own.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
import tarfile
from collections import defaultdict
from pathlib import Path, PurePosixPath

JUDGED = Path(__file__).parent.parent / "benchmarks" / "real_pages.jsonl"
WHOLE = 1000  # characters of an expected text that is no mere beginning
LIMIT = 20_000_000  # bytes of one file of an archive

Gold = dict[str, object]


def main() -> int:
    """Write the pages and ``gold.jsonl``; 1 where an archive is none that is known."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("archives", nargs="+", type=Path, metavar="ARCHIVE")
    arguments = parser.parse_args()
    judged: dict[str, list[Gold]] = defaultdict(list)
    for line in JUDGED.read_text("utf-8").splitlines():
        entry = json.loads(line)
        judged[entry.pop("archive")].append(entry)
    lines: list[Gold] = []
    for path in arguments.archives:
        if path.name not in judged:
            print(f"{path.name} is none of {', '.join(sorted(judged))}", file=sys.stderr)
            return 1
        lines += unpack(path, judged[path.name], arguments.folder)
    gold = arguments.folder / "gold.jsonl"
    gold.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines), "utf-8")
    print(f"{len(lines)} pages in {arguments.folder}")
    return 0


def unpack(path: Path, judged: list[Gold], folder: Path) -> list[Gold]:
    """The archive's judged pages, written below ``folder``; a line of gold each."""
    group = path.name.removesuffix(".tgz").removesuffix(".tar.gz")
    found = []
    with tarfile.open(path) as archive:
        phrases = asserted(text_in(archive, f"{group}/tests/unit_tests.py"))
        for entry in judged:
            member = str(entry.pop("member"))
            name = f"{group}/{'_'.join(PurePosixPath(member).parts[-3:])}"
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data_in(archive, member) or b"")
            url = str(entry.get("url", ""))
            expected = phrases.get(url) or text_of(archive, member)
            found.append({"page": name, "group": group, **entry, **expected})
    return found


def text_of(archive: tarfile.TarFile, member: str) -> Gold:
    """The text, or how it begins, that stands beside a page of the archive."""
    beside = text_in(archive, member.replace("/html/", "/txt/").removesuffix("html") + "txt")
    if beside:
        return {"body": beside}
    told = text_in(archive, member.removesuffix("html") + "json")
    text = json.loads(told).get("expected", {}).get("cleaned_text") if told else ""
    if not text:
        return {}
    return {"body": text} if len(text) > WHOLE else {"keeps": [text.strip()]}


def asserted(code: str) -> dict[str, Gold]:
    """Phrases by address, from tests that say `assert 'a' in result and 'b' not in result`."""
    found: dict[str, Gold] = {}
    url = ""
    for line in code.splitlines():
        if called := re.search(r"load_mock_page(?:_meta)?\('(.+?)'", line):
            url = called[1]
        if not url or not line.strip().startswith("assert") or "result" not in line:
            continue
        for node in ast.walk(ast.parse(line.strip())):
            if not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Constant):
                continue
            key = "keeps" if isinstance(node.ops[0], ast.In) else "drops"
            kept = found.setdefault(url, {}).setdefault(key, [])
            if isinstance(node.left.value, str) and isinstance(kept, list):
                kept.append(node.left.value.strip())
    return found


def text_in(archive: tarfile.TarFile, member: str) -> str:
    """The text of a file in the archive; empty where there is no such file."""
    return (data_in(archive, member) or b"").decode("utf-8", "replace")


def data_in(archive: tarfile.TarFile, member: str) -> bytes | None:
    """The bytes of a file in the archive, or None."""
    try:
        held = archive.extractfile(member)
    except KeyError:
        return None
    return held.read(LIMIT) if held is not None else None


if __name__ == "__main__":
    raise SystemExit(main())
