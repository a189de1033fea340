"""What a table of a layout cannot say: each word is of the right type, and yet it says nothing, or nothing that can be."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from datetime import date

from csrating.errors import LayoutError
from csrating.read.layouts.heeded import refuse_unheeded
from csrating.read.layouts.patterns import refuse_bad_pattern
from csrating.read.layouts.typed import one_of
from csrating.read.layouts.vocabulary import BY_ITSELF, MEANINGS, NOUGHT, WAYS, Correction, Figure, Recipe, Table
from csrating.read.periods import find_period
from csrating.reference import Place, councils, place
from csrating.schema import RUN_BY, SETTING_TYPES

_OF_TABLE = ("indicator", "unit", "period", "day", "month")
_OF_HEADER = ("indicator", "period", "measure", "breakdown", "grade")
_OF_NEIGHBOUR = ("position",)
_LEVELS = ("England", "region", "council")
_LEAST_SCALE, _MOST_SCALE = 1e-9, 1e9
_ANY_YEAR = 2009  # no leap year: a day that is in it is in each


def refuse_other_encoding(encoding: str, where: str) -> None:
    """Raise a LayoutError where no text is encoded so."""
    try:
        "".encode(encoding)
        known = bool(codecs.lookup(encoding))
    except (LookupError, ValueError, TypeError):
        known = False
    if not known:
        found, expected = f"'encoding' is {encoding!r}, in which no text is encoded", "a name such as utf-8-sig, cp1252 or utf-16"
        raise LayoutError(found, where=where, expected=expected)


def refuse_nonsense(table: Table, where: str) -> None:
    """Raise where a table says what cannot be, or says nothing of what it must say.

    Raises:
        LayoutError: the first such word, and what was expected.
    """
    _refuse_blank(table, where)
    _refuse_bad_patterns(table, where)
    _refuse_bad_header(table, where)
    _refuse_bad_meanings(table, where)
    _refuse_bad_days(table, where)
    _refuse_bad_areas(table, where)
    for number, figure in enumerate(table.figures, start=1):
        _refuse_bad_figure(table, figure, f"{where}, [[table.figures]] number {number}")
    for correction in table.corrections:
        _refuse_bad_correction(correction, where)
    for recipe in table.recipes:
        _refuse_bad_recipe(recipe, where)
    _refuse_missing(table, where)
    refuse_unheeded(table, where)


def _refuse_blank(table: Table, where: str) -> None:
    blank = [word for word in ("name", "sheet") if not getattr(table, word).strip()]
    if blank:
        raise LayoutError(f"{blank[0]!r} is blank", where=where, expected=f'{blank[0]} = "..."')


def _refuse_bad_patterns(table: Table, where: str) -> None:
    areas = [*table.area_names, *table.area_codes, *table.breakdowns.values(), *table.constants]
    plain = [*table.header, *table.columns.values(), *areas, table.notes_begin]
    beside = [text for one in table.neighbours for text in (one.header, one.name, one.closeness, one.distance)]
    groups: tuple[tuple[Iterable[str], tuple[str, ...]], ...] = (
        (plain, ()),
        ((table.sheet, table.title, *table.lines), _OF_TABLE),
        ([figure.header for figure in table.figures], _OF_HEADER),
        (beside, _OF_NEIGHBOUR),
    )
    for patterns, known in groups:
        for pattern in patterns:
            refuse_bad_pattern(pattern, where, groups=known)


def _refuse_bad_header(table: Table, where: str) -> None:
    if not table.header:
        raise LayoutError("'header' is missing", where=where, expected="the words of the cells by which the header row is known")
    if table.header_rows < 1:
        raise LayoutError(
            f"'header_rows' is {table.header_rows}", where=where, expected="1 or more: the row that 'header' is in is one of them"
        )
    if not 0 <= table.header_above < table.header_rows:
        expected = f"0 to {table.header_rows - 1}: how many of its {table.header_rows} rows ('header_rows') are above the one of 'header'"
        raise LayoutError(f"'header_above' is {table.header_above}", where=where, expected=expected)


def _refuse_bad_meanings(table: Table, where: str) -> None:
    meanings = (*table.symbols.values(), *(means for figure in table.figures for means in figure.symbols.values()))
    for meaning in meanings:
        one_of(meaning, MEANINGS, "meaning of a symbol", where)
    numbers = [symbol for symbol in table.symbols if re.fullmatch(r"-?[0-9][0-9,.]*", symbol)] if table.gives in BY_ITSELF else []
    if numbers:
        expected = f'such a symbol among those of the columns that have it: symbols = {{ "{numbers[0]}" = "..." }} in [[table.figures]]'
        raise LayoutError(
            f"the symbol {numbers[0]!r} is a number, and wherever it stands it is read as one", where=where, expected=expected
        )
    if table.gives not in ("figures", "judgement counts") and NOUGHT in meanings:
        raise LayoutError(f"a symbol means {NOUGHT!r}", where=where, expected="so only in tables that give figures")
    for role, ours in (("provision", SETTING_TYPES), ("run_by", RUN_BY)) if table.gives in ("judgements", "judgement counts") else ():
        for word in table.words.get(role, {}).values():
            one_of(word, (*ours, ""), f"word for {role}", where)


def _refuse_bad_days(table: Table, where: str) -> None:
    """Days on which years end, which every year must have, and the period of the whole table."""
    ends = (table.periods.ends, *(figure.ends for figure in table.figures), *(recipe.ends for recipe in table.recipes))
    for day in filter(None, ends):
        if not _is_day(day):
            found, expected = f"'ends' is {day!r}", 'month and day of a day that each year has, such as "08-31"'
            raise LayoutError(found, where=where, expected=expected)
    for period in (table.period, *(figure.period for figure in table.figures)) if table.gives in BY_ITSELF else ():
        found_period = find_period(period)
        if period and (found_period is None or found_period.rest):
            expected = "a year (2009), two years (2008/09), a quarter (2008 Q4), a month or a day"
            raise LayoutError(f"'period' is {period!r}, which is none", where=where, expected=expected)


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("08-31") and bool(date.fromisoformat(f"{_ANY_YEAR}-{text}"))
    except ValueError:
        return False


def _refuse_bad_areas(table: Table, where: str) -> None:
    for means in table.levels.values():
        one_of(means, _LEVELS, "level", where)
    for word, area in table.areas.items():
        if not place("", area):
            raise LayoutError(f"{word!r} is said to mean {area!r} in [table.areas], which is no area that is known", where=where)
        itself = place("", word)
        if isinstance(itself, Place) and itself.level not in ("total", "other") and itself != place("", area):
            found = f"{word!r} is said to mean {area!r} in [table.areas], and is another area itself"
            raise LayoutError(found, where=where, expected='a word that names no area by itself, such as "ALL" = "England"')
    strange = [code for code in table.absent if code not in set(councils()["code"])]
    if strange:
        found = f"{strange[0]!r} in [table.absent] is no code of a council"
        raise LayoutError(found, where=where, expected="that of a council of 2009, such as 201")


def _refuse_bad_figure(table: Table, figure: Figure, where: str) -> None:
    for way in figure.written:
        one_of(way, WAYS, "way of writing numbers", where)
    for mark, means in figure.marks.items():
        if not mark.strip() or not means or mark[-1].isdecimal():
            raise LayoutError(f"{mark!r} is no mark after a number", where=where, expected='such as { "r" = "revised" }')
    if table.gives not in ("figures", "judgement counts") and (figure.written or figure.marks):
        expected = "numbers that are written plainly"
        raise LayoutError("'written' and 'marks' are for tables that give figures", where=where, expected=expected)
    if not _LEAST_SCALE <= figure.scale <= _MOST_SCALE:
        found, expected = f"'scale' is {figure.scale:g}", "by what stored numbers are multiplied: 100 where 0.83 is shown as 83 %"
        raise LayoutError(found, where=where, expected=expected)
    for word in _said_twice(figure):
        expected = f"one of the two: the word, or the group (?P<{word}>...)"
        raise LayoutError(f"{word!r} is stated, and is a group of 'header' too", where=where, expected=expected)
    says_measure = figure.measure.strip() or "(?P<measure>" in figure.header or "measure" in table.columns
    if table.gives == "figures" and not says_measure:
        expected = "measure = \"...\", a group (?P<measure>...) in 'header', or a column 'measure'"
        raise LayoutError("nothing says what the figures measure", where=where, expected=expected)


def _said_twice(figure: Figure) -> Iterator[str]:
    stated = {"measure": figure.measure, "period": figure.period, "breakdown": figure.breakdown, "grade": figure.grade}
    yield from (word for word, said in stated.items() if said and f"(?P<{word}>" in figure.header)


def _refuse_bad_correction(one: Correction, where: str) -> None:
    blank = [word for word in ("area", "header", "means", "why") if not getattr(one, word)]
    if blank:
        raise LayoutError(f"a correction has a blank {blank[0]!r}", where=where, expected="what to correct, to what, and why")
    refuse_bad_pattern(one.header, where)


def _refuse_bad_recipe(recipe: Recipe, where: str) -> None:
    if (recipe.derivation == "difference") != bool(recipe.less):
        found, expected = f"{recipe.indicator} has a wrong derivation", "'less' for a difference and for nothing else"
        raise LayoutError(found, where=where, expected=expected)
    if recipe.derivation == "share" and recipe.scale is None:
        raise LayoutError(f"{recipe.indicator} is a share without 'scale'", where=where, expected="100 for a percentage")
    if recipe.scale is not None and not _LEAST_SCALE <= recipe.scale <= _MOST_SCALE:
        raise LayoutError(f"{recipe.indicator} has 'scale' {recipe.scale:g}", where=where, expected="such as 100 for a percentage")


def _refuse_missing(table: Table, where: str) -> None:
    """Raise where a table lacks what all that give the same say."""
    if table.gives in BY_ITSELF and not (table.area_names or table.area_codes):
        raise LayoutError("no column names the areas", where=where, expected="'area_names' or 'area_codes'")
    if table.gives == "judgement counts" and not any(one.grade or "(?P<grade>" in one.header for one in table.figures):
        raise LayoutError("no column counts settings by grade", where=where, expected="'grade' in [[table.figures]]")
    if (table.gives == "neighbours") != bool(table.neighbours):
        expected = "[[table.neighbours]] in a table that gives neighbours, and in no other"
        raise LayoutError("what columns hold neighbours is said of the wrong table, or not at all", where=where, expected=expected)
    if table.gives == "observations" and not table.recipes:
        raise LayoutError("no [[table.indicators]] say what the figures are", where=where)
