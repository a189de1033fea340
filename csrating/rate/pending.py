"""Inspections of safeguarding that are pending: announced or under way, with no finding yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from csrating.rate.limits import Record
from csrating.schema import PENDING, SAFEGUARDING_INSPECTIONS


def findings_read(safeguarding: pd.DataFrame) -> bool:
    """Whether the data hold a finding on any council: an inspection that is pending has found nothing yet.

    Args:
        safeguarding: SAFEGUARDING.
    """
    return bool((safeguarding["finding"] != PENDING).any())


def pending(findings: Sequence[Record]) -> list[Record]:
    """The rows of a council's findings that say that an inspection is pending.

    Args:
        findings: rows of SAFEGUARDING, as records.
    """
    return [finding for finding in findings if finding["finding"] == PENDING and finding["kind"] in SAFEGUARDING_INSPECTIONS]


def pending_told(findings: Sequence[Record]) -> list[str]:
    """One clause for each kind of inspection that is pending, the kinds in their usual order.

    >>> pending_told([{"kind": "full inspection", "aspect": "safeguarding", "finding": "pending"}])
    ['a full inspection of safeguarding is pending']
    """
    rows = pending(findings)
    aspects = {kind: [str(row["aspect"]) for row in rows if row["kind"] == kind] for kind in SAFEGUARDING_INSPECTIONS}
    return [inspection_pending(kind, found) for kind, found in aspects.items() if found]


def inspection_pending(kind: str, aspects: Iterable[str]) -> str:
    """A clause that says that an inspection is pending, and of what where that is known.

    >>> inspection_pending("unannounced inspection", [""])
    'an unannounced inspection is pending'
    """
    article = "an" if kind[0] in "aeiou" else "a"
    known = list(dict.fromkeys(aspect for aspect in aspects if aspect))
    return f"{article} {kind}{' of ' * bool(known)}{' and of '.join(known)} is pending"
