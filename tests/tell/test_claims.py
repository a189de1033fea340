"""What a letter may claim: Trafford's 22 claims on the figures of data/raw, each with a twin that a changed figure makes fail."""

from __future__ import annotations

import csv
import dataclasses
import math
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from csrating.compare import compare
from csrating.errors import EvidenceError, UnknownCouncilError
from csrating.rate import Ratings, rate
from csrating.schema import OVERALL
from csrating.tell.claims import UNKNOWN, Claim, Claims, claims_in, claims_of
from csrating.tell.claims.evidence import Inadequate, View, background_of, view
from csrating.tell.claims.settings import Grades

TRAFFORD = "358"
SAFE, ENJOYING = "staying safe", "enjoying and achieving"

EXPECTED: dict[int, dict[str, str]] = {
    1: {"rating": "performs well"},
    2: {"settings": "a majority"},
    3: {"settings.primary schools.good or better.England": "above"},
    4: {"settings.primary schools.good or better.neighbours": "above"},
    5: {
        "settings.secondary schools.good or better.England": "above",
        "settings.secondary schools.good or better.neighbours": "above",
    },
    6: {
        "settings.primary schools.inadequate.England": "above",
        "settings.primary schools.inadequate.neighbours": "above",
        "settings.secondary schools.inadequate.England": "above",
        "settings.secondary schools.inadequate.neighbours": "above",
    },
    7: {"settings.nursery schools": "all"},
    8: {"settings.childminding": "good"},
    9: {"settings.childcare": "satisfactory"},
    10: {"settings.fostering service": "good"},
    11: {"settings.adoption service": "good"},
    12: {"settings.private fostering arrangements": "inadequate"},
    13: {"settings.children's homes": "half"},
    14: {"outcomes.staying safe": "every setting"},
    15: {"outcomes.enjoying and achieving": "every setting"},
    16: {"safeguarding.serious case review": "adequate"},
    17: {"indicators": "a large majority"},
    18: {"indicators.staying safe": "a very large majority"},
    19: {"indicators.vulnerable groups": "below both"},
    20: {"indicators.NI 105.each": "wider than in some"},
    21: {"indicators.NI 43.neighbours": "below"},
    22: {"indicators.NI 148.England": "below", "indicators.NI 148.neighbours": "below"},
}
"""The 22 claims of the letter to Trafford, and the verdicts that the data give."""

NAMED = {
    13: ("good", "satisfactory"),
    14: ("private fostering arrangements",),
    15: ("pupil referral units",),
    18: ("NI 62", "NI 63"),
}
"""What some of those claims must name, and nothing else."""


@pytest.fixture(scope="session")
def trafford(ratings: Ratings) -> View:
    return view(background_of(ratings), TRAFFORD)


def verdicts(claims: Claims, topic: int) -> dict[str, str]:
    return {claim.id: claim.verdict for claim in claims.topic(topic)}


@pytest.mark.parametrize("topic", EXPECTED)
def test_trafford_s_letter_makes_the_claim(trafford: View, topic: int) -> None:
    claims = claims_in(trafford)
    assert verdicts(claims, topic) == EXPECTED[topic]
    if topic in NAMED:
        assert claims.topic(topic)[0].names == NAMED[topic]
    for claim in claims.topic(topic):
        assert claims.dependence(claim.id).own
        assert claim.n >= 1


def test_these_are_the_22_claims_of_the_register(shared: Path) -> None:
    with (shared / "domain" / "trafford_claims.csv").open(encoding="utf-8") as stream:
        assert [int(row["claim"]) for row in csv.DictReader(stream)] == list(EXPECTED)


def test_the_satisfactory_childcare_settings_are_more_than_half(trafford: View) -> None:
    (claim,) = claims_in(trafford).topic(9)
    assert 2 * claim.figure("satisfactory") > claim.figure("settings")


def test_some_vulnerable_groups_are_the_ones_that_the_later_claims_name(trafford: View) -> None:
    (claim,) = claims_in(trafford).topic(19)
    assert {"NI 43", "NI 148"} <= set(claim.names)


# ---- twins: one figure changed, and the claim is another ----


def with_grades(evidence: View, kind: str, column: str = OVERALL, **grades: int) -> View:
    """The evidence with other grades in one cell of the profile."""
    counts = dict.fromkeys(("outstanding", "good", "satisfactory", "inadequate"), 0) | grades
    settings = sum(counts.values())
    share = 100.0 * (counts["good"] + counts["outstanding"]) / settings
    row = evidence.settings[kind, column]._replace(**counts, settings=settings, share_good_or_better=share)
    return dataclasses.replace(evidence, settings=evidence.settings | {(kind, column): row})


def with_setting_standing(evidence: View, kind: str, **standings: str) -> View:
    row = evidence.settings[kind, OVERALL]._replace(**standings)
    return dataclasses.replace(evidence, settings=evidence.settings | {(kind, OVERALL): row})


def with_standing(evidence: View, standing: str, *indicators: str) -> View:
    """The evidence with another standing of indicators against England and similar areas."""
    rows = {name: evidence.indicators[name]._replace(standing_neighbours=standing, standing_england=standing) for name in indicators}
    return dataclasses.replace(evidence, indicators=evidence.indicators | rows)


def with_comparison(evidence: View, indicator: str, against: str, **values: Any) -> View:
    row = evidence.compared[indicator, against]._replace(**values)
    return dataclasses.replace(evidence, compared=evidence.compared | {(indicator, against): row})


def with_inadequate_in_line(evidence: View, kind: str) -> View:
    key = (evidence.code, kind, "England")
    found = Inadequate(7.0, 7.2, 150, 150, "in line")
    background = dataclasses.replace(evidence.background, inadequate=evidence.background.inadequate | {key: found})
    return dataclasses.replace(evidence, background=background)


def below(evidence: View) -> tuple[str, ...]:
    return tuple(row.row for row in evidence.counting if row.standing_neighbours == "below")


TWINS: dict[int, tuple[Callable[[View], View], dict[str, str]]] = {
    1: (
        lambda seen: dataclasses.replace(seen, row=seen.row._replace(rating=2.0, label="performs adequately")),
        {"rating": "performs adequately"},
    ),
    2: (lambda seen: with_grades(seen, "childminding", good=240), {"settings": "a large majority"}),
    3: (
        lambda seen: with_setting_standing(seen, "primary schools", standing_england="in line"),
        {"settings.primary schools.good or better.England": "in line"},
    ),
    4: (lambda seen: with_setting_standing(seen, "primary schools", standing_neighbours="not comparable"), {}),
    5: (
        lambda seen: with_setting_standing(seen, "secondary schools", standing_england="below", standing_neighbours="in line"),
        {
            "settings.secondary schools.good or better.England": "below",
            "settings.secondary schools.good or better.neighbours": "in line",
        },
    ),
    6: (
        lambda seen: with_inadequate_in_line(seen, "primary schools"),
        EXPECTED[6] | {"settings.primary schools.inadequate.England": "in line"},
    ),
    7: (lambda seen: with_grades(seen, "nursery schools", good=1, satisfactory=1), {"settings.nursery schools": "half"}),
    8: (
        lambda seen: with_grades(seen, "childminding", good=100, satisfactory=100, inadequate=40),
        {"settings.childminding": "good and satisfactory"},
    ),
    9: (lambda seen: with_grades(seen, "childcare on non-domestic premises", good=88), {"settings.childcare": "good"}),
    10: (lambda seen: with_grades(seen, "fostering service", outstanding=1), {"settings.fostering service": "outstanding"}),
    11: (
        lambda seen: dataclasses.replace(seen, settings={key: row for key, row in seen.settings.items() if key[0] != "adoption service"}),
        {"settings.adoption service": UNKNOWN},
    ),
    12: (
        lambda seen: with_grades(seen, "private fostering arrangements", good=1),
        {"settings.private fostering arrangements": "good"},
    ),
    13: (lambda seen: with_grades(seen, "children's homes", good=3, satisfactory=1), {"settings.children's homes": "a large majority"}),
    14: (
        lambda seen: with_grades(
            with_grades(seen, "primary schools", SAFE, good=70, satisfactory=2), "secondary schools", SAFE, good=12, inadequate=1
        ),
        {"outcomes.staying safe": "more than half"},
    ),
    15: (
        lambda seen: dataclasses.replace(seen, settings={key: row for key, row in seen.settings.items() if key[1] != ENJOYING}),
        {},
    ),
    16: (lambda seen: dataclasses.replace(seen, findings=()), {"safeguarding.serious case review": UNKNOWN}),
    17: (lambda seen: with_standing(seen, "above", *below(seen)), {"indicators": "all"}),
    18: (lambda seen: with_standing(seen, "in line", "NI 62", "NI 63"), {"indicators.staying safe": "all"}),
    19: (lambda seen: with_standing(seen, "in line", *below(seen)), {"indicators.vulnerable groups": "none below both"}),
    20: (lambda seen: with_comparison(seen, "NI 105", "neighbours", value=99.0), {"indicators.NI 105.each": "wider than in all"}),
    21: (
        lambda seen: with_comparison(seen, "NI 43", "neighbours", standing="in line"),
        {"indicators.NI 43.neighbours": "in line"},
    ),
    22: (
        lambda seen: with_comparison(seen, "NI 148", "England", value=math.nan, status="suppressed"),
        {"indicators.NI 148": UNKNOWN},
    ),
}
"""For each claim, a change to the evidence and the verdicts that it then has."""


@pytest.mark.parametrize("topic", TWINS)
def test_a_changed_figure_changes_the_claim(trafford: View, topic: int) -> None:
    change, expected = TWINS[topic]
    assert verdicts(claims_in(change(trafford)), topic) == expected
    assert expected != EXPECTED[topic]


def test_every_claim_has_its_twin() -> None:
    assert TWINS.keys() == EXPECTED.keys()


@pytest.mark.slow
def test_changed_cells_reach_the_claims_through_the_whole_road(ratings: Ratings) -> None:
    data = ratings.data
    inspections = data.inspections.copy()
    ours = inspections["council"] == TRAFFORD
    inspections.loc[ours & (inspections["setting_type"] == "private fostering arrangements"), "grade"] = "good"
    observations = data.observations.copy()
    leavers = (observations["indicator"] == "NI 148") & (observations["area"] == TRAFFORD) & (observations["level"] == "council")
    observations.loc[leavers, "value"] = 100.0
    observations.loc[leavers, "numerator"] = observations.loc[leavers, "denominator"]
    changed = dataclasses.replace(data, inspections=inspections, observations=observations)
    claims = claims_of(rate(changed, compare(changed)), "Trafford")
    assert verdicts(claims, 12) == {"settings.private fostering arrangements": "good"}
    assert set(verdicts(claims, 22).values()) == {"above"}
    assert claims.topic(14)[0].names == ()
    same = set(EXPECTED) - {12, 14, 22}
    assert {topic: verdicts(claims, topic) for topic in same} == {topic: EXPECTED[topic] for topic in same}


# ---- what holds for every council ----


@pytest.fixture(scope="session")
def everyone(ratings: Ratings) -> dict[str, Claims]:
    return {code: claims_of(ratings, code) for code in ratings.table["council"]}


def test_every_kind_of_claim_can_be_made_for_every_council(everyone: dict[str, Claims]) -> None:
    """Whatever its verdict, and be it that there is no figure; only comparisons of schools need schools enough."""
    without_schools = set(EXPECTED) - {3, 4, 5, 6, 7, 8, 9, 13, 14, 15}
    for code, claims in everyone.items():
        assert without_schools <= {claim.topic for claim in claims}, code


def test_the_names_of_claims_are_unique_and_their_figures_are_numbers(everyone: dict[str, Claims]) -> None:
    for claims in everyone.values():
        names = [claim.id for claim in claims]
        assert len(names) == len(set(names))
        # A baseline may be blank only where the claim says that nothing can be compared.
        blank = [claim.id for claim in claims for _, value in claim.figures if math.isnan(value) and claim.verdict != "not comparable"]
        assert blank == []


def test_what_is_known_has_cells_and_what_is_unknown_has_no_figure_of_the_council(everyone: dict[str, Claims]) -> None:
    for code, claims in everyone.items():
        for claim in claims:
            if not claim.known:
                assert "council" not in dict(claim.figures), claim.id
            elif claim.id.startswith(("settings", "outcomes", "indicators", "safeguarding")) and claim.n:
                cells = claims.dependence(claim.id).all
                assert cells, (code, claim.id)
                assert all("#" in cell for cell in cells), (code, claim.id)


def test_a_better_standing_is_never_claimed_where_the_comparison_says_in_line(ratings: Ratings, everyone: dict[str, Claims]) -> None:
    standing = ratings.compared.set_index(["council", "indicator", "against"])["standing"]
    checked = 0
    for code, claims in everyone.items():
        for indicator, against in (("NI 43", "neighbours"), ("NI 148", "England"), ("NI 148", "neighbours")):
            claim = claims.find(f"indicators.{indicator}.{against}")
            if claim:
                checked += 1
                assert claim.verdict == standing[code, indicator, against]
    assert checked > 300


def test_fewer_inadequate_is_judged_like_any_other_comparison(ratings: Ratings, everyone: dict[str, Claims]) -> None:
    """Worked again from the profile: the mean and standard deviation of the ten neighbours, half a deviation wide."""
    share = ratings.profile[(ratings.profile["row"] == "primary schools") & (ratings.profile["column"] == OVERALL)]
    share = share.set_index("council")["share_inadequate"]
    near = ratings.neighbour_table[ratings.neighbour_table["council"] == TRAFFORD]["neighbour"]
    around = share.reindex(near).dropna()
    claim = everyone[TRAFFORD].find("settings.primary schools.inadequate.neighbours")
    assert claim is not None
    assert claim.figure("baseline") == pytest.approx(around.mean())
    assert share[TRAFFORD] < around.mean() - 0.5 * around.std()


def test_england_s_share_of_inadequate_schools_is_pooled(ratings: Ratings, everyone: dict[str, Claims]) -> None:
    rows = ratings.profile[(ratings.profile["row"] == "secondary schools") & (ratings.profile["column"] == OVERALL)]
    claim = everyone[TRAFFORD].find("settings.secondary schools.inadequate.England")
    assert claim is not None
    assert claim.figure("baseline") == pytest.approx(100 * rows["inadequate"].sum() / rows["settings"].sum())


def test_gaps_are_counted_group_by_group(ratings: Ratings, everyone: dict[str, Claims]) -> None:
    nation, own = everyone[TRAFFORD].find("gaps.England"), everyone[TRAFFORD].find("gaps.council")
    assert nation is not None
    assert own is not None
    expected = int(ratings.table["indicators_expected"].iloc[0])
    assert nation.n == expected * len(ratings.table)
    assert own.n == expected
    figures = ratings.profile[(ratings.profile["kind"] == "indicator") & (ratings.profile["council"] == TRAFFORD)]
    counting = set(background_of(ratings).counting)
    assert own.figure("missing") == expected - figures[figures["row"].isin(counting)]["value"].notna().sum()
    assert nation.names[0] == "looked-after children and care leavers"


# ---- exact about what "in every type" means ----


def outcome(rows: dict[str, Grades]) -> Claim:
    """The claim about staying safe that types of setting with these grades make."""
    from csrating.tell.claims.outcomes import outcome_claims

    settings = {
        (kind, SAFE): SimpleNamespace(row=kind, ref="a#b!C1", origin="demonstration", **dataclasses.asdict(grades))
        for kind, grades in rows.items()
    }
    rules = SimpleNamespace(value=lambda name: {"proportions.told_by_number_up_to": 2}[name], cluster_of=dict.fromkeys(rows, "a cluster"))
    return next(outcome_claims(SimpleNamespace(settings=settings, framework=rules)))  # type: ignore[arg-type]


SHORT = Grades(0, 9, 1, 0)
HALF = Grades(0, 5, 5, 0)


def test_every_setting_is_claimed_only_while_at_most_two_types_fall_short() -> None:
    two = outcome({"a": SHORT, "b": SHORT, "c": Grades(1, 3, 0, 0)})
    assert (two.verdict, two.names) == ("every setting", ("a", "b"))
    three = outcome({"a": SHORT, "b": SHORT, "c": SHORT})
    assert (three.verdict, three.names) == ("more than half", ())


def test_a_type_with_half_good_is_an_exception_and_so_is_one_of_two() -> None:
    claim = outcome({"a": SHORT, "half": HALF, "pair": Grades(0, 1, 1, 0), "one": Grades(0, 0, 1, 0), "two good": Grades(0, 2, 0, 0)})
    assert claim.verdict == "more than half"
    assert claim.names == ("half", "pair", "one")


def test_a_claim_without_a_figure_of_that_name_says_which_it_has() -> None:
    claim = Claim("x", "x", "x", "none", "good", 1, (("settings", 1.0),))
    with pytest.raises(EvidenceError, match="one of: settings"):
        claim.figure("homes")


def test_an_unknown_council_is_refused(ratings: Ratings) -> None:
    with pytest.raises(UnknownCouncilError, match="Trafford"):
        claims_of(ratings, "Traford")


def test_what_is_worked_out_for_all_councils_is_worked_out_once(ratings: Ratings) -> None:
    assert background_of(ratings) is background_of(ratings)


def test_small_numbers_carry_their_numerator_and_denominator(ratings: Ratings, trafford: View) -> None:
    claims = claims_in(trafford)
    claim = claims.find("indicators.NI 148.England")
    assert claim is not None
    rows = ratings.data.observations
    period = claim.names[0]
    row = rows[(rows["indicator"] == "NI 148") & (rows["area"] == TRAFFORD) & (rows["period"] == period) & (rows["level"] == "council")]
    assert (claim.figure("numerator"), claim.figure("denominator")) == (row["numerator"].item(), row["denominator"].item())
    assert claim.n == row["denominator"].item()
    assert claims.dependence(claim.id).own == (row["ref"].item(),)
    assert not pd.isna(claim.figure("baseline"))
