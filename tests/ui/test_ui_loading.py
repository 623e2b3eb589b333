"""Sessions that begin together, each with another page, load the program without harm."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOGETHER = """
import ast, sys, threading
import streamlit
sys.setswitchinterval(1e-5)
pages = sys.argv[1:]
start, faults = threading.Barrier(len(pages)), []

def load(page):
    tree = ast.parse(open(page, encoding="utf-8").read())
    tree.body = [each for each in tree.body if isinstance(each, ast.Import | ast.ImportFrom)]
    code = compile(tree, page, "exec")
    start.wait()
    try:
        exec(code, {})
    except Exception as error:
        faults.append(f"{page}: {error!r}")

threads = [threading.Thread(target=load, args=(page,)) for page in pages]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("\\n".join(faults))
"""


def test_pages_that_are_opened_together_right_after_the_start_load():
    pages = ["app.py", *sorted(f"pages/{each.name}" for each in (ROOT / "pages").glob("*.py"))]
    done = subprocess.run(
        [sys.executable, "-c", TOGETHER, *pages], cwd=ROOT, capture_output=True, text=True,
        check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.strip() == ""
