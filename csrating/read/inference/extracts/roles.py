"""What each column of an extract of inspections is for: settings, days, judgements, or nothing that is read, with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating.read.inference.answers import WITHOUT_HEADER, Answers
from csrating.read.inference.columns.roles import NOTHING
from csrating.read.inference.extracts import headers as says
from csrating.read.inference.extracts.grade_cells import assumed, holds_grades_in_numbers, holds_grades_in_words
from csrating.read.inference.extracts.headers import leaf
from csrating.read.inference.finding.areas import Areas
from csrating.read.inference.kinds import Column, Kind
from csrating.read.judgements.written_days import is_counted, written_day
from csrating.reference import Meant, provision_type, sector

Rows = NDArray[np.intp]
_MOST_LOOKED_AT = 4_000
_FEW = 50
_LEAST_DAYS = 0.9
_LEAST_KNOWN = 0.5
_WORD = re.compile(r"[a-z]+")
BEFORE = "about an earlier inspection, or the setting as it was then"
OTHER_DAY = "another day than that of the inspection"
NAMES_AND_PLACES = "names, addresses and links of settings"
REGION = "a wider area than the council"
AGAIN = "says again which council it is"
NO_JUDGEMENT_THERE = "none of the four grades, by header and cells"
NO_HEADER_AND_NO_JUDGEMENT = "has no header and holds no grade"


@dataclass(frozen=True)
class ExtractRoles:
    """The columns of an extract by what they are for.

    ``judged`` are those of judgements, ``in_numbers`` those of them whose grades are numbers; ``unnamed`` hold grades and have no header.
    Of ``rival_days`` each could be the day of the inspection, and nothing tells which. ``left_out`` says why a column is not read.
    """

    judged: tuple[int, ...]
    in_numbers: tuple[int, ...]
    setting: int | None
    provision: int | None
    run_by: int | None
    event: int | None
    inspected_on: int | None
    published_on: int | None
    left_out: Mapping[int, str]
    unnamed: tuple[int, ...] = ()
    rival_days: tuple[int, ...] = ()

    @property
    def named(self) -> dict[str, int]:
        """The columns that have a role in a layout, by that role."""
        roles = ("setting", "provision", "run_by", "event", "inspected_on", "published_on")
        return {role: place for role in roles if (place := getattr(self, role)) is not None}


def roles_of_extract(columns: Sequence[Column], rows: Rows, found: Areas, headers: Mapping[int, str], answers: Answers) -> ExtractRoles:
    """What each column is for, by its header and by what its cells hold in the rows of councils.

    Args:
        columns: those of the sheet.
        rows: the rows of councils, or of settings in them.
        found: the columns of councils.
        headers: the words over each column; spacers have none.
        answers: what the reader says of the file.
    """
    free = [place for place in range(len(columns)) if place not in found.all and columns[place].different(rows)]
    headed = [place for place in free if place in headers]
    now = [place for place in headed if not says.is_about_before(headers[place])]
    leaves = {place: leaf(headers[place]) for place in headed}
    days = [place for place in now if _holds_days(columns[place], rows, leaves[place])]
    words = [place for place in now if place not in days]
    in_words = [place for place in words if holds_grades_in_words(columns[place], rows)]
    in_numbers = [
        place
        for place in words
        if place not in in_words
        and says.heads_judgement(headers[place])
        and holds_grades_in_numbers(columns[place], rows, symbols=answers.symbols)
    ]
    judged = sorted((*in_words, *in_numbers))
    others = {place: leaves[place] for place in words if place not in judged}
    inspected, rivals = _day_of_inspection(days, headers, judged, answers)
    roles = {
        "setting": _setting(columns, rows, others),
        "provision": _by_register(columns, rows, others, says.heads_provision, provision_type),
        "run_by": _known(columns, rows, _by_register(columns, rows, others, says.heads_owner, sector), sector),
        "event": min((place for place in others if says.heads_event(others[place])), key=lambda place: len(others[place]), default=None),
        "inspected_on": inspected,
        "published_on": _only([place for place in days if says.is_day_of_publication(headers[place])], headers, judged),
    }
    taken = {*judged, *(place for place in roles.values() if place is not None)}
    left_out = {place: _why(headers[place], is_day=place in days) for place in headed if place not in taken}
    left_out |= {place: NOTHING for place in headers if place not in found.all and place not in free}
    left_out |= {place: AGAIN for place in found.others if place in headers}
    unnamed = [place for place in free if place not in headers]
    unread = answers.leaves_out(WITHOUT_HEADER)
    graded = tuple(place for place in unnamed if not unread and holds_grades_in_words(columns[place], rows))
    left_out |= {place: NO_HEADER_AND_NO_JUDGEMENT for place in unnamed if place not in graded}
    return ExtractRoles(tuple(judged), tuple(in_numbers), **roles, left_out=left_out, unnamed=graded, rival_days=rivals)


def counted_days(column: Column, rows: Rows) -> bool:
    """Whether days are numbers, as spreadsheets count them."""
    return any(column.kinds[place] == Kind.NUMBER and is_counted(column.texts[place]) for place in column.different(rows))


def unknown_words(column: Column, rows: Rows) -> list[str]:
    """The words in a column of days that are no day, hold no digit, and of which it is not known that they say nothing."""
    texts = (column.texts[place] for place in column.different(rows) if column.kinds[place] == Kind.WORDS)
    return [text for text in texts if not any(map(str.isdigit, text)) and not assumed(text)]


def _holds_days(column: Column, rows: Rows, header: str) -> bool:
    """Whether a column says days: because its header says so and some cell is a day, or because hardly anything else stands in it."""
    places = column.different(rows)
    texts = [(column.texts[place], int(column.kinds[place])) for place in places]
    if says.heads_day(header):
        return any(kind == Kind.DAY or written_day(text) is not None for text, kind in texts)
    few = texts[:_FEW]
    return sum(kind == Kind.DAY or (kind == Kind.WORDS and written_day(text) is not None) for text, kind in few) >= _LEAST_DAYS * len(few)


def _day_of_inspection(
    days: Sequence[int], headers: Mapping[int, str], judged: Sequence[int], answers: Answers
) -> tuple[int | None, tuple[int, ...]]:
    """The column of the day of inspection, and those of which each could be it where nothing tells which.

    Days under a header that speaks neither of a day nor of an inspection may be anything, or the header may not be theirs.
    """
    if answers.date_column:
        wanted = answers.date_column.casefold()
        return next((place for place in days if wanted in (headers[place].casefold(), leaf(headers[place]).casefold())), None), ()
    every = [place for place in days if says.may_be_day_of_inspection(headers[place])]
    may = [place for place in every if says.heads_day(headers[place]) or says.speaks_of_inspection(headers[place])]
    if not may:
        return None, tuple(every)
    may = _where_any(may, lambda place: not says.is_end(headers[place]))
    may = _where_any(may, lambda place: says.speaks_of_inspection(headers[place]))
    may = _where_any(may, lambda place: not says.is_of_lesser_inspection(headers[place]))
    may = _nearest(may, headers, judged)
    may = _where_any(may, lambda place: says.is_start(headers[place]))
    return (may[0], ()) if len(may) == 1 else (None, tuple(may))


def _only(places: Sequence[int], headers: Mapping[int, str], judged: Sequence[int]) -> int | None:
    near = _nearest(places, headers, judged)
    return near[0] if len(near) == 1 else None


def _where_any(places: Sequence[int], holds: Callable[[int], bool]) -> list[int]:
    """Those for which something holds, or all where it holds for none."""
    return [place for place in places if holds(place)] or list(places)


def _nearest(places: Sequence[int], headers: Mapping[int, str], judged: Sequence[int]) -> list[int]:
    """The columns whose headers have most words in common with those of all judgements."""
    of_all = set.intersection(*(_words_of(headers[place]) for place in judged)) if judged else set()
    shared = {place: len(of_all & _words_of(headers[place])) for place in places}
    return [place for place in places if shared[place] == max(shared.values())]


def _words_of(header: str) -> set[str]:
    return set(_WORD.findall(header.casefold()))


def _setting(columns: Sequence[Column], rows: Rows, headers: Mapping[int, str]) -> int | None:
    """The column that says which setting a row is about: its unique reference number, or else another number of it."""
    for heads in (says.heads_setting, says.numbers_setting):
        found = [place for place, header in headers.items() if heads(header)]
        if found:
            return max(found, key=lambda place: (len(columns[place].different(rows)), -len(headers[place]), -place))
    return None


def _by_register(
    columns: Sequence[Column],
    rows: Rows,
    headers: Mapping[int, str],
    heads: Callable[[str], bool],
    register: Callable[[str], Meant | None],
) -> int | None:
    """Of the columns under such headers, the one of which the register knows most; of several that it knows alike, the first."""
    found = [place for place, header in headers.items() if heads(header)]
    return max(found, key=lambda place: (*_share_known(columns[place], rows, register), -place), default=None)


def _share_known(column: Column, rows: Rows, register: Callable[[str], Meant | None]) -> tuple[float, float]:
    """In which shares of the rows the register has a word of ours, and knows the word at all."""
    numbers = np.bincount(column.of_row[rows], minlength=len(column.texts))
    different = column.different(rows)[:_MOST_LOOKED_AT]
    meant = {place: register(column.texts[place]) for place in different}
    ours = sum(int(numbers[place]) for place, known in meant.items() if known and known.ours)
    known = sum(int(numbers[place]) for place, known in meant.items() if known)
    return ours / len(rows), known / len(rows)


def _known(columns: Sequence[Column], rows: Rows, place: int | None, register: Callable[[str], Meant | None]) -> int | None:
    """The column, if the register knows most of what it says."""
    return place if place is not None and _share_known(columns[place], rows, register)[1] >= _LEAST_KNOWN else None


def _why(header: str, *, is_day: bool) -> str:
    reasons: Iterable[tuple[bool, str]] = (
        (says.is_about_before(header), BEFORE),
        (is_day, OTHER_DAY),
        (says.heads_region(header), REGION),
        (says.names_or_places(header), NAMES_AND_PLACES),
    )
    return next((why for holds, why in reasons if holds), NO_JUDGEMENT_THERE)
