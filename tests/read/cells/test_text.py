from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings, strategies as st

from csrating.errors import SourceError
from csrating.read.cells import Limits, open_table_file

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=6)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_of_every_encoding_and_separator_is_read_as_it_is_stored(encoding: str, found: str, delimiter: str) -> None:
    rows = [["LA", "Years", "Note"], ["358", "2008–2009", "Bury"], ["925", " 1 ", "a “b”"]]
    content = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    opened = open_table_file("f.csv", content)
    assert (opened.encoding, opened.delimiter, opened.sheets[0].cells.tolist()) == (found, delimiter, rows)


def test_big_endian_utf_16_is_read_by_its_mark_and_without_one_refused() -> None:
    content = "LA,Name\n358,Bury\n".encode("utf-16-be")
    assert open_table_file("f.csv", b"\xfe\xff" + content).sheets[0].cells.tolist() == [["LA", "Name"], ["358", "Bury"]]
    with pytest.raises(SourceError, match="holds a NUL byte on line 1; expected text; UTF-16 has a mark"):
        open_table_file("f.csv", content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,\0\n", "a NUL byte on line 2"),
        (b"a,b\n1,\x07\n", "a control character 0x07 on line 2"),
        ("a,b\n1,\x85\n".encode(), "a control character 0x85 on line 2"),
        ("a,b\n\u202e1,2\n".encode(), "a control character 0x202e on line 2"),
        (b"\xef\xbb\xbf", "nothing but the mark of its encoding"),
        (b"\xff\xfe \0\n\0", "nothing but the mark of its encoding"),
        ("a,b\n1,é\n".encode() + b"2,\xe9\n", "mixes UTF-8 with another encoding: byte 0xe9 on line 3"),
        (b"a,b\n\x81,2\n", "byte 0x81 on line 2 is not UTF-8, and byte 0x81 on line 2 is not Windows-1252"),
        (b"\xef\xbb\xbfa,b\n1,\x96\n", "byte 0x96 on line 2 is not utf-8-sig text"),
        (b"\xff\xfea\0,\0b", "is not utf-16 text"),
        ("a,b\n1,\0\n".encode("utf-16"), "a NUL character on line 2"),
    ],
)
def test_text_whose_encoding_is_not_certain_is_refused_with_line_and_byte(content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        open_table_file("f.csv", content)


def test_an_encoding_that_is_stated_is_the_one_that_is_used() -> None:
    assert open_table_file("f.csv", b"a,\xe9\n", encoding="latin-1").sheets[0].cells.tolist() == [["a", "é"]]
    with pytest.raises(SourceError, match="byte 0xe9 on line 1 is not utf-8 text"):
        open_table_file("f.csv", b"a,\xe9\n", encoding="utf-8")
    with pytest.raises(SourceError, match="there is no encoding 'utf-9'"):
        open_table_file("f.csv", b"a,b\n", encoding="utf-9")


def test_characters_that_were_lost_before_are_told() -> None:
    assert open_table_file("f.csv", "a,b\n1,\ufffd\n".encode()).notes == ("characters lost before publication (1) stand as \ufffd",)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("LA;Rate\nBury;1,5\nBolton;2,5\n", ";"),
        ("Looked after children, by year; England\nSource: a, b, c\n\nLA;2009\nBury;1\nBolton;2\nTrafford;3\n", ";"),
        ('LA\tName\n1\t"a, b"\n2\t"c, d"\n', "\t"),
        ("LA,Name\n358,a; b\n359,c\n", ","),
        ('LA,Name\n358,"x; y"\n359,"z; w"\n', ","),
        ("one column\n1\n2\n", ","),
        ("1,5\n2,5\n", ","),
    ],
)
def test_the_separator_is_what_gives_most_rows_of_one_width(text: str, delimiter: str) -> None:
    assert open_table_file("f.csv", text.encode()).delimiter == delimiter


def test_two_separators_that_fit_equally_are_refused_until_one_is_stated() -> None:
    content = b"1;2,5\n3;4,5\n"
    with pytest.raises(SourceError, match="comma and semicolon separate the text equally well"):
        open_table_file("f.csv", content)
    assert open_table_file("f.csv", content, delimiter=";").sheets[0].cells.tolist() == [["1", "2,5"], ["3", "4,5"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a,b\n1,2\n3,"4\n5,6\n', "the row that begins on line 3 has a quotation mark that is never closed"),
        ('a,b\n1,"2"x\n', "the row that begins on line 2 has a quotation mark in the wrong place"),
        ("a,b\n1," + "x" * 140_000 + "\n", "the row that begins on line 2 has a cell of more than 131,072 characters"),
    ],
)
def test_text_that_cannot_be_split_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        open_table_file("f.csv", text.encode(), delimiter=",")


def test_short_rows_are_filled_and_counted_and_long_ones_widen_the_grid() -> None:
    opened = open_table_file("f.csv", b"LA,Name\n358,Bolton\n\n359,Bury,more\n")
    assert opened.sheets[0].cells.tolist() == [["LA", "Name", ""], ["358", "Bolton", ""], ["", "", ""], ["359", "Bury", "more"]]
    assert opened.notes == ("2 rows have fewer cells than the widest row: empty cells were added at their ends",)
    assert open_table_file("f.csv", b"LA,Name\n358,x\n").notes == ()


def test_titles_and_notes_are_no_short_rows_and_a_row_between_others_is() -> None:
    titled = b"Adoptions 2011\nLA,Name\n350,Bolton\n%b351,Bury\nSource: return of councils\n"
    assert open_table_file("f.csv", titled % b"").notes == ()
    one = "1 row has fewer cells than the widest row: empty cells were added at its end"
    assert open_table_file("f.csv", titled % b"352\n").notes == (one,)


def test_a_last_line_without_its_end_is_told() -> None:
    cut = "the last line has no line end and fewer cells than the others: the file may be cut off"
    assert cut in open_table_file("f.csv", b"a,b,c\n1,2,3\n4,5").notes
    assert open_table_file("f.csv", b"a,b,c\n1,2,3\n4,5,6").notes == ()


def test_a_text_with_too_many_cells_is_refused() -> None:
    content = b"1,2\n" * 10
    assert len(open_table_file("f.csv", content, limits=Limits(text_cells=20)).sheets[0].cells) == 10
    with pytest.raises(SourceError, match="the text has too many cells; expected at most 19"):
        open_table_file("f.csv", content, limits=Limits(text_cells=19))


def test_one_wide_row_over_many_narrow_ones_is_refused_before_a_grid_is_made() -> None:
    with pytest.raises(SourceError, match="reach over 100,001 rows and 1,000 columns"):
        open_table_file("f.csv", b",".join([b"1"] * 1000) + b"\n" + b"1\n" * 100_000)


@settings(max_examples=40)
@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_what_is_written_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    width = max(map(len, rows))
    read = open_table_file("f.csv", text.getvalue().encode("utf-8-sig"), delimiter=delimiter).sheets[0].cells.tolist()
    assert read == [row + [""] * (width - len(row)) for row in rows]


def test_a_row_has_at_most_as_many_cells_as_one_of_a_workbook() -> None:
    assert open_table_file("f.csv", b"1" + b",1" * 16_383 + b"\n").sheets[0].cells.shape == (1, 16_384)
    with pytest.raises(SourceError, match="the row that begins on line 2 has 16,385 cells; expected at most 16,384"):
        open_table_file("f.csv", b"1\n1" + b",1" * 16_384 + b"\n")
