"""Findings about councils themselves, as SAFEGUARDING."""

from __future__ import annotations

from csrating.errors import ValueInCellError
from csrating.read.cells import Cells
from csrating.read.registered.areas import councils_alone
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns, columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.rows import Tidied, fates_beside, records
from csrating.read.tables.words import Rows, days, declared
from csrating.schema import PENDING, SAFEGUARDING_INSPECTIONS


def safeguarding(block: Block) -> Tidied:
    """The findings of a table with one row per finding.

    Each word must be one that the layout declares: a finding misspelt would be a limit lost. Under ``words``, ``held_on`` lists what may
    stand where no day is known; such a finding has no date. An inspection that is announced or under way has the finding "pending".

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError: the table is not what its layout says; each with its cell.
    """
    found = columns(block)
    kept = records(block, found)
    kind, finding = declared(block, found, "kind", kept.rows), declared(block, found, "finding", kept.rows)
    _only_inspections_are_pending(block, found, kept.rows, kinds=kind, findings=finding)
    part = {
        "council": councils_alone(block, found, kept.rows).area,
        "kind": kind,
        "held_on": days(block, found, "held_on", kept.rows, blank=block.table.words.get("held_on", {})),
        "aspect": declared(block, found, "aspect", kept.rows),
        "finding": finding,
        "evidence": declared(block, found, "evidence", kept.rows),
        "ref": block.sheet.refs(kept.rows, found.roles["finding"]),
    }
    fates = (Fate(block.sheet.name, block.table.name, "kept", len(kept.rows), 0, 0), *fates_beside(block, found, kept.rows))
    return Tidied((part,), (*kept.fates, *fates))


def _only_inspections_are_pending(block: Block, found: Columns, rows: Rows, *, kinds: Cells, findings: Cells) -> None:
    """A rating is withheld for an inspection that is pending, and for nothing else: of another kind the word would be lost."""
    for row, kind, finding in zip(rows, kinds, findings, strict=True):
        if finding == PENDING and kind not in SAFEGUARDING_INSPECTIONS:
            raise ValueInCellError(
                f"a {kind} is called {PENDING!r}",
                where=block.sheet.ref(int(row), found.roles["finding"]),
                expected=f"the word at an inspection alone: {' or '.join(SAFEGUARDING_INSPECTIONS)}",
                do="Leave the row out until there is a finding.",
            )
