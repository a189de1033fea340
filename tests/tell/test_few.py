"""Differences that few stand behind: one or two are told by number alone, and the note names the others with how many."""

from __future__ import annotations

import dataclasses

import pytest

from csrating.reference.frameworks import framework
from csrating.tell.claims import Claim, Claims, claims_in
from csrating.tell.claims.evidence import View
from csrating.tell.sentences.few import UNTESTED, few
from csrating.tell.sentences.young_people import care_leavers, custody

RULES = framework("2009")


def with_counts(evidence: View, some: float, whole: float) -> Claims:
    """The claims where so many of so many care leavers are in education or work."""
    period = evidence.compared["NI 148", "England"].period
    numbers = evidence.background.numbers | {(evidence.code, "NI 148", period): (some, whole)}
    return claims_in(dataclasses.replace(evidence, background=dataclasses.replace(evidence.background, numbers=numbers)))


@pytest.mark.parametrize(
    ("some", "whole", "text"),
    [
        (1, 1, "The one young person who had left care was in education, employment or training."),
        (0, 1, "The one young person who had left care was not in education, employment or training."),
        (1, 2, "Of the two young people who had left care, one was in education, employment or training."),
        (0, 2, "Of the two young people who had left care, none was in education, employment or training."),
        (2, 2, "Both young people who had left care were in education, employment or training."),
    ],
)
def test_one_or_two_young_people_are_told_by_number_and_compared_with_nothing(evidence: View, some: int, whole: int, text: str) -> None:
    assert [one.text for one in care_leavers(with_counts(evidence, some, whole), RULES)] == [text]


def test_three_are_compared_and_named_in_the_note(evidence: View) -> None:
    claims = with_counts(evidence, 1, 3)
    assert "smaller proportion" in next(care_leavers(claims, RULES)).text
    assert "NI 148 (3)" in " ".join(one.text for one in few(claims))


def schools(n: int, standing: str) -> Claim:
    figures = (("council", 50.0), ("baseline", 60.0), ("good or better", n / 2), ("settings", float(n)))
    name = "settings.secondary schools.good or better.England"
    return Claim(name, "secondary schools", "share good or better", "England", standing, n, figures)


@pytest.mark.parametrize(("n", "standing", "named"), [(49, "below", True), (50, "below", False), (9, "above", True), (9, "in line", False)])
def test_a_difference_that_few_schools_stand_behind_is_named_with_their_number(n: int, standing: str, named: bool) -> None:
    first, *others = (one.text for one in few(Claims((schools(n, standing),))))
    assert first == UNTESTED
    note = f"Fewer than 50 settings or cases stand behind the differences in secondary schools ({n}), which chance alone might explain."
    assert others == ([note] if named else [])


def test_an_indicator_named_as_weak_is_in_the_note_with_how_many_stand_behind_it() -> None:
    figures = (("below both", 2.0), ("NI 101: denominator", 14.0), ("NI 19: denominator", 400.0))
    weak = Claim("indicators.vulnerable groups", "vulnerable groups", "below", "both", "below both", 9, figures, ("NI 101", "NI 19"))
    (_, note) = few(Claims((weak,)))
    assert "in NI 101 (14), which" in note.text


def test_custody_of_few_has_no_comparative_in_any_claim(evidence: View) -> None:
    period = evidence.compared["NI 43", "neighbours"].period
    numbers = evidence.background.numbers | {(evidence.code, "NI 43", period): (1.0, 2.0)}
    claims = claims_in(dataclasses.replace(evidence, background=dataclasses.replace(evidence.background, numbers=numbers)))
    assert [claim.comparator for claim in claims.under("indicators.NI 43")] == ["none"]
    assert "proportion" not in next(custody(claims, RULES)).text
