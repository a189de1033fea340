"""Put together what was understood of a sheet: tables as a layout has them, what was assumed, and what has to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from csrating.read.cells import Sheet
from csrating.read.inference.answers import NO_ANSWERS, Answers, Assumption, Question
from csrating.read.inference.areas import areas
from csrating.read.inference.doubts import Seen, doubts
from csrating.read.inference.figure_table import assumptions as assumptions_of, figure_table
from csrating.read.inference.kinds import column_of
from csrating.read.inference.questions import questions as questions_about
from csrating.read.inference.roles import OTHER_COUNCILS
from csrating.read.inference.tables import extents
from csrating.read.inference.understood import Understood, understand
from csrating.read.layouts import Table

_LEAST_NEIGHBOURS = 5
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
    columns = [column_of(sheet.cells[:, place]) for place in range(sheet.cells.shape[1])]
    found = areas(columns)
    if found is None:
        across = _councils_across(sheet)
        return Proposal((), (), across, "" if across else "no column names councils")
    understood = [understand(sheet, columns, found, extent, answers) for extent in extents(sheet, columns, found)]
    if understood and all(_lists_neighbours(one) for one in understood):
        return Proposal((), (), (), "it lists the neighbours of each council, and no figures")
    if not any(one.roles.figures or one.roles.unnamed for one in understood):
        return Proposal((), (), (), NO_FIGURES)
    proposed = Proposal((), (), ())
    before: Seen | None = None
    for number, one in enumerate(understood, start=1):
        seen = Seen(sheet, tuple(columns), found, one.extent, one.headers, one.roles, before)
        name = sheet.name if len(understood) == 1 else f"{sheet.name} ({number})"
        proposed, before = proposed.with_(_of_figures(one, seen, name, answers)), seen
    return proposed


def _of_figures(one: Understood, seen: Seen, name: str, answers: Answers) -> Proposal:
    """What is proposed of a table of figures."""
    asked = questions_about(one, answers) or doubts(seen)
    if asked:
        return Proposal((), (), tuple(asked))
    return Proposal((figure_table(one, name, answers),), tuple(assumptions_of(one, answers)), ())


def _councils_across(sheet: Sheet) -> tuple[Question, ...]:
    """A question where councils are named across one of the first rows, and not down a column."""
    top = [column_of(row) for row in sheet.cells[:_MOST_ROWS_ABOVE]]
    found = areas(top)
    if found is None or not found.names:
        return ()
    asks = "how to read a table whose councils stand across a row and not in a column"
    return (Question(sheet.place, asks, sheet.ref(found.names[0], 0), "the table with its rows and columns exchanged"),)


def _lists_neighbours(one: Understood) -> bool:
    return sum(why == OTHER_COUNCILS for why in one.roles.left_out.values()) >= _LEAST_NEIGHBOURS
