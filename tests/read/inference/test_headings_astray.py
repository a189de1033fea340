"""Headings that are not merged, with uneven words under them, are asked about; so are areas that may be no councils."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import COUNCILS, Rows, asked, text, workbook

from csrating.read import read_file
from csrating.read.inference.answers import Answers


def under(above: str, below: str) -> Rows:
    """A table with these two rows of headers, their cells parted by commas, and councils under them."""
    width = len(below.split(",")) - 1
    body = [[name, *(10 * place + column + 0.5 for column in range(width))] for place, name in enumerate(COUNCILS, start=1)]
    return [["Absence 2010"], above.split(","), below.split(","), *body]


UNEVEN = under(",All,,Boys,,,Girls,", "LA,Total,Number,Rate,Rank,Number,Rate,Rank")


def test_uneven_headings_are_asked_about_and_read_as_the_question_says(tmp_path: Path) -> None:
    path = text(tmp_path / "c.csv", UNEVEN)
    reading = read_file(path)
    assert reading.figures.empty
    assert asked(reading) == [("which columns 'All' and the headings beside it stand over", "B2")]
    stands = "'All' stands over Total and Number, 'Boys' stands over Rate, Rank and Number, 'Girls' stands over Rate and Rank"
    assert reading.questions[0].confirmed == stands
    told = read_file(path, answers=Answers(confirmed=("B2",)))
    assert list(told.figures["measure"][:3]) == ["All / Total", "All / Number", "Boys / Rate"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (",Boys,,Girls,,", "LA,Number,Rate,Number,Rate,All pupils"),
        (",,Boys,,,Girls,", "LA,Num,Den,Pct,Num,Den,Pct"),
        (",2009,,2010,,", "LA,Number,Rate,Number,Rate,Change in rate"),
    ],
)
def test_an_end_or_a_beginning_without_its_heading_is_asked_about(tmp_path: Path, above: str, below: str) -> None:
    reading = read_file(text(tmp_path / "c.csv", under(above, below)))
    assert reading.figures.empty
    assert any("stand over" in what for what, _ in asked(reading)) or "which period" in asked(reading)[0][0]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (",Boys,,Girls,", "LA,Number,Rate,Number,Rate"),
        (",2009,,2010,", "LA,Number,Rate,Number,Rate"),
        (",,Boys,,Girls,", "LA,Population,Number,Rate,Number,Rate"),
        (",Boys,,,Girls,,,", "LA,Number,Rate,,Number,Rate,Rank,"),
        (",Started,,Ceased,", "LA,Number,Rate,Adopted,Returned"),
    ],
)
def test_even_headings_and_those_that_blank_columns_part_are_read(tmp_path: Path, above: str, below: str) -> None:
    rows = under(above, below)
    blank = [column for column, words in enumerate(below.split(",")) if not words]
    rows = [[("" if column in blank else value) for column, value in enumerate(row)] for row in rows]
    reading = read_file(workbook(tmp_path / "c.xlsx", rows))
    assert not reading.questions
    assert not reading.figures.empty


def test_merged_headings_say_how_far_they_reach(tmp_path: Path) -> None:
    rows = under(",Boys,,Girls,,", "LA,Number,Rate,Number,Rate,All pupils")
    reading = read_file(workbook(tmp_path / "c.xlsx", rows, merged=("B2:C2", "D2:E2")))
    assert not reading.questions
    assert list(reading.figures["measure"][3:5]) == ["Girls / Rate", "All pupils"]


@pytest.mark.parametrize("header", ["Police force", "Fire authority", "NHS trust", "CCG", "Constituency", "Youth offending team"])
def test_areas_that_may_be_no_councils_are_asked_about(tmp_path: Path, header: str) -> None:
    rows = [[header, "Offences 2015"], *([name, 5 + place] for place, name in enumerate(COUNCILS))]
    reading = read_file(text(tmp_path / "c.csv", rows))
    assert reading.figures.empty
    assert asked(reading) == [(f"whether the areas under {header!r} are councils", "A1")]
    assert len(read_file(tmp_path / "c.csv", answers=Answers(confirmed=("A1",))).figures) == 6


@pytest.mark.parametrize("header", ["Local authority", "Council", "Area", "Name"])
def test_councils_are_councils(tmp_path: Path, header: str) -> None:
    rows = [[header, "Offences 2015"], *([name, 5 + place] for place, name in enumerate(COUNCILS))]
    assert len(read_file(text(tmp_path / "c.csv", rows)).figures) == 6
