"""How councils are compared: the rule for "in line" and its width, the average of the similar areas, and how few of them are too few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral, Real
from types import MappingProxyType
from typing import cast

from csrating.compare.intervals import STRICT, USUAL
from csrating.errors import EvidenceError
from csrating.reference.frameworks import Framework, Rule
from csrating.schema import Average, InLine, words_of

WIDTHS = {InLine.DEVIATIONS: 0.5, InLine.TOLERANCE: 0.05, InLine.MEDIAN_DISTANCE: 0.5}
"""How wide each rule is where nobody says: our choice."""

CONFIDENCE = {
    InLine.INTERVAL: USUAL,
    InLine.STRICT_INTERVAL: STRICT,
    InLine.DIFFERENCE: USUAL,
    InLine.STRICT_DIFFERENCE: STRICT,
}
LEAST = 5
FEWEST = 2
"""How few councils with a figure a standing may be asked to take: one has no spread."""

MOST_WIDTH = 10.0

_SAID = {
    InLine.DEVIATIONS: "within {width:g} standard deviations of the councils compared",
    InLine.TOLERANCE: "within {hundredths:g} per cent of the figure compared with",
    InLine.QUARTILES: "between the quartiles of the councils compared",
    InLine.INTERVAL: "the council's own interval of 95 per cent holds the figure compared with",
    InLine.STRICT_INTERVAL: "the council's own interval of 99.8 per cent holds the figure compared with",
    InLine.DIFFERENCE: "the interval of 95 per cent of the difference from the pooled figure of the others holds nought",
    InLine.STRICT_DIFFERENCE: "the interval of 99.8 per cent of the difference from the pooled figure of the others holds nought",
    InLine.MEDIAN_DISTANCE: "within {width:g} median absolute deviations of the median of the councils compared",
}


@dataclass(frozen=True)
class Method:
    """A way of comparing, for :func:`csrating.compare` and :func:`csrating.compare_measures`. None of it was published by Ofsted.

    Args:
        rule: what is in line: 'standard deviations', 'relative tolerance', 'quartiles', 'interval 95', 'interval 99.8' (the council's own
            interval against a baseline taken for certain), 'difference 95', 'difference 99.8' (the baseline's uncertainty counts too) or
            'median distance'.
        width: of the rules that have one: standard deviations, a share of the baseline (0.05 is five per cent), or median absolute
            deviations; 0.5, 0.05 and 0.5 where left out.
        average: of the similar areas and other groups: 'mean', 'median' or 'pooled'. The rules of the difference are about the pooled
            figure and that of the median distance about the median; else the mean where left out.
        least: how many councils with a figure a standing takes.
        mutual_only: count only the neighbours that have the council among their own.
        council_types: compare with the other councils of its type as well.
        groups: compare with groups of your own as well: councils by any code or spelling, by the name of the group.
        breaks: for an indicator the first period whose figures cannot be compared with those before, such as ``{"NI 72": "2008/09"}``.

    Raises:
        EvidenceError: the rule or the average is unknown, they do not go together, or a number is out of its range.

    >>> Method(rule="interval 95").said
    "the council's own interval of 95 per cent holds the figure compared with"
    >>> Method(width=1).said
    'within 1 standard deviations of the councils compared'
    """

    rule: str = "standard deviations"
    width: float | None = None
    average: str | None = None
    least: int = LEAST
    mutual_only: bool = False
    council_types: bool = False
    groups: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))
    breaks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        _one_of(self.rule, words_of(InLine), "rule for in line")
        if self.average is not None:
            _one_of(self.average, words_of(Average), "average")
        rule, only = self.in_line, self.in_line.only_average
        if only and self.average not in (None, str(only)):
            raise EvidenceError(f"the average is {self.average!r}", expected=f"{str(only)!r}, which the rule {self.rule!r} is about")
        if self.width is not None and not rule.has_width:
            raise EvidenceError(f"the rule {self.rule!r} is given the width {self.width}", expected="no width: it follows from the figures")
        if self.width is not None and not (is_kind(self.width, Real) and 0 < self.width <= MOST_WIDTH):
            raise EvidenceError(f"the width of in line is {self.width!r}", expected=f"a number above 0 and up to {MOST_WIDTH:g}")
        if not (is_kind(self.least, Integral) and self.least >= FEWEST):
            raise EvidenceError(f"the least number of councils with a figure is {self.least!r}", expected=f"a whole number from {FEWEST}")
        for name in ("mutual_only", "council_types"):
            if not isinstance(getattr(self, name), bool):
                raise EvidenceError(f"{name} is {getattr(self, name)!r}", expected="True or False")
        _groups_checked(self.groups)
        if not isinstance(self.breaks, Mapping):
            raise EvidenceError(f"the breaks are {self.breaks!r}", expected='a period by indicator, such as {"NI 72": "2008/09"}')

    @property
    def in_line(self) -> InLine:
        """The rule for in line."""
        return InLine(self.rule)

    @property
    def reach(self) -> float:
        """How wide the rule is; 0 for those that take their width from the figures."""
        return WIDTHS.get(self.in_line, 0.0) if self.width is None else float(self.width)

    @property
    def averaged(self) -> Average:
        """How the figures of several councils make one."""
        return self.in_line.only_average or Average(self.average or Average.MEAN)

    @property
    def confidence(self) -> float:
        """Of the rules by intervals."""
        return CONFIDENCE[self.in_line]

    @property
    def said(self) -> str:
        """The rule for in line in words, for every output that shows a standing."""
        return _SAID[self.in_line].format(width=self.reach, hundredths=100 * self.reach)

    @property
    def told(self) -> str:
        """The rule, and how few councils are too few: what the ``rule`` of a row of COMPARISONS says."""
        return f"{self.said}; at least {self.least} with data"


def _one_of(word: object, known: Sequence[str], what: str) -> None:
    if word not in known:
        raise EvidenceError(f"{word!r} is no {what}", expected=f"one of: {', '.join(known)}")


def is_kind(given: object, kind: type) -> bool:
    """Whether something is a number of that kind; true and false are none, though Python counts with them."""
    return isinstance(given, kind) and not isinstance(given, bool)


def _groups_checked(groups: object) -> None:
    """Refuse what is no councils by the name of their group; whether the councils are known is asked where they are compared."""
    if not isinstance(groups, Mapping):
        raise EvidenceError(f"the groups are {groups!r}", expected='councils by the name of their group, such as {"north": ["383", "816"]}')
    for name, councils in groups.items():
        if not (isinstance(name, str) and name.strip()):
            raise EvidenceError(f"a group is called {name!r}", expected="a name as text")
        if isinstance(councils, str | Iterator) or not isinstance(councils, Iterable):
            raise EvidenceError(f"the group {name!r} is {councils!r}", expected='a list of councils, such as ["383", "816"]')


def method_checked(given: object, *, otherwise: Method) -> Method:
    """The method that somebody passed, or the other where nobody did.

    Raises:
        EvidenceError: something else was passed.
    """
    if given is None:
        return otherwise
    if not isinstance(given, Method):
        shown = f"csrating.Method(rule={given!r})" if isinstance(given, str) else "csrating.Method(...)"
        raise EvidenceError(f"the method is {given!r}", expected=shown)
    return given


def rule_in_line(framework: Framework) -> Rule:
    """The rule of a framework that says how wide in line is, or which rule it is where that has no width."""
    return framework.rules.get("standing.width") or framework.rule("standing.rule")


def method_of(framework: Framework) -> Method:
    """The method that a framework's rules lay down.

    >>> from csrating.reference.frameworks import framework
    >>> method_of(framework("2009")) == Method(width=0.5, average="mean")
    True
    """
    rules = framework.rules
    return Method(
        rule=cast(str, framework.value("standing.rule")),
        width=rules["standing.width"].value if "standing.width" in rules else None,
        average=framework.value("neighbours.average"),
        least=framework.value("neighbours.least_with_data"),
    )
