"""Parts and wholes: a measure whose name is another's with more words counts a part of it, and is not more than it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from csrating.read.doctor.findings import Finding
from csrating.read.doctor.limits import LEAST_ABOVE, MANY_ABOVE, NEARLY_ALL
from csrating.read.doctor.series import shortened
from csrating.read.doctor.subject import Subject

KIND = "parts and wholes"
_OPENING = re.compile(r"^(?:(?:total )?number of|total|all)\s+", re.I)
_PART = re.compile(
    r"^\s*(?:[:,;(\-\N{EN DASH}]|of (?:which|whom|them|these)\b"
    r"|(?:who|that|which|with|without|within|aged|under|in|at|on|by|for|from|placed)\b)",
    re.I,
)
_OTHER_THINGS = re.compile(
    r"\b(?:days?|sessions?|hours?|weeks?|months of|places|points?|score|per|ratio|average|mean|change|percent\w*)\b", re.I
)
"""Words after which something else is counted than what the shorter name says."""


def findings(subject: Subject) -> Iterator[Finding]:
    """The parts that are above their wholes in many rows."""
    groups = subject.groups.table
    counts = groups[subject.groups.measured == "count"]
    for _, own in counts.groupby(["table", "breakdown", "period", "unit"], sort=False):
        if len(own) > 1:
            for whole, part in _pairs(own["measure"]):
                yield from _held_against(subject, whole, part)


def _pairs(measures: pd.Series) -> Iterator[tuple[int, int]]:
    """The groups of a whole and of each of its parts."""
    names = {
        int(group): _OPENING.sub("", " ".join(str(text).split())).casefold() for group, text in zip(measures.index, measures, strict=True)
    }
    first = {name: group for group, name in reversed(names.items())}
    for group, name in names.items():
        for end in range(1, len(name)):
            whole = first.get(name[:end].rstrip())
            if whole is not None and whole != group and is_part(name[end:]):
                yield whole, group
                break


def is_part(rest: str) -> bool:
    """Whether a name with these words behind it is a part of what it says without them.

    >>> is_part(": placed within 12 months"), is_part(" of whom girls"), is_part(" places"), is_part(": days lost")
    (True, True, False, False)
    """
    return bool(_PART.match(rest)) and not _OTHER_THINGS.search(re.sub(r"\bwithin \d+ (?:days?|months?)", "", rest))


def _held_against(subject: Subject, whole: int, part: int) -> Iterator[Finding]:
    of_row, refs = subject.groups.of_row, subject.figures["area"]
    own = {group: pd.Series(subject.values[of_row == group], index=refs[of_row == group]).dropna() for group in (whole, part)}
    rows = np.flatnonzero(of_row == part)
    both = pd.concat([one[~one.index.duplicated()] for one in own.values()], axis=1, join="inner")
    both.columns = ["whole", "part"]
    above = both[both["part"] > both["whole"]]
    if len(above) < max(LEAST_ABOVE, MANY_ABOVE * len(both)):
        return
    area = above.index[0]
    row = int(rows[np.argmax((refs.iloc[rows] == area).to_numpy())])
    names = [shortened(str(subject.groups.table["measure"].iat[group]), to=60) for group in (part, whole)]
    such = f"{subject.figures['area_name'].iat[row]}: {above['part'].iloc[0]:,.6g} against {above['whole'].iloc[0]:,.6g}"
    of_rows = f"{len(above):,} of {len(both):,} rows"
    what = f"{names[0]!r} is more than {names[1]!r} in {of_rows} ({subject.groups.table['period'].iat[part]}), such as {such}"
    swapped = len(above) >= NEARLY_ALL * (both["part"] != both["whole"]).sum()
    do = "Look whether the two headers are in each other's place." if swapped else "Look which of them is wrong."
    yield Finding("look", KIND, what, subject.ref(row), do)
