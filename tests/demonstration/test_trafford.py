"""Each claim of the Ofsted letter of 9 December 2009 about Trafford, worked out from the truth tables alone, with a twin that must fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import pytest

from csrating.demonstration import Demonstration, generate, inspection_counts

TRAFFORD = "358"
NEIGHBOURS = ["334", "919", "305", "356", "867", "823", "816", "937", "850", "895"]  # the table of 2018, written out
GRADES = ["outstanding", "good", "satisfactory", "inadequate"]
CHILDCARE = ["childcare on domestic premises", "childcare on non-domestic premises"]
STAYING_SAFE = ["48", "59", "60", "61", "62", "63", "64", "65", "66", "67", "68", "69", "70"]
# Indicators of which less is better, by their meaning.
YOUTH_AND_HEALTH_LOW = ["19", "43", "55", "56", "58", "111", "112", "115", "116", "117"]
LOW = [*YOUTH_AND_HEALTH_LOW, "62", "64", "65", "69", "70", "76", "78", "87", "89a", "89b", "92", "102a", "102b", "104", "105", "106"]
PUBLISHED_IN_LINE_OR_ABOVE = 6  # NI 71, 79, 80, 81, 82 and 114 of Trafford, from the published files


@dataclass(frozen=True)
class Evidence:
    """What the claims are checked against."""

    counts: pd.DataFrame
    values: pd.DataFrame
    england: pd.Series[float]
    reviews: tuple[str, ...]


def evidence_of(demonstration: Demonstration) -> Evidence:
    counts = inspection_counts(demonstration)
    indicators = demonstration.indicators
    last = indicators[indicators["period_end"] == indicators.groupby("indicator")["period_end"].transform("max")]
    values = last[last["level"] == "council"].pivot(index="area", columns="indicator", values="value")
    findings = demonstration.findings
    reviews = findings[(findings["council"] == TRAFFORD) & (findings["kind"] == "serious case review")]
    england = last[last["level"] == "England"].set_index("indicator")["value"]
    return Evidence(counts[counts["run_by"].isin(["", "council"])], values, england, tuple(reviews["finding"]))


@pytest.fixture(scope="module")
def evidence(demonstration: Demonstration) -> Evidence:
    return evidence_of(demonstration)


def grades(evidence: Evidence, types: list[str], *, aspect: str = "overall effectiveness", council: str = TRAFFORD) -> pd.Series[float]:
    table = evidence.counts
    return table[(table["council"] == council) & table["setting_type"].isin(types) & (table["aspect"] == aspect)][GRADES].sum()


def share(numbers: pd.Series[float], *names: str) -> float:
    return float(100 * numbers[list(names)].sum() / numbers.sum())


def shares_of(evidence: Evidence, setting_type: str, *names: str) -> pd.Series[float]:
    table = evidence.counts
    rows = table[(table["setting_type"] == setting_type) & (table["aspect"] == "overall effectiveness")].groupby("council")[GRADES].sum()
    return 100 * rows[list(names)].sum(axis=1) / rows.sum(axis=1)


def england_share(evidence: Evidence, setting_type: str, *names: str) -> float:
    table = evidence.counts
    return share(table[(table["setting_type"] == setting_type) & (table["aspect"] == "overall effectiveness")][GRADES].sum(), *names)


def clearly_better(evidence: Evidence, setting_type: str) -> tuple[bool, bool]:
    """Whether Trafford's share good or better is above England's, and above its neighbours' by half a standard deviation or more."""
    shares = shares_of(evidence, setting_type, "outstanding", "good")
    near = shares[NEIGHBOURS]
    nationally = shares[TRAFFORD] > england_share(evidence, setting_type, "outstanding", "good")
    return bool(nationally), bool(shares[TRAFFORD] > near.mean() + 0.5 * near.std(ddof=1))


def fewer_inadequate(evidence: Evidence, setting_type: str) -> bool:
    shares = shares_of(evidence, setting_type, "inadequate")
    return bool(shares[TRAFFORD] < min(england_share(evidence, setting_type, "inadequate"), shares[NEIGHBOURS].mean()))


def distance(evidence: Evidence, number: str) -> float:
    """How much better than its neighbours' mean Trafford is, in their standard deviations; blank where that cannot be said."""
    near = evidence.values.loc[NEIGHBOURS, f"NI {number}"].dropna()
    sign = -1 if number in LOW else 1
    gap = sign * (evidence.values.loc[TRAFFORD, f"NI {number}"] - near.mean()) / near.std(ddof=1)
    return float(gap) if len(near) >= 5 else float("nan")


def worse_than_england(evidence: Evidence, number: str) -> bool:
    sign = -1 if number in LOW else 1
    own, everyone = evidence.values.loc[TRAFFORD, f"NI {number}"], evidence.england[f"NI {number}"]
    return bool(sign * own < sign * everyone)


def below(evidence: Evidence, number: str) -> bool:
    return distance(evidence, number) < -0.5


def good_or_better_but_for(evidence: Evidence, aspect: str, exception: str) -> bool:
    table = evidence.counts
    rows = table[(table["council"] == TRAFFORD) & (table["aspect"] == aspect)].groupby("setting_type")[GRADES].sum()
    rows = rows[rows.sum(axis=1) > 0]
    low = rows[["satisfactory", "inadequate"]].sum(axis=1)
    return len(rows) >= 9 and list(low[low > 0].index) == [exception]


def in_line_or_above(evidence: Evidence) -> float:
    known = pd.Series({name: distance(evidence, name.removeprefix("NI ")) for name in evidence.values.columns}).dropna()
    return float(100 * ((known >= -0.5).sum() + PUBLISHED_IN_LINE_OR_ABOVE) / (len(known) + PUBLISHED_IN_LINE_OR_ABOVE))


def claim_17(evidence: Evidence) -> bool:
    return 65 <= in_line_or_above(evidence) < 80


def claim_18(evidence: Evidence) -> bool:
    places = {number: distance(evidence, number) for number in STAYING_SAFE}
    return {number for number, place in places.items() if place < -0.5} == {"62", "63"} and sum(p == p for p in places.values()) >= 9


def claim_20(evidence: Evidence) -> bool:
    near = evidence.values.loc[NEIGHBOURS, "NI 105"].dropna()
    return 3 <= int((evidence.values.loc[TRAFFORD, "NI 105"] > near).sum()) <= 6


def numbers(evidence: Evidence, setting_type: str) -> list[int]:
    return [int(number) for number in grades(evidence, [setting_type])]


CLAIMS: dict[int, Callable[[Evidence], bool]] = {
    2: lambda e: 51 <= share(grades(e, list(e.counts["setting_type"].unique())), "outstanding", "good") < 65,
    3: lambda e: clearly_better(e, "primary schools")[0],
    4: lambda e: clearly_better(e, "primary schools")[1],
    5: lambda e: all(clearly_better(e, "secondary schools")),
    6: lambda e: fewer_inadequate(e, "primary schools") and fewer_inadequate(e, "secondary schools"),
    7: lambda e: numbers(e, "nursery schools")[2:] == [0, 0] and sum(numbers(e, "nursery schools")) >= 2,
    8: lambda e: grades(e, ["childminding"]).idxmax() == "good",
    9: lambda e: 80 <= share(grades(e, CHILDCARE), "satisfactory") <= 96,
    10: lambda e: numbers(e, "fostering service") == [0, 1, 0, 0],
    11: lambda e: numbers(e, "adoption service") == [0, 1, 0, 0],
    12: lambda e: numbers(e, "private fostering arrangements") == [0, 0, 0, 1],
    13: lambda e: numbers(e, "children's homes")[1] == numbers(e, "children's homes")[2] == sum(numbers(e, "children's homes")) / 2 > 0,
    14: lambda e: good_or_better_but_for(e, "staying safe", "private fostering arrangements"),
    15: lambda e: good_or_better_but_for(e, "enjoying and achieving", "pupil referral units"),
    16: lambda e: e.reviews == ("adequate",),
    17: claim_17,
    18: claim_18,
    20: claim_20,
    21: lambda e: below(e, "43") and worse_than_england(e, "43"),
    22: lambda e: below(e, "148") and worse_than_england(e, "148"),
}
CLAIMS[19] = lambda e: any(below(e, number) and worse_than_england(e, number) for number in ("43", "148"))


def regraded(evidence: Evidence, types: list[str], new: list[int], *, aspect: str = "overall effectiveness") -> Evidence:
    table = evidence.counts.copy()
    table.loc[(table["council"] == TRAFFORD) & table["setting_type"].isin(types) & (table["aspect"] == aspect), GRADES] = new
    return replace(evidence, counts=table)


def moved(evidence: Evidence, by: float, *names: str) -> Evidence:
    """Trafford better or worse by so many of its neighbours' standard deviations."""
    values = evidence.values.copy()
    for name in names:
        sign = -1 if name in LOW else 1
        values.loc[TRAFFORD, f"NI {name}"] += sign * by * values.loc[NEIGHBOURS, f"NI {name}"].std(ddof=1)
    return replace(evidence, values=values)


EVERY = [name.removeprefix("NI ") for name in ["NI 50", "NI 56", "NI 72", "NI 73", "NI 75", "NI 93", "NI 94", "NI 97", "NI 98", "NI 104"]]
SPOILT: dict[int, Callable[[Evidence], Evidence]] = {
    2: lambda e: regraded(e, ["childminding"], [0, 10, 220, 10]),
    3: lambda e: regraded(e, ["primary schools"], [6, 31, 30, 5]),
    4: lambda e: regraded(e, ["primary schools"], [6, 31, 30, 5]),
    5: lambda e: regraded(e, ["secondary schools"], [1, 5, 6, 1]),
    6: lambda e: regraded(e, ["secondary schools"], [1, 10, 0, 2]),
    7: lambda e: regraded(e, ["nursery schools"], [1, 0, 1, 0]),
    8: lambda e: regraded(e, ["childminding"], [100, 60, 70, 10]),
    9: lambda e: regraded(e, CHILDCARE[1:], [4, 60, 20, 4]),
    10: lambda e: regraded(e, ["fostering service"], [0, 0, 1, 0]),
    11: lambda e: regraded(e, ["adoption service"], [1, 0, 0, 0]),
    12: lambda e: regraded(e, ["private fostering arrangements"], [0, 0, 1, 0]),
    13: lambda e: regraded(e, ["children's homes"], [0, 3, 1, 0]),
    14: lambda e: regraded(e, ["primary schools"], [10, 61, 1, 0], aspect="staying safe"),
    15: lambda e: regraded(e, ["pupil referral units"], [0, 1, 0, 0], aspect="enjoying and achieving"),
    16: lambda e: replace(e, reviews=("adequate", "inadequate")),
    17: lambda e: moved(e, -9, *EVERY),
    18: lambda e: moved(e, 3, "62"),
    19: lambda e: moved(e, 9, "43", "148"),
    20: lambda e: moved(e, 9, "105"),
    21: lambda e: moved(e, 9, "43"),
    22: lambda e: moved(e, 9, "148"),
}


def test_every_claim_that_figures_can_bear_has_a_check_and_a_twin(shared) -> None:
    claims = pd.read_csv(shared / "domain" / "trafford_claims.csv")
    # Claim 1 is the rating itself, which no figure is set to: it follows from the rest, and the tests of the whole road look at it.
    assert set(claims["claim"]) - {1} == set(CLAIMS) == set(SPOILT)


@pytest.mark.parametrize("claim", sorted(CLAIMS))
def test_claim_holds(evidence: Evidence, claim: int) -> None:
    assert CLAIMS[claim](evidence)


@pytest.mark.parametrize("claim", sorted(CLAIMS))
def test_claim_fails_where_the_figures_say_otherwise(evidence: Evidence, claim: int) -> None:
    assert not CLAIMS[claim](SPOILT[claim](evidence))


def test_claims_do_not_hang_on_one_seed() -> None:
    evidence = evidence_of(generate(seed=4))
    assert [claim for claim, holds in CLAIMS.items() if not holds(evidence)] == []


def test_only_trafford_is_shaped(demonstration: Demonstration, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the shaping every other council's figures, grades and findings are the same, and Trafford's are not."""
    monkeypatch.setattr("csrating.demonstration.trafford.shape_figures", lambda figures: figures)
    monkeypatch.setattr("csrating.demonstration.trafford.shape_settings", lambda inspections, **_: inspections)
    monkeypatch.setattr("csrating.demonstration.trafford.shape_early_years", lambda counts: counts)
    plain = generate(seed=demonstration.seed)
    for name, column in {"indicators": "area", "schools": "council", "social_care": "council", "early_years": "council"}.items():
        shaped, drawn = getattr(demonstration, name), getattr(plain, name)
        councils = (shaped[column] != TRAFFORD) & ~shaped[column].isin(["England", "North West"])
        pd.testing.assert_frame_equal(shaped[councils], drawn[councils])
        assert not shaped[~councils].equals(drawn[~councils])
