"""Lists of neighbours that nobody has described: read where the headers say which neighbour is which, and asked about where they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from grids import asked, cell, exchanged, read_again, text, workbook
from hypothesis import given, settings, strategies as st

from csrating import reference
from csrating.errors import LayoutError, UnknownCouncilError
from csrating.read import Answers, Reading, read_file

LISTED = {
    "Bury": ("Stockport", "Bolton", "Kirklees"),
    "Kent": ("Essex", "Lancashire", "Staffordshire"),
    "Leeds": ("Sheffield", "Kirklees", "Bristol"),
    "Trafford": ("Stockport", "Solihull", "Warrington"),
}
CLOSENESS = ("Very Close", "Close ", "Not close")
Rows = list[list[Any]]


GSS = reference.councils().set_index("name")["gss_now"].to_dict()


def code(name: str) -> str:
    return reference.council(name).code


EXPECTED = {(code(council), place, code(one)) for council, ones in LISTED.items() for place, one in enumerate(ones, start=1)}


def wide(*heads: str, each: Any = lambda one, place: [one], first: str = "Local authority") -> Rows:
    """One row to a council; ``each`` gives the cells of one neighbour."""
    rows = [[council, *(value for place, one in enumerate(ones) for value in each(one, place))] for council, ones in LISTED.items()]
    return [[first, *heads], *rows]


def long(*heads: str, each: Any = lambda one, place: [place + 1, one]) -> Rows:
    """One row to each council and neighbour."""
    return [list(heads), *([council, *each(one, place)] for council, ones in LISTED.items() for place, one in enumerate(ones))]


def reading(folder: Path, rows: Rows, *, answers: Answers | None = None, **options: Any) -> Reading:
    return read_file(workbook(folder / "table.xlsx", rows, **options), answers=answers or Answers())


def pairs(read: Reading) -> set[tuple[str, int, str]]:
    return set(read.neighbours[["area", "position", "neighbour"]].itertuples(index=False, name=None))


CODE_AND_NAME = [f"SN{place} {what}" for place in (1, 2, 3) for what in ("code", "name")]
FORMS = {
    "names": wide("Neighbour 1", "Neighbour 2", "Neighbour 3"),
    "ordinals": wide("1st nearest", "2nd nearest", "3rd nearest"),
    "words": wide("First neighbour", "Second neighbour", "Third neighbour"),
    "codes": wide("SN1", "SN2", "SN3", each=lambda one, place: [float(code(one))]),
    "codes and names": wide(*CODE_AND_NAME, each=lambda one, place: [code(one), one]),
    "codes of nine characters": wide("NN 1", "NN 2", "NN 3", each=lambda one, place: [GSS[one]]),
    "one row each": long("LA", "Rank", "Neighbour"),
    "one row each, numbered": long("LA", "Neighbour number", "Neighbour LA code", each=lambda one, place: [place + 1, code(one)]),
    "across": [["LA", *LISTED], *([f"SN{place + 1}", *(code(ones[place]) for ones in LISTED.values())] for place in range(3))],
    "under one heading": [["", "Statistical neighbours"], ["LA", 1, 2, 3], *wide()[1:]],
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_neighbours(tmp_path: Path, form: str) -> None:
    read = reading(tmp_path, FORMS[form])
    assert read.questions == ()
    assert pairs(read) == EXPECTED
    assert set(read.neighbours["basis"]) == {"inferred"}
    assert read.report.accounts["balances"].all()
    again = read_again(tmp_path, read, tmp_path / "table.xlsx")
    assert again.neighbours.drop(columns="basis").equals(read.neighbours.drop(columns="basis"))


@settings(max_examples=20)
@given(st.permutations(range(7)), st.permutations(range(4)))
def test_columns_and_rows_may_stand_in_any_order(tmp_path_factory: pytest.TempPathFactory, columns: Any, rows: Any) -> None:
    head, *body = FORMS["codes and names"]
    shuffled = [[row[place] for place in columns] for row in (head, *(body[place] for place in rows))]
    assert pairs(read_file(text(tmp_path_factory.mktemp("list") / "table.csv", shuffled))) == EXPECTED


def test_each_neighbour_is_called_by_its_cell(tmp_path: Path) -> None:
    of_codes = reading(tmp_path, FORMS["codes and names"]).neighbours.set_index("ref")
    assert of_codes.loc["table.xlsx#T!F4", ["area_name", "position", "neighbour_name"]].tolist() == ["Leeds", 3, "Bristol"]
    across = reading(tmp_path, FORMS["across"]).neighbours.set_index("ref")
    assert across.loc["table.xlsx#T!D4", ["area_name", "position", "neighbour_name"]].tolist() == ["Leeds", 3, "Bristol"]


WITH_CLOSENESS = wide("SN1", "SNP", "SN2", "SNP", "SN3", "SNP", each=lambda one, place: [one, CLOSENESS[place]])


def test_closeness_is_that_of_the_neighbour_to_its_left_and_this_is_told(tmp_path: Path) -> None:
    read = reading(tmp_path, WITH_CLOSENESS)
    assert read.neighbours.groupby("position")["closeness"].unique().map(list).to_dict() == {
        1: ["very close"],
        2: ["close"],
        3: ["not close"],
    }
    assert [one.what for one in read.assumptions] == ["what stands under 'SNP' is about the neighbour to its left"]


def test_closeness_with_a_position_is_that_of_the_same_position_wherever_it_stands(tmp_path: Path) -> None:
    order = (0, 1, 6, 3, 4, 5, 2)
    body = [[row[place] for place in order] for row in WITH_CLOSENESS[1:]]
    read = reading(tmp_path, [["Local authority", "SN1", "SNP3", "SN2", "SNP2", "SN3", "SNP1"], *body])
    assert read.neighbours.groupby("position")["closeness"].unique().map(list).to_dict() == {
        1: ["very close"],
        2: ["close"],
        3: ["not close"],
    }
    assert read.assumptions == ()


def test_distances_are_numbers(tmp_path: Path) -> None:
    rows = long("LA", "Rank", "Nearest neighbour", "Distance", each=lambda one, place: [place + 1, one, place / 8])
    read = reading(tmp_path, rows)
    assert read.neighbours.groupby("position")["distance"].unique().map(list).to_dict() == {1: [0], 2: [0.125], 3: [0.25]}
    assert set(read.neighbours["closeness"]) == {""}
    assert reading(tmp_path, FORMS["names"]).neighbours["distance"].isna().all()


def changed(rows: Rows, **cells: Any) -> Rows:
    made = [list(row) for row in rows]
    for place, value in cells.items():
        made[int(place[1:]) - 1][ord(place[0]) - ord("A")] = value
    return made


NAMES = FORMS["names"]


@pytest.mark.parametrize(
    ("rows", "asks", "where"),
    [
        (changed(NAMES, C1=""), "which column says which council a row is about", "C2"),
        (changed(FORMS["codes"], C1="Comment"), "what 'Comment' says of the neighbours", "C1"),
        (changed(NAMES, C1="Neighbour 1"), "how two columns headed 'Neighbour 1' differ", "C1"),
        (changed(NAMES, B1="A", C1="B", D1="C"), "in which positions", "A2"),
        (exchanged(NAMES), "in which positions", "A1"),
        (changed(NAMES, B2="x y", B3="y z"), "which council 'x y' is", "B2"),
        (changed(NAMES, B2="Dorset"), "of which time the list is", "B2"),
        (changed(WITH_CLOSENESS, C2="Rather far"), "how close 'Rather far' is", "C2"),
        (changed(WITH_CLOSENESS, C2=1, C3=2, C4=3, C5=4), "how close '1' is", "C2"),
        (changed(WITH_CLOSENESS, C2="Not close"), "a later one would be nearer", "E2"),
        (changed(WITH_CLOSENESS, B1="SNP", C1="SN1"), "of which neighbours", "B1"),
        (
            long("LA", "Neighbour", "Distance", each=lambda one, place: [one, place]),
            "in which position the neighbours under 'Neighbour'",
            "B1",
        ),
        (long("LA", "Rank", "Neighbour", "Distance", each=lambda one, place: [place + 1, one, 9 - place]), "would be nearer", "D3"),
        (long("LA", "Rank", "Neighbour", each=lambda one, place: ["high", one]), "which position 'high' is", "B2"),
        (
            changed(long("LA", "Rank", "Neighbour", "Distance", each=lambda one, place: [place + 1, one, place]), D3="far"),
            "what distance 'far' is",
            "D3",
        ),
        (changed(FORMS["codes and names"], C1="SN1 GSS code", C2="E08000009"), "which of two columns says which neighbour", "C2"),
    ],
)
def test_what_is_not_sure_is_asked_and_nothing_is_given(tmp_path: Path, rows: Rows, asks: str, where: str) -> None:
    read = reading(tmp_path, rows)
    assert read.neighbours.empty
    assert read.figures.empty
    found = asked(read)
    assert asks in found[0][0], found
    assert found[0][1] == where


def test_a_year_tells_councils_of_one_name_apart(tmp_path: Path) -> None:
    rows = changed(NAMES, B2="Dorset")
    for year, meant in (("2018", "835"), ("2025", "838")):
        told = reading(tmp_path, rows, answers=Answers(period=year)).neighbours
        assert told.set_index("ref").loc["table.xlsx#T!B2", "neighbour"] == meant
    titled = reading(tmp_path, [[f"Neighbours in {2018}"], *rows])
    assert titled.neighbours.set_index("ref").loc["table.xlsx#T!B3", "neighbour"] == "835"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (changed(NAMES, C2="Bury"), r"table\.xlsx#T!C2: Bury is its own neighbour"),
        (
            changed(NAMES, C2="Stockport"),
            r"table\.xlsx#T!C2: Bury has Stockport \(356\) as a neighbour twice; .*table\.xlsx#T!B2 is the first",
        ),
        (
            [*NAMES, ["Bury", "Oldham", "Rochdale", "Tameside"]],
            r"table\.xlsx#T!B6: Bury has two neighbours in position 1; .*T!B2 is the first",
        ),
        (changed(FORMS["one row each"], B3=1), r"table\.xlsx#T!C3: Bury has two neighbours in position 1"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused_with_both_cells(tmp_path: Path, rows: Rows, says: str) -> None:
    with pytest.raises(LayoutError, match=says):
        reading(tmp_path, rows)


def test_a_code_and_a_name_of_two_councils_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        UnknownCouncilError, match=r"table\.xlsx#T!B2: code '356' is Stockport \(356\), but the name beside it is 'Salford'"
    ):
        reading(tmp_path, changed(FORMS["codes and names"], C2="Salford"))


def test_what_is_not_known_or_not_given_is_told(tmp_path: Path) -> None:
    rows = [
        *changed(NAMES, B2="Ruritania", C3="Lancashre", D4=""),
        ["Atlantis", "Bury", "Kent", "Leeds"],
        ["Salford", "-", "-", "-"],
        ["Note"],
    ]
    read = reading(tmp_path, rows)
    assert pairs(read) == EXPECTED - {(code("Bury"), 1, code("Stockport")), (code("Leeds"), 3, code("Bristol"))}
    assert {(one.kind, cell(one.where)) for one in read.remarks} == {
        ("area left out", "A6"), ("neighbour left out", "B2"), ("neighbour by near", "C3"), ("no neighbours", "B7"),
    }  # fmt: skip
    account = read.report.accounts.iloc[0]
    assert account[["rows", "kept", "blank", "explained", "figures", "balances"]].tolist() == [8, 10, 1, 7, 10, True]


def test_a_table_of_figures_with_a_neighbour_in_it_is_no_list(tmp_path: Path) -> None:
    rows = [["LA", "Nearest neighbour", "Adopted 2010"], *([council, ones[0], 5] for council, ones in LISTED.items())]
    assert asked(reading(tmp_path, rows)) == [("which column says which council a row is about, as two say different ones", "B2")]
    with_average = [["LA", "Adopted 2010", "Neighbour average 2010"], *([council, 5, 6] for council in LISTED)]
    assert len(reading(tmp_path, with_average).figures) == 8
