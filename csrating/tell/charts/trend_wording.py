"""The title, the subtitle and the alternative text of the trend chart, from its claims."""

from __future__ import annotations

import math

from csrating.reference import Indicator
from csrating.schema import Against
from csrating.tell.charts.comparator import Comparator
from csrating.tell.charts.ground_claims import told
from csrating.tell.charts.trend_claims import CHANGE, OF_ENGLAND, OF_OTHERS, PERIOD
from csrating.tell.charts.wording import WAYS
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.compared import name_of
from csrating.tell.grammar import joined


def title(claims: Claims, about: Indicator, name: str) -> str:
    """The finding.

    Args:
        claims: what :func:`csrating.tell.charts.trend_claims.trend_claims` gave.
        about: the indicator.
        name: the council's.
    """
    change = claims.claim(name_of(about.indicator, CHANGE))
    if change.known:
        return f"{about.short}: {name} {_moved(*_ends(change), about)}, {' to '.join(change.names)}{_better(change, about)}"
    one = f"{told(change.figure('last'), about)} in {change.names[0]}"
    if change.n == 1:
        return f"{about.short}: {name} has one figure, {one}"
    return f"{about.short}: {name} has {one} and no two consecutive figures"


def _ends(change: Claim) -> tuple[float, float]:
    return change.figure("first"), change.figure("last")


def _better(change: Claim, about: Indicator) -> str:
    """Whether that is better or worse, with the unit where the figure does not show it; nothing where neither is known or nothing moved."""
    if change.verdict not in ("better", "worse"):
        return ""
    unit = "" if about.unit in ("per cent", "score") else f" ({about.unit})"
    return f"{unit}: {change.verdict}"


def _moved(first: float, last: float, about: Indicator) -> str:
    """From which figure to which, as they are printed.

    >>> from csrating import reference
    >>> _moved(26.2, 47.9, reference.indicator("148"))
    'rose from 26% to 48%'
    """
    one, other = told(first, about), told(last, about)
    if one == other:
        return f"had {one} at both ends"
    return f"{'rose' if last > first else 'fell'} from {one} to {other}"


def subtitle(claims: Claims, about: Indicator, beside: Comparator) -> str:
    """What England and those that the council is compared with did between the two periods of the title."""
    head = f"{about.indicator}, {about.unit}, {WAYS[about.polarity]}"
    theirs = beside.label if beside.against is Against.REGION else f"the {beside.label}"
    names = {OF_ENGLAND: "England", OF_OTHERS: theirs}
    found = {who: claims.find(name_of(about.indicator, name)) for name, who in names.items()}
    moves = [f"{who} {_moved(*_ends(change), about)}{_of_others(change)}" for who, change in found.items() if change]
    return f"{head}; between the same periods {joined(moves)}" if moves else head


def _of_others(change: Claim) -> str:
    """How many councils stand behind the two ends, where these are not as many: then it is not the same ones that moved."""
    behind = dict(change.figures)
    first, last = (behind.get(f"{end} with data") for end in ("first", "last"))
    return "" if first is None or last is None or first == last else f" (of {first:.0f}, then of {last:.0f} of them)"


def alt(claims: Claims, about: Indicator, name: str, beside: Comparator) -> list[str]:
    """The sentences that follow the title for a reader who cannot see the chart."""
    return [_period(claim, about, name, beside) for claim in claims.under(name_of(about.indicator, PERIOD))]


def _period(claim: Claim, about: Indicator, name: str, beside: Comparator) -> str:
    period, *status = claim.names
    own = f"no figure ({status[0]})" if status else f"{told(claim.figure('council'), about)}, {claim.verdict}"
    england = told(dict(claim.figures).get("England", math.nan), about)
    return f"{period}: {name} {own}; England {england}{_others(claim, about, beside)}."


def _others(claim: Claim, about: Indicator, beside: Comparator) -> str:
    """Between which figures those lie that the council is compared with."""
    if beside.is_england:
        return ""
    numbers = dict(claim.figures)
    if "lowest" not in numbers:
        return f"; no {beside.singular} has a figure"
    low, high = (told(numbers[end], about) for end in ("lowest", "highest"))
    return f"; {beside.plural} from {low} to {high} ({numbers['with data']:.0f} of {numbers['of']:.0f} with a figure)"
