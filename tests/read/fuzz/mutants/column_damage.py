"""Damage to columns and headers: deleted, doubled, moved, renamed, blanked, changed with each other, shifted, split."""

from __future__ import annotations

from random import Random

from mutants.cell_damage import Damage
from mutants.model import Book, Cell, ColumnLabels, Figure, Tab


def _tab(rng: Random, book: Book) -> Tab:
    tab = book.tab_of_figures(rng.randrange(9))
    tab.squared()
    return tab


def _over(rng: Random, tab: Tab) -> ColumnLabels:
    return rng.choice(tab.figures()).over


def _column(tab: Tab, head: Cell) -> int | None:
    return next((across for _, across, cell in tab.places() if cell is head), None)


def _spoil(tab: Tab, over: ColumnLabels) -> None:
    for figure in tab.figures():
        if figure.over is over:
            figure.spoiled = True


def _delete(tab: Tab, column: int) -> None:
    for row in tab.rows:
        del row[column]


def deleted_column(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    column = rng.randrange(tab.width())
    if _says_more_than_its_own(tab, column):
        return ""
    _delete(tab, column)
    return f"column {column + 1} is deleted"


def _says_more_than_its_own(tab: Tab, column: int) -> bool:
    """Whether what stands in a column is said of other columns too, so that without it they are said to be about something else."""
    headings = {heading for figure in tab.figures() for heading in figure.over.further}
    if not any(isinstance(row[column], Figure) for row in tab.rows):
        headings |= {figure.over.own for figure in tab.figures() if figure.over.own is not None}
    names = {names for figure in tab.figures() if (names := figure.of_row.names)}
    beside = len({len({one.of_row.names for one in row if isinstance(one, Figure)}) for row in tab.rows} - {0, 1}) > 0
    return any(row[column] in headings for row in tab.rows) or (beside and any((row[column],) in names for row in tab.rows))


def doubled_column(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    over = _over(rng, tab)
    if over.own is None or (column := _column(tab, over.own)) is None or not tab.flat:
        return ""
    under = {figure.over for row in tab.rows if isinstance(figure := row[column], Figure)}
    if under != {over}:
        return ""
    again = ColumnLabels(Cell(over.own.value), over.further, over.period)
    again.period = again.own if over.period is over.own else over.period
    for row in tab.rows:
        cell = row[column]
        twin: Cell | None = Cell(cell.value)
        if isinstance(cell, Figure):
            twin = Figure(cell.value, "", cell.of_row, again, cell.spoiled)
        elif cell is over.own:
            twin = again.own
        row.insert(column + 1, twin or Cell())
    return f"column {column + 1} stands there twice"


def moved_column(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    if not tab.flat:
        return ""
    column, to = rng.randrange(tab.width()), rng.randrange(tab.width())
    for row in tab.rows:
        row.insert(to, row.pop(column))
    return f"column {column + 1} is moved to {to + 1}"


def renamed_header(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    over = _over(rng, tab)
    if over.own is None:
        return ""
    year = f" {over.period.text[-4:]}" if over.period is over.own and over.own.text[-4:].isdigit() else ""
    before = over.own.text
    over.own.value = (
        rng.choice(["Total", "SNP", "Children in care", "Percentage", "of which boys", "Value", "n", "%", "LA", "Region", "ID"]) + year
    )
    return f"the header {before!r} becomes {over.own.value!r}"


def renamed_label_header(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    place = next(place for place, row in enumerate(tab.rows) if any(isinstance(cell, Figure) for cell in row))
    heads = [cell for row in tab.rows[:place] for cell in row[:4] if cell.text and cell not in _heads_of_figures(tab)]
    if not heads or not tab.flat:
        return ""
    head = rng.choice(heads)
    before, head.value = head.text, rng.choice(["", "Area", "Code", "Category", "Period", "X", "URN", "Value", "Number"])
    return f"the heading {before!r} becomes {head.value!r}"


def _heads_of_figures(tab: Tab) -> set[Cell]:
    overs = [figure.over for figure in tab.figures()]
    return {cell for over in overs for cell in (over.own, *over.further, over.period) if cell is not None}


def blanked_header(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    heads = [cell for _, _, cell in tab.places() if cell in _heads_of_figures(tab)]
    if not heads:
        return ""
    head = rng.choice(heads)
    before, head.value = head.text, ""
    return f"the header {before!r} is blanked"


def swapped_headers(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    one, other = _over(rng, tab).own, _over(rng, tab).own
    if one is None or other is None:
        return ""
    one.value, other.value = other.value, one.value
    return f"the headers {one.text!r} and {other.text!r} change places"


def same_header(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    one, other = _over(rng, tab).own, _over(rng, tab).own
    if one is None or other is None:
        return ""
    one.value = other.value
    return f"two columns are headed {one.text!r}"


def shifted_header(rng: Random, book: Book) -> str:
    """The row of headers stands one column too far to the right or to the left, so that each says what another column holds."""
    tab = _tab(rng, book)
    over = _over(rng, tab)
    if over.own is None or book.damage:
        return ""
    row = next(row for row in tab.rows if any(cell is over.own for cell in row))
    if rng.random() < 0.5:
        row.insert(0, Cell())
        for other in tab.rows:
            if other is not row:
                other.append(Cell())
    else:
        row.append(row.pop(0))
        row[-1].value = ""
    for figure in tab.figures():
        if figure.over.own in row:
            figure.spoiled = True
    return "the row of headers stands one column off"


def split_header(rng: Random, book: Book) -> str:
    """The words over the columns stand in two rows instead of one."""
    tab = _tab(rng, book)
    if book.kind == "parquet":
        return ""
    over = _over(rng, tab)
    if over.own is None:
        return ""
    place = next(place for place, row in enumerate(tab.rows) if any(cell is over.own for cell in row))
    if any(isinstance(cell, Figure) for cell in tab.rows[place]):
        return ""
    below = [Cell() for _ in tab.rows[place]]
    for across, head in enumerate(tab.rows[place]):
        first, _, rest = head.text.partition(" ")
        if rest and head in _heads_of_figures(tab):
            head.value, below[across].value = first, rest
            _divide(tab, head, below[across])
    tab.rows.insert(place + 1, below)
    return "the header is split over two rows"


def _divide(tab: Tab, head: Cell, below: Cell) -> None:
    """A header whose words now stand in two cells."""
    overs = {id(figure.over): figure.over for figure in tab.figures() if figure.over.own is head}
    for over in overs.values():
        over.own, over.further, over.divided = below, (*over.further, head), (*over.divided, head)
        over.period = below if over.period is head else over.period


def shifted_period(rng: Random, book: Book) -> str:
    """A period over several columns stands one column too far to the right."""
    tab = _tab(rng, book)
    over = _over(rng, tab)
    if tab.flat or over.period is None or book.damage:
        return ""
    row = next(row for row in tab.rows if any(cell is over.period for cell in row))
    at = next(across for across, cell in enumerate(row) if cell is over.period)
    step = rng.choice([1, -1])
    if row[at + step].text:
        return ""
    row[at], row[at + step] = row[at + step], row[at]
    tab.merged = [(first, last) for first, last in tab.merged if first is not over.period]
    stands_over_figures = any(isinstance(other[at + step], Figure) for other in tab.rows)
    for figure in tab.figures():
        figure.spoiled = figure.spoiled or stands_over_figures
    return f"the period {over.period.text!r} stands one column off"


def identifying_column(rng: Random, book: Book) -> str:
    """A column of numbers that identify something and measure nothing."""
    tab = _tab(rng, book)
    head = next((over.own for figure in tab.figures() if (over := figure.over).own is not None), None)
    if head is None or not tab.flat:
        return ""
    at = rng.randrange(tab.width() + 1)
    name = rng.choice(["URN", "LAESTAB", "id", "Row number", "School code", "Telephone"])
    for row in tab.rows:
        holds = any(isinstance(cell, Figure) for cell in row)
        row.insert(at, Cell(name if head in row else str(rng.randint(100_000, 999_999)) if holds else ""))
    return f"a column {name!r} is put in"


COLUMN_DAMAGE: tuple[Damage, ...] = (
    deleted_column, doubled_column, moved_column, renamed_header, renamed_label_header, blanked_header, swapped_headers, same_header,
    shifted_header, split_header, shifted_period, identifying_column,
)  # fmt: skip
