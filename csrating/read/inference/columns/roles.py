"""What each column of a table is for: figures, periods, a breakdown, or none of these."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.inference.answers import NO_ANSWERS, WITHOUT_HEADER, Answers
from csrating.read.inference.cell_words import is_period
from csrating.read.inference.columns.column_headers import NO_ORDER, heads_numbered_breakdown, heads_order, heads_remarks
from csrating.read.inference.columns.headers import unit as unit_named
from csrating.read.inference.columns.measure_columns import are_values_alone, measure_of, unit_of
from csrating.read.inference.columns.word_columns import AreaRows, remarks, why_no_breakdown
from csrating.read.inference.finding.areas import Areas
from csrating.read.inference.finding.tables import Extent
from csrating.read.inference.kinds import Column, Kind, says_itself
from csrating.read.inference.told import LEFT_OUT
from csrating.read.periods import days_among, find_period, periods_among, speaks_of_time
from csrating.read.tables.named_areas import by_code

_PERIOD_HEADER = re.compile(r"year|period|cohort|quarter|\bterm\b|^(?:date|time|fy)$", flags=re.IGNORECASE)
_NUMBERED_HEADER = re.compile(
    r"(?<![a-z])(?:urn|id|identifier|event number|row(?: number)?|line number|postcode|telephone|phone|uprn|laestab|dfe number|codes?$)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_OTHER_YEARS = re.compile(
    r"birth|born|inspect|publi[cs]|open|clos|establish|built|start|began|begin|last|first|previous|prior|baseline|target|updat|issue|release|visit",
    re.IGNORECASE,
)
"""Years under such headers say of something else when it was, and not what the figures of the row are about."""
_DAY_HEADER = re.compile(
    r"(?:(?:as at|snapshot|reference|census|reporting|data|count) )?(?:date|period|day)|as (?:at|of)|time(?: period)?"
    r"|(?:period|year|quarter|month) end(?:ing|ed)?(?: date)?",
    re.IGNORECASE,
)
_LEAST_ROWS_OF_A_DAY = 2
_PERIOD_KIND_HEADER = "time_identifier"
_MOST_PERIODS = 100
_LEAST_PERIODS = 0.99
_MOST_CODES = 1_000
_MOST_WORDS_TOLD = 50
_MOST_WORDS_AMONG_FIGURES = 0.05
_LEAST_NUMBERS, _MOST_STRANGE_WORDS = 0.25, 6
_MOST_OF_A_BREAKDOWN, _SHARE_OF_A_MEASURE = 20, 0.5

IDENTIFIES = "numbers that identify something"
OTHER_COUNCILS = "codes of other councils"
NOTHING = "nothing stands in it"
GIVES_UNIT = "gives the unit of the figures"

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Roles:
    """The columns of a table by what they are for.

    ``left_out`` says why a column is not read; ``strange`` gives, for a column of figures, words in it that are neither figures nor known
    symbols; ``unnamed`` are columns that hold something and have no header; of ``doubtful`` ones nobody can say whether their numbers are
    years or figures. ``breakdowns`` are in the order of their headers, which does not change with that of the columns. ``unit_of_all`` is
    the unit that a column says of every figure; '' where none does.
    """

    figures: tuple[int, ...]
    period: int | None
    period_kind: int | None
    measure: int | None
    breakdowns: tuple[int, ...]
    left_out: Mapping[int, str]
    symbols: tuple[str, ...]
    strange: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    unnamed: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    unit_of_all: str = ""


def roles(columns: Sequence[Column], extent: Extent, found: Areas, headers: Mapping[int, str], told: Answers = NO_ANSWERS) -> Roles:
    """What each column of a table is for, by what its cells hold beside an area.

    Args:
        columns: those of the sheet.
        extent: where the table is.
        found: its columns of areas.
        headers: the words over each column; spacers have none.
        told: what the reader says of the columns: which is that of periods, which are breakdowns, which are to be left out.
    """
    rows = found.rows(extent.first, extent.last)
    free = [place for place in range(len(columns)) if place not in found.all]
    held = {place: _held(columns[place], rows, frozenset(told.symbols)) for place in free}
    out = [place for place in free if told.leaves_out(headers.get(place, WITHOUT_HEADER))]
    filled = [place for place in free if held[place].filled and place not in out]
    breaks = [place for place in filled if told.tells_apart_by(headers.get(place, ""))]
    period = _period(columns, [place for place in filled if place in headers and place not in breaks], rows, headers, told.period_column)
    kinds = [place for place in filled if headers.get(place) == _PERIOD_KIND_HEADER and place not in breaks]
    period_kind = next(iter(kinds), None) if period is not None else None
    left_out = {place: NOTHING for place in free if place in headers and not held[place].filled}
    left_out |= _of_areas(found, headers) | {place: LEFT_OUT for place in out if place in headers}
    figures, words, strange = [], [], {}
    for place in filled:
        if place in (period, period_kind) or place not in headers:
            continue
        if place in breaks:
            words.append(place)
            continue
        why = _not_figures(columns[place], held[place], headers[place], rows)
        if why:
            left_out[place] = why
        elif held[place].is_figures and not heads_numbered_breakdown(headers[place]):
            figures.append(place)
            strange[place] = held[place].words
        else:
            words.append(place)
    within = AreaRows(columns, found, rows)
    unsaid = [place for place in words if place not in breaks]
    left_out |= {place: why for place in unsaid if (why := why_no_breakdown(columns[place], within, headers[place]))}
    breakdowns = [place for place in words if place not in left_out]
    unit, measure = None, None
    if are_values_alone(figures, headers):
        unit, measure = unit_of(words, headers, columns, rows), measure_of(breakdowns, left_out, headers, columns, rows)
    of_all = "" if unit is None else columns[unit].texts[columns[unit].different(rows)[0]]
    left_out |= {} if unit is None else {unit: f"{GIVES_UNIT}, {of_all!r}"}
    return Roles(
        tuple(figures),
        period,
        period_kind,
        measure,
        tuple(sorted((place for place in breakdowns if place not in (measure, unit)), key=headers.__getitem__)),
        {place: why for place, why in left_out.items() if place != measure},
        tuple(dict.fromkeys(symbol for place in figures for symbol in held[place].symbols)),
        {place: seen for place, seen in strange.items() if seen},
        tuple(place for place in filled if place not in headers),
        tuple(place for place in figures if _may_be_years(columns[place], headers[place], rows, beside=period is not None)),
        unit_named(of_all),
    )


@dataclass(frozen=True)
class _Held:
    """What the cells of one column hold in the rows of areas."""

    filled: int
    numbers: int
    days: int
    symbols: tuple[str, ...]
    words: tuple[str, ...]
    rows_of_words: int
    different_numbers: int

    @property
    def is_figures(self) -> bool:
        """Whether figures stand in it, or symbols alone, and hardly a word; or many numbers of all sorts, and the same few words."""
        figures = self.filled - self.days - self.rows_of_words
        if self.days or not figures:
            return False
        few = self.rows_of_words <= max(1, _MOST_WORDS_AMONG_FIGURES * self.filled) and self.rows_of_words < max(1, figures)
        return few or self._holds_few_words_again_and_again

    @property
    def _holds_few_words_again_and_again(self) -> bool:
        """Whether nobody knows what a few words mean that stand among many numbers, which are too many for a breakdown."""
        many_numbers = self.numbers >= _LEAST_NUMBERS * self.filled and len(self.words) <= _MOST_STRANGE_WORDS
        return many_numbers and self.different_numbers >= min(_MOST_OF_A_BREAKDOWN, _SHARE_OF_A_MEASURE * self.numbers)


def _held(column: Column, rows: Rows, known: frozenset[str]) -> _Held:
    kinds = column.kind[rows]
    told = [place for place, text in enumerate(column.texts) if text in known] if known else []
    different = np.array(column.different(rows), dtype=np.intp)
    is_symbol = (column.kinds[different] == Kind.SYMBOL) | (column.kinds[different] == Kind.BAND)
    is_symbol |= np.isin(different, told) if told else False
    is_symbol |= _say_themselves(column, different)
    days, numbers = int((kinds == Kind.DAY).sum()), int((kinds == Kind.NUMBER).sum())
    is_word = column.kinds[different] == Kind.WORDS
    if days < numbers:  # a few days among numbers: a spreadsheet made them of '3-4'
        is_word |= column.kinds[different] == Kind.DAY
    words = different[is_word & ~is_symbol]
    return _Held(
        int((kinds != Kind.NOTHING).sum()),
        numbers,
        days if days >= numbers else 0,
        tuple(column.texts[place] for place in different[is_symbol]),
        tuple(column.texts[place] for place in words[:_MOST_WORDS_TOLD]),
        int(column.holds(words, rows).sum()),
        int((column.kinds[different] == Kind.NUMBER).sum()),
    )


def _say_themselves(column: Column, different: Rows) -> NDArray[np.bool_]:
    """Which of the different values of a column are words that say why no figure stands there: they do where numbers stand beside them."""
    kinds = column.kinds[different]
    says = np.zeros(len(different), dtype=bool)
    if (kinds == Kind.NUMBER).any():
        words = np.flatnonzero(kinds == Kind.WORDS)
        says[words] = [bool(says_itself(column.texts[different[at]])) for at in words]
    return says


def _not_figures(column: Column, held: _Held, header: str, rows: Rows) -> str:
    """Why a column of numbers holds no figures; '' where nothing speaks against them."""
    if held.days:
        return "dates"
    if held.numbers and _NUMBERED_HEADER.search(header):
        return IDENTIFIES
    if held.is_figures and heads_order(header, over_words=False):
        return NO_ORDER
    if held.is_figures and heads_remarks(header, over_words=False):
        return remarks(column, rows)
    numbers = [column.texts[place] for place in np.flatnonzero(column.kinds == Kind.NUMBER)[:_MOST_CODES]]
    if len(numbers) >= 10 and sum(by_code(text) is not None for text in numbers) >= 0.95 * len(numbers):
        return OTHER_COUNCILS
    return ""


def _of_areas(found: Areas, headers: Mapping[int, str]) -> dict[int, str]:
    return {place: "says again which area the row is about" for place in found.others if place in headers}


def _period(columns: Sequence[Column], free: Sequence[int], rows: Rows, headers: Mapping[int, str], asked: str) -> int | None:
    """The column of periods: the one that the reader names, or that holds nothing else and says so or repeats."""
    if asked:
        return next((place for place in free if headers[place].casefold() == asked.casefold()), None)
    candidates = [place for place in free if _holds_periods(columns[place], rows, headers[place])]
    if not candidates and not any(find_period(headers[place]) for place in free):
        candidates = [place for place in free if heads_days(headers[place]) and _repeats_days(columns[place], rows)]
    candidates = [place for place in candidates if not heads_other_years(headers[place])]
    by_header = [place for place in candidates if _PERIOD_HEADER.search(headers[place])]
    by_words = [place for place in candidates if not _holds_numbers(columns[place], rows)]
    return next(iter(by_header or by_words), None)


def heads_days(header: str) -> bool:
    """Whether days under a header are those that the figures of the rows are about.

    >>> heads_days("As at date"), heads_days("Date"), heads_days("Date of visit")
    (True, True, False)
    """
    return _DAY_HEADER.fullmatch(" ".join(header.replace("_", " ").split())) is not None


def _repeats_days(column: Column, rows: Rows) -> bool:
    """Whether a column says days and nothing else, the same few of them again and again, as those of events are not."""
    different = [column.texts[place] for place in column.different(rows)]
    few = 0 < len(different) <= min(_MOST_PERIODS, len(rows) // _LEAST_ROWS_OF_A_DAY)
    return few and len(days_among(different)) == len(different) and bool((column.kind[rows] != Kind.NOTHING).all())


def heads_other_years(header: str) -> bool:
    """Whether a header says of what years are, if not of the figures.

    >>> heads_other_years("Year of birth"), heads_other_years("Data year")
    (True, False)
    """
    return _OTHER_YEARS.search(header) is not None


def _holds_numbers(column: Column, rows: Rows) -> bool:
    """Whether nothing but numbers stands in some rows: what looks like years may then be figures."""
    return bool((column.kinds[column.different(rows)] == Kind.NUMBER).all())


def _holds_periods(column: Column, rows: Rows, header: str) -> bool:
    different = column.different(rows)
    if not different or len(different) > _MOST_PERIODS:
        return False
    among = periods_among([column.texts[place] for place in different], header=header) if speaks_of_time(header) else {}
    periods = [place for place in different if column.texts[place] in among or is_period(column.texts[place])]
    return bool(column.holds(periods, rows).mean() >= _LEAST_PERIODS)


def _may_be_years(column: Column, header: str, rows: Rows, *, beside: bool) -> bool:
    """Whether a column of figures may be one of years; ``beside`` a column of periods only its header can say so."""
    return (not beside or _PERIOD_HEADER.search(header) is not None) and _holds_periods(column, rows, header)


def odd_periods(column: Column, rows: Rows, *, header: str = "", asked: str = "") -> tuple[str, ...]:
    """What a column of periods says in some rows that is no period; a day is one where the header or the reader says so."""
    texts = [column.texts[place] for place in pd.unique(column.of_row[rows])]
    among = {**periods_among(texts, header=f"{header} period"), **(days_among(texts) if asked or heads_days(header) else {})}
    return tuple(text for text in texts if text not in among and not is_period(text))
