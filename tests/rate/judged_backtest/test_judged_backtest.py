"""The whole back-test on six councils by hand: who is set beside whom, by which figures, and what is refused."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.cli.judged_told import judged_told
from csrating.errors import EvidenceError, TableError
from csrating.rate.judged_backtest import AFTER, BEFORE, LATEST, backtest_today
from csrating.rate.judged_backtest.scores import candidates, in_as_many_bands
from csrating.reference.frameworks import framework
from csrating.schema import JUDGEMENTS

DRAWS = 100


def value(found, measure, score, **which):
    (row,) = found.of(**which).query("measure == @measure and score == @score").to_dict("records")
    return row


def test_six_councils_by_hand(by_hand):
    found = backtest_today(by_hand.six(), draws=DRAWS)
    counts = found.confusion[found.confusion["councils"] > 0]
    assert {tuple(row) for row in counts.to_numpy()} == {
        ("outstanding", "profile band 4", 1),
        ("good", "profile band 4", 1),
        ("good", "profile band 3", 1),
        ("requires improvement", "profile band 3", 1),
        ("requires improvement", "profile band 1", 1),
        ("inadequate", "profile band 2", 1),
    }
    assert len(found.confusion) == 16
    assert value(found, "Kendall's tau-b", "share in line or above")["value"] == pytest.approx(10 / np.sqrt(14 * 13))
    assert value(found, "AUC", "share in line or above")["value"] == pytest.approx(8.5 / 9)
    assert value(found, "linear kappa", "profile band")["value"] == pytest.approx(3 / 7)
    assert value(found, "quadratic kappa", "profile band")["value"] == pytest.approx(9 / 13)
    assert set(found.of()["councils"]) == {6}
    assert found.left_out[found.left_out["aspect"] == "overall effectiveness"].query("figures == 'latest'").empty


def test_the_crossed_table_has_the_best_beside_the_best(by_hand):
    crossed = backtest_today(by_hand.six(), draws=DRAWS).crossed
    assert list(crossed.index) == ["outstanding", "good", "requires improvement", "inadequate"]
    assert list(crossed.columns) == [f"profile band {number}" for number in (4, 3, 2, 1)]
    assert crossed.loc["inadequate"].tolist() == [0, 0, 1, 0]


def test_judgements_the_wrong_way_round_are_caught(by_hand):
    """The twin: were the best grade taken for the worst, all that agrees would disagree."""
    turned = dict(
        zip(
            ["outstanding", "good", "requires improvement", "inadequate"],
            ["inadequate", "requires improvement", "good", "outstanding"],
            strict=True,
        )
    )
    findings = [by_hand.finding(code, turned[judged]) for code, (_, judged) in by_hand.SIX.items()]
    found = backtest_today(by_hand.six(findings), draws=DRAWS)
    assert value(found, "Kendall's tau-b", "share in line or above")["value"] == pytest.approx(-10 / np.sqrt(14 * 13))
    assert value(found, "AUC", "share in line or above")["value"] == pytest.approx(0.5 / 9)
    assert value(found, "quadratic kappa", "profile band")["value"] < 0


def test_no_limit_by_an_inspection_is_in_the_bands(by_hand):
    """A council judged inadequate keeps the band of its figures: else the judgement would be set beside itself."""
    findings = [by_hand.finding(code, "inadequate") for code in by_hand.SIX]
    found = backtest_today(by_hand.six(findings), draws=DRAWS)
    assert found.table.query("figures == 'latest'")["band"].str[-1].tolist() == ["4", "4", "3", "3", "2", "1"]


def test_a_council_without_a_judgement_and_one_with_few_indicators_are_left_out_and_told(by_hand):
    six = by_hand.six([by_hand.finding(code, judged) for code, (_, judged) in by_hand.SIX.items() if code != "302"])
    few = six.comparisons[(six.comparisons["council"] != "303") | six.comparisons["indicator"].isin(by_hand.TWENTY[:19])]
    found = backtest_today(
        by_hand.ratings(few.to_dict("records"), six.data.safeguarding.to_dict("records"), list(by_hand.SIX)), draws=DRAWS
    )
    left = found.left_out[(found.left_out["figures"] == LATEST) & (found.left_out["aspect"] == "overall effectiveness")]
    assert dict(left[["council", "why"]].to_numpy()) == {"302": "no judgement is published", "303": "too few indicators can be compared"}
    assert set(found.of()["councils"]) == {4}
    assert "1 (latest figures, overall effectiveness: no judgement is published)" in found.notes[-1]


def test_the_rival_by_hand(by_hand):
    """Of 10, 20 and 20 the first stands at (1 - 0.5)/3, the others share (2.5 - 0.5)/3; where low is good they change places."""
    rows = [
        by_hand.comparison(code, indicator, value=number, polarity=polarity)
        for indicator, polarity in zip(by_hand.TWENTY[:2], ("high", "low"), strict=True)
        for code, number in (("301", 10.0), ("302", 20.0), ("303", 20.0), ("304", np.nan))
    ]
    found = candidates(by_hand.ratings(rows, [], ["301", "302", "303", "304"]))
    first, second = (group["percentile"].tolist() for _, group in found.groupby("indicator", sort=False))
    assert first[:3] == pytest.approx([50 / 3, 200 / 3, 200 / 3])
    assert second[:3] == pytest.approx([250 / 3, 100 / 3, 100 / 3])
    assert np.isnan([first[3], second[3]]).all()


def test_the_rival_has_as_many_councils_in_each_band():
    bands, percentile = pd.Series([4, 4, 3, 1, 2, 3]), pd.Series([5.0, 90.0, 40.0, 60.0, 95.0, 10.0])
    assert in_as_many_bands(percentile, bands).tolist() == [1, 4, 3, 3, 4, 2]


def test_figures_before_and_after_the_inspection(by_hand):
    """301 was all in line until the day before its inspection and has been below since; for 302 it is the other way round."""
    rows = [
        *by_hand.with_good("301", 20, period="2022/23", end="2023-03-31"),
        *by_hand.with_good("302", 5, period="2022/23", end="2023-03-31"),
        *by_hand.with_good("301", 5),
        *by_hand.with_good("302", 20),
    ]
    findings = [by_hand.finding("301", "good", on="2023-04-01"), by_hand.finding("302", "inadequate", on="2023-03-31")]
    found = backtest_today(by_hand.ratings(rows, findings, ["301", "302"]), draws=DRAWS)
    shares = found.table.set_index(["figures", "council"])["share"]
    assert (shares[LATEST, "301"], shares[LATEST, "302"]) == (25.0, 100.0)
    assert (shares[AFTER, "301"], shares[AFTER, "302"]) == (25.0, 100.0)
    assert shares[BEFORE, "301"] == 100.0
    assert (BEFORE, "302") not in shares, "its period ended on the day of the inspection, which is not before it"
    left = found.left_out.query("figures == @BEFORE")
    assert dict(left[["council", "why"]].to_numpy()) == {"302": "too few indicators can be compared"}


def test_later_figures_than_the_inspection_never_count_before_it(by_hand):
    """Whatever the figures after it are, those before give the same."""
    rows = [
        *by_hand.with_good("301", 16, period="2022/23", end="2023-03-31"),
        *by_hand.with_good("302", 6, period="2022/23", end="2023-03-31"),
    ]
    findings = [by_hand.finding("301", "good"), by_hand.finding("302", "inadequate")]
    some, other = (
        backtest_today(
            by_hand.ratings([*rows, *by_hand.with_good("301", later), *by_hand.with_good("302", later)], findings, ["301", "302"]),
            draws=DRAWS,
        )
        for later in (2, 19)
    )
    pd.testing.assert_frame_equal(some.of(BEFORE), other.of(BEFORE))
    assert not some.table.query("figures == @LATEST")["share"].equals(other.table.query("figures == @LATEST")["share"])


def file_of(findings):
    """The same judgements as Ofsted's file gives them."""
    words = {"requires improvement": "satisfactory"}
    rows = [
        {
            **dict.fromkeys(JUDGEMENTS.names, ""),
            "level": "council",
            "area": row["council"],
            "area_name": row["council"],
            "inspected_on": row["held_on"],
            "published_on": pd.NaT,
            "judgement": "Overall effectiveness",
            "grade": words.get(row["finding"], row["finding"]),
            "status": "judged",
            "settings": pd.NA,
            "ref": f"outcomes.ods#x!A{place}",
        }
        for place, row in enumerate(findings, start=2)
    ]
    return pd.DataFrame(rows).astype({"settings": "Int64", "inspected_on": "datetime64[s]", "published_on": "datetime64[s]"})


def test_ofsteds_file_gives_what_the_findings_give(by_hand):
    six = by_hand.six()
    table = file_of(six.data.safeguarding.to_dict("records"))
    earlier = table.assign(event="ILACS Standard Inspection", grade="inadequate", ref=table["ref"] + "0")
    none = by_hand.six([])
    found = backtest_today(none, pd.concat([table, earlier], ignore_index=True), draws=DRAWS)
    pd.testing.assert_frame_equal(found.measures, backtest_today(six, draws=DRAWS).measures)


def test_grades_in_numbers_are_refused(by_hand):
    table = file_of(by_hand.six().data.safeguarding.to_dict("records"))
    with pytest.raises(TableError, match="'grade' of the table judgements holds '1'; expected text"):
        backtest_today(by_hand.six(), table.assign(grade=1))


def test_what_cannot_be_set_beside_is_refused(by_hand):
    six = by_hand.six()
    twice = [*six.data.safeguarding.to_dict("records"), by_hand.finding("301", "good", on="2024-01-01") | {"ref": "outcomes.ods#x!B9"}]
    with pytest.raises(EvidenceError, match="council 301 has two most recent judgements on overall effectiveness"):
        backtest_today(by_hand.six(twice))
    with pytest.raises(EvidenceError, match=r"there are no judgements on councils.*Read Ofsted's file"):
        backtest_today(by_hand.six([]))
    with pytest.raises(EvidenceError, match="no council has both"):
        backtest_today(by_hand.six([by_hand.finding("330", "good")]))
    with pytest.raises(EvidenceError, match="framework 2009, which is not of today"):
        backtest_today(SimpleNamespace(**vars(six) | {"framework": framework("2009")}))
    with pytest.raises(EvidenceError, match="the seed is -1"):
        backtest_today(six, seed=-1)
    with pytest.raises(EvidenceError, match="the number of draws is 99"):
        backtest_today(six, draws=99)
    with pytest.raises(TableError, match="the ratings are None"):
        backtest_today(None)
    with pytest.raises(TableError, match="the judgements are of the kind dict"):
        backtest_today(six, {})
    with pytest.raises(EvidenceError, match="nothing was measured of 'leaders' by figures 'before the inspection'"):
        backtest_today(six, draws=DRAWS).of(BEFORE, "leaders")


def test_it_shows_itself_with_its_caveats(by_hand):
    assert cs.backtest_today is backtest_today
    found = cs.backtest_today(by_hand.six(), draws=DRAWS)
    for shown in (repr(found), found._repr_html_(), judged_told(found)):
        assert "Research has found few links between such figures and Ofsted" in shown
        assert "Nothing is tuned on these judgements" in shown
        assert "0.74" in shown, "Kendall's tau-b of the share"
    narrow = judged_told(found, width=60)
    assert max(map(len, narrow.splitlines())) <= 66


def test_after_the_inspection_count_figures_that_ended_on_its_day_or_later(by_hand):
    """The latest figures end on 31 March 2025: the day of the one inspection, and the day before the other."""
    rows = [*by_hand.with_good("301", 20), *by_hand.with_good("302", 5)]
    findings = [by_hand.finding("301", "good", on="2025-03-31"), by_hand.finding("302", "inadequate", on="2025-04-01")]
    found = backtest_today(by_hand.ratings(rows, findings, ["301", "302"]), draws=DRAWS)
    assert found.table[found.table["figures"] == AFTER]["council"].tolist() == ["301"]
    assert found.table[found.table["figures"] == BEFORE]["council"].tolist() == ["302"]
