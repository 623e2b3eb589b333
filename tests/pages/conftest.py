import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))  # for sample_store.py
sys.path.insert(0, str(Path(__file__).parents[1] / "feeds"))  # for feeds_site.py

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A full store, one with one article, that of the sample, with none, and a folder without."""
    import sample_store

    folder = tmp_path_factory.mktemp("pages")
    entries = sample_store.entries()
    shipped = replace(entries[0].article, given_id="en-001", source="data/sample/en.jsonl:1")
    return {
        "full": sample_store.make(folder / "full", entries),
        "one": sample_store.make(folder / "one", entries[:1]),
        "pledged": sample_store.make(folder / "pledged", [entries[0], entries[3]]),
        "sample": sample_store.make(folder / "sample", [replace(entries[0], article=shipped)]),
        "none": sample_store.make(folder / "none", []),
        "missing": folder / "missing",
    }


@pytest.fixture
def site():
    """A web server on this machine; see tests/feeds/feeds_site.py."""
    import feeds_site

    with feeds_site.served() as found:
        yield found


@pytest.fixture
def open_page(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page cold, as a copied link does: ``open_page(page, store, {parameter: value})``."""

    def opened(page: str, store: str = "full", query: dict[str, str | list[str]] | None = None):
        monkeypatch.setenv("PARTNER_COVERAGE_STORE", str(stores[store]))
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page != "app.py":
            test.switch_page(page)
        for name, value in (query or {}).items():
            test.query_params[name] = value
        return test.run()

    return opened
