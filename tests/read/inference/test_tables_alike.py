"""Tables of one sheet under the same header: told apart by their titles, which then say what is measured too; or asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from grids import asked, read_again, said, text

from csrating.errors import LayoutError
from csrating.read import read_file

HEADER = ["Council", "Number 2010", "Rate 2010"]


def two(first: list[str], second: list[str]) -> list[list[Any]]:
    return [first, HEADER, ["Bury", 1, 2], ["Kent", 3, 4], [], second, HEADER, ["Bury", 5, 6], ["Kent", 7, 8]]


def test_the_title_of_each_says_what_is_measured(tmp_path: Path) -> None:
    read = read_file(text(tmp_path / "table.csv", two(["Adoptions"], ["Placements"])))
    figures = said(read.figures)
    assert {place: (one[1], one[2], one[6]) for place, one in figures.items() if place[0] == "B"} == {
        "B3": ("351", "Adoptions / Number", 1), "B4": ("886", "Adoptions / Number", 3),
        "B8": ("351", "Placements / Number", 5), "B9": ("886", "Placements / Number", 7),
    }  # fmt: skip
    assert read.report.accounts["balances"].all()
    assert said(read_again(tmp_path, read, tmp_path / "table.csv").figures) == figures


@pytest.mark.parametrize(("first", "second"), [([], []), (["Adoptions"], ["Adoptions"])])
def test_without_titles_of_their_own_it_is_asked_which_is_which(tmp_path: Path, first: list[str], second: list[str]) -> None:
    read = read_file(text(tmp_path / "table.csv", two(first, second)))
    assert "how the table is told from others with the same header" in [what for what, _ in asked(read)]
    assert read.figures.empty


LAYOUT = """
title = "A table"

[[table]]
name = "placements"
gives = "figures"
sheet = "table"
title = "{title}"
header = ["Council", "Number 2010"]
area_names = ["Council"]

[[table.figures]]
header = "(?P<measure>Number|Rate) (?P<period>2010)"
"""


def test_a_layout_names_the_table_by_its_title(tmp_path: Path) -> None:
    path = text(tmp_path / "table.csv", two(["Adoptions"], ["Placements"]))
    (tmp_path / "mine.toml").write_text(LAYOUT.format(title="Placements"), encoding="utf-8")
    read = read_file(path, layout=tmp_path / "mine.toml")
    assert {place: one[6] for place, one in said(read.figures).items()} == {"B8": 5, "C8": 6, "B9": 7, "C9": 8}


def test_a_title_that_stands_nowhere_leaves_two_headers_and_an_error(tmp_path: Path) -> None:
    path = text(tmp_path / "table.csv", two(["Adoptions"], ["Placements"]))
    (tmp_path / "mine.toml").write_text(LAYOUT.format(title="Fostering"), encoding="utf-8")
    with pytest.raises(LayoutError, match="2 rows hold the header 'Council' and 'Number 2010'"):
        read_file(path, layout=tmp_path / "mine.toml")
