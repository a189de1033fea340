"""The command that reads any file of tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.answers import (
    Breakdown,
    Confirm,
    DateColumn,
    FillDown,
    Grades,
    HeadersAre,
    LeaveOut,
    LevelText,
    MarkText,
    PeriodColumn,
    PeriodText,
    SheetNames,
    SymbolText,
    UnitText,
    Written,
    answers_given,
)
from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width
from csrating.cli.options import not_blank
from csrating.cli.place import refuse_missing_folder
from csrating.errors import CsratingError, shown

if TYPE_CHECKING:
    import pandas as pd

    from csrating.read import Reading

AnyFile = Annotated[Path, typer.Argument(help="A workbook, csv or parquet file, or a saved web page with tables.", show_default=False)]
LayoutName = Annotated[
    str | None, typer.Option("--layout", help="The name of a layout, or the path of a .toml of your own.", callback=not_blank)
]

Infer = Annotated[bool, typer.Option("--infer", help="Use no layout, even where one is made for such files.")]


class NothingReadError(CsratingError):
    """A file holds nothing about councils that can be read."""

    code = "nothing read"


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
    written: Written = None,
    mark: MarkText = None,
    unit: UnitText = None,
    breakdown: Breakdown = None,
    leave_out: LeaveOut = None,
    headers_are: HeadersAre = None,
    fill_down: FillDown = False,
    confirm: Confirm = None,
    sheet: SheetNames = None,
    level: LevelText = None,
    infer: Infer = False,
    council: Annotated[str | None, typer.Option("--council", help="Show all figures of this council.", callback=not_blank)] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the tidy table to this .csv or .parquet file.")] = None,
    keep: Annotated[Path | None, typer.Option("--keep", help="Write the layout to this .toml file, to edit and use again.")] = None,
) -> None:
    """Read any table of councils. Says what was understood; asks where it is not sure."""
    from csrating.cli.understood import command_told, questions_told, reading_told
    from csrating.read import read_file

    refuse_missing_folder(out, keep)
    writer = _writer(out) if out else None
    codes = _councils(council) if council else None
    answers = answers_given(
        period=period,
        symbol=symbol,
        period_column=period_column,
        grades=grades,
        date_column=date_column,
        written=written,
        mark=mark,
        unit=unit,
        breakdown=breakdown,
        leave_out=leave_out,
        headers_are=headers_are,
        fill_down=fill_down,
        confirm=confirm,
        sheet=sheet,
        level=level,
    )
    reading = read_file(file, layout=layout, answers=answers, infer=infer)
    print(reading_told(reading, councils=codes, width=terminal_width()))
    if keep and reading.layout.tables:
        replaced_file(keep, reading.layout_text.encode())
        print(shown(f"\nwrote {keep}"))
    if reading.questions:
        print(shown("\n".join(command_told(reading, sys.argv[1:]))))
        kept = " No layout is kept: no table was understood." if keep and not reading.layout.tables else ""
        raise UnansweredError(questions_told(reading), where=reading.file, do=f"Nothing of these tables is read until then.{kept}")
    if not any(map(len, reading.given.values())):
        raise NothingReadError(_why_nothing(reading), where=reading.file, expected="figures, judgements or neighbours of councils")
    if out and writer:
        for path, kind, frame in _outputs(reading, out):
            replaced_file(path, writer(frame))
            print(shown(f"\nwrote {len(frame):,} {kind} to {path}"))


def _why_nothing(reading: Reading) -> str:
    """Why a file gave nothing: what was found on its only sheet, or that none of several gives any."""
    reasons = list(dict.fromkeys(reading.fates["explanation"]))
    return reasons[0] if len(reasons) == 1 and reasons[0] else "nothing in it can be read"


def _councils(text: str) -> tuple[str, ...]:
    """The code of a council of 2009, or of one before or since; of each of them where a name has meant several, as Dorset has."""
    from csrating import reference

    place = reference.place("", text, level="council") or reference.place(text, "", level="council")
    if isinstance(place, reference.Place) and place.how != "near":
        return (place.code,)
    several = reference.place("", text, level="council")
    if isinstance(several, reference.NoPlace) and several.reason == "ambiguous":
        return tuple(known.code for known in several.meant)
    return (reference.council(text).code,)


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
