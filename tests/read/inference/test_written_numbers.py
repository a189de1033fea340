"""Columns whose numbers are not written plainly: read and told where it is clear what they are, asked where it is not, never dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from csrating.errors import LayoutError, ValueInCellError
from csrating.read import Answers, Reading, read_file

from .grids import COUNCILS, asked, read_again, text

ABOVE = ["10", "20", "30", "40"]


def reading(folder: Path, header: str, cells: Sequence[Any], *, above: str = "", symbols: dict[str, str] | None = None) -> Reading:
    """A table of one column of these cells for 2011, beside a plain one, read by what it says."""
    rows = [["Council", header, "Pupils 2011"], *([name, cell, 7] for name, cell in zip(COUNCILS, cells, strict=False))]
    path = text(folder / "t.csv", [*([[above, "", ""]] if above else []), *rows])
    return read_file(path, answers=Answers(symbols=symbols or {}))


def values(read: Reading) -> list[float]:
    """The figures of the first column."""
    return read.figures[~read.figures["measure"].str.startswith("Pupils")]["value"].tolist()


def unit(read: Reading) -> str:
    units: list[str] = read.figures[~read.figures["measure"].str.startswith("Pupils")]["unit"].unique().tolist()
    return "|".join(units)


CLEAR = [
    ("Spend 2011", ["£1,021", "-£5", "£ 988"], [1021, -5, 988], "numbers with £ are pounds: '£1,021' is 1,021"),
    ("Net 2011", ["(1,234)", "(987)", "3,210"], [-1234, -987, 3210], "numbers in brackets are below nothing: '(1,234)' is -1,234"),
    ("Rate 2011", ["12.3r", "12.4", "9"], [12.3, 12.4, 9], "'r' after a number means revised, and the number stands"),
    ("Rate 2011", ["12.3 (p)", "12.4", "9"], [12.3, 12.4, 9], "'(p)' after a number means provisional, and the number stands"),
    ("Rate 2011", ["10 [note 1]", "12.4", "x"], [10, 12.4], "'[note 1]' after a number means note 1, and the number stands"),
    ("Homes 2011", ["1 234", "12\u00a0345", "9"], [1234, 12345, 9], "a blank parts thousands: '1 234' is 1,234"),
]


@pytest.mark.parametrize(("header", "cells", "expected", "told"), CLEAR)
def test_what_is_clear_is_read_and_told(tmp_path: Path, header: str, cells: list[str], expected: list[float], told: str) -> None:
    read = reading(tmp_path, header, cells)
    assert not read.questions
    assert [value for value in values(read) if value == value] == expected
    assert told in [one.what for one in read.assumptions]


@pytest.mark.parametrize(("header", "cells", "expected", "told"), CLEAR)
def test_the_kept_layout_says_so_and_one_that_does_not_refuses(
    tmp_path: Path, header: str, cells: list[str], expected: list[float], told: str
) -> None:
    read = reading(tmp_path, header, cells)
    again = read_again(tmp_path, read, tmp_path / "t.csv")
    assert again.figures.drop(columns="basis").equals(read.figures.drop(columns="basis"))
    lines = [line for line in read.layout_text.splitlines() if not line.startswith(("written =", "marks ="))]
    (tmp_path / "without.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ValueInCellError, match="say in the layout how they are written"):
        read_file(tmp_path / "t.csv", layout=tmp_path / "without.toml")


UNCLEAR = [
    ("Share 2011", ["0,123", "0,456", "1,250"], "whether the comma in '0,123' is the decimal sign", "B2"),
    ("Share 2011", ["1,250", "12,5", "9"], "whether the comma in '12,5' is the decimal sign", "B3"),
    ("Rate 2011", ["5*", "6*", "7"], "what '5*' means among figures", "B2"),
    ("Spend 2011", ["£1.2m", "£3.4m", "£0.9m"], "what '£1.2m' means among figures", "B2"),
    ("Rate 2011", ["(12)", "13.5", "14"], "whether '(12)' is a number below nothing", "B2"),
    ("Pct net 2011", ["(12%)", "13%", "14%"], "whether '(12%)' is a number below nothing", "B2"),
    ("Net 2011", ["(1)", "(2)", "(1)"], "whether '(1)' is a number below nothing", "B2"),
    ("Fuel 2011", ["12.3p", "14p", "15p"], "whether 'p' after every number under 'Fuel 2011' means provisional, or pence", "B2"),
    ("Spend 2011", ["£5", "6", "£7"], "whether all numbers under 'Spend 2011' are pounds", "B3"),
    ("Spend 2011 (thousands)", ["£5", "£6", "£7"], "whether '£5' is in pounds or in thousands or millions of them", "B2"),
    ("Good 2011", ["93%", "72", "0"], "whether all numbers under 'Good 2011' are percentages", "B3"),
]


@pytest.mark.parametrize(("header", "cells", "question", "where"), UNCLEAR)
def test_what_is_not_clear_is_asked_and_nothing_is_given(tmp_path: Path, header: str, cells: list[str], question: str, where: str) -> None:
    read = reading(tmp_path, header, cells)
    assert asked(read) == [(question, where)]
    assert read.figures.empty


def test_one_question_for_all_columns_with_decimal_commas(tmp_path: Path) -> None:
    rows = [["Council", "Rate 2011", "Share 2011"], *([name, "12,5", "0,5"] for name in COUNCILS)]
    assert asked(read_file(text(tmp_path / "t.csv", rows))) == [("whether the comma in '12,5' is the decimal sign", "B2")]


def test_a_layout_answers_what_is_asked_of_commas_and_marks(tmp_path: Path) -> None:
    plain = reading(tmp_path, "Rate 2011", ["1", "2", "3"])
    header = "header = 'Rate (?P<period>\\d{4})'\n"
    assert header in plain.layout_text
    for cells, words, expected in (
        (["0,123", "1,250", "7"], 'written = ["commas are decimal"]', [0.123, 1.25, 7]),
        (["5*", "6 *", "7"], 'marks = { "*" = "few pupils" }', [5, 6, 7]),
    ):
        reading(tmp_path, "Rate 2011", cells)
        (tmp_path / "kept.toml").write_text(plain.layout_text.replace(header, f"{header}{words}\n"), encoding="utf-8")
        assert values(read_file(tmp_path / "t.csv", layout=tmp_path / "kept.toml")) == expected


def test_what_the_reader_says_of_a_symbol_comes_first(tmp_path: Path) -> None:
    read = reading(tmp_path, "Rate 2011", ["5*", "6", "7r"], symbols={"5*": "not available", "7r": "suppressed"})
    assert not read.questions
    assert dict(zip(read.figures["symbol"], read.figures["status"], strict=True))["7r"] == "suppressed"


def test_percentage_signs_and_pounds_state_the_unit_where_no_header_does(tmp_path: Path) -> None:
    assert unit(reading(tmp_path, "Good 2011", ["93%", "72%", "0"])) == "per cent"
    assert unit(reading(tmp_path, "Good 2011", ["93", "72", "0"])) == ""
    assert unit(reading(tmp_path, "Change in percentage points 2011", ["3%", "2%", "0"])) == "percentage points"
    assert unit(reading(tmp_path, "Spend 2011", ["£93", "£72", "0"])) == "£"
    assert unit(reading(tmp_path, "Spend per 10,000 2011", ["£93", "£72", "0"])) == "per 10,000"


def test_pounds_under_a_line_of_thousands_are_asked_unless_the_header_says_pounds(tmp_path: Path) -> None:
    assert asked(reading(tmp_path, "Spend 2011", ["£93", "£72", "£1"], above="£ thousands")) != []
    assert unit(reading(tmp_path, "Spend 2011 (£)", ["£93", "£72", "£1"], above="£ thousands")) == "£"


def test_words_among_which_a_few_look_like_numbers_stay_words(tmp_path: Path) -> None:
    read = reading(tmp_path, "Remark", ["Closed in May", "See below", "5*"])
    assert not read.questions
    assert set(read.figures["measure"]) == {"Pupils"}


def separated(folder: Path, sign: str, rows: Sequence[Sequence[str]], *, encoding: str = "utf-8", written: tuple[str, ...] = ()) -> Reading:
    """A table whose cells a sign parts, read."""
    path = folder / "t.csv"
    path.write_text("".join(f"{sign.join(row)}\n" for row in rows), encoding=encoding)
    return read_file(path, answers=Answers(written=written))


def of_rates(cells: Sequence[str], header: str = "Rate 2011") -> list[list[str]]:
    return [["Council", header], *([name, cell] for name, cell in zip(COUNCILS, cells, strict=False))]


@pytest.mark.parametrize(("sign", "encoding"), [(";", "utf-8"), ("\t", "utf-16")])
@pytest.mark.parametrize(
    ("cells", "way"), [(["1,234", "12,500", "9"], "commas part thousands"), (["1.234", "9"], "full stops are decimal")]
)
def test_a_sign_before_three_digits_is_asked_about_where_commas_do_not_part_the_cells(
    tmp_path: Path, sign: str, encoding: str, cells: list[str], way: str
) -> None:
    rows = of_rates(cells)
    read = separated(tmp_path, sign, rows, encoding=encoding)
    parted = "semicolons" if sign == ";" else "tabs"
    assert asked(read) == [(f"whether {cells[0]!r} is 1234 or 1.234, as {parted} part the cells of the file", "B2")]
    assert read.figures.empty
    either = [separated(tmp_path, sign, rows, encoding=encoding, written=(one,)) for one in ("commas are decimal", way)]
    assert {each.figures["value"].iloc[0] for each in either} == {1234.0, 1.234}
    assert f"{way}, as in English: {cells[0]!r} is {either[1].figures['value'].iloc[0]:g}" in [one.what for one in either[1].assumptions]
    again = read_again(tmp_path, either[1], tmp_path / "t.csv")
    assert again.figures["value"].tolist() == either[1].figures["value"].tolist()


@pytest.mark.parametrize("shown", ["12.5", "1,234.5", "1,234,567", "0.123"])
def test_a_full_stop_that_can_only_be_decimal_shows_how_the_others_are_written(tmp_path: Path, shown: str) -> None:
    read = separated(tmp_path, ";", of_rates(["1,234", shown]))
    assert not read.questions
    assert values(read)[0] == 1234


@pytest.mark.parametrize("shown", ["1.234,5", "12,5", "0,123"])
def test_a_comma_that_can_only_be_decimal_is_asked_about_itself(tmp_path: Path, shown: str) -> None:
    asks = f"whether the comma in {shown!r} is the decimal sign"
    assert asked(separated(tmp_path, ";", of_rates(["1,234", shown]))) == [(asks, "B3")]


def test_a_comma_within_a_cell_that_commas_part_is_none_of_these(tmp_path: Path) -> None:
    assert not separated(tmp_path, ",", of_rates(['"1,234"', "9"])).questions


@pytest.mark.parametrize("odd", ["12,3", "1.234.567"])
def test_among_decimal_full_stops_another_sign_is_one_odd_cell(tmp_path: Path, odd: str) -> None:
    read = reading(tmp_path, "Rate 2011", ["49.1", odd, "7"])
    assert asked(read) == [(f"what {odd!r} means among figures, as '49.1' has a full stop for its decimal sign", "B3")]
    assert [option.partition(" ")[0] for one in read.questions for option in one.options] == ["--symbol"]
    assert values(reading(tmp_path, "Rate 2011", ["49.1", odd, "7"], symbols={odd: "not available"}))[::2] == [49.1, 7]


def test_only_full_stops_that_part_thousands_are_asked_about_as_such(tmp_path: Path) -> None:
    read = reading(tmp_path, "Rate 2011", ["1.234.567", "7", "8"])
    assert asked(read) == [("whether the full stops in '1.234.567' part thousands", "B2")]
    assert [one.answer for one in read.questions] == ["--written 'commas are decimal'"]


def test_thousands_in_a_unit_may_be_parted_by_a_full_stop_or_a_blank(tmp_path: Path) -> None:
    assert [unit(reading(tmp_path, f"Rate per {many} 2011", ["1", "2"])) for many in ("1.000", "10 000", "1000", "10,000")] == [
        "per 1,000",
        "per 10,000",
        "per 1000",
        "per 10,000",
    ]


def test_commas_cannot_be_both() -> None:
    with pytest.raises(LayoutError, match="commas cannot be decimal signs and part thousands"):
        Answers(written=("commas are decimal", "commas part thousands"))
