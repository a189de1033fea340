"""Headings over several columns that are not merged, of which nothing but their place says over which columns they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from csrating.read.cells import Sheet
from csrating.read.inference.answers import Question, to_confirm
from csrating.read.tables.blocks import BETWEEN_HEADERS

Groups = Mapping[int, Sequence[int]]
"""The first column of each heading of a row, with the columns that it is read over."""


def headings_astray(sheet: Sheet, headers: Mapping[int, str], areas: Collection[int], rows: range) -> Iterator[Question]:
    """A row of headings under which the same words stand again and again, and not in the same order under each.

    A heading may be centred over its columns, or the last column may be under none: Total, Number under 'All' and Rate, Rank, Number
    under 'Boys' are hardly what was meant. Merged headings say how far they reach, and so do those with blank columns between them.

    Args:
        sheet: that of the table.
        headers: the words over each column.
        areas: the columns of areas, which no such heading stands over.
        rows: those of the header.
    """
    free = [column for column in sorted(headers) if column not in areas]
    for row in rows[:-1]:
        groups = _groups(sheet, headers, free, row)
        leaves = {left: [_leaf(sheet, rows, row, column) for column in under] for left, under in groups.items()}
        leaves = {left: words for left, words in leaves.items() if any(words)}
        if _are_merged(sheet, groups, row) or _are_parted(headers, groups) or not _repeat_unevenly(list(leaves.values())):
            continue
        first = min(leaves)
        stands = ", ".join(f"{sheet.text(row, left)!r} stands over {_listed(words)}" for left, words in leaves.items())
        what = f"which columns {sheet.text(row, first)!r} and the headings beside it stand over"
        yield to_confirm(sheet.place, what, sheet.ref(row, first), stands)
        return


def _groups(sheet: Sheet, headers: Mapping[int, str], free: Sequence[int], row: int) -> Groups:
    groups: dict[int, list[int]] = {}
    left = -1
    for column in free:
        left = column if sheet.text(row, column) else left
        if left >= 0 and " ".join(sheet.text(row, left).split()) in headers[column].split(BETWEEN_HEADERS):
            groups.setdefault(left, []).append(column)
    return groups


def _leaf(sheet: Sheet, rows: range, row: int, column: int) -> str:
    """The lowest words over a column, under a row of the header; '' where there are none."""
    return next((text for below in reversed(rows) if below > row and (text := sheet.text(below, column))), "")


def _are_merged(sheet: Sheet, groups: Groups, row: int) -> bool:
    """Whether every heading that is read over several columns is merged."""
    merged = {left for above, left, _, right in sheet.merged if above == row and right > left}
    return all(left in merged for left, under in groups.items() if len(under) > 1)


def _are_parted(headers: Mapping[int, str], groups: Groups) -> bool:
    """Whether a blank column stands before each heading but the first."""
    return all(right - 1 not in headers for _, right in pairwise(groups))


def _repeat_unevenly(groups: Sequence[Sequence[str]]) -> bool:
    """Whether some words stand under several headings, and the words under the headings are not the same."""
    said = [word for words in groups for word in dict.fromkeys(words) if word]
    return len(said) > len(set(said)) and len({tuple(words) for words in groups}) > 1


def _listed(words: Sequence[str]) -> str:
    *most, last = [word or "nothing" for word in words]
    return f"{', '.join(most)} and {last}" if most else last
