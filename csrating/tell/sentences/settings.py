"""Sentences about services and settings together, from young to old, exceptions last."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.rate.window import LEFT_OUT
from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.settings import grades_in
from csrating.tell.grammar import SOLE, clauses, figure, joined, of, part
from csrating.tell.sentences.graded import all_of, counted_grades
from csrating.tell.sentences.schools import schools
from csrating.tell.sentences.words import nouns, sentence

AFTER_SCHOOLS = ("special schools", "pupil referral units", "school sixth forms", "sixth-form colleges", "further education colleges")


def early_years_and_schools(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """All services and settings together, then early years, schools and colleges."""
    pooled = claims.find("settings")
    if pooled is None:
        return
    if not pooled.known:
        yield _no_grades(claims, pooled)
        return
    whole, some = pooled.figure("settings"), pooled.figure("good or better")
    told = part(framework, some, whole, *nouns("services and settings"))
    yield sentence(f"taken together, {told} judged good or better overall", pooled.id)
    yield from _early_years(claims, framework)
    yield from schools(claims, framework)
    yield from _after_schools(claims, framework)


def _no_grades(claims: Claims, pooled: Claim) -> Sentence:
    """That there are no grades; inspections of safeguarding are another kind of evidence, which the data may hold all the same."""
    inspected = [claim for claim in claims.under("safeguarding.") if claim.id.endswith("inspection")]
    old = claims.find(f"basis.{LEFT_OUT}")
    which = " that are recent enough to count" if old else ""
    text = f"the data hold no inspection grades of services or settings{which}, so nothing is said of them"
    if inspected:
        text += "; what inspection found on safeguarding is told apart, below"
    return sentence(text, pooled.id, *(claim.id for claim in (*([old] if old else []), *inspected)))


def _early_years(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    typical = [claim for claim in (claims.find("settings.childminding"), claims.find("settings.childcare")) if claim]
    if typical:
        text = _both_commonest(typical, framework) or clauses([_typical(claim, framework) for claim in typical])
        yield sentence(text, *(claim.id for claim in typical), beside=claims.held("quiet.settings"))
    nursery = claims.find("settings.nursery schools")
    if nursery:
        yield sentence(counted_grades(nursery, framework), nursery.id)


def _both_commonest(claims: list[Claim], framework: Framework) -> str:
    """Childminders and childcare settings together where the same grade is the commonest of both and most of neither; else blank."""
    few = framework.value("proportions.told_by_number_up_to")
    held = [(claim, grades_in(claim)) for claim in claims]
    alike = {grades.commonest for _, grades in held}
    if len(held) < 2 or len(alike) > 1 or any(len(grades.commonest) > 1 or grades.settings <= few for _, grades in held):
        return ""
    grade = held[0][1].commonest[0]
    counts = [(claim, getattr(grades, grade), grades.settings) for claim, grades in held]
    if any(2 * count > settings for _, count, settings in counts):
        return ""
    told = [f"of {nouns(claim.subject)[1]} ({of(count, settings)})" for claim, count, settings in counts]
    return f"the commonest judgement {joined(told)} is {grade}"


def _typical(claim: Claim, framework: Framework) -> str:
    """What is typical of many settings: the grade that most of them hold, told as most only where it is more than half."""
    grades, (one, many) = grades_in(claim), nouns(claim.subject)
    if grades.settings <= framework.value("proportions.told_by_number_up_to"):
        return counted_grades(claim, framework)
    if len(grades.commonest) > 1:
        each = getattr(grades, grades.commonest[0])
        return f"the commonest judgements of {many} are {joined(grades.commonest)} ({figure(each)} each of {figure(grades.settings)})"
    count, grade = getattr(grades, grades.commonest[0]), grades.commonest[0]
    if 2 * count <= grades.settings:
        return f"the commonest judgement of {many} is {grade} ({of(count, grades.settings)})"
    if claim.subject == "childminding":
        return f"childminding is typically {grade} ({of(count, grades.settings)} {many})"
    return f"{part(framework, count, grades.settings, one, many)} {grade}"


def _after_schools(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Special schools, pupil referral units, sixth forms and colleges; those with anything short of good come last."""
    found = [claim for kind in AFTER_SCHOOLS if (claim := claims.find(f"settings.{kind}"))]
    good = [claim for claim in found if grades_in(claim).good_or_better == claim.n]
    if good:
        beside = [*(claim.id for claim in found), *claims.held("quiet.settings")]
        yield sentence(_all_good(good), *(claim.id for claim in good), beside=beside)
    for claim in found:
        if claim not in good:
            yield sentence(counted_grades(claim, framework), claim.id)


def _all_good(claims: list[Claim]) -> str:
    """Types of setting without one that falls short, those with the same grades told together."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(" or ".join(reversed(grades_in(claim).held)), []).append(claim)
    told = []
    for grades, group in grouped.items():
        many = len(group) > 1 or group[0].n > 1
        told.append(f"{joined([_every(claim) for claim in group])} {'are' if many else 'is'} {grades}")
    return clauses(told)


def _every(claim: Claim) -> str:
    one, many = nouns(claim.subject)
    return f"the {SOLE} {one}" if claim.n == 1 else f"{all_of(claim.n)} {many}"
