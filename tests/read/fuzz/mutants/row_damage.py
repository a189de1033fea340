"""Damage to rows and sheets: deleted, doubled, moved, put in between."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from mutants.cell_damage import Damage
from mutants.model import Book, Cell, ColumnLabels, Figure, Row, RowLabels, Tab, cells


def _tab(rng: Random, book: Book) -> Tab:
    return book.tab_of_figures(rng.randrange(9))


def _rows_of_figures(tab: Tab) -> list[int]:
    return [place for place, row in enumerate(tab.rows) if any(isinstance(cell, Figure) for cell in row)]


def deleted_row(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    rows = _rows_of_figures(tab)
    if len(rows) < 4:
        return ""
    del tab.rows[rng.choice(rows)]
    return "a row is deleted"


def doubled_row(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    place = rng.choice(_rows_of_figures(tab))
    tab.rows.insert(place + rng.randint(0, 1), copied(tab.rows[place]))
    return "a row stands there twice"


def copied(row: Row) -> Row:
    """A row that says the same as another, with cells of its own."""
    own: dict[int, Cell] = {id(cell): Cell(cell.value, cell.meant) for cell in row if not isinstance(cell, Figure)}
    labels: dict[int, RowLabels] = {}
    overs: dict[int, ColumnLabels] = {}

    def of(cell: Cell | None) -> Cell | None:
        return None if cell is None else own.get(id(cell), cell)

    def made(cell: Cell) -> Cell:
        if not isinstance(cell, Figure):
            return own[id(cell)]
        said = cell.of_row
        if id(said) not in labels:
            parts = [tuple(own.get(id(one), one) for one in some) for some in (said.names, said.codes, said.words)]
            labels[id(said)] = RowLabels(parts[0], parts[1], of(said.period), of(said.period_kind), parts[2])
        over = cell.over
        if id(over) not in overs:
            further = tuple(own.get(id(one), one) for one in over.further)
            overs[id(over)] = ColumnLabels(of(over.own), further, of(over.period))
        return Figure(cell.value, cell.meant, labels[id(said)], overs[id(over)], cell.spoiled)

    return [made(cell) for cell in row]


def moved_row(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    rows = _rows_of_figures(tab)
    if len(book.tabs) == 1 and not tab.flat:
        return ""
    parts = _runs(rows)
    run = rng.choice(parts)
    row = tab.rows.pop(rng.choice(run))
    tab.rows.insert(rng.choice(run), row)
    return "a row is moved"


def _runs(rows: list[int]) -> list[list[int]]:
    """Rows that follow one another, together."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def row_above_header(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    rows = _rows_of_figures(tab)
    row = tab.rows.pop(rng.choice(rows))
    tab.rows.insert(0, row)
    for cell in row:
        if isinstance(cell, Figure):
            cell.spoiled = True
    return "a row of figures stands above the header"


def swapped_rows(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    run = rng.choice(_runs(_rows_of_figures(tab)))
    one, other = rng.choice(run), rng.choice(run)
    tab.rows[one], tab.rows[other] = tab.rows[other], tab.rows[one]
    return "two rows change places"


def _outside_headers(tab: Tab) -> list[int]:
    """Places for a row that would be a part of the header if it stood above the first figures."""
    runs = _runs(_rows_of_figures(tab))
    return [place for run in runs for place in run[1:]] + [len(tab.rows)]


def _inserted(what: str, make: Callable[[Random, Tab], Row], *, one_cell: bool = True) -> Damage:
    def damage(rng: Random, book: Book) -> str:
        tab = _tab(rng, book)
        row = make(rng, tab)
        places = range(len(tab.rows) + 1) if one_cell else _outside_headers(tab)
        place = rng.choice(places)
        tab.rows.insert(place, row)
        return f"{what} in row {place + 1}: {[cell.text for cell in row if cell.text][:4]}"

    damage.__name__ = what.replace(" ", "_")
    return damage


def _blank_row(rng: Random, tab: Tab) -> Row:
    return cells([""] * rng.choice([0, tab.width()]))


def _prose(rng: Random, tab: Tab) -> Row:
    return cells(
        [rng.choice(["Some councils sent their figures late.", "1 See the notes on page 12, table 3.", "Published in 2013", "Note:"])]
    )


def _prose_over_cells(rng: Random, tab: Tab) -> Row:
    texts = ["Note:", "see page 4", "revised", "since May", "", "continued", "(estimated)"]
    return cells([rng.choice(texts) for _ in range(rng.randint(2, max(2, tab.width())))])


def _total(rng: Random, tab: Tab) -> Row:
    row = [Cell() for _ in range(tab.width())]
    named = tab.rows[_rows_of_figures(tab)[0]]
    for place, cell in enumerate(named):
        if isinstance(cell, Figure):
            row[place] = Cell("77" if isinstance(cell.value, str) else 77.0)
        elif cell in next(one for one in named if isinstance(one, Figure)).of_row.names:
            row[place] = Cell(rng.choice(["Mean", "Ruritania", "Number of councils", "South", "Of which urban"]))
    return row


def _numbers_of_columns(rng: Random, tab: Tab) -> Row:
    return [Cell(str(place + 1) if rng.random() < 0.5 else float(place + 1)) for place in range(tab.width())]


def header_again(rng: Random, book: Book) -> str:
    tab = _tab(rng, book)
    rows = _rows_of_figures(tab)
    head = next((place for place in range(rows[0] - 1, -1, -1) if len([cell for cell in tab.rows[place] if cell.text]) > 1), None)
    if head is None or len(_runs(rows)[0]) < 3:
        return ""
    again = {id(cell): Cell(cell.value) for cell in tab.rows[head]}
    place = _runs(rows)[0][rng.randint(1, len(_runs(rows)[0]) - 1)]
    tab.rows.insert(place, list(again.values()))
    _say_again(tab, place, again)
    return "the last row of the header stands between the figures again"


def _say_again(tab: Tab, place: int, again: dict[int, Cell]) -> None:
    """Let the figures below the repeated header be about what that says, as long as another header does not follow."""
    overs: dict[int, ColumnLabels] = {}
    for row in tab.rows[place:]:
        for cell in row:
            if isinstance(cell, Figure) and cell.over.own is not None and id(cell.over.own) in again:
                over = cell.over
                own = again[id(over.own)]
                overs.setdefault(id(over), ColumnLabels(own, over.further, own if over.period is over.own else over.period))
                cell.over = overs[id(over)]


def doubled_row_otherwise(rng: Random, book: Book) -> str:
    """The same row again, its council spelt in another way and with other figures."""
    tab = _tab(rng, book)
    place = rng.choice(_rows_of_figures(tab))
    row = copied(tab.rows[place])
    figures = [cell for cell in row if isinstance(cell, Figure)]
    if not figures[0].of_row.names:
        return ""
    name = figures[0].of_row.names[0]
    before = name.text
    name.value = rng.choice([before.upper(), f"{before} ", f"{before}1", before.replace("and", "&"), f" {before.lower()}"])
    for figure in figures:
        figure.value = "77" if isinstance(figure.value, str) else 77.0
    tab.rows.insert(place + rng.randint(0, 1), row)
    return f"{before!r} stands there again as {name.value!r}"


def renamed_sheets(rng: Random, book: Book) -> str:
    if book.kind != "xlsx":
        return ""
    names = rng.sample(
        [
            "Sheet1",
            "Table 1 (2)",
            "a+b",
            "Council's [sic]".replace("[", "(").replace("]", ")"),
            "2010",
            "Table.1",
            " lead",
            "Ünï",
            "x" * 31,
        ],
        9,
    )
    for tab, name in zip(book.tabs, names, strict=False):
        tab.name = name
    return f"sheets are called {[tab.name for tab in book.tabs]}"


def shuffled_sheets(rng: Random, book: Book) -> str:
    if len(book.tabs) < 2:
        return ""
    rng.shuffle(book.tabs)
    return "sheets stand in another order"


blank_row = _inserted("a blank row", _blank_row)
prose = _inserted("prose", _prose)
prose_over_cells = _inserted("prose over several cells", _prose_over_cells, one_cell=False)
total_row = _inserted("a row of no area", _total)
numbers_of_columns = _inserted("the numbers of the columns", _numbers_of_columns)

ROW_DAMAGE: tuple[Damage, ...] = (
    deleted_row, doubled_row, doubled_row_otherwise, moved_row, row_above_header, swapped_rows, blank_row, prose, prose_over_cells,
    total_row, numbers_of_columns, header_again, renamed_sheets, shuffled_sheets,
)  # fmt: skip
