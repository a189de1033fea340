"""What inference assumed, what it has to ask, and what it was told."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from csrating.errors import LayoutError
from csrating.read.grades import Scale
from csrating.read.layouts.vocabulary import BRACKETS, DECIMAL_COMMAS, NO_JUDGEMENT, NOUGHT
from csrating.read.periods import find_period
from csrating.schema import Status

WAYS_OF_GRADES: Mapping[str, Scale] = {"1 is outstanding": "numbers", "4 is outstanding": "numbers, 4 best"}
"""Which way grades in numbers run, as a reader says it, and as a layout does: inspectors number them from 1, APA and CPA counted to 4."""
PARTING_COMMAS, DECIMAL_STOPS = "commas part thousands", "full stops are decimal"
PLAIN_WAYS = frozenset((PARTING_COMMAS, DECIMAL_STOPS))
"""How numbers are written in English: a layout need not say so, and a reader says it where a text may be written otherwise."""
WAYS_TOLD = (DECIMAL_COMMAS, PARTING_COMMAS, DECIMAL_STOPS, BRACKETS)
"""The ways of writing numbers that only a reader can tell; others are plain from the cells."""
MEANINGS_TOLD = (*(str(status) for status in Status if status is not Status.REPORTED), NO_JUDGEMENT, NOUGHT)
"""What a reader can say that a symbol means."""
LEVELS_TOLD = ("council", "region", "England", "other")
"""What a reader can say that a word for a kind of area means; rows about anything other are left out."""
NOUGHTS = "0 means not available"
"""How an assumption begins that is about a column of nothing but noughts."""
THE_READER_SAYS = "the reader says so"
WITHOUT_HEADER = "(no header)"
"""How a reader calls the columns that have no header."""


@dataclass(frozen=True)
class Assumption:
    """Something that the file does not say outright: ``what`` was assumed of ``about``, and ``why``; ``where`` is a cell or a sheet."""

    about: str
    what: str
    why: str
    where: str


@dataclass(frozen=True)
class Question:
    """Something that inference is not sure of, so that it gives nothing of the table: what it asks, where, and how to answer.

    ``options`` are the words of a command line that answer it, what only the reader can fill in written in capitals; none where no option
    does. A question that can be ``confirmed`` has a reading already, of which it is only not sure that it is right.
    """

    about: str
    asks: str
    where: str
    answer: str
    options: tuple[str, ...] = ()
    confirmed: str = ""


def option(name: str, said: str) -> str:
    """An option with what is said by it, as a shell takes it.

    >>> option("--period", "Sheet 2=2014/15")
    "--period 'Sheet 2=2014/15'"
    """
    return f"{name} {shlex.quote(said)}"


def to_leave_out(about: str, asks: str, where: str, header: str) -> Question:
    """A question about a column without which the rest of the table can be read."""
    passed = option("--leave-out", header)
    return Question(about, asks, where, f"{passed}, to read the table without it", (passed,))


def to_confirm(about: str, asks: str, where: str, reading: str, *others: str) -> Question:
    """A question whether what stands there is right; ``others`` are options that answer it otherwise."""
    passed = option("--confirm", where.split("#", 1)[-1])
    more = "".join(f", or {other}" for other in others)
    return Question(about, asks, where, f"{passed}, if it is right as it stands ({reading}){more}", (passed,), reading)


@dataclass(frozen=True)
class Answers:
    """What the reader of a file knows and the file does not say.

    ``period`` holds for every figure whose period is not stated; ``periods`` for the columns whose header matches a pattern (searched in
    the header's words), and for the sheets whose whole name does; ``symbols`` are meanings of symbols; ``period_column`` and
    ``date_column``, that of the days of inspection, are headers; ``grades`` says which way grades in numbers run: '1 is outstanding' or
    '4 is outstanding'.

    ``written`` says how numbers are written where that is not plain ('commas are decimal', 'commas part thousands', 'full stops are
    decimal', 'brackets are negative'), and ``marks`` what may stand after a number that counts all the same; ``units`` gives units of
    columns by their headers. ``breakdowns`` are headers of columns that tell rows about one area apart, ``left_out`` of columns that are
    not to be read. ``headers_are`` says what headers are that are bare numbers: 'age' makes 0, 1, 2 breakdowns of one measure. With
    ``fill_down``, rows that name no area are about the one above. ``confirmed`` are cells about which the file was asked, and which are
    right as they stand: 'C5', or 'Sheet2!C5'. Where ``sheets`` are named, no others are read. ``levels`` says of words in a column that
    says what kind of area each row is about what they mean: council, region, England, or other, whose rows are left out.
    ``period_is_of_sheet`` says that the period was given for the very sheet: it then goes before what a line above a table says. ``heard``
    are those of the confirmed cells about which a question was found to be asked.
    """

    period: str = ""
    periods: Mapping[str, str] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    period_column: str = ""
    grades: str = ""
    date_column: str = ""
    written: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    breakdowns: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    headers_are: str = ""
    fill_down: bool = False
    confirmed: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    period_is_of_sheet: bool = False
    heard: set[str] = field(default_factory=set, compare=False, repr=False)

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
        for symbol, means in self.symbols.items():
            _one_of(means, MEANINGS_TOLD, f"{symbol!r} cannot mean {means!r}")
        for word, means in self.levels.items():
            _one_of(means, LEVELS_TOLD, f"{word!r} cannot mean {means!r}")
        for way in self.written:
            _one_of(way, WAYS_TOLD, f"numbers cannot be written so that {way!r}")
        if DECIMAL_COMMAS in self.written and PLAIN_WAYS & {*self.written}:
            raise LayoutError("commas cannot be decimal signs and part thousands", expected="one way for all numbers of a file")
        for mark in self.marks:
            if not mark.strip() or mark[-1].isdecimal():
                raise LayoutError(f"{mark!r} is no mark after a number", expected="such as p=provisional")
        if self.grades and self.grades not in WAYS_OF_GRADES:
            raise LayoutError(f"grades cannot run as {self.grades!r}", expected=f"one of {', '.join(map(repr, WAYS_OF_GRADES))}")

    def on(self, sheet: str) -> Answers:
        """The same for one sheet: a period that is given for its name holds for all its figures that state none."""
        found = next((label for pattern, label in self.periods.items() if re.fullmatch(pattern, sheet.strip())), "")
        return replace(self, period=found, period_is_of_sheet=True) if found else self

    def wants(self, sheet: str) -> bool:
        """Whether a sheet is to be read."""
        return not self.sheets or sheet.strip().casefold() in (one.strip().casefold() for one in self.sheets)

    def leaves_out(self, header: str) -> bool:
        """Whether the reader leaves out the columns under a header, in any case."""
        return header.casefold() in map(str.casefold, self.left_out)

    def tells_apart_by(self, header: str) -> bool:
        """Whether the reader says of a column that it tells rows about one area apart, in any case."""
        return header.casefold() in map(str.casefold, self.breakdowns)

    def confirms(self, where: str) -> bool:
        """Whether the reader says of a cell that it is right as it stands."""
        cell = where.split("#", 1)[-1]
        said = {cell, cell.rpartition("!")[2]}.intersection(self.confirmed)
        self.heard.update(said)
        return bool(said)

    @property
    def scale(self) -> Scale | None:
        """How grades in numbers are read; None where the reader does not say which way they run."""
        return WAYS_OF_GRADES.get(self.grades)


def _one_of(word: str, words: Collection[str], found: str) -> None:
    if word not in words:
        raise LayoutError(found, expected=f"one of {', '.join(words)}")


def is_of_period(question: Question) -> bool:
    """Whether a question asks for nothing but a period, whose answer changes nothing else of a table."""
    return bool(question.options) and all(one.startswith("--period ") for one in question.options)


def unconfirmed(asked: Iterable[Question], answers: Answers) -> list[Question]:
    """The questions without those of which the reader says that what stands there is right."""
    return [one for one in asked if not (one.confirmed and answers.confirms(one.where))]


NO_ANSWERS = Answers()
"""Nothing is said of the file."""
