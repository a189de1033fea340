"""Read the judgements that somebody recorded inside the borderline range: a csv, taken strictly as text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from csrating.errors import CsratingError, TableError

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("council", "from", "to", "reason", "who", "when")
_ROW = re.compile(r"judgements, row (\d+)")


@dataclass(frozen=True)
class JudgementFile:
    """The judgements of a file, as text under the headings ``COLUMNS``, and the row of the file that each is in."""

    path: Path
    table: pd.DataFrame
    rows: tuple[int, ...]

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """Whatever is wrong with a judgement while the block runs is told with the row of the file that it is in."""
        try:
            yield
        except CsratingError as error:
            if not _ROW.fullmatch(error.where):
                raise
            raise type(error)(self._placed(error.found), where=self._placed(error.where), expected=error.expected, do=error.do) from error

    def _placed(self, text: str) -> str:
        return _ROW.sub(lambda row: f"{self.path}, row {self.rows[int(row[1]) - 1]}", text)


def judgements_from(path: Path) -> JudgementFile:
    """The judgements of a file, each of them checked.

    Args:
        path: a csv in UTF-8 whose first row names the columns ``council`` (a name or any code), ``from`` and ``to`` (ratings, by their
            number, 4 best, or their words), ``reason``, ``who`` and ``when`` (2009-12-09 or 09/12/2009), in any order.

    Raises:
        TableError: the file is missing or no csv, a column is missing or unknown, a cell is blank or unreadable, or a council has two
            judgements; the message names the file and the row.
        UnknownCouncilError: a council is not one of the 152.
    """
    import pandas as pd

    from csrating.rate.judgements import recorded

    (top, header), *rows = _rows(path)
    _check_header(header, f"{path}, row {top}")
    if not rows:
        raise TableError("the file holds no judgement", where=str(path), expected="one in each row under the headings")
    for number, cells in rows:
        if len(cells) != len(header):
            expected = f"{len(header)}, and quotation marks around a cell with a comma in it"
            raise TableError(f"the row has {len(cells)} cells", where=f"{path}, row {number}", expected=expected)
    table = pd.DataFrame([cells for _, cells in rows], columns=header)[list(COLUMNS)]
    found = JudgementFile(path, table.assign(when=table["when"].map(_day)), tuple(number for number, _ in rows))
    with found.blamed():
        recorded(found.table)
    return found


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Each row that holds anything, with its number: the headings first."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except OSError as error:
        raise TableError(f"the judgements cannot be read ({error.strerror})", where=str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError("the file is not csv in UTF-8", where=str(path), do="Save it as “CSV UTF-8” and try again.") from error
    found = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not found:
        raise TableError("the file is empty", where=str(path), expected=f"the columns {', '.join(COLUMNS)}")
    return found


def _check_header(header: list[str], where: str) -> None:
    missing = [name for name in COLUMNS if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    repeated = [name for name in COLUMNS if header.count(name) > 1]
    for names, told in ((missing, "missing"), (unknown, "unknown"), (repeated, "there twice")):
        if names:
            listed = ", ".join(name or "(blank)" for name in names)
            raise TableError(f"columns are {told}: {listed}", where=where, expected=f"the columns {', '.join(COLUMNS)}")


def _day(text: str) -> str:
    """A date such as 09/12/2009, which spreadsheets write, as 2009-12-09; any other text as it stands."""
    try:
        return f"{datetime.strptime(text, '%d/%m/%Y'):%Y-%m-%d}"
    except ValueError:
        return text
