"""With whom a council is compared on a chart, and in which words: its similar areas, England, region, type, or a group of one's own."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from csrating.compare.baselines import LONDON
from csrating.compare.method import Method
from csrating.compare.table import Terms
from csrating.errors import EvidenceError
from csrating.schema import Against, Standing
from csrating.tell.grammar import capital

SIMILAR_AREAS = "similar areas"
COMPARATORS = (SIMILAR_AREAS, str(Against.ENGLAND), str(Against.REGION), str(Against.COUNCIL_TYPE))
"""What ``against`` may be, beside the groups of a method: the field says similar areas for what tables call neighbours."""

_PLURAL = {"county": "counties", "unitary authority": "unitary authorities"}


@dataclass(frozen=True, eq=False)
class Comparator:
    """With whom a council is compared, in the words of a chart.

    Args:
        against: the word of the tables for it.
        area: the ``baseline_area`` of its rows in COMPARISONS where ``against`` is a group; blank otherwise.
        plural: who they are, as in "above similar areas".
        singular: one of them in a count or a range, as in "from the lowest to the highest similar area".
        member: one of them in a legend.
        label: what the line of their figure is called.
        members: columns position (1 the nearest, where they have an order), council, closeness.
    """

    against: Against
    area: str
    plural: str
    singular: str
    member: str
    label: str
    members: pd.DataFrame

    @property
    def is_near(self) -> bool:
        """Whether they are the similar areas, which run from the nearest to the farthest."""
        return self.against is Against.NEIGHBOURS

    @property
    def is_england(self) -> bool:
        """Whether it is England, which every chart shows anyway."""
        return self.against is Against.ENGLAND

    @property
    def councils(self) -> str:
        """Who they are as councils, where they are the councils of an area."""
        return {Against.ENGLAND: "councils", Against.REGION: f"councils of {self.plural}"}.get(self.against, self.plural)

    def verdict(self, standing: Standing) -> str:
        """A standing in words, such as "above similar areas"."""
        if standing is Standing.NOT_COMPARABLE:
            return str(standing)
        return f"{standing} with {self.plural}" if standing is Standing.IN_LINE else f"{standing} {self.plural}"

    def told(self, standing: Standing) -> str:
        """A standing in a sentence, such as "better than similar areas": a figure that is above may be the lower one."""
        word = {Standing.ABOVE: "better than", Standing.BELOW: "worse than"}.get(standing)
        return f"{word} {self.plural}" if word else self.verdict(standing)

    def behind(self, with_data: float, *, of: float) -> str:
        """What the figure of a baseline is called in a sentence that gives it, with how many of how many stand behind it."""
        if self.against in (Against.ENGLAND, Against.REGION):
            return f"{self.plural} ({with_data:.0f} of {of:.0f} councils with a figure)"
        return f"{self.label.removesuffix(self.plural)}{with_data:.0f} of {of:.0f} {self.plural}"

    def said(self, row: pd.Series | None, *, terms: Terms) -> str:
        """Who they are, whose figure is taken and how many stand behind it.

        Args:
            row: of COMPARISONS; without one the sentence is about every period.
            terms: on which councils are compared.
        """
        count = "" if row is None else f", here {row['with_data']} of {row['of']}"
        average = terms.method.averaged.noun
        if self.is_near:
            who = f"{average} of the council's statistical neighbours with a figure{count}"
            return f"Similar areas: {who} (neighbour table: {terms.vintage_told})."
        if self.against in (Against.ENGLAND, Against.REGION):
            how = "published row, or computed from the councils" if row is None else str(row["method"])
            few = "" if row is None else f"; {row['with_data']} of {row['of']} councils have a figure"
            return f"{capital(self.plural.removeprefix('the '))}: {how}{few}."
        return f"{capital(self.plural)}: {average} of those with a figure{count}."


def comparators(method: Method) -> tuple[str, ...]:
    """What a council can be compared with: the words for ``against``, and the names of the method's groups."""
    return (*COMPARATORS, *method.groups)


def named(against: str | None, method: Method) -> str:
    """The comparator that a word means, in any case; similar areas where nothing is said.

    Raises:
        EvidenceError: there is none of that name.

    >>> named(None, Method()), named("Neighbours", Method()), named("england", Method())
    ('similar areas', 'similar areas', 'England')
    """
    if against is None or str(against).strip().lower() in ("neighbours", "similar areas"):
        return SIMILAR_AREAS
    known = comparators(method)
    wanted = " ".join(str(against).split()).lower()
    found = [one for one in known if one.lower() == wanted]
    if not found:
        raise EvidenceError(f"there is nothing called {against!r} to compare with", expected=f"one of: {', '.join(known)}")
    return found[0]


def against_of(name: str) -> Against:
    """The word of the tables for a comparator.

    >>> str(against_of("similar areas")), str(against_of("region")), str(against_of("north"))
    ('neighbours', 'region', 'group')
    """
    if name == SIMILAR_AREAS:
        return Against.NEIGHBOURS
    return Against(name) if name in COMPARATORS else Against.GROUP


def comparator(name: str, code: str, terms: Terms, *, region: str = "") -> Comparator:
    """The comparator of that name for one council.

    Args:
        name: what :func:`named` gave.
        code: the council's.
        terms: on which councils are compared.
        region: whose figure stands for the council's region where that is London as a whole; the council's own otherwise.
    """
    average = terms.method.averaged.noun
    if name == SIMILAR_AREAS:
        near = terms.counted_lists
        near = near[near["council"] == code].sort_values("position").drop(columns="council").rename(columns={"neighbour": "council"})
        label = f"{average} of similar areas"
        return Comparator(Against.NEIGHBOURS, "", SIMILAR_AREAS, "similar area", "statistical neighbour", label, _members(near))
    if name == Against.ENGLAND:
        return Comparator(Against.ENGLAND, "", "England", "other council", "other council", "England", _members([]))
    if name == Against.REGION:
        return _region(region or _own(terms, code, "region"), code, terms)
    if name == Against.COUNCIL_TYPE:
        return _council_type(code, average, terms)
    codes = [terms.edition.council(one).code for one in terms.method.groups[name]]
    group = f"councils of {name}"
    members = _members([one for one in codes if one != code])
    return Comparator(Against.GROUP, name, group, f"council of {name}", f"council of {name}", f"{average} of {group}", members)


def _own(terms: Terms, code: str, column: str) -> str:
    return str(terms.edition.councils().set_index("code").at[code, column])


def _region(area: str, code: str, terms: Terms) -> Comparator:
    regions = terms.edition.councils().set_index("code")["region"]
    inside = regions[(regions == area) | (regions.map(LONDON) == area)].index
    place = area if "London" in area or area.startswith("East of") else f"the {area}"
    members = _members([one for one in inside if one != code])
    return Comparator(Against.REGION, "", place, f"council of {place}", f"other council of {place}", area, members)


def _council_type(code: str, average: str, terms: Terms) -> Comparator:
    kinds = terms.edition.councils().set_index("code")["type"]
    kind = str(kinds[code])
    plural = f"other {_PLURAL.get(kind, f'{kind}s')}"
    members = _members([one for one in kinds[kinds == kind].index if one != code])
    return Comparator(Against.COUNCIL_TYPE, "", plural, f"other {kind}", f"other {kind}", f"{average} of {plural}", members)


def _members(of: pd.DataFrame | list[str]) -> pd.DataFrame:
    """The members with their positions; a list is in the order of the register."""
    if isinstance(of, list):
        of = pd.DataFrame({"position": range(1, len(of) + 1), "council": pd.Series(of, dtype="str")})
    return of.reindex(columns=["position", "council", "closeness"], fill_value="").reset_index(drop=True)
