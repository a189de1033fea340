"""What is shown as a card: the same page under the widgets and without any, and the same as text."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape

import pandas as pd

from csrating.tell.explore.shown import Shown
from csrating.tell.grammar import rounded

STYLE = """<style>
.cs-card{display:grid;grid-template-columns:minmax(0,1fr);max-width:64rem;line-height:1.45}
.cs-card img{display:block;width:100%;height:auto;margin:.5rem 0;background:#fff}
.cs-card p{margin:.2rem 0}
.cs-card .cs-note{border-left:.3rem solid #801650;padding:.2rem .6rem}
.cs-card .cs-made{font-weight:bold}
.cs-card pre{padding:.5rem .7rem;border:1px solid #a6a6a6;overflow-x:auto;user-select:all;white-space:pre-wrap}
.cs-card .cs-rows{max-height:22rem;overflow:auto;margin:.3rem 0}
.cs-card table{border-collapse:collapse}
.cs-card th,.cs-card td{padding:.15rem .6rem;white-space:nowrap;text-align:right}
.cs-card thead th{border-bottom:2px solid #757575}
.cs-card td.cs-text,.cs-card th.cs-text{text-align:left}
.cs-card summary{cursor:pointer;font-weight:bold}
</style>"""
"""Colours that stand out on light and dark pages alike."""


@dataclass(frozen=True, eq=False, repr=False)
class Card:
    """What is shown of a choice, without anything to choose by.

    Args:
        shown: of a choice.
        why: why there is nothing to choose by; blank where that needs no word.
    """

    shown: Shown
    why: str = ""

    def _repr_html_(self) -> str:
        why = f'<p class="cs-note">{escape(self.why)}</p>' if self.why else ""
        return f"{STYLE}{_card(why + _notes(self.shown) + page(self.shown))}"

    def __repr__(self) -> str:
        shown = self.shown
        rows = shown.table.head(12)
        more = [f"And {len(shown.table) - len(rows)} more rows, in .table."] if len(shown.table) > len(rows) else []
        told = written(rows).to_string(index=False)
        parts = [self.why, *shown.notes, shown.chart.title, shown.said, _cell(shown), shown.notice, told, *more, shown.line]
        return "\n".join(part for part in parts if part)


def page(shown: Shown) -> str:
    """The chart, what it says, the rows behind it and the line of code, as HTML."""
    picture = b64encode(shown.chart.svg()).decode()
    parts = [
        f'<img alt="{escape(shown.chart.alt)}" src="data:image/svg+xml;base64,{picture}">',
        f"<p>{escape(shown.said)}</p>",
        f"<p>{escape(_cell(shown))}</p>" if shown.cell else "",
        f'<p class="cs-made">{escape(shown.notice)}</p>' if shown.notice else "",
        "<p>The same without choosing by hand:</p>",
        f"<pre><code>{escape(shown.line)}</code></pre>",
        f'<details open><summary>The rows behind it ({len(shown.table)})</summary><div class="cs-rows" tabindex="0" role="region" '
        f'aria-label="The rows behind the chart">{table(shown.table)}</div></details>',
    ]
    return _card("".join(parts))


def notes(shown: Shown) -> str:
    """What is to be said of a choice that is otherwise than chosen, read out where somebody listens to the screen."""
    return f'{STYLE}<div role="status" aria-live="polite">{_card(_notes(shown))}</div>'


def table(rows: pd.DataFrame) -> str:
    """A table with figures to the right and words to the left; a figure is rounded for the eye, the chart's ``data`` hold it whole."""
    sides = ["" if pd.api.types.is_numeric_dtype(rows[name]) else ' class="cs-text"' for name in rows.columns]
    head = "".join(f'<th scope="col"{side}>{escape(str(name))}</th>' for name, side in zip(rows.columns, sides, strict=True))
    cells = written(rows).itertuples(index=False, name=None)
    body = "".join(f"<tr>{_row(values, sides)}</tr>" for values in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def written(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as text: a column's figures all to as many places, none where they are whole.

    >>> written(pd.DataFrame({"a": [1234.0, None], "b": [62.44, 8.0], "c": [0.126, 0.5]})).to_numpy().tolist()
    [['1,234', '62.4', '0.13'], ['–', '8.0', '0.50']]
    """
    return pd.DataFrame({name: _column(rows[name]) for name in rows.columns}, index=rows.index)


def _column(values: pd.Series) -> list[str]:
    if not pd.api.types.is_float_dtype(values):
        return ["–" if pd.isna(value) else str(value) for value in values]
    known = values.dropna()
    places = 0 if (known == known.round()).all() else 1 if known.abs().max() >= 10 else 2
    return ["–" if pd.isna(value) else f"{rounded(float(value), places)}" for value in values]


def _row(values: tuple[str, ...], sides: list[str]) -> str:
    return "".join(f"<td{side}>{escape(value)}</td>" for value, side in zip(values, sides, strict=True))


def _notes(shown: Shown) -> str:
    return "".join(f'<p class="cs-note">{escape(note)}</p>' for note in shown.notes)


def _cell(shown: Shown) -> str:
    return f"{shown.choice.name}’s cell: {shown.cell}" if shown.cell else ""


def _card(inside: str) -> str:
    return f'<div class="cs-card">{inside}</div>' if inside else ""
