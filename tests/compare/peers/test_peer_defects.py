"""What others get wrong, and our answer to each: those of the twenty known defects that no other test of comparing holds.

Elsewhere: 1 gaps in time and 18 order of years (test_trends), 2 printed bands and 3 ties (test_bands), 4 whose median and 5 no deviation
(test_zones), 13 ranks before rounding (test_ranks), 15 suppressed neighbours, 16 duplicates and 17 a council itself (test_groups), 19 the
name of a council without a figure (tests/tell/test_charts).
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.compare.peers.others import percentile_in_set, upper_median
from csrating.compare.ranks import ranked, ranks
from csrating.errors import TableError
from csrating.reference import neighbour_table, neighbour_table_from
from csrating.reference.standing_councils import councils_of_any_time

NAMES = councils_of_any_time().set_index("code")["name"]
TEN = neighbour_table("2025").query("council == '358'")["neighbour"].tolist()


def table(folder: Path, header: str, rows: list[str]) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def compared(folder: Path, values: dict[str, str], *, average: str = "mean") -> pd.Series:
    """Trafford among its neighbours, of a csv file in which these values stand."""
    rows = [f'"{NAMES[code]}","{value}"' for code, value in values.items()]
    figures = cs.read_file(table(folder, "LA,Number of referrals 2024", rows)).figures
    measure = figures["measure"].iloc[0]
    found = cs.compare_measures(figures, polarity={measure: "low"}, method=cs.Method(average=average)).table
    return found[found["council"] == "358"].iloc[0]


def test_6_the_median_of_ten_lies_between_the_fifth_and_the_sixth(tmp_path):
    values = {"358": "50"} | {code: str(10 * at) for at, code in enumerate(TEN, start=1)}
    assert compared(tmp_path, values, average="median")["neighbours"] == 55
    assert upper_median(np.arange(10.0, 101, 10)) == 60


def test_7_what_stands_for_no_figure_is_never_a_number(tmp_path):
    values = {"358": "50"} | dict.fromkeys(TEN, "40") | {TEN[0]: "c", TEN[1]: "x"}
    found = compared(tmp_path, values)
    assert (found["neighbours"], found["with_data"], found["of"]) == (40, 8, 10)
    rows = [f'"{NAMES[code]}",{-1 if at == 3 else 40}' for at, code in enumerate(TEN)]
    with_sentinel = cs.read_file(table(tmp_path, "LA,Number 2024", rows))
    assert with_sentinel.questions
    assert with_sentinel.figures.empty


def test_8_closeness_is_one_word_however_it_is_written():
    mine = pd.DataFrame({"council": "358", "position": [1, 2], "neighbour": TEN[:2], "closeness": ["Very close", "Very Close"]})
    assert neighbour_table_from(mine)["closeness"].unique().tolist() == ["very close"]


def test_9_no_average_is_taken_of_text(repository):
    data = cs.read(repository / "data" / "raw")
    data.observations["value"] = data.observations["value"].map("{:,.1f}".format)
    with pytest.raises(TableError, match="'value' of the table observations holds"):
        cs.compare(data)


def test_10_a_number_with_a_comma_is_read_whole(tmp_path):
    figures = cs.read_file(table(tmp_path, "LA,Number 2024", ['Bury,"1,234"', 'Kent,"1,234,567"'])).figures
    assert figures["value"].tolist() == [1234.0, 1234567.0]


def test_11_grades_go_by_their_headers_and_a_blank_moves_none(tmp_path):
    header = "Local authority,Inspection date,Overall effectiveness,Leadership,Children in care"
    rows = ["Bury,01/02/2024,Good,,Outstanding", "Kent,02/02/2024,Inadequate,Good,"]
    judgements = cs.read_file(table(tmp_path, header, rows)).judgements
    told = {(row.area_name, row.judgement): row.grade for row in judgements.itertuples()}
    assert told == {
        ("Bury", "Overall effectiveness"): "good",
        ("Bury", "Children in care"): "outstanding",
        ("Kent", "Overall effectiveness"): "inadequate",
        ("Kent", "Leadership"): "good",
    }


def test_12_who_has_no_figure_is_not_in_line(tmp_path):
    found = compared(tmp_path, {"358": ":"} | dict.fromkeys(TEN[:5], "40") | dict.fromkeys(TEN[5:], "44"))
    assert (found["standing"], found["why"]) == ("not comparable", "the council has no figure")
    assert np.isnan([found["rank"], found["gap"]]).all()


def test_14_what_was_really_used_is_told(tmp_path):
    rows = [f'"{NAMES[code]}",{40 + at}' for at, code in enumerate(["358", *TEN])]
    figures = cs.read_file(table(tmp_path, "LA,Number 2024", rows)).figures
    assert cs.compare_measures(figures, polarity={}, neighbour_lists="2021").vintage == "2021"
    mine = pd.DataFrame({"council": "358", "position": [1, 2], "neighbour": TEN[:2]})
    assert cs.compare_measures(figures, polarity={}, neighbour_lists=mine).vintage == "supplied by the user"


def test_20_a_place_in_a_set_says_of_how_many_it_is():
    """A percentile of a set that holds the council itself is never 0; our rank comes with the number of those ranked, itself among them."""
    values = [10.0, 20.0, 30.0, 40.0, np.nan]
    assert percentile_in_set(values, 10.0) == 25
    assert (ranks(values).tolist()[0], int(ranked(values))) == (4.0, 4)
