"""The command that reads any file of tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width
from csrating.cli.options import not_blank
from csrating.errors import CsratingError

if TYPE_CHECKING:
    import pandas as pd

    from csrating.read import Answers, Reading

AnyFile = Annotated[Path, typer.Argument(help="A workbook, csv or parquet file, or a saved web page with tables.", show_default=False)]
LayoutName = Annotated[
    str | None, typer.Option("--layout", help="The name of a layout, or the path of a .toml of your own.", callback=not_blank)
]
PeriodText = Annotated[
    list[str] | None,
    typer.Option("--period", help="The period of figures that do not state it: 2011, or _1=2008 for columns whose header ends in _1."),
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


class UnansweredError(CsratingError):
    """A file holds a table of which it is not sure what it says."""

    code = "question"


def read_command(
    file: AnyFile,
    layout: LayoutName = None,
    period: PeriodText = None,
    symbol: SymbolText = None,
    period_column: PeriodColumn = None,
    grades: Grades = None,
    date_column: DateColumn = None,
    infer: Annotated[bool, typer.Option("--infer", help="Use no layout, even where one is made for such files.")] = False,
    council: Annotated[str | None, typer.Option("--council", help="Show all figures of this council.", callback=not_blank)] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the tidy table to this .csv or .parquet file.")] = None,
    keep: Annotated[Path | None, typer.Option("--keep", help="Write the layout to this .toml file, to edit and use again.")] = None,
) -> None:
    """Read any table of councils. Says what was understood; asks where it is not sure."""
    from csrating.cli.understood import questions_told, reading_told
    from csrating.read import read_file

    writer = _writer(out) if out else None
    code = _council(council) if council else None
    answers = answers_given(period, symbol, period_column, grades=grades, date_column=date_column)
    reading = read_file(file, layout=layout, answers=answers, infer=infer)
    print(reading_told(reading, council=code, width=terminal_width()))
    if keep and reading.layout.tables:
        replaced_file(keep, reading.layout_text.encode())
        print(f"\nwrote {keep}")
    if reading.questions:
        kept = " No layout is kept: no table was understood." if keep and not reading.layout.tables else ""
        raise UnansweredError(questions_told(reading), where=reading.file, do=f"Nothing of these tables is read until then.{kept}")
    if out and writer:
        for path, kind, frame in _outputs(reading, out):
            replaced_file(path, writer(frame))
            print(f"\nwrote {len(frame):,} {kind} to {path}")


def _council(text: str) -> str:
    """The code of a council of 2009, or of one before or since."""
    from csrating import reference

    place = reference.place("", text, level="council") or reference.place(text, "", level="council")
    return place.code if isinstance(place, reference.Place) and place.how != "near" else reference.council(text).code


def answers_given(
    period: Sequence[str] | None,
    symbol: Sequence[str] | None,
    period_column: str | None,
    *,
    grades: str | None = None,
    date_column: str | None = None,
) -> Answers:
    """What the options say of a file that it does not say itself.

    Raises:
        CsratingError: two periods are given for all figures, or a word without a meaning.
    """
    from csrating.read import Answers

    whole = [text for text in period or () if "=" not in text]
    if len(whole) > 1:
        raise CsratingError(f"two periods are given for all figures: {whole[0]} and {whole[1]}", do="Give one, or HEADER=PERIOD for each.")
    ends = [_pair(text, "--period") for text in period or () if "=" in text]
    return Answers(
        period=whole[0] if whole else "",
        periods={f"{re.escape(header)}$": label for header, label in ends},
        symbols=dict(_pair(text, "--symbol") for text in symbol or ()),
        period_column=period_column or "",
        grades=grades or "",
        date_column=date_column or "",
    )


def _pair(text: str, option: str) -> tuple[str, str]:
    word, sign, means = text.rpartition("=")
    if not sign or not word.strip() or not means.strip():
        raise CsratingError(f"{option} {text!r} cannot be read", expected="WORD=MEANING")
    return word.strip(), means.strip()


def _outputs(reading: Reading, out: Path) -> Iterator[tuple[Path, str, pd.DataFrame]]:
    """Each table that a file gave and where it goes: the first to the file that was named, others beside it, named for their kind."""
    for place, (kind, frame) in enumerate(reading.given.items()):
        yield (out.with_stem(f"{out.stem}-{kind}") if place else out), kind, frame


def _writer(out: Path) -> Callable[[pd.DataFrame], bytes]:
    from csrating.cli.tables import csv_bytes, parquet_bytes

    writers = {".csv": csv_bytes, ".parquet": parquet_bytes}
    if out.suffix.lower() not in writers:
        raise CsratingError(f"figures cannot be written as {out.suffix or 'a file without an ending'}", expected=".csv or .parquet")
    return writers[out.suffix.lower()]
