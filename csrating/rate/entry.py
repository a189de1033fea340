"""What is checked before anything is rated: that data and comparisons are what they are said to be, and whole."""

from __future__ import annotations

from typing import Any

import pandas as pd

from csrating.compare.entry import a_kind, is_data, known_codes, known_edition, not_empty, table_checked, table_of
from csrating.errors import EvidenceError, TableError
from csrating.reference import edition_of
from csrating.schema import COMPARISONS, INSPECTIONS, SAFEGUARDING, Against

SERIES = ["council", "indicator", "period"]
BASELINES = tuple(str(one) for one in (Against.ENGLAND, Against.REGION, Against.NEIGHBOURS))
"""What a figure that is rated is compared with; comparisons with other groups may stand beside."""


def ratings_given(given: Any) -> None:
    """Refuse what is no set of ratings.

    Raises:
        TableError: something else was given than ratings.
    """
    if not all(hasattr(given, name) for name in ("table", "profile", "compared", "data", "framework")):
        expected, do = "what csrating.rate gives", "Call csrating.rate(data, comparisons)."
        raise TableError(f"the ratings are {a_kind(given)}", expected=expected, do=do)


def seed_given(seed: Any) -> None:
    """Refuse what is no seed of random numbers.

    Raises:
        EvidenceError: it is no whole number from nought on.
    """
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise EvidenceError(f"the seed is {seed!r}", expected="a whole number from nought on")


def evidence_checked(data: Any, comparisons: Any) -> None:
    """Refuse data and comparisons that cannot be rated.

    Raises:
        TableError: they are not what :func:`csrating.read` and :func:`csrating.compare` give.
        EvidenceError: there are no comparisons, or those with one baseline are missing.
    """
    if is_data(comparisons) and not is_data(data):
        raise TableError("the comparisons stand where the data belong", expected="rate(data, comparisons)")
    tables = {contract.name: table_of(data, contract) for contract in (INSPECTIONS, SAFEGUARDING)}
    edition = edition_of(comparisons_checked(comparisons)["indicator"].unique())
    for name, table in tables.items():
        known_codes(table, name=name, edition=edition)


def comparisons_checked(comparisons: Any) -> pd.DataFrame:
    """The same comparisons, once they have been found to be a whole table of comparisons.

    Raises:
        TableError: they are no table of comparisons.
        EvidenceError: there are none, or a council's figure lacks the comparison with one of the baselines.
    """
    do = "Pass what csrating.compare(data) gave."
    if not isinstance(comparisons, pd.DataFrame):
        raise TableError(f"the comparisons are {a_kind(comparisons)}", expected="a DataFrame", do=do)
    table = table_checked(comparisons, COMPARISONS)
    not_empty(table, "there are no comparisons to rate", do=do)
    known_codes(table, name=COMPARISONS.name, edition=known_edition(table, name=COMPARISONS.name))
    _all_baselines(table, do=do)
    return table


def _all_baselines(comparisons: pd.DataFrame, *, do: str) -> None:
    """A figure is compared with England, its region and its neighbours, or with none of them: keys are unique, so that counting will do."""
    is_rated = comparisons["against"].isin(BASELINES)
    of = is_rated.groupby([comparisons[name] for name in SERIES], sort=False).sum()
    if (of == len(BASELINES)).all():
        return
    council, indicator, period = of.index[of < len(BASELINES)][0]
    rows = (comparisons[SERIES] == [council, indicator, period]).all(axis=1)
    lacking = [word for word in BASELINES if word not in set(comparisons.loc[rows, "against"])]
    found = f"council {council}, {indicator} in {period} is not compared with {' or '.join(lacking)}"
    more = int((of < len(BASELINES)).sum()) - 1
    others = f", nor are {more} more figures" if more else ""
    raise EvidenceError(f"{found}{others}", expected=f"rows against {', '.join(BASELINES)}", do=do)
