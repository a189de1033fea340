"""What might have been chosen instead: rules for in line, neighbour tables, poolings, weights and cuts, each checked beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from csrating import reference
from csrating.compare.method import Method, method_of
from csrating.errors import EvidenceError
from csrating.reference.frameworks import Framework
from csrating.reference.neighbours import DEFAULT_VINTAGE, SUPPLIED

RULES = ("standard deviations", "relative tolerance", "quartiles", "interval 95")
POOLING = ("clusters", "pooled")
WEIGHTS = ((1.0, 1.0), (2.0, 1.0), (3.0, 1.0))
SHIFT = 0.25
"""How far the cuts are moved down and up, all together."""

NAMES = ("rule", "neighbours", "pooling", "weights", "cuts")
"""The choices, in the order of the axes of whatever is tried."""

Weights = tuple[float, float]
Cuts = tuple[float, ...]


@dataclass(frozen=True)
class Choices:
    """The alternatives of each choice; every combination is tried.

    Args:
        rules: for in line, by name; each has the framework's width where it is the framework's own, else its usual one.
        neighbours: vintages of the neighbour table; :data:`~csrating.reference.neighbours.SUPPLIED` is the one that the user supplied to
            the rating.
        pooling: 'clusters' or 'pooled'.
        weights: of inspection and indicators, in pairs.
        cuts: three falling numbers each, from 4 down to 1.
        left_out: what is not tried, and why, in words.

    Raises:
        ReferenceDataError: there is no neighbour table of a vintage.
        EvidenceError: a rule or pooling is unknown, weights or cuts are not what they may be, or a choice has no alternative or one twice.

    >>> Choices(rules=("within a whisker",))
    Traceback (most recent call last):
    ...
    csrating.errors.EvidenceError: 'within a whisker' is no rule for in line; expected one of: standard deviations, relative tolerance,
    quartiles, interval 95, interval 99.8, difference 95, difference 99.8, median distance.
    """

    rules: Sequence[str] = RULES
    neighbours: Sequence[str] = (DEFAULT_VINTAGE,)
    pooling: Sequence[str] = POOLING
    weights: Sequence[Weights] = WEIGHTS
    cuts: Sequence[Cuts] = ((3.5, 2.5, 1.5),)
    left_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checks: dict[str, Callable[[Any], None]] = {
            "rules": _rule,
            "neighbours": _vintage,
            "pooling": _pooling,
            "weights": _weights,
            "cuts": _cuts,
        }
        for name, check in checks.items():
            given = getattr(self, name)
            if isinstance(given, str) or not len(given):
                raise EvidenceError(f"the {name} to try are {given!r}", expected="a list of at least one")
            for one in given:
                check(one)
            twice = [one for place, one in enumerate(given) if one in list(given)[:place]]
            if twice:
                raise EvidenceError(f"among the {name} to try {twice[0]!r} stands twice", expected="each of them once")

    @property
    def by_name(self) -> dict[str, Sequence[Any]]:
        """The alternatives by the name of the choice, in the order of :data:`NAMES`."""
        return dict(zip(NAMES, (self.rules, self.neighbours, self.pooling, self.weights, self.cuts), strict=True))

    @property
    def shape(self) -> tuple[int, int, int, int, int]:
        """How many alternatives each choice has."""
        return len(self.rules), len(self.neighbours), len(self.pooling), len(self.weights), len(self.cuts)


def usual_choices(framework: Framework, *, vintage: str | None = None) -> Choices:
    """The alternatives that are tried where nobody says which: the framework's own of each choice first, and then the others.

    The cuts are the framework's, and all of them a quarter of a point lower and higher, where they then still lie between 1 and 4. Of the
    neighbour tables those are tried that list all 152 councils.

    Args:
        framework: the rules.
        vintage: of the neighbour table by which the ratings were made, where that was not the framework's.

    >>> from csrating.reference.frameworks import framework
    >>> usual_choices(framework("2009")).cuts
    ((3.5, 2.5, 1.5), (3.25, 2.25, 1.25), (3.75, 2.75, 1.75))
    """
    own = own_choice(framework, vintage=vintage)
    heavy, light = own["weights"]
    ratios = [pair for pair in WEIGHTS if pair[0] * light != heavy * pair[1]]
    moved = [tuple(cut + shift for cut in own["cuts"]) for shift in (0.0, -SHIFT, SHIFT)]
    return Choices(
        rules=tuple(dict.fromkeys((own["rule"], *RULES))),
        neighbours=tuple(dict.fromkeys((own["neighbours"], *_whole_vintages(framework.registers)))),
        pooling=tuple(dict.fromkeys((own["pooling"], *POOLING))),
        weights=(own["weights"], *ratios),
        cuts=tuple(cuts for cuts in moved if cuts[0] <= 4 and cuts[-1] >= 1),
    )


@cache
def _whole_vintages(edition: str) -> tuple[str, ...]:
    """The neighbour tables that list all councils of an edition."""
    every = set(reference.edition(edition).codes)
    labels = [vintage.label for vintage in reference.neighbour_vintages()]
    return tuple(label for label in labels if every <= set(reference.neighbour_table(label)["council"]))


def own_choice(framework: Framework, *, vintage: str | None = None) -> dict[str, Any]:
    """What the framework itself chose, by the name of the choice; of the neighbour table, the vintage given where there is one."""
    value = framework.value
    return {
        "rule": value("standing.rule"),
        "neighbours": vintage or value("neighbours.vintage"),
        "pooling": value("combined.pooling"),
        "weights": (float(value("combined.inspection_weight")), float(value("combined.nis_weight"))),
        "cuts": tuple(float(cut) for cut in value("combined.band_cuts")),
    }


def method_for(rule: str, framework: Framework) -> Method:
    """The method of a rule for in line: the framework's where it is its own, else the rule with its usual width.

    The average is the framework's where the rule may take any, and the least number of similar areas always is.
    """
    own = method_of(framework)
    if rule == own.rule:
        return own
    average = None if Method(rule=rule).in_line.only_average or own.in_line.only_average else own.average
    return Method(rule=rule, average=average, least=own.least)


def told(name: str, value: Any) -> str:
    """One alternative in words.

    >>> told("weights", (2.0, 1.0)), told("cuts", (3.5, 2.5, 1.5))
    ('2:1', '3.5, 2.5, 1.5')
    """
    if name == "weights":
        return ":".join(f"{part:g}" for part in value)
    return ", ".join(f"{cut:g}" for cut in value) if name == "cuts" else str(value)


def _rule(name: str) -> None:
    Method(rule=name)


def _vintage(label: str) -> None:
    if label != SUPPLIED:
        reference.neighbour_table(label)


def _pooling(word: str) -> None:
    if word not in POOLING:
        raise EvidenceError(f"{word!r} is no pooling", expected=f"one of: {', '.join(POOLING)}")


def _weights(pair: Any) -> None:
    if len(pair) != 2 or not all(0 < weight <= 1000 for weight in pair):
        raise EvidenceError(f"the weights are {pair!r}", expected="those of inspection and of indicators, above 0 and up to 1000")


def _cuts(cuts: Any) -> None:
    if len(cuts) != 3 or not all(1 <= cut <= 4 for cut in cuts) or any(lower >= upper for upper, lower in pairwise(cuts)):
        raise EvidenceError(f"the cuts are {cuts!r}", expected="three numbers from 4 down to 1, each lower than the one before it")
