"""Extracts of inspections that nobody has described: what is certain is given, what is not is asked, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from extracts import COUNCILS, DAYS, OVERALL, PROVIDER_HEADER, Row, asked, changed, day, providers, reading, renamed, said, saved
from hypothesis import given, settings, strategies as st

from csrating import reference
from csrating.errors import ValueInCellError
from csrating.read import Answers, read_file

CODES = [reference.council(name).code for name in COUNCILS]


def test_a_list_of_providers_is_understood(tmp_path: Path) -> None:
    read = reading(tmp_path, providers())
    assert read.questions == ()
    assert len(read.judgements) == 16
    assert set(read.judgements["judgement"]) == {"Overall effectiveness", "Quality of care", "Leadership and management"}
    overall = read.judgements[read.judgements["judgement"] == "Overall effectiveness"]
    assert overall["area"].tolist() == CODES
    assert overall["said"].tolist() == list(OVERALL)
    assert overall["inspected_on"].tolist() == [pd.Timestamp(day(text)) for text in DAYS]
    assert overall["run_by"].tolist() == ["private", "council", "council", "voluntary", "health", ""]
    assert set(overall["event"]) == {"Full inspection"}
    assert read.report.balances


def test_names_and_addresses_stay_out_of_everything(tmp_path: Path) -> None:
    read = reading(tmp_path, providers())
    everything = f"{read.judgements.to_csv()}{read.layout_text}{read.report.json()}{read.remarks}"
    assert not any(word in everything for word in ("Setting 0", "Lancashire", "Bolton", "Medway"))


def test_towns_and_counties_never_become_the_council(tmp_path: Path) -> None:
    one_council = changed(providers(), "Local authority", lambda *_: "Trafford")
    assert set(reading(tmp_path, one_council).judgements["area"]) == {"358"}
    unheaded = renamed(one_council, "Local authority", "Geography")
    assert asked(reading(tmp_path, unheaded)) == ["which column names the council of each setting"]


@pytest.mark.parametrize("header", ["LA name", "Council", "Local Authority (care)", "Area", "Geography"])
def test_the_council_column_by_other_headers(tmp_path: Path, header: str) -> None:
    plain = reading(tmp_path, providers())
    assert said(reading(tmp_path, renamed(providers(), "Local authority", header)).judgements) == said(plain.judgements)


def test_two_columns_of_councils_that_differ_are_asked_about(tmp_path: Path) -> None:
    placing = renamed(providers(), "Town", "Local authority (placing)")
    assert reading(tmp_path, placing).questions == ()  # the header says that it is about something else
    rows = renamed(providers(), "Town", "Council")
    assert "which column says which council a row is about, as two say different ones" in asked(reading(tmp_path, rows))


@settings(max_examples=12)
@given(st.permutations(range(len(PROVIDER_HEADER))), st.permutations(range(6)))
def test_columns_and_rows_may_stand_in_any_order(tmp_path_factory: pytest.TempPathFactory, columns: list[int], order: list[int]) -> None:
    folder = tmp_path_factory.mktemp("extract")
    rows = [[row[place] for place in columns] for row in [PROVIDER_HEADER, *(providers()[number + 1] for number in order)]]
    assert said(reading(folder, rows).judgements) == said(reading(folder, providers()).judgements)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("URN", "Unique reference number"),
        ("Provision type", "Type of provision"),
        ("Sector", "Run by"),
        ("Event type", "Inspection type"),
        ("Inspection date", "Date of latest full inspection"),
        ("Inspection date", "First day of inspection"),
        ("Inspection date", "Date"),
        ("Local authority", "LA"),
    ],
)
def test_headers_may_say_the_same_in_other_words(tmp_path: Path, old: str, new: str) -> None:
    assert said(reading(tmp_path, renamed(providers(), old, new)).judgements) == said(reading(tmp_path, providers()).judgements)


def test_workbooks_prose_and_other_sheets_change_nothing(tmp_path: Path) -> None:
    prose = [["Social care providers as at 31 March 2015"], ["This worksheet holds one table."], []]
    path = saved(tmp_path / "extract.xlsx", ("Notes", [["Notes on Bury"], ["and Kent"]]), ("Providers", [*prose, *providers()]))
    read = read_file(path)
    assert said(read.judgements) == said(reading(tmp_path, providers()).judgements)
    assert read.report.balances


def test_a_row_of_groups_above_the_header(tmp_path: Path) -> None:
    groups = ["Provider information", *[""] * 11, "Latest full inspection", *[""] * 5]
    assert said(reading(tmp_path, [groups, *providers()]).judgements) == said(reading(tmp_path, providers()).judgements)


def test_judgements_of_an_earlier_inspection_are_left_out(tmp_path: Path) -> None:
    before = [
        ["Previous overall effectiveness", "Previous inspection date"],
        *([OVERALL[-1 - n], DAYS[-1 - n]] for n in range(6)),
        *[["", ""]] * 2,
    ]
    rows = [[*row, *more] for row, more in zip(providers(), before, strict=True)]
    read = reading(tmp_path, rows)
    assert said(read.judgements) == said(reading(tmp_path, providers()).judgements)
    assert read.fates.set_index("explanation").loc["about an earlier inspection, or the setting as it was then", "cells"] == 2 * 6
    groups = ["Provider", *[""] * 17, "Previous full inspection", ""]
    grouped = [groups, [*PROVIDER_HEADER, "Overall effectiveness", "Inspection date"], *rows[1:]]
    assert said(reading(tmp_path, grouped).judgements) == said(reading(tmp_path, providers()).judgements)


def test_a_word_among_grades_is_asked_about_unless_it_plainly_says_that_there_is_none(tmp_path: Path) -> None:
    assert "'Not judged' means no judgement" in [one.what for one in reading(tmp_path, providers()).assumptions]
    rows = changed(providers(), "Quality of care", lambda _, text: "Fair" if text == "Not judged" else text)
    read = reading(tmp_path, rows)
    assert asked(read) == ["what 'Fair' means among grades"]
    assert read.questions[0].where == "extract.csv#extract!Q4"
    told = reading(tmp_path, rows, answers=Answers(symbols={"Fair": "not available"})).judgements.set_index("said").loc["Fair"]
    assert (told["status"], told["grade"]) == ("not available", "")


def test_rows_about_the_same_inspection_are_asked_about(tmp_path: Path) -> None:
    rows = providers()
    assert asked(reading(tmp_path, [*rows[:3], rows[2], *rows[3:]])) == ["how rows about the same inspection differ"]
    other_day = [*rows[2][:13], "01/02/2010", *rows[2][14:]]
    assert reading(tmp_path, [*rows[:3], other_day, *rows[3:]]).questions == ()


@pytest.mark.parametrize(
    ("rows", "asks"),
    [
        (renamed(providers(), "Quality of care", ""), "what was judged in the column without a header"),
        (renamed(providers(), "Quality of care", "Overall effectiveness"), "how two columns headed 'Overall effectiveness' differ"),
        (renamed(providers(), "Quality of care", "Region"), "why grades stand under 'Region'"),
        (renamed(providers(), "Name", "URN"), "how two columns headed 'URN' differ"),
        ([*providers()[:3], PROVIDER_HEADER, *providers()[3:]], "whether the row that repeats the header begins another table"),
    ],
)
def test_headers_that_do_not_tell(tmp_path: Path, rows: list[Row], asks: str) -> None:
    assert asked(reading(tmp_path, rows)) == [asks]


def test_a_column_without_a_header_that_holds_no_grades_is_left_out(tmp_path: Path) -> None:
    read = reading(tmp_path, renamed(providers(), "Places", ""))
    assert said(read.judgements) == said(reading(tmp_path, providers()).judgements)
    assert read.fates.set_index("explanation").loc["has no header and holds no grade", "cells"] == 6


@pytest.mark.parametrize("town", ["Leeds", "Medway", "Salford"])
def test_a_row_with_a_separator_too_many_or_too_few_is_asked_about(tmp_path: Path, town: str) -> None:
    rows = [[*row[15:], *row[:15]] for row in providers()[:7]]  # grades first: those of a row that is cut stand where they should
    sound = reading(tmp_path, rows)
    path = tmp_path / "extract.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    for new, asks in ((f",Flat 1,{town},", "why a cell stands to the right"), (",", "what is missing from a row")):
        path.write_text("\n".join(line.replace(f",{town},", new, 1) for line in lines) + "\n", encoding="utf-8")
        (only,) = asked(read_file(path, infer=True))
        assert only.startswith(asks)
    assert sound.questions == ()


def test_a_header_that_stands_one_column_off_gives_nothing(tmp_path: Path) -> None:
    rows = providers()
    for header in ([*rows[0][1:], ""], ["", *rows[0][:-1]]):
        assert asked(reading(tmp_path, [header, *rows[1:]]))


def test_a_setting_lies_in_a_council_and_in_nothing_wider(tmp_path: Path) -> None:
    rows = changed(providers(), "Local authority", lambda number, text: "London" if number == 2 else text)
    with pytest.raises(ValueInCellError, match=r"extract!I4: a setting lies in London, which is no council"):
        reading(tmp_path, rows)


def test_rows_of_no_known_council_are_left_out_and_told_wherever_they_stand(tmp_path: Path) -> None:
    rows = providers()
    strange = ["Webpage", "SC999", *rows[1][2:8], "Atlantis", *rows[1][9:]]
    for place in (1, 4, 7):
        read = reading(tmp_path, [*rows[:place], strange, *rows[place:]])
        assert said(read.judgements) == said(reading(tmp_path, rows).judgements)
        assert [one.found for one in read.remarks if one.kind == "area left out"] == ["'Atlantis' is no area that is known"]
        assert read.report.balances


@pytest.mark.parametrize("rows", [providers(), [["Providers"], *providers()], renamed(providers(), "Places", "")])
def test_the_proposed_layout_reads_the_same(tmp_path: Path, rows: list[Row]) -> None:
    inferred = reading(tmp_path, rows)
    (tmp_path / "kept.toml").write_text(inferred.layout_text, encoding="utf-8")
    again = read_file(tmp_path / "extract.csv", layout=tmp_path / "kept.toml")
    pd.testing.assert_frame_equal(again.judgements.drop(columns="basis"), inferred.judgements.drop(columns="basis"))


def test_counts_by_grade_in_rows_are_figures_and_no_judgements(tmp_path: Path) -> None:
    rows: list[Row] = [["LA", "Overall effectiveness", "Providers 2009"]]
    rows += [[name, grade, 5 + n] for n, name in enumerate(COUNCILS) for grade in ("Outstanding", "Good", "Inadequate")]
    read = reading(tmp_path, rows)
    assert read.judgements.empty
    assert set(read.figures["breakdown"]) == {f"Overall effectiveness: {grade}" for grade in ("Outstanding", "Good", "Inadequate")}
