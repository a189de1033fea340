"""Grades written as numbers, as management information on schools has them: which way they run is asked and never guessed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from extracts import COUNCILS, Row, asked, reading, renamed, said, schools, without
from grids import read_again, text

from csrating import reference
from csrating.errors import LayoutError
from csrating.read import Answers, read_file

CODES = [reference.council(name).code for name in COUNCILS]
ANSWERS = Answers(symbols={"9": "not applicable"}, grades="1 is outstanding")


def test_which_way_numbers_run_is_asked_and_never_guessed(tmp_path: Path) -> None:
    read = reading(tmp_path, schools())
    assert asked(read) == ["which way the grades run that are written as numbers", "what '9' means among grades"]
    assert read.questions[0].answer == "--grades '1 is outstanding' or --grades '4 is outstanding'"
    told = {"9": "not applicable"}
    one, four = (
        reading(tmp_path, schools(), answers=Answers(symbols=told, grades=way)).judgements
        for way in ("1 is outstanding", "4 is outstanding")
    )
    grades = ["outstanding", "good", "satisfactory", "inadequate", "outstanding", ""]
    overall = one["judgement"] == "Overall effectiveness"
    assert one.loc[overall, "grade"].tolist() == grades
    assert four.loc[overall, "grade"].tolist() == ["inadequate", "satisfactory", "good", "outstanding", "inadequate", ""]


def test_management_information_on_schools(tmp_path: Path) -> None:
    read = reading(tmp_path, schools(), answers=ANSWERS)
    rows = read.judgements
    assert set(rows["judgement"]) == {"Overall effectiveness", "Quality of education", "Sixth form provision (where applicable)"}
    first = rows[rows["setting"] == "100000"]
    assert first[["area", "provision", "setting_type", "event"]].drop_duplicates().to_numpy().tolist() == [
        [CODES[0], "Primary", "primary schools", "S5 Inspection"]
    ]
    assert first["inspected_on"].unique().tolist() == [pd.Timestamp(2021, 6, 10)]
    assert first["published_on"].unique().tolist() == [pd.Timestamp(2021, 7, 10)]
    assert rows.groupby("said")["status"].unique().map(list).to_dict() == {
        "1": ["judged"], "2": ["judged"], "3": ["judged"], "4": ["judged"], "9": ["not applicable"], "NULL": ["not judged"],
    }  # fmt: skip
    assert read.report.balances


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Overall effectiveness", "Overall effectiveness: how good is the school"),
        ("Local authority", "Local Authority (education)"),
        ("Ofsted phase", "Phase"),
        ("Inspection start date", "Inspection date"),
    ],
)
def test_older_headers_of_schools(tmp_path: Path, old: str, new: str) -> None:
    names = ("area", "setting", "setting_type", "inspected_on", "said", "grade", "status")
    older = reading(tmp_path, renamed(schools(), old, new, header=1), answers=ANSWERS)
    assert said(older.judgements, *names) == said(reading(tmp_path, schools(), answers=ANSWERS).judgements, *names)


def test_of_several_inspections_the_day_is_that_of_the_one_that_is_judged(tmp_path: Path) -> None:
    rows = schools()
    for header in ("Overall effectiveness", "Quality of education", "Sixth form provision (where applicable)"):
        rows = renamed(rows, header, f"Latest OEIF {header.lower()}", header=1)
    rows = renamed(rows, "Inspection start date", "Inspection start date of latest OEIF graded inspection", header=1)
    rows = renamed(rows, "Previous inspection start date", "Inspection start date", header=1)
    read = reading(tmp_path, rows, answers=ANSWERS)
    assert read.judgements["inspected_on"].dropna().dt.year.unique().tolist() == [2021]


def test_numbers_that_are_no_grades_by_their_headers_are_left_out(tmp_path: Path) -> None:
    only = without(schools(), "Overall effectiveness", "Quality of education", "Sixth form provision (where applicable)", header=1)
    assert reading(tmp_path, only, answers=ANSWERS).judgements.empty


def test_scores_of_councils_that_count_the_other_way(tmp_path: Path) -> None:
    rows: list[Row] = [["LA", "APA 2008: overall effectiveness"], *([name, str(n % 4 + 1)] for n, name in enumerate(COUNCILS))]
    assert asked(reading(tmp_path, rows)) == ["which way the grades run that are written as numbers"]
    told = reading(tmp_path, rows, answers=Answers(grades="4 is outstanding")).judgements
    assert told["grade"].tolist()[:4] == ["inadequate", "satisfactory", "good", "outstanding"]
    assert (told["setting"] == "").all()


def test_an_answer_that_is_none() -> None:
    with pytest.raises(LayoutError, match="grades cannot run as '1 is best'; expected one of '1 is outstanding', '4 is outstanding'"):
        Answers(grades="1 is best")
    assert Answers(symbols={"9": "no judgement"}).scale is None


CARDS = [
    ["LA", "URN", "Inspection date", "Safeguarding standards", "Leadership and governance", "Inclusion"],
    ["Bury", "100001", "05/11/2025", "Met", "Expected standard", "Exceptional"],
    ["Kent", "100002", "06/11/2025", "Met", "Needs attention", "URGENT IMPROVEMENT"],
    ["Leeds", "100003", "07/11/2025", "Not met", "Strong standard", "Not judged"],
    ["Trafford", "100004", "03/03/2024", "", "Good", ""],
]


def test_grades_of_report_cards_are_kept_in_their_words_and_put_on_no_scale_of_ours(tmp_path: Path) -> None:
    path = text(tmp_path / "cards.csv", CARDS)
    read = read_file(path)
    assert not read.questions
    rows = read.judgements
    assert rows[["area_name", "judgement", "said", "grade", "status"]].to_numpy().tolist() == [
        ["Bury", "Leadership and governance", "Expected standard", "", "on another scale"],
        ["Bury", "Inclusion", "Exceptional", "", "on another scale"],
        ["Kent", "Leadership and governance", "Needs attention", "", "on another scale"],
        ["Kent", "Inclusion", "URGENT IMPROVEMENT", "", "on another scale"],
        ["Leeds", "Leadership and governance", "Strong standard", "", "on another scale"],
        ["Leeds", "Inclusion", "Not judged", "", "not judged"],
        ["Trafford", "Leadership and governance", "Good", "good", "judged"],
    ]
    assert [one.found for one in read.remarks if one.kind == "another scale"] == [
        "5 judgements are on the five steps of report cards (since November 2025), of which Ofsted says that none is one of the four grades"
    ]
    graded = read.report.graded.set_index("judgement")
    assert graded.loc["Inclusion", ["good", "other_scale", "not_judged"]].tolist() == [0, 2, 1]
    again = read_again(tmp_path, read, path).judgements
    assert again.drop(columns="basis").equals(rows.drop(columns="basis"))
