"""Which councils are similar to which: the published tables of statistical neighbours, and a table of the user's own."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from csrating.errors import ReferenceDataError, UnknownCouncilError
from csrating.reference.councils import council
from csrating.reference.registers import register
from csrating.reference.spelling import code_key
from csrating.schema import CLOSENESS, NEIGHBOUR_LISTS

DEFAULT_VINTAGE = "pre-2019"
"""The vintage that stands on exactly the 152 councils of 2009."""

SUPPLIED = "supplied by the user"
"""What stands for a vintage where the table is the user's own."""

_COLUMNS = ["council", "position", "neighbour", "closeness"]
_USER_NAMES = {"order": "position", "rank": "position"}
_READ_NAMES = {"area": "council", "position": "position", "neighbour": "neighbour", "closeness": "closeness"}
"""The columns of a table that was read from a file, with what they are called here."""


@dataclass(frozen=True)
class Vintage:
    """One published table of statistical neighbours: its label, title, source, and what to know of it."""

    label: str
    title: str
    source: str
    note: str


@cache
def neighbour_vintages() -> tuple[Vintage, ...]:
    """The vintages at hand, oldest first.

    >>> [vintage.label for vintage in neighbour_vintages()]
    ['pre-2019', '2021', '2025']
    """
    text = files("csrating.reference").joinpath("neighbours/neighbours.toml").read_text(encoding="utf-8")
    return tuple(Vintage(**entry) for entry in tomllib.loads(text).values())


@cache
def _table(vintage: str) -> pd.DataFrame:
    table = register(f"neighbours/{vintage}.csv")
    return table.assign(position=table["position"].astype("int64"))


def neighbour_table(vintage: str = DEFAULT_VINTAGE) -> pd.DataFrame:
    """A published table of statistical neighbours.

    Args:
        vintage: ``"pre-2019"``, ``"2021"`` or ``"2025"``.

    Returns:
        One row per council and neighbour: ``council`` and ``neighbour`` (department codes), ``position`` (1 the nearest, to 10) and
        ``closeness`` (one of :data:`csrating.schema.CLOSENESS`; blank before 2019). The later vintages also hold councils that began
        after 2009.

    Raises:
        ReferenceDataError: there is no such vintage.

    >>> table = neighbour_table()
    >>> " ".join(table.loc[table["council"] == "358", "neighbour"])
    '334 919 305 356 867 823 816 937 850 895'
    """
    known = [entry.label for entry in neighbour_vintages()]
    if vintage not in known:
        raise ReferenceDataError(f"there is no neighbour table of vintage {vintage!r}", expected=f"one of: {', '.join(known)}")
    return _table(vintage).copy()


def neighbour_table_from(table: pd.DataFrame) -> pd.DataFrame:
    """A user's own table of neighbours, checked and brought to codes.

    Args:
        table: one row per council and neighbour: ``council`` and ``neighbour`` (any code or spelling), ``position`` or ``order`` (whole
            numbers from 1, nearest first), and ``closeness`` and ``distance`` where known. Other columns are refused. Or, as it is, the
            ``neighbours`` of a file that :func:`csrating.read.read_file` has read.

    Returns:
        A table such as :func:`neighbour_table` gives, in the order of council and position; nothing is compared by distances, so they are
        checked and left out.

    Raises:
        ReferenceDataError: a column is missing or unknown, the table is empty, a council is unknown, is its own neighbour, or has a
            neighbour or a position twice, or a distance is no number; the message names up to five faults.

    >>> mine = pd.DataFrame({"council": ["Trafford", "Trafford"], "order": [1, 2], "neighbour": ["Stockport", "Sefton"]})
    >>> neighbour_table_from(mine)["neighbour"].to_list()
    ['356', '343']
    """
    renamed = _with_our_columns(table)
    wrong: list[str] = []
    checked = pd.DataFrame(
        {
            "council": [_code(text, wrong) for text in renamed["council"]],
            "position": pd.array([_position(value, wrong) for value in renamed["position"]], dtype="int64"),
            "neighbour": [_code(text, wrong) for text in renamed["neighbour"]],
            "closeness": [_closeness(value, wrong) for value in renamed["closeness"]],
        }
    )
    wrong += [fault for value in renamed.get("distance", []) if (fault := _distance_fault(value))]
    wrong = list(dict.fromkeys(wrong)) or _contradictions(checked)
    if wrong:
        more = f" (and {len(wrong) - 5} more)" if len(wrong) > 5 else ""
        raise ReferenceDataError(f"the table of neighbours is wrong: {'; '.join(wrong[:5])}{more}")
    return checked.sort_values(["council", "position"], ignore_index=True)


def _with_our_columns(table: pd.DataFrame) -> pd.DataFrame:
    if set(NEIGHBOUR_LISTS.names) <= set(table.columns):
        table = table[list(_READ_NAMES)].rename(columns=_READ_NAMES)
    renamed = table.rename(columns=_USER_NAMES)
    expected = "the columns council, position (or order), neighbour and, if known, closeness and distance"
    missing = [name for name in _COLUMNS[:3] if name not in renamed.columns]
    unknown = [str(name) for name in renamed.columns if name not in (*_COLUMNS, "distance")]
    if missing or unknown or renamed.columns.has_duplicates:
        found = ", ".join(str(name) for name in table.columns)
        raise ReferenceDataError(f"the table of neighbours has the columns {found or '(none)'}", expected=expected)
    if renamed.empty:
        raise ReferenceDataError("the table of neighbours has no rows", expected=expected)
    return renamed if "closeness" in renamed.columns else renamed.assign(closeness="")


@cache
def _later_councils() -> frozenset[str]:
    other = register("other_councils.csv")
    return frozenset(other.loc[other["when"] == "later", "code"])


def _code(text: object, wrong: list[str]) -> str:
    """The code of a council of 2009, or of one that began later: published tables name those too, and they have no figures of 2009."""
    if code_key(str(text)) in _later_councils():
        return code_key(str(text))
    try:
        return council(str(text)).code
    except UnknownCouncilError as error:
        wrong.append(str(error).rstrip("."))
        return ""


def _position(value: object, wrong: list[str]) -> int:
    text = code_key(str(value))
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    wrong.append(f"position {value!r} is not a whole number from 1")
    return 0


def _closeness(value: object, wrong: list[str]) -> str:
    word = "" if value is None or pd.isna(value) else " ".join(str(value).lower().split())  # type: ignore[call-overload]
    if word and word not in CLOSENESS:
        wrong.append(f"closeness {value!r} is not one of: {', '.join(CLOSENESS)}")
    return word


def _distance_fault(value: object) -> str:
    """What is wrong with a distance: it is blank, or a number, nought or more; blank where nothing is."""
    if value is None or pd.isna(value) or not str(value).strip():  # type: ignore[call-overload]
        return ""
    try:
        known = 0 <= float(str(value)) < math.inf
    except ValueError:
        known = False
    return "" if known else f"distance {value!r} is not a number, nought or more"


def _contradictions(table: pd.DataFrame) -> list[str]:
    own = table[table["council"] == table["neighbour"]]
    twice = table[table.duplicated(["council", "neighbour"])]
    tied = table[table.duplicated(["council", "position"])]
    return [
        *(f"{row.council} is its own neighbour" for row in own.itertuples()),
        *(f"{row.council} has {row.neighbour} as a neighbour twice" for row in twice.itertuples()),
        *(f"{row.council} has two neighbours in position {row.position}" for row in tied.itertuples()),
    ]
