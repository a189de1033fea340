"""The demonstration set as it truly is, before it is written into untidy files: the tables that tests read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from csrating.demonstration import trafford
from csrating.demonstration.councils import demonstration_councils, latent_quality
from csrating.demonstration.early_years import early_years_counts
from csrating.demonstration.evidence import council_findings
from csrating.demonstration.grades import BEST_FIRST
from csrating.demonstration.indicators import council_figures
from csrating.demonstration.parameters import choices
from csrating.demonstration.release import area_figures, released
from csrating.demonstration.schools import school_inspections
from csrating.demonstration.social_care import social_care_inspections
from csrating.schema import ASPECTS, Level

INDICATOR_COLUMNS = (
    "level",
    "area",
    "area_name",
    "indicator",
    "period",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "status",
    "symbol",
)
"""Columns of the truth about indicators. Counts are the true ones even where the released cell hides them."""


@dataclass(frozen=True)
class Demonstration:
    """Everything that the demonstration set holds.

    Attributes:
        seed: what it was made from.
        councils: code, name, region, type, population.
        indicators: INDICATOR_COLUMNS, for England, regions and councils.
        schools: one row per inspection: setting, name, setting_type, council, run_by, inspected_on, a grade word per aspect;
            a blank where the framework made no judgement.
        social_care: as ``schools``, with ``run_by``; date and grades blank where arrangements were not yet judged.
        early_years: council, setting_type, aspect, and how many are outstanding, good, satisfactory, inadequate.
        findings: council, kind, held_on, aspect, finding.
    """

    seed: int
    councils: pd.DataFrame
    indicators: pd.DataFrame
    schools: pd.DataFrame
    social_care: pd.DataFrame
    early_years: pd.DataFrame
    findings: pd.DataFrame


def generate(*, seed: int = 2009) -> Demonstration:
    """The demonstration set of a seed; the same seed gives the same set.

    >>> from csrating import demonstration
    >>> len(demonstration.generate().councils)
    152
    """
    councils = demonstration_councils()
    quality = latent_quality(councils, seed=seed)
    cut_off, fixed = choices("settings")["dates"]["cut_off"], trafford.fixed_numbers()
    schools = school_inspections(councils, quality, fixed=fixed, seed=seed)
    social_care = social_care_inspections(councils, quality, fixed=fixed, seed=seed)
    drawn = council_findings(councils, quality, without=list(trafford.review()["council"]), seed=seed)
    findings = pd.concat([drawn, trafford.review()])
    return Demonstration(
        seed=seed,
        councils=councils,
        indicators=_indicators(councils, quality, seed=seed),
        schools=trafford.shape_settings(schools, cut_off=cut_off, seed=seed),
        social_care=trafford.shape_settings(social_care, cut_off=cut_off, seed=seed),
        early_years=trafford.shape_early_years(early_years_counts(councils, quality, fixed=fixed, seed=seed)),
        findings=findings.sort_values(["council", "kind", "held_on", "aspect"], kind="stable", ignore_index=True),
    )


def _indicators(councils: pd.DataFrame, quality: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    figures = trafford.shape_figures(council_figures(councils, quality, seed=seed))
    names = councils.set_index("code")["name"]
    of_councils = released(figures).rename(columns={"council": "area"})
    of_councils = of_councils.assign(level=str(Level.COUNCIL), area_name=of_councils["area"].map(names))
    every = pd.concat([area_figures(figures, councils), of_councils], ignore_index=True)
    return every[list(INDICATOR_COLUMNS)]


def inspection_counts(demonstration: Demonstration, *, cut_off: Any = None) -> pd.DataFrame:
    """How many settings hold each grade by their latest inspection up to a day.

    Args:
        demonstration: the set.
        cut_off: the last day that counts; the framework's day of 2009 where it is not given. Counts of early years are as they stand.

    Returns:
        council, setting_type, run_by, aspect, outstanding, good, satisfactory, inadequate.
    """
    day = pd.Timestamp(choices("settings")["dates"]["cut_off"] if cut_off is None else cut_off)
    inspections = pd.concat([demonstration.schools, demonstration.social_care], ignore_index=True)
    known = inspections[inspections["inspected_on"] <= day].sort_values(["setting", "inspected_on"], kind="stable")
    latest = known.groupby("setting").tail(1)
    keys = ["council", "setting_type", "run_by", "aspect"]
    long = latest.melt(["council", "setting_type", "run_by"], list(ASPECTS), var_name="aspect", value_name="grade")
    counts = long[long["grade"] != ""].groupby([*keys, "grade"]).size().unstack("grade", fill_value=0)
    of_settings = counts.reindex(columns=list(BEST_FIRST), fill_value=0).reset_index()
    of_early_years = demonstration.early_years.assign(run_by="")
    both = pd.concat([of_settings, of_early_years[[*keys, *BEST_FIRST]]], ignore_index=True)
    return both.sort_values(keys, kind="stable", ignore_index=True).rename_axis(columns=None)


def truth_files(demonstration: Demonstration) -> dict[str, bytes]:
    """The truth as csv files: ``truth/indicators.csv`` and ``truth/inspections.csv`` (counts of the latest grades before the cut-off)."""
    tables = {"truth/indicators.csv": demonstration.indicators, "truth/inspections.csv": inspection_counts(demonstration)}
    return {name: table.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d").encode() for name, table in tables.items()}
