"""Counts of settings by grade in tables that nobody has described: judgements where they plainly are counts, and figures otherwise."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from extracts import COUNCILS, Row, early_years, saved, written

from csrating.read import Answers, Reading, read_file

GRADES = ["Outstanding", "Good", "Requires improvement", "Inadequate"]


def reading(tmp_path: Path, rows: list[Row], **options: object) -> Reading:
    return read_file(saved(tmp_path / "counts.xlsx", ("Counts", rows)), infer=True, **options)


def counts(header: list[str] = GRADES) -> list[Row]:
    """One row per council and nothing but counts: 27 in the first council, five more in each that follows."""
    return [["LA", *header], *([name, 1 + n, 20 + 2 * n, 5 + n, 1 + n] for n, name in enumerate(COUNCILS))]


def test_counts_are_judgements_and_percentages_figures(tmp_path: Path) -> None:
    read = reading(tmp_path, early_years())
    assert read.questions == ()
    assert len(read.judgements) == 6 * 2 * 4
    assert set(read.figures["measure"]) == {
        "Number inspected",
        *(f"Percentage of providers / {grade}" for grade in ("Outstanding", "Good", "Satisfactory", "Inadequate")),
    }
    assert not set(read.judgements["ref"]) & set(read.figures["ref"])
    assert read.report.balances


def test_what_a_count_says(tmp_path: Path) -> None:
    judged = reading(tmp_path, early_years()).judgements.set_index("ref").loc["counts.xlsx#Counts!F5"]
    names = ["area", "provision", "setting_type", "period", "judgement", "said", "grade", "settings"]
    assert judged[names].tolist() == [
        "370", "Childcare on non-domestic premises", "childcare on non-domestic premises", "2009", "Overall effectiveness", "Satisfactory",
        "satisfactory", 6,
    ]  # fmt: skip


def test_the_proposed_layout_reads_the_same(tmp_path: Path) -> None:
    inferred = reading(tmp_path, early_years())
    (tmp_path / "kept.toml").write_text(inferred.layout_text, encoding="utf-8")
    again = read_file(tmp_path / "counts.xlsx", layout=tmp_path / "kept.toml")
    for name in ("judgements", "figures"):
        pd.testing.assert_frame_equal(getattr(again, name).drop(columns="basis"), getattr(inferred, name).drop(columns="basis"))


def test_figures_beside_counts_need_a_period_and_counts_alone_do_not(tmp_path: Path) -> None:
    undated = [["Overall effectiveness of early years provision"], *early_years()[1:]]
    read = reading(tmp_path, undated)
    assert [one.asks for one in read.questions] == ["which period the figures are about"]
    assert read.judgements.empty
    assert set(reading(tmp_path, undated, answers=Answers(period="2009")).figures["period"]) == {"2009"}
    alone = reading(tmp_path, counts())
    assert (len(alone.judgements), set(alone.judgements["period"])) == (24, {""})


@pytest.mark.parametrize(
    "header",
    [
        [f"Number {grade.lower()}" for grade in GRADES],
        [f"Number judged {grade.lower()}" for grade in GRADES],
        [f"{grade} (number)" for grade in GRADES],
        [f"Providers judged to be {grade.lower()}" for grade in GRADES],
        ["outstanding_count", "good_count", "requires_improvement_count", "inadequate_count"],
        ["Outstanding", "Good", "Satisfactory/Requires improvement", "Inadequate"],
        ["Outstanding", "Good", "Adequate", "Inadequate"],
        ["Number outstanding", "Number good", "Number RI", "Number inadequate"],
        ["Outstanding", "Good", "R.I.", "Inadequate"],
    ],
)
def test_headers_of_counts(tmp_path: Path, header: list[str]) -> None:
    rows = read_file(written(tmp_path / "counts.csv", counts(header)), infer=True).judgements
    assert rows["grade"].tolist()[:4] == ["outstanding", "good", "satisfactory", "inadequate"]
    assert rows["settings"].tolist()[:4] == [1, 20, 5, 1]
    assert rows["said"].tolist()[:4] == header


@pytest.mark.parametrize(
    "rows",
    [
        counts([f"{grade} (%)" for grade in GRADES]),
        counts([f"Proportion {grade.lower()}" for grade in GRADES]),
        [["LA", *GRADES], *([name, 10 + n, 60 - n, 25, 5] for n, name in enumerate(COUNCILS))],
        [["LA", *GRADES], *([name, 1.5, 20, 5, 1] for name in COUNCILS)],
        [["LA", *GRADES[:2]], *([name, 1 + n, 20 + n] for n, name in enumerate(COUNCILS))],
        counts(["RI", "Children in need", "Referrals", "Adoptions"]),
        counts(["Good or outstanding", "Good", "Requires improvement", "Inadequate"]),
        [["LA", "Deprivation", *GRADES], *([name, band, 1, 20, 5, 1 + n] for n, name in enumerate(COUNCILS) for band in ("most", "least"))],
    ],
)
def test_what_is_not_plainly_a_count_stays_a_figure(tmp_path: Path, rows: list[Row]) -> None:
    read = reading(tmp_path, rows, answers=Answers(period="2015"))
    assert read.judgements.empty
    assert set(read.figures["measure"]) == set(rows[0]) - {"LA", "Deprivation"}


def test_counts_that_add_up_to_a_hundred_are_counts_where_they_say_so(tmp_path: Path) -> None:
    hundred: list[Row] = [[name, 10 + n, 60 - n, 25, 5] for n, name in enumerate(COUNCILS)]
    header = ["LA", *(f"Number {grade.lower()}" for grade in GRADES)]
    assert len(reading(tmp_path, [header, *hundred]).judgements) == 24


def test_headings_may_say_the_provision(tmp_path: Path) -> None:
    top = ["LA", "Childminders", "", "", "", "Nursery schools", "", "", ""]
    rows: list[Row] = [top, ["", *GRADES, *GRADES], *([name, 1 + n, 20, 5, 1, 0, 2, 1, 0] for n, name in enumerate(COUNCILS))]
    judged = reading(tmp_path, rows).judgements
    assert judged[["provision", "setting_type"]].drop_duplicates().to_numpy().tolist() == [
        ["Childminders", "childminding"],
        ["Nursery schools", "nursery schools"],
    ]


def test_counts_of_several_years(tmp_path: Path) -> None:
    rows: list[Row] = [["Year", "LA", *GRADES], *([year, *row] for year in ("2014", "2015") for row in counts()[1:])]
    judged = read_file(written(tmp_path / "counts.csv", rows), infer=True).judgements
    assert judged["period"].value_counts().to_dict() == {"2014": 24, "2015": 24}


def test_a_suppressed_count_has_no_grade(tmp_path: Path) -> None:
    rows = counts()
    rows[3][1] = "x"
    judged = reading(tmp_path, rows).judgements.set_index("ref").loc["counts.xlsx#Counts!B4"]
    assert judged[["said", "grade", "status"]].tolist() == ["Outstanding", "", "suppressed"]
    assert pd.isna(judged["settings"])
