"""A table of all 152 councils in which nothing is wrong, to be spoilt cell by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from csrating import reference
from csrating.read import Reading, read_file

Rows = list[list[Any]]
HEADER = [
    "LA code",
    "LA name",
    "Number of children 2012",
    "Percentage achieving 2012",
    "Number of children 2013",
    "Percentage achieving 2013",
]


def clean_rows() -> Rows:
    """Each council with two counts and two percentages that hardly change; England is the sum of those and near the mean of these."""
    councils = reference.councils()
    body = []
    for place, (code, name) in enumerate(zip(councils["code"], councils["name"], strict=True)):
        count, share = 200 + 37 * (place % 60), 50 + (place * 7) % 40
        body.append([code, name, count, share, count + place % 9 - 4, share + place % 5 - 2])
    england = ["", "England", sum(row[2] for row in body), 70, sum(row[4] for row in body), 70]
    return [list(HEADER), england, *body]


def written(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode())
    return path


@pytest.fixture
def rows() -> Rows:
    """The clean table."""
    return clean_rows()


@pytest.fixture
def reading_of(tmp_path: Path) -> Callable[..., Reading]:
    """Write a table and read it."""

    def make(rows: Sequence[Sequence[Any]], *, file: str = "table.csv", **options: Any) -> Reading:
        return read_file(written(tmp_path / file, rows), **options)

    return make
