"""DuckDB over the files of an extract, held to a limit of memory; beyond it works in a folder that is removed afterwards."""

from __future__ import annotations

import glob
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csrating.errors import EvidenceError, LayoutError, SourceError

if TYPE_CHECKING:
    import duckdb

ROLES = ("council", "setting", "setting_type", "aspect", "grade", "inspected_on")
RUN_BY = "run_by"
"""The one column that an extract need not have."""
_DAYS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_FLOATS = ("FLOAT", "DOUBLE")
_MEMORY = re.compile(r"[0-9]+(\.[0-9]+)? ?[MGT]i?B")


@dataclass(frozen=True)
class Extract:
    """An open extract: the view ``extract`` with a column for each role, all of text but for the days.

    Args:
        connection: that of DuckDB.
        where: the path that was given.
        columns: what the file calls the column of each role; without ``run_by`` where it has none.
    """

    connection: duckdb.DuckDBPyConnection
    where: str
    columns: Mapping[str, str]

    def ask(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows that answer a query."""
        return self.connection.execute(query, dict(values) if values else None).fetchall()


@contextmanager
def opened(path: str | Path, *, columns: Mapping[str, str], memory: str, temporary: str | Path | None) -> Iterator[Extract]:
    """An extract under a limit of memory; what goes wrong in DuckDB while it is open is told as an error for people.

    Args:
        path: a parquet file, a folder of them, or a pattern.
        columns: roles to the names of columns that are called otherwise.
        memory: such as "2 GB".
        temporary: the folder in which to work on disk.
    """
    duckdb = _engine()
    files = _files(path)
    if not _MEMORY.fullmatch(memory):
        raise EvidenceError(f"the memory {memory!r} is no size", expected="one such as '2 GB' or '500 MB'")
    if temporary is not None and not Path(temporary).is_dir():
        raise SourceError("there is no such folder to work in", where=str(temporary))
    with tempfile.TemporaryDirectory(prefix="csrating-", dir=temporary) as folder:
        limits = {"memory_limit": memory.replace(" ", ""), "temp_directory": folder, "preserve_insertion_order": False}
        alone = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        try:
            with duckdb.connect(config=limits | alone) as connection:
                connection.execute("SET enable_progress_bar = false")
                yield _viewed(connection, str(path), files, columns)
        except duckdb.OutOfMemoryException as error:
            raise SourceError(
                f"{memory} of memory, or the disk to work on, is not enough ({_first_line(error)})",
                where=str(path),
                do='Give more, as memory="3 GB", or a folder on a larger disk, as temporary="FOLDER".',
            ) from error
        except duckdb.Error as error:
            raise SourceError(
                f"it cannot be read as parquet ({_first_line(error)})", where=str(path), do="Fetch or restore the file."
            ) from error


def _engine() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise SourceError(
            "counting an extract needs DuckDB, which is not installed", do="Install it: pip install 'csrating[extracts]'."
        ) from error
    return duckdb


def _files(path: str | Path) -> list[str]:
    """The files, in order, as DuckDB takes them to the letter."""
    given = Path(path)
    if given.is_dir():
        found = sorted(map(str, given.rglob("*.parquet")))
    else:
        found = [str(path)] if given.is_file() else sorted(glob.glob(str(path), recursive=True))
    if not found:
        raise SourceError("there is no parquet file", where=str(path), expected="a file, a folder of .parquet files, or a pattern of names")
    return [glob.escape(file) for file in found]


def _viewed(connection: duckdb.DuckDBPyConnection, where: str, files: Sequence[str], columns: Mapping[str, str]) -> Extract:
    source = connection.read_parquet(list(files))
    kinds = dict(zip(source.columns, map(str, source.types), strict=True))
    named = _named(where, kinds, columns)
    source.create_view("source")
    texts = {role: _as_text(kinds[name], _quoted(name)) for role, name in named.items() if role != "inspected_on"}
    texts["setting"] = _without_blanks(connection, texts["setting"])
    parts = [f"{text} AS {role}" for role, text in texts.items()]
    parts.append(f"CAST({_quoted(named['inspected_on'])} AS DATE) AS inspected_on")
    connection.execute(f"CREATE VIEW extract AS SELECT {', '.join(parts)} FROM source")
    return Extract(connection, where, named)


def _named(where: str, kinds: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    """What each role's column is called in the file."""
    strange = [role for role in columns if role not in (*ROLES, RUN_BY)]
    if strange:
        raise EvidenceError(f"columns names {strange[0]!r}", expected=f"one of {', '.join((*ROLES, RUN_BY))}")
    named = {role: columns.get(role, role) for role in (*ROLES, RUN_BY)}
    if RUN_BY not in columns and RUN_BY not in kinds:
        del named[RUN_BY]
    for role, name in named.items():
        if name not in kinds:
            raise LayoutError(
                f"there is no column {name!r} among {', '.join(map(repr, kinds))}",
                where=where,
                do=f"Say which column it is: columns={{{role!r}: 'NAME'}}.",
            )
    kind = kinds[named["inspected_on"]]
    if kind not in _DAYS:
        raise LayoutError(
            f"column {named['inspected_on']!r} holds {kind}", where=where, expected="dates", do="Write it as dates, not as text or numbers."
        )
    return named


def _as_text(kind: str, name: str) -> str:
    """A column as text; a whole number without its decimal point."""
    if kind in _FLOATS:
        return f"CASE WHEN {name} = floor({name}) THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
    return name if kind == "VARCHAR" else f"CAST({name} AS VARCHAR)"


def _without_blanks(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """References without the blanks around them, which would make two settings of one; to look for blanks is cheaper than to strip all."""
    [(padded,)] = connection.execute(f"SELECT count(*) FROM source WHERE {text} LIKE ' %' OR {text} LIKE '% '").fetchall()
    return f"trim({text})" if padded else text


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
