"""The cell tags of a worksheet by a parser: for the few programs that write cells without addresses, with prefixes or among comments."""

from __future__ import annotations

import re
from xml.parsers import expat

import numpy as np

from csrating.read.cells.cell_tags import ERROR, FORMULA_TEXT, OTHER, SHARED, TYPES, CellTags
from csrating.read.cells.sheet import column_letters

_ADDRESS = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile("[0-9]{1,7}")  # more digits than any number of a row, style or text has
_TYPES = {name.decode(): number for name, number in TYPES.items()}


def parsed_cell_tags(content: bytes) -> CellTags:
    """The filled cells of a whole worksheet; a cell without an address is the next of its row, a row without a number the next row.

    Raises:
        ValueError: the worksheet is no well-formed XML, an address is malformed, or a cell holds more than one whole value; with what it
            says.

    >>> tags = parsed_cell_tags(b"<worksheet><sheetData><row><c/><c><v>1</v></c></row></sheetData></worksheet>")
    >>> tags.row.tolist(), tags.column.tolist()
    ([0], [1])
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    parser.CommentHandler = lambda _: reader.refuse_in_cell("a comment")
    parser.ProcessingInstructionHandler = lambda *_: reader.refuse_in_cell("an instruction")
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed XML, {error}") from error
    return reader.tags()


class _Reader:
    """What the parser has come by so far: seven numbers to a cell, in the order of the fields of CellTags."""

    def __init__(self) -> None:
        self.cells: list[list[int]] = []
        self.rows: list[int] = []
        self.hidden_rows: list[int] = []
        self.row = self.column = -1
        self.inside: list[str] = []
        self.filled = self.formula = self.valued = False
        self.values = 0
        self.value = self.words = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        within = self.inside[-1] if self.inside else ""
        if local == "row" and within == "sheetData":
            self.row = self._row(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = -1
            self.rows.append(self.row)
            self.hidden_rows += [self.row] if attributes.get("hidden") in ("1", "true") else []
        elif local == "c" and within == "row":
            self._cell(attributes)
        elif within == "v":
            raise ValueError(f"the value of cell {self._here()} is in pieces")
        elif within == "c":
            if local in ("v", "is") and self.values:
                raise ValueError(f"cell {self._here()} holds two values")
            self.values += local in ("v", "is")
            self.filled = True
            self.formula |= local == "f"
            self.valued |= local == "v"
        self.inside.append(local)

    def _row(self, number: str) -> int:
        if _NUMBER.fullmatch(number) is None:
            raise ValueError(f"a row has the number {number[:20]!r}")
        return int(number) - 1

    def _cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if address is not None:
            match = _ADDRESS.fullmatch(address)
            if match is None:
                raise ValueError(f"a cell has the address {address!r}")
            self.row, self.column = int(match[2]) - 1, _column(match[1])
        else:
            self.column += 1
        style = attributes.get("s", "0")
        kind = _TYPES.get(attributes.get("t", ""), OTHER)
        self.cells.append([self.row, self.column, int(style) if _NUMBER.fullmatch(style) else 0, kind, -1, 0, 0])
        self.filled = self.formula = self.valued = False
        self.values = 0
        self.value = self.words = ""

    def end(self, name: str) -> None:
        local = self.inside.pop()
        if local != "c" or not self.inside or self.inside[-1] != "row":
            return
        if not self.filled:
            self.cells.pop()
            return
        cell = self.cells[-1]
        if cell[3] == SHARED and self.value.strip() and _NUMBER.fullmatch(self.value.strip()) is None:
            raise ValueError(f"cell {self._here()} holds the shared text {self.value[:20]!r}, which is the number of none")
        if cell[3] == SHARED and not self.formula and self.value.strip():
            cell[4] = int(self.value)
        cell[5] = int(self.formula and not self.value and not (self.valued and cell[3] == FORMULA_TEXT))
        cell[6] = int(cell[3] not in (SHARED, ERROR) and bool((self.value + self.words).strip()))

    def characters(self, text: str) -> None:
        if self.inside[-2:] == ["c", "v"]:
            self.value += text
        elif self.inside[-3:] == ["c", "is", "t"]:
            self.words += text
        elif self.inside[-1:] == ["c"] and text.strip():
            raise ValueError(f"cell {self._here()} holds words outside its value")

    def refuse_in_cell(self, what: str) -> None:
        """Refuse what stands within a cell: readers go on after it, or stop."""
        if "c" in self.inside:
            raise ValueError(f"cell {self._here()} holds {what}")

    def _here(self) -> str:
        return f"{column_letters(self.column)}{self.row + 1}"

    def tags(self) -> CellTags:
        columns = np.array(self.cells, dtype=np.int64).reshape(-1, 7).T
        row, column, style, kind, shared, unvalued, valued = columns
        rows, hidden = (np.array(numbers, dtype=np.int64) for numbers in (self.rows, self.hidden_rows))
        return CellTags(row, column, style, kind, shared, unvalued.astype(bool), valued.astype(bool), rows, hidden)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
