"""All open data together: what is written keeps the rules, says what is made up, and accounts for every row."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pandas as pd
import pytest

from csrating import read_file, tell
from csrating.rate import Ratings
from csrating.reference import councils
from csrating.schema import Rating
from csrating.tell.opendata import DataFile, OpenData
from csrating.tell.opendata.ratings import rating_file


@pytest.fixture(scope="module")
def small(made: Ratings) -> OpenData:
    return tell.open_data(made)


@pytest.fixture(scope="module")
def whole(ratings: Ratings) -> OpenData:
    return tell.open_data(ratings)


def checked(file: DataFile):
    data, meta = file.outputs().values()
    return tell.open_data_checked(data, meta, name=f"{file.stem}.csv", meta_name=f"{file.stem}.meta.csv")


def test_every_file_that_is_written_keeps_every_rule_and_what_is_advised_but_for_totals(whole: OpenData) -> None:
    for file in whole.files:
        found = checked(file)
        assert not found.broken
        assert {one.rule for one in found.advice} <= {"filter without total"}


def test_every_row_is_accounted_for(whole: OpenData, ratings: Ratings) -> None:
    rows = whole.accounts.groupby("table")["rows"].sum()
    assert rows.to_dict() == {"observations": len(ratings.data.observations), "ratings": len(ratings.table)}
    written = whole.accounts[whole.accounts["file"] != ""].set_index("file")["rows"]
    assert written.to_dict() == {file.stem: len(file.data) for file in whole.files}
    assert (whole.accounts["why"] != "").equals(whole.accounts["file"] == "")


def test_rows_that_are_left_out_are_accounted_for_with_the_reason(made: Ratings) -> None:
    observations = made.data.observations
    odd = observations["area"].isin(["358", "359"]) & (observations["indicator"] == "NI 79")
    period = observations["period"].mask(odd, "second return")
    data = dataclasses.replace(made.data, observations=observations.assign(period=period))
    accounts = tell.open_data(dataclasses.replace(made, data=data)).accounts
    assert accounts.to_numpy().tolist() == [
        ["observations", "indicators_financial_year_demonstration", 1528, ""],
        ["observations", "", 2, "the standard has no time period for second return"],
        ["ratings", "recreated_ratings_demonstration", 152, ""],
    ]


def test_files_with_demonstration_figures_say_so_and_others_hold_none(whole: OpenData) -> None:
    stems = {file.stem for file in whole.files}
    assert "indicators_financial_quarter" in stems
    for file in whole.files:
        assert (file.data["origin"] != "Published").any() == file.stem.endswith("_demonstration")
        labels = file.meta.loc[file.meta["col_type"] == "Indicator", "label"]
        assert labels.str.endswith("(with demonstration figures)").all() == file.made_up


def test_published_figures_alone_make_no_file_of_demonstration(published: Ratings) -> None:
    made = tell.open_data(published)
    assert not any(file.made_up for file in made.files if file.stem.startswith("indicators"))
    assert all(not checked(file).broken for file in made.files)


def test_names_and_labels_are_as_short_as_the_platform_takes_them(whole: OpenData) -> None:
    for file in whole.files:
        assert len(file.stem) <= 50
        assert file.data.columns.str.len().max() <= 35
        assert file.meta["label"].str.len().max() <= 100
        assert max(file.data[one.name].str.len().max() for one in file.filters) <= 120


def test_the_same_bytes_again(small: OpenData, made: Ratings) -> None:
    assert tell.open_data(made).outputs() == small.outputs()
    names = list(small.outputs())
    assert names == [
        "indicators_financial_year_demonstration.csv",
        "indicators_financial_year_demonstration.meta.csv",
        "recreated_ratings_demonstration.csv",
        "recreated_ratings_demonstration.meta.csv",
        "rows_accounted_for.csv",
    ]
    assert small.outputs()["rows_accounted_for.csv"] == (
        b"table,file,rows,why\nobservations,indicators_financial_year_demonstration,1530,\nratings,recreated_ratings_demonstration,152,\n"
    )


def test_a_rating_is_the_row_of_the_frame(small: OpenData, made: Ratings) -> None:
    rows = small.files[-1].data.set_index("old_la_code")
    own, frame = rows.loc["358"], made.table.set_index("council").loc["358"]
    assert list(rows.index) == sorted(councils()["code"])
    assert own[["time_period", "time_identifier", "new_la_code", "region_name"]].tolist() == [
        "2009",
        "Reporting year",
        "E08000009",
        "North West",
    ]
    assert own[["rating", "rating_status", "data_band", "origin"]].tolist() == ["Performs well", "Given", "Performs well", "Mixed"]
    assert own[["rating_score", "data_band_score"]].tolist() == ["3", "3"]
    assert float(own["combined_points_score"]) == frame["combined_points"]
    assert float(own["coverage_percent"]) == frame["coverage"]
    assert own[["framework", "neighbour_table"]].tolist() == ["2009", "pre-2019"]


def test_a_council_without_a_rating_has_words_and_the_symbol_for_not_available(small: OpenData) -> None:
    row = small.files[-1].data.set_index("old_la_code").loc["201"]
    assert row[["rating", "rating_status", "rating_score"]].tolist() == ["No rating", "Not given", "x"]


def test_the_metadata_say_that_the_ratings_are_not_those_that_ofsted_gave(small: OpenData) -> None:
    meta = small.files[-1].meta.set_index("col_name")
    assert meta.loc["rating", "filter_hint"] == "By the rules of the framework; not a rating that Ofsted gave"
    assert meta.loc["rating_score", "label"].startswith("Rating, re-created: ")


def test_words_and_numbers_of_ratings_never_part(whole: OpenData) -> None:
    rows = whole.files[-1].data
    pairs = set(zip(rows["rating"], rows["rating_score"], strict=True))
    assert pairs <= {(str(one).capitalize(), str(one.number)) for one in Rating} | {("No rating", "x")}


def test_the_file_of_ratings_is_named_for_what_is_in_it(made: Ratings) -> None:
    published = dataclasses.replace(made, table=made.table.assign(origin="published"))
    assert rating_file(published).stem == "recreated_ratings"


def test_our_own_reader_reads_a_file_back_figure_for_figure(whole: OpenData, ratings: Ratings, tmp_path: Path) -> None:
    file = next(one for one in whole.files if one.stem == "indicators_financial_quarter")
    for name, content in file.outputs().items():
        (tmp_path / name).write_bytes(content)
    figures = read_file(tmp_path / "indicators_financial_quarter.csv").figures
    scores = figures[figures["measure"].str.contains("score") & (figures["level"] == "council")]
    own = ratings.data.observations.query("indicator == 'NI 71' and level == 'council'")
    merged = own.merge(scores, left_on=["area", "period_end"], right_on=["area", "period_end"], validate="one_to_one")
    assert len(merged) == len(own)
    assert merged["value_x"].equals(merged["value_y"].astype(float))


@pytest.mark.parametrize("name", ["ks4_la.csv", "la_cla_placement_stability.csv"])
def test_published_files_keep_every_rule_but_that_their_metadata_are_not_at_hand(shared: Path, name: str) -> None:
    found = tell.open_data_checked((shared / "real" / "present_day" / name).read_bytes(), None, name=name)
    assert [one.rule for one in found.broken] == ["metadata file"]
    assert found.rows == {"ks4_la.csv": 3444, "la_cla_placement_stability.csv": 5010}[name]


def test_files_before_the_standards_are_told_what_they_lack(shared: Path) -> None:
    content = (shared / "real" / "nis_era" / "exclusions_la_2006_2017.csv").read_bytes()
    rules = {one.rule for one in tell.open_data_checked(content, None, name="exclusions_la_2006_2017.csv").broken}
    assert rules == {"required columns", "metadata file", "obsolete symbol"}


def test_no_text_can_run_as_a_formula_and_negative_numbers_stay_numbers(made: Ratings) -> None:
    hostile = dataclasses.replace(made, table=made.table.assign(vintage="=1+1", combined_points=-1.5))
    text = rating_file(hostile).outputs()["recreated_ratings_demonstration.csv"].decode()
    rows = pd.read_csv(io.StringIO(text), dtype="str")
    assert set(rows["neighbour_table"]) == {"'=1+1"}
    assert set(rows["combined_points_score"]) == {"-1.5"}
