"""What inference assumed, what it has to ask, and what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Assumption:
    """Something that the file does not say outright: ``what`` was assumed of ``about``, and ``why``; ``where`` is a cell or a sheet."""

    about: str
    what: str
    why: str
    where: str


@dataclass(frozen=True)
class Question:
    """Something that inference is not sure of, so that it gives nothing of the table: what it asks, where, and how to answer."""

    about: str
    asks: str
    where: str
    answer: str


@dataclass(frozen=True)
class Answers:
    """What the reader of a file knows and the file does not say.

    ``period`` holds for every figure whose period is not stated; ``periods`` for the columns whose header matches a pattern (searched in
    the header's words); ``symbols`` are meanings of symbols; ``period_column`` is a header.
    """

    period: str = ""
    periods: Mapping[str, str] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    period_column: str = ""


NO_ANSWERS = Answers()
"""Nothing is said of the file."""
