"""Sentences about services and settings, from young to old and then social care, exceptions last."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.settings import COMPARED, SERVICES, Grades, grades_in
from csrating.tell.grammar import capital, counted, joined, number, numbers, of, part, verb
from csrating.tell.sentences.words import SERVICE_NAMES, comparison, direction, nouns

AFTER_SCHOOLS = ("special schools", "pupil referral units", "school sixth forms", "sixth-form colleges", "further education colleges")
HOMES = "children's homes"


def early_years_and_schools(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """All services and settings together, then early years, schools and colleges."""
    pooled = claims.find("settings")
    if pooled is None:
        return
    if not pooled.known:
        yield Sentence(
            "The data hold no judgement from inspection or regulation, so nothing is said of services and settings.", (pooled.id,)
        )
        return
    whole, some = pooled.figure("settings"), pooled.figure("good or better")
    told = part(framework, some, whole, *nouns("services and settings"))
    yield Sentence(f"Taken together, {told} judged good or better overall.", (pooled.id,))
    yield from _early_years(claims, framework)
    for kind in COMPARED:
        yield from _small_number(claims, kind)
    yield from _schools(claims, framework)
    yield from _after_schools(claims, framework)


def _early_years(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    typical = [claim for claim in (claims.find("settings.childminding"), claims.find("settings.childcare")) if claim]
    if typical:
        text = joined([_typical(claim, framework) for claim in typical], last="and")
        yield Sentence(f"{capital(text)}.", tuple(claim.id for claim in typical))
    nursery = claims.find("settings.nursery schools")
    if nursery:
        yield Sentence(f"{capital(_counted_grades(nursery, framework))}.", (nursery.id,))


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

    >>> _listed(Grades(0, 3, 2, 1))
    'three are good, two are satisfactory and one is inadequate'
    """
    counts = [getattr(grades, grade) for grade in grades.held]
    told = zip(numbers(*counts), counts, grades.held, strict=True)
    return joined([f"{count_word} {verb(count)} {grade}" for count_word, count, grade in told])


def _small_number(claims: Claims, kind: str) -> Iterator[Sentence]:
    """Schools that are told without comparison, because they are one or two."""
    claim = claims.find(f"settings.{kind}")
    if claim and claim.n <= 2:
        noun = nouns(kind)
        text = f"the one {noun[0]} is {claim.verdict}" if claim.n == 1 else f"of the two {noun[1]}, {_listed(grades_in(claim))}"
        yield Sentence(f"{capital(text)}.", (claim.id,))


def _schools(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Primary and secondary schools against England and similar areas: in one sentence where all comparisons agree."""
    for measure in ("good or better", "inadequate"):
        told = _told(claims, measure)
        if _agree(told):
            yield _together(told, measure)
        else:
            yield from _one_by_one(claims, told, measure, framework)


def _told(claims: Claims, measure: str) -> dict[str, list[Claim]]:
    """The comparisons of one measure, phase by phase; a phase without any is left out."""
    found = {kind: claims.under(f"settings.{kind}.{measure}.") for kind in COMPARED}
    return {kind: rows for kind, rows in found.items() if rows}


def _agree(told: dict[str, list[Claim]]) -> bool:
    """Whether both phases stand alike against England and similar areas, both."""
    rows = [claim for claims in told.values() for claim in claims]
    return len(rows) == 2 * len(COMPARED) and len({claim.verdict for claim in rows}) == 1


def _together(told: dict[str, list[Claim]], measure: str) -> Sentence:
    claims = [claim for rows in told.values() for claim in rows]
    counts = [of(rows[0].figure(measure), rows[0].figure("settings")) for rows in told.values()]
    kinds = joined([f"{kind} ({count})" for kind, count in zip(told, counts, strict=True)])
    found = direction(claims[0])
    if found == "in line":
        text = f"The proportions of {kinds} that are {measure} are in line with England and similar areas"
    elif measure == "good or better":
        text = f"Compared with England and with similar areas, {found} proportions of {kinds} are good or better"
    else:
        size = {"higher": "Larger", "lower": "Smaller"}[found]
        text = f"{size} proportions of {kinds} are inadequate than in England and in similar areas"
    return Sentence(f"{text}.", tuple(claim.id for claim in claims))


def _one_by_one(claims: Claims, told: dict[str, list[Claim]], measure: str, framework: Framework) -> Iterator[Sentence]:
    for kind in COMPARED:
        claim = claims.find(f"settings.{kind}")
        if claim and claim.n > framework.value("proportions.told_by_number_up_to"):
            yield _one_phase(claim, told.get(kind, []), measure, framework)


def _one_phase(claim: Claim, compared: list[Claim], measure: str, framework: Framework) -> Sentence:
    grades, (one, many) = grades_in(claim), nouns(claim.subject)
    count = grades.good_or_better if measure == "good or better" else grades.inadequate
    text = f"{part(framework, count, grades.settings, one, many)} {measure}"
    if not count:
        compared = [row for row in compared if direction(row) != "in line"]
    more, fewer = ("a higher", "a lower") if measure == "good or better" else ("a larger", "a smaller")
    phrase = comparison(compared, higher=f"{more} proportion", lower=f"{fewer} proportion")
    return Sentence(f"{capital(text)}{', ' if phrase else ''}{phrase}.", (claim.id, *(row.id for row in compared)))


def _after_schools(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Special schools, pupil referral units, sixth forms and colleges; those with anything short of good come last."""
    found = [claim for kind in AFTER_SCHOOLS if (claim := claims.find(f"settings.{kind}"))]
    good = [claim for claim in found if grades_in(claim).good_or_better == claim.n]
    rest = [claim for claim in found if claim not in good]
    for group in (good, rest):
        if group:
            text = "; ".join(_counted_grades(claim, framework) for claim in group)
            yield Sentence(f"{capital(text)}.", tuple(claim.id for claim in group))


def social_care(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Children's homes, then fostering, adoption and private fostering, those short of good last."""
    homes = claims.find(f"settings.{HOMES}")
    if homes:
        yield Sentence(f"{capital(_homes(homes, framework))}.", (homes.id,))
    pooled = claims.find("settings")
    services = [claim for service in SERVICES if (claim := claims.find(f"settings.{service}"))]
    single = [claim for claim in services if claim.n == 1]
    if single:
        yield Sentence(f"{capital(_services(single))}.", tuple(claim.id for claim in single))
    for claim in services:
        if claim.n > 1:
            yield Sentence(f"Of the {counted(claim.n, *nouns(claim.subject))}, {_listed(grades_in(claim))}.", (claim.id,))
    missing = [claim for claim in services if not claim.known]
    if missing and pooled and pooled.known:
        names = joined([SERVICE_NAMES[claim.subject] for claim in missing], last="or")
        yield Sentence(f"The data hold no current judgement of {names}.", tuple(claim.id for claim in missing))


def _homes(claim: Claim, framework: Framework) -> str:
    """Every grade with its number: one home can turn a row."""
    grades = grades_in(claim)
    left_out = framework.value("inspections.settings_left_out")
    run = " that the council runs" if any(scope["setting_type"] == HOMES for scope in left_out) else ""
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
        return f"{joined(good)}, but {joined(rest)}"
    return joined(good or rest)
