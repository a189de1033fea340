"""Coverage counts the councils that stood at the time, and names who is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from csrating import reference
from csrating.read import Reading

ReadingOf = Callable[..., Reading]
Rows = list[list[Any]]


def of_period(reading: Reading, period: str) -> dict[str, Any]:
    own = reading.report.coverage
    return dict(own[own["period"] == period].iloc[0])


def test_everybody_is_there(rows: Rows, reading_of: ReadingOf) -> None:
    row = of_period(reading_of(rows), "2013")
    assert (row["standing"], row["with_figure"], row["with_symbol"], row["without_row"]) == (152, 152, 0, 0)
    assert row["missing"] == row["symbol_only"] == row["not_standing"] == ""


def test_who_has_a_symbol_and_who_has_nothing(rows: Rows, reading_of: ReadingOf) -> None:
    by_name = {row[1]: row for row in rows}
    by_name["Camden"][4], by_name["Kent"][4] = "x", ""
    row = of_period(reading_of(rows), "2013")
    assert (row["with_figure"], row["with_symbol"], row["without_row"]) == (150, 1, 1)
    assert (row["symbol_only"], row["missing"]) == ("Camden", "Kent")


def test_who_is_missing_everywhere_is_a_note_and_who_is_missing_somewhere_to_be_looked_at(rows: Rows, reading_of: ReadingOf) -> None:
    rows = [row for row in rows if row[1] != "Isles of Scilly"]
    next(row for row in rows if row[1] == "Kent")[4] = ""
    findings = reading_of(rows).report.findings
    own = findings[findings["kind"] == "coverage"].set_index("severity")["what"]
    assert own["note"] == "Isles of Scilly is in no column of table 'table'"
    assert own["look"].startswith("1 of 4 columns lacks councils that others of table 'table' have; 'Number of children, 2013' lacks Kent")


def names_of(day: date) -> list[str]:
    """The names of the councils that stood; that of the Dorset of after 2019 is told from that of before by the period."""
    places = [reference.place(code, level="council") for code in reference.councils_standing(on=day)]
    return [place.name for place in places if isinstance(place, reference.Place)]


def councils_of(day: date) -> Rows:
    return [["LA name", "Number 2009"], *([name, 100 + place] for place, name in enumerate(names_of(day)))]


@pytest.mark.parametrize(("day", "standing"), [(date(2009, 3, 31), 150), (date(2009, 12, 31), 152)])
def test_a_year_on_either_side_of_the_first_of_april(reading_of: ReadingOf, day: date, standing: int) -> None:
    """Where only a year is stated, it is the side on which the councils of the table stood: Bedfordshire, or its two successors."""
    row = of_period(reading_of(councils_of(day)), "2009")
    assert (row["on"].date(), row["standing"], row["without_row"], row["not_standing"]) == (day, standing, 0, "")


def test_figures_of_councils_that_did_not_stand(reading_of: ReadingOf) -> None:
    """Bedfordshire beside its successors: one of them is counted twice."""
    report = reading_of([*councils_of(date(2009, 12, 31)), ["Bedfordshire", 7]]).report
    assert report.coverage["not_standing"].tolist() == ["Bedfordshire"]
    assert report.findings["what"].str.contains("Bedfordshire for times at which they did not stand").any()


def test_older_figures_for_the_councils_of_a_later_year(reading_of: ReadingOf) -> None:
    names = names_of(date(2024, 3, 31))
    report = reading_of([["LA name", "Number 2005", "Number 2024"], *([name, 100, 101] for name in names)]).report
    assert report.coverage["without_row"].tolist() == [0, 0]
    assert report.coverage["standing"].tolist() == [153, 153]
    assert "2005 by the councils of 31 March 2024" in str(report)
    assert not report.findings["what"].str.contains("31 March 2024").any()


@pytest.mark.parametrize("day", [date(2009, 3, 31), date(2009, 12, 31)])
def test_a_year_alone_tells_nobody_that_a_council_began_or_ended_in_it(reading_of: ReadingOf, day: date) -> None:
    assert reading_of(councils_of(day)).report.findings.empty


def test_a_council_of_another_year_is_told(reading_of: ReadingOf) -> None:
    table = [["LA name", "Number 2008"], *([name, 100] for name in names_of(date(2009, 12, 31)))]
    assert reading_of(table).report.findings["what"].str.contains("Bedford (822) began on 2009-04-01", regex=False).any()


def test_a_part_of_the_councils_stood_in_each_of_the_years(reading_of: ReadingOf) -> None:
    """Where neither Bedfordshire nor Bedford has a row, the figures of 2010 are not those of 2009 anew."""
    names = [name for name in names_of(date(2009, 12, 31)) if not name.startswith(("Bedford", "Central Bed", "Cheshire", "K"))]
    table = [["LA name", "Number 2009", "Number 2010"], *([name, 100, 101] for name in names)]
    report = reading_of(table).report
    assert report.coverage["on"].dt.year.tolist() == [2009, 2010]
    assert report.findings["severity"].tolist() == ["note"]
    assert report.findings["what"].str.contains("in no column").all()
