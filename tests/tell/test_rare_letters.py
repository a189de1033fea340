"""What few letters say: a warning, a limit that could not be applied, a verdict that rests on one indicator, figures without counts."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest

from csrating.rate import Ratings
from csrating.reference.frameworks import framework
from csrating.tell import Letter, letter
from csrating.tell.blocks import Bullets
from csrating.tell.claims import Claim, Claims, claims_in
from csrating.tell.claims.evidence import View
from csrating.tell.letter import written
from csrating.tell.sentences.indicators import shares, vulnerable
from csrating.tell.sentences.young_people import care_leavers, custody

RULES = framework("2009")
VULNERABLE = "about vulnerable children and young people"
WEAKER = "Outcomes for some vulnerable children and young people are weaker than in England and in similar areas"
ONE = f"Only one indicator {VULNERABLE} can be compared"
SAFE = "Under staying safe,"


def texts(told: Iterator[Any]) -> list[str]:
    return [sentence.text for sentence in told]


def with_comparisons(evidence: View, indicator: str, **values: Any) -> Claims:
    rows = {key: row._replace(**values) if key[0] == indicator else row for key, row in evidence.compared.items()}
    return claims_in(dataclasses.replace(evidence, compared=rows))


def notes(told: Letter) -> list[str]:
    """The points of the closing note."""
    return [point.text for block in told.blocks if isinstance(block, Bullets) for point in block.points]


def test_a_cut_that_was_never_seen_carries_its_warning(letters: dict[str, Letter], ratings: Ratings) -> None:
    warned = set(ratings.reasons.loc[ratings.reasons["text"].str.contains("never observed"), "council"])
    assert ratings.council("Plymouth").code in warned
    assert {code for code, told in letters.items() if "No cut from so high a rating was seen in 2009" in told.markdown} == warned
    assert len(warned) < len(ratings.table[ratings.table["limits"] != ""])


def test_without_findings_on_safeguarding_no_limit_could_be_applied(evidence: View, letters: dict[str, Letter]) -> None:
    background = dataclasses.replace(evidence.background, safeguarding_read=False)
    told = written(dataclasses.replace(evidence, background=background, findings=()))
    said = "no limit could be applied"
    assert said in told.markdown
    assert said not in letters["358"].markdown


def test_safeguarding_is_told_apart_where_there_are_no_grades(published: Ratings) -> None:
    limited, other = letter(published, "Warrington").markdown, letter(published, "Trafford").markdown
    assert "so nothing is said of them; what inspection found on safeguarding is told apart, below." in limited
    assert "The full inspection judged safeguarding inadequate." in limited
    assert "so nothing is said of them." in other
    assert "told apart" not in other


def test_each_reason_for_no_rating_has_its_sentence(published: Ratings) -> None:
    text = letter(published, "City of London").markdown
    reasons = published.council("City of London").row["why"].split("; ")
    assert len(reasons) == 2
    assert f"is not given because {reasons[0]}. Besides, {reasons[1]}." in text


def test_bands_are_read_with_latitude_only_where_a_rating_is_given(published: Ratings, letters: dict[str, Letter]) -> None:
    said = "The bands are therefore read with some latitude"
    assert said in letters["358"].markdown
    assert said not in letter(published, "358").markdown


def weak_claims(*names: str, of: int, told: tuple[str, ...] = (), england: int = 0, near: int = 0) -> Claims:
    """The claim about vulnerable groups, with what staying safe has named before."""
    both = 0 if of == 1 and not (england and near) else len(names)
    figures = {"below both": both, "below England": england, "below similar areas": near}
    safe = Claim("indicators.staying safe", "x", "x", "similar areas", "unknown", 0, names=told)
    weak = Claim("indicators.vulnerable groups", "x", "x", "both", "x", of, tuple((name, float(n)) for name, n in figures.items()), names)
    return Claims((weak, safe))


@pytest.mark.parametrize(
    ("claims", "text"),
    [
        (
            weak_claims("NI 19", "NI 62", of=12, told=("NI 62",)),
            f"{WEAKER}: 2 of the 12 indicators about them are below both, namely re-offending by young offenders (NI 19) and NI 62"
            " (named above).",
        ),
        (
            weak_claims("NI 62", "NI 63", of=12, told=("NI 62", "NI 63")),
            f"{WEAKER}: 2 of the 12 indicators about them are below both, namely NI 62 and NI 63 (named above).",
        ),
        (
            weak_claims("NI 19", of=4),
            f"Of the 4 indicators {VULNERABLE} that can be compared, only 1 is below both England and similar areas: re-offending by young"
            " offenders (NI 19).",
        ),
        (
            weak_claims("NI 71", of=1, told=("NI 71",), england=1, near=1),
            f"{ONE}, NI 71 (named above), and it is below both England and similar areas.",
        ),
        (
            weak_claims("NI 118", of=1, england=1),
            f"{ONE}, formal childcare for low-income families (NI 118), and it is below England but in line with or above similar areas.",
        ),
        (
            weak_claims("NI 71", of=1, told=("NI 71",)),
            f"{ONE}, NI 71 (named above), and it is in line with or above both England and similar areas.",
        ),
        (
            weak_claims(of=2),
            f"Neither of the two indicators {VULNERABLE} that can be compared is below both England and similar areas.",
        ),
    ],
)
def test_weak_outcomes_are_named_and_a_verdict_on_one_says_so(claims: Claims, text: str) -> None:
    assert texts(vulnerable(claims, RULES)) == [text]


def share_claim(name: str, *names: str, above: int = 0, in_line: int = 0, below: int = 0) -> Claims:
    n = above + in_line + below
    figures = {"above": above, "in line": in_line, "below": below, "in line or above": above + in_line}
    return Claims((Claim(name, "x", "x", "similar areas", "x", n, tuple((word, float(count)) for word, count in figures.items()), names),))


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"above": 1}, "The one indicator that can be compared is above similar areas."),
        ({"in_line": 2}, "Both indicators that can be compared are in line with similar areas."),
        ({"above": 1, "below": 1}, "Of the two indicators that can be compared with similar areas, one is above and one is below."),
        ({"below": 3}, "All three indicators that can be compared are below similar areas."),
        (
            {"above": 3, "in_line": 1},
            "All four indicators that can be compared are in line with or above similar areas: three are above and one is in line.",
        ),
        (
            {"above": 3, "below": 1},
            "A large majority of indicators that can be compared (3 of 4) are in line with or above similar areas:"
            " 3 are above and 1 is below.",
        ),
    ],
)
def test_few_indicators_are_told_without_those_that_are_none(counts: dict[str, int], text: str) -> None:
    assert texts(shares(share_claim("indicators", **counts), RULES)) == [text]


@pytest.mark.parametrize(
    ("claims", "text"),
    [
        (
            share_claim("indicators.staying safe", "NI 71", below=1),
            f"{SAFE} only one indicator can be compared, arrangements for children who run away (NI 71), and it is below similar areas.",
        ),
        (
            share_claim("indicators.staying safe", "NI 59", "NI 60", below=2),
            f"{SAFE} both indicators that can be compared are below similar areas: initial assessments on time (NI 59) and core assessments"
            " on time (NI 60).",
        ),
        (
            share_claim("indicators.staying safe", above=2, in_line=1),
            f"{SAFE} all three indicators that can be compared are in line with or above similar areas.",
        ),
    ],
)
def test_staying_safe_for_one_two_and_three(claims: Claims, text: str) -> None:
    assert texts(shares(claims, RULES)) == [text]


def test_counts_stand_beside_shares_where_the_data_hold_them(evidence: View) -> None:
    text = texts(custody(claims_in(evidence), RULES))[0]
    held = claims_in(evidence).find("indicators.NI 43.neighbours")
    assert held is not None
    assert f"Of {held.figure('denominator'):.0f} young people convicted in court, {held.figure('numerator'):.0f} (" in text


def test_without_counts_none_are_told_and_the_note_says_so(evidence: View, letters: dict[str, Letter]) -> None:
    background = dataclasses.replace(evidence.background, numbers={})
    told = written(dataclasses.replace(evidence, background=background))
    assert "Of young people convicted in court, 7.8% were sentenced to custody, a larger proportion" in told.markdown
    assert "Of young people who had left care, 48% were in education" in told.markdown
    assert "The numbers are small" not in told.markdown
    note = "The data hold no numbers of young people behind"
    (bare,) = (text for text in notes(told) if text.startswith(note))
    (own,) = (text for text in notes(letters["358"]) if text.startswith(note))
    assert re.findall(r"NI \d+", bare) == ["NI 105", "NI 43", "NI 148"]
    assert re.findall(r"NI \d+", own) == ["NI 105"]


def test_figures_that_differ_are_not_printed_alike(evidence: View) -> None:
    claims = with_comparisons(evidence, "NI 148", value=62.4, baseline=62.1, standing="above")
    assert "(62.4%) were" in texts(care_leavers(claims, RULES))[0]
    assert "than in England (62.1%)" in texts(care_leavers(claims, RULES))[0]


def test_an_area_too_thin_to_compare_with_is_said(evidence: View) -> None:
    rows = dict(evidence.compared)
    rows["NI 148", "neighbours"] = rows["NI 148", "neighbours"]._replace(standing="not comparable")
    text = texts(care_leavers(claims_in(dataclasses.replace(evidence, compared=rows)), RULES))[0]
    assert text.endswith("than in England (62%); too few similar areas have a figure to compare.")


def test_outcomes_that_read_alike_are_told_together(letters: dict[str, Letter], ratings: Ratings) -> None:
    text = " ".join(paragraph.text for paragraph in letters[ratings.council("Plymouth").code].narrative)
    assert (
        "On staying safe and on enjoying and achieving, more than half of the judgements are good or better in every type of setting."
        in text
    )
