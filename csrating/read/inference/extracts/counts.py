"""A table of figures in which columns count settings by grade: what these are, and the table as a layout has it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from csrating.read.cells import stripped
from csrating.read.grades import grade
from csrating.read.inference.answers import Answers, Assumption
from csrating.read.inference.columns.headers import Heading
from csrating.read.inference.extracts.headers import heads_aspect, heads_event, heads_owner, heads_provision, leaf
from csrating.read.inference.figures.table import figure_table
from csrating.read.inference.kinds import Kind
from csrating.read.inference.understood import Understood
from csrating.read.layouts.reading import Figure, Table
from csrating.read.tables.blocks import BETWEEN_HEADERS
from csrating.read.tables.numbers import number
from csrating.reference import provision_type
from csrating.schema import OVERALL

_LEAST_GRADES = 3
_LEAST_SHARE = 0.9
_A_HUNDRED = (98, 102)
"""Rounded percentages of four grades add up to something between."""

_SETTINGS = r"(?:providers?|settings?|schools?|services?|homes?|colleges?|inspections?|judgements?)"
_COUNT = r"(?:numbers?|no\.?|num|counts?)"
_LEAF = re.compile(
    rf"(?:{_COUNT} (?:of )?)?(?:{_SETTINGS} )?(?:(?:that (?:are|were)|judged|rated|graded|found)(?: to be| as)? )?(.+?)"
    rf"(?: \(?(?:{_COUNT}|{_SETTINGS})\)?)?",
    re.IGNORECASE,
)
_SAYS_COUNT = re.compile(rf"\b{_COUNT}(?![a-z])", re.IGNORECASE)
_SAYS_SHARE = re.compile(r"%|per ?cent|\bpct\b|\bproportion|\bshare\b|\brate\b|\bper \d", re.IGNORECASE)
_SAYS_NOTHING = re.compile(rf"(?:the )?{_COUNT}(?: (?:of )?{_SETTINGS})?(?: (?:judged|rated|graded|inspected))?:?", re.IGNORECASE)


@dataclass(frozen=True)
class Counted:
    """The columns of a table that count settings: the grade of each, and what its header says besides."""

    grades: Mapping[int, str]
    judgement: Mapping[int, str]
    provision: Mapping[int, str]
    roles: Mapping[str, int]


def counted(one: Understood) -> Counted | None:
    """The columns that plainly count settings by grade, or None where there are none.

    Plainly: three or four grades stand side by side under one heading, all their numbers are whole, and neither is said that they are
    shares nor do they add up to 100; and rows differ only in council, period, provision, owner, event and what was judged.

    Args:
        one: a table of figures that was understood.
    """
    roles = _roles(one)
    if set(one.roles.breakdowns) - set(roles.values()):
        return None
    grades = {place: found for group in _groups(one) for place, found in group.items() if _are_counts(one, group)}
    if not grades:
        return None
    upper = {place: _upper(one.headings[place]) for place in grades}
    provision = {place: next((part for part in parts if provision_type(part)), "") for place, parts in upper.items()}
    about = _about(one)
    judgement = {place: BETWEEN_HEADERS.join(_left(parts, provision[place])) or about for place, parts in upper.items()}
    return Counted(grades, judgement, provision, roles)


def without_counts(one: Understood, found: Counted) -> Understood:
    """The same table without its columns of counts: of the others it has to be asked what is asked of figures."""
    return replace(one, headings={place: said for place, said in one.headings.items() if place not in found.grades})


def count_table(one: Understood, found: Counted, name: str, answers: Answers) -> Table:
    """A table with counts by grade as a layout has it; its other columns of figures stay figures."""
    table = figure_table(one, name, answers)
    of_header = {one.pattern(place): place for place in found.grades}
    figures = tuple(
        _counting(figure, found, of_header[figure.header]) if figure.header in of_header else figure for figure in table.figures
    )
    used = {one.pattern(place) for place in found.roles.values()}
    return replace(
        table,
        gives="judgement counts",
        figures=figures,
        columns={**table.columns, **{role: one.pattern(place) for role, place in found.roles.items()}},
        left_out_columns=tuple(left for left in table.left_out_columns if left.what not in used),
    )


def _counting(figure: Figure, found: Counted, place: int) -> Figure:
    return replace(
        figure, grade=found.grades[place], measure=found.judgement[place], breakdown=found.provision[place], unit="", scale=1.0, symbols={}
    )


def assumptions_of_counts(one: Understood, found: Counted) -> list[Assumption]:
    """What was assumed of the columns of counts."""
    headers = ", ".join(repr(one.headers[place]) for place in list(found.grades)[:4])
    told = [
        Assumption(one.sheet.place, f"{headers} count settings by grade", "their headers are grades and their numbers whole", one.place)
    ]
    if not all(found.judgement.values()) and "judgement" not in found.roles:
        told.append(Assumption(one.sheet.place, "what was judged is left blank", "no header says it", one.place))
    return told


def counted_grade(words: str) -> str:
    """The grade of which settings are counted under a header; '' where it names none, or two.

    >>> counted_grade("Number judged good"), counted_grade("Satisfactory/Requires improvement"), counted_grade("Good or outstanding")
    ('good', 'satisfactory', '')
    """
    found = _LEAF.fullmatch(" ".join(words.replace("_", " ").split()))
    grades = {grade(part) for part in re.split(r" ?/ ?| or ", found[1])} if found else {None}
    return next(iter(grades)) or "" if len(grades) == 1 else ""


def _groups(one: Understood) -> list[dict[int, str]]:
    """The columns headed by grades, together where all else over them is the same; a grade that stands there twice makes no group."""
    groups: dict[tuple[object, ...], list[tuple[int, str]]] = {}
    for place, said in one.headings.items():
        if (found := counted_grade(_leaf(said))) and not _is_share(one, place):
            groups.setdefault((tuple(_upper(said)), said.period, said.breakdown), []).append((place, found))
    return [dict(group) for group in groups.values() if len({found for _, found in group}) == len(group)]


def _leaf(said: Heading) -> str:
    """The lowest part of a header, with the one above where both name one grade: Satisfactory / Requires improvement."""
    parts = said.measure.split(BETWEEN_HEADERS)
    return BETWEEN_HEADERS.join(parts[-2:]) if len(parts) > 1 and counted_grade(BETWEEN_HEADERS.join(parts[-2:])) else parts[-1]


def _upper(said: Heading) -> list[str]:
    rest = said.measure.removesuffix(_leaf(said)).removesuffix(BETWEEN_HEADERS)
    return rest.split(BETWEEN_HEADERS) if rest else []


def _left(parts: Collection[str], provision: str) -> list[str]:
    """The parts over a grade that say what was judged."""
    return [part for part in parts if part != provision and not _SAYS_NOTHING.fullmatch(part)]


def _is_share(one: Understood, place: int) -> bool:
    rows = np.arange(one.extent.first, one.extent.last)
    return bool(_SAYS_SHARE.search(one.headers[place].replace("_", " "))) or bool(one.sheet.percent[rows, place].any())


def _are_counts(one: Understood, group: Mapping[int, str]) -> bool:
    if len(group) < _LEAST_GRADES or not {"outstanding", "good"} <= set(group.values()):
        return False
    cells = np.column_stack([_numbers(one, place) for place in group])
    known = cells[~np.isnan(cells)]
    if not len(known) or (known < 0).any() or (known % 1 > 0).any():
        return False
    whole = cells[~np.isnan(cells).any(axis=1)].sum(axis=1)
    hundreds = ((whole >= _A_HUNDRED[0]) & (whole <= _A_HUNDRED[1])).mean() if len(whole) else 0.0
    return hundreds < _LEAST_SHARE or any(_SAYS_COUNT.search(one.headers[place].replace("_", " ")) for place in group)


def _numbers(one: Understood, place: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    column = one.columns[place]
    of_each = [number(text) if kind == Kind.NUMBER else None for text, kind in zip(column.texts, column.kinds, strict=True)]
    numbers = np.array([np.nan if value is None else value for value in of_each], dtype=float)
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = numbers[column.of_row[one.rows]]
    return found


def _roles(one: Understood) -> dict[str, int]:
    """The columns of words that say which settings a row counts, and what was judged of them."""
    places = [*one.roles.breakdowns, *(place for place in one.roles.left_out if place in one.headers)]
    heads = {"provision": heads_provision, "run_by": heads_owner, "judgement": heads_aspect, "event": heads_event}
    found = {
        role: next((place for place in places if says(leaf(one.headers[place])) and _holds_words(one, place)), None)
        for role, says in heads.items()
    }
    return {role: place for role, place in found.items() if place is not None}


def _holds_words(one: Understood, place: int) -> bool:
    return bool((one.columns[place].kind[one.rows] == Kind.WORDS).any())


def _about(one: Understood) -> str:
    """What was judged, where the lines above the table say that it is overall effectiveness."""
    lines = [stripped(value) for row in range(one.extent.above, one.extent.top) for value in one.sheet.cells[row]]
    return OVERALL.capitalize() if any(OVERALL in line.casefold() for line in lines) else ""
