"""Which inspections count, and how many settings hold each grade."""

import numpy as np
import pandas as pd
from hypothesis import given, strategies as st

from csrating.rate.settings import GradeCounts, counted, evidence_of, grade_counts
from csrating.reference.frameworks import framework

RULES = framework("2009")


def graded(frame):
    return sorted(zip(frame["setting"], frame["grade"], strict=True))


def test_the_latest_grade_before_the_cut_off_counts(make):
    rows = [
        make.inspection("A", "primary schools", "inadequate", on="2006-01-10"),
        make.inspection("A", "primary schools", "good", on="2008-06-30"),
        make.inspection("A", "primary schools", "outstanding", on="2009-09-01"),
        make.inspection("B", "primary schools", "satisfactory", on="2009-08-31"),
    ]
    assert graded(counted(pd.DataFrame(rows), RULES)) == [("A", "good"), ("B", "satisfactory")]


def test_an_earlier_inspection_never_fills_in_an_aspect(make):
    rows = [
        make.inspection("A", "primary schools", "inadequate", on="2006-01-10", aspect="staying safe"),
        make.inspection("A", "primary schools", "good", on="2008-06-30"),
    ]
    assert graded(counted(pd.DataFrame(rows), RULES)) == [("A", "good")]


def test_homes_that_others_run_are_not_counted_in_2009(make):
    rows = [make.inspection(run_by, "children's homes", "good", run_by=run_by) for run_by in ("council", "private", "voluntary", "health")]
    assert graded(counted(pd.DataFrame(rows), RULES)) == [("council", "good")]


def test_counts_without_a_date_stay(make):
    rows = [make.inspection("358/childminding", "childminding", "good", on=None, settings=120)]
    assert len(counted(pd.DataFrame(rows), RULES)) == 1


def test_grade_counts_add_up_settings_and_groups_of_settings(make):
    rows = [
        *make.settings_of("primary schools", good=3, inadequate=1),
        make.inspection("358/childminding", "childminding", "outstanding", on=None, settings=40),
        make.inspection("358/childminding", "childminding", "satisfactory", on=None, settings=10),
    ]
    counts = grade_counts(pd.DataFrame(rows), councils=("358", "355"), setting_types=("childminding", "primary schools"))
    assert counts.counts[0, :, 0, :].tolist() == [[0, 10, 0, 40], [1, 0, 3, 0]]
    assert counts.share_good_or_better[0, :, 0].tolist() == [80.0, 75.0]
    assert counts.share_inadequate[0, :, 0].tolist() == [0.0, 25.0]
    assert pd.isna(counts.share_good_or_better[1, 0, 0])
    assert counts.england.settings[0, :, 0].tolist() == [50, 4]


def test_the_evidence_says_how_old_it_is_and_where_it_stands(make):
    rows = [
        make.inspection("A", "primary schools", "good", on="2006-01-10"),
        make.inspection("B", "primary schools", "good", on="2009-01-10") | {"origin": "published"},
    ]
    found = evidence_of(pd.DataFrame(rows)).squeeze()
    assert (found["oldest"].year, found["newest"].year, found["origin"], found["ref"]) == (
        2006,
        2009,
        "mixed",
        "test.csv#test!A and 1 more",
    )


@given(st.integers(1, 100), st.integers(1, 60))
def test_a_share_that_is_a_threshold_exactly_is_that_number(per_cent, times):
    """7 of 100 is 7.000000000000001 when the parts are divided before they are multiplied, which is another side of a threshold of 7."""
    counts = np.array([[[[0, (100 - per_cent) * times, per_cent * times, 0]]]])
    assert GradeCounts(("358",), ("primary schools",), counts).share_good_or_better.item() == per_cent
