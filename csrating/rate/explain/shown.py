"""An explanation as a reader sees it: indented text, and HTML that folds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csrating.rate.explain.tree import Cell, Step

OPEN = ("rating", "data band", "combined", "inspection", "indicators")
"""The steps that a card shows unfolded, beside the uppermost."""

ABOUT = "The rules with their marks, the words, and the files with their sha256"


def indented(step: Step, *, cells: int, until: Collection[str] = (), depth: int = 0) -> Iterator[str]:
    """The lines of a step and of all below it, each level two blanks further in.

    Args:
        step: the uppermost.
        cells: how many cells of a step are listed at most; the others are counted.
        until: the kinds of steps whose parts are left out.
        depth: of the uppermost.
    """
    inside = "  " * (depth + 1)
    yield f"{'  ' * depth}{step.text}{marked(step)}"
    yield from (f"{inside}cell {cell.ref}: {told(cell)}" for cell in step.cells[:cells])
    more = len(step.cells) - cells
    if more > 0:
        yield f"{inside}{'and ' * bool(cells)}{more}{' more' * bool(cells)} {'cell' if more == 1 else 'cells'}"
    if step.what not in until:
        for part in step.parts:
            yield from indented(part, cells=cells, until=until, depth=depth + 1)


def marked(step: Step) -> str:
    """The evidence mark of a step and the rule that it belongs to; blank where it has none."""
    return f"  [{': '.join(filter(None, [step.evidence, step.rule]))}]" if step.evidence else ""


def told(cell: Cell) -> str:
    """What stands in a cell, and how it was read where that says something else."""
    stored = cell.stored or "blank"
    read = f"{cell.value:g}" if isinstance(cell.value, float) else cell.value
    return stored if read == stored or isinstance(cell.value, float) else f"{stored}, read as {read}"


def folded(step: Step, *, notes: Sequence[str], behind: Sequence[str]) -> str:
    """The tree as HTML: every step with parts folds and unfolds, the uppermost being open.

    Args:
        step: the uppermost.
        notes: sentences to stand below the tree.
        behind: sentences on rules, words and files, which are folded away.
    """
    told = [f"<p>{escape(note)}</p>" for note in notes]
    rules = "".join(f"<p>{escape(line)}</p>" for line in behind)
    return "".join([_fold(step, top=True), *told, f"<details><summary>{ABOUT}</summary>{rules}</details>"])


def as_page(title: str, body: str) -> str:
    """HTML as a page of its own."""
    style = "body{font-family:system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;line-height:1.5}small{color:#555}"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{style}</style>'
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head>{head}</head><body><h1>{escape(title)}</h1>{body}</body></html>\n'


def _fold(step: Step, *, top: bool = False) -> str:
    shown = f"{escape(step.text)}<small>{escape(marked(step))}</small>"
    cells = (f"<div><code>{escape(cell.ref)}</code>: {escape(told(cell))}</div>" for cell in step.cells)
    inside = "".join([*cells, *(_fold(part) for part in step.parts)])
    if not inside:
        return f"<div>{shown}</div>"
    is_open = " open" if top or step.what in OPEN else ""
    return f'<details{is_open}><summary>{shown}</summary><div style="margin-left:1.5em">{inside}</div></details>'
