"""Extracts of inspections by a layout: every cell of a judgement is given as the file states it, or refused with its place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from csrating.errors import CsratingError, LayoutError, UnknownCouncilError, ValueInCellError
from csrating.read import Reading, read_file

LAYOUT = """
title = "Settings and their inspections"

[[table]]
name = "settings"
gives = "judgements"
sheet = "table"
header = ["URN", "Date"]
area_names = ["LA"]
notes_begin = "Source: .*"

[table.columns]
setting = "URN"
provision = "Type"
run_by = "Sector"
event = "Event"
inspected_on = "Date"
published_on = "Published"

[[table.figures]]
header = "(?P<measure>Overall effectiveness|Care)"

[[table.figures]]
header = "Safe"
measure = "the safety of children"
symbols = { "-" = "not available" }

[table.symbols]
"Not judged" = "no judgement"
"REDACTED" = "suppressed"

[table.words.inspected_on]
"NULL" = "no day"

[table.left_out_columns]
"Name" = "names of settings"
"""
HEADER = "URN,Name,LA,Type,Sector,Event,Date,Published,Overall effectiveness,Care,Safe"
ROWS = (
    "1,One,Bury,Children's home,Local Authority,Full,05/03/2015,2015-04-01,Good,Adequate,-",
    "2,Two,Trafford,Boarding School,Academy,Full,5 March 2014,,Requires improvement to be good,,OUTSTANDING",
    "3,Three,Bury,Lighthouse,Crown,Interim,NULL,,Not judged,REDACTED,inadequate",
)
COUNCILS = """
title = "Councils and their inspections"

[[table]]
name = "councils"
gives = "judgements"
sheet = "table"
header = ["LA", "Date"]
area_names = ["LA"]

[table.columns]
inspected_on = "Date"

[[table.figures]]
header = "Overall effectiveness"
measure = "overall effectiveness"
"""


def reading(tmp_path: Path, *rows: str, layout: str = LAYOUT, header: str = HEADER) -> Reading:
    (tmp_path / "table.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_text(layout, encoding="utf-8")
    return read_file(tmp_path / "table.csv", layout=tmp_path / "mine.toml")


def cell(read: Reading, place: str) -> pd.Series:
    row: pd.Series = read.judgements.set_index("ref").loc[f"table.csv#table!{place}"]
    return row


def with_(old: str, new: str) -> str:
    if old not in LAYOUT:
        pytest.fail(f"{old!r} is not in the layout: the change to be tested is none")
    return LAYOUT.replace(old, new, 1)


def test_each_cell_of_a_judgement_is_one_row(tmp_path: Path) -> None:
    read = reading(tmp_path, *ROWS)
    assert [ref.partition("!")[2] for ref in read.judgements["ref"]] == ["I2", "J2", "K2", "I3", "K3", "I4", "J4", "K4"]
    assert read.figures.empty
    assert set(read.judgements["basis"]) == {"layout mine"}


def test_what_a_row_says(tmp_path: Path) -> None:
    judged = cell(reading(tmp_path, *ROWS), "I2")
    names = [
        "level",
        "area",
        "area_name",
        "setting",
        "provision",
        "setting_type",
        "run_by",
        "event",
        "judgement",
        "said",
        "grade",
        "status",
    ]
    assert judged[names].tolist() == [
        "council", "351", "Bury", "1", "Children's home", "children's homes", "council", "Full", "Overall effectiveness", "Good", "good",
        "judged",
    ]  # fmt: skip
    assert (judged["inspected_on"], judged["published_on"]) == (pd.Timestamp(2015, 3, 5), pd.Timestamp(2015, 4, 1))
    assert (judged["settings"], judged["period"]) == (1, "")


def test_grades_keep_their_words_and_stand_on_one_scale(tmp_path: Path) -> None:
    rows = reading(tmp_path, *ROWS).judgements
    assert rows.loc[rows["status"] == "judged", ["said", "grade"]].apply(tuple, axis=1).tolist() == [
        ("Good", "good"),
        ("Adequate", "satisfactory"),
        ("Requires improvement to be good", "satisfactory"),
        ("OUTSTANDING", "outstanding"),
        ("inadequate", "inadequate"),
    ]


@pytest.mark.parametrize(
    ("place", "said", "status"), [("K2", "-", "not available"), ("I4", "Not judged", "not judged"), ("J4", "REDACTED", "suppressed")]
)
def test_a_symbol_has_no_grade_and_says_why(tmp_path: Path, place: str, said: str, status: str) -> None:
    assert cell(reading(tmp_path, *ROWS), place)[["said", "grade", "status"]].tolist() == [said, "", status]


def test_every_cell_is_accounted_for(tmp_path: Path) -> None:
    read = reading(tmp_path, *ROWS, "", "Source: a survey,,,,,,,,,,")
    fates = read.fates.groupby("fate")[["rows", "cells"]].sum()
    assert fates.loc["kept"].tolist() == [3, 5]
    assert fates.loc["symbol"].tolist() == [0, 3]
    assert fates.loc["blank", "cells"] == 1
    assert fates["rows"].sum() == 6
    assert read.report.balances


def test_the_doctor_reports_on_a_file_without_figures(tmp_path: Path) -> None:
    report = reading(tmp_path, *ROWS).report
    assert report.balances
    accounts = report.accounts.iloc[0]
    assert (accounts["kept"], accounts["symbols"], accounts["blank"]) == (5, 3, 1)


def test_what_no_register_knows_is_told_and_left_blank(tmp_path: Path) -> None:
    read = reading(tmp_path, *ROWS)
    assert cell(read, "I4")[["provision", "setting_type", "run_by"]].tolist() == ["Lighthouse", "", ""]
    told = {one.kind: (one.found, one.where.partition("!")[2]) for one in read.remarks}
    assert told["provision not known"] == ("'Lighthouse'", "D4")
    assert told["run by not known"] == ("'Crown'", "E4")
    assert told["provision outside the profile"][0].startswith("'Boarding School': ")
    assert told["run by outside the profile"][0].startswith("'Academy': ")


def test_the_layout_may_say_what_a_word_means(tmp_path: Path) -> None:
    layout = LAYOUT + '[table.words.provision]\n"Lighthouse" = "children\'s homes"\n[table.words.run_by]\n"Crown" = "private"\n'
    read = reading(tmp_path, *ROWS, layout=layout)
    assert cell(read, "I4")[["setting_type", "run_by"]].tolist() == ["children's homes", "private"]
    assert not {"provision not known", "run by not known"} & {one.kind for one in read.remarks}


def test_a_layout_may_not_invent_words(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="word for provision 'lighthouses' is not known; expected one of childminding"):
        reading(tmp_path, *ROWS, layout=LAYOUT + '[table.words.provision]\n"Lighthouse" = "lighthouses"\n')
    with pytest.raises(LayoutError, match="word for run_by 'crown' is not known; expected one of council"):
        reading(tmp_path, *ROWS, layout=LAYOUT + '[table.words.run_by]\n"Crown" = "crown"\n')


def test_a_judgement_without_a_day_is_given_and_told(tmp_path: Path) -> None:
    read = reading(tmp_path, *ROWS)
    assert pd.isna(cell(read, "K4")["inspected_on"])
    assert ("no day", "1 judgement has no day of inspection", "table.csv#table!K4") in [
        (one.kind, one.found, one.where) for one in read.remarks
    ]
    assert "no day" not in {one.kind for one in reading(tmp_path, *ROWS[:2]).remarks}


def test_columns_are_matched_by_name_in_any_order(tmp_path: Path) -> None:
    straight = reading(tmp_path, *ROWS).judgements.drop(columns="ref").astype(str)
    order = [7, 10, 2, 9, 0, 5, 1, 3, 8, 6, 4]
    lines = [",".join(line.split(",")[place] for place in order) for line in (HEADER, *ROWS)]
    shuffled = reading(tmp_path, *lines[1:], header=lines[0]).judgements.drop(columns="ref").astype(str)
    assert sorted(map(tuple, shuffled.to_numpy().tolist())) == sorted(map(tuple, straight.to_numpy().tolist()))


@pytest.mark.parametrize(
    ("old", "new", "error", "found"),
    [
        (
            "Good,Adequate",
            "Goood,Adequate",
            ValueInCellError,
            r"table!I2: 'Goood' is neither a grade nor a declared symbol; expected one of",
        ),
        ("Good,Adequate", "2,Adequate", ValueInCellError, r"table!I2: '2' is neither"),
        ("Good,Adequate", "Good,-", ValueInCellError, r"table!J2: '-' is neither"),
        ("05/03/2015", "03/27/2015", ValueInCellError, r"table!G2: '03/27/2015' is not a date; expected a day such as"),
        ("05/03/2015", "awaited", ValueInCellError, r"table!G2: 'awaited' is not a date"),
        ("Bury", "Atlantis", UnknownCouncilError, r"table!C2"),
        ("Bury", "", UnknownCouncilError, r"table!C2"),
    ],
)
def test_what_is_not_as_the_layout_says_is_refused_with_its_cell(
    tmp_path: Path, old: str, new: str, error: type[CsratingError], found: str
) -> None:
    if ROWS[0].count(old) != 1:
        pytest.fail(f"{old!r} is not in the row once: the change to be tested is none")
    with pytest.raises(error, match=found):
        reading(tmp_path, ROWS[0].replace(old, new), ROWS[1])


def test_several_cells_that_are_no_grades_are_counted(tmp_path: Path) -> None:
    with pytest.raises(ValueInCellError, match=r"'Fair' is neither .* \(and 1 more such cells\)"):
        reading(tmp_path, ROWS[0].replace("Good", "Fair"), ROWS[1].replace("Requires improvement to be good", "Fair"))


@pytest.mark.parametrize(
    ("second", "refused"),
    [
        ("1,One,Bury,Children's home,,Full,05/03/2015,,Inadequate,,", True),
        ("1,One,Bury,Children's home,,Full,2015-03-05,,Good,,", True),
        ("1,One,Bury,Children's home,,Full,06/03/2015,,Inadequate,,", False),
        ("1,One,Bury,Children's home,,Interim,05/03/2015,,Inadequate,,", False),
        ("4,One,Bury,Children's home,,Full,05/03/2015,,Inadequate,,", False),
        ("1,One,Bury,Children's home,,Full,05/03/2015,,,,Good", False),
    ],
)
def test_two_judgements_of_the_same_thing_are_refused(tmp_path: Path, second: str, refused: bool) -> None:
    first = "1,One,Bury,Children's home,,Full,05/03/2015,,Good,Good,"
    if not refused:
        assert len(reading(tmp_path, first, second).judgements) == 3
        return
    with pytest.raises(LayoutError, match=r"table!I3: .* judges 'Overall effectiveness' of 1 on 2015-03-05 twice; .*table!I2 is the same"):
        reading(tmp_path, first, second)


def test_a_judgement_under_the_notes_is_refused(tmp_path: Path) -> None:
    note = "Source: a survey,,,,,,,,,,"
    with pytest.raises(LayoutError, match=r"table!I4: a figure stands under the notes"):
        reading(tmp_path, ROWS[0], note, ROWS[1])
    assert len(reading(tmp_path, *ROWS[:2], note, "2: a note,,,,,,,,2,,").judgements) == 5


def test_a_column_that_the_layout_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="columns that its layout does not know: 'Name'"):
        reading(tmp_path, *ROWS, layout=with_('"Name" = "names of settings"', '"Title" = "names of settings"'))


def test_a_layout_without_a_column_of_judgements(tmp_path: Path) -> None:
    layout = COUNCILS[: COUNCILS.index("[[table.figures]]")] + '[table.left_out_columns]\n"Overall effectiveness" = "not wanted"\n'
    with pytest.raises(LayoutError, match="has no column of judgements"):
        reading(tmp_path, "Bury,05/03/2015,Good", layout=layout, header="LA,Date,Overall effectiveness")


@pytest.mark.parametrize(("scale", "first"), [("numbers", "outstanding"), ("numbers, 4 best", "inadequate")])
def test_numbers_run_as_the_layout_says(tmp_path: Path, scale: str, first: str) -> None:
    layout = with_('area_names = ["LA"]', f'area_names = ["LA"]\ngrades = "{scale}"')
    read = reading(tmp_path, "1,One,Bury,Primary,,Full,05/03/2015,,1,Good,", layout=layout)
    assert read.judgements[["said", "grade"]].to_numpy().tolist() == [["1", first], ["Good", "good"]]
    with pytest.raises(ValueInCellError, match=r"'5' is neither a grade nor a declared symbol; expected one of 1 to 4"):
        reading(tmp_path, "1,One,Bury,Primary,,Full,05/03/2015,,5,Good,", layout=layout)


def test_a_council_itself_may_be_inspected(tmp_path: Path) -> None:
    read = reading(tmp_path, "Bury,05/03/2015,Good", "Kent,05/03/2015,Good", layout=COUNCILS, header="LA,Date,Overall effectiveness")
    assert (read.judgements["setting"] == "").all()
    assert read.judgements["settings"].isna().all()
    with pytest.raises(LayoutError, match=r"of Bury on 2015-03-05 twice"):
        reading(tmp_path, "Bury,05/03/2015,Good", "Bury ,05/03/2015,Good", layout=COUNCILS, header="LA,Date,Overall effectiveness")


def test_a_council_is_that_of_its_own_day_and_a_setting_lies_in_one_of_the_time_of_the_extract(tmp_path: Path) -> None:
    rows = ["Dorset,05/03/2015,Good", "Dorset,05/03/2022,Good"]
    councils = reading(tmp_path, *rows, layout=COUNCILS, header="LA,Date,Overall effectiveness").judgements
    assert councils["area"].tolist() == ["835", "838"]
    layout = COUNCILS.replace("[table.columns]", '[table.columns]\nsetting = "URN"').replace('"LA", "Date"', '"URN", "Date"')
    of_settings = reading(
        tmp_path, *(f"{place},{row}" for place, row in enumerate(rows)), layout=layout, header="URN,LA,Date,Overall effectiveness"
    )
    assert of_settings.judgements["area"].tolist() == ["838", "838"]
    before = reading(tmp_path, f"1,{rows[0]}", layout=layout, header="URN,LA,Date,Overall effectiveness")
    assert before.judgements["area"].tolist() == ["835"]


GRADES = {"Outstanding": "outstanding", "good": "good", "Adequate": "satisfactory", "Inadequate": "inadequate"}


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.sampled_from(["Bury", "Kent", "Trafford"]), st.sampled_from([*GRADES, ""])), min_size=1, max_size=12),
)
def test_whatever_the_file_holds_is_given_cell_by_cell(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    codes = {"Bury": "351", "Kent": "886", "Trafford": "358"}
    lines = [f"{place},X,{council},,,Full,05/03/2015,,{word},," for place, (council, word) in enumerate(rows)]
    given_rows = reading(tmp_path_factory.mktemp("rows"), *lines).judgements
    stated = [(str(place), codes[council], word, GRADES[word]) for place, (council, word) in enumerate(rows) if word]
    assert list(given_rows[["setting", "area", "said", "grade"]].itertuples(index=False, name=None)) == stated
