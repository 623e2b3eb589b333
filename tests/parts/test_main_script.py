from __future__ import annotations

import sys
from types import ModuleType

from coverage.parts.engines import started


def test_workers_do_not_run_the_main_script_again(tmp_path, monkeypatch):
    script = tmp_path / "page.py"
    script.write_text("raise SystemExit('the page was run again')")
    page = ModuleType("__main__")
    page.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", page)
    with started("pool:1") as engine:
        assert engine.executor.submit(abs, -1).result() == 1
    assert sys.modules["__main__"] is page
