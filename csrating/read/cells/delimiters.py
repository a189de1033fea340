"""Which sign separates the values of a text: the one that gives the most rows of one width."""

from __future__ import annotations

import contextlib
import csv
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from csrating.errors import SourceError

_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}
_LINES = 2_000


@dataclass(frozen=True)
class _Fit:
    """How many rows of a text have the commonest width of more than one cell, if a sign separates its values."""

    delimiter: str
    rows: int
    width: int


def delimiter_of(file: str, text: str) -> str:
    r"""The sign that separates the values: comma, semicolon or tab.

    A decimal comma is never guessed at: where comma and semicolon give as many rows of one width each, nobody can say from the text alone.

    Args:
        file: the name of the file, for the message.
        text: its text, of which the first 2,000 lines are looked at.

    Raises:
        SourceError: two signs fit equally well.

    >>> delimiter_of("f.csv", "LA;Rate\nBury;1,5\nBolton;2,5\n")
    ';'
    >>> delimiter_of("f.csv", "1;2,5\n3;4,5\n")
    Traceback (most recent call last):
    ...
    csrating.errors.SourceError: f.csv: comma and semicolon separate the text equally well (2 rows of 2 cells each way); expected one
    separator that fits. Say which it is.
    """
    first = "".join(itertools.islice(_lines(text), _LINES))
    fits = sorted((_fit(first, sign) for sign in _NAMES if sign in first), key=lambda fit: -fit.rows)
    if not fits or not fits[0].rows:
        return ","
    if len(fits) > 1 and fits[0].rows == fits[1].rows:
        raise _undecided(file, fits[0], fits[1])
    return fits[0].delimiter


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _fit(text: str, delimiter: str) -> _Fit:
    """Rows after which the text cannot be split are not counted: the last lines may end within quotation marks."""
    widths: Counter[int] = Counter()
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    with contextlib.suppress(csv.Error):
        widths.update(len(row) for row in rows)
    width, count = max(((width, count) for width, count in widths.items() if width > 1), key=lambda pair: pair[::-1], default=(0, 0))
    return _Fit(delimiter, count, width)


def _undecided(file: str, one: _Fit, other: _Fit) -> SourceError:
    widths = f"{one.width}" if one.width == other.width else f"{one.width} or {other.width}"
    found = f"{_NAMES[one.delimiter]} and {_NAMES[other.delimiter]} separate the text equally well"
    return SourceError(
        f"{found} ({one.rows} rows of {widths} cells each way)",
        where=file,
        expected="one separator that fits",
        do="Say which it is.",
    )
