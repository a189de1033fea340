"""A letter with what stands behind each of its sentences: the claims that it was made from, and all the cells that these depend on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from csrating.tell.blocks import Block, Bullets, Heading, Lines, Paragraph, Sentence, Table
from csrating.tell.claims.rests import COUNCIL, ENGLAND, EVERYONE, REGIONS, SIMILAR, Whose
from csrating.tell.folded_cells import folded
from csrating.tell.grammar import counted, settled

if TYPE_CHECKING:
    from csrating.tell.claims import Claim
    from csrating.tell.letter import Letter

FRAME = "part of the frame: no claim"
BESIDE = "decides how it is put: "
AT_ALL = (
    "The cells of each claim stand once, under the first sentence made from it; a range holds all cells between its corners. Where a claim"
    " is against England, every council is behind it: of them England's share of settings is made, and what is in line with England."
    " Counts, days and providers that stand in the row of a value or a grade go with it."
)

MANY = 12
"""A sentence about more claims is one about the whole letter."""

HEADINGS: dict[Whose, str] = {
    COUNCIL: "the council",
    SIMILAR: "similar areas",
    ENGLAND: "England",
    EVERYONE: "every council",
    REGIONS: "regions",
}


@dataclass(frozen=True)
class AnnotatedClaim:
    """A claim as data: ``cells`` are all that it depends on, by whose they are, the council's own first."""

    id: str
    subject: str
    measure: str
    comparator: str
    verdict: str
    n: int
    origin: str
    figures: dict[str, float]
    names: tuple[str, ...]
    cells: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class AnnotatedSentence:
    """A sentence as data: its number in the letter, the claims told in it, and those that decide how it is put."""

    number: int
    text: str
    claims: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Annotations:
    """A letter as data: its sentences in order, and each claim behind them with every cell that it depends on."""

    council: str
    name: str
    sentences: tuple[AnnotatedSentence, ...]
    claims: tuple[AnnotatedClaim, ...]

    @property
    def json(self) -> str:
        """The same as JSON: council, name, sentences and claims; a figure that is not known is null."""
        return json.dumps(_known(asdict(self)), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def annotations_of(told: Letter) -> Annotations:
    """Every sentence of a letter with its claims, as data.

    Args:
        told: the letter.
    """
    numbered = list(enumerate((sentence for block in told.blocks for sentence in _sentences(block)), start=1))
    sentences = tuple(AnnotatedSentence(number, one.text, one.claims, one.beside) for number, one in numbered)
    used = dict.fromkeys(name for one in sentences for name in (*one.claims, *one.beside))
    return Annotations(told.council, told.name, sentences, tuple(_as_data(claim, told) for claim in told.claims if claim.id in used))


def _as_data(claim: Claim, told: Letter) -> AnnotatedClaim:
    cells = {str(whose): refs for whose, refs in told.claims.dependence(claim.id).by}
    return AnnotatedClaim(
        claim.id,
        claim.subject,
        claim.measure,
        claim.comparator,
        claim.verdict,
        claim.n,
        claim.origin,
        dict(claim.figures),
        claim.names,
        cells,
    )


def _known(value: Any) -> Any:
    """The value with null for numbers that are not known."""
    if isinstance(value, dict):
        return {key: _known(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_known(one) for one in value]
    return None if isinstance(value, float) and value != value else value


def annotated(told: Letter) -> str:
    """Every sentence of a letter, numbered, each with its claims, their verdicts and all the cells that they depend on.

    Args:
        told: the letter.

    Returns:
        plain text; a sentence of the frame says that it is one. The council's own cells come first, then those of the areas that it is
        compared with, sheet by sheet, runs of cells as ranges. Cells stand once, where a claim is told first.
    """
    lines, seen, number = [AT_ALL], dict[str, int](), 0
    for block in told.blocks:
        lines.extend(_heading(block))
        for sentence in _sentences(block):
            number += 1
            lines.append(f"[{number}] {sentence.text}")
            lines.extend(_about_all(sentence) if len(sentence.claims) > MANY else _behind(sentence, told, seen, number))
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


def _about_all(sentence: Sentence) -> Iterator[str]:
    """The claims that a notice on the whole letter is about, without their cells: they are told below."""
    yield f"    about {settled(counted(len(sentence.claims), 'claim', 'claims'))}: {', '.join(sentence.claims)}"


def _behind(sentence: Sentence, told: Letter, seen: dict[str, int], number: int) -> Iterator[str]:
    """The claims behind a sentence; ``seen`` says under which sentence the cells of each claim stand, and is added to."""
    if not sentence.claims:
        yield f"    {FRAME}"
    for name in (*sentence.claims, *sentence.beside):
        claim = next(one for one in told.claims if one.id == name)
        against = "" if claim.comparator == "none" else f", against {claim.comparator}"
        before = BESIDE if name in sentence.beside else ""
        yield f"    {before}{claim.id}{against}: {claim.verdict}; n {claim.n}; {claim.origin}"
        if name in seen:
            yield f"        cells: see [{seen[name]}]"
            continue
        seen[name] = number
        yield from _cells(claim, told)


def _cells(claim: Claim, told: Letter) -> Iterator[str]:
    """All the cells of a claim: the council's own, then those of others under whose they are."""
    for whose, refs in told.claims.dependence(claim.id).by:
        if whose != COUNCIL:
            yield f"        {HEADINGS[whose]}:"
        yield from (f"        {'' if whose == COUNCIL else '    '}{sheet}" for sheet in folded(refs))
