"""Sentences about children's homes, fostering and adoption."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.settings import SERVICES, grades_in
from csrating.tell.grammar import SOLE, clauses, counted, joined, number, verb
from csrating.tell.sentences.graded import all_of, listed_grades
from csrating.tell.sentences.words import HOMES, SERVICE_NAMES, homes_run, nouns, sentence


def social_care(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Children's homes, then fostering, adoption and private fostering, those short of good last."""
    homes = claims.find(f"settings.{HOMES}")
    if homes:
        yield sentence(_homes(homes, framework), homes.id)
    pooled = claims.find("settings")
    services = [claim for service in SERVICES if (claim := claims.find(f"settings.{service}"))]
    single = [claim for claim in services if claim.n == 1]
    if single:
        yield sentence(_services(single), *(claim.id for claim in single), beside=[claim.id for claim in services])
    for claim in services:
        if claim.n > 1:
            yield sentence(f"of the {counted(claim.n, *nouns(claim.subject))}, {listed_grades(grades_in(claim))}", claim.id)
    missing = [claim for claim in services if not claim.known]
    if missing and pooled and pooled.known:
        names = joined([SERVICE_NAMES[claim.subject] for claim in missing], last="or")
        text = f"the data hold no current judgement of {names}"
        yield sentence(text, *(claim.id for claim in missing), beside=[claim.id for claim in services])


def _homes(claim: Claim, framework: Framework) -> str:
    """Every grade with its number: one home can turn a row."""
    grades = grades_in(claim)
    run = homes_run(framework)
    if grades.settings == 1:
        return f"the {SOLE} children's home{run} is {grades.held[0]}"
    if len(grades.held) == 1:
        return f"{all_of(grades.settings)} children's homes{run} are {grades.held[0]}"
    beginning = f"of the {number(grades.settings)} children's homes{run}, "
    first, *others = [(grade, getattr(grades, grade)) for grade in grades.held]
    if len(others) == 1 and 2 * first[1] == grades.settings and grades.settings > framework.value("proportions.told_by_number_up_to"):
        return f"{beginning}half are {first[0]} and the others {others[0][0]}"
    return beginning + listed_grades(grades)


def _services(claims: list[Claim]) -> str:
    """Single services by their grades, those short of good after a "but".

    A grade is told once, of all the services that hold it: "fostering and adoption are good, but private fostering is inadequate".
    """
    best_first = ("outstanding", "good", "satisfactory", "inadequate")
    groups = {grade: [SERVICE_NAMES[claim.subject] for claim in claims if claim.verdict == grade] for grade in best_first}
    told = {grade: f"{joined(names)} {verb(len(names))} {grade}" for grade, names in groups.items() if names}
    good = [text for grade, text in told.items() if grade in best_first[:2]]
    rest = [text for grade, text in told.items() if grade in best_first[2:]]
    if good and rest:
        return f"{clauses(good)}, but {clauses(rest)}"
    return clauses(good or rest)
