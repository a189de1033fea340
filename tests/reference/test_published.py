"""Published ratings and their counts against the pages' register."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from csrating.reference import published_rating_counts, published_ratings
from csrating.schema import Rating


@pytest.mark.parametrize(("year", "counts"), [(2009, [10, 93, 40, 9, 0]), (2010, [20, 77, 37, 12, 6]), (2011, [28, 71, 33, 15, 5])])
def test_counts_per_year_add_up_to_152(year: int, counts: list[int]) -> None:
    table = published_rating_counts()
    assert table.loc[table["year"] == year, "councils"].to_list() == counts
    assert sum(counts) == 152
    assert table.loc[table["year"] == year, "rating"].to_list() == [*(str(rating) for rating in reversed(Rating)), "withheld"]


def test_named_councils_say_what_the_shared_list_says(shared: Path) -> None:
    with (shared / "reference/published_ratings.csv").open(encoding="utf-8", newline="") as stream:
        theirs = [row for row in csv.DictReader(stream) if row["assessment"] == "annual rating"]
    table = published_ratings()
    ours = table[table["assessment"] == "annual rating"]
    assert len(table) == 80
    assert {(row["year"], row["la_code"], row["rating"], bool(row["capped_to"])) for row in theirs} == {
        (str(row.year), row.council, row.rating, row.limited == "by one grade") for row in ours.itertuples()
    }


def test_the_extremes_of_2009_are_named_in_full() -> None:
    table = published_ratings()
    ratings = table[(table["assessment"] == "annual rating") & (table["year"] == 2009)]
    named = ratings["rating"].value_counts()
    assert (named["performs excellently"], named["performs poorly"]) == (10, 9)
    assert set(ratings.loc[ratings["limited"] == "by one grade", "name"]) == {
        "Calderdale",
        "Knowsley",
        "Nottinghamshire",
        "Peterborough",
        "Plymouth",
        "Redbridge",
        "Salford",
    }


def test_numbers_and_words_agree() -> None:
    table = published_ratings()
    for row in table[table["assessment"] == "annual rating"].itertuples():
        assert str(Rating.from_number(int(str(row.number)))) == row.rating
    assert (table["source"] != "").all()
