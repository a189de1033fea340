"""What a column of words says beside figures: a breakdown, which no figure may lose, or only something of the areas, or remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.read.cells import Cells, objects
from csrating.read.inference.columns import column_headers as headed
from csrating.read.inference.finding.areas import Areas
from csrating.read.inference.kinds import Column, Kind
from csrating.read.tables.named_areas import by_code, by_name

DESCRIBES: Final = "words that describe the areas"
SAYS_ONE_THING: Final = "says"
ANOTHER_IN_EACH: Final = "words, others in nearly every row"
LONG: Final = "long texts"

_MOST_CATEGORIES = 4_000
_LEAST_OF_A_CATEGORY = 2
_LEAST_COUNCILS_OF_A_KIND = 2
_LONG_TEXT = 80
_MOST_REMARKS_TOLD = 2
_KIND_OF_AREA = re.compile(
    r"count(?:y|ies)|unitary|unitaries|uas?|las?|metropolitan|london|boroughs?|districts?|shires?|authorit(?:y|ies)|councils?|regions?|regional"
    r"|national|countr(?:y|ies)|urban|rural",
    re.IGNORECASE,
)
_BESIDE_KIND_OF_AREA = re.compile(
    r"non|inner|outer|north|south|east|west|midlands?|england|city|cities|local|single|two|tier|areas?|all|other|rest|and|of|the|mainly",
    re.IGNORECASE,
)

Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class AreaRows:
    """The rows of areas in a table, and the columns that say which area each is about."""

    columns: Sequence[Column]
    found: Areas
    rows: Rows

    @cached_property
    def area(self) -> Rows:
        """A number for each row that is the same where the row is about the same area."""
        keys = pd.DataFrame({place: self.columns[place].of_row[self.rows] for place in (*self.found.names, *self.found.codes)})
        groups: Rows = np.asarray(keys.groupby(list(keys.columns), sort=False).ngroup(), dtype=np.intp)
        return groups

    @cached_property
    def councils(self) -> Cells:
        """The code of the council that each row is about; '' where its cells name none."""
        councils = np.full(len(self.rows), "", dtype=object)
        for place, look_up in [*((place, by_name) for place in self.found.names), *((place, by_code) for place in self.found.codes)]:
            named = [look_up(text) for text in self.columns[place].texts]
            codes = objects([known.code if known is not None and known.is_council else "" for known in named])
            councils = np.where(councils == "", codes[self.columns[place].of_row[self.rows]], councils)
        return councils


def why_no_breakdown(column: Column, within: AreaRows, header: str) -> str:
    """Why a column of words is no breakdown of the figures beside it; '' where it is one.

    What differs within an area tells its rows apart, and what is headed as a breakdown is one. Anything else is one too unless it plainly
    describes the areas: a breakdown too many does no harm, and one that is lost makes figures of two kinds one.

    Args:
        column: what it says.
        within: the rows of areas.
        header: the words over it.
    """
    if headed.heads_remarks(header, over_words=True):
        return remarks(column, within.rows)
    if headed.heads_order(header, over_words=True):
        return headed.NO_ORDER
    different = column.different(within.rows)
    if headed.heads_breakdown(header) or (headed.heads_units(header) and len(different) > 1):
        describes = headed.heads_kinds_of_area(header) and _describes_areas(column, within, header)
        return DESCRIBES if describes else _too_many(different)
    if _tells_rows_apart(column, within):
        return _too_many(different) or _hardly_repeats(different, len(within.rows))
    if len(different) == 1 and (column.kind[within.rows] != Kind.NOTHING).all():
        return f"{SAYS_ONE_THING} {column.texts[different[0]]!r} in each row"
    if _describes_areas(column, within, header):
        return DESCRIBES
    return _too_many(different) or _is_of_one_area(column, within)


def remarks(column: Column, rows: Rows) -> str:
    """The reason why a column of remarks is left out, with how many there are and the first of them."""
    different = [column.texts[place] for place in column.different(rows)]
    count = int((column.kind[rows] != Kind.NOTHING).sum())
    told = "; ".join(repr(text[:_LONG_TEXT]) for text in different[:_MOST_REMARKS_TOLD])
    more = f" and {len(different) - _MOST_REMARKS_TOLD} others" if len(different) > _MOST_REMARKS_TOLD else ""
    return f"remarks on the figures, in {count:,} {'rows' if count > 1 else 'row'}: {told}{more}"


def _tells_rows_apart(column: Column, within: AreaRows) -> bool:
    """Whether a column says different things in rows about the same area."""
    pairs = pd.DataFrame({"area": within.area, "said": column.of_row[within.rows]}).drop_duplicates()
    return len(pairs) > pairs["area"].nunique()


def _too_many(different: Sequence[int]) -> str:
    return f"words, and more than {_MOST_CATEGORIES:,} of them" if len(different) > _MOST_CATEGORIES else ""


def _hardly_repeats(different: Sequence[int], many: int) -> str:
    """Why words that differ in nearly each of so many rows, or areas, are no breakdown; '' where they repeat."""
    return ANOTHER_IN_EACH if _LEAST_OF_A_CATEGORY * len(different) > many else ""


def _is_of_one_area(column: Column, within: AreaRows) -> str:
    """Why words that are the same in all rows of an area are no breakdown: hardly two areas share one, or they are sentences."""
    different = column.different(within.rows)
    areas = len(np.unique(within.area[column.kind[within.rows] != Kind.NOTHING]))
    is_long = np.median([len(column.texts[place]) for place in different]) > _LONG_TEXT
    return _hardly_repeats(different, areas) or (LONG if is_long else "")


def _describes_areas(column: Column, within: AreaRows, header: str) -> bool:
    """Whether words that are the same in all rows of an area are about the area: its region, or its kind.

    They are where the header says so, where all of them are words for areas, or where the registers say that councils of one region, or of
    one type, share them.
    """
    if _tells_rows_apart(column, within):
        return False
    if headed.heads_kinds_of_area(header) and not headed.heads_breakdown(header):
        return True
    different = column.different(within.rows)
    if all(_is_kind_of_area(column.texts[place]) for place in different):
        return True
    said = column.of_row[within.rows]
    return len(different) > 1 and any(_follows(said, within.councils, kinds) for kinds in _kinds_of_councils())


def _is_kind_of_area(text: str) -> bool:
    """Whether words name an area, or say nothing but what kind of area one is."""
    if by_name(text) or by_code(text):
        return True
    words = re.findall(r"[^\W\d_]+", text)
    of_kinds = [_KIND_OF_AREA.fullmatch(word) is not None for word in words]
    return any(of_kinds) and all(is_kind or _BESIDE_KIND_OF_AREA.fullmatch(word) for is_kind, word in zip(of_kinds, words, strict=True))


def _follows(said: Rows, councils: Cells, kinds: Mapping[str, str]) -> bool:
    """Whether councils of one kind always say the same, and several councils of each kind are there."""
    both = pd.DataFrame({"council": councils, "said": said}).drop_duplicates()
    both = both.assign(kind=both["council"].map(kinds)).dropna()
    of_kinds = both.groupby("kind").agg(councils=("council", "nunique"), said=("said", "nunique"))
    several = (of_kinds["councils"] >= _LEAST_COUNCILS_OF_A_KIND).all()
    return len(of_kinds) > 1 and bool(several and (of_kinds["said"] == 1).all())


@cache
def _kinds_of_councils() -> tuple[dict[str, str], dict[str, str]]:
    """The region and the type of each council of 2009, by its code."""
    register = reference.councils().set_index("code")
    return dict(zip(register.index, register["region"], strict=True)), dict(zip(register.index, register["type"], strict=True))
