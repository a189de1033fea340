"""What cannot be: figures that no measure can have, areas whose code and name do not agree, and words that are no period or grade."""

from __future__ import annotations

import pandas as pd
import pytest

from csrating import read
from csrating.errors import SourceError, UnknownCouncilError, ValueInCellError
from csrating.read.present_day.findings import without_judgement
from csrating.read.present_day.impossible import MORE_THAN_ALL
from csrating.reference import edition

LAST = 2 + 153
"""The row of the sheet after one figure for each council."""


def one(value, *, measure="TotAbs", period="2024", name="Kent", code=886.0):
    return measure, "", period, name, value, code, ""


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        ("TotAbs", "100.01", "0 to 100"),
        ("TotAbs", "-0.1", "0 to 100"),
        ("RTA", "-1", "0 or more"),
        ("AVG_Attain8_Score", "-5", "0 or more"),
        ("Work_Force_AvgNumCase_SW", "-1", "0 or more"),
        ("%_2yr_olds", "301", "0 to 300 (a limit of ours: %_2yr_olds is published above 100)"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_its_cell(long_table, measure, value, expected):
    with pytest.raises(ValueInCellError) as error:
        read(long_table(one(value, measure=measure)))
    assert error.value.where == f"lait_bds_long.parquet#lait_bds_long!E{LAST}"
    assert error.value.found == f"{measure} of Kent for 2024 cannot be {value}"
    assert error.value.expected == expected


@pytest.mark.parametrize(
    ("measure", "value"), [("TotAbs", "100"), ("TotAbs", "0"), ("RTA", "1500"), ("%_2yr_olds", "233.3"), ("FirstYJS", "13000")]
)
def test_a_figure_at_the_edge_and_a_rate_of_any_size_are_read(long_table, measure, value):
    found = read(long_table(one(value, measure=measure))).observations.query("indicator == @measure and period == '2024'")
    assert found["value"].tolist() == [float(value)]


def test_how_many_more_figures_cannot_be_is_told(long_table):
    with pytest.raises(ValueInCellError, match="cannot be 101; nor can 2 more figures be what they are"):
        read(long_table(one("101"), one("102", period="2023"), one("103", period="2022")))


def test_measures_published_above_all_are_those_of_the_file(shared):
    """Of the 75 measures, the shares that exceed 100 in the published file are these; none is negative."""
    table = pd.read_parquet(shared / "real/present_day/lait_bds_long.parquet", columns=["Short Desc", "Values"])
    value = pd.to_numeric(table["Values"], errors="coerce")
    today = edition("2025")
    units = table["Short Desc"].map(today.indicators().set_index("indicator")["unit"]).where(table["Short Desc"].isin(today.counting))
    assert set(table.loc[(units == "per cent") & (value > 100), "Short Desc"]) == set(MORE_THAN_ALL)
    assert not (value[units.notna()] < 0).any()
    most = value.groupby(table["Short Desc"]).max()[list(MORE_THAN_ALL)]
    assert (most < pd.Series(MORE_THAN_ALL)).all()


# ---- codes and names ----


@pytest.mark.parametrize("code", [358.0, 999999.0, 12.0, -886.0, 886.5])
def test_a_number_that_is_none_of_the_council_beside_it_is_refused(long_table, code):
    with pytest.raises(UnknownCouncilError, match=rf"#lait_bds_long!D{LAST}: .*Kent.* Find out which of the two is right"):
        read(long_table(one("5", code=code)))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"code": None}, "no code stands beside 'Kent'"),
        ({"name": ""}, "no name stands beside the code '886' of Kent"),
        ({"name": "Kemt"}, "'Kemt' is read as Kent"),
    ],
)
def test_half_of_a_council_is_enough_and_is_told(long_table, change, told):
    data = read(long_table(one("5", **change)))
    assert data.observations.query("period == '2024'")["area"].tolist() == ["886"]
    assert data.notes == (f"In lait_bds_long.parquet {told} (lait_bds_long.parquet#lait_bds_long!D{LAST}).",)


def test_a_name_of_two_councils_alone_is_that_of_its_time(long_table):
    data = read(long_table(one("5", name="Dorset", code=None), one("4", name="Dorset", code=None, period="2016")))
    assert data.observations.query("period == '2024'")["area"].tolist() == ["838"]
    assert data.observations.query("period == '2016'").empty, "the county of then no longer stands"


def test_the_published_files_have_nothing_of_all_this_to_tell(shared, tmp_path):
    for name in ("present_day/lait_bds_long.parquet", "ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"):
        (tmp_path / name.rpartition("/")[2]).symlink_to(shared / "real" / name)
    assert read(tmp_path).notes == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"area": "E99999999"}, "the code 'E99999999' is none of Barnsley"),
        ({"area": "E08000009"}, "code 'E08000009' is Trafford"),
        ({"name": "Sheffield"}, "the name beside it is 'Sheffield'"),
    ],
)
def test_a_council_of_ofsteds_file_that_contradicts_itself_is_refused(long_table, outcomes, change, told):
    long_table()
    with pytest.raises(UnknownCouncilError) as error:
        read(outcomes(("370", change)))
    assert "Inspections_as_at_31_March!B" in error.value.where
    assert told in error.value.found


@pytest.mark.parametrize("name", ["Barnsly", "Barnsleyshire"])
def test_a_misspelling_beside_the_right_code_in_ofsteds_file_is_told(long_table, outcomes, name):
    long_table()
    data = read(outcomes(("370", {"name": name})))
    assert "370" in set(data.safeguarding["council"])
    assert any(f"{name!r} is read as Barnsley" in note for note in data.notes)


# ---- periods and grades ----


def test_a_period_that_is_none_is_refused_with_its_own_cell(long_table):
    with pytest.raises(ValueInCellError) as error:
        read(long_table(one("5"), one("5", period="soon")))
    assert error.value.where == f"lait_bds_long.parquet#lait_bds_long!C{LAST + 1}"
    assert error.value.found == "'soon' is not a period"


def test_an_unknown_grade_is_told_with_the_words_of_the_file(long_table, outcomes):
    long_table()
    with pytest.raises(
        ValueInCellError, match=r"'Splendid' is neither a grade .* expected one of Outstanding, Good, Requires improvement, "
    ):
        read(outcomes(("370", {"grades": ("Splendid", "Good")})))


# ---- judgements that are not there ----


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ({"sheet": "Judgements"}, "is one of layout 'council-inspection-outcomes-2025'; expected a sheet like 'Inspections_as_at_.*' or "),
        ({"sheet": "Inspections_as_at_31_March"}, "its sheets are 'Inspections_as_at_31_March'; expected a grade of a council"),
    ],
)
def test_a_file_of_judgements_without_one_is_refused(long_table, outcomes, file, expected):
    long_table()
    blank = [(code, {"grades": ("", "")}) for code in ("358", "370", "838")]
    with pytest.raises(SourceError) as error:
        read(outcomes(*blank, **file))
    assert expected in str(error.value)


def test_a_renamed_sheet_beside_another_that_is_known_is_refused_with_what_was_looked_for(long_table, outcomes):
    long_table()
    folder = outcomes(sheet="Judgements")
    header = [
        "Local authority area code",
        "Local authority name",
        "Inspection date",
        "Publication date",
        "Inspection type",
        "Overall effectiveness",
    ]
    row = ["E08000009", "Trafford", pd.Timestamp("2019-03-04"), pd.Timestamp("2019-04-05"), "Standard", "Inadequate"]
    path = next(folder.glob("LA_*.xlsx"))
    with pd.ExcelWriter(path, mode="a") as book:
        pd.DataFrame([row], columns=header).to_excel(book, sheet_name="ILACS_inspection_history", index=False)
    with pytest.raises(SourceError) as error:
        read(folder)
    assert "its sheets are 'Judgements', 'ILACS_inspection_history'" in error.value.found
    assert error.value.expected.startswith("a sheet like 'Inspections_as_at_.*'")


def test_councils_without_a_judgement_are_counted_and_named(long_table, outcomes):
    long_table()
    (note,) = read(outcomes()).notes
    assert note.startswith(
        "150 councils have no judgement of overall effectiveness in LA_Inspection_Outcomes_as_at_31_March_2025.xlsx, so "
    )
    assert "City of London, Camden, " in note
    assert note.endswith(" and 130 more.")
    (note,) = read(outcomes(("358", {"grades": ("", "Good")}))).notes
    assert note.startswith("151 councils have")


def test_few_councils_without_a_judgement_are_all_named():
    councils = edition("2025").councils()
    findings = pd.DataFrame({"council": councils["code"], "aspect": "overall effectiveness"})
    assert list(without_judgement(findings, edition("2025"), file="a.ods")) == []
    (note,) = without_judgement(findings[~councils["code"].isin(["358", "886"])], edition("2025"), file="a.ods")
    assert note.startswith("2 councils have no judgement of overall effectiveness in a.ods, so ")
    assert note.endswith(": Trafford, Kent.")
