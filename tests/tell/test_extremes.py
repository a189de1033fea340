"""What stands out so far that a person should write, and what is so usual that only a whole letter says it."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csrating.rate import Ratings
from csrating.reference.frameworks import framework
from csrating.tell import Letter, letter
from csrating.tell.blocks import Paragraph
from csrating.tell.claims import Claim, Claims, claims_in
from csrating.tell.claims.evidence import View
from csrating.tell.claims.extremes import extreme_claims
from csrating.tell.claims.positions import Position, positions_of
from csrating.tell.letter import written
from csrating.tell.sentences.indicators import vulnerable
from csrating.tell.sentences.rating import transitional
from csrating.tell.sentences.settings import early_years_and_schools

RULES = framework("2009")
MARK = "For a person to write"


def compared(values: list[float], polarity: str = "high") -> pd.DataFrame:
    codes = [f"{place:03}" for place in range(len(values))]
    return pd.DataFrame({"council": codes, "indicator": "NI 1", "against": "neighbours", "value": values, "polarity": polarity})


def places(values: list[float], polarity: str = "high") -> dict[str, str]:
    return {code: found[0].place for code, found in positions_of(compared(values, polarity), ["NI 1"]).items()}


def test_the_best_and_the_poorest_are_told_by_polarity() -> None:
    values = list(np.linspace(10, 90, 41))
    assert places(values) == {"000": "poorest", "040": "best"}
    assert places(values, "low") == {"000": "best", "040": "poorest"}
    assert places(values, "none") == {}


def test_a_figure_far_out_is_one_even_if_another_lies_farther() -> None:
    values = [*np.linspace(40, 60, 41), 500.0, 400.0]
    # The quartiles lie about 10 apart, so that the outer fence is near 86.
    assert places(values) == {"000": "poorest", "041": "best", "042": "far better"}
    assert places(values, "low") == {"000": "best", "041": "poorest", "042": "far poorer"}


def test_an_end_that_many_share_and_an_end_among_few_are_none() -> None:
    assert places([100.0] * 10 + list(np.linspace(10, 90, 41))) == {"010": "poorest"}
    assert places(list(np.linspace(10, 90, 29))) == {}
    (best,) = positions_of(compared([100.0] * 3 + list(np.linspace(10, 90, 41))), ["NI 1"])["000"]
    assert (best.alike, best.of) == (3, 44)


def test_figures_that_were_published_whole_are_known_to_be() -> None:
    whole = list(range(40))
    assert {found.whole for (found,) in positions_of(compared(whole), ["NI 1"]).values()} == {True}
    assert {found.whole for (found,) in positions_of(compared([*whole[:-1], 40.5]), ["NI 1"]).values()} == {False}


@pytest.mark.parametrize(
    ("whole", "middle", "told"),
    [
        (True, 10.0, "with a figure: 15, where their median is 10.]"),
        (True, 9.5, "with a figure: 15, where their median is 9.5.]"),
        (False, 10.0, "with a figure: 15.0, where their median is 10.0.]"),
    ],
)
def test_a_score_is_shown_as_it_is_published(evidence: View, whole: bool, middle: float, told: str) -> None:
    """Councils' scores of NI 71 are published whole, England's with a decimal."""
    position = Position("NI 71", "best", 15.0, 1, 147, middle, whole)
    background = dataclasses.replace(evidence.background, positions={evidence.code: (position,)})
    text = written(dataclasses.replace(evidence, background=background), draft=True).markdown.replace("\\", "")
    assert told in text


def with_row(view: View, kind: str, **grades: int) -> View:
    """The evidence with other grades of one type of setting."""
    held = dict.fromkeys(("outstanding", "good", "satisfactory", "inadequate"), 0) | grades
    row = view.settings["children's homes", "overall effectiveness"]._replace(row=kind, settings=sum(held.values()), **held)
    return dataclasses.replace(view, settings={**view.settings, (kind, "overall effectiveness"): row})


@pytest.mark.parametrize(
    ("grades", "text"),
    [
        ({"inadequate": 3}, "[For a person to write: all three children's homes are inadequate.]"),
        ({"outstanding": 12}, "[For a person to write: all 12 children's homes are outstanding.]"),
        ({"satisfactory": 2, "inadequate": 2}, "[For a person to write: none of the four children's homes is good or better.]"),
        ({"inadequate": 2}, ""),
        ({"good": 1, "inadequate": 9}, ""),
    ],
)
def test_a_type_of_setting_all_alike_is_marked_in_the_paragraph_that_tells_it(evidence: View, grades: dict[str, int], text: str) -> None:
    told = written(with_row(evidence, "children's homes", **grades), draft=True)
    (paragraph,) = [one for one in told.narrative if "children's home" in one.sentences[0].text]
    assert [one.text for one in paragraph.sentences if MARK in one.text] == ([text] if text else [])


def test_reviews_all_inadequate_are_marked_and_one_is_not(evidence: View) -> None:
    (review,) = evidence.findings
    for findings, marked in (((review._replace(finding="inadequate"),) * 2, True), ((review._replace(finding="inadequate"),), False)):
        names = [claim.id for claim in extreme_claims(dataclasses.replace(evidence, findings=findings))]
        assert ("extremes.serious case review" in names) is marked


def test_marks_are_in_a_draft_alone_and_lead_to_claims_and_cells(ratings: Ratings) -> None:
    plain, draft = letter(ratings, "Trafford"), letter(ratings, "Trafford", draft=True)
    assert MARK not in plain.markdown
    marks = [one for paragraph in draft.narrative for one in paragraph.sentences if one.when == "draft"]
    rows = ratings.compared[(ratings.compared["indicator"] == "NI 100") & (ratings.compared["against"] == "England")]
    best = rows.loc[rows["value"].idxmax()]
    assert best["council"] == "358"
    of = int(rows["value"].notna().sum())
    (mark,) = marks
    assert f"the council's figure is the best of {of} councils with a figure: {best['value']:.0f}%" in mark.text
    assert best["ref"].split("; ")[0] in draft.dependence(mark)
    assert [one for paragraph in draft.narrative for one in paragraph.sentences if one.when != "draft"] == [
        one for paragraph in plain.narrative for one in paragraph.sentences
    ]


def test_a_draft_says_whether_places_are_marked(ratings: Ratings) -> None:
    with_none = next(
        code for code in ratings.table["council"] if not [c for c in letter(ratings, code).claims if c.id.startswith("extremes.")]
    )
    for council, said in (("Trafford", "The places in square brackets mark extremes"), (with_none, "No place is marked")):
        first = letter(ratings, council, draft=True).blocks[1]
        assert isinstance(first, Paragraph)
        assert said in first.text


# ---- nothing notable ----

TOPICS = {
    "the rating": ("rating",),
    "limits": ("rating.limits.", "quiet.limits", "rating.no findings"),
    "boundaries": ("rating.borderline", "quiet.borderline"),
    "missing figures": ("gaps.", "quiet.gaps"),
    "all settings": ("settings",),
    "early years": ("settings.child", "quiet.settings"),
    "nursery schools": ("settings.nursery schools", "quiet.settings"),
    "primary schools": ("settings.primary schools", "quiet.settings"),
    "secondary schools": ("settings.secondary schools", "quiet.settings"),
    "children's homes": ("settings.children's homes", "quiet.settings"),
    "fostering": ("settings.fostering service",),
    "adoption": ("settings.adoption service",),
    "private fostering": ("settings.private fostering arrangements",),
    "staying safe": ("outcomes.staying safe", "quiet.outcomes"),
    "enjoying and achieving": ("outcomes.enjoying and achieving", "quiet.outcomes"),
    "serious case reviews": ("safeguarding.serious case review",),
    "the unannounced inspection": ("safeguarding.unannounced", "quiet.unannounced"),
    "the full inspection": ("safeguarding.full", "quiet.full"),
    "indicators": ("indicators",),
    "staying-safe indicators": ("indicators.staying safe",),
    "vulnerable groups": ("indicators.vulnerable groups",),
    "the special educational needs gap": ("indicators.NI 105",),
    "custody": ("indicators.NI 43",),
    "care leavers": ("indicators.NI 148",),
}
"""The topics of a letter, and the beginnings of the claims that a sentence on each is made from."""


def told_by(told: Letter) -> set[str]:
    return {
        name for block in told.blocks if isinstance(block, Paragraph) and not block.tone for one in block.sentences for name in one.claims
    }


def missing_topics(told: Letter) -> list[str]:
    names = told_by(told)
    return [topic for topic, beginnings in TOPICS.items() if not any(name.startswith(beginnings) for name in names)]


def test_a_whole_letter_says_something_on_every_topic(ratings: Ratings) -> None:
    for code in ratings.table["council"]:
        assert missing_topics(letter(ratings, code, whole=True)) == [], code


def test_by_default_what_is_not_notable_is_hidden(ratings: Ratings, letters: dict[str, Letter]) -> None:
    assert sum(bool(missing_topics(told)) for told in letters.values()) > 100
    for told in letters.values():
        assert not [name for name in told_by(told) if name.startswith("quiet.")]
        assert all(one.when == "always" for paragraph in told.narrative for one in paragraph.sentences)


def test_a_whole_letter_holds_all_that_the_default_one_says_in_the_same_order(ratings: Ratings, letters: dict[str, Letter]) -> None:
    for code in list(letters)[::10]:
        whole = [one for paragraph in letter(ratings, code, whole=True).narrative for one in paragraph.sentences]
        assert [one for one in whole if one.when == "always"] == [one for p in letters[code].narrative for one in p.sentences]


def gap(**figures: Any) -> Claims:
    told = tuple((name.replace("_", " "), float(value)) for name, value in figures.items())
    verdict = "wider than in none" if not figures["wider_than"] else "wider than in some"
    return Claims((Claim("indicators.NI 105.each", "NI 105", "value", "each similar area", verdict, 10, told),))


def test_a_gap_wider_than_nowhere_is_nothing_notable() -> None:
    assert [one.when for one in vulnerable(gap(council=40, wider_than=0, narrower_than=10), RULES)] == ["whole"]
    assert [one.when for one in vulnerable(gap(council=40, wider_than=1, narrower_than=9), RULES)] == ["always"]


def test_a_gap_is_told_from_both_sides() -> None:
    """Wider than in two areas and narrower than in eight is better than most: the letter must not leave that out."""
    (one,) = vulnerable(gap(council=40, wider_than=2, narrower_than=8), RULES)
    assert one.text.rstrip(".").endswith("is wider than in 2 of the 10 similar areas with a figure and narrower than in 8")
    (equal,) = vulnerable(gap(council=40, wider_than=2, narrower_than=0), RULES)
    assert equal.text.rstrip(".").endswith("is wider than in 2 of the 10 similar areas with a figure")


def test_what_the_council_does_not_have_is_said_with_the_reason(ratings: Ratings) -> None:
    text = letter(ratings, "Isles of Scilly", whole=True).markdown
    assert "or further education colleges, because the data hold no current judgement of any in the area." in text
    assert "Nothing is said of children's homes, because the data hold no current judgement of any that the council runs." in text


# ---- what an editor mended ----


def missing(**groups: int) -> Claims:
    names = tuple(name.replace("_", " ").replace("social care", "children's social care") for name in groups)
    told = tuple((f"{name}: missing", float(count)) for name, count in zip(names, groups.values(), strict=True))
    total = ("missing", float(sum(groups.values())))
    nation = tuple((f"{name}: of", 100.0) for name in names)
    rating = Claim("rating", "the rating", "given", "none", "unknown", 1)
    claim = Claim("gaps.council", "council", "missing figures", "none", "missing", 76, (total, *told), names)
    return Claims((rating, Claim("gaps.England", "England", "x", "none", "missing", 9, (*told, *nation), names), claim))


@pytest.mark.parametrize(
    ("claims", "text"),
    [
        (missing(other_subjects=1), "For Kent, 1 of the 76 figures is missing, on a subject outside social care."),
        (missing(other_subjects=2), "For Kent, 2 of the 76 figures are missing, both on subjects outside social care."),
        (missing(social_care=3), "For Kent, 3 of the 76 figures are missing, all on children's social care."),
        (
            missing(social_care=1, other_subjects=2),
            "For Kent, 3 of the 76 figures are missing: 1 on children's social care and 2 on other subjects.",
        ),
    ],
)
def test_missing_figures_of_one_group_are_not_counted_twice(claims: Claims, text: str) -> None:
    assert text in [one.text for one in transitional(claims, RULES, "Kent")]


def test_childminders_and_childcare_with_the_same_commonest_grade_are_told_together(evidence: View) -> None:
    view = with_row(
        with_row(evidence, "childminding", good=4, satisfactory=5, inadequate=1), "childcare on domestic premises", satisfactory=1
    )
    view = with_row(view, "childcare on non-domestic premises", good=3, satisfactory=3, inadequate=2)
    told = [one.text for one in early_years_and_schools(claims_in(view), RULES)]
    assert "The commonest judgement of childminders (5 of 10) and of childcare settings (4 of 9) is satisfactory." in told
