"""The trace of a page: the steps of an explanation down to their cells, as HTML that folds."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from csrating.rate.explain import Step
from csrating.tell.page.parts import anchor_of

LINKED = ("indicator", "row")
"""The steps that the tables of a page link to."""


def folded_trace(root: Step) -> Markup:
    """A step and all below it, the uppermost unfolded. A page has thousands of these lines, for which a template takes long.

    Args:
        root: the uppermost.

    >>> print(folded_trace(Step("rating", "Performs well & better", evidence="A", rule="combined.band_cuts")))
    <div>Performs well &amp; better <small>[A: combined.band_cuts]</small></div>
    """
    return Markup("\n".join(_lines(root, opened=" open")))


def _lines(step: Step, *, opened: str = "") -> Iterator[str]:
    told = f"{escape(step.text)}{_marked(step)}"
    if not (step.parts or step.cells):
        yield f"<div>{told}</div>"
        return
    anchor = f' id="{anchor_of(step.subject)}"' if step.subject and step.what in LINKED else ""
    yield f'<details{anchor}{opened}><summary>{told}</summary><div class="in">'
    for cell in step.cells:
        yield f'<div class="cell"><code>{escape(cell.ref)}</code>: {escape(cell.stored or "blank")}</div>'
    for part in step.parts:
        yield from _lines(part)
        yield ""
    yield "</div></details>"


def _marked(step: Step) -> str:
    """The evidence mark of a step and the rule that it belongs to; blank where it has none."""
    return f" <small>[{escape(': '.join(filter(None, [step.evidence, step.rule])))}]</small>" if step.evidence else ""
