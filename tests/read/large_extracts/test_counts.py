"""Counts of an extract: worked answers, and random extracts beside pandas' plain way."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

import csrating as cs
from csrating.schema import GRADES
from tests.read.large_extracts.conftest import NAMES, extract_of

CUT_OFF = date(2009, 8, 31)
KEYS = ["council", "setting_type", "aspect", "grade"]

WORKED = extract_of(
    # EY1: the inspection of 2009 counts, with the two aspects that it judged; what 2005 said of health does not fill in
    ("358", "EY1", "Childminder", "Overall effectiveness", "Good", "2005-05-01"),
    ("358", "EY1", "Childminder", "Being healthy", "Outstanding", "2005-05-01"),
    ("358", "EY1", "Childminder", "Overall effectiveness", "Satisfactory", "2009-03-01"),
    ("358", "EY1", "Childminder", "Staying safe", "Inadequate", "2009-03-01"),
    # EY2: inspected on the cut-off day, and again the day after
    ("358", "EY2", "Childminder", "Overall effectiveness", "Satisfactory", "2009-08-31"),
    ("358", "EY2", "Childminder", "Overall effectiveness", "Outstanding", "2009-09-01"),
    # EY3: the same day twice; the worse grade counts, once
    ("358", "EY3", "Childminder", "Overall effectiveness", "Outstanding", "2009-01-01"),
    ("358", "EY3", "Childminder", "Overall effectiveness", "Good", "2009-01-01"),
    ("358", "EY3", "Childminder", "Overall effectiveness", "Good", "2009-01-01"),
    # a school that moved from one council to another; that of its latest inspection has it
    ("351", "100", "Primary school", "Overall effectiveness", "Good", "2001-01-01"),
    ("358", "100", "Primary school", "Overall effectiveness", "Good", "2008-01-01"),
    # not judged: the grade of 2007 stands
    ("351", "101", "Primary school", "Overall effectiveness", "Good", "2007-01-01"),
    ("351", "101", "Primary school", "Overall effectiveness", "Not judged", "2009-01-01"),
    # no row of the profile
    ("351", "102", "Independent school", "Overall effectiveness", "Good", "2007-01-01"),
    ("351", "103", "Primary school", "Overall effectiveness", "Good", None),
)
ANSWER = [
    ("351", "primary schools", "overall effectiveness", "good", 1),
    ("358", "childminding", "overall effectiveness", "satisfactory", 2),
    ("358", "childminding", "overall effectiveness", "good", 1),
    ("358", "childminding", "staying safe", "inadequate", 1),
    ("358", "primary schools", "overall effectiveness", "good", 1),
]


def rows_of(counts: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(counts[[*KEYS, "settings"]].itertuples(index=False, name=None))


def test_a_worked_answer(written):
    counted = cs.count_settings(written(WORKED), cut_off="2009-08-31")
    assert rows_of(counted.counts) == ANSWER
    account = counted.account.set_index("fate")["rows"].to_dict()
    assert account == {
        "counted": 5,
        "counted: the worse of two grades the same day": 1,
        "an earlier inspection, or the same judgement again": 5,
        "not judged": 1,
        "outside the profile": 1,
        "no day of inspection": 1,
        "after the cut-off": 1,
    }
    assert counted.rows == counted.account["rows"].sum() == len(WORKED)
    assert repr(counted).startswith("6 judgements of settings in 2 councils up to 2009-08-31, from 15 rows of ")


def plain(extract: pd.DataFrame, cut_off: date, *, worst: bool = True, by: tuple[str, ...] = ("setting",)) -> list[tuple[object, ...]]:
    """Pandas' plain way: the rows of the latest day of each setting, one of them for each aspect, counted."""
    found = extract[extract["grade"].str.lower().isin(GRADES) & (extract["inspected_on"] <= pd.Timestamp(cut_off))]
    found = found.assign(
        setting_type=[cs.reference.provision_type(word).ours for word in found["setting_type"]],
        aspect=found["aspect"].str.lower(),
        place=found["grade"].str.lower().map({word: place for place, word in enumerate(GRADES)}),
    )
    found = found[found["setting_type"] != ""]
    found = found[found["inspected_on"] == found.groupby(list(by))["inspected_on"].transform("max")]
    found = found.sort_values("place", ascending=worst, kind="stable").drop_duplicates(["setting", "aspect"])
    counts = found.groupby(["council", "setting_type", "aspect", "place"]).size()
    return sorted((*key[:3], GRADES[key[3]], number) for key, number in counts.items())


def test_the_plain_way_agrees_with_the_worked_answer():
    assert plain(WORKED, CUT_OFF) == sorted(ANSWER)


@pytest.mark.parametrize(
    "another", [{"worst": False}, {"by": ("setting", "aspect")}, {"cut_off": date(2009, 9, 1)}, {"cut_off": date(2009, 8, 30)}]
)
def test_the_worked_answer_is_not_that_of_another_rule(another):
    assert plain(WORKED, **({"cut_off": CUT_OFF} | another)) != sorted(ANSWER)


# A setting of one of a few places, so that none lies in two on one day.
PLACES = [("358", "Childminder"), ("351", "Primary"), ("358", "Secondary school"), ("213", "Independent school")]
rows = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from(["overall effectiveness", "Being healthy", "staying safe"]),
        st.sampled_from(["Outstanding", "good", "SATISFACTORY", "Inadequate", "Not judged", ""]),
        st.sampled_from(["1957-06-01", "2005-05-01", "2009-08-30", "2009-08-31", "2009-09-01", None]),
    ),
    max_size=40,
)


@settings(max_examples=50)
@given(rows)
def test_random_extracts_are_counted_as_pandas_counts_them(some):
    extract = extract_of(*((*_place(setting), *said) for setting, *said in some))
    with tempfile.TemporaryDirectory() as folder:
        extract.astype(dict.fromkeys(NAMES[:-1], "str")).to_parquet(Path(folder) / "extract.parquet")
        counted = cs.count_settings(folder, cut_off=CUT_OFF)
    assert sorted(rows_of(counted.counts)) == plain(extract.astype(dict.fromkeys(NAMES[:-1], "str")), CUT_OFF)
    assert counted.rows == len(extract)


def _place(setting: int) -> tuple[str, str, str]:
    council, kind = PLACES[setting % len(PLACES)]
    return council, f"EY{setting}", kind


def test_the_rows_of_an_extract_may_stand_in_any_order_and_in_several_files(written, tmp_path):
    shuffled = WORKED.sample(frac=1, random_state=1)
    written(shuffled.head(5), "parts/a.parquet")
    written(shuffled.iloc[5:], "parts/deeper/b [1].parquet")
    assert rows_of(cs.count_settings(tmp_path / "parts", cut_off=CUT_OFF).counts) == ANSWER
    assert rows_of(cs.count_settings(f"{tmp_path}/parts/**/*.parquet", cut_off=CUT_OFF).counts) == ANSWER


def test_blanks_around_a_reference_make_no_second_setting(written):
    padded = WORKED.assign(setting=[f" {setting} " if row % 2 else setting for row, setting in enumerate(WORKED["setting"])])
    assert rows_of(cs.count_settings(written(padded), cut_off=CUT_OFF).counts) == ANSWER


def test_grades_are_ordered_words(written):
    counts = cs.count_settings(written(WORKED), cut_off=CUT_OFF).counts
    assert counts.loc[counts["grade"] >= "good", "settings"].sum() == 3


def test_numbers_and_names_of_their_own(written):
    """Codes as floats, since a blank stood among them; grades in numbers; and the file's own names of columns."""
    extract = WORKED[WORKED["grade"].isin(["Outstanding", "Good", "Satisfactory", "Inadequate"])]
    numbers = {"Outstanding": 1, "Good": 2, "Satisfactory": 3, "Inadequate": 4}
    named = {"council": "LA code", "grade": "Grade", "inspected_on": 'Day of "inspection"'}
    extract = extract.assign(council=extract["council"].astype(float), grade=extract["grade"].map(numbers)).rename(columns=named)
    path = written(extract)
    assert rows_of(cs.count_settings(path, cut_off=CUT_OFF, columns=named, grades="numbers").counts) == ANSWER
    turned = cs.count_settings(path, cut_off=CUT_OFF, columns=named, grades="numbers, 4 best").counts
    assert ("358", "childminding", "staying safe", "outstanding", 1) in rows_of(turned)


def test_who_runs_a_setting_is_kept_apart(written):
    runs = {"100": "LA", "101": "Academy", "EY2": "Private"}
    counts = cs.count_settings(written(WORKED.assign(run_by=WORKED["setting"].map(runs))), cut_off=CUT_OFF).counts
    assert counts[["council", "run_by", "settings"]].to_numpy().tolist() == [
        ["351", "", 1],
        ["358", "", 1],
        ["358", "", 1],
        ["358", "", 1],
        ["358", "private", 1],
        ["358", "council", 1],
    ]


def test_councils_of_today(written):
    """Cumberland began in 2023."""
    extract = extract_of(("942", "1", "Primary school", "Overall effectiveness", "Requires improvement", "2024-05-01"))
    counted = cs.count_settings(written(extract), cut_off="2025-03-31", edition="2025")
    assert rows_of(counted.counts) == [("942", "primary schools", "overall effectiveness", "satisfactory", 1)]
    with pytest.raises(cs.CsratingError, match="'942' \\(1 row\\)"):
        cs.count_settings(written(extract), cut_off="2025-03-31")


@pytest.mark.slow
def test_ratings_are_the_same_from_the_counts_as_from_the_settings(repository, written):
    """All settings of the demonstration set that have a day, by way of an extract; where only counts were given they stay."""
    from dataclasses import replace

    data = cs.read(repository / "data" / "raw")
    dated = data.inspections["inspected_on"].notna()
    counted = cs.count_settings(written(data.inspections[dated]), cut_off=CUT_OFF)
    reduced = counted.inspections(origin="demonstration", source="extract")
    assert len(reduced) < dated.sum() / 5
    comparisons = cs.compare(data)
    from_settings = cs.rate(data, comparisons)
    both = pd.concat([reduced, data.inspections[~dated]], ignore_index=True)
    from_counts = cs.rate(replace(data, inspections=both), comparisons)
    pd.testing.assert_frame_equal(from_counts.table, from_settings.table)
    beside = ["oldest", "newest", "ref"]
    pd.testing.assert_frame_equal(from_counts.profile.drop(columns=beside), from_settings.profile.drop(columns=beside))
    without_homes = replace(data, inspections=both[both["setting_type"] != "children's homes"])
    assert not cs.rate(without_homes, comparisons).profile["settings"].equals(from_settings.profile["settings"])
