"""Sentences about primary and secondary schools, against England and similar areas."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.settings import COMPARED, grades_in
from csrating.tell.grammar import joined, of, part
from csrating.tell.sentences.graded import counted_grades
from csrating.tell.sentences.words import comparison, direction, nouns, sentence

MEASURES = ("good or better", "inadequate")
"""What is told of schools against England and similar areas."""

Compared = dict[str, dict[str, list[Claim]]]
"""The comparisons of schools by measure and phase."""


def schools(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Primary and secondary schools against England and similar areas: in one sentence where all comparisons agree, else phase by phase."""
    compared = {measure: _told(claims, measure) for measure in MEASURES}
    together = [measure for measure in MEASURES if _agree(compared[measure])]
    beside = _decisive(claims, compared)
    if not together:
        for kind in COMPARED:
            yield from _phase(claims, kind, compared, framework, beside=beside)
    for measure in MEASURES if together else ():
        if measure in together:
            yield _together(compared[measure], measure, beside=beside)
        else:
            for kind in COMPARED:
                yield from _phase(claims, kind, {measure: compared[measure]}, framework, beside=beside)


def _phase(claims: Claims, kind: str, compared: Compared, framework: Framework, *, beside: list[str]) -> Iterator[Sentence]:
    """One phase alone, measure by measure; schools so few that they are told by number are not compared.

    That both phases do not stand alike, by what is ``beside``, is why each is told alone.
    """
    claim = claims.find(f"settings.{kind}")
    if claim and claim.n <= framework.value("proportions.told_by_number_up_to"):
        yield sentence(counted_grades(claim, framework), claim.id, beside=beside)
    elif claim:
        for measure, rows in compared.items():
            yield _one_phase(claim, rows.get(kind, []), measure, framework, beside=beside)


def _told(claims: Claims, measure: str) -> dict[str, list[Claim]]:
    """The comparisons of one measure, phase by phase; a phase without any is left out."""
    found = {kind: claims.under(f"settings.{kind}.{measure}.") for kind in COMPARED}
    return {kind: rows for kind, rows in found.items() if rows}


def _agree(told: dict[str, list[Claim]]) -> bool:
    """Whether both phases stand alike against England and similar areas, both."""
    rows = [claim for claims in told.values() for claim in claims]
    return len(rows) == 2 * len(COMPARED) and len({claim.verdict for claim in rows}) == 1


def _decisive(claims: Claims, compared: Compared) -> list[str]:
    """The names of what decides which phases and measures share a sentence: all comparisons of schools, and how many schools there are."""
    names = [claim.id for rows in compared.values() for of_phase in rows.values() for claim in of_phase]
    return [*names, *claims.held(*(f"settings.{kind}" for kind in COMPARED), "quiet.settings")]


def _together(told: dict[str, list[Claim]], measure: str, *, beside: list[str]) -> Sentence:
    claims = [claim for rows in told.values() for claim in rows]
    counts = [of(rows[0].figure(measure), rows[0].figure("settings")) for rows in told.values()]
    kinds = joined([f"{kind} ({count})" for kind, count in zip(told, counts, strict=True)])
    found = direction(claims[0])
    if found == "in line":
        text = f"the proportions of {kinds} that are {measure} are in line with England and similar areas"
    elif measure == "good or better":
        text = f"compared with England and with similar areas, {found} proportions of {kinds} are good or better"
    else:
        size = {"higher": "larger", "lower": "smaller"}[found]
        text = f"{size} proportions of {kinds} are inadequate than in England and in similar areas"
    return sentence(text, *(claim.id for claim in claims), beside=beside)


def _one_phase(claim: Claim, compared: list[Claim], measure: str, framework: Framework, *, beside: list[str]) -> Sentence:
    grades, (one, many) = grades_in(claim), nouns(claim.subject)
    count = grades.good_or_better if measure == "good or better" else grades.inadequate
    text = f"{part(framework, count, grades.settings, one, many)} {measure}"
    if not count:
        compared = [row for row in compared if direction(row) != "in line"]
    more, fewer = ("a higher", "a lower") if measure == "good or better" else ("a larger", "a smaller")
    phrase = comparison(compared, higher=f"{more} proportion", lower=f"{fewer} proportion")
    return sentence(f"{text}{', ' if phrase else ''}{phrase}", claim.id, *(row.id for row in compared), beside=beside)
