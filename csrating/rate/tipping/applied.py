"""Make the changes in the data, so that anybody can go the whole road again: compare, rate, and see the other rating."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from csrating.compare.entry import table_checked, table_of
from csrating.compare.figures import scale_of
from csrating.errors import EvidenceError
from csrating.rate.settings import counted
from csrating.rate.tipping.cases import valued
from csrating.rate.tipping.inspections import ANY_TYPE
from csrating.rate.tipping.tables import STEPS
from csrating.reference.frameworks import Framework, framework as load_framework
from csrating.schema import INSPECTIONS, OBSERVATIONS, OVERALL, Level, Origin

if TYPE_CHECKING:
    from csrating.read import Data

_ONE = ["council", "direction", "kind"]
_SETTING = ["setting", "inspected_on", "aspect"]


def apply(data: Data, steps: pd.DataFrame, *, framework: str | Path | Framework = "2009") -> Data:
    """The data with some steps made: settings regraded, numerators changed and the values that follow from them.

    Args:
        data: what :func:`csrating.read` gave.
        steps: the rows of ``steps`` of :class:`csrating.rate.tipping.TippingPoints` for one council, direction and kind, all or some.
        framework: the one that the ratings were made by; it says which inspections count.

    Returns:
        the data. A regraded setting has another overall effectiveness, and no other judgement is touched. What was changed was published
        by nobody: its origin is ``demonstration``, and the derivation of a figure says what was supposed.

    Raises:
        TableError: the data or the steps are not what they should be.
        EvidenceError: the steps are none, or of several councils, directions or kinds, or do not fit the data.
    """
    observations, inspections = table_of(data, OBSERVATIONS), table_of(data, INSPECTIONS)
    rows = table_checked(steps, STEPS)
    _one_answer(rows)
    figures, settings = rows[rows["step"] == "indicator"], rows[rows["step"] == "settings"]
    return replace(
        data,
        observations=_with_figures(observations, figures),
        inspections=_regraded(inspections, settings, load_framework(framework)),
    )


def _one_answer(steps: pd.DataFrame) -> None:
    of = steps[_ONE].drop_duplicates()
    if len(of) != 1:
        found = "there are no steps" if of.empty else f"the steps are of {len(of)} councils, directions or kinds"
        do = "Choose, say, found.council(\"Trafford\").steps.query(\"direction == 'up' and kind == 'smallest'\")."
        raise EvidenceError(found, expected="those of one council, direction and kind", do=do)


def _with_figures(observations: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """The observations with other numerators, and the values that these make."""
    changed = observations.copy()
    at_level = observations["level"] == str(Level.COUNCIL)
    for step in steps.to_dict("records"):
        of_step = (observations["area"] == step["council"]) & (observations["indicator"] == step["what"])
        rows = observations[at_level & of_step & (observations["period"] == step["period"])]
        if len(rows) != 1 or (float(step["from"]), step["of"]) != tuple(rows[["numerator", "denominator"]].iloc[0]):
            raise _stranger(step, f"{step['from']} of {step['of']:.12g} in {step['period']}")
        figure, numerator = rows.iloc[0], float(step["to"])
        value = valued(numerator, figure["denominator"], scale_of(str(figure["unit"])))
        at = rows.index[0]
        changed.loc[at, "value"], changed.loc[at, "numerator"] = float(value), numerator
        changed.loc[at, "origin"], changed.loc[at, "derivation"] = str(Origin.DEMONSTRATION), f"supposed: {step['text']}"
    return changed


def _regraded(inspections: pd.DataFrame, steps: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The inspections with other grades: of several settings of a type and grade, those that stand first."""
    if steps.empty:
        return inspections
    of_council = counted(inspections, framework)
    of_council = of_council[(of_council["council"] == steps["council"].iloc[0]) & (of_council["aspect"] == OVERALL)]
    left, arrived = inspections["settings"].copy(), []
    for step in steps.to_dict("records"):
        is_type = step["what"] == ANY_TYPE or of_council["setting_type"] == step["what"]
        for row in of_council.index[is_type & (of_council["grade"] == step["from"])]:
            taken = min(int(left[row]), step["number"])
            if taken:
                left[row] -= taken
                step["number"] -= taken
                arrived.append(inspections.loc[row].to_dict() | {"grade": step["to"], "settings": taken})
        if step["number"]:
            raise _stranger(step, f"{step['number']} more graded {step['from']}")
    emptied = (left == 0) & (inspections["settings"] > 0)
    return _with_arrived(inspections.assign(settings=left)[~emptied], arrived)


def _with_arrived(inspections: pd.DataFrame, arrived: list[dict[Any, Any]]) -> pd.DataFrame:
    """The inspections with settings of other grades: one row for those of a group that hold the same grade."""
    came = pd.DataFrame(arrived, columns=inspections.columns).astype(inspections.dtypes.to_dict())
    groups = inspections["setting"].isin(came["setting"])
    together = pd.concat([inspections[groups], came])
    key = [*_SETTING, "grade"]
    number = together.groupby(key, dropna=False, sort=False)["settings"].transform("sum")
    touched = pd.MultiIndex.from_frame(together[key]).isin(pd.MultiIndex.from_frame(came[key]))
    origin = together["origin"].mask(touched, str(Origin.DEMONSTRATION))
    merged = together.assign(settings=number, origin=origin).drop_duplicates(key)
    return pd.concat([inspections[~groups], merged], ignore_index=True)


def _stranger(step: dict[Any, Any], expected: str) -> EvidenceError:
    found = f"the step does not fit the data: {step['text']}"
    return EvidenceError(
        found, where=str(step["ref"]), expected=expected, do="Apply it to the data that were rated, by the same framework."
    )
