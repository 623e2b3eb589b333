"""How far a model has come, by sentences of stages.tsv and their like."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import article

from coverage.coder import Coder

TITLE = {"en": "Ukraine: daily news", "uk": "Україна: новини дня", "ru": "Украина: новости дня"}
SENTENCES = [
    pytest.param(*fields, marks=[pytest.mark.xfail(strict=True, reason=r) for r in why])
    for line in (Path(__file__).parent / "stages.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
    for *fields, why in [[*line.split("\t")[:4], line.split("\t")[4:]]]
]


@pytest.mark.parametrize(("lang", "model", "stage", "body"), SENTENCES)
def test_stage(coder: Coder, lang: str, model: str, stage: str, body: str) -> None:
    coding = coder.code(article(lang, body.replace(" // ", "\n\n"), TITLE[lang]))
    codes = [f for f in coding.funding if f.model == model]
    if "=" in stage:
        told = {f"{partner}={f.stage.value}" for f in codes for partner in f.partners}
        assert told == set(stage.split())
    else:
        assert [f.stage.value for f in codes] == [stage]
