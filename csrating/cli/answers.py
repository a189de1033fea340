"""The options by which a reader tells what a file does not say, and what they tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.options import not_blank
from csrating.errors import CsratingError

if TYPE_CHECKING:
    from csrating.read import Answers

PeriodText = Annotated[
    list[str] | None,
    typer.Option(
        "--period",
        help="The period of figures that do not state it: 2011; 'Sheet2=2014/15' for one sheet; or _1=2008 for columns whose header "
        "ends in _1.",
    ),
]
SymbolText = Annotated[list[str] | None, typer.Option("--symbol", help="What a symbol means, such as 'n/k=not available'.")]
PeriodColumn = Annotated[str | None, typer.Option("--period-column", help="The header of the column of periods.", callback=not_blank)]
Grades = Annotated[
    str | None,
    typer.Option("--grades", help="Which way grades in numbers run: '1 is outstanding' or '4 is outstanding'.", callback=not_blank),
]
DateColumn = Annotated[
    str | None, typer.Option("--date-column", help="The header of the column of the days of inspection.", callback=not_blank)
]
Written = Annotated[
    list[str] | None,
    typer.Option(
        "--written",
        help="How numbers are written: 'commas are decimal', 'commas part thousands', 'full stops are decimal', 'brackets are negative'.",
    ),
]
MarkText = Annotated[
    list[str] | None, typer.Option("--mark", help="What may stand after a number that counts all the same, such as 'p=provisional'.")
]
UnitText = Annotated[list[str] | None, typer.Option("--unit", help="The unit of a column, by its header: 'Good=per cent'.")]
Breakdown = Annotated[list[str] | None, typer.Option("--breakdown", help="The header of a column that tells rows about one area apart.")]
LeaveOut = Annotated[
    list[str] | None, typer.Option("--leave-out", help="The header of a column that is not to be read; '(no header)' for those without.")
]
HeadersAre = Annotated[
    str | None, typer.Option("--headers-are", help="What headers are that are bare numbers, such as age.", callback=not_blank)
]
FillDown = Annotated[bool, typer.Option("--fill-down", help="Rows that name no area are about the one above them.")]
Confirm = Annotated[
    list[str] | None, typer.Option("--confirm", help="A cell about which it asked, and which is right as it stands: C5, or 'Sheet2!C5'.")
]
LevelText = Annotated[
    list[str] | None,
    typer.Option("--level", help="What kind of area a word means: council, region, England or other, such as 'Cluster=other'."),
]
SheetNames = Annotated[list[str] | None, typer.Option("--sheet", help="Read only the sheet of this name, and others so named.")]
_PLACEHOLDERS = ("PERIOD", "MEANING", "HEADER", "WORD", "LEVEL")


def answers_given(
    *,
    period: Sequence[str] | None = None,
    symbol: Sequence[str] | None = None,
    period_column: str | None = None,
    grades: str | None = None,
    date_column: str | None = None,
    written: Sequence[str] | None = None,
    mark: Sequence[str] | None = None,
    unit: Sequence[str] | None = None,
    breakdown: Sequence[str] | None = None,
    leave_out: Sequence[str] | None = None,
    headers_are: str | None = None,
    fill_down: bool = False,
    confirm: Sequence[str] | None = None,
    sheet: Sequence[str] | None = None,
    level: Sequence[str] | None = None,
) -> Answers:
    """What the options say of a file that it does not say itself.

    Raises:
        CsratingError: two periods are given for all figures, a word without a meaning, or a word in capitals was not filled in.
    """
    from csrating.read import Answers

    whole = [text for text in period or () if "=" not in text]
    if len(whole) > 1:
        found = f"two periods are given for all figures: {whole[0]} and {whole[1]}"
        raise CsratingError(found, do="Give one, or HEADER=PERIOD or SHEET=PERIOD for each.")
    ends = [_pair(text, "--period") for text in period or () if "=" in text]
    return Answers(
        period=_filled_in(whole[0] if whole else "", "--period"),
        periods={f"{re.escape(header)}$": label for header, label in ends},
        symbols=_pairs(symbol, "--symbol"),
        period_column=_filled_in(period_column or "", "--period-column"),
        grades=grades or "",
        date_column=_filled_in(date_column or "", "--date-column"),
        written=tuple(written or ()),
        marks=_pairs(mark, "--mark"),
        units=_pairs(unit, "--unit"),
        breakdowns=_said(breakdown, "--breakdown"),
        left_out=_said(leave_out, "--leave-out"),
        headers_are=_filled_in(headers_are or "", "--headers-are"),
        fill_down=fill_down,
        confirmed=_said(confirm, "--confirm"),
        sheets=_said(sheet, "--sheet"),
        levels=_pairs(level, "--level"),
    )


def _pairs(texts: Sequence[str] | None, option: str) -> dict[str, str]:
    return dict(_pair(text, option) for text in texts or ())


def _pair(text: str, option: str) -> tuple[str, str]:
    word, sign, means = text.rpartition("=")
    if not sign or not word.strip() or not means.strip():
        raise CsratingError(f"{option} {text!r} cannot be read", expected="WORD=MEANING")
    return word.strip(), _filled_in(means.strip(), option)


def _said(texts: Sequence[str] | None, option: str) -> tuple[str, ...]:
    if not all(text.strip() for text in texts or ()):
        raise CsratingError(f"{option} is blank", expected="what stands in the file")
    return tuple(_filled_in(text.strip(), option) for text in texts or ())


def _filled_in(text: str, option: str) -> str:
    """The text of an option, refused where it is still the word in capitals that stands for what only the reader knows."""
    if text in _PLACEHOLDERS:
        raise CsratingError(f"{option} still says {text}", do="Put in its place what you know of the file.")
    return text
