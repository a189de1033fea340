"""The neighbour tables against the sheets they were taken from, and what a user's own table must not contain."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from csrating.errors import ReferenceDataError
from csrating.reference import councils, neighbour_table, neighbour_table_from, neighbour_vintages
from csrating.schema import CLOSENESS


def test_the_table_of_2018_and_2019_stands_on_exactly_the_152() -> None:
    table = neighbour_table()
    codes = set(councils()["code"])
    assert set(table["council"]) == codes
    assert set(table["neighbour"]) <= codes
    assert table.groupby("council")["position"].apply(list).map(lambda places: places == list(range(1, 11))).all()
    assert (table["closeness"] == "").all()


def test_published_facts_about_the_default_table() -> None:
    table = neighbour_table()
    pairs = set(zip(table["council"], table["neighbour"], strict=True))
    assert len(pairs) == 1520
    assert sum((neighbour, council) in pairs for council, neighbour in pairs) == 928
    listed = table["neighbour"].value_counts()
    assert listed["885"] == 29
    assert set(councils()["code"]) - set(listed.index) == {"211", "420"}
    assert table.loc[table["council"] == "358", "neighbour"].to_list() == [
        "334",
        "919",
        "305",
        "356",
        "867",
        "823",
        "816",
        "937",
        "850",
        "895",
    ]


def test_the_default_table_says_what_the_shared_table_says(shared: Path) -> None:
    with (shared / "reference/statistical_neighbours_pre2019.csv").open(encoding="utf-8-sig", newline="") as stream:
        theirs = {(row["la_code"], place): row[f"SN{place:02d}"] for row in csv.DictReader(stream) for place in range(1, 11)}
    table = neighbour_table()
    assert dict(zip(zip(table["council"], table["position"], strict=True), table["neighbour"], strict=True)) == theirs


@pytest.mark.parametrize(("vintage", "file", "councils_in_it"), [("2021", "sn_april_2021.xlsx", 156), ("2025", "sn_may_2025.xlsx", 153)])
def test_later_tables_say_what_the_published_sheets_say(shared: Path, vintage: str, file: str, councils_in_it: int) -> None:
    sheet = openpyxl.load_workbook(shared / "real/present_day" / file).worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, max_col=25, values_only=True))
    if vintage == "2025":  # the foot of the sheet repeats five rows of the table before it
        rows = rows[: [row[1] for row in rows].index("Old SNs:")]
    theirs = {
        (str(row[0]), place): (str(row[3 + 2 * place]), str(row[4 + 2 * place]).strip().lower())
        for row in rows
        if isinstance(row[0], int) and isinstance(row[5], int)
        for place in range(1, 11)
    }
    table = neighbour_table(vintage)
    ours = {(row.council, row.position): (row.neighbour, row.closeness) for row in table.itertuples()}
    assert ours == theirs
    assert table["council"].nunique() == councils_in_it
    assert set(table["closeness"]) == set(CLOSENESS)


def test_each_vintage_says_where_it_is_from() -> None:
    assert [entry.label for entry in neighbour_vintages()] == ["pre-2019", "2021", "2025"]
    assert all("Department for Education" in entry.source and entry.note for entry in neighbour_vintages())
    with pytest.raises(ReferenceDataError, match=r"vintage '2007'; expected one of: pre-2019, 2021, 2025"):
        neighbour_table("2007")


def test_a_published_table_passes_as_a_users_own() -> None:
    for vintage in ("pre-2019", "2021", "2025"):
        table = neighbour_table(vintage)
        pd.testing.assert_frame_equal(neighbour_table_from(table.sample(frac=1, random_state=1)), table, check_dtype=False)


def test_names_and_orders_of_any_type_are_brought_to_codes() -> None:
    mine = pd.DataFrame(
        {"council": ["Trafford", 358], "order": ["2", 1.0], "neighbour": ["St. Helens", "E08000007"], "closeness": ["Very  Close", None]}
    )
    found = neighbour_table_from(mine)
    assert found.to_dict("list") == {
        "council": ["358", "358"],
        "position": [1, 2],
        "neighbour": ["356", "342"],
        "closeness": ["", "very close"],
    }
    assert mine.columns.to_list() == ["council", "order", "neighbour", "closeness"]


GOOD = {"council": ["358", "358"], "position": [1, 2], "neighbour": ["356", "343"]}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"neighbour": ["356", "356"]}, "358 has 356 as a neighbour twice"),
        ({"neighbour": ["356", "358"]}, "358 is its own neighbour"),
        ({"position": [1, 1]}, "358 has two neighbours in position 1"),
        ({"position": [0, 1]}, "position 0 is not a whole number from 1"),
        ({"position": [1.5, 1]}, r"position 1.5 is not a whole number"),
        ({"neighbour": ["Traford", "343"]}, r"known as 'Traford'.*Near it: Trafford"),
        ({"council": ["Cheshire", "358"]}, "Cheshire.*ended on"),
        ({"closeness": ["nearish", ""]}, "closeness 'nearish' is not one of: extremely close"),
        ({"region": [1, 2]}, "has the columns council, position, neighbour, region; expected the columns"),
        ({"distance": [0.5, -1.0]}, r"distance -1.0 is not a number, nought or more"),
        ({"distance": ["0.5", "near"]}, "distance 'near' is not a number, nought or more"),
        ({"distance": [0.5, float("inf")]}, "distance inf is not a number"),
    ],
)
def test_a_wrong_table_is_refused_with_its_fault(change: dict[str, list[object]], says: str) -> None:
    assert len(neighbour_table_from(pd.DataFrame(GOOD))) == 2
    with pytest.raises(ReferenceDataError, match=says):
        neighbour_table_from(pd.DataFrame({**GOOD, **change}))


@pytest.mark.parametrize("distances", [[0.5, 1], ["0.5", "1e-3"], [None, float("nan")], ["", "2"]])
def test_distances_are_taken_and_left_out(distances: list[object]) -> None:
    """Nothing is compared by them: a table with distances is the same as one without."""
    assert neighbour_table_from(pd.DataFrame({**GOOD, "distance": distances})).equals(neighbour_table_from(pd.DataFrame(GOOD)))


def test_a_missing_column_and_an_empty_table_are_refused() -> None:
    with pytest.raises(ReferenceDataError, match="expected the columns council"):
        neighbour_table_from(pd.DataFrame(GOOD).drop(columns="neighbour"))
    with pytest.raises(ReferenceDataError, match="has no rows"):
        neighbour_table_from(pd.DataFrame(GOOD).head(0))


def test_many_faults_are_counted_and_five_are_told() -> None:
    wrong = pd.DataFrame({"council": ["358"] * 8, "position": range(1, 9), "neighbour": [f"Nowhere {place}" for place in range(8)]})
    with pytest.raises(ReferenceDataError, match=r"\(and 3 more\)"):
        neighbour_table_from(wrong)
