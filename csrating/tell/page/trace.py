"""The trace of a page: the steps of an explanation down to their cells, as HTML that folds."""

from __future__ import annotations

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
    lines: list[str] = []
    _write(lines, root, opened=" open")
    return Markup("\n".join(lines))


def _write(lines: list[str], step: Step, *, opened: str = "") -> None:
    told = f"{escape(step.text)}{_marked(step)}"
    if not (step.parts or step.cells):
        lines.append(f"<div>{told}</div>")
        return
    anchor = f' id="{anchor_of(step.subject)}"' if step.subject and step.what in LINKED else ""
    lines.append(f'<details{anchor}{opened}><summary>{told}</summary><div class="in">')
    lines += [f'<div class="cell"><code>{escape(cell.ref)}</code>: {escape(cell.stored or "blank")}</div>' for cell in step.cells]
    for part in step.parts:
        _write(lines, part)
        lines.append("")
    lines.append("</div></details>")


def _marked(step: Step) -> str:
    """The evidence mark of a step and the rule that it belongs to; blank where it has none."""
    return f" <small>[{escape(': '.join(filter(None, [step.evidence, step.rule])))}]</small>" if step.evidence else ""
