"""Sentences about young people sentenced to custody and care leavers: their share with the numbers behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from csrating import reference
from csrating.reference.frameworks import Framework
from csrating.schema import Standing
from csrating.tell.blocks import Sentence, When
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.indicators import BY_NUMBER, CARE_LEAVERS, CUSTODY
from csrating.tell.grammar import figure, number, percent, rounded, verb
from csrating.tell.sentences.few import SMALL
from csrating.tell.sentences.graded import all_of
from csrating.tell.sentences.words import absent, comparison, direction, no_figure, not_held, sentence

MORE_DECIMALS = 3
"""At most so many places are added to keep two figures apart that differ but round to the same."""


@dataclass(frozen=True)
class Group:
    """Whom a share is about, one and many of them, what it counts, and what the share is called."""

    indicator: str
    one: str
    many: str
    counted: str
    share: str


CONVICTED = Group(
    CUSTODY,
    "young person convicted in court",
    "young people convicted in court",
    "sentenced to custody",
    "the share of young people convicted in court who were sentenced to custody",
)
LEAVERS = Group(
    CARE_LEAVERS,
    "young person who had left care",
    "young people who had left care",
    "in education, employment or training",
    "the share of young people leaving care who are in education, employment or training",
)


def custody(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Young people sentenced to custody, against similar areas."""
    yield from _told(claims, CONVICTED)


def care_leavers(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Care leavers in education, employment or training, against England and similar areas."""
    yield from _told(claims, LEAVERS)


def _told(claims: Claims, group: Group) -> Iterator[Sentence]:
    found = claims.under(f"indicators.{group.indicator}")
    if not found:
        return
    if absent(found[0]):
        yield sentence(not_held(found[0]), found[0].id, when="whole")
        return
    names, first = [claim.id for claim in found], found[0]
    if not first.known:
        yield sentence(f"{group.share} is not known: {no_figure(first)}", *names)
        return
    if first.verdict == BY_NUMBER:
        yield sentence(_by_number(first, group), *names)
        return
    places, when = _places(found), _when(found, group)
    yield sentence(f"{_share(first, group, places)}{_against(found, places)}", *names, when=when)
    whole = dict(first.figures).get("denominator", 0.0)
    if 0 < whole < SMALL:
        text = f"the numbers are small: each young person is {rounded(100.0 / whole)} percentage points of the share"
        yield sentence(text, *names, when=when)


def _when(claims: list[Claim], group: Group) -> When:
    """A letter always ends with care leavers; a share in custody that is in line with similar areas is nothing notable."""
    in_line = all(claim.verdict == str(Standing.IN_LINE) for claim in claims)
    return "whole" if in_line and group is CONVICTED else "always"


def _share(claim: Claim, group: Group, places: int) -> str:
    """The share with its counts; alone where the data hold none."""
    figures, value = dict(claim.figures), percent(claim.figure("council"), places)
    some, whole = figures.get("numerator", 0.0), figures.get("denominator", 0.0)
    if not whole:
        return f"of {group.many}, {value} were {group.counted}"
    count = figure(some) if some else "none"
    return f"of {figure(whole)} {group.many}, {count} ({value}) {verb(some, 'was', 'were')} {group.counted}"


def _by_number(claim: Claim, group: Group) -> str:
    """One young person or two, without a share and without a comparison."""
    some, whole = claim.figure("numerator"), claim.figure("denominator")
    if whole == 1:
        return f"the one {group.one} was {'' if some else 'not '}{group.counted}"
    if some == whole:
        return f"{all_of(int(whole))} {group.many} were {group.counted}"
    return f"of the {number(whole)} {group.many}, {number(some) if some else 'none'} {verb(some, 'was', 'were')} {group.counted}"


def _against(claims: list[Claim], places: int) -> str:
    """How the share compares, and with whom it cannot be compared."""
    compared = [claim for claim in claims if claim.verdict != "not comparable"]
    lacking = [claim for claim in claims if claim not in compared]
    detail: dict[str, str] = {claim.comparator: _baseline(claim, places) for claim in compared}
    text = comparison(compared, higher="a larger proportion", lower="a smaller proportion", detail=detail)
    text = f", {text}" if text else ""
    return f"{text}; too few {'similar areas' if compared or len(claims) == 1 else 'areas'} have a figure to compare" if lacking else text


def _baseline(claim: Claim, places: int) -> str:
    """The figure that a share is compared with; for similar areas, with how many of them have one."""
    value = percent(claim.figure("baseline"), places)
    if claim.comparator != "similar areas":
        return value
    some, whole = claim.figure("with data"), claim.figure("of")
    return f"{value}, {f'all {figure(whole)}' if some == whole else f'{figure(some)} of {figure(whole)}'} with a figure"


def _places(claims: list[Claim]) -> int:
    """The indicator's own decimals, or more where a figure that is higher or lower would else be printed like what it is compared with."""
    own = int(reference.indicator(claims[0].subject).decimals)
    apart = [claim for claim in claims if claim.verdict != "not comparable" and direction(claim) != "in line"]
    return next((places for places in range(own, own + MORE_DECIMALS) if not any(_alike(claim, places) for claim in apart)), own)


def _alike(claim: Claim, places: int) -> bool:
    return percent(claim.figure("council"), places) == percent(claim.figure("baseline"), places)
