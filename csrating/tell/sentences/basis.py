"""The note on what a letter rests on: coverage, dates, similar areas, the rules that are ours, and which figures are demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.outcomes import MOST
from csrating.tell.grammar import counted, joined, of, percent, rounded


def day(text: str) -> str:
    """A date as written in a letter.

    >>> day("2009-08-31")
    '31 August 2009'
    """
    found = date.fromisoformat(text)
    return f"{found.day} {found:%B %Y}"


def demonstration(claims: Claims) -> Sentence | None:
    """The notice that stands at the head of a letter while any of its figures is a demonstration figure; None where none is."""
    made = [claim for claim in claims if claim.origin != "published"]
    if not made:
        return None
    text = "Prepared with demonstration data. Figures were made up where the council-level evidence of the year was never published; they show how the letter works and say nothing about the real council. The closing note says which."
    return Sentence(text, tuple(claim.id for claim in made))


def basis(claims: Claims, framework: Framework, vintage: str) -> Iterator[Sentence]:
    """The points of the closing note."""
    yield Sentence("This letter was drawn up by the csrating package from the files registered with it. It was not issued by Ofsted.")
    yield from _origins(claims)
    yield from _evidence(claims, framework)
    yield Sentence(_similar_areas(vintage))
    width = rounded(framework.value("standing.width"), 1)
    yield Sentence(
        f"In line means within {width} standard deviations of the mean of the areas compared. {_mark(framework, 'standing.width')}."
    )
    yield Sentence(f"Proportion words follow a house table: {_proportion_words(framework)}. {_mark(framework, 'proportions.source')}.")
    most = [claim for claim in claims.under("outcomes.") if claim.verdict == MOST]
    if most:
        text = "On an outcome, a type of setting is named as an exception unless more than half of its judgements are good or better (each of them, where there are one or two)."
        yield Sentence(text, tuple(claim.id for claim in most))
    ours = len(framework.assumptions)
    yield Sentence(
        f"Of the {len(framework.rules)} rules of framework {framework.name}, {ours} are our assumptions (A) because Ofsted published none; no threshold among them is Ofsted's."
    )


def _mark(framework: Framework, rule: str) -> str:
    evidence = framework.rule(rule).evidence
    return {"A": "This is our choice (A): Ofsted published no such rule", "I": "This is inferred (I) from published sources"}.get(
        evidence, "This is stated (S) in a published source"
    )


def _origins(claims: Claims) -> Iterator[Sentence]:
    """Which figures are demonstration, and which are published."""
    settings, findings = claims.find("basis.settings"), claims.find("basis.safeguarding")
    made, both, real = (claims.find(f"basis.{kind}") for kind in ("demonstration", "mixed", "published"))
    parts = [
        name
        for claim, name in ((settings, "the judgements on settings"), (findings, "the safeguarding findings"))
        if claim and claim.origin != "published"
    ]
    parts += [f"{counted(made.n, 'indicator', 'indicators')}"] if made else []
    used = tuple(claim.id for claim in (settings, findings, made) if claim and claim.origin != "published")
    if parts:
        yield Sentence(f"Demonstration figures: {joined(parts)}.", used)
    if both:
        yield Sentence(f"Partly demonstration: {joined(both.names)}.", (both.id,))
    if real:
        yield Sentence(f"Published figures: {joined(real.names)}{_published_findings(findings)}.", (real.id,))


def _published_findings(findings: Claim | None) -> str:
    return ", and the safeguarding findings" if findings and findings.origin == "published" else ""


def _evidence(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    settings, indicators = claims.find("basis.settings"), claims.find("basis.indicators")
    cut_off = day(str(framework.value("inspections.cut_off")))
    if settings:
        text = f"Settings: the latest judgement of each of {counted(settings.n, 'setting', 'settings')} up to {cut_off} (our cut-off, A)"
        if settings.names:
            text += f"; where dates are known, they run from {day(settings.names[0])} to {day(settings.names[1])}"
        yield Sentence(f"{text}.", (settings.id,))
    if indicators:
        compared, end = indicators.figure("compared"), day(str(framework.value("indicators.cut_off")))
        text = f"Indicators: {of(compared, indicators.n)} ({percent(indicators.figure('coverage'))}) could be compared with similar areas, each in its latest period to end by {end} (our cut-off, A)."
        yield Sentence(text, (indicators.id,))


def _similar_areas(vintage: str) -> str:
    return {
        "pre-2019": "Similar areas are the council's statistical neighbours in the pre-2019 table; the table of 2007 is not available.",
        "supplied by the user": "Similar areas are the statistical neighbours of a table supplied by the user.",
    }.get(vintage, f"Similar areas are the council's statistical neighbours in the table of {vintage}.")


def _proportion_words(framework: Framework) -> str:
    words = [word for word in framework.proportion_words if word.word not in ("all", "half", "none")]
    return ", ".join(f"{word.word} from {'above ' if word.more_than else ''}{word.least:g}%" for word in words)
