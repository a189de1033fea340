"""Who may be whose neighbour, and the nearest of those."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.compare.entry import a_kind
from csrating.compare.figures import Numbers
from csrating.compare.own_neighbours.who import council_code
from csrating.errors import EvidenceError
from csrating.reference.standing_councils import councils_of_any_time

KINDS = ("region", "type")
"""What keeps councils apart that have it in common."""

_ALIKE = 9
"""Decimals, beside the greatest distance, to which two distances are the same: a scale in other units leaves traces in the twelfth."""


@dataclass(frozen=True, eq=False)
class Exclusions:
    """Who may be whose neighbour, councils by councils: a row for whose, a column for who; and in words what was excluded."""

    allowed: NDArray[np.bool_]
    told: tuple[str, ...]


def exclusions(
    codes: Sequence[str], *, exclude: Iterable[str], without: Iterable[str], apart: str | Iterable[tuple[str, str]]
) -> Exclusions:
    """What the user excludes.

    Args:
        codes: of the councils of the table.
        exclude: councils that are nobody's neighbour.
        without: councils that have no neighbours.
        apart: "region" or "type", where councils that have it in common are no neighbours; or pairs of councils.

    Raises:
        UnknownCouncilError: one is none of the councils of the table.
        EvidenceError: they are given in another form.
    """
    place = {code: row for row, code in enumerate(codes)}
    allowed = ~np.eye(len(codes), dtype=bool)
    nobody, none = (_codes(some, codes, name) for some, name in ((exclude, "exclude"), (without, "without")))
    allowed[:, [place[code] for code in nobody]] = False
    allowed[[place[code] for code in none], :] = False
    told = [
        *([f"excluded as neighbours: {', '.join(nobody)}"] if nobody else []),
        *([f"without neighbours: {', '.join(none)}"] if none else []),
    ]
    if isinstance(apart, str):
        if apart not in KINDS:
            raise EvidenceError(f"councils are kept apart by {apart!r}", expected=f"pairs of councils, or one of: {', '.join(KINDS)}")
        kind = councils_of_any_time().set_index("code")[apart].reindex(list(codes)).to_numpy(dtype=object)
        allowed &= kind[:, None] != kind[None, :]
        return Exclusions(allowed, (*told, f"nobody of the same {apart}"))
    pairs = [_pair(pair, codes) for pair in apart]
    for one, other in pairs:
        allowed[place[one], place[other]] = allowed[place[other], place[one]] = False
    if pairs:
        told.append(f"kept apart: {', '.join(f'{one} and {other}' for one, other in pairs)}")
    return Exclusions(allowed, tuple(told))


def _codes(some: object, codes: Sequence[str], name: str) -> list[str]:
    if isinstance(some, str) or not isinstance(some, Iterable):
        found = f"the text {some!r}" if isinstance(some, str) else a_kind(some)
        raise EvidenceError(f"{name} is {found}", expected='councils, such as ["City of London", "420"]')
    return sorted({council_code(text, codes) for text in some})


def _pair(pair: object, codes: Sequence[str]) -> tuple[str, str]:
    if isinstance(pair, str) or not isinstance(pair, Sequence) or len(pair) != 2:
        raise EvidenceError(f"councils are kept apart by {pair!r}", expected='pairs of councils, such as ("Trafford", "Stockport")')
    one, other = sorted(council_code(text, codes) for text in pair)
    if one == other:
        raise EvidenceError(f"{one} is kept apart from itself", expected="two councils")
    return one, other


def nearest(codes: Sequence[str], apart: Numbers, allowed: NDArray[np.bool_], k: int) -> pd.DataFrame:
    """The nearest of those who may be neighbours; two at the same distance in the order of their codes.

    Args:
        codes: in their order.
        apart: the distances.
        allowed: who may be whose neighbour.
        k: how many each.

    Returns:
        columns council, position, neighbour and distance; fewer than ``k`` rows for a council with fewer who may.
    """
    rounded = np.round(apart / (apart.max(initial=0.0) or 1.0), _ALIKE)
    order = np.argsort(np.where(allowed, rounded, np.inf), axis=1, kind="stable")[:, :k]
    whose, position = np.nonzero(np.take_along_axis(allowed, order, axis=1))
    theirs = order[whose, position]
    names = np.asarray(codes, dtype=object)
    return pd.DataFrame(
        {
            "council": pd.array(names[whose], dtype="str"),
            "position": position + 1,
            "neighbour": pd.array(names[theirs], dtype="str"),
            "distance": apart[whose, theirs],
        }
    )
