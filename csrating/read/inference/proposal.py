"""Put together what was understood of a sheet: tables as a layout has them, what was assumed, and what has to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from csrating.read.cells import Sheet, turned
from csrating.read.inference.answers import NO_ANSWERS, THE_READER_SAYS, Answers, Assumption, Question, is_of_period, unconfirmed
from csrating.read.inference.columns.roles import OTHER_COUNCILS
from csrating.read.inference.extracts.counts import assumptions_of_counts, count_table, counted, without_counts
from csrating.read.inference.extracts.extract import Extract, extract
from csrating.read.inference.extracts.questions import question_about_councils, questions_about_extract
from csrating.read.inference.extracts.table import assumptions_of_extract, extract_table
from csrating.read.inference.figures.doubts import doubts
from csrating.read.inference.figures.questions import questions as questions_about
from csrating.read.inference.figures.seen import Seen
from csrating.read.inference.figures.table import assumptions as assumptions_of, figure_table
from csrating.read.inference.figures.turned_doubts import doubts_about_turning, doubts_of_turned
from csrating.read.inference.finding.across import Across, councils_across
from csrating.read.inference.finding.areas import Areas, areas, named, with_levels
from csrating.read.inference.finding.continued import goes_on, question_about_bare_rows, with_areas
from csrating.read.inference.finding.levels import NOT_ABOUT_COUNCILS, Rows, questions_about_levels
from csrating.read.inference.finding.repeated_headers import one_table
from csrating.read.inference.finding.tables import Extent, extents
from csrating.read.inference.kinds import Column, column_of
from csrating.read.inference.neighbours.list import Listed, neighbour_list
from csrating.read.inference.neighbours.questions import questions_about_neighbours
from csrating.read.inference.neighbours.table import assumptions_of_neighbours, neighbour_table
from csrating.read.inference.told import columns_told, without_left_out
from csrating.read.inference.understood import Understood, understand
from csrating.read.layouts.reading import Table

_LEAST_NEIGHBOURS, _LEAST_NEIGHBOURS_BY_NAME = 5, 3
_MOST_ROWS_ABOVE = 60
NO_FIGURES = "no figures stand beside the councils"


@dataclass(frozen=True)
class Proposal:
    """What was understood of one sheet. Where there is a question, its table is not among ``tables``."""

    tables: tuple[Table, ...]
    assumptions: tuple[Assumption, ...]
    questions: tuple[Question, ...]
    why_none: str = ""

    def with_(self, other: Proposal) -> Proposal:
        """The same with what is proposed of another table of the sheet."""
        return Proposal(
            (*self.tables, *other.tables), (*self.assumptions, *other.assumptions), (*self.questions, *other.questions), self.why_none
        )


def propose(sheet: Sheet, answers: Answers = NO_ANSWERS) -> Proposal:
    """What the tables of a sheet are, as far as can be told from what they say.

    Args:
        sheet: any sheet.
        answers: what the reader says of it.
    """
    if not sheet.cells.size:
        return Proposal((), (), (), "the sheet is empty")
    answers = answers.on(sheet.name)
    columns = columns_told(sheet, answers)
    listed = neighbour_list(sheet, columns)
    if listed:
        return _of_neighbours(listed, answers)
    inspected = extract(sheet, columns, answers)
    if inspected:
        return _of_extract(inspected, answers)
    unplaced = question_about_councils(sheet, columns)
    if unplaced:
        return Proposal((), (), (unplaced,))
    across = councils_across(sheet)
    if not across:
        return _with_councils_down(sheet, columns, answers)
    asked = unconfirmed(doubts_about_turning(sheet, across), answers)
    if asked:
        return Proposal((), (), tuple(asked))
    stands = turned(sheet, [one.band for one in across])
    columns = columns_told(stands, answers)
    listed = neighbour_list(stands, columns)
    return _as_turned(_of_neighbours(listed, answers) if listed else _with_councils_down(stands, columns, answers), sheet, across)


def _as_turned(proposed: Proposal, sheet: Sheet, across: Sequence[Across]) -> Proposal:
    """What is proposed of a turned sheet, as what is proposed of the sheet itself."""
    what = "councils stand across a row: rows and columns are exchanged"
    told = [Assumption(sheet.place, what, "a row names councils, with figures under them", sheet.ref(across[0].heading.first, 0))]
    tables = (replace(one, across=True, unknown_areas=one.unknown_areas.replace(" row", " column")) for one in proposed.tables)
    questions = (replace(one, asks=f"{one.asks} (with rows and columns exchanged)") for one in proposed.questions)
    return Proposal(tuple(tables), (*(told if proposed.tables else ()), *proposed.assumptions), tuple(questions), proposed.why_none)


def _of_extract(made: Extract, answers: Answers) -> Proposal:
    """What is proposed of an extract of inspections."""
    asked = questions_about_extract(made, answers)
    if asked:
        return Proposal((), (), tuple(asked))
    return _unless_alike(extract_table(made, made.one.sheet.name, answers), made.one, assumptions_of_extract(made, answers))


def _of_neighbours(made: Listed, answers: Answers) -> Proposal:
    """What is proposed of a list of neighbours."""
    made = replace(made, one=replace(made.one, told=answers))
    asked = questions_about_neighbours(made, answers)
    if asked:
        return Proposal((), (), tuple(asked))
    return _unless_alike(neighbour_table(made, made.one.sheet.name, answers), made.one, assumptions_of_neighbours(made, answers))


def _unless_alike(table: Table, one: Understood, told: Sequence[Assumption]) -> Proposal:
    """A table as what is proposed, unless nothing in its header tells it from another of the sheet."""
    if table.header:
        return Proposal((without_left_out(table, one.told),), tuple(told), ())
    asks = "how the table is told from others with the same header"
    return Proposal(
        (),
        (),
        (Question(one.sheet.place, asks, one.place, "a file with each table on a sheet of its own, or a layout with title and repeats"),),
    )


def _with_councils_down(sheet: Sheet, columns: list[Column], answers: Answers) -> Proposal:
    """What the tables of a sheet are whose councils stand down a column."""
    found = areas(columns)
    if found is None:
        asked = _councils_over_nothing(sheet)
        return Proposal((), (), asked, "" if asked else "no column names councils")
    if answers.fill_down or goes_on(columns, found):
        whole = with_areas(sheet, columns, found, told=answers.fill_down)
        return _filled_down(_with_areas_in_each_row(*whole, answers), sheet, told=answers.fill_down)
    asked = question_about_bare_rows(sheet, columns, found)
    return Proposal((), (), asked) if asked else _with_areas_in_each_row(sheet, columns, found, answers)


def _filled_down(proposed: Proposal, sheet: Sheet, *, told: bool) -> Proposal:
    """What is proposed of a sheet with its areas written in each row, as what is proposed of the sheet itself."""
    what, why = "rows without an area are about the one above them", THE_READER_SAYS if told else "every area has the same rows under it"
    assumed = [Assumption(sheet.place, what, why, sheet.place)] if proposed.tables else []
    tables = tuple(replace(one, fill_down=True) for one in proposed.tables)
    return replace(proposed, tables=tables, assumptions=(*assumed, *proposed.assumptions))


def _with_areas_in_each_row(sheet: Sheet, columns: list[Column], found: Areas, answers: Answers) -> Proposal:
    """What the tables of a sheet are whose councils stand down a column, one in each row."""
    found = with_levels(found, columns, answers)
    tables = [
        extent
        for extent in one_table(sheet, found, extents(sheet, columns, found))
        if not _is_told_to_be_other(columns, found, extent, answers)
    ]
    if not tables and answers.levels:
        return Proposal((), (), (), f"each row is {NOT_ABOUT_COUNCILS}")
    asked = [one for extent in tables for one in questions_about_levels(sheet, columns, found, _rows_between(found, extent))]
    if asked:
        return Proposal((), (), tuple(asked))
    understood = [understand(sheet, columns, found, extent, answers) for extent in tables]
    listed = [_lists_neighbours(one) for one in understood]
    if listed and all(listed):
        return _neighbours_without_a_header(sheet, understood[0].extent.top)
    if not any(one.roles.figures or one.roles.unnamed for one in understood):
        several = sum(bool(named(columns[place]).councils) for place in found.names) >= _LEAST_NEIGHBOURS_BY_NAME
        return _neighbours_without_a_header(sheet, int(np.argmax(found.is_row))) if several else Proposal((), (), (), NO_FIGURES)
    proposed = Proposal((), (), ())
    before: Seen | None = None
    for number, one in enumerate(understood, start=1):
        seen = Seen(sheet, tuple(columns), found, one.extent, one.headers, one.roles, before, answers)
        name = sheet.name if len(understood) == 1 else f"{sheet.name} ({number})"
        proposed, before = proposed.with_(_of_figures(one, seen, name, answers)), seen
    return Proposal((), (), proposed.questions) if proposed.questions else proposed  # a table reaches to the next, which nobody knows yet


def _is_told_to_be_other(columns: Sequence[Column], found: Areas, extent: Extent, answers: Answers) -> bool:
    """Whether the reader says of every row of a table that it is about something else than a council."""
    if found.level is None or len(found.rows(extent.first, extent.last)):
        return False
    said = {columns[found.level].texts[place].casefold() for place in columns[found.level].different(_rows_between(found, extent))}
    return said <= {word.casefold() for word in answers.levels}


def _rows_between(found: Areas, extent: Extent) -> Rows:
    """The rows of a table that name an area, whatever it is about."""
    rows: Rows = np.flatnonzero(found.is_row[extent.first : extent.last]) + extent.first
    return rows


def _of_figures(one: Understood, seen: Seen, name: str, answers: Answers) -> Proposal:
    """What is proposed of a table of figures, some of which may be counts of settings by grade."""
    counts = counted(one)
    asked = questions_about(without_counts(one, counts) if counts else one, answers)
    every = (*doubts(seen), *doubts_of_turned(seen, one, answers)) if all(is_of_period(each) for each in asked) else ()
    asked = [*asked, *unconfirmed(every, answers)]
    if asked:
        return Proposal((), (), tuple(asked))
    confirmed = _confirmed(every)
    if counts:
        told = [*assumptions_of(one, answers), *assumptions_of_counts(one, counts), *confirmed]
        return _unless_alike(count_table(one, counts, name, answers), one, told)
    return _unless_alike(figure_table(one, name, answers), one, [*assumptions_of(one, answers), *confirmed])


def _confirmed(asked: Iterable[Question]) -> list[Assumption]:
    """What the reader confirms, of questions none of which is left open."""
    return [Assumption(one.about, f"{one.asks}: {one.confirmed}", "the reader confirms it", one.where) for one in asked]


def _councils_over_nothing(sheet: Sheet) -> tuple[Question, ...]:
    """A question where councils are named across one of the first rows without figures under them, and not down a column."""
    top = [column_of(row) for row in sheet.cells[:_MOST_ROWS_ABOVE]]
    found = areas(top)
    if found is None or not found.names:
        return ()
    asks = "what is said of the councils that stand across a row, with no figures under them"
    return (Question(sheet.place, asks, sheet.ref(found.names[0], 0), "the table with its rows and columns exchanged"),)


def _lists_neighbours(one: Understood) -> bool:
    return sum(why == OTHER_COUNCILS for why in one.roles.left_out.values()) >= _LEAST_NEIGHBOURS


def _neighbours_without_a_header(sheet: Sheet, row: int) -> Proposal:
    """A question where a table lists other councils beside each, and no header says which neighbour stands where."""
    asks = "in which positions the councils beside each council are its neighbours, as no header says so"
    return Proposal((), (), (Question(sheet.place, asks, sheet.ref(row, 0), "headers such as SN1 and SN2, or a layout"),))
