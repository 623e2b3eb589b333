import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coverage.codebook.book import HOME

Edit = Callable[..., None]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the codebook's TOML files, to be spoilt or added to."""
    return Path(
        shutil.copytree(
            HOME, tmp_path / "codebook", ignore=shutil.ignore_patterns("*.py", "__pycache__")
        )
    )


@pytest.fixture
def edit(home: Path) -> Edit:
    """Replace the first ``old`` in a file of the copy by ``new``; ``old`` has to be there."""

    def edited(file: str, old: str, new: str) -> None:
        text = (home / file).read_text("utf-8")
        assert old in text, f"{file} does not hold {old!r} any more"
        (home / file).write_text(text.replace(old, new, 1), "utf-8")

    return edited


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tests leave the user's compiled codebooks alone."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
