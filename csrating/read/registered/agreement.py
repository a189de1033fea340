"""Do a published value and the counts beside it agree? Where they do not, one of the three is wrong and none of them is used."""

from __future__ import annotations

import math
import re

import numpy as np
from numpy.typing import NDArray

from csrating.errors import LayoutError, ValueInCellError
from csrating.read.layouts.reading import Recipe
from csrating.read.registered.areas import COUNCIL
from csrating.read.registered.recipes import Grid, Made
from csrating.schema import Level

ENGLAND = str(Level.ENGLAND)

_FLOAT_NOISE = 1e-9
_OF_UNIT = (
    (r"per cent(?: of .*)?", (0.0, 100.0)),
    (r"percentage points", (-100.0, 100.0)),
    (r"per cent .*", (-math.inf, math.inf)),
    (r".*", (0.0, math.inf)),
)
"""What a value can be in each unit; the first that fits counts. A change may be below nothing, a rate, a score or a number may not."""


def refuse_disagreement(grid: Grid, made: Made, recipe: Recipe, *, indicator: str, unit: str, decimals: int) -> None:
    """Raise where counts contradict each other or the value that stands beside them.

    A share may not have more in its numerator than in its denominator, and a published value must equal ``scale`` times numerator over
    denominator to within half a unit of its last decimal, and what the rounding of the counts themselves can explain.

    Raises:
        ValueInCellError: names the cells of the first three values that fail.
        LayoutError: counts stand beside a value and neither the layout nor the unit says how they make it.
    """
    counted = np.isfinite(made.numerator) & np.isfinite(made.denominator)
    if not counted.any():
        return
    scale = recipe.scale if recipe.scale is not None else scale_of(unit)
    if scale is None:
        raise LayoutError(
            f"how the counts make {indicator} is not said (unit {unit!r})", where=grid.block.place, expected="'scale' in the layout"
        )
    if recipe.derivation == "share" or re.fullmatch(r"per cent(?: of .*)?", unit):
        _refuse(
            grid,
            made,
            counted & (made.denominator > 0) & (made.numerator > made.denominator + _FLOAT_NOISE),
            "is more than its denominator",
            expected="a part of the whole",
        )
    if made.derivation == "as published":
        compared = counted & np.isfinite(made.value)
        off = _disagree(made, recipe, scale=scale, decimals=decimals)
        _refuse(
            grid, made, compared & off, "and denominator do not make the published value", expected=f"{scale:g} x numerator / denominator"
        )


def refuse_impossible(grid: Grid, made: Made, recipe: Recipe, *, indicator: str, unit: str) -> None:
    """Raise where a value cannot be one of its unit, or of the scale that the layout states.

    Raises:
        ValueInCellError: names the cell, the value, and what it can be.
    """
    least, most = bounds_of(unit)
    least = least if recipe.least is None else recipe.least
    most = most if recipe.most is None else recipe.most
    wrong = np.flatnonzero((made.value < least - _FLOAT_NOISE) | (made.value > most + _FLOAT_NOISE))
    if len(wrong):
        more = f"; so are {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise ValueInCellError(
            f"{indicator} cannot be {made.value[wrong[0]]:g}{more}",
            where=str(made.ref[wrong[0]]),
            expected=f"{least:g} to {most:g} ({unit})" if math.isfinite(most) else f"{least:g} or more",
            do="Correct the figure at its source, or register a corrected file.",
        )


def bounds_of(unit: str) -> tuple[float, float]:
    """The least and the most that a value in this unit can be.

    >>> bounds_of("per cent"), bounds_of("per 10,000 aged 0 to 17"), bounds_of("percentage points")
    ((0.0, 100.0), (0.0, inf), (-100.0, 100.0))
    """
    return next(bounds for pattern, bounds in _OF_UNIT if re.fullmatch(pattern, unit))


def refuse_other_mean(grid: Grid, made: Made, *, indicator: str, decimals: int) -> None:
    """Raise where England's value is not the mean of its councils, to within half a unit of its last decimal.

    Raises:
        ValueInCellError: names the cell of England, its value and the mean.
    """
    level = grid.areas.level[made.rows]
    mean = float(np.nanmean(made.value[level == COUNCIL]))
    for row in np.flatnonzero((level == ENGLAND) & np.isfinite(made.value)):
        if abs(made.value[row] - mean) > 0.5 * 10.0**-decimals + _FLOAT_NOISE:
            raise ValueInCellError(
                f"{indicator} of England is {made.value[row]:g}, and the mean of its councils is {mean:.4g}",
                where=str(made.ref[row]),
                expected="the same to its last decimal, as the publisher says",
                do="Find the figure that was changed, or register a corrected file.",
            )


def _disagree(made: Made, recipe: Recipe, *, scale: float, decimals: int) -> NDArray[np.bool_]:
    with np.errstate(divide="ignore", invalid="ignore"):
        share = made.numerator / made.denominator
        counts = (1 + np.abs(share)) * recipe.rounded_to / 2 / made.denominator
        tolerance = 0.5 * 10.0**-decimals + scale * counts + _FLOAT_NOISE * np.maximum(1, np.abs(made.value))
        disagree: NDArray[np.bool_] = ~(np.abs(made.value - scale * share) <= tolerance)
    return disagree


def _refuse(grid: Grid, made: Made, wrong: NDArray[np.bool_], found: str, *, expected: str) -> None:
    if not wrong.any():
        return
    first = int(np.flatnonzero(wrong)[0])
    cells = ", ".join(str(grid.refs([int(rows[first])], place)[0]) for rows, place in made.used)
    denominator, value = f"{made.denominator[first]:.12g}", f"{made.value[first]:.12g}"
    numbers = f"the numerator {made.numerator[first]:.12g} (denominator {denominator}, value {value}) {found}"
    more = f"; so do {int(wrong.sum()) - 1} more" if wrong.sum() > 1 else ""
    raise ValueInCellError(
        f"{numbers}{more}", where=cells, expected=expected, do="Correct the figure at its source, or register a corrected file."
    )


def scale_of(unit: str) -> float | None:
    """What a share is multiplied by to be in this unit, or None where the unit is not one of a share.

    >>> scale_of("per cent"), scale_of("per 10,000 aged 0 to 17"), scale_of("offences per 100 young offenders"), scale_of("months")
    (100.0, 10000.0, 100.0, None)
    """
    if re.match(r"per ?cent\b", unit):
        return 100.0
    per = re.search(r"\bper ([0-9][0-9,]*)\b", unit)
    return float(per[1].replace(",", "")) if per else None
