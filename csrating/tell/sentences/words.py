"""Words that sentences share: names of settings and indicators, and how a comparison with England and similar areas is put."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from csrating import reference
from csrating.reference.frameworks import Framework
from csrating.schema import Standing
from csrating.tell.blocks import Sentence, When
from csrating.tell.claims import Claim
from csrating.tell.grammar import capital, joined, settled

NOUNS = {
    "services and settings": ("service or setting", "services and settings"),
    "childminding": ("childminder", "childminders"),
    "childcare": ("childcare setting", "childcare settings"),
    "childcare on domestic premises": ("childcare setting on domestic premises", "childcare settings on domestic premises"),
    "childcare on non-domestic premises": ("childcare setting on non-domestic premises", "childcare settings on non-domestic premises"),
    "fostering service": ("fostering service", "fostering services"),
    "adoption service": ("adoption service", "adoption services"),
    "private fostering arrangements": ("set of private fostering arrangements", "sets of private fostering arrangements"),
}
"""The singular and the plural of what a type of setting counts, where they do not follow from its name."""

HOMES = "children's homes"

SERVICE_NAMES = {"fostering service": "fostering", "adoption service": "adoption", "private fostering arrangements": "private fostering"}


def sentence(text: str, *claims: str, beside: Iterable[str] = (), when: When = "always") -> Sentence:
    """A sentence made from claims: its counts written alike, its first letter in upper case, and a full stop.

    Args:
        text: what it says.
        claims: those that it tells.
        beside: those that decide how it is put, or whether it is, without being told in it.
        when: always, in a whole letter, or in a draft.

    >>> from csrating.tell.grammar import number
    >>> sentence(f"both homes are good and {number(3)} are not", "settings").text
    'Both homes are good and three are not.'
    """
    others = tuple(dict.fromkeys(name for name in beside if name not in claims))
    return Sentence(f"{capital(settled(text))}.", claims, others, when)


def nouns(kind: str) -> tuple[str, str]:
    """The singular and the plural of what a type of setting counts.

    >>> nouns("nursery schools"), nouns("childminding")
    (('nursery school', 'nursery schools'), ('childminder', 'childminders'))
    """
    return NOUNS.get(kind, (kind.removesuffix("s"), kind))


@cache
def _phrases() -> dict[str, str]:
    text = files("csrating.tell").joinpath("phrases.csv").read_text(encoding="utf-8")
    return {row["indicator"]: row["phrase"] for row in csv.DictReader(text.splitlines())}


def phrase(indicator: str) -> str:
    """What an indicator is about, to stand in a sentence, with its number.

    >>> phrase("NI 148")
    'education and work for care leavers (NI 148)'
    """
    return f"{_phrases().get(indicator) or reference.indicator(indicator).title} ({indicator})"


def place(name: str) -> str:
    """The name of a council as it stands in a sentence.

    >>> place("Isles of Scilly"), place("Trafford")
    ('the Isles of Scilly', 'Trafford')
    """
    return f"the {name}" if name.startswith(("City of ", "East Riding of ", "Isle of ", "Isles of ")) else name


def absent(claim: Claim) -> bool:
    """Whether the data do not hold the indicator at all: a letter then leaves it out, while a suppressed figure is said to be so."""
    return not claim.known and claim.names[0] == "no row"


def not_held(claim: Claim) -> str:
    """That the data do not hold the indicator at all."""
    return f"nothing is said of {phrase(claim.subject)}, because the data do not hold it"


def no_figure(claim: Claim) -> str:
    """Why there is no figure, as a clause."""
    told = {
        "reported": "no similar area has a figure",
        "not returned": "the council returned no figure",
        "not applicable": "the figure does not apply to the council",
    }
    return told.get(claim.names[0], f"the council's figure is {claim.names[0]}")


def direction(claim: Claim) -> str:
    """Whether a claim's figure is higher or lower than what it is compared with, or in line with it, which goes before either."""
    if claim.verdict == str(Standing.IN_LINE):
        return "in line"
    return "higher" if claim.figure("council") > claim.figure("baseline") else "lower"


def comparison(claims: list[Claim], *, higher: str, lower: str, detail: dict[str, str] | None = None) -> str:
    """How a figure compares, such as "a larger proportion than in England but in line with similar areas"; blank without claims.

    Args:
        claims: comparisons of one figure, each with another baseline.
        higher, lower: what to say of a figure that is higher or lower, such as "a larger proportion".
        detail: what to add in brackets after a place, such as the figure there.
    """
    words = {"higher": f"{higher} than in", "lower": f"{lower} than in", "in line": "in line with"}
    grouped: dict[str, list[str]] = {}
    for claim in claims:
        extra = (detail or {}).get(claim.comparator, "")
        grouped.setdefault(direction(claim), []).append(f"{claim.comparator} ({extra})" if extra else claim.comparator)
    parts = []
    for found, places in grouped.items():
        between = " and in " if found != "in line" else " and "
        parts.append(f"{words[found]} {between.join(places)}")
    return joined(parts, last="but")


def homes_run(framework: Framework) -> str:
    """Which children's homes count, as a clause: blank where all in the area do."""
    left_out = framework.value("inspections.settings_left_out")
    return " that the council runs" if any(scope["setting_type"] == HOMES for scope in left_out) else ""
