"""Words beside figures: what they tell apart is told of each figure, and what is left out says which column it is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from grids import Rows, asked, read_again, text

from csrating import reference
from csrating.read import Reading, read_file

COUNCILS = ("Barnsley", "Bury", "Camden", "Kent", "Leeds", "Trafford")


def reading_of(tmp_path: Path, rows: Rows) -> Reading:
    reading = read_file(text(tmp_path / "children.csv", rows))
    if not reading.figures.empty:
        again = read_again(tmp_path, reading, tmp_path / "children.csv").figures
        assert again.drop(columns="basis").equals(reading.figures.drop(columns="basis"))
    return reading


def beside(header: str, words: Sequence[Any], *, councils: Sequence[str] = COUNCILS, figures: str = "Rate 2011") -> Rows:
    """A table with a column of words, one for each council."""
    return [["LA", header, figures], *([name, word, 10 + place] for place, (name, word) in enumerate(zip(councils, words, strict=True)))]


def said(reading: Reading, what: str) -> list[str]:
    assert reading.questions == ()
    return reading.figures[what].tolist()


def left_out(reading: Reading) -> list[str]:
    """The reasons for which cells were left out."""
    assert reading.questions == ()
    return reading.fates.loc[reading.fates["fate"] == "explained", "explanation"].tolist()


SEXES = ("Female", "Male", "Persons", "Female", "Male", "Persons")


@pytest.mark.parametrize("header", ["Sex", "care_leaver_age", "Ethnic group", "CharacteristicName", "Pupils / FSM eligibility"])
def test_what_is_headed_as_a_breakdown_is_one_though_it_differs_between_councils_alone(tmp_path: Path, header: str) -> None:
    reading = reading_of(tmp_path, beside(header, SEXES))
    assert said(reading, "breakdown") == [f"{header}: {word}" for word in SEXES]


def test_the_indicator_is_the_measure_though_it_differs_between_councils_alone(tmp_path: Path) -> None:
    indicators = ("Adopted", "Placed", "Adopted", "Moved", "Placed", "Adopted")
    rows = [["LA", "Year", "Indicator", "Value"], *([name, "2011", one, 3] for name, one in zip(COUNCILS, indicators, strict=True))]
    assert said(reading_of(tmp_path, rows), "measure") == list(indicators)


def test_words_that_councils_share_are_a_breakdown_unless_they_describe_them(tmp_path: Path) -> None:
    assert said(reading_of(tmp_path, beside("Provider", ("Own", "Bought") * 3)), "breakdown") == ["Provider: Own", "Provider: Bought"] * 3
    kinds = ("Metropolitan district", "Metropolitan district", "London borough", "County", "Metropolitan district", "Metropolitan district")
    reading = reading_of(tmp_path, beside("Class", kinds))
    assert said(reading, "breakdown") == [""] * 6
    assert left_out(reading) == ["'Class': words that describe the areas"]


def of_register(column: str) -> tuple[list[str], list[str]]:
    register = reference.councils()
    register = register[register["region"].isin(["London", "North West", "South East"])]
    return register["name"].tolist(), register[column].tolist()


@pytest.mark.parametrize("column", ["region", "type"])
def test_words_that_go_with_region_or_type_describe_the_councils_whatever_they_are(tmp_path: Path, column: str) -> None:
    councils, kinds = of_register(column)
    letters = {kind: f"Band {letter}" for kind, letter in zip(dict.fromkeys(kinds), "ABCDEF", strict=False)}
    words = [letters[kind] for kind in kinds]
    assert left_out(reading_of(tmp_path, beside("Set", words, councils=councils))) == ["'Set': words that describe the areas"]
    words[0] = "Band Z"
    assert said(reading_of(tmp_path, beside("Set", words, councils=councils)), "breakdown")[:2] == ["Set: Band Z", f"Set: {words[1]}"]


def test_a_header_that_speaks_of_areas_describes_them_only_where_each_says_one_thing(tmp_path: Path) -> None:
    rows = [["LA", "Placement area", "Rate 2011"]]
    words = ("Near", "Far")
    once = [*rows, *([name, words[place % 2], place] for place, name in enumerate(COUNCILS))]
    twice = [*rows, *([name, word, place] for place, name in enumerate(COUNCILS) for word in words)]
    assert left_out(reading_of(tmp_path, once)) == ["'Placement area': words that describe the areas"]
    assert said(reading_of(tmp_path, twice), "breakdown") == ["Placement area: Near", "Placement area: Far"] * 6


def test_names_of_officers_are_left_out_and_the_reason_names_the_column(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, beside("Contact", ("Ann", "Ben", "Cy", "Dot", "Eve", "Flo")))
    assert said(reading, "breakdown") == [""] * 6
    assert left_out(reading) == ["'Contact': words, others in nearly every row"]
    assert "'Contact': words, others in nearly every row" in str(reading.report)


def long(figures: str = "Value", **columns: Any) -> Rows:
    header = ["LA", "Year", *columns, figures]
    return [header, *([name, year, *columns.values(), 3] for name in COUNCILS for year in ("2010", "2011"))]


def test_an_indicator_that_is_the_same_in_each_row_is_the_measure_of_values(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, long(indicator="Health checks", indicator_code="H1", measure="Percentage"))
    assert set(said(reading, "measure")) == {"Health checks"}
    assert set(said(reading, "breakdown")) == {"indicator_code: H1"}
    assert set(said(reading, "unit")) == {"per cent"}
    assert left_out(reading) == ["'measure': gives the unit of the figures, 'Percentage'"]


def test_a_kept_layout_does_not_hide_that_the_next_release_is_of_another_indicator(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, long(indicator="Health checks"))
    assert set(said(reading, "measure")) == {"Health checks"}
    following = read_again(tmp_path, reading, text(tmp_path / "children.csv", long(indicator="Dental checks")))
    assert set(said(following, "measure")) == {"Dental checks"}


def test_an_indicator_is_told_beside_figures_that_have_names_of_their_own(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, long("Rate", indicator="Health checks"))
    assert (set(said(reading, "measure")), set(said(reading, "breakdown"))) == ({"Rate"}, {"indicator: Health checks"})


def test_a_unit_of_some_rows_is_not_that_of_all(tmp_path: Path) -> None:
    rows = [list(row) for row in long(indicator="Health checks", unit="Percentage")]
    assert set(said(reading_of(tmp_path, rows), "unit")) == {"per cent"}
    rows[3][3] = ""
    reading = reading_of(tmp_path, rows)
    assert set(said(reading, "unit")) == {""}
    assert set(said(reading, "breakdown")) == {"unit: Percentage", ""}


@pytest.mark.parametrize("header", ["Value note", "Footnotes", "Comment", "Data flag", "Recent Trend"])
def test_remarks_are_no_breakdown_and_are_counted(tmp_path: Path, header: str) -> None:
    rows = [list(row) for row in long("Rate", **{header: ""})]
    rows[1][2] = rows[3][2] = "Provisional"
    rows[5][2] = "Revised"
    reading = reading_of(tmp_path, rows)
    assert set(said(reading, "breakdown")) == {""}
    assert left_out(reading) == [f"'{header}': remarks on the figures, in 3 rows: 'Provisional'; 'Revised'"]


def test_rows_that_differ_in_their_remarks_alone_are_asked_about(tmp_path: Path) -> None:
    rows = [["LA", "Value note", "Rate 2011"], *([name, note, len(note)] for name in COUNCILS for note in ("Provisional", "Revised"))]
    assert asked(reading_of(tmp_path, rows)) == [("how rows about the same area differ", "A3")]


def test_numbers_of_footnotes_are_no_figures_and_numbers_of_comments_are(tmp_path: Path) -> None:
    assert left_out(reading_of(tmp_path, long("Rate", Note=4)))[0].startswith("'Note': remarks on the figures, in 12 rows")
    assert set(said(reading_of(tmp_path, long("Rate", **{"Number of comments": 4})), "measure")) == {"Rate", "Number of comments"}


@pytest.mark.parametrize("ages", [("16-17", "18-19"), (16, 17)])
def test_ages_are_no_figures(tmp_path: Path, ages: tuple[Any, Any]) -> None:
    rows = [["LA", "Age", "Rate 2011"], *([name, age, 3] for name in COUNCILS for age in ages)]
    reading = reading_of(tmp_path, rows)
    assert (set(said(reading, "measure")), set(said(reading, "breakdown"))) == ({"Rate"}, {f"Age: {age}" for age in ages})
    rows[0] = ["LA", "Average age 2011", "Rate 2011"]
    assert asked(reading_of(tmp_path, rows)) == [("how rows about the same area differ", "A3")]


@pytest.mark.parametrize("header", ["Time period Sortable", "sort_order", "RECTYPE", "Record type"])
def test_what_orders_rows_is_no_figure(tmp_path: Path, header: str) -> None:
    reading = reading_of(tmp_path, long("Rate", **{header: 20110000}))
    assert set(said(reading, "measure")) == {"Rate"}
    assert left_out(reading) == [f"'{header}': an order of rows, or a kind of record"]


def test_court_orders_are_figures_or_a_breakdown(tmp_path: Path) -> None:
    assert set(said(reading_of(tmp_path, long("Rate", **{"Care orders": 4})), "measure")) == {"Rate", "Care orders"}
    rows = [["LA", "Order", "Rate 2011"], *([name, order, 3] for name in COUNCILS for order in ("Care", "Supervision"))]
    assert set(said(reading_of(tmp_path, rows), "breakdown")) == {"Order: Care", "Order: Supervision"}


def test_a_breakdown_says_the_same_whatever_the_order_of_the_columns(tmp_path: Path) -> None:
    rows = [["LA", "Sex", "FSM", "Rate 2011"]]
    rows += [[name, sex, meals, place] for place, name in enumerate(COUNCILS) for sex in ("Female", "Male") for meals in ("Yes", "No")]
    shuffled = [[row[place] for place in (2, 0, 3, 1)] for row in rows]
    first, second = said(reading_of(tmp_path, rows), "breakdown"), said(reading_of(tmp_path, shuffled), "breakdown")
    assert first == second
    assert first[0] == "FSM: Yes; Sex: Female"


def long_table(*items: str) -> Rows:
    return [["LA", "Data item", "Year", "Value"], *([name, item, "2011", 10] for item, name in zip(items, COUNCILS, strict=True))]


def test_rows_that_do_not_say_what_is_measured_are_told(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, long_table("Adopted", "Adopted", "Placed", "Placed", "", ""))
    assert said(reading, "measure") == ["Adopted", "Adopted", "Placed", "Placed", "", ""]
    what = "2 of 6 figures do not say what they measure: 'Data item' is blank in their rows"
    assert [(one.found, one.where.rpartition("!")[2]) for one in reading.remarks] == [(what, "B6")]
    assert reading_of(tmp_path, long_table(*["Adopted", "Placed"] * 3)).remarks == ()
