"""What changed between the evidence of two runs: figures, grades, findings, neighbours and judgements, with cells before and after."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from csrating.rate.judgements import Judgement
from csrating.read import Data
from csrating.reference.standing_councils import councils_of_any_time
from csrating.schema import Status

ORDER = ("finding", "recorded judgement", "neighbours", "grade", "figure", "counts")
"""The kinds of changes, those that may decide a rating by themselves first."""

COLUMNS = ("factor", "what", "council", "name", "subject", "before", "after", "before_ref", "after_ref")
NONE = "none"
"""What stands for a figure, judgement or finding that one of the runs does not have."""


def data_changes(before: Data, after: Data) -> pd.DataFrame:
    """Each figure, grade and finding that is not the same in both; one that only moved to another cell is the same.

    Args:
        before, after: what the two runs read.

    Returns:
        columns factor, what ("finding", "grade", "figure", or "counts" where only the counts beside a figure changed), council (its code,
        or that of a region or of England), name, subject, before and after in words ("none" where one lacks it), before_ref and after_ref
        (cells, blank where one lacks it). The cell of a figure is that of its value; its counts are read from the same row.
    """
    parts = [
        _figures(before.observations, after.observations),
        _judgements(before.inspections, after.inspections),
        _findings(before.safeguarding, after.safeguarding),
    ]
    return pd.concat(parts, ignore_index=True).assign(factor="data")[list(COLUMNS)]


def judgement_changes(before: Mapping[str, Judgement], after: Mapping[str, Judgement]) -> pd.DataFrame:
    """Each council whose recorded judgement is not the same, whatever row it stands in; columns as in :func:`data_changes`.

    Args:
        before, after: by the code of the council.
    """
    rows = []
    for code in sorted(before.keys() | after.keys()):
        one, other = (_recorded(found.get(code)) for found in (before, after))
        if one != other:
            rows.append(["judgements", "recorded judgement", code, _name(code), "recorded judgement", one, other, "", ""])
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _recorded(judgement: Judgement | None) -> str:
    if judgement is None:
        return NONE
    change = f"from {judgement.before.number} to {judgement.after.number}"
    return f"{change}, by {judgement.who} on {judgement.when}: {judgement.reason}"


def neighbour_changes(before: pd.DataFrame, after: pd.DataFrame, councils: Sequence[str]) -> pd.DataFrame:
    """Each council whose similar areas are not the same, with those that went and those that came; columns as in :func:`data_changes`.

    Args:
        before, after: tables of columns council, position and neighbour; another order of the same neighbours is no change.
        councils: the codes of those that are rated.
    """
    rows = []
    lists = [table.groupby("council")["neighbour"].agg(frozenset) for table in (before, after)]
    for code in councils:
        one, other = (found.get(code, frozenset()) for found in lists)
        if one != other:
            went, came = _councils(one - other), _councils(other - one)
            rows.append(["neighbours", "neighbours", code, _name(code), "similar areas", went, came, "", ""])
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _figures(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    key = ["level", "area", "indicator", "period"]
    compared = ["value", "numerator", "denominator", "status"]
    both = _both(before, after, key=key, keep=[*compared, "area_name", "ref"])
    changed = both[_differ(both, compared)]
    names = changed["area_name_after"].where(changed["area_name_after"].notna(), changed["area_name_before"])
    subject = _joined(changed["indicator"], " in ", changed["period"])
    what = np.where(_differ(changed, ["value", "status"]), "figure", "counts")
    return _told(changed, what=what, council=changed["area"], name=names, subject=subject, told=_figure)


def _figure(row: dict[str, Any], side: str) -> str:
    """A figure with its counts where they are known, or why there is none."""
    status = row[f"status_{side}"]
    if not isinstance(status, str):
        return NONE
    value, numerator, denominator = (row[f"{name}_{side}"] for name in ("value", "numerator", "denominator"))
    if status != Status.REPORTED and math.isnan(value):
        return status
    counts = "" if math.isnan(numerator) or math.isnan(denominator) else f" ({numerator:.10g} of {denominator:.10g})"
    return f"{value:.10g}{counts}"


def _judgements(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    key = ["setting", "inspected_on", "aspect"]
    compared = ["told", "council", "setting_type", "run_by"]
    both = _both(*_parted(before, after, key=key), key=key, keep=[*compared, "ref"])
    changed = both[_differ(both, compared)]
    council = changed["council_after"].where(changed["council_after"].notna(), changed["council_before"])
    kind = changed["setting_type_after"].where(changed["setting_type_after"].notna(), changed["setting_type_before"])
    on = changed["inspected_on"].dt.strftime("%Y-%m-%d").fillna("no date")
    subject = _joined(changed["setting"], " (", kind, "), ", changed["aspect"], ", ", on)
    return _told(changed, what="grade", council=council, name=council.map(_name), subject=subject, told=_judged)


def _parted(before: pd.DataFrame, after: pd.DataFrame, *, key: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The judgements that only one of the two has, each setting, date and aspect in one row with its grades in words."""
    whole = [*key, "grade", "settings", "council", "setting_type", "run_by"]
    which = before[whole].merge(after[whole].drop_duplicates(), on=whole, how="left", indicator=True)["_merge"]
    other = after[whole].merge(before[whole].drop_duplicates(), on=whole, how="left", indicator=True)["_merge"]
    return _in_words(before[(which == "left_only").to_numpy()], key), _in_words(after[(other == "left_only").to_numpy()], key)


def _in_words(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    number = _joined(rows["settings"], " ").where(rows["settings"] != 1, "")
    words = _joined(number, rows["grade"])
    grouped = rows.assign(told=words).groupby(key, dropna=False, sort=False)
    return grouped.agg({"told": ", ".join, "council": "first", "setting_type": "first", "run_by": "first", "ref": "first"}).reset_index()


def _judged(row: dict[str, Any], side: str) -> str:
    """The grade of a judgement, and who runs the setting or whose it is where that is what changed."""
    if not isinstance(row[f"told_{side}"], str):
        return NONE
    both = isinstance(row["told_before"], str) and isinstance(row["told_after"], str)
    more = [row[f"{name}_{side}"] for name in ("setting_type", "run_by") if both and row[f"{name}_before"] != row[f"{name}_after"]]
    if both and row["council_before"] != row["council_after"]:
        more.append(f"in {_name(row[f'council_{side}'])}")
    return ", ".join([row[f"told_{side}"], *more])


def _findings(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    key = ["council", "kind", "aspect", "held_on"]
    grouped = [
        table.groupby(key, dropna=False, sort=False).agg({"finding": _together, "ref": "first"}).reset_index() for table in (before, after)
    ]
    both = _both(*grouped, key=key, keep=["finding", "ref"])
    changed = both[_differ(both, ["finding"])]
    on = changed["held_on"].dt.strftime(", %Y-%m-%d").fillna("")
    about = _joined(", ", changed["aspect"]).where(changed["aspect"] != "", "")
    subject = _joined(changed["kind"], about, on)
    return _told(changed, what="finding", council=changed["council"], name=changed["council"].map(_name), subject=subject, told=_found)


def _together(found: pd.Series[str]) -> str:
    return "; ".join(sorted(found))


def _found(row: dict[str, Any], side: str) -> str:
    found = row[f"finding_{side}"]
    return found if isinstance(found, str) else NONE


def _both(before: pd.DataFrame, after: pd.DataFrame, *, key: list[str], keep: list[str]) -> pd.DataFrame:
    """The rows of both beside each other, those of one alone with blanks for the other."""
    sides = [
        table[[*key, *keep]].rename(columns={name: f"{name}_{side}" for name in keep})
        for table, side in ((before, "before"), (after, "after"))
    ]
    return sides[0].merge(sides[1], on=key, how="outer", sort=False, validate="one_to_one")


def _differ(both: pd.DataFrame, names: Sequence[str]) -> pd.Series[bool]:
    """Which rows have another value in any of these columns; two blanks are the same."""
    found = pd.Series(False, index=both.index)
    for name in names:
        one, other = both[f"{name}_before"], both[f"{name}_after"]
        found |= ~((one == other).fillna(False).astype(bool) | (one.isna() & other.isna()))
    return found


def _told(changed: pd.DataFrame, *, what: Any, council: Any, name: Any, subject: Any, told: Any) -> pd.DataFrame:
    rows = changed.to_dict("records")
    columns = {
        "what": what,
        "council": council,
        "name": name,
        "subject": subject,
        "before": [told(row, "before") for row in rows],
        "after": [told(row, "after") for row in rows],
        "before_ref": changed["ref_before"].fillna(""),
        "after_ref": changed["ref_after"].fillna(""),
    }
    return pd.DataFrame(columns, index=changed.index).astype("str")


def _joined(*parts: Any) -> pd.Series[str]:
    """Texts, and columns of them whatever type they are read as, row by row after each other."""
    columns = [part.astype("str") if isinstance(part, pd.Series) else part for part in parts]
    whole = columns[0]
    for part in columns[1:]:
        whole = whole + part
    return pd.Series(whole, dtype="str")


def _councils(codes: frozenset[str]) -> str:
    return ", ".join(sorted(map(_name, codes))) or NONE


def _name(code: str) -> str:
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return {str(code): str(name) for code, name in councils_of_any_time()[["code", "name"]].to_numpy()}
