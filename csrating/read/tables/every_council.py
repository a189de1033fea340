"""Has each of the 152 councils a row, where the layout says that each must have one?"""

from __future__ import annotations

from functools import cache

from csrating import reference
from csrating.errors import LayoutError
from csrating.read.tables.blocks import Block


@cache
def _council_names() -> dict[str, str]:
    councils = reference.councils()
    return dict(zip(councils["code"], councils["name"], strict=True))


def refuse_missing_councils(block: Block, present: set[str], *, what: str) -> None:
    """Raise a LayoutError that names the councils of 2009 without a row, unless the layout says that they are absent."""
    if not block.table.every_council:
        return
    register, absent = _council_names(), set(block.table.absent)
    there = present | absent
    missing = [f"{name} ({code})" for code, name in register.items() if code not in there]
    stale = [f"{register[code]} ({code})" for code in sorted(absent & present)]
    if missing:
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        raise LayoutError(
            f"{what} has no row for {', '.join(missing[:5])}{more}", where=block.place, expected=f"{len(register) - len(absent)} councils"
        )
    if stale:
        raise LayoutError(f"{what} has a row for {', '.join(stale)}, which the layout calls absent", where=block.place)
