"""Rows whose level is not that of a council, a region or England are left out or asked about, and never given as those of a council."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import CODES, COUNCILS, Rows, asked, read_again, said, text

from csrating.errors import LayoutError
from csrating.read import Answers, Reading, read_file

HEADER = ("time_period", "time_identifier", "geographic_level", "new_la_code", "la_name", "school_name", "pupils")
OTHER_LEVELS = (
    "School",
    "Ward",
    "Provider",
    "MAT",
    "Planning area",
    "Institution",
    "Local authority district",
    "Local skills improvement plan area",
    "Opportunity area",
    "Parliamentary constituency",
    "RSC region",
    "English devolved area",
)


def explore(*levels: str) -> list[list[object]]:
    """A file in the form of Explore Education Statistics: a row of each council for each of some levels."""
    rows: list[list[object]] = [list(HEADER)]
    for place, name in enumerate(COUNCILS):
        for at, level in enumerate(levels):
            thing = "" if level == "Local authority" else f"Thing {place}"
            rows.append(["202223", "Academic year", level, "", name, thing, 100 * at + place + 1])
    return rows


def by_area_type(*rows: tuple[str, str, int]) -> list[list[object]]:
    return [["Area", "Area type", "Number 2012"], *(list(row) for row in rows)]


def figures(reading: Reading) -> dict[str, float]:
    return dict(zip(reading.figures["area"], reading.figures["value"], strict=True))


@pytest.mark.parametrize("level", OTHER_LEVELS)
def test_a_table_of_rows_that_are_about_no_council_is_asked_about(tmp_path: Path, level: str) -> None:
    reading = read_file(text(tmp_path / "t.csv", explore(level)))
    assert reading.figures.empty
    what = f"what the rows are about, as each of them says {level!r}: that is neither a council nor a region nor England"
    assert asked(reading) == [(what, "C2")]


@pytest.mark.parametrize("level", OTHER_LEVELS)
def test_rows_of_another_level_beside_those_of_councils_are_left_out_and_told(tmp_path: Path, level: str) -> None:
    path = text(tmp_path / "t.csv", explore("Local authority", level))
    reading = read_file(path)
    assert figures(reading) == {CODES[name]: place + 1.0 for place, name in enumerate(COUNCILS)}
    assert f"{level!r}: about neither a council nor a region nor England" in set(reading.fates["explanation"])
    assert f"rows of {level!r} are left out" in [one.what for one in reading.assumptions]
    assert said(read_again(tmp_path, reading, path).figures) == said(reading.figures)


def test_levels_of_councils_alone_read_as_before(tmp_path: Path) -> None:
    reading = read_file(text(tmp_path / "t.csv", explore("Local authority")))
    assert figures(reading) == {CODES[name]: place + 1.0 for place, name in enumerate(COUNCILS)}


def test_a_police_area_named_as_a_council_is_not_that_council(tmp_path: Path) -> None:
    rows = by_area_type(
        ("Kent", "Upper tier local authority", 1800),
        ("Leeds", "Upper tier local authority", 1300),
        ("Kent", "Police force area", 2600),
    )
    assert figures(read_file(text(tmp_path / "t.csv", rows))) == {CODES["Kent"]: 1800.0, CODES["Leeds"]: 1300.0}


def test_a_level_of_a_row_whose_area_is_misspelt_or_unknown_counts_too(tmp_path: Path) -> None:
    rows = by_area_type(
        ("Kent", "Council", 1), ("Traford", "Ward", 2), ("Avon and Somerset", "Police force area", 3), ("Leeds", "Council", 4)
    )
    assert figures(read_file(text(tmp_path / "t.csv", rows))) == {CODES["Kent"]: 1.0, CODES["Leeds"]: 4.0}


def test_the_reader_may_keep_levels_as_a_breakdown(tmp_path: Path) -> None:
    rows = by_area_type(("Kent", "Council", 1), ("Leeds", "Council", 2), ("Kent", "Police force area", 3))
    reading = read_file(text(tmp_path / "t.csv", rows), answers=Answers(breakdowns=("Area type",)))
    assert reading.figures["breakdown"].tolist() == ["Area type: Council", "Area type: Council", "Area type: Police force area"]


def test_types_of_councils_are_levels_of_councils(tmp_path: Path) -> None:
    rows = by_area_type(
        ("England", "Country", 9), ("Kent", "County", 1), ("Leeds", "Metropolitan district", 2), ("Camden", "London borough", 3)
    )
    reading = read_file(text(tmp_path / "t.csv", rows))
    assert figures(reading) == {"England": 9.0, CODES["Kent"]: 1.0, CODES["Leeds"]: 2.0, CODES["Camden"]: 3.0}
    assert set(reading.figures["breakdown"]) == {""}


def test_unitary_councils_said_again_among_districts_are_left_out(tmp_path: Path) -> None:
    rows = by_area_type(
        ("Kent", "Counties & UAs (pre Apr 2019)", 1),
        ("Bury", "Counties & UAs (pre Apr 2019)", 2),
        ("Bury", "Districts & UAs (pre Apr 2019)", 2),
    )
    reading = read_file(text(tmp_path / "t.csv", rows))
    assert figures(reading) == {CODES["Kent"]: 1.0, CODES["Bury"]: 2.0}
    assert len(reading.figures) == 2


ODD: Rows = by_area_type(("Kent", "Council", 1), ("Leeds", "Council", 2), ("Bury", "Tribe", 3))


def test_a_word_that_nobody_knows_in_a_column_of_levels_is_asked_about(tmp_path: Path) -> None:
    reading = read_file(text(tmp_path / "t.csv", ODD))
    assert reading.figures.empty
    assert asked(reading) == [("what kind of area 'Tribe' means in the column of levels", "B4")]
    assert reading.questions[0].options == ("--level Tribe=LEVEL",)


@pytest.mark.parametrize(("means", "left"), [("council", {"Kent": 1.0, "Leeds": 2.0, "Bury": 3.0}), ("other", {"Kent": 1.0, "Leeds": 2.0})])
def test_the_reader_says_what_a_level_is(tmp_path: Path, means: str, left: dict[str, float]) -> None:
    path = text(tmp_path / "t.csv", ODD)
    reading = read_file(path, answers=Answers(levels={"tribe": means}))
    assert figures(reading) == {CODES[name]: value for name, value in left.items()}
    assert said(read_again(tmp_path, reading, path).figures) == said(reading.figures)


def test_an_unknown_word_in_each_row_is_asked_about_and_no_constant(tmp_path: Path) -> None:
    rows = by_area_type(*((name, "Tribe", 1) for name in COUNCILS))
    assert asked(read_file(text(tmp_path / "t.csv", rows))) == [("what kind of area 'Tribe' means in the column of levels", "B2")]


def test_a_table_of_which_the_reader_says_that_all_rows_are_about_something_else_gives_nothing(tmp_path: Path) -> None:
    reading = read_file(text(tmp_path / "t.csv", explore("School")), answers=Answers(levels={"School": "other"}))
    assert reading.figures.empty
    assert not reading.questions
    assert set(reading.fates["explanation"]) == {"each row is about neither a council nor a region nor England"}


def test_a_level_that_a_kept_layout_does_not_know_is_refused(tmp_path: Path) -> None:
    reading = read_file(text(tmp_path / "t.csv", explore("Local authority", "School")))
    changed = explore("Local authority", "School")
    changed[3][2] = "Ward"
    with pytest.raises(LayoutError, match="C4: the level 'Ward' is not known"):
        read_again(tmp_path, reading, text(tmp_path / "next.csv", changed))


def test_a_meaning_of_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(LayoutError, match="'Tribe' cannot mean 'village'"):
        Answers(levels={"Tribe": "village"})
