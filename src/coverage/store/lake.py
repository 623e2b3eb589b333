"""A store for a team: tables in DuckLake, its catalogue in PostgreSQL, its data where all see it.

``ducklake:postgres:host=db dbname=coverage data_path=s3://news/lake`` names one, in the words that
PostgreSQL's own programs know, and ``data_path``: a folder or an ``s3://`` address. Passwords are
better kept in ``~/.pgpass`` or ``$PGPASSWORD``, where PostgreSQL's library finds them.

Everything else knows stores by a folder. So a lake has one too, on each machine: it holds the
address (``LAKE``), and what is of this machine alone, such as the search index.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import duckdb

from coverage.errors import StoreError
from coverage.store.database import Connection, connect, writer_settings

PREFIX = "ducklake:postgres:"
NAME = "lake"  # of the attached catalogue, and its default schema
SAFE = "INTERVAL 2 DAY"  # a file without a row in the catalogue may be somebody's who writes it
_EXTENSIONS = ("postgres_scanner", "ducklake")
# Of an object: the buffer of each upload is its ten-thousandth, by the usual 800 GB half of a
# writer's memory. Our files have some hundred megabytes.
_LARGEST = "80GB"
_OBJECTS = "httpfs"  # one more, where the data are in object storage
_PASSWORD = re.compile(r"(password=)('(?:[^'\\]|\\.)*'|\S+)", re.IGNORECASE)
_WORD = re.compile(r"data_path=('(?:[^'\\]|\\.)*'|\S+)\s*")


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a lake is: PostgreSQL's connection words, and the folder or address of the data."""

    catalogue: str
    data: str

    @classmethod
    def parse(cls, text: str) -> Lake:
        """The lake that ``text`` names. Raises StoreError where it does not say where."""
        words = text.removeprefix(PREFIX)
        found = _WORD.search(words)
        catalogue = _WORD.sub("", words).strip()
        if not found or not catalogue:
            raise StoreError(
                f"say {PREFIX}host=HOST dbname=NAME data_path=FOLDER, or data_path=s3://BUCKET/PATH"
            )
        data = found[1].strip("'")
        if "://" not in data:
            data = str(Path(data).absolute())
        elif not data.startswith("s3://"):
            raise StoreError(f"{data}: the data of a lake are in a folder or at s3://")
        return cls(catalogue, data.rstrip("/") + "/")

    @property
    def shown(self) -> str:
        """The address without its password."""
        return hidden(f"{PREFIX}{self.catalogue}")


def hidden(text: object) -> str:
    """A message without passwords: PostgreSQL's errors repeat the connection's words, in lines."""
    return _PASSWORD.sub(r"\1***", " ".join(str(text).split()))


def place(text: str) -> Path:
    """The folder of the store that ``text`` names: a folder, or a lake's own on this machine.

    Raises:
        StoreError: the lake's address is wrong, or its folder cannot be made.
    """
    if not text.startswith("ducklake:"):
        return Path(text)
    if not text.startswith(PREFIX):
        raise StoreError(f"several can only write to a lake in PostgreSQL: {PREFIX}...")
    lake = Lake.parse(text)
    identity = hashlib.sha256(f"{lake.catalogue}\n{lake.data}".encode()).hexdigest()[:12]
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    folder = Path(state) / "partner-coverage" / f"lake-{identity}"
    marker = folder / "LAKE"
    try:
        (folder / "snapshots").mkdir(parents=True, exist_ok=True)
        if not marker.exists():
            partial = folder / f"LAKE.{os.getpid()}.partial"
            partial.touch(mode=0o600)  # the address may hold a password
            partial.write_text(f"{lake.catalogue}\n{lake.data}\n", "utf-8")
            partial.replace(marker)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error}") from error
    return folder


def lake_of(store: Path) -> Lake | None:
    """The lake whose folder this is; None for a store that lies in the folder itself."""
    try:
        catalogue, data = (store / "LAKE").read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise StoreError(f"{store / 'LAKE'}: cannot be read: {error}") from error
    return Lake(catalogue, data)


def in_lake(store: Path) -> bool:
    """Whether the store lies in a lake, beside others who write. Raises StoreError."""
    return lake_of(store) is not None


def database(*extensions: str) -> Connection:
    """An empty database in memory with these extensions, from packages; none is ever fetched.

    Raises:
        StoreError: they are not installed, or not of DuckDB's own version.
    """
    connection = connect()
    for name in extensions:
        found = find_spec(f"duckdb_extension_{name}")
        if found is None or found.origin is None:
            raise StoreError("a store in a lake needs an extra: "
                             "pip install 'partner-coverage[scale]'")  # fmt: skip
        path = (Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}"
                / f"{name}.duckdb_extension")  # fmt: skip
        try:
            connection.execute(f"LOAD '{quoted(str(path))}'")  # its signature is checked
        except duckdb.Error as error:
            raise StoreError(f"{path}: cannot be loaded: {error}") from error
    return connection


def attached(
    lake: Lake, options: str = "", writes: bool = False, sparing: bool = False
) -> Connection:
    """A database of its own with the lake attached and in use. Raises StoreError.

    Where it only reads, it then has no access to anything but the lake's data. One that writes, or
    is ``sparing``, takes as little memory as the writer of a folder.
    """
    objects = lake.data.startswith("s3://")
    connection = database(*_EXTENSIONS, *([_OBJECTS] if objects else []))
    try:
        if objects:
            _sign_in(connection)
            connection.execute(f"SET s3_uploader_max_filesize = '{_LARGEST}'")
        elif writes:
            Path(lake.data).mkdir(parents=True, exist_ok=True)
        connection.execute("SET GLOBAL TimeZone = 'Europe/Kyiv'")
        for name, value in writer_settings().items() if writes or sparing else [("threads", 4)]:
            connection.execute(f"SET {name} = '{value}'")
        connection.execute(f"SET allowed_directories = ['{quoted(lake.data)}']")
        connection.execute(
            f"ATTACH 'ducklake:postgres:{quoted(lake.catalogue)}' AS {NAME} "
            f"(DATA_PATH '{quoted(lake.data)}'{options})"
        )
        connection.execute("SET enable_external_access = false")
        connection.execute(f"USE {NAME}")
    except (duckdb.Error, OSError) as error:
        raise StoreError(f"{lake.shown}: cannot be opened: {hidden(error)}") from error
    return connection


def _sign_in(connection: Connection) -> None:
    """Let the database into the object storage, by the variables that its own tools know."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL") or ""
    given = {
        "KEY_ID": os.environ.get("AWS_ACCESS_KEY_ID"),
        "SECRET": os.environ.get("AWS_SECRET_ACCESS_KEY"),
        "SESSION_TOKEN": os.environ.get("AWS_SESSION_TOKEN"),
        "REGION": os.environ.get("AWS_REGION") or "us-east-1",
        "ENDPOINT": endpoint.partition("://")[2].rstrip("/"),
    }
    parts = [f"{name} '{quoted(value)}'" for name, value in given.items() if value]
    if endpoint:
        parts += ["URL_STYLE 'path'", f"USE_SSL {str(endpoint.startswith('https')).lower()}"]
    connection.execute(f"CREATE SECRET (TYPE s3, {', '.join(parts)})")


def quoted(text: str) -> str:
    """Text between two single quotes of SQL."""
    return text.replace("'", "''")
