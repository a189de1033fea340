"""A published letter beside the data as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csrating.cli.lines import wrapped
from csrating.tell.letter_check import SHAPED, few_cells

if TYPE_CHECKING:
    from csrating.tell import LetterCheck


def letter_check_told(found: LetterCheck, *, width: int | None) -> str:
    """The claims of a letter, each with its outcome, what the data say, and cells.

    Args:
        found: what :func:`csrating.tell.letter_check` gave.
        width: columns of the terminal, or None for as wide as it comes.
    """
    lines = [wrapped(f"{found!r}.", width=width), wrapped(f"Source: {found.source}; each claim in our words.", width=width), ""]
    size = max(map(len, found.table["outcome"]))
    for row in found.table.to_dict("records"):
        lines.append(wrapped(f"{row['topic']:>2}  {row['outcome'].ljust(size)}  {row['said']}", width=width, indent=6 + size))
        lines.append(wrapped(f"      the data: {row['found']}", width=width, indent=8))
        if row["cells"]:
            lines.append(wrapped(f"      n {row['n']}; {row['origin']}; {few_cells(row['cells'])}", width=width, indent=8))
    shaped = [SHAPED] if found.on_demonstration else []
    words = "Words of proportion follow a table of ours (A), and so does what is above or below (A): Ofsted published neither."
    return "\n".join([*lines, "", *(wrapped(note, width=width) for note in [*shaped, words])])
