"""Each wrong layout is one sentence: never a traceback, and never a word that is ignored."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from csrating.errors import LayoutError, SourceError
from csrating.read import read_file
from csrating.read.layouts.reading import parse

MINE = r"""
title = "Pupils"

[left_out_sheets]
"Notes" = "notes"

[[table]]
name = "pupils"
gives = "figures"
sheet = ".*"
header = ["LA code", "Local authority"]
area_codes = ["LA code"]
area_names = ["Local authority"]
notes_begin = "Source: .*"

[[table.figures]]
header = 'Number of pupils (?P<period>\d{4})'
measure = "pupils"
unit = "number"

[table.symbols]
"x" = "suppressed"

[table.periods]
kind = "year"
ends = "08-31"
"""
CSV = """LA code,Local authority,Number of pupils 2009,Number of pupils 2010
301,Barking and Dagenham,10,11
302,Barnet,20,x
303,Bexley,30,31
304,Brent,40,41
305,Bromley,50,51
,,,
Source: DfE,,,
"""
SYMBOLS, UNIT, NOTES = "[table.symbols]", 'unit = "number"', "notes_begin"


def wrong(old: str, new: str) -> str:
    """The layout with a change in it, which must be one."""
    assert old in MINE
    return MINE.replace(old, new, 1)


def read(folder: Path, layout: str, csv: str = CSV) -> str:
    """The figures of the table by a layout."""
    (folder / "pupils.csv").write_text(csv, encoding="utf-8")
    (folder / "mine.toml").write_text(layout, encoding="utf-8")
    figures = read_file(folder / "pupils.csv", layout=folder / "mine.toml").figures
    return " ".join(f"{value:g}" for value in figures["value"].dropna())


def test_the_right_layout_reads(tmp_path: Path) -> None:
    assert read(tmp_path, MINE) == "10 11 20 30 31 40 41 50 51"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('sheet = ".*"', "sheet = 1", "'sheet' is the number 1; expected a text in quotes"),
        ('sheet = ".*"', 'sheet = ["a"]', "'sheet' is a list"),
        ('"Notes" = "notes"', '"Notes" = 5', "'Notes' in 'left_out_sheets' is the number 5"),
        ('[left_out_sheets]\n"Notes" = "notes"', 'left_out_sheets = "Notes"', "'left_out_sheets' is the text 'Notes'"),
        (NOTES, f"header_rows = 0\n{NOTES}", "'header_rows' is 0; expected 1 or more"),
        (NOTES, f"header_rows = 1.5\n{NOTES}", "'header_rows' is the number 1.5; expected a whole number"),
        (NOTES, f"header_rows = true\n{NOTES}", r"'header_rows' is a truth value \(true\)"),
        (NOTES, f"header_above = 50\n{NOTES}", "'header_above' is 50; expected 0 to 0"),
        (NOTES, f'fill_down = "false"\n{NOTES}', "'fill_down' is the text 'false'; expected true or false"),
        (NOTES, f'columns = "LA"\n{NOTES}', "'columns' is the text 'LA'; expected a table of words"),
        (NOTES, f"recipes = 1\n{NOTES}", "'recipes' is not known; expected words from .*indicators"),
        ('title = "Pupils"', 'title = "Pupils"\nname = "x"', "'name' is not known; expected words from title, encoding, files"),
        ('title = "Pupils"', 'title = "Pupils"\ntables = 1', "'tables' is not known"),
        ('title = "Pupils"', 'title = "Pupils"\nencoding = "hex"', "'encoding' is 'hex', in which no text is encoded"),
        ('title = "Pupils"', 'title = "Pupils"\nencoding = "foo"', "'encoding' is 'foo'"),
        ('title = "Pupils"', 'title = "Pupils"\nfiles = 5', "'files' is the number 5"),
        ('ends = "08-31"', 'ends = "31 August"', "'ends' is '31 August'; expected month and day"),
        ('ends = "08-31"', 'ends = "02-29"', "'ends' is '02-29'"),
        ('ends = "08-31"', "ends = 2009-08-31", r"'ends' is a date or time \(2009-08-31\)"),
        ('kind = "year"', 'kind = "yr"', "kind 'yr' is not known"),
        (SYMBOLS, '[table.levels]\n"LA" = "town"\n[table.symbols]', "level 'town' is not known"),
        (SYMBOLS, '[table.levels]\n"LA" = "council"\n[table.symbols]', "no column 'level' is named"),
        (SYMBOLS, '[table.areas]\n"ALL" = "Narnia"\n[table.symbols]', "which is no area that is known"),
        (SYMBOLS, '[table.areas]\n"Bury" = "Bolton"\n[table.symbols]', "and is another area itself"),
        (SYMBOLS, '[table.areas]\n"ALL" = 5\n[table.symbols]', "'ALL' in 'areas' is the number 5"),
        (SYMBOLS, '[table.areas]\n"ALL" = "England"\n[table.symbols]', "'ALL' in .table.areas. is not among 'area_blanks'"),
        (SYMBOLS, '[table.left_out_rows.foo]\n"Bury" = "x"\n[table.symbols]', "is about a column that the layout does not name"),
        (SYMBOLS, '[table.columns]\ncode = "LA code"\n[table.symbols]', "the role 'code' in .table.columns. changes nothing"),
        (SYMBOLS, '[table.absent]\n"2010" = "x"\n[table.symbols]', "is no code of a council"),
        (NOTES, f"england_is_the_sum = true\n{NOTES}", "'england_is_the_sum' changes nothing in a table that gives figures"),
        (UNIT, "unit = 5", "'unit' is the number 5"),
        (UNIT, f'{UNIT}\nmarks = {{ "r" = 1 }}', "'r' in 'marks' is the number 1"),
        (UNIT, f'{UNIT}\ngrade = "Good"', "'grade' in .* is of columns that count settings"),
        (UNIT, f'{UNIT}\nperiod = "2015"', "'period' is stated, and is a group of 'header' too"),
        ('measure = "pupils"', 'measure = ""', "nothing says what the figures measure"),
        ("?P<period>", "?P<perod>", "the group 'perod' .* is not known here"),
        ("Number of pupils (", "(([A-Za-z ]+)+)+! (", "may take for ever"),
        ('"x" = "suppressed"', '"12" = "suppressed"', "the symbol '12' is a number"),
        *((UNIT, f"{UNIT}\nscale = {scale}", "'scale' is") for scale in ("0", "false", '"100"', "nan", "inf", "-1", "true", "1e308")),
    ],
)
def test_a_wrong_word_is_told(tmp_path: Path, old: str, new: str, found: str) -> None:
    with pytest.raises(LayoutError, match=found) as error:
        read(tmp_path, wrong(old, new))
    assert str(error.value).startswith("mine.toml")


def test_entries_are_lists_of_tables(tmp_path: Path) -> None:
    head = MINE.split("[[table.figures]]")[0]
    for rest, found in (
        ('figures = "x"', "'figures' is the text 'x'"),
        ('figures = ["x"]', "there is the text 'x'"),
        ("[table.figures]", "'figures' is a table of words"),
    ):
        with pytest.raises(LayoutError, match=found):
            read(tmp_path, f"{head}\n{rest}\n")
    for whole in ('title = "a"\ntable = "x"', 'title = "a"\ntable = ["x"]', f"a = {'[' * 5000}{']' * 5000}"):
        with pytest.raises(LayoutError, match=r"^mine\.toml"):
            read(tmp_path, whole)


def test_a_layout_is_utf_8_with_or_without_a_mark(tmp_path: Path) -> None:
    (tmp_path / "pupils.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "mine.toml").write_bytes(b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
    assert len(read_file(tmp_path / "pupils.csv", layout=tmp_path / "mine.toml").figures) == 10
    for encoding in ("cp1252", "utf-16"):
        (tmp_path / "mine.toml").write_bytes(MINE.replace("Pupils", "Pupils é").encode(encoding))
        with pytest.raises(LayoutError, match=r"the layout is not UTF-8 text .* Save it as UTF-8"):
            read_file(tmp_path / "pupils.csv", layout=tmp_path / "mine.toml")
    with pytest.raises(SourceError, match="there is no such layout"):
        read_file(tmp_path / "pupils.csv", layout=tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('kind = "year"', 'kind = "quarter"', "2009 .* is a period of the kind 'year'; expected the kind 'quarter'"),
        (NOTES, f'period = "2012"\n{NOTES}', "are of 2009, 2010; expected figures of 2012"),
        (SYMBOLS, f'[table.left_out_columns]\n"Number.*" = "why"\n{SYMBOLS}', "is one of figures and, by 'Number.*'"),
        (NOTES, f"every_council = true\n{NOTES}", "table 'pupils' for 2009 has no row for"),
        ('"Source: .*"', '"Sauce: .*"', "say in the layout how \\(notes_begin\\)"),
    ],
)
def test_a_layout_that_the_table_contradicts(tmp_path: Path, old: str, new: str, found: str) -> None:
    with pytest.raises(Exception, match=found):
        read(tmp_path, wrong(old, new))


def test_a_contradiction_of_code_and_name_is_not_left_out(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="Find out which of the two is right") as error:
        read(tmp_path, MINE, CSV.replace("303,Bexley", "303,Dorset"))
    assert "unknown_areas" not in str(error.value)


def test_a_column_that_is_left_out_and_not_there_is_told(tmp_path: Path) -> None:
    read(tmp_path, wrong(SYMBOLS, f'[table.left_out_columns]\n"Rank" = "why"\n{SYMBOLS}'))
    told = read_file(tmp_path / "pupils.csv", layout=tmp_path / "mine.toml").remarks
    assert [one.kind for one in told] == ["no such column"]


def test_words_that_only_some_tables_heed() -> None:
    with pytest.raises(LayoutError, match=r"\[\[table.indicators\]\] changes nothing in a table that gives figures"):
        parse(MINE + '[[table.indicators]]\nindicator = "NI 58"\n', name="mine")


def test_a_sheet_with_figures_of_which_the_layout_says_nothing_is_told(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    rows = [line.split(",") for line in CSV.splitlines()[:6]]
    numbers = [[int(cell) if cell.isdigit() else cell for cell in row] for row in rows]
    for name, some in (("Table 1", numbers), ("Table 2", numbers), ("Cover", [["About"]])):
        sheet = book.create_sheet(name)
        for row in some:
            sheet.append(row)
    book.save(tmp_path / "pupils.xlsx")
    (tmp_path / "mine.toml").write_text(wrong('sheet = ".*"', 'sheet = "Table 1"'), encoding="utf-8")
    told = read_file(tmp_path / "pupils.xlsx", layout=tmp_path / "mine.toml").remarks
    assert [one.found for one in told] == ["sheet 'Table 2' is not read: layout mine says nothing of it, and it holds figures of councils"]
