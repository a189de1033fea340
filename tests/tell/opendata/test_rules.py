"""Each rule of the open data standards: a file that keeps it, and its twin that breaks that rule and is told so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from csrating.errors import TableError
from csrating.tell.opendata import Checked, open_data_checked
from csrating.tell.opendata.checks import RULES

PLACE = ["geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code", "new_la_code", "la_name"]
PLACES = (
    ["National", "E92000001", "England", "", "", "", "", ""],
    ["Regional", "E92000001", "England", "E12000002", "North West", "", "", ""],
    ["Local authority", "E92000001", "England", "E12000002", "North West", "358", "E08000009", "Trafford"],
    ["Local authority", "E92000001", "England", "E12000003", "Yorkshire and The Humber", "810", "E06000010", "Kingston upon Hull, City of"],
)
META = ["col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint", "filter_grouping_column"]
NAME, META_NAME = "pupils.csv", "pupils.meta.csv"


def good_data() -> pd.DataFrame:
    rows = []
    for place in PLACES:
        for group, school in (("Total", "Total"), ("Maintained", "Primary"), ("Maintained", "Secondary")):
            rows.append(["200809", "Financial year", *place, group, school, "1200", "low", "2009"])
    return pd.DataFrame(
        rows, columns=["time_period", "time_identifier", *PLACE, "school_group", "school_type", "pupil_count", "pupil_percent", "version"]
    )


def good_meta() -> pd.DataFrame:
    rows = [
        ["school_type", "Filter", "Type of school", "", "", "", "By phase", "school_group"],
        ["pupil_count", "Indicator", "Pupils", "Counts", "", "0", "", ""],
        ["pupil_percent", "Indicator", "Share of pupils", "", "%", "1", "", ""],
    ]
    return pd.DataFrame(rows, columns=META)


def csv_text(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode()


def checked(data: pd.DataFrame, meta: pd.DataFrame) -> Checked:
    return open_data_checked(csv_text(data), csv_text(meta), name=NAME, meta_name=META_NAME)


def cell(row: int, column: str, text: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """A change of one cell; ``row`` as a spreadsheet counts it."""

    def change(table: pd.DataFrame) -> pd.DataFrame:
        table = table.copy()
        table.loc[row - 2, column] = text
        return table

    return change


def renamed(before: str, after: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda table: table.rename(columns={before: after})


def column(name: str, texts: list[str] | str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda table: table.assign(**{name: texts})


def without(name: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda table: table.drop(columns=name)


LONG = "pupils_in_schools_of_every_type_in_all_counts"
DATA_TWINS = [
    ("required columns", without("country_name"), "country_name", ()),
    ("column named twice", lambda table: pd.concat([table, table[["version"]]], axis=1), "version", ()),
    ("column name", renamed("version", "which version"), "which version", ()),
    ("snake case", renamed("version", "Version"), "Version", ()),
    ("snake case", renamed("version", "2nd_version"), "2nd_version", ()),
    ("length of column name", renamed("version", LONG), LONG, ()),
    ("time period", cell(5, "time_period", "2008/09"), "time_period", (5,)),
    ("time period", cell(5, "time_period", "20089"), "time_period", (5,)),
    ("consecutive years", cell(6, "time_period", "200810"), "time_period", (6,)),
    ("consecutive years", cell(6, "time_period", "200808"), "time_period", (6,)),
    ("time identifier", cell(7, "time_identifier", "Financial Year"), "time_identifier", (7,)),
    ("time identifier", cell(7, "time_identifier", "Calendar year Q4"), "time_identifier", (7,)),
    ("digits of time", cell(2, "time_period", "2009"), "time_period", (2,)),
    ("mixed times", cell(2, "time_identifier", "Academic year"), "time_identifier", ()),
    ("geographic level", cell(2, "geographic_level", "England"), "geographic_level", (2,)),
    ("country", cell(3, "country_name", "england"), "country_code", (3,)),
    ("country", cell(3, "country_code", ""), "country_code", (3,)),
    ("columns of the level", without("la_name"), "la_name", ()),
    ("place left blank", cell(5, "region_code", ""), "region_code", (5,)),
    ("place left blank", cell(8, "old_la_code", ""), "old_la_code", (8,)),
    ("place too fine", cell(2, "region_name", "North West"), "region_name", (2,)),
    ("place too fine", cell(5, "la_name", "Trafford"), "la_name", (5,)),
    ("region of a council", cell(8, "region_code", ""), "region_code", (8,)),
    ("form of a code", cell(5, "region_code", "NW"), "region_code", (5,)),
    ("form of a code", cell(8, "new_la_code", "00BU"), "new_la_code", (8,)),
    ("form of a code", cell(8, "old_la_code", "35"), "old_la_code", (8,)),
    ("unknown place", cell(8, "region_code", "x"), "region_code", (8,)),
    ("unknown place", cell(8, "region_name", "Not available"), "region_code", (8,)),
    ("code of two places", cell(8, "la_name", "Trafford council"), "old_la_code", (8, 9, 10)),
    ("codes and names agree", cell(11, "region_name", "North East"), "region_name", (11,)),
    ("spelling of a name", cell(11, "region_name", "Yorkshire and the Humber"), "region_name", (11,)),
    ("spelling of a name", cell(11, "la_name", "Kingston upon Hull"), "la_name", (11,)),
    ("codes and names agree", cell(8, "la_name", "Salford"), "la_name", (8,)),
    ("codes and names agree", cell(8, "new_la_code", "E08000006"), "la_name", (8,)),
    ("total in time or place", cell(2, "region_name", "Total"), "region_name", (2,)),
    ("total in time or place", cell(2, "time_identifier", "All"), "time_identifier", (2,)),
    ("column without metadata", cell(2, "version", "2010"), "version", ()),
    ("filter left blank", cell(2, "school_type", ""), "school_type", (2,)),
    ("filter left blank", cell(2, "school_group", " "), "school_group", (2,)),
    ("space around filter", cell(2, "school_type", "Total "), "school_type", (2,)),
    ("filter of one item", column("school_type", "Total"), "school_type", ()),
    ("filter without total", column("school_type", ["All pupils", "Primary", "Secondary"] * 4), "school_type", ()),
    ("group finer than filter", column("school_group", [str(place) for place in range(12)]), "school_group", ()),
    ("row about the same", cell(4, "school_type", "Primary"), "", (3, 4)),
    ("figure left blank", cell(2, "pupil_count", ""), "pupil_count", (2,)),
    ("figure left blank", cell(2, "pupil_count", "NULL"), "pupil_count", (2,)),
    ("obsolete symbol", cell(2, "pupil_count", ":"), "pupil_count", (2,)),
    ("obsolete symbol", cell(2, "pupil_count", "~"), "pupil_count", (2,)),
    ("obsolete symbol", cell(2, "pupil_count", ".."), "pupil_count", (2,)),
    ("obsolete symbol", cell(2, "pupil_count", "N/A"), "pupil_count", (2,)),
    ("obsolete symbol", cell(2, "pupil_count", "[c]"), "pupil_count", (2,)),
    ("not a number", cell(2, "pupil_count", "1,200"), "pupil_count", (2,)),
    ("not a number", cell(2, "pupil_count", "12%"), "pupil_count", (2,)),
    ("not a number", cell(2, "pupil_count", "few"), "pupil_count", (2,)),
    ("symbol of the wider list", cell(2, "pupil_count", "k"), "pupil_count", (2,)),
]
META_TWINS = [
    ("columns of metadata", without("filter_hint"), "filter_hint", ()),
    ("columns of metadata", column("remark", ""), "remark", ()),
    ("type of column", cell(3, "col_type", "indicator"), "col_type", (3,)),
    ("label", cell(3, "label", " "), "label", (3,)),
    ("label given twice", cell(3, "label", "Share of pupils"), "label", (3, 4)),
    ("column described twice", cell(3, "col_name", "pupil_percent"), "col_name", (3, 4)),
    ("column not in data", cell(3, "col_name", "pupils_count"), "col_name", (3,)),
    ("column not in data", cell(2, "filter_grouping_column", "school"), "filter_grouping_column", (2,)),
    ("time or place in metadata", cell(3, "col_name", "la_name"), "col_name", (3,)),
    ("unit", cell(3, "indicator_unit", "per cent"), "indicator_unit", (3,)),
    ("decimals", cell(3, "indicator_dp", "1.5"), "indicator_dp", (3,)),
    ("cell of the other type", cell(2, "indicator_unit", "%"), "indicator_unit", (2,)),
    ("cell of the other type", cell(3, "filter_hint", "Choose"), "filter_hint", (3,)),
    ("group described", cell(4, "col_name", "school_group"), "col_name", (4,)),
]
TEXT_TWINS = [
    ("encoding", lambda content: content.replace(b"Primary", b"Primaire \xe9"), ()),
    ("csv", lambda content: content + b'"never closed', (14,)),
    ("rectangle", lambda content: content.replace(b"Total,Total,1200,low,2009\n", b"Total,Total,1200,low\n", 1), (2,)),
    ("rectangle", lambda content: content + b"\n", (14,)),
    ("rectangle", lambda content: content + b"," * 14 + b"\n", (14,)),
    ("rectangle", lambda content: b"", ()),
]
NAME_TWINS = [
    ("file name", "Pupils.csv", "Pupils.meta.csv"),
    ("file name", "pupils & schools.csv", "pupils & schools.meta.csv"),
    ("file name", "pupils.txt", "pupils.txt.meta.csv"),
    ("year in file name", "pupils_2009.csv", "pupils_2009.meta.csv"),
    ("year in file name", "pupils_200809.csv", "pupils_200809.meta.csv"),
    ("metadata file", "pupils.csv", "pupil.meta.csv"),
]


def told(found: Checked, rule: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.column, one.rows) for one in found.found if one.rule == rule]


def test_the_good_file_keeps_every_rule() -> None:
    found = checked(good_data(), good_meta())
    assert (found.found, found.rows) == ((), 12)
    found.refuse_broken()
    assert found.table.empty


@pytest.mark.parametrize(("rule", "change", "where", "rows"), DATA_TWINS)
def test_its_twin_in_the_data_breaks_the_rule(rule: str, change: Callable, where: str, rows: tuple[int, ...]) -> None:
    assert (where, rows) in told(checked(change(good_data()), good_meta()), rule)


@pytest.mark.parametrize(("rule", "change", "where", "rows"), META_TWINS)
def test_its_twin_in_the_metadata_breaks_the_rule(rule: str, change: Callable, where: str, rows: tuple[int, ...]) -> None:
    assert (where, rows) in told(checked(good_data(), change(good_meta())), rule)


@pytest.mark.parametrize(("rule", "change", "rows"), TEXT_TWINS)
def test_its_twin_as_a_file_breaks_the_rule(rule: str, change: Callable, rows: tuple[int, ...]) -> None:
    found = open_data_checked(change(csv_text(good_data())), csv_text(good_meta()), name=NAME, meta_name=META_NAME)
    assert ("", rows) in told(found, rule)
    in_meta = open_data_checked(csv_text(good_data()), b'"never closed', name=NAME, meta_name=META_NAME)
    assert "csv" in {one.rule for one in in_meta.broken}


@pytest.mark.parametrize(("rule", "name", "meta_name"), NAME_TWINS)
def test_its_twin_by_name_breaks_the_rule(rule: str, name: str, meta_name: str) -> None:
    found = open_data_checked(csv_text(good_data()), csv_text(good_meta()), name=name, meta_name=meta_name)
    assert rule in {one.rule for one in found.found}


def test_an_indicator_whose_name_holds_a_breakdown_is_advised_against() -> None:
    data, meta = renamed("pupil_count", "female_count")(good_data()), cell(3, "col_name", "female_count")(good_meta())
    assert [one.rule for one in checked(data, meta).found] == ["breakdown in a column name"]
    kept = renamed("pupil_count", "malestroms_count")(good_data()), cell(3, "col_name", "malestroms_count")(good_meta())
    assert not checked(*kept).found


def test_every_rule_has_a_twin() -> None:
    tried = {twin[0] for twins in (DATA_TWINS, META_TWINS, TEXT_TWINS, NAME_TWINS) for twin in twins}
    assert tried | {"breakdown in a column name"} == set(RULES)


def test_a_default_item_that_the_metadata_name_stands_for_a_total() -> None:
    data = column("school_type", ["All pupils", "Primary", "Secondary"] * 4)(good_data())
    assert not checked(data, good_meta().assign(filter_default=["All pupils", "", ""])).found
    assert told(checked(data, good_meta().assign(filter_default=["Every pupil", "", ""])), "filter without total") == [("school_type", ())]


def test_signs_that_a_terminal_would_obey_are_written_out() -> None:
    data = renamed("version", "\x1b[31mversion")(good_data())
    (one,) = checked(data, good_meta()).broken
    assert str(one).startswith("data column \\u001b[31mversion: found")


def test_a_group_for_each_item_is_no_finer_than_its_filter() -> None:
    assert not checked(column("school_group", ["Total", "Younger", "Older"] * 4)(good_data()), good_meta()).found


def test_without_metadata_the_other_rules_are_checked_all_the_same() -> None:
    found = open_data_checked(csv_text(cell(2, "pupil_count", ":")(good_data())), None, name=NAME)
    assert [one.rule for one in found.broken] == ["metadata file", "obsolete symbol"]


def test_the_page_on_open_data_holds_every_rule(repository: Path) -> None:
    page = (repository / "docs" / "open_data.md").read_text(encoding="utf-8")
    rows = [f"| {rule.name} | {rule.asks} | {'must' if rule.must else 'should'} |" for rule in RULES.values()]
    assert "\n".join(rows) in page


def test_all_is_told_at_once_with_rows_and_columns_in_sentences() -> None:
    data = cell(3, "pupil_count", "1,234")(cell(2, "pupil_count", "~")(column("time_period", "200810")(good_data())))
    found = checked(data, good_meta())
    assert [str(one) for one in found.broken] == [
        "data column time_period rows 2, 3, 4, 5, 6 and 7 more: found '200810'; "
        "six digits are two years that follow each other, such as 200809.",
        "data column pupil_count row 2: found '~'; in place of a figure stands z, x, c, low or u, without brackets.",
        "data column pupil_count row 3: found '1,234'; a figure is a plain number, without commas, units or words.",
    ]
    assert found.table[["rule", "must", "rows", "first_row"]].to_numpy().tolist() == [
        ["consecutive years", True, 12, 2],
        ["obsolete symbol", True, 1, 2],
        ["not a number", True, 1, 3],
    ]
    with pytest.raises(TableError, match=r"pupils.csv: the file breaks the open data standards: data column time_period"):
        found.refuse_broken()


def test_what_the_standard_recommends_alone_is_advice() -> None:
    found = checked(cell(2, "pupil_count", "k")(good_data()), good_meta())
    assert (found.broken, [one.rule for one in found.advice]) == ((), ["symbol of the wider list"])
    found.refuse_broken()


def test_a_council_that_has_no_code_of_nine_characters_and_one_since_2019_are_places_too() -> None:
    data = cell(8, "new_la_code", "")(good_data())
    assert not checked(data, good_meta()).found
    later = good_data()
    later.loc[later["la_name"] == "Trafford", ["old_la_code", "new_la_code", "la_name", "region_code", "region_name"]] = [
        "839",
        "E06000058",
        "Bournemouth, Christchurch and Poole",
        "E12000009",
        "South West",
    ]
    assert not checked(later, good_meta()).found


def test_a_place_that_is_not_known_is_written_as_the_standard_says() -> None:
    data = good_data()
    data.loc[6:8, ["region_code", "region_name", "old_la_code", "new_la_code", "la_name"]] = [
        "x",
        "Not available",
        "x",
        "x",
        "Not available",
    ]
    assert not checked(data, good_meta()).found


def test_a_name_beside_codes_of_no_place_is_told() -> None:
    data = good_data()
    data.loc[6:8, ["old_la_code", "new_la_code"]] = "x"
    assert told(checked(data, good_meta()), "unknown place") == [("new_la_code", (8, 9, 10)), ("old_la_code", (8, 9, 10))]


def test_a_council_that_ended_may_have_one_code_alone() -> None:
    data = good_data()
    data.loc[6:8, ["old_la_code", "new_la_code", "la_name"]] = ["x", "E10000010", "Durham"]
    assert not checked(data, good_meta()).found


def test_a_mark_of_the_encoding_and_lines_of_windows_are_no_fault() -> None:
    content = b"\xef\xbb\xbf" + csv_text(good_data()).replace(b"\n", b"\r\n")
    assert not open_data_checked(content, csv_text(good_meta()), name=NAME, meta_name=META_NAME).found


def test_a_frame_is_checked_as_a_file_is() -> None:
    numbers = good_data().assign(pupil_count=1200, time_period=200809)
    assert not open_data_checked(numbers, good_meta()).found
    blank = numbers.assign(pupil_count=numbers["pupil_count"].where(numbers.index > 0).astype("Int64"))
    assert told(open_data_checked(blank, good_meta()), "figure left blank") == [("pupil_count", (2,))]


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_the_check_ends_with_what_is_wrong(content: bytes) -> None:
    assert open_data_checked(content, content, name=NAME, meta_name=META_NAME).broken


@settings(max_examples=60)
@given(st.integers(2, 13), st.sampled_from(list(good_data().columns)), st.text(max_size=8).filter(lambda text: "\x00" not in text))
def test_what_a_change_of_one_cell_breaks_names_its_row(row: int, where: str, text: str) -> None:
    before = good_data().loc[row - 2, where]
    found = checked(cell(row, where, text)(good_data()), good_meta())
    assert text != before or not found.found
    assert all(row in one.rows for one in found.broken if one.rows)
