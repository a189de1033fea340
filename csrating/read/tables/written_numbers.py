"""Numbers with something written about them: a mark of revision, a pound sign, brackets, blanks between thousands, a decimal comma.

None of them is read unless the layout says that the column is written so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from csrating.read.layouts.vocabulary import BLANKS, BRACKETS, DECIMAL_COMMAS, POUNDS
from csrating.read.tables.numbers import number

MEANINGS_OF_MARKS: Mapping[str, str] = {
    **dict.fromkeys(("r", "R", "(r)", "(R)", "[r]"), "revised"),
    **dict.fromkeys(("p", "P", "(p)", "(P)", "[p]"), "provisional"),
    **dict.fromkeys(("e", "(e)", "(E)", "[e]"), "estimated"),
    **{"[b]": "break in series", "[f]": "forecast", "[u]": "low reliability"},
}
"""Marks that statistics for England put after a number which stands, beside notes such as [note 1]."""

_NOTE = re.compile(r"\[note(?:s)? ?[0-9]+(?:(?:,| and|,? note)+ ?[0-9]+)*\]", re.IGNORECASE)
_LAST_MARK = re.compile(r"(?<=[0-9%)\]]) ?(\[[^\[\]]*\]|\([A-Za-z]\)|[A-Za-z])$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BLANK = re.compile("[\u00a0\u2009\u202f]")
_AROUND = re.compile(
    r"(?P<sign>[+-]?)(?P<pound>£ ?)?(?P<open>\()?(?P<inner_pound>£ ?)?(?P<inner_sign>[+-]?)"
    r"(?P<digits>[0-9][0-9,. ]*?)(?P<percent> ?%)?(?P<close>\))?"
)
_PARTED_BY_BLANKS = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]+)?")
_COMMA_IS_DECIMAL = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
_SHORTENED = re.compile(r"[+-]?£? ?[0-9][0-9.,]* ?(?:k|m|mn|bn|thousand|million|billion)", re.IGNORECASE)
_OTHER_MARK = re.compile(r"(.*[0-9%)]) ?(?:[*†‡^#]{1,3}|\([A-Za-z*]\)|\[[^\[\]]{1,12}\])")
_BEGINS = frozenset("+-\u2212(£0123456789")
_LONGEST = 40


@dataclass(frozen=True)
class WrittenNumber:
    """A number, the ways in which it is written that are not plain, and the marks after it."""

    number: float
    ways: frozenset[str]
    marks: tuple[str, ...]


def read_written(text: str, *, ways: Collection[str], marks: Collection[str]) -> float | None:
    """The number in a cell of a column that is written in some ways; None where the cell is written otherwise.

    Args:
        text: the cell.
        ways: those of :data:`csrating.read.layouts.vocabulary.WAYS` that its column is written in.
        marks: what may stand after a number.

    >>> read_written("(1,234)", ways=["brackets are negative"], marks=[]), read_written("12.3 (r)", ways=[], marks=["(r)"])
    (-1234.0, 12.3)
    >>> read_written("(1,234)", ways=[], marks=[]), read_written("0,123", ways=["commas are decimal"], marks=[])
    (None, 0.123)
    """
    found = taken_apart(text, marks=marks, decimal_commas=DECIMAL_COMMAS in ways)
    return found.number if found is not None and found.ways <= {*ways} else None


def taken_apart(text: str, *, marks: Collection[str], decimal_commas: bool = False) -> WrittenNumber | None:
    """A number and all that is written about it; None where there is no number, or anything else stands beside it.

    >>> taken_apart("-£1,021", marks=[])
    WrittenNumber(number=-1021.0, ways=frozenset({'pounds'}), marks=())
    """
    rest, after = _without_marks(_BLANK.sub(" ", text.strip()).replace("\u2212", "-"), marks)
    around = _AROUND.fullmatch(rest)
    if around is None or _says_twice(around):
        return None
    of_digits = _of_digits(around["digits"], decimal_commas=decimal_commas)
    if of_digits is None:
        return None
    value, ways = of_digits
    ways |= {POUNDS} if around["pound"] or around["inner_pound"] else set()
    ways |= {BRACKETS} if around["open"] else set()
    negative = "-" in (around["sign"], around["inner_sign"]) or around["open"] is not None
    return WrittenNumber(-value if negative else value, frozenset(ways), after)


def _without_marks(text: str, marks: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """A text without the marks at its end, and these, the last first."""
    after: list[str] = []
    longest_first = sorted(marks, key=len, reverse=True)
    while mark := next((one for one in longest_first if text.endswith(one) and text != one), ""):
        text = text.removesuffix(mark).rstrip()
        after.append(mark)
    return text, tuple(after)


def _says_twice(around: re.Match[str]) -> bool:
    """Whether two signs, or two pounds, or half of the brackets stand there, or pounds and a percentage sign."""
    signs = sum(bool(around[name]) for name in ("sign", "inner_sign", "open"))
    pounds = sum(bool(around[name]) for name in ("pound", "inner_pound"))
    return signs > 1 or pounds > 1 or bool(around["open"]) != bool(around["close"]) or bool(pounds and around["percent"])


def _of_digits(digits: str, *, decimal_commas: bool) -> tuple[float, set[str]] | None:
    if decimal_commas:
        plain = digits.replace(".", "").replace(",", ".")
        return (float(plain), {DECIMAL_COMMAS}) if _COMMA_IS_DECIMAL.fullmatch(digits) else None
    value = number(digits)
    if value is not None:
        return value, set()
    return (float(digits.replace(" ", "")), {BLANKS}) if _PARTED_BY_BLANKS.fullmatch(digits) else None


def known_marks(text: str) -> dict[str, str]:
    """The marks at the end of a cell that statistics for England use, with their meanings, the last first; none where it ends otherwise.

    >>> known_marks("12.3 [p] [note 1]"), known_marks("12.3q")
    ({'[note 1]': 'note 1', '[p]': 'provisional'}, {})
    """
    found: dict[str, str] = {}
    rest = text.strip()
    while match := _LAST_MARK.search(rest):
        means = MEANINGS_OF_MARKS.get(match[1]) or (match[1].strip("[]") if _NOTE.fullmatch(match[1]) else "")
        if not means:
            break
        found[match[1]] = means
        rest = rest[: match.start()]
    return found


def is_decimal_comma(text: str) -> bool:
    """Whether a cell is a number if its comma is the decimal sign, and none otherwise.

    >>> is_decimal_comma("12,5"), is_decimal_comma("0,123"), is_decimal_comma("1,250"), is_decimal_comma("Bury, 5")
    (True, True, False, False)
    """
    marks = known_marks(text)
    return taken_apart(text, marks=marks) is None and taken_apart(text, marks=marks, decimal_commas=True) is not None


def looks_written(text: str) -> bool:
    """Whether a cell that is no plain number holds one all the same, be it clear which or not; a year with a mark is a year.

    >>> [looks_written(text) for text in ("£1,021", "12.3r", "12,5", "5*", "£1.2m", "2010 (r)", "Bury", "1A")]
    [True, True, True, True, True, False, False, False]
    """
    if len(text) > _LONGEST or text[:1] not in _BEGINS:
        return False
    marks = known_marks(text)
    if _YEAR.fullmatch(_without_marks(text, marks)[0]):
        return False
    if taken_apart(text, marks=marks) is not None or is_decimal_comma(text) or _SHORTENED.fullmatch(text) is not None:
        return True
    other = _OTHER_MARK.fullmatch(text)
    return other is not None and _YEAR.fullmatch(other[1]) is None and taken_apart(other[1], marks=known_marks(other[1])) is not None
