"""Schools, sixth forms and colleges, setting by setting, with earlier and later inspections of some of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from csrating.demonstration.chance import stream, weekdays_between
from csrating.demonstration.grades import graded, latent_grades, resembling, settings_per_council
from csrating.demonstration.parameters import choices
from csrating.schema import ASPECTS

COLUMNS = ("setting", "name", "setting_type", "council", "run_by", "inspected_on", *ASPECTS)
"""The columns of a table of inspections, one row per inspection."""


def school_inspections(councils: pd.DataFrame, quality: pd.DataFrame, *, fixed: dict[str, dict[str, int]], seed: int) -> pd.DataFrame:
    """Inspections of about 22,000 schools, sixth forms and colleges.

    Args:
        councils: as :func:`csrating.demonstration.councils.demonstration_councils` gives them.
        quality: as :func:`csrating.demonstration.councils.latent_quality` gives it.
        fixed: setting type, then council code, to a number of settings decided beforehand.
        seed: of the demonstration set.

    Returns:
        One row per inspection: setting, name, setting_type, council, run_by (blank), inspected_on and a grade word per aspect.
    """
    chosen = choices("settings")
    parts = []
    for setting_type, type_chosen in chosen["schools"].items():
        chance = stream(seed, "schools", setting_type)
        settings = _settings(setting_type, type_chosen, councils, fixed.get(setting_type, {}), chance)
        field = settings["council"].map(quality.set_index("code")[type_chosen["field"]]).to_numpy(float)
        latent = latent_grades(field, loading=type_chosen["loading"], chance=chance)
        dated = with_other_inspections(settings, latent, chosen["dates"], first=chosen["dates"]["schools_from"], chance=chance)
        shares = {**type_chosen, "aspect_shares": chosen["aspect_shares"]}
        parts.append(graded(dated, dated["latent"].to_numpy(float), dated["counted"].to_numpy(bool), shares, chance))
    return numbered(pd.concat(parts, ignore_index=True), prefix="9")


def _settings(
    setting_type: str, chosen: dict[str, Any], councils: pd.DataFrame, fixed: dict[str, int], chance: np.random.Generator
) -> pd.DataFrame:
    numbers = settings_per_council(councils, chance, total=chosen["england"], unequal=chosen["unequal"], fixed=fixed)
    table = councils.loc[councils.index.repeat(numbers), ["code", "name"]].reset_index(drop=True)
    order = table.groupby("code").cumcount() + 1
    name = table["name"] + " " + chosen["written"].lower() + " " + order.astype(str)
    return pd.DataFrame({"council": table["code"], "name": name, "setting_type": setting_type, "run_by": ""})


def with_other_inspections(
    settings: pd.DataFrame, latent: Any, dates: dict[str, Any], *, first: Any, chance: np.random.Generator
) -> pd.DataFrame:
    """The settings' latest inspections before the cut-off, with an earlier one for some and a later one for a few.

    Returns:
        The settings' columns, ``inspected_on``, ``latent`` and ``counted``: whether the row is the latest before the cut-off.
    """
    latest = settings.assign(inspected_on=weekdays_between(chance, first, dates["cut_off"], len(settings)), latent=latent, counted=True)
    least, most = dates["earlier_gap_days"]
    gap = chance.integers(least, most, size=len(settings))
    back = pd.DatetimeIndex(latest["inspected_on"]) - pd.to_timedelta(gap, unit="D")
    has_earlier = (chance.random(len(settings)) < dates["earlier_share"]) & (back >= pd.Timestamp(first))
    before = latest.assign(inspected_on=_school_days(back), latent=resembling(latent, memory=dates["memory"], chance=chance), counted=False)
    again = weekdays_between(chance, dates["later_from"], dates["later_to"], len(settings))
    after = latest.assign(inspected_on=again, latent=resembling(latent, memory=dates["memory"], chance=chance), counted=False)
    has_later = chance.random(len(settings)) < dates["later_share"]
    every: pd.DataFrame = pd.concat([latest, before[has_earlier], after[has_later]])
    return every.sort_index(kind="stable").reset_index(names="place")


def _school_days(days: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """The same days, moved on from weekends and from August."""
    moved = pd.DatetimeIndex(days + pd.to_timedelta(np.where(days.month == 8, 35, 0), unit="D"))
    weekday = np.asarray(moved.day_of_week)
    return pd.DatetimeIndex(moved + pd.to_timedelta(np.where(weekday > 4, 7 - weekday, 0), unit="D"))


def numbered(inspections: pd.DataFrame, *, prefix: str) -> pd.DataFrame:
    """The inspections in order of council, type and date, with a reference number per setting that no real setting has."""
    ordered = inspections.sort_values(["council", "setting_type", "place", "inspected_on"], kind="stable")
    group = ordered.groupby(["council", "setting_type", "run_by", "place"], sort=False).ngroup()
    setting = prefix + (group + 1).astype(str).str.zfill(5)
    return ordered.assign(setting=setting)[list(COLUMNS)].reset_index(drop=True)
