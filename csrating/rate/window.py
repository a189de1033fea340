"""The window of years in which an inspection must lie to count, and what it does to each council."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from csrating.reference.frameworks import Framework
from csrating.schema import Origin

RULE = "inspections.window_years"
LEFT_OUT, AGE_UNKNOWN = "left out for age", "age not known"
"""What happens to a setting that a window leaves out, and to one that has no day of inspection, which counts."""


def too_old(latest: pd.DataFrame, framework: Framework) -> pd.Series[bool]:
    """Which inspections lie so many years before the cut-off that the framework's window leaves them out.

    One on the very day that many years before still counts, and so does one without a day, whose age is not known.

    Args:
        latest: INSPECTIONS.
        framework: the rules ``inspections.cut_off``, ``inspections.window_years`` and ``inspections.of_any_age``.
    """
    years = framework.window_years
    if years is None:
        return pd.Series(False, index=latest.index)
    first = pd.Timestamp(framework.value("inspections.cut_off")) - pd.DateOffset(years=years)
    return (latest["inspected_on"] < first) & _held(latest, framework)


def _held(latest: pd.DataFrame, framework: Framework) -> pd.Series[bool]:
    """Which rows are of a type of setting that the window holds for."""
    return ~latest["setting_type"].isin(framework.of_any_age)


def window_effects(latest: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """How many settings of each council the window leaves out, and of how many the age is not known; no rows where there is no window.

    Args:
        latest: the latest inspection of each setting in scope.
        framework: the rules that :func:`too_old` takes.

    Returns:
        columns council, effect (``LEFT_OUT`` or ``AGE_UNKNOWN``), settings, text, origin and ref, one row per council and effect.
    """
    found = [_effect(*keys, rows, framework) for keys, rows in _grouped(affected(latest, framework))]
    return pd.DataFrame(found, columns=["council", "effect", "settings", "text", "origin", "ref"])


def affected(latest: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The inspections that :func:`window_effects` counts, with the effect of the window on each in the column effect.

    Args:
        latest: the latest inspection of each setting in scope.
        framework: the rules that :func:`too_old` takes.
    """
    old = too_old(latest, framework)
    unknown = latest["inspected_on"].isna() & _held(latest, framework) & (framework.window_years is not None)
    parts = [latest[which].assign(effect=effect) for which, effect in ((old, LEFT_OUT), (unknown, AGE_UNKNOWN))]
    return pd.concat([part for part in parts if len(part)]) if any(map(len, parts)) else parts[0]


def _grouped(rows: pd.DataFrame) -> Iterator[tuple[tuple[str, str], pd.DataFrame]]:
    for (council, effect), of_council in rows.groupby(["council", "effect"], sort=False):
        yield (str(council), str(effect)), of_council


def _effect(council: str, effect: str, rows: pd.DataFrame, framework: Framework) -> dict[Hashable, Any]:
    sizes = settings_in(rows)
    number = int(sizes.sum())
    types = ", ".join(f"{kind} {sizes[kind]}" for kind in framework.cluster_of if kind in sizes)
    settings, are = ("1 setting", "is") if number == 1 else (f"{number} settings", "are")
    text = {
        LEFT_OUT: f"{settings} last inspected more than {years_told(framework)} before the cut-off ({types})",
        AGE_UNKNOWN: f"{settings} without a day of inspection {are} counted, however old ({types})",
    }[effect]
    refs, origins = sorted(set(rows["ref"])), sorted(set(rows["origin"]))
    return {
        "council": council,
        "effect": effect,
        "settings": number,
        "text": f"{effect}: {text}",
        "origin": origins[0] if len(origins) == 1 else str(Origin.MIXED),
        "ref": refs[0] if len(refs) == 1 else f"{refs[0]} and {len(refs) - 1} more",
    }


def settings_in(rows: pd.DataFrame) -> pd.Series[int]:
    """How many settings of each type some inspections are of: one with several aspects, or a group with several grades, counts once."""
    keys = ["setting_type", "setting"]
    of_aspects = rows.groupby([*keys, "aspect"], sort=False)["settings"].sum()
    return of_aspects.groupby(keys, sort=False).max().groupby("setting_type", sort=False).sum()


def years_told(framework: Framework) -> str:
    """How long the framework's window is, such as "3 years"; it must have one."""
    return "1 year" if framework.window_years == 1 else f"{framework.window_years} years"
