"""What inference assumed, what it has to ask, and what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from csrating.errors import LayoutError
from csrating.read.grades import Scale
from csrating.read.layouts.reading import NO_JUDGEMENT
from csrating.read.periods import find_period
from csrating.schema import Status

WAYS_OF_GRADES: Mapping[str, Scale] = {"1 is outstanding": "numbers", "4 is outstanding": "numbers, 4 best"}
"""Which way grades in numbers run, as a reader says it, and as a layout does: inspectors number them from 1, APA and CPA counted to 4."""


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
    the header's words); ``symbols`` are meanings of symbols; ``period_column`` and ``date_column``, that of the days of inspection, are
    headers; ``grades`` says which way grades in numbers run: '1 is outstanding' or '4 is outstanding'.
    """

    period: str = ""
    periods: Mapping[str, str] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    period_column: str = ""
    grades: str = ""
    date_column: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no period and no meaning, before a file is opened for it.

        >>> Answers(period="last year")
        Traceback (most recent call last):
        ...
        csrating.errors.LayoutError: 'last year' is not a period; expected such as 2011, 2010/11 or Oct-Dec 2008.
        """
        for label in filter(None, (self.period, *self.periods.values())):
            found = find_period(label)
            if found is None or found.rest:
                raise LayoutError(f"{label!r} is not a period", expected="such as 2011, 2010/11 or Oct-Dec 2008")
        meanings = [*(str(status) for status in Status if status is not Status.REPORTED), NO_JUDGEMENT]
        for symbol, means in self.symbols.items():
            if means not in meanings:
                raise LayoutError(f"{symbol!r} cannot mean {means!r}", expected=f"one of {', '.join(meanings)}")
        if self.grades and self.grades not in WAYS_OF_GRADES:
            raise LayoutError(f"grades cannot run as {self.grades!r}", expected=f"one of {', '.join(map(repr, WAYS_OF_GRADES))}")

    @property
    def scale(self) -> Scale | None:
        """How grades in numbers are read; None where the reader does not say which way they run."""
        return WAYS_OF_GRADES.get(self.grades)


NO_ANSWERS = Answers()
"""Nothing is said of the file."""
