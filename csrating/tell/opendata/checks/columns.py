"""The rules of names: of the two files, and of their columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from csrating.tell.opendata.checks.opened import Opened
from csrating.tell.opendata.checks.rules import Broken, broken
from csrating.tell.opendata.standard import REQUIRED_COLUMNS

_FILE_NAME = re.compile(r"[a-z0-9_-]+\.csv")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?:[0-9]{2})?(?![0-9])")
_NAME = re.compile(r"[A-Za-z0-9_]+")
_SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_LONGEST = 35


def file_name_rules(name: str, meta_name: str | None) -> Iterator[Broken]:
    """What is wrong with the names of the two files.

    Args:
        name: of the file of data; blank where there is none, as for a frame.
        meta_name: of its metadata; None where there is no such file.

    >>> [one.rule for one in file_name_rules("Figures 2009.csv", "figures.meta.csv")]
    ['file name', 'year in file name', 'metadata file']
    """
    if name and not _FILE_NAME.fullmatch(name):
        yield broken("file name", "data", found=[name])
    if _YEAR.search(name):
        yield broken("year in file name", "data", found=[name])
    if meta_name is None or (name and meta_name and meta_name != f"{name.removesuffix('.csv')}.meta.csv"):
        yield broken("metadata file", "meta", found=[meta_name] if meta_name else [])


def column_rules(data: Opened) -> Iterator[Broken]:
    """What is wrong with the names of the columns of data."""
    for name in REQUIRED_COLUMNS:
        if name not in data.names:
            yield broken("required columns", "data", name)
    for name, times in Counter(data.names).items():
        if times > 1:
            yield broken("column named twice", "data", name, found=[name])
        if not _NAME.fullmatch(name):
            yield broken("column name", "data", name, found=[name])
        elif not _SNAKE_CASE.fullmatch(name):
            yield broken("snake case", "data", name, found=[name])
        if len(name) > _LONGEST:
            yield broken("length of column name", "data", name, found=[name])
