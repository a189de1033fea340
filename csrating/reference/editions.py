"""Editions of the registers: which councils stand and which indicators are published, in 2009 and today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

import pandas as pd

from csrating.errors import ReferenceDataError, UnknownCouncilError
from csrating.reference.councils import Council, council, councils, nearest_councils
from csrating.reference.indicators import indicators, measures
from csrating.reference.places import Place, place
from csrating.reference.registers import records
from csrating.reference.standing import councils_standing, lifetime
from csrating.reference.standing_councils import councils_of_any_time


@dataclass(frozen=True)
class Edition:
    """The councils and indicators of a time.

    Args:
        name: "2009", or "2025" for today.
        day: on which its councils stand.
        told: whose indicators these are.
    """

    name: str
    day: date
    told: str
    _councils: Callable[[], pd.DataFrame]
    _council: Callable[[str], Council]
    _indicators: Callable[[], pd.DataFrame]

    def councils(self) -> pd.DataFrame:
        """The councils in the order of their codes: at least code, name, region and type. The frame is the caller's own.

        >>> len(edition("2009").councils()), len(edition("2025").councils())
        (152, 153)
        """
        return self._councils().copy()

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the councils, in order."""
        return tuple(self._councils()["code"])

    def council(self, text: str) -> Council:
        """The council of this edition that a code or a spelling means; a near miss is never guessed at.

        Raises:
            UnknownCouncilError: none is meant, or one that does not stand; the message says what became of it.

        >>> edition("2009").council("Dorset").code, edition("2025").council("Dorset").code
        ('835', '838')
        >>> edition("2025").council("Northamptonshire")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        csrating.errors.UnknownCouncilError: Northamptonshire (928) ended on 31 March 2021; its area is North Northamptonshire (940) and ...
        """
        return self._council(str(text))

    def indicators(self) -> pd.DataFrame:
        """The register of the indicators; see :func:`csrating.reference.indicators`. The frame is the caller's own."""
        return self._indicators().copy()

    @cached_property
    def counting(self) -> tuple[str, ...]:
        """The indicators that count towards the shares in line, above and below, and have figures, in the order of the register.

        >>> len(edition("2025").counting)
        75
        """
        table = self._indicators()
        counts = table["in_shares"] == "yes"
        if "data_2009" in table:
            counts &= table["data_2009"] == "yes"
        return tuple(table.loc[counts, "indicator"])


@cache
def _standing_today() -> pd.DataFrame:
    every = councils_of_any_time()
    codes = set(councils_standing(on=_TODAY))
    return every[every["code"].isin(codes)].sort_values("code", ignore_index=True)


def _council_today(text: str) -> Council:
    if text in _rows_today():
        return _rows_today()[text]
    by_name, by_code = place("", text, on=_TODAY), place(text, level="council")
    found = by_name if isinstance(by_name, Place) else by_code
    if not isinstance(found, Place) or not found.is_council or found.how == "near":
        raise _unknown(text, found)
    row = _rows_today().get(found.code)
    if row is None:
        raise UnknownCouncilError(_became_of(found.code, found.name), do="Name a council that stands.")
    return row


@cache
def _rows_today() -> dict[str, Council]:
    gss = {row["code"]: row["gss_now"] or row["gss_2009"] for row in records("councils.csv")}
    gss |= {row["code"]: row["gss"] for row in records("other_councils.csv")}
    rows = _standing_today()[["code", "name", "region", "type"]].to_numpy()
    return {code: Council(code, name, gss[code], region, kind, None) for code, name, region, kind in rows}


def _became_of(code: str, name: str) -> str:
    ended = lifetime(code)[1]
    successors = {row["code"]: row["successors"].split() for row in records("councils.csv")}.get(code, [])
    names = [f"{_rows_today()[one].name} ({one})" for one in successors if one in _rows_today()]
    area = f"; its area is {' and '.join(names)}" if names else ""
    return f"{name} ({code}) ended on {ended.day} {ended:%B %Y}{area}"


def _unknown(text: str, found: object) -> UnknownCouncilError:
    expected = "the code or name of one of the 153 councils of today"
    if isinstance(found, Place) and not found.is_council:
        return UnknownCouncilError(f"{found.name} is no council", expected=expected)
    near = [code for code in nearest_councils(text) if code in _rows_today()]
    do = f"Near it: {', '.join(f'{_rows_today()[code].name} ({code})' for code in near)}." if near else ""
    return UnknownCouncilError(f"no council of today is known as {text!r}", expected=expected, do=do)


_TODAY = date(2025, 3, 31)
"""The day of Ofsted's judgements as at 31 March 2025, after the last reorganisation that published tables know."""

_EDITIONS = {
    "2009": Edition("2009", date(2009, 12, 9), "National Indicator Set", councils, council, indicators),
    "2025": Edition("2025", _TODAY, "Local Authority Interactive Tool", _standing_today, _council_today, measures),
}


def edition(name: str = "2009") -> Edition:
    """The edition of that name.

    Raises:
        ReferenceDataError: there is none.

    >>> edition("2025").told
    'Local Authority Interactive Tool'
    """
    if name not in _EDITIONS:
        raise ReferenceDataError(f"there is no edition {name!r} of the registers", expected=f"one of: {', '.join(_EDITIONS)}")
    return _EDITIONS[name]


def edition_of(names: Iterable[str]) -> Edition:
    """The edition whose indicators these are; that of 2009 where there are none.

    Raises:
        ReferenceDataError: an indicator is of no edition, or they are of several.

    >>> edition_of(["NI 148", "NI 79"]).name, edition_of(["TotAbs"]).name
    ('2009', '2025')
    """
    wanted = set(names)
    fitting = [one for one in _EDITIONS.values() if wanted <= _known(one.name)]
    if fitting:
        return fitting[0]
    strange = sorted(wanted.difference(*(_known(one) for one in _EDITIONS)))
    if strange:
        raise ReferenceDataError(f"the indicator {strange[0]!r} is in no register", expected="an indicator of one of the registers")
    some = {one: next(iter(sorted(wanted & _known(one)))) for one in _EDITIONS}
    raise ReferenceDataError(f"figures of {some['2009']} (2009) and of {some['2025']} (today) are mixed", do="Read and compare them apart.")


@cache
def _known(name: str) -> frozenset[str]:
    return frozenset(edition(name).indicators()["indicator"])
