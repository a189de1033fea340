"""Which files of a folder are today's, by their names; what is said of a folder without them, and of what lies beside them."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from csrating import read
from csrating.errors import LayoutError, SourceError


@pytest.mark.parametrize(
    "name",
    [
        "lait_bds_long.parquet",
        "bds_long_0.parquet",
        "bds_long.parquet",
        "BDS_LONG_0.PARQUET",
        "Lait_bds_long.parquet",
        "bds_long_0 (1).parquet",
        "lait_bds_long(2).parquet",
    ],
)
def test_the_long_table_is_known_by_each_of_its_names_and_cells_name_the_file_as_it_is_called(long_table, name):
    data = read(long_table(name=name))
    assert data.observations["ref"].iloc[0] == f"{name}#{name.rpartition('.')[0]}!E2"
    assert [source.file for source in data.sources] == [name]
    assert data.notes == ()


@pytest.mark.parametrize("name", ["lait_bds_long.csv", "long.parquet", "bds_long_1.parquet", "my_lait_bds_long.parquet"])
def test_other_names_are_not_the_long_table_and_are_named(long_table, name):
    with pytest.raises(SourceError) as error:
        read(long_table(name=name))
    assert f"its files of tables are {name};" in str(error.value)


@pytest.mark.parametrize("column", ["Data item", "Region"])
def test_columns_from_which_nothing_is_read_may_be_left_out(long_table, column):
    assert len(read(long_table(without=[column])).observations) == 153
    with pytest.raises(LayoutError, match="'Years'"):
        read(long_table(without=["Years"]))


@pytest.mark.parametrize("of_today", [False, True])
@pytest.mark.parametrize(
    ("there", "holds"),
    [
        ([], "the folder is empty"),
        (["notes.txt"], "it holds no file of tables"),
        (["b.XLSX", "a.csv", "~$a.xlsx"], "its files of tables are a.csv, b.XLSX"),
        ([f"{place:02}.csv" for place in range(10)], "01.csv, 02.csv, 03.csv, 04.csv, 05.csv, 06.csv, 07.csv and 2 more"),
        (["LA_Inspection_Outcomes_as_at_31_March_2025.ods"], "its files of tables are LA_Inspection_Outcomes_as_at_31_March_2025.ods"),
    ],
)
def test_a_folder_without_the_long_table_says_what_it_must_hold_and_what_it_holds(tmp_path, there, holds, of_today):
    for name in there:
        (tmp_path / name).write_text("nothing")
    with pytest.raises(SourceError) as error:
        read(tmp_path, of_today=of_today)
    said = str(error.value)
    assert said.startswith(f"{tmp_path}: ")
    assert holds in said
    assert "a file lait_bds_long.parquet, or bds_long_0.parquet as the Department's repository calls it" in said
    assert said.endswith("docs/data.md says from where today's files come, and under which names.")
    assert ("neither sources.toml (2009) nor the long table" in said, "data/raw" in said) == (not of_today, not of_today)


@pytest.mark.parametrize(
    "name",
    [
        "LA_Inspection_Outcomes_as_at_31_March_2026.xlsx",
        "LA_Inspection_Outcomes_as_at_March_2024.xlsx",
        "la inspection outcomes as at 1 september 2025.xlsx",
        "LA_Inspection_Outcomes_as_at_31_March_2025 (1).xlsx",
        "LA_INSPECTION_OUTCOMES_AS_AT_31_MARCH_2025.XLSX",
    ],
)
def test_outcomes_of_any_day_are_read_and_told_as_another_vintage(long_table, outcomes, name):
    long_table()
    data = read(outcomes(name=name, sheet="Inspections_as_at_31_August"))
    assert sorted(data.safeguarding["council"].unique()) == ["358", "370", "838"]
    assert data.sources[1].title == "Inspections of local authority children's services: outcomes (another vintage than was tested)"
    assert not any("not read" in note for note in data.notes)


def test_two_outcomes_are_refused_and_both_are_named(long_table, outcomes):
    long_table()
    outcomes()
    folder = outcomes(name="LA_Inspection_Outcomes_as_at_31_March_2026.xlsx")
    with pytest.raises(SourceError, match=r"two files are of one kind: .*_2025\.xlsx and .*_2026\.xlsx"):
        read(folder)


def test_of_two_lists_of_providers_the_newest_is_read_and_the_other_told(shared, long_table):
    folder = long_table()
    lists = [f"social_care_providers_at_31_march_{year}.csv" for year in ("2015", "2016")]
    for name in lists:
        shutil.copy(shared / "real/ofsted" / name, folder)
    data = read(folder)
    assert data.notes[0] == f"{lists[0]} is not read: {lists[1]} is newer."
    assert set(data.inspections["source"]) == {lists[1]}
    (folder / lists[1]).unlink()
    alone = read(folder)
    assert set(alone.inspections["source"]) == {lists[0]}
    assert not any("is not read" in note for note in alone.notes)


@pytest.mark.slow
def test_the_folder_of_all_published_files_is_read_as_todays(shared):
    """Today's files lie among others there, which are named and not read."""
    data = read(shared / "real")
    assert [source.file for source in data.sources] == [
        "lait_bds_long.parquet",
        "LA_Inspection_Outcomes_as_at_31_March_2025.ods",
        "social_care_providers_at_31_march_2016.csv",
    ]
    assert data.notes[1].startswith("24 files of tables in the folder are none of today's and not read: ")


def test_files_of_tables_that_are_none_of_todays_are_told_by_name(long_table):
    folder = long_table()
    (folder / "more").mkdir()
    pd.DataFrame({"a": [1]}).to_csv(folder / "more" / "mine.csv")
    (folder / "notes.txt").write_text("no table")
    assert read(folder).notes == ("1 file of tables in the folder is none of today's and not read: mine.csv.",)
    pd.DataFrame({"a": [1]}).to_csv(folder / "other.tsv")
    assert read(folder).notes == ("2 files of tables in the folder are none of today's and not read: mine.csv, other.tsv.",)
