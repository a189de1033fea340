"""Which alternatives are tried: those that can matter on the figures at hand, and the others are named with the reason."""

from dataclasses import replace

import numpy as np
import pytest

import csrating as cs
from csrating.rate.sensitivity import alternatives, fitting_choices, holding, sampled, usual_choices
from csrating.rate.sensitivity.grid import NAMES
from csrating.reference import edition
from csrating.reference.frameworks import framework
from csrating.schema import InLine

TODAY = edition("2025")


@pytest.fixture(scope="module")
def bands(tmp_path_factory):
    """Profile bands of today from figures alone: 24 measures that differ from council to council, without counts and settings."""
    import pandas as pd

    folder = tmp_path_factory.mktemp("download")
    rows = [
        (measure, "", "2024", name, f"{30 + (int(code) * (7 + place)) % 41}", float(code), "")
        for place, measure in enumerate(TODAY.counting[-24:])
        for code, name in TODAY.councils()[["code", "name"]].to_numpy()
    ]
    names = ["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]
    pd.DataFrame(rows, columns=names).to_parquet(folder / "lait_bds_long.parquet", index=False)
    data = cs.read(folder)
    return cs.rate(data, cs.compare(data))


def test_where_all_is_known_everything_usual_is_tried(real):
    assert fitting_choices(real.ratings) == usual_choices(framework("2009"))
    assert alternatives(real.ratings, "Trafford").left_out == ()


def test_on_figures_alone_only_what_can_matter_is_tried(bands):
    found, usual = fitting_choices(bands), usual_choices(framework("2025"))
    assert tuple(found.rules) == tuple(rule for rule in usual.rules if rule != "interval 95")
    assert (len(found.pooling), len(found.weights)) == (1, 1)
    assert found.cuts == usual.cuts
    assert [text.partition(":")[0] for text in found.left_out] == ["other poolings and weights", "interval 95"]


def test_what_is_left_out_would_change_nothing_or_give_nothing(bands):
    every = alternatives(bands, choices=usual_choices(framework("2025")))
    runs = every.runs.set_index([*NAMES, "council"])["rating"].unstack(["pooling", "weights"])
    assert runs.loc["interval 95"].isna().all(axis=None)
    others = runs.drop("interval 95").to_numpy()
    assert np.isfinite(others).any()
    assert all(np.array_equal(others[:, [0]], others[:, [place]], equal_nan=True) for place in range(others.shape[1]))
    tried = alternatives(bands)
    assert tried.left_out == fitting_choices(bands).left_out
    assert tried.combinations * 2 * 3 * 4 // 3 == every.combinations


def test_one_figure_with_its_counts_brings_the_rules_that_need_them_back(bands):
    observations = bands.data.observations.copy()
    observations.loc[0, ["numerator", "denominator"]] = [1.0, 2.0]
    with_one = replace(bands, data=replace(bands.data, observations=observations))
    assert "interval 95" in fitting_choices(with_one).rules


def test_thresholds_about_settings_are_told_only_where_there_are_some(bands, real):
    of_today, of_2009 = holding(bands, "Dorset").table, holding(real.ratings, "Trafford").table
    about_settings = of_2009["rule"].str.startswith(("points.share_good", "points.single", "points.inadequate", "combined.inspection"))
    assert about_settings.sum() > 10
    assert set(of_2009["rule"]) - set(of_today["rule"]) == set(of_2009.loc[about_settings, "rule"])
    moved = sampled(bands, "Dorset", draws=64).table
    assert set(moved["rule"]) <= set(of_today["rule"])


@pytest.mark.parametrize("rule", InLine)
def test_a_rule_that_needs_counts_says_nothing_without_them(rule, bands):
    method = cs.Method(rule=str(rule))
    near = cs.compare(bands.data, method=method).query("against == 'neighbours'")
    assert (near["standing"] == "not comparable").all() == rule.needs_counts
