"""Councils without a figure: how many children live there, and so how much of England they can be at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from csrating import reference
from csrating.read.doctor.coverage import name_of
from csrating.read.doctor.limits import LEAST_OF_MISSING, TIMES_ITS_CHILDREN
from csrating.reference.registers import records

_NAMED = 3


@cache
def _children() -> Mapping[str, int]:
    """Residents aged 0 to 17 in mid-2009 by council; of a council that ended before or began later, those of its councils of 2009."""
    table = reference.councils()
    found = dict(zip(table["code"], table["population_0_17"].tolist(), strict=True))
    others = {row["code"]: row["councils_of_2009"].split() for row in records("other_councils.csv")}
    return found | {code: sum(found[council] for council in parts) for code, parts in others.items()}


def children(codes: Iterable[str]) -> int:
    """How many residents aged 0 to 17 some councils had in mid-2009; where a council lay in several, or had a part of one, that whole area.

    >>> children(["201", "420"]) < 5_000 < children(["358"])
    True
    """
    return sum(_children().get(code, 0) for code in codes)


def most_of(codes: Sequence[str], reported: Mapping[str, float]) -> float:
    """The most that councils without a figure are assumed to count, together.

    Each counts no more than the largest of those that have a figure, and no more than twice as many per child as the council that has the
    most per child; but ten may always be behind a symbol.

    >>> most_of(["201"], {"358": 500.0, "351": 400.0}) < most_of(["202"], {"358": 500.0, "351": 400.0}) <= 500
    True
    """
    largest = max(reported.values())
    each = TIMES_ITS_CHILDREN * max((value / children([code]) for code, value in reported.items() if children([code])), default=0.0)
    return sum(max(LEAST_OF_MISSING, min(largest, each * children([code]) or largest)) for code in codes)


def weight_of(codes: Iterable[str], reported: Iterable[str]) -> float:
    """The most that councils without a figure are assumed to weigh in England's mean: twice their part of the children of all of them.

    >>> weight_of(["201"], ["358", "351"]) < 0.1, weight_of(["358"], ["351"])
    (True, 1.0)
    """
    absent = children(codes)
    return min(1.0, TIMES_ITS_CHILDREN * absent / max(1, absent + children(reported)))


def named(codes: Sequence[str]) -> str:
    """'City of London and Isles of Scilly', or the first three of many.

    >>> named(["201", "420"]), named(["201", "202", "203", "204"])
    ('City of London and Isles of Scilly', 'City of London, Camden, Greenwich and 1 more')
    """
    names = [name_of(code) for code in codes]
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
