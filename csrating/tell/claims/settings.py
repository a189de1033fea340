"""Claims about services and settings: all of them together, each type, and schools against England and similar areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from csrating.reference.frameworks import Framework
from csrating.schema import GRADES, OVERALL, Standing
from csrating.tell.claims.claim import UNKNOWN, Claim, Comparator, origin_of
from csrating.tell.claims.evidence import View
from csrating.tell.claims.rests import EVERYONE, SIMILAR, grades as grades_of_types

CHILDCARE = ("childcare on domestic premises", "childcare on non-domestic premises")
SERVICES = ("fostering service", "adoption service", "private fostering arrangements")
COMPARED = ("primary schools", "secondary schools")
"""The types of setting that a letter compares with England and similar areas."""

TOPICS = {
    "nursery schools": 7,
    "childminding": 8,
    "fostering service": 10,
    "adoption service": 11,
    "private fostering arrangements": 12,
    "children's homes": 13,
}
BETTER_TOPICS = {
    ("primary schools", "England"): 3,
    ("primary schools", "neighbours"): 4,
    ("secondary schools", "England"): 5,
    ("secondary schools", "neighbours"): 5,
}
AGAINST: dict[str, Comparator] = {"England": "England", "neighbours": "similar areas"}


@dataclass(frozen=True)
class Grades:
    """How many settings hold each grade."""

    outstanding: int
    good: int
    satisfactory: int
    inadequate: int

    @property
    def settings(self) -> int:
        """How many there are."""
        return self.outstanding + self.good + self.satisfactory + self.inadequate

    @property
    def good_or_better(self) -> int:
        """How many are good or outstanding."""
        return self.outstanding + self.good

    @property
    def held(self) -> tuple[str, ...]:
        """The grades that any setting holds, from best to worst."""
        return tuple(grade for grade in reversed(GRADES) if getattr(self, grade))

    @property
    def commonest(self) -> tuple[str, ...]:
        """The grade that most settings hold, or the grades that tie, from best to worst."""
        most = max(getattr(self, grade) for grade in GRADES)
        return tuple(grade for grade in self.held if getattr(self, grade) == most)

    @property
    def figures(self) -> tuple[tuple[str, float], ...]:
        """The counts with their names, best grade first, and those of all and of the good or better."""
        counts = tuple((grade, float(getattr(self, grade))) for grade in reversed(GRADES))
        return (*counts, ("settings", float(self.settings)), ("good or better", float(self.good_or_better)))


def grades_of(*rows: Any) -> Grades:
    """The grades of rows of the profile, added up."""
    return Grades(*(sum(int(getattr(row, grade)) for row in rows) for grade in reversed(GRADES)))


def grades_in(claim: Claim) -> Grades:
    """The grades that a claim carries."""
    return Grades(*(int(claim.figure(grade)) for grade in reversed(GRADES)))


def proportion(framework: Framework, grades: Grades) -> str:
    """The verdict on a group of settings: the grade of a single one, else the word for the share that is good or better."""
    if grades.settings == 1:
        return grades.held[0]
    return framework.proportion_word(100.0 * grades.good_or_better / grades.settings)


def setting_claims(view: View) -> Iterator[Claim]:
    """The claims about the council's services and settings; where there is no judgement at all, one that says so."""
    rows = [row for (_, column), row in view.settings.items() if column == OVERALL]
    if not rows:
        rests = grades_of_types(view.framework.cluster_of)
        yield Claim("settings", "services and settings", "overall effectiveness", "none", UNKNOWN, 0, rests=rests, topic=2)
        return
    yield all_settings_claim(view.framework, rows)
    childcare = [row for row in rows if row.row in CHILDCARE]
    for row in rows:
        if row.row in CHILDCARE:
            if row is childcare[0]:
                yield _group(view.framework, "settings.childcare", "childcare", childcare, CHILDCARE, topic=9)
            continue
        yield type_claim(view.framework, row)
        yield from _comparisons(view, row)
    for service in SERVICES:
        if (service, OVERALL) not in view.settings:
            rests = grades_of_types((service,))
            yield Claim(f"settings.{service}", service, "overall effectiveness", "none", UNKNOWN, 0, rests=rests, topic=TOPICS[service])


def all_settings_claim(framework: Framework, rows: list[Any]) -> Claim:
    """The grades of all of a council's settings together.

    Args:
        framework: whose words for proportions are used.
        rows: of the profile, overall effectiveness, one for each type of setting.
    """
    return _group(framework, "settings", "services and settings", rows, tuple(framework.cluster_of), topic=2)


def type_claim(framework: Framework, row: Any) -> Claim:
    """The grades of the settings of one type; see :func:`all_settings_claim`."""
    return _group(framework, f"settings.{row.row}", row.row, [row], (row.row,), topic=TOPICS.get(row.row))


def _group(framework: Framework, name: str, subject: str, rows: list[Any], types: tuple[str, ...], *, topic: int | None) -> Claim:
    """The claim about some rows of the profile; it rests on all the types asked for, since one without a judgement could have one."""
    grades = grades_of(*rows)
    verdict = proportion(framework, grades)
    if subject in ("childminding", "childcare"):
        verdict = " and ".join(grades.commonest)
    rests, origin = grades_of_types(types), origin_of([row.origin for row in rows])
    return Claim(
        name, subject, "overall effectiveness", "none", verdict, grades.settings, grades.figures, grades.held, rests, origin, topic
    )


def _comparisons(view: View, row: Any) -> Iterator[Claim]:
    """Schools against England and similar areas: the share good or better, and the share inadequate."""
    if row.row not in COMPARED or row.settings <= view.framework.value("proportions.told_by_number_up_to"):
        return
    for against, baseline, standing in (
        ("England", row.england, row.standing_england),
        ("neighbours", row.neighbours, row.standing_neighbours),
    ):
        if standing != str(Standing.NOT_COMPARABLE):
            yield _compared(row, "good or better", against, row.share_good_or_better, baseline, standing)
        found = view.background.inadequate.get((row.council, row.row, against))
        if found:
            yield _compared(row, "inadequate", against, row.share_inadequate, found.baseline, found.standing)


def _compared(row: Any, measure: str, against: str, value: float, baseline: float, standing: str) -> Claim:
    count = row.good + row.outstanding if measure == "good or better" else row.inadequate
    figures = [("council", float(value)), ("baseline", float(baseline)), (measure, float(count)), ("settings", float(row.settings))]
    if against == "neighbours":
        figures += [("with data", float(row.with_data)), ("of", float(row.of))]
    topic = BETTER_TOPICS[row.row, against] if measure == "good or better" else 6
    return Claim(
        f"settings.{row.row}.{measure}.{against}",
        row.row,
        f"share {measure}",
        AGAINST[against],
        standing,
        int(row.settings),
        tuple(figures),
        rests=grades_of_types((row.row,), EVERYONE if against == "England" else SIMILAR),
        origin=row.origin,
        topic=topic,
    )
