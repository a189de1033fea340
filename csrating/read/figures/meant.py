"""What a row of a table means by the code and the name in it, and when a row that means nothing known may be left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeGuard

from csrating import reference
from csrating.errors import UnknownCouncilError
from csrating.read.figures.periods import Days
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.rows import is_number
from csrating.read.tables.words import Rows
from csrating.reference.places import known_by_name, with_note
from csrating.reference.standing import lifetime

Meant = reference.Place | reference.NoPlace
_FEW_CONTRADICTIONS, _SHARE_OF_CONTRADICTIONS = 1, 0.01


def meant_by_row(block: Block, found: Columns, row: int, code: str, name: str, level: str, days: Days) -> Meant:
    """The area that a row means on the first of two days, or on the second where a council began or ended between them.

    Raises:
        UnknownCouncilError: it means none, or two, and may not be left out.
    """
    on, later = days
    place = reference.place(code, name, level=level or None, on=on)
    if later != on and _began_or_ended(place, on, later):
        place = reference.place(code, name, level=level or None, on=later)
    if isinstance(place, reference.Place):
        return _of_code_and_name(block, found, row, place, code=code, name=name) if block.table.codes_must_agree else place
    if block.table.unknown_areas and _may_be_left_out(block, found, row, place, name):
        return place
    raise _unknown(block, found, row, place)


def _of_code_and_name(block: Block, found: Columns, row: int, place: reference.Place, *, code: str, name: str) -> reference.Place:
    """The same place, with what there is to tell where the code or the name is blank.

    Raises:
        UnknownCouncilError: the code is none of the place that the name means.
    """
    if code and name and place.how != "code":
        why = f"the code {code!r} is none of {place}, which the name beside it means"
        raise _unknown(block, found, row, reference.NoPlace("disagree", why))
    blank = f"no code stands beside {name!r}" if not code else f"no name stands beside the code {code!r} of {place.name}"
    return place if code and name else with_note(place, blank)


def _began_or_ended(place: Meant, on: date | None, later: date | None) -> bool:
    """Whether a place is a council that did not stand on the first of two days, but on the second."""
    if not isinstance(place, reference.Place) or not place.is_council or on is None or later is None:
        return False
    began, ended = lifetime(place.code)
    return not began <= on <= ended and began <= later <= ended


def _may_be_left_out(block: Block, found: Columns, row: int, place: reference.NoPlace, name: str) -> bool:
    """Whether figures can be lost without harm: not those of a row that names nothing, nor those of one of two councils.

    A stray figure in a row that is empty otherwise is none of these.
    """
    if place.reason == "blank":
        return 2 * sum(is_number(block.sheet.cells[row, figure.column]) for figure in found.figures) < max(1, len(found.figures))
    if place.reason == "disagree":
        return not any(known.is_council for known in known_by_name(name))
    return place.reason in ("unknown", "several", "district", "level")


def refuse_many_contradictions(block: Block, found: Columns, rows: Rows, about: Sequence[Meant]) -> None:
    """Raise where the codes of many areas contradict their names: a column may have slipped, and then no row is to be trusted."""
    against = {place.why: (int(row), place) for row, place in zip(rows, about, strict=True) if _contradicts(place)}
    if len(against) > max(_FEW_CONTRADICTIONS, _SHARE_OF_CONTRADICTIONS * len(about)):
        row, place = next(iter(against.values()))
        raise _unknown(block, found, row, place)


def _contradicts(place: Meant) -> TypeGuard[reference.NoPlace]:
    return isinstance(place, reference.NoPlace) and place.reason == "disagree"


def _unknown(block: Block, found: Columns, row: int, place: reference.NoPlace) -> UnknownCouncilError:
    where = block.sheet.ref(row, (*found.area_names, *found.area_codes)[0])
    return UnknownCouncilError(place.why, where=where, expected="an area that is known", do=_what_to_do(block, found, row, place))


def _what_to_do(block: Block, found: Columns, row: int, place: reference.NoPlace) -> str:
    """What to do about a row that names no area: a contradiction is never left out, and a row without figures may be a note."""
    if place.reason == "disagree":
        return "Find out which of the two is right: a column may have slipped, or one of them is misprinted. Mend it in the file."
    if not any(is_number(block.sheet.cells[row, figure.column]) for figure in found.figures):
        begin = "If the notes under the table begin here, say in the layout how (notes_begin)"
        return f"{begin}; otherwise, what becomes of such rows (unknown_areas)."
    near = f"Near it: {', '.join(map(str, place.near))}." if place.near else ""
    return near or "Say in the layout what becomes of such rows (unknown_areas)."
