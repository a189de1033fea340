"""Over which values of a threshold a rating holds: the claim, and the words for it on the chart and in its alternative text."""

from __future__ import annotations

from collections.abc import Iterable

from csrating.tell.charts.sensitivity_parts import Strip
from csrating.tell.charts.sensitivity_wording import figured, told_with_number
from csrating.tell.claims import Claim
from csrating.tell.claims.rests import Rest

THRESHOLD = "threshold"
SWITCHES, HOLDS = "can switch the rating", "cannot switch the rating"


def threshold_claim(strip: Strip, rests: Iterable[Rest] = (), origin: str = "") -> Claim:
    """Over which values of a threshold the rating holds, and what it is just below and just above them.

    Args:
        strip: the threshold with its pieces.
        rests: what the rating rests on.
        origin: of the rating.
    """
    place = next(place for place, piece in enumerate(strip.pieces) if piece["own"])
    here = strip.pieces[place]
    words = ["from" if here["from_included"] else "above", "to" if here["to_included"] else "to below"]
    if place:
        before = strip.pieces[place - 1]
        where = "up to there" if before["to_included"] and not strip.whole else "below that"
        words.append(f"{where}: {before['label']}")
    if place + 1 < len(strip.pieces):
        beyond = strip.pieces[place + 1]
        where = "from there" if beyond["from_included"] and not strip.whole else "above that"
        words.append(f"{where}: {beyond['label']}")
    figures = (("value", float(strip.value)), ("from", float(here["from"])), ("to", float(here["to"])))
    verdict, pieces = SWITCHES if len(strip.pieces) > 1 else HOLDS, len(strip.pieces)
    name = f"{THRESHOLD}.{strip.threshold}"
    return Claim(name, strip.threshold, "values", "none", verdict, pieces, figures, tuple(words), tuple(rests), origin)


def holds(claim: Claim) -> list[str]:
    """What a claim about a threshold says, line by line."""
    low, high = (figured(claim.figure(end), threshold=claim.subject, apart_from=claim.figure("value")) for end in ("from", "to"))
    begins, ends, *others = claim.names
    lines = [f"holds {begins} {low} {ends} {high}"]
    for other in others:
        where, _, label = other.partition(": ")
        lines.append(f"{where} {told_with_number(label)}")
    return lines


def held_told(strip: Strip) -> list[str]:
    """Over which values a rating holds, and what it is just below and just above them."""
    return holds(threshold_claim(strip))
