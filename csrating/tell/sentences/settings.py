"""Sentences about services and settings, from young to old and then social care, exceptions last."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.rate.window import LEFT_OUT
from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.settings import COMPARED, SERVICES, Grades, grades_in
from csrating.tell.grammar import clauses, counted, joined, number, numbers, of, part, verb
from csrating.tell.sentences.words import HOMES, SERVICE_NAMES, comparison, direction, homes_run, nouns, sentence

AFTER_SCHOOLS = ("special schools", "pupil referral units", "school sixth forms", "sixth-form colleges", "further education colleges")
MEASURES = ("good or better", "inadequate")
"""What is told of schools against England and similar areas."""

Compared = dict[str, dict[str, list[Claim]]]
"""The comparisons of schools by measure and phase."""


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
    yield from _schools(claims, framework)
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
        yield sentence(text, *(claim.id for claim in typical))
    nursery = claims.find("settings.nursery schools")
    if nursery:
        yield sentence(_counted_grades(nursery, framework), nursery.id)


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
        return _counted_grades(claim, framework)
    if len(grades.commonest) > 1:
        return f"judgements of {claim.subject} are divided equally between {joined(grades.commonest)}"
    count, grade = getattr(grades, grades.commonest[0]), grades.commonest[0]
    if 2 * count <= grades.settings:
        return f"the commonest judgement of {many} is {grade} ({of(count, grades.settings)})"
    if claim.subject == "childminding":
        return f"childminding is typically {grade} ({of(count, grades.settings)} {many})"
    return f"{part(framework, count, grades.settings, one, many)} {grade}"


def _counted_grades(claim: Claim, framework: Framework) -> str:
    """A type of setting without comparison: one or two by their grades, more by the share that is good or better."""
    grades, (one, many) = grades_in(claim), nouns(claim.subject)
    if grades.settings == 1:
        return f"the one {one} is {grades.held[0]}"
    if len(grades.held) == 1:
        return f"{_all(grades.settings)} {many} are {grades.held[0]}"
    if grades.good_or_better == grades.settings:
        return f"{_all(grades.settings)} {many} are good or outstanding"
    if grades.settings <= framework.value("proportions.told_by_number_up_to"):
        return f"of the {number(grades.settings)} {many}, {_listed(grades)}"
    text = f"{part(framework, grades.good_or_better, grades.settings, one, many)} good or better"
    if grades.inadequate:
        text += f" and {number(grades.inadequate)} {verb(grades.inadequate)} inadequate"
    return text


def _all(count: int) -> str:
    return "both" if count == 2 else f"all {number(count)}"


def _listed(grades: Grades) -> str:
    """How many hold each grade, best first.

    >>> from csrating.tell.grammar import settled
    >>> settled(_listed(Grades(0, 3, 2, 1)))
    'three are good, two are satisfactory and one is inadequate'
    """
    counts = [getattr(grades, grade) for grade in grades.held]
    told = zip(numbers(*counts), counts, grades.held, strict=True)
    return joined([f"{count_word} {verb(count)} {grade}" for count_word, count, grade in told])


def _schools(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Primary and secondary schools against England and similar areas: in one sentence where all comparisons agree, else phase by phase."""
    compared = {measure: _told(claims, measure) for measure in MEASURES}
    together = [measure for measure in MEASURES if _agree(compared[measure])]
    if not together:
        for kind in COMPARED:
            yield from _phase(claims, kind, compared, compared, framework)
    for measure in MEASURES if together else ():
        if measure in together:
            yield _together(compared[measure], measure, beside=_names(compared))
        else:
            for kind in COMPARED:
                yield from _phase(claims, kind, {measure: compared[measure]}, compared, framework)


def _phase(claims: Claims, kind: str, compared: Compared, together: Compared, framework: Framework) -> Iterator[Sentence]:
    """One phase alone, measure by measure; schools so few that they are told by number are not compared.

    That both phases do not stand alike, by ``together``, is why each is told alone.
    """
    claim = claims.find(f"settings.{kind}")
    if claim and claim.n <= framework.value("proportions.told_by_number_up_to"):
        yield sentence(_counted_grades(claim, framework), claim.id, beside=_names(together))
    elif claim:
        for measure, rows in compared.items():
            yield _one_phase(claim, rows.get(kind, []), measure, framework, beside=_names(together))


def _told(claims: Claims, measure: str) -> dict[str, list[Claim]]:
    """The comparisons of one measure, phase by phase; a phase without any is left out."""
    found = {kind: claims.under(f"settings.{kind}.{measure}.") for kind in COMPARED}
    return {kind: rows for kind, rows in found.items() if rows}


def _agree(told: dict[str, list[Claim]]) -> bool:
    """Whether both phases stand alike against England and similar areas, both."""
    rows = [claim for claims in told.values() for claim in claims]
    return len(rows) == 2 * len(COMPARED) and len({claim.verdict for claim in rows}) == 1


def _names(compared: Compared) -> list[str]:
    """The names of all comparisons of schools: they decide which phases and measures share a sentence."""
    return [claim.id for rows in compared.values() for claims in rows.values() for claim in claims]


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


def _after_schools(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Special schools, pupil referral units, sixth forms and colleges; those with anything short of good come last."""
    found = [claim for kind in AFTER_SCHOOLS if (claim := claims.find(f"settings.{kind}"))]
    good = [claim for claim in found if grades_in(claim).good_or_better == claim.n]
    if good:
        yield sentence(_all_good(good), *(claim.id for claim in good), beside=[claim.id for claim in found])
    for claim in found:
        if claim not in good:
            yield sentence(_counted_grades(claim, framework), claim.id)


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
    return f"the one {one}" if claim.n == 1 else f"{_all(claim.n)} {many}"


def social_care(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Children's homes, then fostering, adoption and private fostering, those short of good last."""
    homes = claims.find(f"settings.{HOMES}")
    if homes:
        yield sentence(_homes(homes, framework), homes.id)
    pooled = claims.find("settings")
    services = [claim for service in SERVICES if (claim := claims.find(f"settings.{service}"))]
    single = [claim for claim in services if claim.n == 1]
    if single:
        yield sentence(_services(single), *(claim.id for claim in single))
    for claim in services:
        if claim.n > 1:
            yield sentence(f"of the {counted(claim.n, *nouns(claim.subject))}, {_listed(grades_in(claim))}", claim.id)
    missing = [claim for claim in services if not claim.known]
    if missing and pooled and pooled.known:
        names = joined([SERVICE_NAMES[claim.subject] for claim in missing], last="or")
        yield sentence(f"the data hold no current judgement of {names}", *(claim.id for claim in missing))


def _homes(claim: Claim, framework: Framework) -> str:
    """Every grade with its number: one home can turn a row."""
    grades = grades_in(claim)
    run = homes_run(framework)
    if grades.settings == 1:
        return f"the one children's home{run} is {grades.held[0]}"
    if len(grades.held) == 1:
        return f"{_all(grades.settings)} children's homes{run} are {grades.held[0]}"
    beginning = f"of the {number(grades.settings)} children's homes{run}, "
    first, *others = [(grade, getattr(grades, grade)) for grade in grades.held]
    if len(others) == 1 and 2 * first[1] == grades.settings and grades.settings > framework.value("proportions.told_by_number_up_to"):
        return f"{beginning}half are {first[0]} and the others {others[0][0]}"
    return beginning + _listed(grades)


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
