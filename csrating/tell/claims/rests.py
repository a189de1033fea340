"""What a claim rests on, said in a few words: which grades, figures or findings, and whose; their cells are found when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from csrating.schema import OVERALL

Kind = Literal["grades", "figures", "findings", "grades of an age"]
Whose = Literal["the council", "similar areas", "England", "every council", "the regions"]

COUNCIL: Whose = "the council"
SIMILAR: Whose = "similar areas"
ENGLAND: Whose = "England"
EVERYONE: Whose = "every council"
REGIONS: Whose = "the regions"

WHOSE: tuple[Whose, ...] = (COUNCIL, SIMILAR, ENGLAND, EVERYONE, REGIONS)
"""In the order in which cells are told: the council's own first."""


@dataclass(frozen=True)
class Rest:
    """Some cells that a claim rests on, told by what they hold and whose they are.

    Args:
        kind: grades of settings, figures of indicators, findings on safeguarding, or grades that a window of years has an effect on.
        names: types of setting, indicators, kinds of inspection, or effects of the window.
        whose: the council's own, those of its similar areas, England's row, those of every council, itself included, or the regions' rows.
        aspects: of the grades.
        periods: of the figures; the rated one of each indicator where none is named.
    """

    kind: Kind
    names: tuple[str, ...]
    whose: Whose = COUNCIL
    aspects: tuple[str, ...] = (OVERALL,)
    periods: tuple[str, ...] = ()


def grades(types: Iterable[str], *whose: Whose, aspect: str = OVERALL) -> tuple[Rest, ...]:
    """The grades of settings of some types on one aspect: the council's own, and of others where they are named.

    England's share has no cell of its own: it is that of all settings of every council.
    """
    names = tuple(types)
    return tuple(Rest("grades", names, one, (aspect,)) for one in (COUNCIL, *whose))


def figures(indicators: Iterable[str], *whose: Whose, periods: Iterable[str] = ()) -> tuple[Rest, ...]:
    """The figures of some indicators: the council's own, and of others where they are named.

    Against England stand England's row and every council: by their figures it is decided how wide "in line" is, whether enough have one,
    and, where England has no row, what its figure is.
    """
    names, others = tuple(indicators), (ENGLAND, EVERYONE) if ENGLAND in whose else ()
    of = tuple(periods)
    return tuple(Rest("figures", names, one, periods=of) for one in dict.fromkeys((COUNCIL, *whose, *others)))


def findings(*kinds: str) -> tuple[Rest, ...]:
    """The findings on the council of some kinds of inspection or evaluation."""
    return (Rest("findings", kinds),)


def of_an_age(effect: str) -> tuple[Rest, ...]:
    """The grades of the council's settings that the window of years has an effect on."""
    return (Rest("grades of an age", (effect,)),)


def of_every_council(rests: Iterable[Rest]) -> tuple[Rest, ...]:
    """The same of every council, beside the council's own."""
    told = tuple(rests)
    return tuple(dict.fromkeys((*told, *(replace(rest, whose=EVERYONE) for rest in told))))
