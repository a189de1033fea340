"""The days of extracts that nobody has described: of every form, never month first, and asked about where two could be it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from extracts import DAYS, asked, changed, day, providers, reading, renamed, said, saved

from csrating.errors import ValueInCellError
from csrating.read import Answers, read_file


def test_other_days_are_not_those_of_the_inspection(tmp_path: Path) -> None:
    more = [
        ["Registration date", "Publication date", "Inspection end date"],
        *([DAYS[0], DAYS[n], DAYS[1]] for n in range(6)),
        *[["", "", ""]] * 2,
    ]
    read = reading(tmp_path, [[*row, *cells] for row, cells in zip(providers(), more, strict=True)])
    assert said(read.judgements) == said(reading(tmp_path, providers()).judgements)
    overall = read.judgements[read.judgements["judgement"] == "Overall effectiveness"]
    assert overall["published_on"].tolist() == [pd.Timestamp(day(text)) for text in DAYS]


def test_two_days_that_both_may_be_it_are_asked_about(tmp_path: Path) -> None:
    rows = [[*row, cell] for row, cell in zip(providers(), ["Visit date", *reversed(DAYS), "", ""], strict=True)]
    read = reading(tmp_path, rows)
    assert asked(read) == ["which day is that of the inspection, 'Inspection date' or 'Visit date'"]
    assert read.questions[0].answer == "--date-column 'Inspection date'"
    told = reading(tmp_path, rows, answers=Answers(date_column="inspection date"))
    assert said(told.judgements) == said(reading(tmp_path, providers()).judgements)
    assert asked(reading(tmp_path, rows, answers=Answers(date_column="Day"))) == ["where the column 'Day' of days is"]


@pytest.mark.parametrize(
    "form",
    [
        lambda on: f"{on:%d/%m/%y}",
        lambda on: f"{on:%Y-%m-%d}",
        lambda on: f"{on:%Y-%m-%dT00:00:00}",
        lambda on: f"{on:%d/%m/%Y %H:%M}",
        lambda on: f"{on.day} {on:%B %Y}",
        lambda on: f"{on:%d-%b-%y}",
        lambda on: str((on - datetime(1899, 12, 30)).days),
    ],
)
def test_days_of_every_form(tmp_path: Path, form: Callable[[datetime], str]) -> None:
    rows = changed(providers(), "Inspection date", lambda _, text: form(day(text)))
    assert said(reading(tmp_path, rows).judgements) == said(reading(tmp_path, providers()).judgements)


@pytest.mark.parametrize("stored", [day, lambda text: (day(text) - datetime(1899, 12, 30)).days])
def test_days_that_a_workbook_stores(tmp_path: Path, stored: Callable[[str], Any]) -> None:
    rows = changed(providers(), "Inspection date", lambda _, text: stored(text))
    read = read_file(saved(tmp_path / "extract.xlsx", ("Providers", rows)))
    assert said(read.judgements) == said(reading(tmp_path, providers()).judgements)
    counted = ["numbers under 'Inspection date' are days, counted as spreadsheets do"]
    assert [one.what for one in read.assumptions if "days" in one.what] == ([] if stored is day else counted)


def test_days_under_a_header_that_is_not_theirs_are_asked_about(tmp_path: Path) -> None:
    read = reading(tmp_path, renamed(providers(), "Inspection date", "When"))
    assert asked(read) == ["which day is that of the inspection, 'When'"]
    told = reading(tmp_path, renamed(providers(), "Inspection date", "When"), answers=Answers(date_column="When"))
    assert said(told.judgements) == said(reading(tmp_path, providers()).judgements)
    swapped = renamed(renamed(renamed(providers(), "Inspection date", "-"), "Sector", "Inspection date"), "-", "Sector")
    assert asked(reading(tmp_path, swapped)) == [
        "which day is that of the inspection, 'Sector'",
        "why no day stands under 'Inspection date'",
    ]


def test_a_day_is_never_read_month_first(tmp_path: Path) -> None:
    rows = changed(providers(), "Inspection date", lambda _, text: f"{day(text):%m/%d/%Y}")
    with pytest.raises(ValueInCellError, match=r"extract!N2: '03/27/2015' is not a date; .* never the month first"):
        reading(tmp_path, rows)


def test_days_that_could_be_read_both_ways_are_day_first_and_told(tmp_path: Path) -> None:
    read = reading(tmp_path, changed(providers(), "Inspection date", lambda number, _: f"0{number + 4}/03/2015"))
    assert {one.month for one in read.judgements["inspected_on"]} == {3}
    what = "days under 'Inspection date' are written day first"
    assert what in [one.what for one in read.assumptions]
    assert what not in [one.what for one in reading(tmp_path, providers()).assumptions]


def test_a_word_among_days_is_asked_about(tmp_path: Path) -> None:
    rows = changed(providers(), "Inspection date", lambda number, text: "awaited" if number == 1 else text)
    assert asked(reading(tmp_path, rows)) == ["what 'awaited' means among days"]
    told = reading(tmp_path, rows, answers=Answers(symbols={"awaited": "no judgement"}))
    assert told.judgements["inspected_on"].isna().sum() == 2
    assert "2 judgements have no day of inspection" in [one.found for one in told.remarks]
