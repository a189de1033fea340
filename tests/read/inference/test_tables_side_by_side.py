"""Two tables side by side, which name other councils in the same rows: the second can be left out, with all its columns."""

from __future__ import annotations

from pathlib import Path

from csrating.read import Answers, read_file

from .grids import COUNCILS, text, workbook

BOTH = [[name, 10, 20, "", COUNCILS[place - 1], 30, 40] for place, name in enumerate(COUNCILS)]


def test_the_second_table_is_left_out_with_its_figures(tmp_path: Path) -> None:
    header = [["Referrals 2012", "", "", "", "Referrals 2013", "", ""], ["LA", "Number", "Rate", "", "LA", "Number", "Rate"]]
    path = workbook(tmp_path / "t.xlsx", [*header, *BOTH])
    [question] = read_file(path).questions
    headers = ("Referrals 2013 / LA", "Referrals 2013 / Number", "Referrals 2013 / Rate")
    assert question.options == tuple(f"--leave-out '{one}'" for one in headers)
    read = read_file(path, answers=Answers(left_out=headers))
    assert not read.questions
    assert {ref.rpartition("!")[2][0] for ref in read.figures["ref"]} == {"B", "C"}
    assert set(read.figures["period"]) == {"2012"}


def test_where_both_are_headed_alike_no_option_answers(tmp_path: Path) -> None:
    header = ["LA", "Number 2012", "Rate 2012", "", "LA", "Number 2013", "Rate 2013"]
    [question, *_] = read_file(text(tmp_path / "t.csv", [header, *BOTH])).questions
    assert (question.options, question.answer) == ((), "a file with the two tables one below the other, as their columns are headed alike")


def test_councils_under_another_header_are_left_out_alone(tmp_path: Path) -> None:
    rows = [["LA", "Number 2012", "Partner"], *([name, 7, COUNCILS[place - 1]] for place, name in enumerate(COUNCILS))]
    [question] = read_file(text(tmp_path / "t.csv", rows)).questions
    assert question.options == ("--leave-out Partner",)
