"""A published letter set against the data, claim by claim: reproduced, contradicted, or not checkable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from csrating import reference
from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.rate.entry import ratings_given
from csrating.reference.frameworks import Framework
from csrating.reference.published import letter_claims
from csrating.schema import GRADES, Against, Origin, Standing
from csrating.tell.claims import Claim, Claims, claims_of
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.rests import EVERYONE
from csrating.tell.letter import refuse_letters_of_today

REPRODUCED, CONTRADICTED, NOT_CHECKABLE = "reproduced", "contradicted", "not checkable"
APART = "; "
FEW = 2
"""Cells of a claim that are shown; the others are counted."""

SHAPED = (
    "The demonstration figures of this council were made to bear out this letter: where a claim rests on them, agreement says that the "
    "way from figure to sentence works, and nothing about the real council."
)


@dataclass(frozen=True, eq=False)
class LetterCheck:
    """The claims of a published letter beside what the data say.

    ``table`` has one row for each claim of the letter: topic, said (the claim in our words), found (what the data say), outcome
    ("reproduced", "contradicted" or "not checkable"), n (how many settings, indicators or areas it rests on), origin, cells (all of the
    council, of its similar areas and of England's row, parted by semicolons), claims (their ids). ``source`` is the letter.
    """

    council: str
    name: str
    table: pd.DataFrame
    source: str

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each outcome."""
        found = self.table["outcome"].value_counts()
        return {outcome: int(found.get(outcome, 0)) for outcome in (REPRODUCED, CONTRADICTED, NOT_CHECKABLE)}

    @property
    def on_demonstration(self) -> int:
        """How many of the claims that could be checked rest on demonstration figures, in part or whole."""
        checked = self.table[self.table["outcome"] != NOT_CHECKABLE]
        return int((checked["origin"] != str(Origin.PUBLISHED)).sum())

    def __repr__(self) -> str:
        told = ", ".join(f"{number} {outcome}" for outcome, number in self.counts.items())
        return f"The letter to {self.name}, {len(self.table)} claims: {told}"

    def _repr_html_(self) -> str:
        shown = self.table[["topic", "said", "found", "outcome", "n", "origin", "cells"]].assign(cells=self.table["cells"].map(few_cells))
        return f"<p>{self!r}. {SHAPED if self.on_demonstration else ''}</p>{shown.to_html(index=False)}"


def letter_check(ratings: Ratings, council: str) -> LetterCheck:
    """Each claim of the letter that a council got, beside what the data say.

    A claim is reproduced where every claim of the data that it rests on has the verdict, and names the exceptions, that the letter states;
    contradicted where any has another; and not checkable where the data do not hold the figures. A share of many indicators is reproduced
    or contradicted only where it would be so whatever the missing ones are; exceptions, where they can be compared at all. Words of
    proportion are those of the framework's table, which is ours.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling; only the letter to Trafford of 2009 is carried over claim by claim.

    Raises:
        TableError: something else was given than ratings.
        UnknownCouncilError: no council, or more than one, is meant.
        EvidenceError: no letter to the council is carried over.
    """
    ratings_given(ratings)
    refuse_letters_of_today(ratings.framework)
    about = reference.council(council)
    refuse_unknown_letter(about.code)
    stated = letter_claims().query("council == @about.code")
    claims, missing = claims_of(ratings, about.code), _missing(ratings, about.code)
    rows = [
        _checked(topic, rows.to_dict("records"), claims, missing, ratings.framework) for topic, rows in stated.groupby("topic", sort=True)
    ]
    return LetterCheck(about.code, about.name, pd.DataFrame(rows), str(stated["source"].iloc[0]))


def few_cells(cells: str) -> str:
    """The first cells of a row of the table, and how many more there are.

    >>> few_cells("a.csv#a!C1; a.csv#a!C2; a.csv#a!C3; a.csv#a!C4")
    'a.csv#a!C1, a.csv#a!C2 and 2 more'
    """
    every = cells.split(APART)
    more = f" and {len(every) - FEW:,} more" if len(every) > FEW else ""
    return f"{', '.join(every[:FEW])}{more}"


def refuse_unknown_letter(code: str) -> None:
    """Refuse a council whose published letter is not carried over.

    Args:
        code: of the council.

    Raises:
        EvidenceError: names the councils whose letters are.
    """
    known = sorted(set(letter_claims()["council"]))
    if code not in known:
        names = ", ".join(reference.council(one).name for one in known)
        raise EvidenceError(f"no letter to {reference.council(code).name} is carried over claim by claim", expected=f"one of: {names}")


def _missing(ratings: Ratings, code: str) -> dict[str, set[str]]:
    """The indicators that a claim about many rests on and that cannot be compared with similar areas, by what the claim is about."""
    register = reference.indicators().query("in_shares == 'yes' and data_2009 == 'yes'")
    near = ratings.compared[(ratings.compared["council"] == code) & (ratings.compared["against"] == str(Against.NEIGHBOURS))]
    compared = set(near.loc[near["standing"] != str(Standing.NOT_COMPARABLE), "indicator"])
    about = {
        "all": register,
        "staying safe": register[register["ecm_outcome"] == "staying safe"],
        "vulnerable groups": register[register["vulnerable"] == "yes"],
    }
    return {name: set(rows["indicator"]) - compared for name, rows in about.items()}


def _checked(
    topic: Any, stated: list[dict[Any, Any]], claims: Claims, missing: dict[str, set[str]], framework: Framework
) -> dict[str, Any]:
    pairs = [(row, claims.find(row["claim"])) for row in stated]
    found = [claim for _, claim in pairs if claim is not None]
    outcomes = [_outcome(row, claim, missing.get(row["rests_on"], set()), framework) for row, claim in pairs]
    # One that says otherwise is enough to contradict, even where others are missing.
    outcome = next((one for one in (CONTRADICTED, NOT_CHECKABLE) if one in outcomes), REPRODUCED)
    return {
        "topic": int(topic),
        "said": stated[0]["said"],
        "found": APART.join(_found(row, claim) for row, claim in pairs),
        "outcome": outcome,
        "n": max((claim.n for claim in found), default=0),
        "origin": origin_of([claim.origin for claim in found]) if found else "",
        "cells": APART.join(_cells(claims, found)),
        "claims": APART.join(row["claim"] for row in stated),
    }


def _cells(claims: Claims, found: list[Claim]) -> tuple[str, ...]:
    """The council's own cells, then those of its similar areas and of England's row; those of every council are too many for a table."""
    by = claims.dependence(*(claim.id for claim in found)).by
    return tuple(dict.fromkeys(cell for whose, cells in by if whose != EVERYONE for cell in cells))


def _outcome(row: dict[Any, Any], claim: Claim | None, missing: set[str], framework: Framework) -> str:
    """What becomes of one claim of the data; ``missing`` are the indicators that it is about and that cannot be compared."""
    if claim is None or not claim.known:
        return NOT_CHECKABLE
    if row["rests_on"] == "all":
        return _of_share(row["verdict"], claim, len(missing), framework)
    if row["rests_on"] == "staying safe":
        return _of_exceptions(set(row["names"].split(APART)), _below(claim), missing)
    if row["rests_on"] and claim.verdict != row["verdict"] and missing:
        return NOT_CHECKABLE
    verdict = not row["verdict"] or row["verdict"] == claim.verdict
    names = not row["names"] or set(row["names"].split(APART)) == set(claim.names)
    return REPRODUCED if verdict and names else CONTRADICTED


def _of_share(word: str, claim: Claim, missing: int, framework: Framework) -> str:
    """Whether the word holds of the share of indicators in line or above, whatever those that cannot be compared are."""
    good, every = int(claim.figure("in line or above")), claim.n + missing
    possible = {framework.proportion_word(100.0 * number / every) for number in range(good, good + missing + 1)}
    if word not in possible:
        return CONTRADICTED
    return REPRODUCED if possible == {word} else NOT_CHECKABLE


def _below(claim: Claim) -> set[str]:
    """The indicators below; where none is, a claim about few names those that it counts."""
    return set(claim.names) if claim.figure("below") else set()


def _of_exceptions(stated: set[str], found: set[str], missing: set[str]) -> str:
    """Whether those below similar areas are the ones stated; one of these that cannot be compared leaves it open."""
    if found - stated or (stated - found) - missing:
        return CONTRADICTED
    return NOT_CHECKABLE if stated & missing else REPRODUCED


def _found(row: dict[Any, Any], claim: Claim | None) -> str:
    """What the data say, in a few words with the numbers."""
    if claim is None or not claim.known:
        return "the data hold no figure"
    against = "" if claim.comparator == "none" else f" ({claim.comparator})"
    shown = [(name, value) for name, value in claim.figures if ": " not in name and (value or name not in GRADES)]
    figures = ", ".join(f"{name} {value:.4g}" for name, value in shown)
    names = f"; named: {', '.join(claim.names)}" if row["names"] and claim.names else ""
    return f"{claim.verdict}{against}: {figures}{names}"
