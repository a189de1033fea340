"""What speaks against the reading of a table that otherwise seems plain: each doubt is a question, because a wrong figure is worse."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from csrating.read.cells import Turned
from csrating.read.inference.answers import MEANINGS_TOLD, Question, option
from csrating.read.inference.cell_words import heads_areas, is_period, may_be_negative
from csrating.read.inference.columns.headers import is_bare_number
from csrating.read.inference.columns.roles import heads_other_years
from csrating.read.inference.figures.area_doubts import doubts_about_areas, named_council, rivals
from csrating.read.inference.figures.headings import headings_astray
from csrating.read.inference.figures.seen import Seen
from csrating.read.inference.finding.areas import name_councils
from csrating.read.inference.finding.header_rows import may_head_columns
from csrating.read.inference.kinds import Kind
from csrating.read.inference.legends import NEGATIVE_FOR_NONE
from csrating.read.periods import find_period, periods_among
from csrating.read.tables.blocks import BETWEEN_HEADERS
from csrating.read.tables.numbers import number

Parts = tuple[tuple[str, ...], tuple[str, ...]]
"""The periods of a header, and its other parts."""
_HEADERS_ARE = "--headers-are WORD"


def doubts(seen: Seen) -> list[Question]:
    """What has to be asked before the figures of a table can be given."""
    return [
        *_years(seen),
        *_years_beside_an_area(seen),
        *rivals(seen),
        *_headed_as_areas(seen),
        *_headed_by_councils(seen),
        *_numbers_alone(seen),
        *_numbers_for_none(seen),
        *_shifted(seen),
        *_words_alike(seen),
        *_half_headed(seen),
        *_blank_ends(seen),
        *_headings_astray(seen),
        *doubts_about_areas(seen),
        *_words_between(seen),
        *short_rows(seen),
    ]


def _years(seen: Seen) -> Iterator[Question]:
    """Columns whose numbers may be years or figures."""
    for column in seen.roles.doubtful:
        header = seen.headers[column]
        what, others = f"whether the numbers under {header!r} are years or figures", [option("--leave-out", header)]
        others += [option("--breakdown", header), *([option("--period-column", header)] if seen.roles.period is None else [])]
        asked = seen.asks_whether(what, seen.extent.first, column, "they are figures", *others)
        yield replace(asked, options=tuple(others[:1])) if heads_other_years(header) else asked


def _years_beside_an_area(seen: Seen) -> Iterator[Question]:
    """A row above all others in which nothing but numbers that may be years stands beside an area: it may be the end of the header."""
    beside = [place for place in range(len(seen.columns)) if place not in seen.areas.all]
    councils = name_councils(seen.columns, seen.areas.names, seen.areas.codes)
    for row in (row for row in may_head_columns(seen.columns, beside, seen.areas.is_row) if row in seen.rows):
        said = [column for column in beside if seen.sheet.text(row, column)]
        if seen.roles.period is None and (len(said) > 1 or not councils[row]):
            texts = " and ".join(dict.fromkeys(seen.sheet.text(row, column) for column in said))
            yield seen.asks_whether(f"whether {texts} beside an area are years or figures", row, said[0], "they are figures")
            return


def _headed_as_areas(seen: Seen) -> Iterator[Question]:
    """Columns of figures whose header says that they name areas: the row of headers may stand one column off."""
    for column in seen.roles.figures:
        leaf = seen.headers[column].split(BETWEEN_HEADERS)[-1]
        if heads_areas(leaf):
            other = option("--leave-out", seen.headers[column])
            yield seen.asks_whether(f"why figures stand under {leaf!r}", seen.extent.top, column, "they are figures", other)
            return


def _headed_by_councils(seen: Seen) -> Iterator[Question]:
    """Columns of figures under names of councils: each figure is about two of them."""
    named = {column: named_council(seen.headers[column].split(BETWEEN_HEADERS)[-1]) for column in seen.roles.figures}
    if len(frozenset().union(*named.values())) > 1:
        column = next(column for column, councils in named.items() if councils)
        header = seen.headers[column]
        what = f"which council the figures under {header!r} are about, as their rows name others"
        yield seen.asks_whether(what, seen.extent.top, column, "they are about those of the rows", option("--leave-out", header))


def _numbers_alone(seen: Seen) -> Iterator[Question]:
    """Numbers in a header that are no periods and do not go up from column to column: a row of figures may have been taken for its part."""
    for row in _header_rows(seen):
        texts = {column: seen.sheet.text(row, column) for column in seen.headers}
        numbers = {column: number(text, exponents=True) for column, text in texts.items() if not is_period(text)}
        told = [column for column, text in texts.items() if seen.told.headers_are and is_bare_number(text)]
        said = {column: value for column, value in numbers.items() if value is not None and column not in told}
        if any(column in said for column in seen.roles.figures) and not _goes_up(list(said.values())):
            column = next(column for column in said if column in seen.roles.figures)
            yield seen.asks_whether("whether the numbers in the header are figures", row, column, "they are headers", _HEADERS_ARE)
            return
    for column in seen.roles.figures:
        own = () if seen.told.headers_are else _parts(seen.headers[column])[1]
        if own and all(number(part, exponents=True) is not None for part in own):
            where = seen.sheet.ref(seen.extent.top, column)
            what, answer = f"what is measured under {seen.headers[column]!r}", f"{_HEADERS_ARE}, such as --headers-are age"
            yield Question(seen.sheet.place, what, where, answer, (_HEADERS_ARE,))
            return


def _numbers_for_none(seen: Seen) -> Iterator[Question]:
    """Numbers such as -1 and -999 in columns of which all other figures are nought or more: files put them where there is no figure."""
    said = {column: texts for column in seen.roles.figures if (texts := _below_nought(seen, column))}
    if said:
        column, texts = next(iter(said.items()))
        every = tuple(dict.fromkeys(text for some in said.values() for text in some))
        row = int(seen.rows[np.argmax(seen.columns[column].of_row[seen.rows] == seen.columns[column].texts.index(texts[0]))])
        ways = [option("--symbol", f"{text}=MEANING") for text in every]
        what = f"what {' and '.join(every)} {'mean' if len(every) > 1 else 'means'} among figures that are nought or more otherwise"
        asked = seen.asks_whether(
            what, row, column, "they are figures", f"{' '.join(ways)}, each MEANING one of: {', '.join(MEANINGS_TOLD)}"
        )
        yield replace(asked, options=tuple(ways))


def _below_nought(seen: Seen, column: int) -> tuple[str, ...]:
    """The numbers of a column that stand for none, where no other is below nought and its header speaks of nothing that may be."""
    if may_be_negative(seen.headers[column]):
        return ()
    held = seen.columns[column]
    texts = [held.texts[place] for place in held.different(seen.rows) if held.kinds[place] == Kind.NUMBER]
    below = [text for text in texts if text.startswith("-") and text not in seen.told.symbols]
    return tuple(below) if below and len(below) < len(texts) and all(NEGATIVE_FOR_NONE.fullmatch(text) for text in below) else ()


def _goes_up(numbers: Sequence[float]) -> bool:
    """Whether whole numbers grow from each to the next, as those of columns, ages or grades do."""
    return all(value == int(value) for value in numbers) and all(left < right for left, right in pairwise(numbers))


def _shifted(seen: Seen) -> Iterator[Question]:
    """A header one column off: none stands over the names of areas, and one speaks of areas elsewhere or, at the end, of nothing at all."""
    if not seen.headers or all(column in seen.headers for column in (*seen.areas.names, *seen.areas.codes)):
        return
    last = max(seen.headers)
    astray = [column for column, words in seen.headers.items() if column not in seen.areas.names and heads_areas(words)]
    nothing = [last] if last > seen.areas.last and not seen.columns[last].kind[seen.rows].any() else []
    for column in [*astray, *nothing][:1]:
        what = f"whether the header stands one column off ({seen.headers[column]!r} is not over such cells)"
        yield seen.asks_whether(what, seen.extent.top, column, "each header belongs to its column")


def _words_alike(seen: Seen) -> Iterator[Question]:
    """Words of a breakdown that differ in nothing but capitals and blanks: they may be one, or one of them a part of another."""
    for column in seen.roles.breakdowns:
        first: dict[str, int] = {}
        for place in seen.columns[column].different(seen.rows):
            word = "".join(seen.columns[column].texts[place].casefold().split())
            if first.setdefault(word, place) != place:
                both = " and ".join(repr(seen.columns[column].texts[one]) for one in (first[word], place))
                row = int(seen.rows[np.argmax(seen.columns[column].of_row[seen.rows] == place)])
                yield seen.asks_whether(f"whether {both} are the same", row, column, "they are two")
                return


def _half_headed(seen: Seen) -> Iterator[Question]:
    """Columns that lack a part of the header which another column of the same period has: a cell of it may be lost, or stand one off."""
    among = periods_among(part for column in seen.roles.figures for part in seen.headers[column].split(BETWEEN_HEADERS))
    parts = {column: _parts(seen.headers[column], among) for column in seen.roles.figures}
    for column, own in parts.items():
        for other, longer in parts.items():
            if _lacks_an_end(own, longer) if own[0] == longer[0] else _lacks_its_words(own, longer, parts.values()):
                words = BETWEEN_HEADERS.join(longer[1])
                where = seen.sheet.ref(seen.extent.top, other)
                header = seen.headers[column]
                what = f"whether the header {header!r} lacks words, as another says {words!r} ({where.split('#', 1)[-1]})"
                yield seen.asks_whether(what, seen.extent.top, column, f"{header!r} is the whole header")
                return


def _blank_ends(seen: Seen) -> Iterator[Question]:
    """Columns of a text that have nothing in the last row of a header of several, though others have: no cells are merged in a text."""
    if seen.sheet.widths is None:
        return
    filled = {column: [row for row in _header_rows(seen) if seen.sheet.text(row, column)] for column in seen.roles.figures}
    last = max((rows[-1] for rows in filled.values() if rows), default=0)
    for column, rows in filled.items():
        if rows and rows[-1] < last:
            header = seen.headers[column]
            yield seen.asks_whether(f"whether a part of the header {header!r} is missing", last, column, f"{header!r} is the whole header")
            return


def _header_rows(seen: Seen) -> range:
    return range(seen.extent.top, seen.extent.first)


def _parts(header: str, among: Mapping[str, str] = MappingProxyType({})) -> Parts:
    """The periods of a header, some of them such only among others, and its other parts."""
    found = [(part, find_period(among.get(part, part))) for part in header.split(BETWEEN_HEADERS)]
    periods = tuple(part for part, one in found if one is not None and not one.rest)
    return periods, tuple(part for part, one in found if one is None or one.rest)


def _lacks_an_end(own: Parts, longer: Parts) -> bool:
    """Whether the words of a header are only the beginning of another header's, or only its end."""
    return len(own[1]) < len(longer[1]) and own[1] in (longer[1][: len(own[1])], longer[1][len(longer[1]) - len(own[1]) :])


def _lacks_its_words(own: Parts, longer: Parts, every: Collection[Parts]) -> bool:
    """Whether the words of a header are only the beginning of those in another period, and neither period has both."""
    if len(own[1]) >= len(longer[1]) or own[1] != longer[1][: len(own[1])]:
        return False
    return (own[0], longer[1]) not in every and (longer[0], own[1]) not in every


def _headings_astray(seen: Seen) -> Iterator[Question]:
    """Headings over several columns that are not merged; those of a turned sheet are looked at by :mod:`.turned_doubts`."""
    return iter(()) if isinstance(seen.sheet, Turned) else headings_astray(seen.sheet, seen.headers, seen.areas.all, _header_rows(seen))


def _words_between(seen: Seen) -> Iterator[Question]:
    """A row of words that follows a row of figures at once: a new header, or no more than a remark."""
    before = seen.before
    if before is None or before.extent.last < seen.extent.top or _beside_areas(seen) <= _beside_areas(before):
        return
    row, column = seen.extent.top, min(seen.headers, default=0)
    yield seen.asks_whether("whether the row between the figures heads another table", row, column, "it does")


def _beside_areas(seen: Seen) -> set[str]:
    """The headers of the columns that are none of areas: 'North West, 2009, 2010' says no more than 'Council, 2009, 2010'."""
    return {words for column, words in seen.headers.items() if column not in seen.areas.all}


def short_rows(seen: Seen) -> Iterator[Question]:
    """Rows of a text with fewer cells than the others: an end, or a separator, may be lost, and then the figures stand elsewhere."""
    widths = seen.sheet.widths
    if widths is None or not len(seen.rows):
        return
    of_rows = widths[seen.rows]
    usual = int(np.bincount(of_rows).argmax())
    if max(seen.headers, default=0) >= usual:
        what = f"why the header reaches over more than the {usual} cells of the rows"
        yield seen.asks_whether(what, seen.extent.top, max(seen.headers), "cells at the ends of rows are blank")
        return
    short = np.flatnonzero(of_rows < usual)
    if len(short):
        row = int(seen.rows[short[0]])
        what = f"what is missing from a row that has {of_rows[short[0]]} cells where others have {usual}"
        yield seen.asks_whether(what, row, 0, "cells at its end are blank")
