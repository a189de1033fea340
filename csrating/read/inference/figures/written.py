"""How the numbers of a column of figures are written where not plainly: what is taken for clear, what is told of it, what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import stripped
from csrating.read.inference.answers import PLAIN_WAYS, THE_READER_SAYS, Assumption, Question, option
from csrating.read.inference.figures.signs import Doubtful, doubtful, shows_stops
from csrating.read.inference.kinds import Kind
from csrating.read.inference.told import marks_of
from csrating.read.inference.understood import Understood
from csrating.read.layouts.vocabulary import BLANKS, BRACKETS, DECIMAL_COMMAS, POUNDS, SHOWN_AS_PERCENTAGES
from csrating.read.tables.numbers import number
from csrating.read.tables.written_numbers import WrittenNumber, is_decimal_comma, taken_apart

_IS_MONEY = re.compile(
    r"£|\b(?:net|gross|income|spend(?:ing)?|expenditure|costs?|budgets?|outturn|variance|surplus|deficit|balances?|grants?|funding)\b",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"£ ?(?:k|m|bn|'?000s?)\b|\bthousands?\b|\bmillions?\b|\bbillions?\b|\b000s\b", re.IGNORECASE)
_NO_UNIT_OF_MONEY = ("", "number")
_PER_CENT = ("per cent", "percentage points")
_NUMBER_OF_NOTE = re.compile(r"\([0-9]{1,2}\)")
_MAY_BE_PENCE = {"p", "P"}
_MARKED = re.compile(r"(?P<number>.*[0-9%)\]]) ?(?P<mark>[^0-9A-Za-z.,%)\] ]+|\([^()]{1,12}\)|\[[^\[\]]{1,12}\])")


@dataclass(frozen=True)
class Written:
    """What is written about the numbers of one column: the first cell for each way, and for each mark, which has a meaning."""

    ways: Mapping[str, str]
    marks: Mapping[str, str]
    means: Mapping[str, str]
    unclear: tuple[str, ...]


def written(one: Understood, place: int) -> Written:
    """How the numbers of a column are written, as far as it is clear what each is."""
    ways: dict[str, str] = {}
    marks: dict[str, str] = {}
    means: dict[str, str] = {}
    unclear = []
    commas = DECIMAL_COMMAS in one.told.written and _any_sign(one, place)
    for text in _with_commas(one, place) if commas else _numbers(one, place, plain=False):
        of_text = marks_of(text, one.told.marks)
        found = taken_apart(text, marks=of_text, decimal_commas=commas)
        if found is None:
            unclear.append(text)
            continue
        means |= of_text
        marks |= {mark: text for mark in found.marks if mark not in marks}
        ways |= {way: text for way in sorted(found.ways) if way not in ways}
    if are_shown_as_percentages(one, place):
        ways[SHOWN_AS_PERCENTAGES] = one.columns[place].texts[one.columns[place].of_row[_numbers_at(one, place)[0]]]
    return Written(ways, marks, means, tuple(unclear))


def are_shown_as_percentages(one: Understood, place: int) -> bool:
    """Whether a workbook shows every number of a column as a percentage, so that 0.83 is 83 %."""
    rows = _numbers_at(one, place)
    return len(rows) > 0 and bool(one.sheet.percent[rows, place].all())


def _numbers_at(one: Understood, place: int) -> NDArray[np.intp]:
    """The rows of a table in which a column holds a number."""
    rows = np.arange(one.extent.first, one.extent.last)
    numbers: NDArray[np.intp] = rows[one.columns[place].kind[rows] == Kind.NUMBER]
    return numbers


def unit_written(one: Understood, place: int) -> str:
    """The unit of a column of figures: what its header states, or the percentage or pound signs of its cells."""
    stated = one.headings[place].unit
    if _all(one, place, _has_percent) or are_shown_as_percentages(one, place):
        return stated if stated in _PER_CENT else "per cent"
    return "£" if stated in _NO_UNIT_OF_MONEY and POUNDS in written(one, place).ways else stated


def questions_about_writing(one: Understood) -> list[Question]:
    """What has to be asked of the columns of figures whose numbers are not written plainly."""
    unclear = [(place, text) for place in one.headings for text in written(one, place).unclear]
    commas = [(place, text) for place, text in unclear if is_decimal_comma(text)]
    told = {*one.told.written} & {DECIMAL_COMMAS, *PLAIN_WAYS}
    if commas and not told and not shows_stops(one):
        place, text = commas[0]
        signs = f"the comma in {text!r} is the decimal sign" if "," in text else f"the full stops in {text!r} part thousands"
        return [_asks(one, place, text, f"whether {signs}", option("--written", DECIMAL_COMMAS))]
    asked = [] if told else [_of_sign(one, found) for found in doubtful(one)[:1]]
    return asked + [question for place in one.headings for question in _of_column(one, place)]


def _of_sign(one: Understood, found: Doubtful) -> Question:
    """What has to be asked of a number with one comma or full stop, of which nothing shows whether it is the decimal sign."""
    asks = f"whether {found.text!r} is {found.whole} or {found.decimal}, as {found.parted_by} part the cells of the file"
    ways = (option("--written", way) for way in (DECIMAL_COMMAS, found.plain_way))
    return _asks(one, found.place, found.text, asks, *ways)


def _of_column(one: Understood, place: int) -> Iterator[Question]:
    found = written(one, place)
    header = one.headers[place]
    for text in found.unclear[:1]:
        yield _unclear(one, place, text)
    if BRACKETS in found.ways and BRACKETS not in one.told.written and not _is_accounting(one, place):
        text = found.ways[BRACKETS]
        yield _asks(one, place, text, f"whether {text!r} is a number below nothing", option("--written", BRACKETS))
    for mark in sorted(_MAY_BE_PENCE & {*found.marks} - {*one.told.marks}):
        if _all(one, place, partial(_ends_with, mark)):
            asks = f"whether {mark!r} after every number under {header!r} means provisional, or pence"
            answers = option("--mark", f"{mark}=provisional"), option("--mark", f"{mark}=pence")
            yield _asks(one, place, found.marks[mark], asks, *answers)
    if header in one.told.units:
        return
    if _some(one, place, _has_percent) and one.headings[place].unit not in _PER_CENT:
        text = next(text for text in _numbers(one, place) if not _has_percent(text))
        asks = f"whether all numbers under {header!r} are percentages"
        yield _asks(one, place, text, asks, option("--unit", f"{header}=per cent"), option("--leave-out", header))
    if POUNDS in found.ways:
        yield from _of_money(one, place, found.ways[POUNDS])


def _unclear(one: Understood, place: int, text: str) -> Question:
    """What has to be asked of a cell with a number in it of which it is not clear what else stands there."""
    asks, marked = f"what {text!r} means among figures", _MARKED.fullmatch(text)
    stops = shows_stops(one) if is_decimal_comma(text) else ""
    asks += f", as {stops!r} has a full stop for its decimal sign" if stops else ""
    no_number = option("--symbol", f"{text}=MEANING")
    if marked and taken_apart(marked["number"], marks=marks_of(marked["number"], one.told.marks)):
        return _asks(one, place, text, asks, option("--mark", f"{marked['mark']}=MEANING"), no_number)
    return _asks(one, place, text, asks, no_number, option("--leave-out", one.headers[place]))


def _of_money(one: Understood, place: int, text: str) -> Iterator[Question]:
    """What has to be asked of a column with pound signs."""
    header = one.headers[place]
    if _some(one, place, _has_pound) and "£" not in header:
        plain = next(text for text in _numbers(one, place) if not _has_pound(text))
        asks = f"whether all numbers under {header!r} are pounds"
        yield _asks(one, place, plain, asks, option("--unit", f"{header}=£"), option("--leave-out", header))
    if _THOUSANDS.search(header) or (_THOUSANDS.search(_above(one)) and "£" not in header):
        asks = f"whether {text!r} is in pounds or in thousands or millions of them"
        units = (option("--unit", f"{header}={unit}") for unit in ("£", "£ thousand", "£ million"))
        yield _asks(one, place, text, asks, *units)


def assumptions_of_writing(one: Understood) -> list[Assumption]:
    """What was assumed of numbers that are not written plainly, once for each way and each mark of the table."""
    told: dict[str, Assumption] = {}
    for doubt in doubtful(one)[:1] if PLAIN_WAYS & {*one.told.written} else []:
        what = f"{doubt.plain_way}, as in English: {doubt.text!r} is {doubt.plainly}"
        told[doubt.plain_way] = Assumption(one.sheet.place, what, THE_READER_SAYS, _cell(one, doubt.place, doubt.text))
    for place in one.headings:
        found = written(one, place)
        for mark, text in found.marks.items():
            what = f"{mark!r} after a number means {found.means[mark]}, and the number stands"
            why = THE_READER_SAYS if mark in one.told.marks else "statistics for England mostly use it so"
            told.setdefault(mark, Assumption(one.sheet.place, what, why, _cell(one, place, text)))
        for way, text in found.ways.items():
            what, why = _told_of(way, text, one.told.marks)
            why = THE_READER_SAYS if way in one.told.written else why
            told.setdefault(way, Assumption(one.sheet.place, what, why, _cell(one, place, text)))
    return list(told.values())


def _told_of(way: str, text: str, marks: Mapping[str, str]) -> tuple[str, str]:
    """What is told of a way of writing, and why it was taken so."""
    if way == SHOWN_AS_PERCENTAGES:
        return f"numbers that are shown as percentages are read so: {text} is {_hundred_times(text)}", "the cells have that format"
    of_text, commas = marks_of(text, marks), way == DECIMAL_COMMAS
    found = taken_apart(text, marks=of_text, decimal_commas=commas) or WrittenNumber(float("nan"), frozenset(), ())
    read = f"{text!r} is {found.number:,.15g}"
    return {
        POUNDS: (f"numbers with £ are pounds: {read}", "the cells say so"),
        BRACKETS: (f"numbers in brackets are below nothing: {read}", "accounts write them so, and the column is about money"),
        BLANKS: (f"a blank parts thousands: {read}", "three digits follow each blank"),
        DECIMAL_COMMAS: (f"commas are decimal signs wherever they stand among figures: {read}", THE_READER_SAYS),
    }[way]


def _hundred_times(text: str) -> str:
    return f"{100 * (number(text, exponents=True) or 0.0):,.6g}"


def _is_accounting(one: Understood, place: int) -> bool:
    """Whether brackets can only mean what they mean in accounts: the column, or the lines above, speak of money, and not of shares."""
    if one.headings[place].unit not in _NO_UNIT_OF_MONEY or _any(one, place, _has_percent) or _all(one, place, _may_be_note):
        return False
    return _IS_MONEY.search(f"{one.headers[place]} {_above(one)}") is not None or _any(one, place, _has_pound)


def _above(one: Understood) -> str:
    """The words above a table."""
    return " ".join(stripped(value) for row in range(one.extent.above, one.extent.top) for value in one.sheet.cells[row])


def _numbers(one: Understood, place: int, *, plain: bool = True) -> list[str]:
    """The different numbers of a column of which some have signs, without the ``plain`` ones or with them; no symbols of the reader's."""
    column = one.columns[place]
    if not column.has_signs:
        return []
    wanted = [each for each in column.different(one.rows) if column.kinds[each] == Kind.NUMBER and (plain or column.is_written[each])]
    return [text for text in (column.texts[each] for each in wanted) if text not in one.roles.symbols]


def _any_sign(one: Understood, place: int) -> bool:
    """Whether a comma stands in some number of a column, or, in a text, a point: where commas are decimal, it parts thousands."""
    column, signs = one.columns[place], _signs(one)
    texts = (column.texts[each] for each in column.different(one.rows) if column.kinds[each] == Kind.NUMBER)
    return any(sign in text for text in texts for sign in signs)


def _signs(one: Understood) -> str:
    """The signs that mean something else where commas are decimal; in a workbook, a number is no text, and has a point."""
    return ",." if one.sheet.separator else ","


def _with_commas(one: Understood, place: int) -> list[str]:
    """The different numbers of a column whose commas are decimal signs, without those that say the same in either way of writing."""
    column = one.columns[place]
    signs = _signs(one)
    wanted = [each for each in column.different(one.rows) if column.kinds[each] == Kind.NUMBER]
    texts = [column.texts[each] for each in wanted if column.is_written[each] or any(sign in column.texts[each] for sign in signs)]
    return [text for text in texts if text not in one.roles.symbols]


def _has_percent(text: str) -> bool:
    return "%" in text


def _has_pound(text: str) -> bool:
    return "£" in text


def _may_be_note(text: str) -> bool:
    """Whether a number in brackets may be that of a note: (1)."""
    return _NUMBER_OF_NOTE.fullmatch(text) is not None


def _ends_with(mark: str, text: str) -> bool:
    return text.endswith(mark)


def _any(one: Understood, place: int, has: Callable[[str], bool]) -> bool:
    return any(map(has, _numbers(one, place)))


def _all(one: Understood, place: int, has: Callable[[str], bool]) -> bool:
    """Whether all numbers of a column but nought are written in some way, one at least."""
    texts = _numbers(one, place)
    return any(map(has, texts)) and all(has(text) or number(text) == 0 for text in texts)


def _some(one: Understood, place: int, has: Callable[[str], bool]) -> bool:
    """Whether some numbers of a column are written in some way, and others are not."""
    return _any(one, place, has) and not _all(one, place, has)


def _asks(one: Understood, place: int, text: str, asks: str, *options: str) -> Question:
    """A question about a cell, with the options that answer it, each in its way: the first stands for all where all are put together."""
    return Question(one.sheet.place, asks, _cell(one, place, text), " or ".join(options), options[:1])


def _cell(one: Understood, place: int, text: str) -> str:
    """The first cell of a column that says this."""
    column = one.columns[place]
    row = next(int(row) for row in one.rows if column.texts[column.of_row[row]] == text)
    return one.sheet.ref(row, place)
