"""The places of a whole column of rows: each pair is looked up once, and a name that changed hands is settled by its company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.reference.places import NoPlace, Place, place, with_note
from csrating.reference.standing import lifetime

LEAST_OLD_CODES = 20
"""So many old codes of cities in a column (00BN) make its numbers of two figures those of counties."""

_OLD_CODE, _OLD_COUNTY = re.compile(r"[0-9]{2}[A-Z]{2}"), re.compile(r"[1-4][0-9]")
Texts = Sequence[str] | NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Places:
    """The places of many rows.

    Args:
        answers: what each different pair of code, name and level means, in the order in which they first appear.
        pairs: those pairs, as (code, name, level).
        rows: for each row, which of the answers is its own.
    """

    answers: tuple[Place | NoPlace, ...]
    pairs: tuple[tuple[str, str, str], ...]
    rows: NDArray[np.intp]

    def part(self, name: str) -> NDArray[np.object_]:
        """One part of the place of each row (``level``, ``code``, ``name``, ``how`` or ``note``); blank where there is no place.

        >>> places(["921", "921"], ["England", "Isle of Wight"]).part("level").tolist()
        ['England', 'council']
        """
        parts = np.array([str(getattr(answer, name)) if isinstance(answer, Place) else "" for answer in self.answers], dtype=object)
        return parts[self.rows] if len(parts) else parts

    def known(self) -> NDArray[np.bool_]:
        """Which rows have a place."""
        found = np.array([isinstance(answer, Place) for answer in self.answers], dtype=bool)
        return found[self.rows] if len(found) else found

    def without_place(self) -> dict[tuple[str, str, str], NoPlace]:
        """The pairs that have no place, and why.

        >>> list(places(["", ""], ["Trafford", "Adur"]).without_place())
        [('', 'Adur', '')]
        """
        return {pair: answer for pair, answer in zip(self.pairs, self.answers, strict=True) if isinstance(answer, NoPlace)}

    def worth_telling(self) -> dict[tuple[str, str, str], Place]:
        """The pairs whose place is known by a misspelling, or with something left off or odd: what a report should list."""
        return {pair: answer for pair, answer in zip(self.pairs, self.answers, strict=True) if isinstance(answer, Place) and answer.note}


def places(codes: Texts | None = None, names: Texts | None = None, *, levels: Texts | None = None, on: date | None = None) -> Places:
    """The place of each row of a table, from columns of codes, names and levels, any of which may be absent.

    A name that has meant two councils (Dorset) is settled by the day, or where none is given by the councils in the same column:
    Bournemouth ended when the Dorset of today began, so that a list with Bournemouth means the county. The note then says so.

    Args:
        codes: a code for each row; blank where a row has none.
        names: a name for each row.
        levels: England, region or council for each row; blank where the table does not say.
        on: a day within the period of the figures.

    Raises:
        ValueError: the columns differ in length.

    >>> found = places(names=["Dorset", "Bournemouth, Christchurch and Poole", "Nowhere"])
    >>> found.part("code").tolist(), list(found.without_place())
    (['838', '839', ''], [('', 'Nowhere', '')])
    """
    rows, pairs = _different(codes, names, levels)
    answers = [place(code, name, level=level or None, on=on) for code, name, level in pairs]
    return Places(tuple(answers if on else _settled_by_company(answers, pairs)), tuple(pairs), rows)


def are_old_counties(codes: Texts) -> NDArray[np.bool_]:
    """Which codes are old ones of counties: those of two figures, in a column with many old codes of cities.

    >>> are_old_counties(["11", "00BN"]).tolist()
    [False, False]
    >>> are_old_counties(["11", *(f"00A{letter}" for letter in "ABCDEFGHIJKLMNOPQRST")])[:2].tolist()
    [True, False]
    """
    different = {str(code) for code in codes}
    many = sum(_OLD_CODE.fullmatch(code) is not None for code in different) >= LEAST_OLD_CODES
    old = {code for code in different if many and _OLD_COUNTY.fullmatch(code)}
    return np.array([code in old for code in codes], dtype=bool)


def _different(*columns: Texts | None) -> tuple[NDArray[np.intp], list[tuple[str, str, str]]]:
    """Which pair each row has, and the different pairs."""
    length = max((len(column) for column in columns if column is not None), default=0)
    if any(column is not None and len(column) != length for column in columns):
        raise ValueError("the columns of codes, names and levels differ in length")
    whole = [np.full(length, "", dtype=object) if column is None else np.asarray(column, dtype=object) for column in columns]
    factors = [pd.factorize(column) for column in whole]
    combined = np.zeros(length, dtype=np.int64)
    for index, uniques in factors:
        combined = combined * (len(uniques) + 1) + index
    rows, kinds = pd.factorize(combined)
    first = pd.Series(np.arange(length)).groupby(rows).first().to_numpy() if len(kinds) else np.array([], dtype=np.intp)
    return rows, [(str(whole[0][at]), str(whole[1][at]), str(whole[2][at])) for at in first]


def _settled_by_company(answers: list[Place | NoPlace], pairs: list[tuple[str, str, str]]) -> list[Place | NoPlace]:
    company = [lifetime(answer.code) for answer in answers if isinstance(answer, Place) and answer.is_council]
    return [_settled(answer, pair, company) for answer, pair in zip(answers, pairs, strict=True)]


def _settled(answer: Place | NoPlace, pair: tuple[str, str, str], company: list[tuple[date, date]]) -> Place | NoPlace:
    """The one of two councils of a name that could have stood in a list with each of the others; the answer as it is where both could."""
    if isinstance(answer, Place) or answer.reason != "ambiguous" or not all(known.is_council for known in answer.meant):
        return answer
    left = [known for known in answer.meant if all(_overlap(lifetime(known.code), other) for other in company)]
    if len(left) != 1:
        return answer
    code, name, level = pair
    found = place(code, name, level=level or None, on=lifetime(left[0].code)[0])
    return with_note(found, f"{left[0]} because of the councils beside it") if isinstance(found, Place) else answer


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
