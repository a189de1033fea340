"""What the doctor finds in extracts of inspections and in lists of neighbours; each finding has a twin without it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from csrating.read import read_file
from csrating.read.doctor import Report

HEADER = "Local authority,Inspection date,Publication date,Overall effectiveness,Experiences of children in care"
COUNCILS = (
    "Bury,02/03/2015,01/04/2015,Good,Good",
    "Kent,09/03/2015,10/04/2015,Requires improvement,Inadequate",
    "Trafford,16/03/2015,17/04/2015,Outstanding,Good",
)
LISTS = "LA,SN1,SNP,SN2,SNP\nBury,358,Very close,356,Close\nTrafford,351,Close,356,Close\nStockport,351,Close,358,Not close\n"


def report_of(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "extract.csv"
    path.write_text(text, encoding="utf-8")
    return read_file(path).report


def inspections(tmp_path: Path, *rows: str) -> Report:
    return report_of(tmp_path, "\n".join([HEADER, *(rows or COUNCILS)]) + "\n")


def told(report: Report, kind: str) -> list[str]:
    return report.findings.loc[report.findings["kind"] == kind, "what"].tolist()


def changed(old: str, new: str) -> list[str]:
    rows = [row.replace(old, new) for row in COUNCILS]
    if rows == list(COUNCILS):
        pytest.fail(f"{old!r} is in no row: the change to be tested is none")
    return rows


def test_the_grades_given_are_counted_sheet_by_sheet(tmp_path: Path) -> None:
    report = inspections(tmp_path)
    overall, care = report.graded.to_dict("records")
    grades = ("outstanding", "good", "satisfactory", "inadequate", "not_judged")
    assert [overall[grade] for grade in grades] == [1, 1, 1, 0, 0]
    assert [care[grade] for grade in grades] == [0, 2, 0, 1, 0]
    assert (overall["councils"], overall["first_day"], overall["last_day"]) == (3, pd.Timestamp("2015-03-02"), pd.Timestamp("2015-03-16"))
    assert report.balances
    assert ("judgements", "6 on 3 councils: 6 times a grade") in [(line.label, line.text) for line in report.summary]


def test_a_judgement_published_before_it_was_made_is_wrong(tmp_path: Path) -> None:
    (what,) = told(inspections(tmp_path, *changed("01/04/2015", "01/02/2015")), "dates")
    assert what == "a judgement on Bury was published on 01/02/2015, before the inspection of 02/03/2015"
    assert told(inspections(tmp_path), "dates") == []


def test_a_whole_that_is_good_with_an_inadequate_part_is_to_be_looked_at(tmp_path: Path) -> None:
    (what,) = told(inspections(tmp_path, *changed("Outstanding,Good", "Outstanding,Inadequate")), "grades")
    assert what == "overall effectiveness is outstanding and a part of the same inspection inadequate (Trafford)"
    assert told(inspections(tmp_path), "grades") == []


def test_councils_without_a_judgement_are_named_where_most_have_one(tmp_path: Path) -> None:
    from csrating import reference

    names = [name for name in reference.councils()["name"] if name not in ("Rutland", "Torbay")]
    rows = [f'"{name}",02/03/2015,01/04/2015,Good,Good' for name in names]
    assert told(inspections(tmp_path, *rows), "coverage") == ["sheet extract: no judgement on 2 councils: Rutland, Torbay"]
    assert told(inspections(tmp_path), "coverage") == []


def test_odd_lists_of_neighbours_are_to_be_looked_at(tmp_path: Path) -> None:
    assert told(report_of(tmp_path, LISTS), "neighbours") == []
    (tmp_path / "mine.toml").write_text(read_file(tmp_path / "extract.csv").layout_text, encoding="utf-8")
    path = tmp_path / "next.csv"
    path.write_text(LISTS.replace("Close,356,Close", "Close,356,Very close"), encoding="utf-8")
    closer = read_file(path, layout=tmp_path / "mine.toml").report
    assert told(closer, "neighbours") == ["neighbour 2 of Trafford is said to be very close, closer than the one before it"]
    fewer = report_of(tmp_path, LISTS.replace("358,Not close", "-,-"))
    assert told(fewer, "neighbours") == ["Stockport has 1 neighbour where most have 2"]
