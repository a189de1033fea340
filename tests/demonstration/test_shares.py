"""National shares of grades against those that were published, and how settings and dates are spread."""

from __future__ import annotations

import pandas as pd
import pytest

from csrating.demonstration import Demonstration, inspection_counts

GRADES = ["outstanding", "good", "satisfactory", "inadequate"]
# Grades of providers inspected in 2009/10, as published; those of the pupil referral units add to 101.
PUBLISHED = {
    "nursery schools": (59, 36, 3, 3),
    "primary schools": (9, 44, 39, 7),
    "secondary schools": (13, 36, 41, 11),
    "school sixth forms": (15, 39, 43, 3),
    "special schools": (35, 43, 17, 5),
    "pupil referral units": (21, 42, 29, 9),
}
# Published totals of 2007/08 and 2008/09: per cent good or better, per cent inadequate (blank where not said).
GROUPS = {
    "childcare": (["childminding", "childcare on domestic premises", "childcare on non-domestic premises"], 65, 5),
    "social care": (["children's homes", "fostering service", "adoption service", "private fostering arrangements"], 67, 8),
    "colleges": (["further education colleges"], 71, None),
}
SETTINGS = {
    "nursery schools": 430,
    "primary schools": 16_500,
    "secondary schools": 3_000,
    "special schools": 1_050,
    "children's homes": 2_000,
}


def national(counts: pd.DataFrame, types: list[str]) -> pd.Series[float]:
    return counts[counts["setting_type"].isin(types) & (counts["aspect"] == "overall effectiveness")][GRADES].sum()


def furthest(counts: pd.DataFrame, setting_type: str) -> float:
    """The largest distance, in points, of a national share from the published one."""
    numbers = national(counts, [setting_type])
    return float((100 * numbers / numbers.sum() - list(PUBLISHED[setting_type])).abs().max())


@pytest.mark.parametrize("setting_type", PUBLISHED)
def test_national_shares_are_within_two_points(counts: pd.DataFrame, setting_type: str) -> None:
    assert furthest(counts, setting_type) <= 2


@pytest.mark.parametrize("setting_type", PUBLISHED)
def test_other_grades_would_be_noticed(counts: pd.DataFrame, setting_type: str) -> None:
    assert furthest(counts.rename(columns={"good": "satisfactory", "satisfactory": "good"}), setting_type) > 2


@pytest.mark.parametrize("group", GROUPS)
def test_totals_are_within_two_points(counts: pd.DataFrame, group: str) -> None:
    types, good, inadequate = GROUPS[group]
    numbers = national(counts, types)
    assert 100 * (numbers["outstanding"] + numbers["good"]) / numbers.sum() == pytest.approx(good, abs=2)
    if inadequate is not None:
        assert 100 * numbers["inadequate"] / numbers.sum() == pytest.approx(inadequate, abs=2)


def test_settings_are_as_many_as_in_england(counts: pd.DataFrame) -> None:
    for setting_type, number in SETTINGS.items():
        assert national(counts, [setting_type]).sum() == number
    assert 21_000 < sum(national(counts, [name]).sum() for name in PUBLISHED) < 24_000


def test_latest_grade_before_the_cut_off_matters(demonstration: Demonstration) -> None:
    """Some hundreds of settings would hold another grade were later inspections counted, or the first one kept."""
    known = pd.concat([demonstration.schools, demonstration.social_care]).dropna(subset="inspected_on")
    overall = known.sort_values("inspected_on", kind="stable").groupby("setting")["overall effectiveness"]
    before = (
        known[known["inspected_on"] <= "2009-08-31"].sort_values("inspected_on", kind="stable").groupby("setting")["overall effectiveness"]
    )
    latest = before.last()
    assert (overall.last().reindex(latest.index) != latest).sum() > 300
    assert (before.first() != latest).sum() > 300


def test_counts_follow_the_cut_off(demonstration: Demonstration, counts: pd.DataFrame) -> None:
    later = inspection_counts(demonstration, cut_off=pd.Timestamp("2009-12-31"))
    assert national(later, ["primary schools"]).sum() == national(counts, ["primary schools"]).sum()
    assert not later.equals(counts)


def test_inspections_of_a_setting_are_on_different_days(demonstration: Demonstration) -> None:
    for table in (demonstration.schools, demonstration.social_care):
        assert not table.duplicated(["setting", "inspected_on"]).any()
        days = table["inspected_on"].dropna()
        assert days.between("2005-09-01", "2009-11-30").all()
        assert (days.dt.day_of_week < 5).all()


def test_early_years_aspects_count_the_same_providers(demonstration: Demonstration) -> None:
    inspected = demonstration.early_years.set_index(["council", "setting_type", "aspect"])[GRADES].sum(axis=1).unstack("aspect")
    assert inspected.nunique(axis=1).eq(1).all()
    assert len(inspected) == 152 * 3


def test_frameworks_without_outcome_grades_leave_them_blank(demonstration: Demonstration) -> None:
    outcomes = [
        "being healthy",
        "staying safe",
        "enjoying and achieving",
        "making a positive contribution",
        "achieving economic well-being",
    ]
    schools = demonstration.schools.set_index("setting_type")[outcomes]
    assert (schools.loc[["school sixth forms", "sixth-form colleges", "further education colleges"]] == "").all(axis=None)
    assert (schools.loc[["nursery schools", "primary schools", "pupil referral units"]] != "").all(axis=None)
    private = demonstration.social_care.set_index("setting_type").loc["private fostering arrangements"]
    assert (private["enjoying and achieving"] == "").all()
    assert (private["overall effectiveness"] == "").sum() == 8


def test_homes_are_run_mostly_by_private_owners(counts: pd.DataFrame) -> None:
    homes = counts[(counts["setting_type"] == "children's homes") & (counts["aspect"] == "overall effectiveness")]
    share = homes.groupby("run_by")[GRADES].sum().sum(axis=1) / national(counts, ["children's homes"]).sum()
    assert share["private"] == pytest.approx(0.6, abs=0.02)
    assert share["council"] == pytest.approx(0.3, abs=0.02)
