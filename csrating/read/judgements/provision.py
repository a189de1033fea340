"""What kind of setting each row of an extract is about, and who runs it, in the words of the profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from csrating.read.cells import Cells
from csrating.read.grades import each
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.remarks import Remark
from csrating.read.tables.words import Rows, words
from csrating.reference import Meant, provision_type, sector

_MOST_NAMED = 12


@dataclass(frozen=True, eq=False)
class Provision:
    """For each row: the type of provision as published, the type of setting that it is, and who runs it; '' where that is not known."""

    published: Cells
    setting_type: Cells
    run_by: Cells
    remarks: tuple[Remark, ...] = ()


def provision_of_rows(block: Block, found: Columns, rows: Rows) -> Provision:
    """What the columns of provision and of who runs it say, brought to our words by the layout and by the registers.

    A word that neither knows is no error: it is told, and our word is blank.
    """
    published, sectors = words(block, found, "provision", rows), words(block, found, "run_by", rows)
    kinds, owners = by_register(block, "provision", provision_type), by_register(block, "run_by", sector)
    remarks = (*_remarks(block, found, "provision", rows, published, kinds), *_remarks(block, found, "run_by", rows, sectors, owners))
    return Provision(published, ours(published, kinds), ours(sectors, owners), remarks)


def by_register(block: Block, role: str, register: Callable[[str], Meant | None]) -> Callable[[str], Meant | None]:
    """How a published word is looked up: first among the words that the layout declares for the role, then on the register."""
    declared: Mapping[str, str] = block.table.words.get(role, {})
    return lambda text: Meant(declared[text]) if text in declared else register(text)


def ours(published: Cells, meant: Callable[[str], Meant | None]) -> Cells:
    """Our words for published ones; '' where there is none."""

    def word(text: object) -> str:
        known = meant(str(text))
        return known.ours if known else ""

    return each(published, word)


def _remarks(
    block: Block, found: Columns, role: str, rows: Rows, published: Cells, meant: Callable[[str], Meant | None]
) -> Iterator[Remark]:
    """The words that are on no register, and those that are there and have no word of ours; each with the first cell that holds one."""
    different = {str(text): meant(str(text)) for text in dict.fromkeys(published) if text}
    kind = role.replace("_", " ")
    unknown = [text for text, known in different.items() if known is None]
    reasons = dict.fromkeys(known.why for known in different.values() if known and not known.ours)
    outside = {why: [text for text, known in different.items() if known and not known.ours and known.why == why] for why in reasons}
    for told, some in ((f"{kind} not known", {"": unknown} if unknown else {}), (f"{kind} outside the profile", outside)):
        for why, texts in some.items():
            row = int(rows[np.argmax(published == texts[0])])
            yield Remark(told, _listed(texts) + (f": {why}" if why else ""), block.sheet.ref(row, found.roles[role]))


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _MOST_NAMED} more" if len(texts) > _MOST_NAMED else ""
    return ", ".join(map(repr, texts[:_MOST_NAMED])) + more
