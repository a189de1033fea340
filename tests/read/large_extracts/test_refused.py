"""What is not known is told or refused, and what cannot be read is refused in a sentence."""

from __future__ import annotations

import sys

import pandas as pd
import pytest

import csrating as cs
from csrating.read.large_extracts.accounted import Account
from tests.read.large_extracts.conftest import extract_of

GOOD = ("358", "EY1", "Childminder", "Overall effectiveness", "Good", "2009-03-01")
CUT_OFF = "2009-08-31"


def changed(place: int, word: str | None) -> pd.DataFrame:
    return extract_of(GOOD, (*GOOD[:1], "EY2", *GOOD[2:]), tuple(word if at == place else said for at, said in enumerate(GOOD)))


@pytest.mark.parametrize(
    ("place", "word", "told"),
    [
        (0, "999", "column 'council' holds what is not known: '999' (1 row); expected the codes or names of the councils of 2009"),
        (0, None, "column 'council' holds what is not known: '' (1 row)"),
        (2, "Lighthouse", "column 'setting_type' holds what is not known: 'Lighthouse' (1 row)"),
        (3, "Weather", "column 'aspect' holds what is not known: 'Weather' (1 row)"),
        (4, "Fair", "column 'grade' holds what is not known: 'Fair' (1 row); expected inadequate, satisfactory, good, outstanding"),
        (1, " ", "1 row has no reference of a setting in column 'setting'"),
        (1, None, "1 row has no reference of a setting in column 'setting'"),
    ],
)
def test_what_is_not_known_is_refused_or_told(written, place, word, told):
    path = written(changed(place, word))
    with pytest.raises(cs.CsratingError) as error:
        cs.count_settings(path, cut_off=CUT_OFF)
    assert told in str(error.value)
    counted = cs.count_settings(path, cut_off=CUT_OFF, unknown="tell")
    assert counted.counts["settings"].tolist() == [2]
    [aside] = counted.account[counted.account["fate"] != "counted"].to_dict("records")
    assert aside["rows"] == 1
    assert aside["fate"] == ("no reference of the setting" if place == 1 else "not known")
    assert aside["word"] == ("" if place == 1 else word or "")
    assert counted.rows == 3


def test_an_extract_in_which_all_is_known_has_nothing_aside(written):
    counted = cs.count_settings(written(changed(1, "EY3")), cut_off=CUT_OFF, unknown="tell")
    assert counted.account["fate"].tolist() == ["counted"]


def test_a_step_of_report_cards_is_told_and_no_grade(written):
    counted = cs.count_settings(written(changed(4, "Strong standard")), cut_off=CUT_OFF)
    assert counted.account["fate"].tolist() == ["counted", "on another scale"]


@pytest.mark.parametrize(("place", "word"), [(0, "351"), (2, "Primary school")])
def test_a_setting_in_two_places_on_one_day_is_refused(written, place, word):
    with pytest.raises(cs.CsratingError, match=r"1 setting is in two councils, of two types or run by two on the day .* being 'EY1'"):
        cs.count_settings(written(changed(place, word)), cut_off=CUT_OFF)
    moved = changed(place, word)
    moved.loc[2, "inspected_on"] = pd.Timestamp("2001-01-01")
    assert cs.count_settings(written(moved), cut_off=CUT_OFF).counts["settings"].tolist() == [2]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"cut_off": "August"}, "the cut-off 'August' is no day"),
        ({"unknown": "drop"}, "unknown is 'drop'; expected one of 'refuse', 'tell'"),
        ({"grades": "letters"}, "grades is 'letters'; expected one of 'words', 'numbers', 'numbers, 4 best'"),
        ({"memory": "plenty"}, "the memory 'plenty' is no size; expected one such as '2 GB'"),
        ({"edition": "1999"}, "1999"),
        ({"columns": {"colour": "Colour"}}, "columns names 'colour'"),
        ({"columns": {"setting": "URN"}}, "there is no column 'URN' among 'council', 'setting'"),
        ({"columns": {"inspected_on": "grade"}}, "column 'grade' holds VARCHAR; expected dates"),
        ({"temporary": "nowhere"}, "nowhere: there is no such folder to work in"),
    ],
)
def test_a_wrong_argument_is_one_sentence(written, given, told):
    with pytest.raises(cs.CsratingError) as error:
        cs.count_settings(written(extract_of(GOOD)), **({"cut_off": CUT_OFF} | given))
    assert told in str(error.value)


@pytest.mark.parametrize(("grades", "hinted"), [(("1", "4"), True), (("2.0", "2"), False), (("9", "2"), False)])
def test_grades_in_numbers_are_hinted_at_where_all_that_is_unknown_are_such(written, grades, hinted):
    rows = [("358", f"EY{place}", "Childminder", "Overall effectiveness", one, "2009-03-01") for place, one in enumerate(grades)]
    with pytest.raises(cs.CsratingError, match="'grade' holds what is not known") as error:
        cs.count_settings(written(extract_of(*rows)), cut_off=CUT_OFF)
    assert ('say grades="numbers"' in str(error.value)) == hinted


def test_counts_are_of_a_known_origin(written):
    counted = cs.count_settings(written(extract_of(GOOD)), cut_off=CUT_OFF)
    assert counted.inspections(origin="published", source="mine")["origin"].tolist() == ["published"]
    with pytest.raises(cs.CsratingError, match="the origin is 'hearsay'; expected one of published, demonstration, mixed"):
        counted.inspections(origin="hearsay", source="mine")


def test_an_account_that_lost_rows_is_an_error():
    account = Account((("judged in time", "", "", "", 5), ("after the cut-off", "inspected_on", "", "", 2)))
    assert account.table(5, [])["rows"].tolist() == [0, 5, 2]
    with pytest.raises(cs.CsratingError, match="5 rows are judgements and 4 were counted; expected every row accounted for"):
        account.table(4, [])


def test_a_column_of_too_many_words_is_refused(written):
    extract = pd.concat([extract_of(GOOD)] * 10_001, ignore_index=True)
    extract["council"] = [f"place {number}" for number in range(len(extract))]
    with pytest.raises(cs.CsratingError, match="column 'council' holds more than 10,000 different words"):
        cs.count_settings(written(extract), cut_off=CUT_OFF)


def test_no_file_and_a_damaged_one(tmp_path, written):
    with pytest.raises(cs.CsratingError, match="there is no parquet file; expected a file, a folder"):
        cs.count_settings(tmp_path / "none.parquet", cut_off=CUT_OFF)
    path = written(extract_of(GOOD))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(cs.CsratingError, match="it cannot be read as parquet"):
        cs.count_settings(path, cut_off=CUT_OFF)


def test_files_of_other_columns_are_refused(tmp_path, written):
    written(extract_of(GOOD), "some/a.parquet")
    written(extract_of(GOOD).rename(columns={"grade": "judgement"}), "some/b.parquet")
    with pytest.raises(cs.CsratingError, match="it cannot be read as parquet"):
        cs.count_settings(tmp_path / "some", cut_off=CUT_OFF)


def test_without_duckdb_a_sentence_says_what_to_install(monkeypatch, written):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(cs.CsratingError, match=r"needs DuckDB, which is not installed. Install it: pip install 'csrating\[extracts\]'"):
        cs.count_settings(written(extract_of(GOOD)), cut_off=CUT_OFF)


def many(settings: int) -> pd.DataFrame:
    numbers = pd.Series(range(settings))
    days = pd.Timestamp("2000-01-01") + pd.to_timedelta(numbers * 7919 % 3500, unit="D")
    extract = pd.DataFrame({"setting": "EY" + numbers.astype("str").str.zfill(9), "inspected_on": days, "council": "358"})
    grade = numbers.map(lambda number: ("Good", "Outstanding", "Inadequate")[number % 3])
    return extract.assign(setting_type="Childminder", aspect="Overall effectiveness", grade=grade)


def test_under_little_memory_it_works_on_disk_to_the_same_counts_and_leaves_nothing(written, tmp_path):
    extract = many(200_000)
    path, work = written(extract), tmp_path / "work"
    work.mkdir()
    plenty = cs.count_settings(path, cut_off="2012-12-31", memory="1 GB", temporary=work)
    little = cs.count_settings(path, cut_off="2012-12-31", memory="80 MB", temporary=work)
    pd.testing.assert_frame_equal(little.counts, plenty.counts)
    assert plenty.counts["settings"].tolist() == [66_666, 66_667, 66_667]
    assert list(work.iterdir()) == []


def test_too_little_memory_is_one_sentence(written):
    with pytest.raises(cs.CsratingError, match=r"1 MB of memory, or the disk to work on, is not enough .*Give more"):
        cs.count_settings(written(many(200_000)), cut_off="2012-12-31", memory="1 MB")
