"""The file of a part: Parquet, a row a batch, a column a table (its rows as a list of records).

One file is whole or not there, however many tables it carries; a batch is one row group, so that
neither side holds more than one in memory.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from coverage.batches import MadeBatch
from coverage.errors import EngineError
from coverage.model import Rejection
from coverage.readers import Columns, DayOrder
from coverage.store import Block

_REJECTIONS = pa.schema([("source", pa.string()), ("code", pa.string()), ("reason", pa.string())])
_BESIDE = ("read", "repeated", "told")  # columns that are no tables
_STALE = 24 * 3600.0  # seconds after which a half-written file has no writer any more


def file_of(folder: Path, name: str) -> Path:
    """Where the part ``name`` lies."""
    return folder / f"{name}.parquet"


def write(folder: Path, name: str, batches: Iterable[MadeBatch]) -> Path:
    """Write the part's file, whole or not at all; whoever else made it made the same.

    Raises:
        EngineError: the folder cannot be written.
    """
    target = file_of(folder, name)
    partial = folder / f".{name}.{uuid4().hex}.partial"
    writer = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            for batch in batches:
                row = _row(batch)
                if writer is None:
                    writer = pq.ParquetWriter(file, row.schema, compression="zstd")
                writer.write_table(row)
            if writer is not None:
                writer.close()
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        raise EngineError(f"{target}: the part cannot be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def read(path: Path) -> Iterator[tuple[MadeBatch, bool]]:
    """The part's batches, each with whether it is the last.

    Raises:
        EngineError: the file is not there, or was damaged.
    """
    try:
        if path.stat().st_size == 0:
            return  # nothing was in the input
        with pq.ParquetFile(path) as file:
            count = file.num_row_groups
            for number in range(count):
                yield _batch(file.read_row_group(number)), number == count - 1
    except FileNotFoundError as error:
        raise EngineError(
            f"{path}: a worker made this part, but it is not here: --parts must be a folder that "
            "this machine and all workers see under the same path"
        ) from error
    except (OSError, pa.ArrowException) as error:
        path.unlink(missing_ok=True)
        raise EngineError(
            f"{path}: the part was damaged and is removed ({error}); run the command again"
        ) from error


def sweep(folder: Path) -> None:
    """Remove what workers that died left half-written, once it is old."""
    for path in folder.glob(".*.partial"):
        try:
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()
        except OSError:
            continue  # its writer lives after all, or another sweeper was here


def _row(batch: MadeBatch) -> Any:
    rejections = pa.Table.from_pylist(
        [{"source": _text(r.source), "code": r.code, "reason": _text(r.reason)}
         for r in batch.rejected], schema=_REJECTIONS,
    )  # fmt: skip
    tables = {**batch.block.tables, "rejections": rejections}
    columns = {name: _as_list(table) for name, table in tables.items()}
    columns |= {
        "read": pa.array([batch.read]),
        "repeated": pa.array([batch.repeated]),
        "told": pa.array([[_as_json(*each) for each in batch.told]], pa.list_(pa.string())),
    }
    return pa.table(columns)


def _batch(row: Any) -> MadeBatch:
    read, repeated, told = (row[name][0].as_py() for name in _BESIDE)
    tables = {name: _as_table(row[name]) for name in row.column_names if name not in _BESIDE}
    rejected = tuple(Rejection(**each) for each in tables.pop("rejections").to_pylist())
    return MadeBatch(Block(tables), rejected, read, repeated, tuple(map(_from_json, told)))


def _as_list(table: Any) -> Any:
    struct = table.combine_chunks().to_struct_array()
    values = struct.combine_chunks() if isinstance(struct, pa.ChunkedArray) else struct
    offsets = pa.array([0, table.num_rows], type=pa.int32())
    return pa.ListArray.from_arrays(offsets, values)


def _as_table(column: Any) -> Any:
    return pa.Table.from_struct_array(column.combine_chunks().flatten())


def _as_json(source: str, columns: Columns) -> str:
    return json.dumps([source, asdict(columns)])


def _from_json(told: str) -> tuple[str, Columns]:
    source, held = json.loads(told)
    days = DayOrder(**held.pop("days"))
    return source, Columns(tuple(held.pop("names")), days=days, **held)


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
