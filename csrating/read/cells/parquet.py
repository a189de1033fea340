"""A parquet file as a sheet: the names of its columns in the first row, their values beneath."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath
from typing import Any

import numpy as np

from csrating.errors import SourceError
from csrating.read.cells.limits import MOST_COLUMNS, MOST_SIGNS, Limits
from csrating.read.cells.sheet import Cells, Sheet, in_words

# Whole numbers beyond are not exact as floats; they stay text.
_EXACT = 1 << 53
_EPOCH, _MILLISECONDS = date(1970, 1, 1).toordinal(), 24 * 60 * 60 * 1_000


def parquet_sheet(file: str, content: bytes, *, limits: Limits) -> tuple[Sheet, tuple[str, ...]]:
    """A parquet file as one sheet, and what the reader should know of it: numbers as floats, dates as dates, text as text, null as ''.

    Raises:
        SourceError: the file is damaged, a column holds lists or records, a number is infinite, or there are more cells than the limit.
    """
    import pyarrow as pa

    try:
        return _sheet(file, _table(file, content, limits))
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise _damaged(file, error) from error


def _sheet(file: str, table: Any) -> tuple[Sheet, tuple[str, ...]]:
    made = np.empty((table.num_rows + 1, table.num_columns), dtype=object)
    notes: list[str] = []
    for place, name in enumerate(table.column_names):
        made[0, place] = name
        begins = 1
        for piece in table.column(place).chunks:
            where = f"{file}, column {name!r}"
            _refuse_long(where, piece)
            made[begins : begins + len(piece), place] = _piece(where, piece, notes)
            begins += len(piece)
    return Sheet(file, PurePath(file).stem, made), tuple(dict.fromkeys(notes))


def _damaged(file: str, error: Exception) -> SourceError:
    return SourceError(f"the parquet file is damaged ({error})", where=file, do="Fetch or restore the file again.")


def _table(file: str, content: bytes, limits: Limits) -> Any:
    """The table, once what it says of its size has been looked at; repeated text is kept once."""
    import pyarrow as pa
    from pyarrow import parquet

    opened = parquet.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)
    about, schema = opened.metadata, opened.schema_arrow
    if about.num_columns > MOST_COLUMNS:
        expected = f"at most {MOST_COLUMNS:,}, as in a workbook"
        raise SourceError(f"the table has {about.num_columns:,} columns", where=file, expected=expected, do="Split it.")
    if about.num_rows * max(1, about.num_columns) > limits.text_cells:
        expected = f"at most {limits.text_cells:,} cells"
        raise SourceError(f"the table has {about.num_rows:,} rows and {about.num_columns} columns", where=file, expected=expected)
    unpacked = sum(about.row_group(place).total_byte_size for place in range(about.num_row_groups))
    if unpacked > limits.all_bytes:
        raise SourceError(f"the table unpacks to {unpacked:,} bytes", where=file, expected=f"at most {limits.all_bytes:,}")
    for field in schema:
        if pa.types.is_nested(field.type):
            raise SourceError(f"column {field.name!r} holds {field.type}", where=file, expected="one value to a cell")
    texts = [field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)]
    return parquet.ParquetFile(pa.BufferReader(content), read_dictionary=texts, page_checksum_verification=True).read(use_threads=False)


def _piece(where: str, piece: Any, notes: list[str]) -> Cells:
    """The cells of a piece of a column; each piece of a column of text has its own dictionary."""
    import pyarrow as pa

    kind = piece.type
    if pa.types.is_dictionary(kind):
        words = np.append(_piece(where, piece.dictionary, notes), np.array([""], dtype=object))
        taken: Cells = words[piece.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)]
        return taken
    if pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        return _numbers(where, piece, notes)
    if pa.types.is_timestamp(kind):
        piece = _on_the_clock(where, piece, notes)
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        _refuse_far_times(where, piece)
    made = np.empty(len(piece), dtype=object)
    made[:] = ["" if value is None else in_words(value) if value is True or value is False else value for value in piece.to_pylist()]
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        raise SourceError("the column holds bytes", where=where, expected="text, numbers or dates")
    return made


def _refuse_long(where: str, piece: Any) -> None:
    """Refuse a text longer than any cell of a workbook, and bytes that are no text, before they are made into cells."""
    import pyarrow as pa
    from pyarrow import compute

    texts = piece.dictionary if pa.types.is_dictionary(piece.type) else piece
    if not (pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type)):
        return
    texts.validate(full=True)
    longest = compute.max(compute.utf8_length(texts)).as_py() or 0
    if longest > MOST_SIGNS:
        raise SourceError(f"the column holds a text of {longest:,} characters", where=where, expected=f"at most {MOST_SIGNS:,} to a cell")


def _on_the_clock(where: str, piece: Any, notes: list[str]) -> Any:
    """Times as a clock of their zone shows them, to the microsecond."""
    import pyarrow as pa
    from pyarrow import compute

    try:
        return compute.local_timestamp(piece).cast(pa.timestamp("us"), safe=piece.type.unit != "ns") if piece.type.tz else _plain(piece)
    except pa.ArrowInvalid as error:
        if "timezone" not in str(error):
            raise _far(where) from error
    notes.append(f"{where}: the times are of the zone {piece.type.tz!r}, which nobody knows; they are read as times of Greenwich")
    return _plain(piece)


def _plain(piece: Any) -> Any:
    import pyarrow as pa

    return piece.cast(pa.timestamp(piece.type.unit)).cast(pa.timestamp("us"), safe=piece.type.unit != "ns")


def _refuse_far_times(where: str, piece: Any) -> None:
    """Refuse what lies outside the years 1 to 9999, which are all that a date can hold."""
    import pyarrow as pa
    from pyarrow import compute

    ends = compute.min_max(piece.cast(pa.int32() if pa.types.is_date32(piece.type) else pa.int64())).as_py()
    to_a_day = 1 if pa.types.is_date32(piece.type) else _MILLISECONDS if pa.types.is_date64(piece.type) else 1_000 * _MILLISECONDS
    first, last = (one.toordinal() - _EPOCH for one in (date.min, date.max))
    if any(end is not None and not first <= end // to_a_day <= last for end in ends.values()):
        raise _far(where)


def _far(where: str) -> SourceError:
    return SourceError("the column holds a time outside the years 1 to 9999", where=where, expected="dates of a calendar")


def _numbers(where: str, piece: Any, notes: list[str]) -> Cells:
    import pyarrow as pa
    from pyarrow import compute

    empty = piece.is_null().to_numpy(zero_copy_only=False)
    if pa.types.is_integer(piece.type) and _inexact(compute.min_max(piece).as_py()):
        return np.array(["" if value is None else str(value) for value in piece.to_pylist()], dtype=object)
    numbers = piece.cast(pa.float64(), safe=False).fill_null(0.0).to_numpy(zero_copy_only=False)
    if np.isinf(numbers).any():
        row = int(np.flatnonzero(np.isinf(numbers))[0])
        raise SourceError("the column holds an infinite number", where=where, expected=f"finite numbers (value {row + 1} of its piece)")
    lacking = np.isnan(numbers)
    if lacking.any():
        notes.append(f"{where}: {int(lacking.sum())} values are NaN, not a number; they are read as empty cells")
    made: Cells = numbers.astype(object)
    made[empty | lacking] = ""
    return made


def _inexact(ends: dict[str, int | None]) -> bool:
    return any(end is not None and abs(end) > _EXACT for end in ends.values())
