"""Find a table on its sheet by what its headers say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from csrating.errors import LayoutError
from csrating.read.cells import Cells, Sheet, stripped
from csrating.read.layouts.reading import Table
from csrating.read.layouts.vocabulary import HEADER_AGAIN
from csrating.read.periods import find_period

BETWEEN_HEADERS = " / "
_NO_END = 2**31  # of a heading that is not merged
_FEW_ROWS = 100
_LONGEST_SHOWN = 100
_PLAIN_WORDS = re.compile(r"[A-Za-z][\w ,'%&:;/-]*")  # patterns that are like nothing but themselves, and like no number
_OF_THEM_ALL = re.compile(r"\b(?:totals?|all|overall|both|average|mean)\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Block:
    """A table found on a sheet.

    Its title is in row ``start``, its header begins in row ``top``, its body is rows ``first`` up to but not including ``last``.
    ``headers`` gives the words over each column, from the top down; spacer columns have none. ``said`` is what the name of the sheet and
    the lines above the header say of the whole table, by the names of their groups; ``lines`` are those that stand alone in their row.
    """

    sheet: Sheet
    table: Table
    start: int
    top: int
    first: int
    last: int
    headers: Mapping[int, str]
    said: Mapping[str, str]
    lines: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where the header of the table begins."""
        return self.sheet.ref(self.top, min(self.headers))


def blocks(sheet: Sheet, tables: Sequence[Table]) -> tuple[Block, ...]:
    """The tables of a sheet from the top down, each reaching to the title or header of the next or to the end of the sheet.

    Raises:
        LayoutError: a header or a line is not there, or not once; the message says what was found.
    """
    tops = sorted(((top, table) for table in tables for top in _header_tops(sheet, table)), key=lambda pair: pair[0])
    aboves = [0, *(top + table.header_rows for top, table in tops[:-1])]
    starts = [_start(sheet, table, above, top) for above, (top, table) in zip(aboves, tops, strict=True)]
    lasts = [*starts[1:], len(sheet.cells)]
    found = []
    for (top, table), above, start, last in zip(tops, aboves, starts, lasts, strict=True):
        first = top + table.header_rows
        if first > last:
            raise LayoutError(f"the header of table {table.name!r} runs into what follows it", where=sheet.ref(top, 0))
        said = _said(sheet, table, start if table.title else above, top)
        found.append(Block(sheet, table, start, top, first, last, headers(sheet, top, first), said, _lines(sheet, above, top)))
    return tuple(found)


def _start(sheet: Sheet, table: Table, above: int, top: int) -> int:
    """The row of the title nearest above the header, or the header itself where the layout gives no title."""
    if not table.title:
        return top
    for row in range(top - 1, above - 1, -1):
        if _matched(sheet.cells[row], [table.title]):
            return row
    raise LayoutError(
        f"table {table.name!r} has no title", where=sheet.ref(top, 0), expected=f"a line like {table.title!r} above its header"
    )


def _said(sheet: Sheet, table: Table, above: int, top: int) -> dict[str, str]:
    texts = [stripped(value) for row in range(above, top) for value in sheet.cells[row] if value != ""]
    lines = [table.title, *table.lines] if table.title else table.lines
    said: dict[str, str] = {}
    for pattern, among in [(table.sheet, [sheet.name.strip()]), *((line, texts) for line in lines)]:
        matches = [match for match in map(re.compile(pattern).fullmatch, dict.fromkeys(among)) if match]
        if len(matches) != 1:
            raise _not_one_line(sheet, table, top, pattern, [match[0] for match in matches], texts)
        for name, words in matches[0].groupdict(default="").items():
            if said.setdefault(name, words) != words:
                found = f"table {table.name!r} is said to be about {said[name]!r} and about {words!r}"
                raise LayoutError(found, where=sheet.ref(top, 0), expected=f"one {name}")
    return said


def _not_one_line(sheet: Sheet, table: Table, top: int, pattern: str, matched: Sequence[str], texts: Sequence[str]) -> LayoutError:
    said = [f"{text[:_LONGEST_SHOWN]!r}" for text in matched or dict.fromkeys(texts)]
    shown = f" ({', '.join(said[:4])})" if matched else f"; what stands there is {', '.join(said[:4]) or 'nothing'}"
    found = f"{len(matched) or 'no'} lines above the header of table {table.name!r} are like {pattern!r}{shown}"
    do = "If the figures are about something else than those for which the layout was made, it is not for this file."
    return LayoutError(found, where=sheet.ref(top, 0), expected="exactly one", do=f"{do} Otherwise correct 'lines' in the layout.")


def _lines(sheet: Sheet, above: int, top: int) -> tuple[str, ...]:
    """The texts that stand alone in their row above a header."""
    rows = ([text for value in sheet.cells[row] if (text := stripped(value))] for row in range(above, top))
    return tuple(texts[0] for texts in rows if len(texts) == 1)


def _header_tops(sheet: Sheet, table: Table) -> list[int]:
    # A row must be like all patterns: one that is plain words finds the few rows for which the others are tried.
    rows: Sequence[int] = range(len(sheet.cells))
    for pattern in sorted(table.header, key=lambda pattern: not _PLAIN_WORDS.fullmatch(pattern)):
        rows = _rows_like(sheet, rows, pattern)
    if len(rows) > 1 and table.title and not table.repeats:
        rows = _under_its_title(sheet, table, rows)
    if any(one.why == HEADER_AGAIN for one in table.left_out_rows):
        rows = rows[:1]
    if len(rows) == 1 or (rows and table.repeats):
        return [row - table.header_above for row in rows]
    raise _header_not_found(sheet, table, rows)


def _under_its_title(sheet: Sheet, table: Table, rows: Sequence[int]) -> Sequence[int]:
    """Of several rows with the same header, the first one under the title of the table; all of them where no single line is its title."""
    titles = [row for row, cells in enumerate(sheet.cells) if _matched(cells, [table.title])]
    return [row for row in rows if row > titles[0]][:1] if len(titles) == 1 else rows


def _rows_like(sheet: Sheet, rows: Sequence[int], pattern: str) -> list[int]:
    """Those of the rows that hold a cell whose words are like the pattern; of many rows each different value is tried only once."""
    like = re.compile(pattern).fullmatch
    if len(rows) <= _FEW_ROWS:
        return [row for row in rows if any(value != "" and like(stripped(value)) for value in sheet.cells[row])]
    if _PLAIN_WORDS.fullmatch(pattern):
        is_like = sheet.rows_with(pattern)
    else:
        is_like = np.logical_or.reduce([sheet.column(place).is_like(like) for place in range(sheet.cells.shape[1])])
    among = np.array(rows, dtype=np.intp)
    found: list[int] = among[is_like[among]].tolist()
    return found


def _header_not_found(sheet: Sheet, table: Table, rows: Sequence[int]) -> LayoutError:
    wanted = " and ".join(repr(pattern) for pattern in table.header)
    if rows:
        places = ", ".join(sheet.ref(row, 0) for row in rows)
        found = f"{len(rows)} rows hold the header {wanted} of table {table.name!r}: {places}"
        return LayoutError(found, where=sheet.place, expected="exactly one")
    matched = [_matched(row, table.header) for row in sheet.cells]
    closest = max(range(len(matched)), key=lambda row: len(matched[row]), default=None)
    if closest is None or not matched[closest]:
        return LayoutError(f"no row holds the header {wanted} of table {table.name!r}", where=sheet.place, expected="one that does")
    missing = " and ".join(repr(pattern) for pattern in table.header if pattern not in matched[closest])
    texts = [stripped(value) for value in sheet.cells[closest] if value != ""]
    return LayoutError(
        f"the header of table {table.name!r} lacks {missing}; the row holds {', '.join(map(repr, texts[:8]))}",
        where=sheet.ref(closest, 0),
        expected=wanted,
        do="If the publisher has renamed a column, change the layout.",
    )


def _matched(row: Cells, patterns: Sequence[str]) -> list[str]:
    texts = [stripped(value) for value in row if value != ""]
    return [pattern for pattern in patterns if any(map(re.compile(pattern).fullmatch, texts))]


def headers(sheet: Sheet, top: int, first: int) -> dict[int, str]:
    """The words over each column of a sheet, from the header rows ``top`` up to ``first``; see :func:`header_words`."""
    merged = [
        (above - top, left, right)
        for above, left, _, right in sheet.merged
        if top <= above < first and right > left and right < sheet.cells.shape[1]
    ]
    return header_words(sheet.cells[top:first], merged=merged)


def header_words(rows: Cells, *, merged: Sequence[tuple[int, int, int]] = ()) -> dict[int, str]:
    """The words over each column, from the top down; a heading over several columns stands over each of them.

    A heading reaches to the right over empty cells until the next heading of its row, a new heading in a row above, or a column without
    any words; one that is merged reaches no further than it is merged. A row of nothing but periods reaches on over a column without
    words, which only parts blocks of the same year.

    Args:
        rows: the cells of the header.
        merged: row, first column and last column of each merged range, the rows counted from the first of the header.
    """
    texts = [[" ".join(stripped(value).split()) for value in row] for row in rows]
    over = _merged_words(texts, merged)
    merged_to = {(row, left): _reach(texts, merged, (row, left, right)) for row, left, right in merged}
    lasting = [_is_row_of_periods(row) for row in texts]
    reaching, reach = [""] * len(rows), [0] * len(rows)
    words: dict[int, str] = {}
    for column, own in enumerate(zip(*texts, strict=True)):
        reach = [merged_to.get((row, column), _NO_END) if text else reach[row] for row, text in enumerate(own)]
        if not any(own):
            reaching = [text if lasting[row] and column <= reach[row] else "" for row, text in enumerate(reaching)]
            continue
        own = tuple(text or over.get((row, column), "") for row, text in enumerate(own))
        highest = next(place for place, text in enumerate(own) if text)
        within = [text if column <= reach[place] else "" for place, text in enumerate(reaching)]
        reaching = [text if text else (within[place] if place < highest else "") for place, text in enumerate(own)]
        words[column] = BETWEEN_HEADERS.join(text for text in reaching if text)
    return words


def _merged_words(texts: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int], str]:
    """What stands over the empty cells of merged ranges."""
    return {(row, column): texts[row][left] for row, left, right in merged for column in range(left + 1, right + 1)}


def _reach(texts: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int]], one: tuple[int, int, int]) -> int:
    """The last column under a merged heading: one more where the words of the next stand under another of its row and not yet here.

    Publishers merge a column too few at the end of a row; but a total beside the last heading is mostly one of them all.
    """
    row, left, right = one
    beside = [(start, stop) for other, start, stop in merged if other == row and start != left]
    leaves = [next((words[column] for words in reversed(texts[row + 1 :]) if words[column]), "") for column in range(len(texts[row]))]
    after = right + 1
    if after == len(leaves) or not leaves[after] or texts[row][after] or leaves[after] in leaves[left:after]:
        return right
    if _OF_THEM_ALL.search(leaves[after]):
        return right
    under_others = {leaves[column] for start, stop in beside for column in range(start, stop + 1)}
    return after if leaves[after] in under_others else right


def _is_row_of_periods(texts: Sequence[str]) -> bool:
    """Whether a row of a header says nothing but periods, several of them."""
    said = [text for text in texts if text]
    return len(said) > 1 and all((found := find_period(text)) is not None and not found.rest for text in said)
