"""The back-test on the published files: the bands that the ratings give, the numbers that scipy gives, and those that the docs state."""

import re

import numpy as np
import pytest
from scipy.stats import kendalltau, mannwhitneyu, spearmanr

import csrating as cs
from csrating.rate.judged_backtest import BEFORE, LATEST
from csrating.rate.judged_backtest.told import number_told
from csrating.schema import OVERALL

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ratings(shared):
    data = cs.read(shared / "real")
    return cs.rate(data, cs.compare(data))


@pytest.fixture(scope="module")
def found(ratings):
    return cs.backtest_today(ratings)


def number(found, measure, score, figures=LATEST, aspect=OVERALL):
    (row,) = found.of(figures, aspect).query("measure == @measure and score == @score").to_dict("records")
    return row


def test_the_bands_are_those_of_the_ratings_before_any_limit(ratings, found):
    latest = found.table[found.table["figures"] == LATEST].set_index("council")
    ours = ratings.table.set_index("council").loc[latest.index]
    assert (latest["band"] == ours["data_band"]).all()
    assert latest["share"].tolist() == ours["share_in_line_or_above"].tolist()
    assert (ours["label"] != ours["data_band"]).sum() == 19, "every council judged inadequate is limited in the ratings, and here none is"


def test_every_council_is_judged_and_the_words_are_those_of_the_file(ratings, found):
    overall = ratings.data.safeguarding.query("aspect == @OVERALL").set_index("council")["finding"]
    latest = found.table[found.table["figures"] == LATEST].set_index("council")["judgement"]
    assert latest.to_dict() == overall.to_dict()
    assert found.crossed.sum(axis=1).to_dict() == {"outstanding": 36, "good": 67, "requires improvement": 31, "inadequate": 19}


def test_the_measures_are_those_of_scipy(found):
    latest = found.table[found.table["figures"] == LATEST]
    places = latest["judgement"].map(["inadequate", "requires improvement", "good", "outstanding"].index)
    for score, column in (("share in line or above", "share"), ("mean percentile", "percentile")):
        assert number(found, "Kendall's tau-b", score)["value"] == pytest.approx(kendalltau(latest[column], places).statistic)
        assert number(found, "Spearman's rho", score)["value"] == pytest.approx(spearmanr(latest[column], places).statistic)
        lesser, better = latest[column][places < 2], latest[column][places >= 2]
        auc = mannwhitneyu(better, lesser).statistic / (len(better) * len(lesser))
        assert number(found, "AUC", score)["value"] == pytest.approx(auc)


def test_no_figure_before_the_inspection_is_of_its_day_or_later(ratings, found):
    """Told by another road: for three councils, each indicator's standing in the last period that had ended."""
    near = ratings.comparisons.query("against == 'neighbours'")
    near = near[near["indicator"].isin(ratings.framework.edition.counting)]
    before = found.table[found.table["figures"] == BEFORE].set_index("council")
    for council in ("358", "838", "301"):
        own = near[(near["council"] == council) & (near["period_end"] < before.loc[council, "inspected_on"])]
        last = own.sort_values("period_end").drop_duplicates("indicator", keep="last")["standing"]
        known = last[last != "not comparable"]
        assert before.loc[council, "compared"] == len(known)
        assert before.loc[council, "share"] == pytest.approx(100 * known.isin(["above", "in line"]).mean())


def test_what_the_docs_state_is_what_comes_out(found, repository):
    text = (repository / "docs" / "backtest.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| (latest|before|after)", line)]
    assert len(rows) == 15
    for figures, measure, *cells in rows:
        for score, cell in zip(("share in line or above", "mean percentile", "difference"), cells, strict=True):
            ours = "profile band" if "kappa" in measure and score.startswith("share") else score
            assert cell == number_told(number(found, measure, ours, figures)), (figures, measure, score)


def test_the_command_gives_it(ratings, found, run_with):
    code, out, error = run_with(ratings, "backtest", "--framework", "2025", "--draws", "2000")
    assert (code, error) == (0, "")
    assert out.startswith(found.summary)
    assert run_with(ratings, "backtest", "--framework", "2025", "--draws", "5")[0] == 2
    code, out, error = run_with(ratings, "backtest", "--framework", "2025", "--year", "2025")
    assert (code, out) == (2, "")
    assert "framework 2025 gives profile bands" in error


@pytest.fixture
def run_with(monkeypatch, command_line):
    """The command line on ratings that are at hand."""

    def run(ratings, *arguments):
        monkeypatch.setattr("csrating.cli.build.ratings_of", lambda *_given, **_more: ratings)
        return command_line(*arguments)

    return run


def test_the_same_seed_gives_the_same_page(ratings, found):
    again = cs.backtest_today(ratings)
    assert again.measures.equals(found.measures)
    assert np.isfinite(again.measures[["value", "low", "high"]]).all().all()
