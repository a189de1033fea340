"""What was understood of a file, in about twenty lines, so that an analyst can see at a glance whether to trust it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from csrating.cli.lines import aligned, wrapped
from csrating.cli.understood import figures, judgements, neighbours
from csrating.cli.understood.questions import command_told, each_question, questions_told
from csrating.cli.understood.words import MOST_OF_A_TEXT, MOST_TOLD, cell, several
from csrating.errors import brief

if TYPE_CHECKING:
    import pandas as pd

    from csrating.read import Reading

__all__ = ["command_told", "questions_told", "reading_told"]

_KINDS = {"figures": figures, "judgements": judgements, "neighbours": neighbours}
_LABEL = 11
_UNITS_TOLD = 3
_MOST_OF_A_LINE = 1_500
_TEXT = {
    "area",
    "period",
    "measure",
    "breakdown",
    "cell",
    "setting",
    "inspected on",
    "judgement",
    "said",
    "grade",
    "neighbour",
    "closeness",
}


def reading_told(reading: Reading, *, councils: Sequence[str] | None = None, width: int | None) -> str:
    """What a file was found to hold, what was assumed, and what is asked.

    Args:
        reading: what :func:`csrating.read.read_file` gave.
        councils: the codes of councils of which everything is shown; otherwise an example is.
        width: columns of the terminal, or None for as wide as it comes.
    """
    lines = [brief(f"{reading.file}: {_kind(reading)}; {_how(reading)}")]
    for sheet in (sheet.name for sheet in reading.opened.sheets):
        lines += _sheet_told(reading, sheet, width=width)
    lines += _not_read(reading, width=width)
    for kind, frame in reading.given.items():
        lines += _shown(kind, frame, councils, width=width)
    lines += _listed("assumed", list(dict.fromkeys(f"{one.what}: {one.why}" for one in reading.assumptions)), width=width)
    remarks = [f"{one.found} ({one.kind}, {cell(one.where)})" for one in reading.remarks]
    lines += _listed("to look at", [*_odd_units(reading), *remarks], width=width)
    lines += _listed("notes", list(reading.opened.notes), width=width)
    if reading.questions:
        lines += ["", "not sure", *(wrapped(f"  {text}", width=width, indent=4) for text in each_question(reading))]
    return "\n".join(lines)


def _odd_units(reading: Reading) -> list[str]:
    """The first few things that look wrong about units, and where the others are told."""
    found = [f"{one.what} ({one.kind}, {cell(one.where)})" for one in reading.odd_units]
    if not found:
        return []
    more = f"{len(found) - _UNITS_TOLD:,} more about units, and all else that is odd" if len(found) > _UNITS_TOLD else "all that is odd"
    return [*found[:_UNITS_TOLD], f"{more}: csrating doctor {shlex.quote(reading.file)}"]


def _kind(reading: Reading) -> str:
    opened = reading.opened
    written = f" ({opened.encoding}, {_DELIMITERS.get(opened.delimiter, opened.delimiter)})" if opened.delimiter else ""
    sheets = f", {len(opened.sheets)} sheets" if len(opened.sheets) > 1 else ""
    return f"{opened.kind}{written}{sheets}"


_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


def _how(reading: Reading) -> str:
    given = ", ".join(f"{len(frame):,} {kind}" for kind, frame in reading.given.items())
    return f"{given}, by {reading.basis}" if reading.basis.startswith("layout") else f"{given}, understood without a layout"


def _sheet_of(frame: pd.DataFrame) -> pd.Series:
    return frame["ref"].str.rsplit("!", n=1).str[0].str.split("#", n=1).str[1]


def _sheet_told(reading: Reading, sheet: str, *, width: int | None) -> list[str]:
    """What was read of one sheet and what was left out; nothing where nothing was read of it."""
    own = {kind: frame[_sheet_of(frame) == sheet] for kind, frame in reading.given.items() if len(frame)}
    told = [line for kind, frame in own.items() if len(frame) for line in _KINDS[kind].told(frame)]
    return ["", brief(f"sheet {sheet}"), *_labelled([*told, *_left_out(reading, sheet)], width=width)] if told else []


def _left_out(reading: Reading, sheet: str) -> Iterator[tuple[str, str]]:
    own = (reading.fates["sheet"] == sheet) & (reading.fates["fate"] == "explained")
    for fate in reading.fates[own].to_dict("records"):
        amount = " and ".join(f"{fate[what]:,} {what if fate[what] > 1 else what[:-1]}" for what in ("rows", "cells") if fate[what])
        yield "left out", f"{amount}: {fate['explanation']}"


def _labelled(told: Sequence[tuple[str, str]], *, width: int | None) -> Iterator[str]:
    for label, text in told:
        yield wrapped(f"  {label:<{_LABEL}}{brief(text, most=_MOST_OF_A_LINE)}", width=width, indent=_LABEL + 2)


def _not_read(reading: Reading, *, width: int | None) -> list[str]:
    """The sheets of which nothing is read, and why."""
    read = {sheet for frame in reading.given.values() if len(frame) for sheet in _sheet_of(frame).unique()}
    told = reading.fates[~reading.fates["sheet"].isin(read)].groupby("explanation", sort=False)["sheet"].agg(list)
    return _listed("not read", [f"{several(list(map(str, sheets)))}: {why}" for why, sheets in told.items()], width=width)


def _listed(label: str, texts: Sequence[str], *, width: int | None) -> list[str]:
    if not texts:
        return []
    shown = [wrapped(f"  {brief(text, most=_MOST_OF_A_LINE)}", width=width, indent=4) for text in texts[:MOST_TOLD]]
    return ["", label, *shown, *([f"  ... and {len(texts) - MOST_TOLD} more, which the doctor lists"] if len(texts) > MOST_TOLD else [])]


def _shown(kind: str, frame: pd.DataFrame, councils: Sequence[str] | None, *, width: int | None) -> list[str]:
    """What is said of some councils; without any, the first few rows of the first council, to compare with the file by eye."""
    if frame.empty:
        return []
    if councils is None:
        first = frame.loc[frame["level"] == "council", "area"].iloc[:1].tolist()
        shown = frame[frame["area"].isin(first)].head(MOST_TOLD - 1)
    else:
        shown = frame[frame["area"].isin(councils)]
        if shown["area"].nunique() > 1:  # councils of one name
            shown = shown.assign(area_name=shown["area_name"] + " (" + shown["area"] + ")")
    if shown.empty:
        return ["", f"no {kind} of this council"] if councils else []
    words = _KINDS[kind]
    rows = [[brief(text, most=MOST_OF_A_TEXT) for text in row] for row in words.rows(shown)]
    return [
        "",
        "for example" if councils is None else kind,
        *aligned(words.HEADINGS, rows, text=_TEXT, width=width, give=words.LONGEST),
    ]
