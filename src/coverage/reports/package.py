"""A view as a data package (Frictionless): its tables, sources and quotes, with what they are."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import pandas as pd

from coverage.reports.about import About, Part, program_version, unique_names
from coverage.reports.tables import csv_bytes, harmless
from coverage.reports.view_files import README, parquet_bytes


def package_bytes(
    about: About, parts: Sequence[Part], sources: pd.DataFrame, evidence: pd.DataFrame
) -> bytes:
    """A zip: ``datapackage.json``, a CSV and a Parquet file a table, ``sources``, ``evidence``.

    Texts in the CSV that begin like a formula have an apostrophe before them; Parquet has them as
    they are. The same view of the same snapshot gives the same bytes.
    """
    every = [
        *parts,
        Part("sources", "The articles that the view rests on, with their addresses", sources),
        Part("evidence", "The sentences that the view rests on, each with its rule", evidence),
    ]
    files: dict[str, bytes] = {}
    resources = []
    for name, part in zip(unique_names(every, 60), every, strict=True):
        content = csv_bytes(part.rows, bom=False)
        files[f"data/{name}.csv"] = content
        files[f"data/{name}.parquet"] = parquet_bytes(part.rows)
        resources.append(_resource(name, part, content))
    files["datapackage.json"] = json.dumps(
        _descriptor(about, resources), ensure_ascii=False, indent=1
    ).encode()
    files[README] = about.readme()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def _descriptor(about: About, resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "partner-coverage-view",
        "title": f"Partner Coverage: {about.title}",
        "description": f"{about.sentence}: {about.meetings} meetings in {about.articles} articles."
        + (f" {about.word('sample')}" if about.sample else ""),
        "homepage": about.permalink,
        "version": f"snapshot-{about.snapshot}",
        "created": about.data_time,
        "licenses": [{"name": "other", "title": about.word("licence")}],
        "sources": [{"title": "The articles in data/sources.csv, with their addresses"}],
        "filters": about.query,
        "sentence": about.sentence,
        "snapshot": about.snapshot,
        "codebook_version": about.codebook_version,
        "program_version": program_version(),
        "resources": resources,
    }


def _resource(name: str, part: Part, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name.lower(),
        "title": part.title,
        "path": f"data/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [
                {"name": harmless(str(column)), "type": _type(part.rows[column])}
                for column in part.rows.columns
            ],
            "missingValues": [""],
        },
    }


def _type(column: pd.Series[Any]) -> str:
    if pd.api.types.is_datetime64_any_dtype(column):
        return "date"
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "string"
