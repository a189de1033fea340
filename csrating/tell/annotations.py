"""A letter with what stands behind each of its sentences: the claims that it was made from, and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from csrating.tell.blocks import Block, Bullets, Heading, Lines, Paragraph, Sentence, Table

if TYPE_CHECKING:
    from csrating.tell.claims import Claim
    from csrating.tell.letter import Letter

FRAME = "part of the frame: no claim"


def annotated(told: Letter) -> str:
    """Every sentence of a letter, numbered, each with its claims, their verdicts and their cells.

    Args:
        told: the letter.

    Returns:
        plain text; a sentence of the frame says that it is one.
    """
    claims = {claim.id: claim for claim in told.claims}
    lines: list[str] = []
    number = 0
    for block in told.blocks:
        lines.extend(_heading(block))
        for sentence in _sentences(block):
            number += 1
            lines += [f"[{number}] {sentence.text}", *_behind(sentence, claims)]
    return "\n".join(lines) + "\n"


def _heading(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {block.text}"


def _sentences(block: Block) -> tuple[Sentence, ...]:
    if isinstance(block, Paragraph):
        return block.sentences
    if isinstance(block, Bullets):
        return block.points
    if isinstance(block, Lines):
        return tuple(Sentence(line) for line in block.lines)
    return tuple(Sentence(" - ".join(row)) for row in block.rows) if isinstance(block, Table) else ()


def _behind(sentence: Sentence, claims: dict[str, Claim]) -> Iterator[str]:
    if not sentence.claims:
        yield f"    {FRAME}"
    for name in sentence.claims:
        claim = claims[name]
        against = "" if claim.comparator == "none" else f", against {claim.comparator}"
        yield f"    {claim.id}{against}: {claim.verdict}; n {claim.n}; {claim.origin}"
        yield from (f"        {cell}" for cell in claim.cells)
