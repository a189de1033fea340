"""How an answer shows itself: as text, and in a notebook as a card that folds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

MADE_UP = "Some of these figures are demonstration figures, published by nobody."


def plain(summary: str, tables: Mapping[str, pd.DataFrame], notes: Sequence[str] = ()) -> str:
    """A summary, some tables under their titles and some notes, as text."""
    shown = [f"{title}:\n{rows.to_string(index=False, na_rep='-', float_format=_figure)}" for title, rows in tables.items() if len(rows)]
    return "\n".join([summary, *shown, *notes])


def card(summary: str, tables: Mapping[str, pd.DataFrame], notes: Sequence[str] = ()) -> str:
    """The same as HTML, each table in a part that folds."""
    shown = [
        f"<details open><summary>{escape(title)}</summary>{rows.to_html(index=False, na_rep='–', float_format=_figure, border=0)}</details>"
        for title, rows in tables.items()
        if len(rows)
    ]
    return "".join([f"<p><strong>{escape(summary)}</strong></p>", *shown, *(f"<p>{escape(note)}</p>" for note in notes)])


def _figure(number: float) -> str:
    """A whole number as it is, a small one to three figures, another to two decimals."""
    if number == round(number) and abs(number) < 1e15:
        return f"{number:,.0f}"
    return f"{number:.2g}" if abs(number) < 0.01 else f"{number:,.2f}"
