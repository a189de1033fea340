"""The note on what a letter rests on: coverage, dates, similar areas, the rules that are ours, and which figures are demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csrating.compare.method import method_of, rule_in_line
from csrating.rate.window import AGE_UNKNOWN, LEFT_OUT, years_told
from csrating.reference.frameworks import Framework
from csrating.reference.neighbours import SUPPLIED
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.indicators import CARE_LEAVERS, CUSTODY, SEN_GAP
from csrating.tell.claims.outcomes import MOST
from csrating.tell.grammar import counted, joined, of, percent
from csrating.tell.sentences.few import few
from csrating.tell.sentences.words import phrase, sentence

MADE_UP = (
    "Prepared with demonstration data. Figures were made up where the council-level evidence of the year was never published; they show how"
    " the letter works and say nothing about the real council. The closing note says which."
)
MAKER = "This letter was drawn up by the csrating package from the files registered with it. It was not issued by Ofsted."
EXCEPTIONS = (
    "On an outcome, a type of setting is named as an exception unless more than half of its judgements are good or better (each of them,"
    " where there are one or two)."
)
NO_LAST_DAY = "No last day is set for findings."
MARKS = {
    "A": "our choice (A): Ofsted published no such rule",
    "I": "inferred (I) from published sources",
    "S": "stated (S) in a published source",
}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def day(text: str) -> str:
    """A date as written in a letter, whatever the machine's language.

    >>> day("2009-08-31")
    '31 August 2009'
    """
    found = date.fromisoformat(text)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def demonstration(claims: Claims) -> Sentence | None:
    """The notice that stands at the head of a letter while any of its figures is a demonstration figure; None where none is."""
    made = [claim for claim in claims if claim.origin != "published"]
    return Sentence(MADE_UP, tuple(claim.id for claim in made)) if made else None


def basis(claims: Claims, framework: Framework, vintage: str) -> Iterator[Sentence]:
    """The points of the closing note."""
    yield Sentence(MAKER)
    yield from _origins(claims)
    yield from _evidence(claims, framework)
    yield from _uncounted(claims)
    yield Sentence(_similar_areas(vintage))
    yield sentence(f"In line means: {method_of(framework).said}. This is {_mark(framework, rule_in_line(framework).name)}")
    yield sentence(
        f"proportion words follow a house table: {_proportion_words(framework)}. A word is chosen by the exact share, before any rounding."
        f" The table is {_mark(framework, 'proportions.source')}"
    )
    most = [claim for claim in claims.under("outcomes.") if claim.verdict == MOST]
    if most:
        yield Sentence(EXCEPTIONS, tuple(claim.id for claim in most))
    yield from few(claims)
    rules, ours = len(framework.rules), len(framework.assumptions)
    assumed = f"{ours} are our assumptions (A) because Ofsted published none; no threshold among them is Ofsted's"
    yield sentence(f"of the {rules} rules of framework {framework.name}, {assumed}")


def _mark(framework: Framework, rule: str) -> str:
    return MARKS[framework.rule(rule).evidence]


def _origins(claims: Claims) -> Iterator[Sentence]:
    """Which figures are demonstration, which are partly so, and which are published."""
    parts = {"judgements on settings": claims.find("basis.settings"), "safeguarding findings": claims.find("basis.safeguarding")}
    for origin, beginning in (
        ("demonstration", "Demonstration figures"),
        ("mixed", "Partly demonstration"),
        ("published", "Published figures"),
    ):
        told = {f"the {name}": claim for name, claim in parts.items() if claim and claim.origin == origin}
        indicators = claims.find(f"basis.{origin}")
        if indicators:
            told = told | {_indicators(indicators): indicators}
        if told:
            yield sentence(f"{beginning}: {joined(list(told))}", *(claim.id for claim in told.values()))


def _indicators(claim: Claim) -> str:
    """The indicators of one origin: counted where they were made for demonstration, else by number."""
    if claim.verdict == "demonstration":
        return counted(claim.n, "indicator", "indicators")
    return joined(claim.names)


def _evidence(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """How many settings and indicators, with their cut-offs and the dates of the judgements."""
    settings, indicators = claims.find("basis.settings"), claims.find("basis.indicators")
    if settings:
        judged = f"the latest judgement of each of {counted(settings.n, 'setting', 'settings')}"
        text = f"Settings: {judged} up to {_cut_off(framework, 'inspections')}{_window(framework)}"
        if settings.names:
            text += f"; where dates are known, they run from {day(settings.names[0])} to {day(settings.names[1])}"
        yield sentence(text, settings.id)
    for effect in (LEFT_OUT, AGE_UNKNOWN):
        aged = claims.find(f"basis.{effect}")
        if aged:
            yield sentence(aged.names[0], aged.id)
    yield _findings(claims.find("basis.safeguarding"))
    if indicators:
        compared = f"{of(indicators.figure('compared'), indicators.n)} ({percent(indicators.figure('coverage'))})"
        text = f"{compared} could be compared with similar areas, each in its latest period to end by {_cut_off(framework, 'indicators')}"
        yield sentence(f"indicators: {text}", indicators.id)


def _findings(claim: Claim | None) -> Sentence:
    """How many findings on safeguarding, up to no day: no framework has a cut-off of its own for them."""
    if claim is None:
        return Sentence(f"Safeguarding: the data hold no findings on the council. {NO_LAST_DAY}")
    return sentence(f"Safeguarding: {counted(claim.n, 'finding', 'findings')} on the council. {NO_LAST_DAY.removesuffix('.')}", claim.id)


def _uncounted(claims: Claims) -> Iterator[Sentence]:
    """Which of the figures told one by one have no numbers of young people behind them in the data."""
    told = [claims.under(f"indicators.{indicator}")[:1] for indicator in (SEN_GAP, CUSTODY, CARE_LEAVERS)]
    found = [claim for first in told for claim in first if claim.known and "denominator" not in dict(claim.figures)]
    if found:
        text = f"the data hold no numbers of young people behind {joined([phrase(claim.subject) for claim in found])}"
        others = [claim.id for first in told for claim in first]
        yield sentence(f"{text}, so the letter gives none", *(claim.id for claim in found), beside=others)


def _window(framework: Framework) -> str:
    """How far back before the cut-off a judgement may lie and still count; blank where it may lie anywhere."""
    if framework.window_years is None:
        return ""
    besides = f"; in {joined(framework.of_any_age)}, at any time before it" if framework.of_any_age else ""
    return f", if made in the {years_told(framework)} before it{besides}"


def _cut_off(framework: Framework, subject: str) -> str:
    rule = framework.rule(f"{subject}.cut_off")
    return f"{day(str(rule.value))}{' (our cut-off, A)' if rule.evidence == 'A' else ''}"


def _similar_areas(vintage: str) -> str:
    return {
        "pre-2019": "Similar areas are the council's statistical neighbours in the pre-2019 table; the table of 2007 is not available.",
        SUPPLIED: "Similar areas are the statistical neighbours of a table supplied by the user.",
    }.get(vintage, f"Similar areas are the council's statistical neighbours in the table of {vintage}.")


def _proportion_words(framework: Framework) -> str:
    words = [word for word in framework.proportion_words if word.word not in ("all", "half", "none")]
    return ", ".join(f"{word.word} from {'above ' if word.more_than else ''}{word.least:g}%" for word in words)
