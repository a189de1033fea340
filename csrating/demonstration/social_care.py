"""Children's homes, fostering, adoption and private fostering, setting by setting, each with who runs it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from csrating.demonstration.chance import stream
from csrating.demonstration.grades import graded, latent_grades, settings_per_council
from csrating.demonstration.parameters import choices
from csrating.demonstration.schools import numbered, with_other_inspections
from csrating.schema import ASPECTS

HOMES = "children's homes"
PRIVATE_FOSTERING = "private fostering arrangements"


def social_care_inspections(councils: pd.DataFrame, quality: pd.DataFrame, *, fixed: dict[str, dict[str, int]], seed: int) -> pd.DataFrame:
    """Inspections of about 2,000 children's homes and of each council's fostering, adoption and private fostering arrangements.

    Args:
        councils: as :func:`csrating.demonstration.councils.demonstration_councils` gives them.
        quality: as :func:`csrating.demonstration.councils.latent_quality` gives it.
        fixed: setting type, then council code, to a number of council-run settings decided beforehand; such a council has no others.
        seed: of the demonstration set.

    Returns:
        One row per inspection, as :func:`csrating.demonstration.schools.school_inspections` gives them, with ``run_by``;
        the date and every grade are blank where arrangements have no judgement yet.
    """
    chosen = choices("settings")
    parts = []
    for setting_type, type_chosen in chosen["social_care"].items():
        chance = stream(seed, "social care", setting_type)
        settings = _settings(setting_type, type_chosen, councils, fixed.get(setting_type, {}), chance)
        own = settings["council"].map(quality.set_index("code")["care"]).to_numpy(float)
        loading = np.where(settings["run_by"] == "council", type_chosen["loading"], 0.0)
        latent = loading * own + np.sqrt(1 - loading**2) * latent_grades(np.zeros(len(settings)), loading=0.0, chance=chance)
        first = chosen["dates"]["homes_from" if setting_type == HOMES else "services_from"]
        dated = with_other_inspections(settings, latent, _dates(chosen["dates"], setting_type), first=first, chance=chance)
        shares = {**type_chosen, "aspect_shares": chosen["aspect_shares"]}
        graded_rows = graded(dated, dated["latent"].to_numpy(float), dated["counted"].to_numpy(bool), shares, chance)
        parts.append(_without_judgement(graded_rows, type_chosen.get("not_judged", 0), fixed, chance))
    return numbered(pd.concat(parts, ignore_index=True), prefix="SC9")


def _dates(dates: dict[str, Any], setting_type: str) -> dict[str, Any]:
    """Homes are seen twice a year, so an earlier inspection lies months back, not years."""
    return {**dates, "earlier_gap_days": [120, 220]} if setting_type == HOMES else dates


def _settings(
    setting_type: str, chosen: dict[str, Any], councils: pd.DataFrame, fixed: dict[str, int], chance: np.random.Generator
) -> pd.DataFrame:
    without = choices("settings")["without_services"]
    lacking = without["councils"] if setting_type in without["types"] else []
    parts = []
    if setting_type != HOMES:
        parts.append(_rows(setting_type, chosen["written"], councils[~councils["code"].isin(lacking)], "council"))
    for run_by, total in chosen["england"].items():
        known = dict.fromkeys(lacking, 0) | {code: number if run_by == "council" else 0 for code, number in fixed.items()}
        numbers = settings_per_council(councils, chance, total=total, unequal=chosen["unequal"], fixed=known)
        parts.append(_rows(setting_type, chosen["written"], councils.loc[councils.index.repeat(numbers)], run_by))
    return pd.concat(parts, ignore_index=True)


def _rows(setting_type: str, written: str, councils: pd.DataFrame, run_by: str) -> pd.DataFrame:
    name = councils["name"] + " " + written.lower()
    return pd.DataFrame({"council": councils["code"], "name": name, "setting_type": setting_type, "run_by": run_by}).reset_index(drop=True)


def _without_judgement(rows: pd.DataFrame, number: int, fixed: dict[str, dict[str, int]], chance: np.random.Generator) -> pd.DataFrame:
    """The rows with the judgements of a few councils taken away."""
    if not number:
        return rows
    shaped = {code for councils in fixed.values() for code in councils}
    codes = sorted(set(rows["council"]) - shaped)
    taken = rows["council"].isin(chance.choice(codes, size=number, replace=False))
    kept = rows[~taken | rows["counted"]]
    taken = taken[kept.index]
    blanked = {aspect: kept[aspect].mask(taken, "") for aspect in ASPECTS}
    return kept.assign(inspected_on=kept["inspected_on"].mask(taken), **blanked)
