"""Types of setting told by their grades alone: one and two by name, more by the share that is good or better."""

from __future__ import annotations

from csrating.reference.frameworks import Framework
from csrating.tell.claims import Claim
from csrating.tell.claims.settings import Grades, grades_in
from csrating.tell.grammar import SOLE, joined, number, numbers, of, part, verb
from csrating.tell.sentences.words import nouns


def counted_grades(claim: Claim, framework: Framework) -> str:
    """A type of setting without comparison: one or two by their grades, more by the share that is good or better."""
    grades, (one, many) = grades_in(claim), nouns(claim.subject)
    if grades.settings == 1:
        return f"the {SOLE} {one} is {grades.held[0]}"
    if len(grades.held) == 1:
        return f"{all_of(grades.settings)} {many} are {grades.held[0]}"
    if grades.good_or_better == grades.settings:
        return f"{all_of(grades.settings)} {many} are good or outstanding"
    if grades.settings <= framework.value("proportions.told_by_number_up_to"):
        return f"of the {number(grades.settings)} {many}, {listed_grades(grades)}"
    text = f"{part(framework, grades.good_or_better, grades.settings, one, many)} good or better"
    if grades.inadequate:
        text += f" and {_how_many(grades)} {verb(grades.inadequate)} inadequate"
    return text


def _how_many(grades: Grades) -> str:
    """The inadequate ones: by number where half or none are good or better, else out of all, as those are."""
    told_in_words = not grades.good_or_better or 2 * grades.good_or_better == grades.settings
    return number(grades.inadequate) if told_in_words else of(grades.inadequate, grades.settings, the="the")


def all_of(count: int) -> str:
    """The word for every one of some.

    >>> all_of(2)
    'both'
    """
    return "both" if count == 2 else f"all {number(count)}"


def listed_grades(grades: Grades) -> str:
    """How many hold each grade, best first.

    >>> from csrating.tell.grammar import SOLE, settled
    >>> settled(listed_grades(Grades(0, 3, 2, 1)))
    'three are good, two are satisfactory and one is inadequate'
    """
    counts = [getattr(grades, grade) for grade in grades.held]
    told = zip(numbers(*counts), counts, grades.held, strict=True)
    return joined([f"{count_word} {verb(count)} {grade}" for count_word, count, grade in told])
