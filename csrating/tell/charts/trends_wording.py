"""The title, subtitle and alternative text of the small trend charts, made from their claims."""

from __future__ import annotations

from collections.abc import Sequence

from csrating.reference import Indicator
from csrating.schema import Standing
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.trends_claims import (
    ALONE,
    BETTER,
    CHANGE,
    DOWN,
    LEVEL,
    MISSING,
    NATION,
    NEAR,
    NONE,
    STANDS,
    TOGETHER,
    UP,
    WEAKEST,
    WORDS,
    WORSE,
    printed,
)
from csrating.tell.claims import UNKNOWN, Claim, Claims
from csrating.tell.grammar import capital, counted, joined, number, settled, verb

_TITLED = {
    BETTER: ("became better", "became better"),
    WORSE: ("became worse", "became worse"),
    UP: ("rose", "rose"),
    DOWN: ("fell", "fell"),
    LEVEL: ("did not change", "did not change"),
    ALONE: ("has no two figures in a row", "have no two figures in a row"),
    UNKNOWN: ("has no figure", "have no figure"),
}


def moved(change: Claim, about: Indicator) -> tuple[str, str]:
    """From which figure to which and what that is, and from which period to which.

    >>> from csrating import reference
    >>> from csrating.tell.charts.trends_claims import change_claim
    >>> rows = [{"value": 26.2, "follows": False, "period": "2008"}, {"value": 47.9, "follows": True, "period": "2009"}]
    >>> moved(change_claim(reference.indicator("148"), [row | {"origin": ""} for row in rows]), reference.indicator("148"))
    ('26% to 48%: better', '2008 to 2009')
    """
    if not change.known:
        return NONE, ""
    if change.verdict == ALONE:
        return f"{printed(change.figure('first'), about)}: no two in a row", change.names[0]
    ends = f"{printed(change.figure('first'), about)} to {printed(change.figure('last'), about)}"
    return f"{ends}: {change.verdict}", f"{change.names[0]} to {change.names[1]}"


def title(claims: Claims, name: str) -> str:
    """How many became better, worse or neither from one end of their line to the other, and that they are the weakest where they are.

    >>> from csrating import reference
    >>> from csrating.tell.charts.trends_claims import change_claim, together_claim
    >>> change = change_claim(reference.indicator("148"), [{"value": 1.0, "follows": False, "period": "2009", "origin": ""}])
    >>> title(Claims((together_claim([change], [], weakest=False),)), "Trafford")
    'Trafford: the one indicator has no two figures in a row'
    """
    found = claims.claim(TOGETHER)
    weak = found.subject == WEAKEST  # some of the weakest: without two figures in a row an indicator is not drawn
    counts = dict(found.figures)
    told = [(word, counts[word]) for word in WORDS if word in counts]
    if found.n == 1:
        return f"{name}: {'one of the weakest indicators' if weak else 'the one indicator'} {_TITLED[told[0][0]][0]}"
    which = f"{number(found.n)} of the weakest indicators" if weak else f"the {number(found.n)} indicators"
    if len(told) == 1:
        return settled(f"{name}: {which if weak else f'all {number(found.n)} indicators'} {_TITLED[told[0][0]][1]}")
    parts = [f"{number(count)} {verb(count, *_TITLED[word])}" for word, count in told]
    return settled(f"{name}: of {which} {joined(parts)}")


def subtitle(claims: Claims) -> str:
    """What is drawn, and how the weakest were chosen."""
    found = claims.claim(TOGETHER)
    if found.subject != WEAKEST:
        return "Figures over the periods, beside England and the similar areas"
    which = counted(found.n, "indicator", "indicators")
    how = "in standard deviations of these, among those with two figures in a row"
    return settled(f"The {which} furthest below similar areas in the rated period, {how}")


def alt(claims: Claims, name: str, indicators: Sequence[Indicator]) -> str:
    """The same for a reader who cannot see the charts, with what is said of each panel.

    Args:
        claims: what :func:`csrating.tell.charts.trends_claims.trends_claims` gave.
        name: the council's.
        indicators: as the register has them, in the order of their panels.
    """
    found, warning = claims.claim(TOGETHER), warning_of(claims)
    head = capital(settled(counted(found.n, "small line chart", "small line charts")))
    parts = [f"{head} over the periods. {title(claims, name)}. {subtitle(claims)}.", *(_panel(claims, name, about) for about in indicators)]
    return " ".join([*parts, *([f"{warning}."] if warning else [])])


def _panel(claims: Claims, name: str, about: Indicator) -> str:
    own = claims.find(f"{about.indicator}.{STANDS}")
    nation, near, missing = (claims.claim(f"{about.indicator}.{word}") for word in (NATION, NEAR, MISSING))
    what, over = moved(claims.claim(f"{about.indicator}.{CHANGE}"), about)
    beside = f"England {printed(nation.figure('England'), about) if nation.known else '–'}"
    if near.known:
        ends = [printed(near.figure(end), about) for end in ("lowest", "highest")]
        beside += f", similar areas from {ends[0]} to {ends[1]} ({near.n} of {near.figure('of'):.0f} with a figure)"
    blank = f"; no figure of {name} in {joined(missing.names)}" if missing.names else ""
    standing = f"; rated in {own.names[0]}: {own.verdict if own.known else Standing.NOT_COMPARABLE}" if own else ""
    taken = f" ({over})" if over else ""
    return f"{about.indicator} {about.short}: {what}{taken}{standing}; in {nation.names[0]} {beside}{blank}."
