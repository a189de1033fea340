from __future__ import annotations

import io
from datetime import date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from csrating.errors import SourceError
from csrating.read.cells import Limits, open_table_file


def parquet_file(table: pa.Table, **how: object) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(table, stream, **how)
    return stream.getvalue()


def test_a_parquet_file_is_a_sheet_with_its_names_in_the_first_row() -> None:
    table = pa.table(
        {
            "LA": pa.array([358, None, 925]),
            "rate": pa.array([9.5, None, 0.25]),
            "name": pa.array(["Bury", None, "Bury"]),
            "group": pa.array(["x", "y", None]).dictionary_encode(),
            "on": pa.array([date(2009, 3, 5), None, None]),
            "at": pa.array([datetime(2009, 3, 5, 12), None, None]),
            "true": pa.array([True, False, None]),
            "nothing": pa.nulls(3),
        }
    )
    for rows in (1, 3):  # in pieces and as one
        (sheet,) = open_table_file("f.parquet", parquet_file(table, row_group_size=rows)).sheets
        assert sheet.cells.tolist() == [
            ["LA", "rate", "name", "group", "on", "at", "true", "nothing"],
            [358.0, 9.5, "Bury", "x", date(2009, 3, 5), datetime(2009, 3, 5, 12), "TRUE", ""],
            ["", "", "", "y", "", "", "FALSE", ""],
            [925.0, 0.25, "Bury", "", "", "", "", ""],
        ]
        assert type(sheet.cells[1, 0]) is float


def test_whole_numbers_that_no_float_holds_stay_text() -> None:
    (sheet,) = open_table_file("f.parquet", parquet_file(pa.table({"a": [2**53 + 1], "b": [2**53]}))).sheets
    assert sheet.cells[1].tolist() == ["9007199254740993", 9007199254740992.0]


def test_numbers_that_are_none_are_told_or_refused() -> None:
    opened = open_table_file("f.parquet", parquet_file(pa.table({"a": pa.array([1.0, float("nan")])})))
    assert opened.sheets[0].cells.tolist() == [["a"], [1.0], [""]]
    assert opened.notes == ("f.parquet, column 'a': 1 values are NaN, not a number; they are read as empty cells",)
    with pytest.raises(SourceError, match="column 'a': the column holds an infinite number"):
        open_table_file("f.parquet", parquet_file(pa.table({"a": [1.0, float("inf")]})))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pa.table({"a": [[1, 2]]}), "column 'a' holds list"),
        (pa.table({"a": [b"x"]}), "column 'a': the column holds bytes"),
        (pa.table({"a": pa.array([b"x"], pa.binary(1))}), "column 'a': the column holds bytes"),
        (pa.table({"a": pa.array([1.0] * 200)}), "the table has 200 rows and 1 columns; expected at most 100 cells"),
    ],
)
def test_a_parquet_file_that_is_no_table_is_refused(table: pa.Table, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        open_table_file("f.parquet", parquet_file(table), limits=Limits(text_cells=100))


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (pa.array([2**31 - 1], pa.int32()).cast(pa.date32()), "column 'a': the column holds a time outside the years 1 to 9999"),
        (pa.array([2**61]).cast(pa.timestamp("us")), "a time outside the years 1 to 9999"),
        (pa.array([-(2**62)]).cast(pa.timestamp("ms")), "a time outside the years 1 to 9999"),
        (pa.array([2**61]).cast(pa.timestamp("ms", "Europe/London")), "a time outside the years 1 to 9999"),
        (pa.array(["x" * 32768]), "column 'a': the column holds a text of 32,768 characters; expected at most 32,767 to a cell"),
        (pa.array(["x" * 32768]).dictionary_encode(), "a text of 32,768 characters"),
        (pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff"]).buffers()), "the parquet file is damaged"),
    ],
)
def test_a_value_that_no_cell_can_hold_is_refused(column: pa.Array, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        open_table_file("f.parquet", parquet_file(pa.table({"a": column}), version="2.6"))


def test_times_of_a_zone_are_read_as_its_clocks_show_them() -> None:
    at = pa.array([0, None, 1_246_406_400])  # 1 July 2009
    for unit in ("s", "us", "ns"):
        times = at.cast(pa.timestamp("s", "Europe/Paris")).cast(pa.timestamp(unit, "Europe/Paris"))
        opened = open_table_file("f.parquet", parquet_file(pa.table({"a": times})))
        assert opened.sheets[0].cells[1:, 0].tolist() == [datetime(1970, 1, 1, 1), "", datetime(2009, 7, 1, 2)]
        assert opened.notes == ()
    opened = open_table_file("f.parquet", parquet_file(pa.table({"a": at.cast(pa.timestamp("s", "Mars/Base"))})))
    assert opened.sheets[0].cells[1:, 0].tolist() == [datetime(1970, 1, 1), "", datetime(2009, 7, 1)]
    assert "the times are of the zone 'Mars/Base', which nobody knows" in opened.notes[0]


def test_a_parquet_file_is_bounded_by_what_it_unpacks_to() -> None:
    content = parquet_file(pa.table({"a": pa.array(["x" * 1_000] * 1_000)}), use_dictionary=False, compression="zstd")
    assert len(content) < 10_000
    assert len(open_table_file("f.parquet", content).sheets[0].cells) == 1_001
    with pytest.raises(SourceError, match=r"the table unpacks to [0-9,]+ bytes; expected at most 100,000"):
        open_table_file("f.parquet", content, limits=Limits(all_bytes=100_000))


def test_a_damaged_parquet_file_is_refused() -> None:
    content = parquet_file(pa.table({"a": ["x"] * 100}))
    with pytest.raises(SourceError, match="the parquet file is damaged"):
        open_table_file("f.parquet", content[:-20])


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {color: red}</style></head><body>
<table><caption>Rates</caption>
<tr><th rowspan=2>LA</th><th colspan=2>2009<sup>1</sup></th></tr>
<tr><th>Number</th><th>Rate</th></tr>
<tr><td> 358 </td><td>4</td><td>1<br>2</td></tr>
<tr><td>&eacute;<!-- no --></td><td><b>5</b> <i>x</i></td><td></td></tr>
</table><table><tr><td>one row only</td></tr></table>
<table><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td></tr><tr><td>outer</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_tables_of_a_web_page_are_sheets_with_spans_as_merged_ranges(encoding: str) -> None:
    rates, inner = open_table_file("f.xls", PAGE.encode(encoding)).sheets
    assert rates.cells.tolist() == [["LA", "20091", ""], ["", "Number", "Rate"], ["358", "4", "1\n2"], ["é", "5 x", ""]]
    assert rates.merged == ((0, 0, 1, 0), (0, 1, 0, 2))
    assert rates.raised == {(0, 1): "2009"}
    assert (rates.name, inner.cells.tolist()) == ("Rates", [["a"], ["b"]])


def test_raised_characters_of_a_web_page_are_told_from_the_words_around_them() -> None:
    cells = [
        "Level 4<sup>5 </sup>in <b>English</b><sup><a>6</a>,<i>7</i></sup>",
        "x<sub>2</sub>",
        "4<sup>1</sup>5",
        "<p>a</p><sup>1</sup><p>b</p>",
    ]
    page = "<table><tr><td>LA</td></tr><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"
    (sheet,) = open_table_file("f.html", page.encode()).sheets
    assert sheet.cells[1].tolist() == ["Level 45 in English6,7", "x2", "415", "a1\nb"]
    assert sheet.raised == {(1, 0): "Level 4 in English", (1, 2): "4 5", (1, 3): "a\nb"}


def test_no_entity_of_a_web_page_is_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "aaaa">]><table><tr><td>&a;</td></tr><tr><td>&amp;</td></tr></table>'
    assert open_table_file("f.xls", page.encode()).sheets[0].cells.tolist() == [["&a;"], ["&"]]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<table><tr><td>1</td></tr></table>", "no table with more than one row"),
        ("<html><table><tr><td>1<tr><td>2<td", "the web page ends within a table: it is cut off"),
        ("<table><tr><td>1<tr><td><table><tr><td>2</table>", "the web page ends within a table: it is cut off"),
        ("<table><tr><td>1<tr><td>2<!-- </table></html>", "the web page ends within a table: it is cut off"),
        ("<table><tr><td colspan=1001>1<tr><td>2</table>", "a cell has colspan=1001; expected at most 1,000"),
        ("<table><tr>" + "<td colspan=1000>1" * 17 + "<tr><td>2</table>", "more than 16,384 cells"),
        ("<table>" + "<tr><td>1" * 200 + "</table>", "has 400 rows and cells; expected at most 300"),
    ],
)
def test_a_web_page_that_is_no_table_of_figures_is_refused(page: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        open_table_file("f.html", page.encode(), limits=Limits(html_cells=300))


def test_a_web_page_that_reaches_over_too_many_cells_is_refused_row_by_row() -> None:
    page = "<table>" + "<tr><td colspan=1000>1<td colspan=1000>2" * 50 + "<tr>" * 1_950 + "</table>"
    with pytest.raises(SourceError, match="reach over 1,001 rows"):
        open_table_file("f.html", page.encode(), limits=Limits(html_cells=9_000))


def test_words_that_are_struck_out_or_hidden_are_left_out_and_told() -> None:
    cells = [
        "<del>9</del>79.3",
        '<span style="Display : none">9</span>79.3',
        "<b style='visibility:hidden'>8</b>7<s>6</s><strike>5</strike>",
        '<span style="text-decoration: line-through">1 <i>2</i></span> 3',
        "<span hidden>1</span>2",
        "<del>4</del>",
        "<ins>5</ins>6",
        "<del> </del>7<sup>1</sup>",
    ]
    page = "<table><tr><td>LA</td></tr><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"
    opened = open_table_file("f.html", page.encode())
    assert opened.sheets[0].cells[1].tolist() == ["79.3", "79.3", "7", "3", "2", "", "56", "71"]
    assert opened.notes == ("words that are struck out or hidden are left out of Table 1!A2, B2, C2, D2, E2 and 1 more",)


def test_rows_of_a_web_page_that_are_not_shown_are_hidden_rows() -> None:
    page = "<table><tr><td>1</td></tr><tr style='height:0;display:none'><td>2</td></tr></table>"
    (sheet,) = open_table_file("f.html", page.encode()).sheets
    assert (sheet.cells.tolist(), sheet.hidden_rows) == ([["1"], ["2"]], {1})


def test_a_table_that_is_never_closed_on_a_page_that_is_is_told() -> None:
    page = "<html><body><table><tr><td>1<tr><td>2<!-- <table> --><script>'<table>'</script></body></html>"
    opened = open_table_file("f.html", page.encode())
    assert opened.sheets[0].cells.tolist() == [["1"], ["2"]]
    assert opened.notes == ("a table of the web page is never closed; it may lack rows",)
    assert open_table_file("f.html", page.replace("<!--", "</table><!--").encode()).notes == ()
