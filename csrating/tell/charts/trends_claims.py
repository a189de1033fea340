"""What the small trend charts say: what became of each indicator, where England and the similar areas lie, and what is missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from csrating.rate import Ratings
from csrating.reference import Indicator
from csrating.schema import Standing
from csrating.tell.charts.origin_claim import origin_claim
from csrating.tell.charts.records import Record
from csrating.tell.charts.trend_rows import places_of_run
from csrating.tell.charts.trends_rows import trends_of
from csrating.tell.charts.wording import shown
from csrating.tell.claims import UNKNOWN, Claim, Claims
from csrating.tell.claims.cells import cells_of
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.rests import ENGLAND, SIMILAR, Rest, figures

BETTER, WORSE, UP, DOWN, LEVEL, ALONE, NONE = "better", "worse", "up", "down", "no change", "one figure", "no figure"
WORDS = (BETTER, WORSE, UP, DOWN, LEVEL, ALONE, UNKNOWN)
"""What can become of an indicator, in the order in which a title tells it."""

TOGETHER, WEAKEST, NAMED = "panels", "weakest indicators", "indicators"
CHANGE, NATION, NEAR, MISSING, STANDS = "change", "England", "similar areas", "missing", "standing"


def trends_claims(
    ratings: Ratings, code: str, parts: Mapping[str, Sequence[Record]], about: Sequence[Indicator], *, weakest: bool
) -> Claims:
    """The claims about the panels of small trend charts.

    Args:
        ratings: the ratings of all councils.
        code: the council's.
        parts: the periods of each indicator, the earliest first.
        about: the indicators in the order of their panels.
        weakest: whether they were chosen as the weakest.
    """
    panels = [claim for one in about for claim in panel_claims(one, parts[one.indicator])]
    changes = [claim for claim in panels if claim.id.endswith(f".{CHANGE}")]
    rests = (*(rest for claim in panels for rest in claim.rests), *(_choice(ratings) if weakest else ()))
    origin = origin_claim([claim.origin for claim in changes], rests, what="panels")
    return Claims((together_claim(changes, rests, weakest=weakest), *panels, origin), code, cells_of(ratings))


def _choice(ratings: Ratings) -> tuple[Rest, ...]:
    """What it rests on which indicators are the weakest: all that are compared, and whether there are two figures in a row."""
    names, periods = trends_of(ratings).told
    return (*figures(names, SIMILAR), *figures(names, periods=periods))


def together_claim(changes: Sequence[Claim], rests: Sequence[Rest], *, weakest: bool) -> Claim:
    """How many indicators became better, worse, or neither.

    Args:
        changes: what became of each.
        rests: what that and their choice rest on.
        weakest: whether they were chosen as the weakest.
    """
    counts = Counter(claim.verdict for claim in changes)
    told = tuple((word, float(counts[word])) for word in WORDS if counts[word])
    verdict = told[0][0] if len(told) == 1 else "mixed"
    origin, names = origin_of([claim.origin for claim in changes]), tuple(claim.subject for claim in changes)
    subject = WEAKEST if weakest else NAMED
    return Claim(TOGETHER, subject, CHANGE, "earlier", verdict, len(changes), told, names, tuple(dict.fromkeys(rests)), origin)


def panel_claims(about: Indicator, rows: Sequence[Record]) -> Iterator[Claim]:
    """The claims about one panel: what became of the indicator, its standing, England, the similar areas, and which figures are missing."""
    name, last, origin = about.indicator, rows[-1], origin_of([str(row["origin"]) for row in rows])
    periods, end = tuple(str(row["period"]) for row in rows), (str(last["period"]),)
    yield change_claim(about, rows)
    for row in rows:
        if row["rated"]:
            period, rests = str(row["period"]), figures((name,), SIMILAR, periods=(str(row["period"]),))
            standing = UNKNOWN if row["standing"] == str(Standing.NOT_COMPARABLE) else str(row["standing"])
            yield Claim(f"{name}.{STANDS}", name, "figure", "similar areas", standing, int(row["with_data"]), (), (period,), rests, origin)
    nation, known = last["england"], not math.isnan(last["england"])
    level = (("England", nation),) if known else ()
    rests = figures((name,), ENGLAND, periods=end)
    yield Claim(f"{name}.{NATION}", name, "figure", "England", "known" if known else UNKNOWN, int(known), level, end, rests, origin)
    ends = (("lowest", last["neighbours_low"]), ("highest", last["neighbours_high"])) if last["with_data"] else ()
    told, rests = (*ends, ("of", float(last["of"]))), figures((name,), SIMILAR, periods=end)
    word = "known" if last["with_data"] else UNKNOWN
    yield Claim(f"{name}.{NEAR}", name, "range", "each similar area", word, int(last["with_data"]), told, end, rests, origin)
    blank = tuple(str(row["period"]) for row in rows if math.isnan(row["value"]))
    word, rests = "missing" if blank else "none missing", figures((name,), periods=periods)
    yield Claim(f"{name}.{MISSING}", name, "figures", "none", word, len(rows), (("missing", float(len(blank))),), blank, rests, origin)


def change_claim(about: Indicator, rows: Sequence[Record]) -> Claim:
    """From which figure to which, and what that is: of the latest unbroken run of figures; the only figure where no two are in a row.

    Args:
        about: which indicator.
        rows: its periods, the earliest first.
    """
    run, name = run_of(rows), about.indicator
    verdict, kinds = became(rows, about) if run else UNKNOWN, [str(row["origin"]) for row in rows]
    ends = list(zip((*run[:1], *run[1:][-1:]), ("first", "last"), strict=False))
    told, names = tuple((end, row["value"]) for row, end in ends), tuple(str(row["period"]) for row, _ in ends)
    rests = figures((name,), periods=tuple(str(row["period"]) for row in rows))
    return Claim(f"{name}.{CHANGE}", name, CHANGE, "earlier", verdict, len(run), told, names, rests, origin_of(kinds))


def run_of(rows: Sequence[Record]) -> list[Record]:
    """The latest unbroken run of an indicator's figures; see :func:`csrating.tell.charts.trend_rows.places_of_run`."""
    return [rows[place] for place in places_of_run([row["value"] for row in rows], [row["follows"] for row in rows])]


def became(rows: Sequence[Record], about: Indicator) -> str:
    """What became of an indicator from the first to the last figure of its latest unbroken run, as they are printed.

    >>> from csrating import reference
    >>> rows = [{"value": value, "follows": True} for value in (26.2, 47.9)]
    >>> became(rows, reference.indicator("148")), became(rows[:1], reference.indicator("148"))
    ('better', 'one figure')
    """
    run = run_of(rows)
    if len(run) < 2:
        return ALONE if run else NONE
    first, last = run[0]["value"], run[-1]["value"]
    if printed(first, about) == printed(last, about):
        return LEVEL
    if about.polarity == "none":
        return UP if last > first else DOWN
    return BETTER if (last > first) == (about.polarity == "high") else WORSE


def printed(value: float, about: Indicator) -> str:
    """A figure of an indicator as it is printed."""
    return shown(value, decimals=about.decimals, unit=about.unit)
