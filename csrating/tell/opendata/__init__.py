"""Open data in the form of the Department for Education's standards, and a check of any file against their rules."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.reference.frameworks import Framework
from csrating.schema import OPEN_DATA_ACCOUNTS, check
from csrating.tell.opendata.checks import Broken, Checked, open_data_checked
from csrating.tell.opendata.file import DataFile, csv_text
from csrating.tell.opendata.indicators import indicator_files
from csrating.tell.opendata.ratings import rating_file

__all__ = ["ACCOUNTS", "Broken", "Checked", "DataFile", "OpenData", "open_data", "open_data_checked"]

ACCOUNTS = "rows_accounted_for.csv"
"""The file beside the data that tells what became of every row; it is no open data itself."""


@dataclass(frozen=True, eq=False)
class OpenData:
    """The files of open data, and what became of every row that they were made from.

    Args:
        files: those of the indicators, one for each kind of time, and that of the ratings.
        accounts: OPEN_DATA_ACCOUNTS: how many rows of each table went into which file, and how many into none, with the reason.
    """

    files: tuple[DataFile, ...]
    accounts: pd.DataFrame

    def outputs(self) -> dict[str, bytes]:
        """Every file by its name, each .csv with its .meta.csv, and the accounts."""
        made = {name: content for file in self.files for name, content in file.outputs().items()}
        return made | {ACCOUNTS: csv_text(self.accounts.astype("str"))}


def refuse_open_data_of_today(framework: Framework) -> None:
    """Refuse a framework of today.

    Raises:
        EvidenceError: says what is written in place of open data.
    """
    if framework.is_of_today:
        found = f"open data are written of the ratings of 2009 to 2011, and framework {framework.name} is of today"
        do = f"Its figures are the Department's own open data; csrating build --framework {framework.name} writes our tables of them."
        raise EvidenceError(found, do=do)


def open_data(ratings: Ratings) -> OpenData:
    """All indicators and ratings as open data.

    Args:
        ratings: the ratings of all councils, with the data that they rest on.

    Returns:
        The files; every observation and every rating is in one of them, or is accounted for.

    Raises:
        EvidenceError: the framework is of today, whose figures the Department publishes as open data itself.
    """
    refuse_open_data_of_today(ratings.framework)
    indicators, left_out = indicator_files(ratings.data.observations)
    rated = rating_file(ratings)
    accounts = [("observations", file.stem, len(file.data), "") for file in indicators]
    accounts += [("observations", "", len(rows), str(why)) for why, rows in left_out.groupby("why")]
    accounts.append(("ratings", rated.stem, len(rated.data), ""))
    return OpenData((*indicators, rated), check(OPEN_DATA_ACCOUNTS, pd.DataFrame(accounts, columns=OPEN_DATA_ACCOUNTS.names)))
