"""Tipping points of small councils worked by hand, told in words, and made in the data."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.compare import compare
from csrating.errors import EvidenceError, TableError, UnknownCouncilError
from csrating.rate import rate
from csrating.rate.tipping import apply, tipping_points
from csrating.read import Data
from csrating.reference.frameworks import framework
from csrating.schema import OBSERVATIONS, SAFEGUARDING

NEIGHBOURS = tuple(cs.reference.neighbour_table("pre-2019").query("council == '358'")["neighbour"])
SHARES = (30, 40, 45, 50, 50, 50, 50, 55, 60, 70)
"""Of 100 in each neighbour: mean 50, standard deviation sqrt(1050 / 9) = 10.8, so that in line begins at 44.6 and ends at 55.4."""

INDICATORS = ("NI 148", "NI 147", "NI 61", "NI 63", "NI 66", "NI 67", "NI 60", "NI 59", "NI 45", "NI 46")
"""Ten shares of which high is good."""


def observation(area, indicator, x, n, *, value=None):
    return {
        "level": "council",
        "area": area,
        "area_name": area,
        "indicator": indicator,
        "period": "2009",
        "period_end": pd.Timestamp("2009-03-31"),
        "value": 100.0 * x / n if value is None else value,
        "numerator": float(x),
        "denominator": float(n),
        "status": "reported",
        "symbol": "",
        "unit": "per cent",
        "derivation": "as published",
        "origin": "published",
        "source": "test",
        "ref": f"test.csv#{indicator}!{area}",
    }


def observations(own):
    """Ten indicators of Trafford, as (numerator, denominator), with its ten neighbours."""
    rows = []
    for indicator, figure in zip(INDICATORS, own, strict=True):
        rows.append(observation("358", indicator, *figure) if len(figure) == 2 else observation("358", indicator, 1, 1, value=figure[0]))
        if len(figure) == 1:
            rows[-1] |= {"numerator": np.nan, "denominator": np.nan}
        rows += [observation(area, indicator, share, 100) for area, share in zip(NEIGHBOURS, SHARES, strict=True)]
    return pd.DataFrame(rows)[OBSERVATIONS.names]


IN_LINE, BELOW = (50, 100), (40, 100)


@pytest.fixture(scope="module")
def trafford(make):
    """Makes the tipping points of Trafford, and gives them with the data and how to rate others as these were rated."""

    def trafford(settings, own, *, findings=(), judgements=None, rules="2009"):
        tables = make.data(settings, findings)
        nothing = pd.DataFrame(columns=["source", "sheet", "table", "fate", "rows", "cells", "filled", "explanation"])
        data = Data(observations(own), tables.inspections, tables.safeguarding.astype(_TEXT), (), nothing)

        def rated(other, *, judgements=None):
            return rate(other, compare(other, framework=rules), framework=rules, judgements=judgements)

        return tipping_points(rated(data, judgements=judgements)), data, rated

    return trafford


_TEXT = {column.name: "datetime64[ns]" if column.kind == "date" else "str" for column in SAFEGUARDING.columns}


def answer(found, direction, kind):
    rows = found.table.query("council == '358' and direction == @direction and kind == @kind")
    assert len(rows) == 1
    return rows.iloc[0]


def steps(found, direction, kind):
    return found.steps.query("council == '358' and direction == @direction and kind == @kind")


def with_rules(name, drop=(), **values):
    rules = framework("2009").rules
    given = {key.replace("__", "."): value for key, value in values.items()}
    kept = {key: rule for key, rule in rules.items() if key not in drop}
    return replace(framework("2009"), name=name, rules=kept | {key: replace(rules[key], value=value) for key, value in given.items()})


@pytest.fixture(scope="module")
def well(make):
    """3 points in schools (7 of 10) and 3 in social care (2 of 3): with 6 of 10 indicators in line, 2 points, (2 x 3 + 2) / 3 = 2.67."""
    return [
        *make.settings_of("primary schools", good=7, satisfactory=3),
        *make.settings_of("children's homes", good=2, satisfactory=1),
    ]


SIX = [IN_LINE] * 6 + [(12, 27), *[BELOW] * 3]
"""The seventh indicator (NI 60) is below by one of 27: 12 are 44.4 per cent and 13 are 48.1. Down, 6 fewer of 100 leave in line."""


@pytest.fixture(scope="module")
def six(trafford, well):
    """That council: its tipping points, its data, and how to rate others."""
    return trafford(well, SIX)


def test_up_and_down_as_worked_by_hand(six):
    """Up to 3.5 it takes 2.5 points more: settings to 4 and 4 (one primary, one home), (2 x 4 + 2) / 3 = 3.33, is not enough; with seven
    indicators in line (70 per cent, 3 points) (2 x 3.5 + 3) / 3 = 3.33 is not either, and (2 x 4 + 3) / 3 = 3.67 is: three changes.
    Down below 2.5: one home less good is a third, 1 point: (2 x 2 + 2) / 3 = 2.
    """
    found, _, _ = six
    up, down = answer(found, "up", "smallest"), answer(found, "down", "smallest")
    assert (up["from_rating"], up["from_label"], up["to_rating"], up["to_label"]) == (3, "performs well", 4, "performs excellently")
    assert (up["changes"], up["settings"], up["indicators"], up["cases"]) == (3, 2, 1, 1)
    assert up["text"] == (
        "one primary school from satisfactory to good and one children's home from satisfactory to good; "
        "NI 60 (Core assessments within 35 days): 1 more of 27"
    )
    assert (up["points_before"], up["points_after"]) == (pytest.approx(8 / 3), pytest.approx(11 / 3))
    assert (up["needed"], down["needed"]) == ("at least 3.5 points (A)", "less than 2.5 points (A)")
    assert (down["changes"], down["cases"], down["points_after"]) == (1, 0, 2)
    assert down["text"] == "one children's home from good to satisfactory"
    assert (down["to_rating"], down["to_label"], down["origin"]) == (2, "performs adequately", "mixed")


def test_one_kind_alone_says_why_it_does_not_do(six):
    """All settings good: 4 points, (2 x 4 + 2) / 3 = 3.33. All indicators in line: (2 x 3 + 4) / 3 = 3.33."""
    found, _, _ = six
    for kind in ("settings", "indicators"):
        row = answer(found, "up", kind)
        assert row["why"] == f"{kind} alone bring 3.33 points at most, and at least 3.5 points (A) are needed"
        assert pd.isna(row["to_rating"])
        assert pd.isna(row["changes"])
        assert steps(found, "up", kind).empty


def test_down_by_indicators_alone(six):
    """5 of 10 in line are half, still 2 points; 4 are 1 point: (2 x 3 + 1) / 3 = 2.33; 44 of 100 are below, 45 are not: 6 fewer each."""
    row = answer(six[0], "down", "indicators")
    assert (row["changes"], row["cases"], row["points_after"]) == (2, 12, pytest.approx(7 / 3))
    assert row["text"].startswith("NI 61 (Adoption placements within 12 months): 6 fewer of 100; NI 63 (")


def test_an_indicator_without_counts_stays_as_it_is(trafford, well):
    found, _, _ = trafford(well, [*SIX[:6], (44.0,), *SIX[7:]])
    up = answer(found, "up", "smallest")
    assert (up["without_counts"], up["cases"]) == (1, 5)
    assert up["text"].endswith("; NI 45 (Young offenders in education or work): 5 more of 100")
    assert "1 indicator below similar areas has no published counts, and cannot be told in cases: it stays as it is." in repr(
        found.council("Trafford")
    )
    assert answer(found, "up", "indicators")["why"].endswith("; 1 indicator below similar areas has no published counts")


def test_each_step_remembers_what_it_changes(six):
    found, _, _ = six
    rows = steps(found, "up", "smallest").set_index("what")
    home, figure = rows.loc["children's homes"], rows.loc["NI 60"]
    assert (home["step"], home["number"], home["of"], home["from"], home["to"], home["changes"]) == (
        "settings",
        1,
        3,
        "satisfactory",
        "good",
        1,
    )
    assert home["ref"].startswith("test.csv#test!358-children's homes-")
    assert (figure["step"], figure["period"], figure["number"], figure["of"]) == ("indicator", "2009", 1, 27)
    assert (figure["from"], figure["to"], figure["changes"], figure["ref"]) == ("12", "13", 1, "test.csv#NI 60!358")


@pytest.mark.parametrize(("direction", "kind"), [("up", "smallest"), ("down", "settings"), ("down", "indicators")])
def test_applying_the_steps_moves_the_rating_and_one_fewer_does_not(six, direction, kind):
    found, data, rated = six
    row, own = answer(found, direction, kind), steps(found, direction, kind)
    after = rated(apply(data, own)).council("Trafford").row
    assert (after["rating"], after["combined_points"]) == (row["to_rating"], pytest.approx(row["points_after"]))
    for place in {own.index[0], own.index[-1]}:  # a setting and an indicator; all others are tried on arrays
        fewer = one_fewer(own, place)
        if len(fewer):
            assert rated(apply(data, fewer)).council("Trafford").row["rating"] == row["from_rating"]


def one_fewer(own, place):
    """The steps with one setting, or one case, less in one of them."""
    step = own.loc[place]
    if step["number"] == 1:
        return own.drop(index=place)
    fewer = own.copy()
    fewer.loc[place, "number"] -= 1
    if step["step"] == "indicator":
        fewer.loc[place, "to"] = f"{float(step['to']) - np.sign(float(step['to']) - float(step['from'])):g}"
    return fewer


def test_the_highest_and_the_lowest_rating(trafford, make):
    best = [*make.settings_of("primary schools", good=1), *make.settings_of("children's homes", outstanding=1)]
    found, _, _ = trafford(best, [IN_LINE] * 10)
    assert answer(found, "up", "smallest")["why"] == "performs excellently (4) is the highest rating"
    worst = [*make.settings_of("primary schools", inadequate=2), *make.settings_of("children's homes", inadequate=1)]
    found, _, _ = trafford(worst, [BELOW] * 10)
    assert set(found.table.query("council == '358' and direction == 'down'")["why"]) == {"performs poorly (1) is the lowest rating"}
    assert answer(found, "up", "smallest")["to_rating"] == 2


def test_a_council_without_a_rating_has_no_tipping_points_and_says_why(six):
    found, _, _ = six
    other = found.council("Salford")
    assert set(other.table["why"].str.partition(":")[0]) == {"no rating is given"}
    assert other.steps.empty
    assert other.lines == []
    assert repr(other).startswith("Salford (355): no rating is given: the data hold no inspection findings")


def test_a_withheld_rating_has_no_tipping_points(trafford, well, make):
    pending = [make.finding("full inspection", "pending", aspect="safeguarding")]
    found, _, _ = trafford(well, SIX, findings=pending, rules=with_rules("waiting", status__withheld_when_pending=True))
    own = found.council("Trafford")
    assert own.summary == "Trafford (358): the rating is withheld: a full inspection of safeguarding is pending"
    assert own.steps.empty


def test_without_figures_in_a_rated_period_no_council_has_tipping_points(trafford, well):
    """A cut-off before all figures leaves no indicator to rate by."""
    found, _, _ = trafford(well, SIX, rules=with_rules("early", indicators__cut_off="2008-09-30"))
    assert found.table["text"].eq("").all()
    assert "0 indicators can be compared" in answer(found, "up", "smallest")["why"]


def test_a_rating_that_its_limit_caps_cannot_rise(trafford, well, make):
    inadequate = [make.finding("full inspection", "inadequate", aspect="safeguarding")]
    found, _, _ = trafford(well, SIX, findings=inadequate)
    why = "no points make a higher rating than performs poorly (1) while its limit stands (full inspection judged safeguarding inadequate"
    assert answer(found, "up", "smallest")["why"].startswith(why)
    assert answer(found, "down", "smallest")["why"] == "performs poorly (1) is the lowest rating"
    assert "Limit, which stays: full inspection judged safeguarding inadequate" in repr(found.council("Trafford"))


def test_with_priority_action_it_takes_the_next_band_to_be_one_grade_below_it(trafford, well, make):
    """2.67 points are band 3 and rating 2: for 3 it takes 3.5 points, and below 2.5 the rating is 1."""
    action = [make.finding("unannounced inspection", "area for priority action")]
    found, data, rated = trafford(well, SIX, findings=action)
    up, down = answer(found, "up", "smallest"), answer(found, "down", "smallest")
    assert (up["from_rating"], up["needed"], up["to_rating"], up["changes"]) == (2, "at least 3.5 points (A)", 3, 3)
    assert (down["needed"], down["to_rating"]) == ("less than 2.5 points (A)", 1)
    assert rated(apply(data, steps(found, "up", "smallest"))).council("Trafford").row["rating"] == 3


JUDGEMENT = {"council": "Trafford", "reason": "Weak leadership", "who": "A Director", "when": "2009-11-30"}


def test_a_judgement_falls_away_beyond_the_points_that_it_was_made_on(trafford, well):
    """2.67 points are within a quarter of 2.5, and were judged from 3 to 2. Beyond 2.75 it is band 3 again, below 1.5 rating 1."""
    judgements = pd.DataFrame([JUDGEMENT | {"from": 3, "to": 2}])
    found, data, rated = trafford(well, SIX, judgements=judgements)
    up, down = answer(found, "up", "smallest"), answer(found, "down", "smallest")
    assert (up["from_rating"], up["to_rating"], up["needed"]) == (2, 3, "more than 2.75 points (A)")
    assert (up["changes"], up["cases"], up["text"]) == (1, 0, "one primary school from satisfactory to good")
    assert (down["to_rating"], down["needed"]) == (1, "less than 1.5 points (A)")
    assert "falls away beyond them: Weak leadership (A Director, 2009-11-30)." in repr(found.council("Trafford"))
    assert rated(apply(data, steps(found, "up", "smallest"))).council("Trafford").row["rating"] == 3


def test_a_framework_that_pools_settings_takes_those_of_any_type(trafford, well):
    """9 of 13 good are 69 per cent, 3 points; 8 are 61.5, 2 points: (2 x 2 + 2) / 3 = 2; up 11 are 84.6, 4 points."""
    rules = with_rules("pooled", combined__pooling="pooled")
    found, data, rated = trafford(well, SIX, rules=rules)
    up, down = answer(found, "up", "smallest"), answer(found, "down", "smallest")
    assert down["text"] == "one setting of any type from good to satisfactory"
    assert up["text"].startswith("two settings of any type from satisfactory to good; NI 60 ")
    for direction, rating in (("up", 4), ("down", 2)):
        after = rated(apply(data, steps(found, direction, "smallest"), framework=rules)).council("Trafford").row
        assert after["rating"] == rating


def test_a_rule_whose_zone_depends_on_the_counts_of_the_council_itself(trafford, well):
    """Wilson's interval of 95 per cent of 8 of 27 ends at 48.5 per cent, below the mean of 50, and that of 9 of 27 at 52.2."""
    rules = with_rules("intervals", drop=("standing.width",), standing__rule="interval 95")
    found, data, rated = trafford(well, [*SIX[:6], (5, 27), *[(30, 100)] * 3], rules=rules)
    own = steps(found, "up", "smallest")
    assert own["text"].iloc[-1] == "NI 60 (Core assessments within 35 days): 4 more of 27"
    assert rated(apply(data, own, framework=rules)).council("Trafford").row["rating"] == 4
    fewer = one_fewer(own, own.index[-1])
    assert fewer["to"].iloc[-1] == "8"
    assert rated(apply(data, fewer, framework=rules)).council("Trafford").row["rating"] == 3
    assert "standing.rule" in repr(found.council("Trafford"))


def test_what_was_changed_is_not_called_published(six):
    found, data, _ = six
    after = apply(data, steps(found, "up", "smallest"))
    figure = after.observations.query("area == '358' and indicator == 'NI 60'").iloc[0]
    assert (figure["numerator"], figure["denominator"], figure["value"]) == (13, 27, pytest.approx(1300 / 27))
    assert (figure["origin"], figure["ref"]) == ("demonstration", "test.csv#NI 60!358")
    assert figure["derivation"] == "supposed: NI 60 (Core assessments within 35 days): 1 more of 27"
    pd.testing.assert_frame_equal(data.observations, observations(SIX))
    assert len(after.inspections) == len(data.inspections)


def test_settings_told_by_number_are_moved_within_their_group(trafford, make):
    """Where only counts are published, one of a group's satisfactory schools joins those that are good."""
    group = [
        make.inspection("358/primary", "primary schools", grade, settings=number, on=None)
        for grade, number in (("good", 7), ("satisfactory", 3))
    ]
    found, data, rated = trafford([*group, *make.settings_of("children's homes", good=2, satisfactory=1)], SIX)
    after = apply(data, steps(found, "up", "smallest"))
    own = after.inspections.query("setting == '358/primary'").set_index("grade")["settings"]
    assert own.to_dict() == {"good": 8, "satisfactory": 2}
    assert rated(after).council("Trafford").row["rating"] == 4


def test_steps_that_are_not_one_answer_or_fit_other_data_are_refused(six):
    found, data, _ = six
    with pytest.raises(EvidenceError, match=r"the steps are of \d+ councils, directions or kinds"):
        apply(data, found.steps)
    with pytest.raises(EvidenceError, match="there are no steps"):
        apply(data, found.steps.iloc[:0])
    own = steps(found, "up", "smallest")
    with pytest.raises(EvidenceError, match=r"the step does not fit the data: NI 60 .*expected 11 of 27 in 2009"):
        apply(data, own.assign(**{"from": own["from"].replace("12", "11")}))
    with pytest.raises(
        EvidenceError, match=r"test.csv.*the step does not fit the data: one primary school.*expected 1 more graded inadequate"
    ):
        apply(data, own.assign(**{"from": own["from"].replace("satisfactory", "inadequate")}))
    with pytest.raises(TableError, match="the data are None"):
        apply(None, own)
    with pytest.raises(TableError, match="the table steps is of the kind list"):
        apply(data, [])


def test_something_else_than_ratings_is_refused():
    with pytest.raises(TableError, match=r"the ratings are None; expected what csrating.rate gives"):
        tipping_points(None)


def test_a_council_is_asked_for_by_any_spelling(six):
    found, _, _ = six
    assert found.council("E08000009").name == "Trafford"
    with pytest.raises(UnknownCouncilError):
        found.council("Narnia")


def test_a_council_as_text(six):
    told = repr(six[0].council("Trafford")).splitlines()
    assert told[:7] == [
        "Trafford (358): performs well (3), with 2.67 points.",
        "Up to performs excellently (4): at least 3.5 points (A)",
        "  Fewest changes: 3 changes (2 of settings, 1 of indicators by 1 case), to 3.67 points",
        "    one primary school from satisfactory to good",
        "    one children's home from satisfactory to good",
        "    NI 60 (Core assessments within 35 days): 1 more of 27",
        "  Settings alone bring 3.33 points at most, and at least 3.5 points (A) are needed",
    ]
    assert "  By settings alone: the same" in told
    marks = next(line for line in told if line.startswith("S, "))
    assert "A, our assumption: Ofsted did not publish it: points.share_good_or_better, " in marks
    assert told[-1] == "Some of these figures are demonstration figures, published by nobody."


def test_the_cards_cut_no_sentence_short(six):
    found, _, _ = six
    card = found._repr_html_()
    assert card.startswith(
        "<p><strong>Tipping points of 152 councils: 1 can be raised (half of them by 3 changes or fewer), 1 can be lowered"
    )
    assert "one primary school from satisfactory to good and one children&#x27;s home" in card or "one children's home" in card
    assert "..." not in card
    own = found.council("Trafford")._repr_html_()
    assert "NI 60 (Core assessments within 35 days): 1 more of 27" in own
    assert "Settings alone bring 3.33 points at most" in own
    assert repr(found).startswith("Tipping points of 152 councils")
