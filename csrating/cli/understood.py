"""What was understood of a file, in about twenty lines, so that an analyst can see at a glance whether to trust it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from csrating.cli.lines import aligned, wrapped

if TYPE_CHECKING:
    import pandas as pd

    from csrating.read import Reading

_MOST_TOLD = 6
_LABEL = 11


def reading_told(reading: Reading, *, council: str | None = None, width: int | None) -> str:
    """What a file was found to hold, what was assumed, and what is asked.

    Args:
        reading: what :func:`csrating.read.read_file` gave.
        council: the code of a council of which all figures are shown; otherwise an example is.
        width: columns of the terminal, or None for as wide as it comes.
    """
    lines = [f"{reading.file}: {_kind(reading)}; {_how(reading)}"]
    for sheet, figures in reading.figures.groupby(_sheet_of(reading.figures), sort=False):
        lines += ["", f"sheet {sheet}", *_sheet_told(reading, str(sheet), figures, width=width)]
    lines += _not_read(reading, width=width)
    if not reading.figures.empty:
        lines += ["", *_figures_shown(reading.figures, council, width=width)]
    lines += _listed("assumed", list(dict.fromkeys(f"{one.what}: {one.why}" for one in reading.assumptions)), width=width)
    lines += _listed("to look at", [f"{one.found} ({one.kind}, {_cell(one.where)})" for one in reading.remarks], width=width)
    lines += _listed("notes", list(reading.opened.notes), width=width)
    return "\n".join(lines)


def questions_told(reading: Reading) -> str:
    """The questions that have to be answered before the rest is read, as one sentence each, and how to answer."""
    asked = [f"it is not sure {one.asks} ({one.where}; answer with {one.answer})" for one in reading.questions[:3]]
    more = len(reading.questions) - len(asked)
    return "; ".join(asked) + (f"; and {more} more" if more else "")


def _kind(reading: Reading) -> str:
    opened = reading.opened
    written = f" ({opened.encoding}, {_DELIMITERS.get(opened.delimiter, opened.delimiter)})" if opened.delimiter else ""
    sheets = f", {len(opened.sheets)} sheets" if len(opened.sheets) > 1 else ""
    return f"{opened.kind}{written}{sheets}"


_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


def _how(reading: Reading) -> str:
    figures = f"{len(reading.figures):,} figures"
    return f"{figures}, by {reading.basis}" if reading.basis.startswith("layout") else f"{figures}, understood without a layout"


def _sheet_of(figures: pd.DataFrame) -> pd.Series:
    return figures["ref"].str.rsplit("!", n=1).str[0].str.split("#", n=1).str[1].rename("sheet")


def _cell(where: str) -> str:
    return where.split("#", 1)[-1]


def _sheet_told(reading: Reading, sheet: str, figures: pd.DataFrame, *, width: int | None) -> Iterator[str]:
    yield from _line("areas", _areas(figures), width=width)
    yield from _line("periods", _several(list(dict.fromkeys(figures["period"]))), width=width)
    yield from _line("measures", _measures(figures), width=width)
    if (figures["breakdown"] != "").any():
        yield from _line("breakdown", _breakdowns(figures), width=width)
    yield from _line("cells", _cells(figures), width=width)
    own = (reading.fates["sheet"] == sheet) & (reading.fates["fate"] == "explained")
    for fate in reading.fates[own].to_dict("records"):
        amount = " and ".join(f"{fate[what]:,} {what}" for what in ("rows", "cells") if fate[what])
        yield from _line("left out", f"{amount}: {fate['explanation']}", width=width)


def _line(label: str, text: str, *, width: int | None) -> Iterator[str]:
    yield wrapped(f"  {label:<{_LABEL}}{text}", width=width, indent=_LABEL + 2)


_LEVELS = {
    "council": ("1 council of 2009", "{} councils of 2009"),
    "later": ("1 later council", "{} later councils"),
    "former": ("1 council that ended before", "{} councils that ended before"),
    "region": ("1 region", "{} regions"),
    "England": ("England", "England"),
    "total": ("1 total", "{} totals"),
    "other": ("1 other area", "{} other areas"),
}


def _areas(figures: pd.DataFrame) -> str:
    numbers = {str(level): int(number) for level, number in figures.groupby("level")["area"].nunique().items()}
    return ", ".join(
        (one if numbers[level] == 1 else many).format(numbers[level]) for level, (one, many) in _LEVELS.items() if level in numbers
    )


def _measures(figures: pd.DataFrame) -> str:
    pairs = figures[["measure", "unit"]].drop_duplicates().itertuples(index=False)
    return _several([f"{measure} ({unit})" if unit else str(measure) for measure, unit in pairs])


def _breakdowns(figures: pd.DataFrame) -> str:
    return _several([text for text in dict.fromkeys(figures["breakdown"]) if text])


def _cells(figures: pd.DataFrame) -> str:
    symbols = figures.loc[figures["symbol"] != "", ["symbol", "status"]].value_counts(sort=False).reset_index(name="cells")
    told = [f"{row['cells']:,} {row['symbol']!r} ({row['status']})" for row in symbols.to_dict("records")]
    numbers = f"{int((figures['status'] == 'reported').sum()):,} numbers"
    return ", ".join([numbers, *told[:_MOST_TOLD], *([f"{len(told) - _MOST_TOLD} other symbols"] if len(told) > _MOST_TOLD else [])])


def _several(texts: Sequence[str]) -> str:
    """All of a few things, or the first ones and the last of many."""
    if len(texts) <= _MOST_TOLD:
        return "; ".join(texts)
    return f"{'; '.join(texts[: _MOST_TOLD - 2])}; ...; {texts[-1]} ({len(texts)} in all)"


def _not_read(reading: Reading, *, width: int | None) -> list[str]:
    """The sheets of which nothing is read, and why."""
    read = set(_sheet_of(reading.figures)) if len(reading.figures) else set()
    told = reading.fates[~reading.fates["sheet"].isin(read)].groupby("explanation", sort=False)["sheet"].agg(list)
    return _listed("not read", [f"{_several(list(map(str, sheets)))}: {why}" for why, sheets in told.items()], width=width)


def _listed(label: str, texts: Sequence[str], *, width: int | None) -> list[str]:
    if not texts:
        return []
    shown = [wrapped(f"  {text}", width=width, indent=4) for text in texts[:_MOST_TOLD]]
    return ["", label, *shown, *([f"  ... and {len(texts) - _MOST_TOLD} more"] if len(texts) > _MOST_TOLD else [])]


def _figures_shown(figures: pd.DataFrame, council: str | None, *, width: int | None) -> list[str]:
    """The figures of one council; without one, the first few of the first council, to compare with the file by eye."""
    if council is None:
        first = figures.loc[figures["level"] == "council", "area"].iloc[:1].tolist()
        shown = figures[figures["area"].isin(first)].head(_MOST_TOLD - 1)
    else:
        shown = figures[figures["area"] == council]
    headings = ["area", "period", "measure", "breakdown", "value", "cell"]
    cells = shown.astype({"value": object}).to_dict("records")
    rows = [
        [row["area_name"], row["period"], row["measure"], row["breakdown"] or "-", row["symbol"] or f"{row['value']:g}", _cell(row["ref"])]
        for row in cells
    ]
    text = {"area", "period", "measure", "breakdown", "cell"}
    return ["for example" if council is None else "figures", *aligned(headings, rows, text=text, width=width, give="measure")]
