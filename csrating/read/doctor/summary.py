"""What was understood, in about fifteen lines, each with a label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from csrating.read.doctor import accounts, coverage, grades, neighbours
from csrating.read.doctor.series import shortened
from csrating.read.doctor.subject import Subject

_SHOWN = 4


@dataclass(frozen=True)
class Line:
    """One line of a summary: what it is about, and what there is to tell."""

    label: str
    text: str


def summary(subject: Subject, tables: Mapping[str, pd.DataFrame]) -> tuple[Line, ...]:
    """The lines of a summary.

    Args:
        subject: what was examined.
        tables: what the checks gave.
    """
    lines = [
        *_figures(subject),
        *grades.lines(subject),
        *neighbours.lines(subject),
        *_coverage(tables["coverage"]),
        *_totals(subject, tables["totals"]),
        *_cells(subject),
        *accounts.lines(subject, tables["accounts"]),
    ]
    return tuple(Line(label, text) for label, text in [*lines, *subject.more])


def _figures(subject: Subject) -> Iterator[tuple[str, str]]:
    figures = subject.figures
    if figures.empty:
        if subject.judgements.empty and subject.neighbours.empty:
            yield "figures", "no"
        return
    numbers = int((figures["status"] == "reported").sum())
    yield "figures", f"{len(figures):,}: {numbers:,} numbers and {len(figures) - numbers:,} symbols"
    yield "areas", _areas(figures)
    yield "periods", _several(_in_time(subject))
    measures = figures["measure"].unique().tolist()
    of_tables = f" in {figures['table'].nunique():,} tables" if figures["table"].nunique() > 1 else ""
    yield "measures", f"{len(measures):,}{of_tables}: {_several([shortened(text, to=50) for text in measures])}"
    units = figures["unit"].replace("", "not stated").value_counts()
    yield "units", _several([f"{unit} ({number:,})" for unit, number in units.items()], shown=6)
    meanings = figures.loc[figures["symbol"] != ""].groupby(["symbol", "status"], sort=False, as_index=False).size()
    meanings = meanings.sort_values("size", ascending=False, kind="stable")
    if len(meanings):
        yield "symbols", _several([f"{row['symbol']} = {row['status']} ({row['size']:,})" for row in meanings.to_dict("records")], shown=6)


def _areas(figures: pd.DataFrame) -> str:
    numbers = figures.groupby("level")["area"].nunique()
    said = [f"{int(numbers[level]):,} {one if numbers[level] == 1 else many}" for level, (one, many) in _LEVELS.items() if level in numbers]
    return ", ".join([*said, *(["England"] if "England" in numbers else [])])


_LEVELS = {
    "council": ("council of 2009", "councils of 2009"),
    "later": ("later council", "later councils"),
    "former": ("former council", "former councils"),
    "region": ("region", "regions"),
    "total": ("total", "totals"),
    "other": ("other area", "other areas"),
}


def _in_time(subject: Subject) -> list[str]:
    ordered = subject.groups.table.sort_values("order", kind="stable")
    return [str(text) for text in ordered["period"].unique()]


def _several(words: Sequence[str], *, shown: int = _SHOWN) -> str:
    """All of a few words; of many the first ones and the last."""
    if len(words) <= shown + 1:
        return ", ".join(words)
    return f"{', '.join(words[: shown - 1])} ... {words[-1]} ({len(words):,} in all)"


def _coverage(table: pd.DataFrame) -> Iterator[tuple[str, str]]:
    if table.empty:
        return
    whole = int((table["with_figure"] == table["standing"]).sum())
    least = table.iloc[int(table["with_figure"].argmin())]
    words = shortened(", ".join(filter(None, (least["measure"], least["breakdown"]))), to=60)
    stood = f"{table['standing'].min()}" if table["standing"].nunique() == 1 else f"{table['standing'].min()} to {table['standing'].max()}"
    half = f"half of the {len(table):,} columns have figures for {table['with_figure'].median():.0f} or more, {whole:,} for all"
    other = "".join(f"; {text}" for text in dict.fromkeys(coverage.of_another_time(table)))
    yield "coverage", f"of {stood} councils then standing: {half}; fewest {least['with_figure']}: {words} ({least['period']}){other}"


def _totals(subject: Subject, table: pd.DataFrame) -> Iterator[tuple[str, str]]:
    if not subject.figures.empty and table.empty:
        yield "totals", "not checked: no England figure beside councils or regions"
    if table.empty:
        return
    verdicts = table["verdict"].value_counts()
    reasons = table.loc[table["verdict"] == "not checked", "why"].str.replace(
        r"^(\d+|none of the|1 of the) (councils|regions)", "areas", regex=True
    )
    brief = reasons.str.replace(r"areas has (?:a|no) figure", "areas have no figure", regex=True).str.split("[;,]", regex=True).str[0]
    unchecked = [f"{number:,}: {why}" for why, number in brief.value_counts().items()]
    checked = f"{verdicts.get('agrees', 0):,} agree with England, {verdicts.get('differs', 0):,} differ"
    yield "totals", f"{checked}, {verdicts.get('not checked', 0):,} not checked" + (f" ({_several(unchecked)})" if unchecked else "")


def _cells(subject: Subject) -> Iterator[tuple[str, str]]:
    """What else became of cells and rows: each explanation with how much it is about."""
    own = subject.fates[subject.fates["fate"] == "explained"]
    whole = own[own["table"] == ""]
    if len(whole):
        sheets = whole.groupby("explanation", sort=False).agg({"sheet": list, "filled": "sum"})
        each = zip(sheets.index.tolist(), sheets["sheet"], sheets["filled"], strict=True)
        yield "not read", _several([f"{_sheets(names)} with {_number(int(filled), 'filled cell')} ({why})" for why, names, filled in each])
    reasons = own[own["table"] != ""].groupby("explanation", sort=False)[["rows", "filled", "cells"]].sum()
    amounts = zip(reasons.index.tolist(), reasons["rows"], reasons["filled"], reasons["cells"], strict=True)
    told = [f"{_amount(int(rows), int(filled), int(cells))} ({shortened(str(why))})" for why, rows, filled, cells in amounts]
    if told:
        yield "left out", _several(told)


def _sheets(names: Sequence[str]) -> str:
    different = list(dict.fromkeys(map(repr, names)))
    times = f"{len(names)} " if len(names) > 1 else ""
    return f"{times}sheet{'s' if times else ''} {_several(different)}"


def _amount(rows: int, filled: int, cells: int) -> str:
    """'2 rows with 8 filled cells', or the cells of a column in which nothing stands."""
    said = [_number(number, word) for number, word in ((rows, "row"), (filled, "filled cell")) if number]
    return " with ".join(said) or _number(cells, "empty cell")


def _number(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
