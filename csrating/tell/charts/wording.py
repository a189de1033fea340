"""The words and figures that the charts share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from csrating.compare.method import method_of, rule_in_line
from csrating.rate import CouncilRating, Ratings
from csrating.read.registered.sources import Source
from csrating.reference.frameworks import Framework
from csrating.schema import Origin, Standing
from csrating.tell.grammar import counted, joined, rounded, settled
from csrating.tell.sentences.words import place

STANDINGS = (Standing.ABOVE, Standing.IN_LINE, Standing.BELOW)
VERDICTS = {
    Standing.ABOVE: "above similar areas",
    Standing.IN_LINE: "in line with similar areas",
    Standing.BELOW: "below similar areas",
    Standing.NOT_COMPARABLE: "not comparable",
}
WAYS = {"high": "high is good", "low": "low is good", "none": "neither high nor low is good"}
"""Which way is better, by the polarity of an indicator."""

DEMONSTRATION = "Demonstration data: not published figures"


def shown(value: float, *, decimals: int, unit: str = "") -> str:
    """A figure as it is printed on a chart: rounded half up, per cent as a sign; other units stand beside it.

    >>> shown(2.25, decimals=1, unit="per cent"), shown(-1234.5, decimals=0), shown(float("nan"), decimals=1)
    ('2.3%', '−1,235', '–')
    """
    if math.isnan(value):
        return "–"
    sign = "%" if unit == "per cent" else ""
    return f"{rounded(value, decimals)}{sign}".replace("-", "−")


def council_named(ratings: Ratings, council: str) -> tuple[CouncilRating, str]:
    """The council's part of the ratings, and its name as the ratings give it.

    Raises:
        UnknownCouncilError: no council, or more than one, is meant; the message suggests some.
    """
    found = ratings.council(council)
    return found, str(found.row["name"])


def rests_on_demonstration(origin: Iterable[str]) -> list[bool]:
    """Which figures rest on demonstration data, wholly or in part."""
    return [one != str(Origin.PUBLISHED) for one in origin]


def warning(origin: Iterable[str], *, what: str = "rows") -> str:
    """The line that a chart carries when figures on it were made up: all of them, or the rows marked with a star.

    Args:
        origin: of each row.
        what: they are called.
    """
    made_up = rests_on_demonstration(origin)
    return warned(sum(made_up), len(made_up), what=what)


def warned(made_up: int, of: int, *, what: str = "rows") -> str:
    """The same line, of how many rows which rest on demonstration data.

    >>> warned(0, 3), warned(1, 3, what="panels")
    ('', 'Demonstration data: not published figures (1 of 3 panels, marked *)')
    """
    if made_up in (0, of):
        return DEMONSTRATION if made_up else ""
    return f"{DEMONSTRATION} ({made_up} of {of} {what}, marked *)"


def stars(origin: Iterable[str]) -> list[str]:
    """The mark behind the name of each row that rests on demonstration data; none where all rows do, for then the warning covers them."""
    made_up = rests_on_demonstration(origin)
    star = "" if all(made_up) else " *"
    return [star if some else "" for some in made_up]


def sources(ratings: Ratings, refs: Iterable[str]) -> str:
    """Where the figures of ratings come from; see :func:`sources_told`."""
    return sources_told(ratings.data.sources, refs)


def sources_told(register: Iterable[Source], refs: Iterable[str]) -> str:
    """Where the figures come from: the publishers, and how many of the files were made for demonstration.

    Args:
        register: the files that were read; where there is none, the files are named that the cells are in.
        refs: cells such as ``"ni-071.xlsx#NI 71!C7"``; blank ones are passed over.
    """
    files, known = {ref.partition("#")[0] for ref in refs} - {""}, list(register)
    if not known and files:
        return f"Source: {joined(sorted(files))}."
    used = [source for source in known if source.file in files]
    publishers = sorted({source.publisher for source in used if source.origin == Origin.PUBLISHED})
    made_up = sum(source.origin != Origin.PUBLISHED for source in used)
    parts = [*publishers, *([settled(counted(made_up, "file of demonstration data", "files of demonstration data"))] if made_up else [])]
    return f"Source: {'; '.join(parts)}." if parts else ""


def in_line_rule(framework: Framework) -> str:
    """What "in line" means, and whose rule it is."""
    method = method_of(framework)
    mark = rule_in_line(framework).mark
    return f"In line: {method.said}; at least {method.least} similar areas must have a figure ({mark})."


def all_outcomes(framework: Framework) -> str:
    """What all the headings together are called: those of today are ours, and follow the outcomes of Every Child Matters."""
    return "All headings" if framework.is_of_today else "All Every Child Matters outcomes"


def average_of(framework: Framework) -> str:
    """Which average of the similar areas is taken: their mean, median or pooled figure."""
    return method_of(framework).averaged.noun


def similar_areas(vintage: str, framework: Framework) -> str:
    """Who the similar areas are and which average is theirs, with the vintage of the table."""
    return f"Similar areas: {average_of(framework)} of the council's statistical neighbours with a figure (neighbour table: {vintage})."


def standing_counts(standing: Iterable[str]) -> dict[Standing, int]:
    """How many stand above, in line and below; those that cannot be compared are not counted."""
    found = list(standing)
    return {word: found.count(str(word)) for word in STANDINGS}


def day(date: str | pd.Timestamp) -> str:
    """A date in words, whatever the language of the machine.

    >>> day("2009-09-30")
    '30 September 2009'
    """
    found = pd.Timestamp(date)
    return f"{found.day} {found.month_name()} {found.year}"


def without_figure(name: str, status: str) -> str:
    """A finding where a council has no figure.

    >>> without_figure("Isles of Scilly", "not applicable"), without_figure("Trafford", "not returned")
    ('the figure does not apply to the Isles of Scilly', 'Trafford returned no figure')
    """
    told = {
        "no row": f"the data hold no figure for {place(name)}",
        "not applicable": f"the figure does not apply to {place(name)}",
        "not returned": f"{place(name)} returned no figure",
    }
    return told.get(status, f"the figure for {place(name)} is {status}")


def no_figure(status: str) -> str:
    """What stands where a council has no figure."""
    return f"no figure: {'no row in the data' if status == 'no row' else status}"


def reasons_told(status: Iterable[str]) -> list[str]:
    """How many have no figure, reason by reason, given the status of each.

    >>> reasons_told(["suppressed", "no row", "suppressed"])
    ['1 without a row in the data', '2 suppressed']
    """
    found = Counter(status)
    return [f"{found[one]} {'without a row in the data' if one == 'no row' else one}" for one in sorted(found)]
