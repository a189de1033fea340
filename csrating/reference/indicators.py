"""The indicators: those of the National Indicator Set that bear on children, and today's measures; which way is better in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pandas as pd
from rapidfuzz import fuzz, process

from csrating.errors import ReferenceDataError
from csrating.reference.registers import records, register
from csrating.reference.spelling import key

_CLOSE_ENOUGH = 70.0


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Args:
        indicator: its name in every table, such as ``"NI 102b"``, or of a measure of today the Department's short name.
        number: the same without the letters NI.
        title: its full title.
        short: at most 40 characters, for charts.
        ecm_outcome: the Every Child Matters outcome that it stands under here.
        polarity: ``"high"`` (more is better), ``"low"`` or ``"none"``.
        unit: what its value is counted in.
        decimals: how many decimal places are shown.
        in_shares: whether it counts towards the shares in line, above and below.
        data_2009: whether there were figures for 2009; never for a measure of today.
        looked_after: whether it is about looked-after children or care leavers.
        vulnerable: whether it is about a group whose circumstances make its members vulnerable.
        evidence: how its number and title are known.
        note: what else to know.
        year: the kind of year of a measure of today; blank for the National Indicator Set, whose files say when a period ends.
    """

    indicator: str
    number: str
    title: str
    short: str
    ecm_outcome: str
    polarity: str
    unit: str
    decimals: int
    in_shares: bool
    data_2009: bool
    looked_after: bool
    vulnerable: bool
    evidence: str
    note: str
    year: str = ""

    @property
    def number_told(self) -> str:
        """What stands before its short title on a chart: its number with the letters NI; nothing of a measure of today.

        >>> indicator("148").number_told, indicator("TotAbs").number_told
        ('NI 148', '')
        """
        return "" if self.year else self.indicator

    @property
    def named(self) -> str:
        """Its short title, after its number where it has one.

        >>> indicator("148").named, indicator("TotAbs").named
        ('NI 148 Care leavers in education or work', 'Absence from school')
        """
        return f"{self.number_told} {self.short}".strip()


@cache
def _indicators() -> pd.DataFrame:
    table = register("indicators.csv")
    return table.assign(decimals=table["decimals"].astype("int64"))


def indicators() -> pd.DataFrame:
    """The register of the 86 indicators, in the order of their numbers.

    Returns:
        One row per indicator: ``indicator``, ``number``, ``title``, ``short``, ``ecm_outcome``, ``polarity`` (high, low, none),
        ``unit``, ``decimals`` (whole number), ``in_shares``, ``data_2009``, ``looked_after``, ``vulnerable`` (each yes or no),
        ``evidence`` (for number and title), ``note``, ``source``. The frame is the caller's own.

    >>> indicators().set_index("indicator").loc["NI 148", "polarity"]
    'high'
    """
    return _indicators().copy()


@cache
def _measures() -> pd.DataFrame:
    table = register("measures.csv")
    return table.assign(decimals=table["decimals"].astype("int64"))


def measures() -> pd.DataFrame:
    """The register of today's measures, in the order of the Department's dictionary.

    Returns:
        One row per measure, with the columns of :func:`indicators` but for ``data_2009``, and with ``year`` (academic, calendar,
        financial, January, to September) and the Department's ``topic``. ``indicator`` is the Department's short name. The frame is the
        caller's own.

    >>> measures().set_index("indicator").loc["TotAbs", ["polarity", "year"]].tolist()
    ['low', 'academic']
    """
    return _measures().copy()


@cache
def _every() -> pd.DataFrame:
    return pd.concat([_indicators(), _measures()], ignore_index=True)


def every_indicator() -> pd.DataFrame:
    """Both registers one after the other: what is looked up by an indicator's name need not know whose it is.

    >>> len(every_indicator()) == len(indicators()) + len(measures())
    True
    """
    return _every().copy()


def indicator(text: str) -> Indicator:
    """The indicator that a number or a title means: of the National Indicator Set, or else a measure of today.

    Args:
        text: ``"148"``, ``"NI 148"``, ``"ni148"``, a measure's short name as the Department writes it, or the title or short title in any
            case.

    Raises:
        ReferenceDataError: there is none of that number or title; the message names up to three that are near.

    >>> indicator("ni148").short, indicator("NI 102 B").polarity
    ('Care leavers in education or work', 'low')
    >>> indicator("TotAbs").title
    'Total School Absence (%)'
    """
    name = str(text) if str(text) in _known() else _names().get(_name_key(str(text)))
    if name is None:
        expected = 'a number such as "NI 148", or a title'
        raise ReferenceDataError(f"there is no indicator {text!r} in the register", expected=expected, do=_near(str(text)))
    return _known()[name]


@cache
def _known() -> dict[str, Indicator]:
    return {row["indicator"]: _indicator(row) for table in ("indicators.csv", "measures.csv") for row in records(table)}


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        indicator=row["indicator"],
        number=row["number"],
        title=row["title"],
        short=row["short"],
        ecm_outcome=row["ecm_outcome"],
        polarity=row["polarity"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        in_shares=row["in_shares"] == "yes",
        data_2009=row.get("data_2009") == "yes",
        looked_after=row["looked_after"] == "yes",
        vulnerable=row["vulnerable"] == "yes",
        evidence=row["evidence"],
        note=row["note"],
        year=row.get("year", ""),
    )


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in (_measures(), _indicators()):  # where both have a name, it is the National Indicator Set's
        for column in ("title", "short", "number"):
            found.update((key(text), name) for text, name in zip(table[column], table["indicator"], strict=True))
    return found


def _name_key(text: str) -> str:
    compact = re.fullmatch(r"\s*(?:ni)?[\s.]*0*([0-9]+)\s*([a-z]?)\s*", text.casefold())
    return "".join(compact.groups()) if compact else key(text)


def _near(text: str) -> str:
    stem = re.match(r"[0-9]*", _name_key(text))
    parts = [name for number, name in _names().items() if stem and stem[0] and re.fullmatch(f"{stem[0]}[a-z]", number)]
    ranked = process.extract(key(text), list(_names()), scorer=fuzz.token_set_ratio, limit=6, score_cutoff=_CLOSE_ENOUGH)
    near = list(dict.fromkeys([*parts, *(_names()[str(found)] for found, _, _ in ranked)]))
    near = sorted(near, key=lambda name: not _known()[name].number_told)[:3]  # those of the National Indicator Set first
    return f"Near it: {', '.join(f'{name} ({_known()[name].short})' for name in near)}." if near else ""
