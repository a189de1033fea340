"""A framework rates by its own method alone; what stands beside it in the comparisons is no hindrance and changes no rating."""

from importlib.resources import files

import pandas as pd
import pytest

import csrating as cs
from csrating.compare import Method
from csrating.errors import EvidenceError, ReferenceDataError

TEXT = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8")
OF_2009 = "mean of neighbours with data, within 0.5 standard deviations of the councils compared; at least 5 with data"


@pytest.fixture(scope="module")
def data(repository):
    return cs.read(repository / "data" / "raw")


@pytest.mark.parametrize(
    ("method", "made_by"),
    [
        (
            Method(width=1),
            "mean of neighbours with data, within 1 standard deviations of the councils compared; at least 5 with data",
        ),
        (
            Method(least=4),
            "mean of neighbours with data, within 0.5 standard deviations of the councils compared; at least 4 with data",
        ),
        (
            Method(average="median"),
            "median of neighbours with data, within 0.5 standard deviations of the councils compared; at least 5 with data",
        ),
        (
            Method(rule="difference 95"),
            "pooled counts of neighbours with data (computed), "
            "the interval of 95 per cent of the difference from the pooled figure of the others holds nought; at least 5 with data",
        ),
    ],
)
def test_comparisons_by_another_method_are_refused(data, method, made_by):
    with pytest.raises(EvidenceError) as refusal:
        cs.rate(data, cs.compare(data, method=method))
    assert str(refusal.value) == (
        f"the comparisons were made by another method than that of framework 2009: {made_by}; expected {OF_2009}. "
        "Pass what csrating.compare(data, framework=...) gave by the same framework, without a method of your own."
    )


def test_an_average_that_the_rule_does_not_name_is_found_out_all_the_same(data, tmp_path):
    """By a relative tolerance the words of the rule are the same whichever average was taken."""
    path = tmp_path / "mine.toml"
    changed = TEXT.replace('name = "2009"', 'name = "mine"', 1).replace('"standard deviations"', '"relative tolerance"', 1)
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(
        EvidenceError, match=r"of framework mine: median of neighbours with data, .*; expected mean of neighbours with data"
    ):
        cs.rate(data, cs.compare(data, method=Method(rule="relative tolerance", width=0.5, average="median")), framework=path)
    assert cs.rate(data, cs.compare(data, framework=path), framework=path).framework.name == "mine"


def test_mutual_neighbours_are_other_neighbours(data):
    with pytest.raises(ReferenceDataError, match="made with neighbours 'pre-2019, mutual only', the rating with 'pre-2019'"):
        cs.rate(data, cs.compare(data, method=Method(mutual_only=True)))


def test_groups_and_types_that_stand_beside_change_no_rating(data):
    beside = Method(council_types=True, groups={"Greater Manchester": ["350", "351", "352", "353", "354", "355", "356", "357", "359"]})
    plain, more = cs.compare(data), cs.compare(data, method=beside)
    assert set(more["against"]) - set(plain["against"]) == {"council type", "group"}
    one, other = cs.rate(data, plain), cs.rate(data, more)
    for name in ("table", "profile", "reasons"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_the_method_of_the_framework_said_in_full_is_the_frameworks(data):
    said = Method(rule="standard deviations", width=0.5, average="mean", least=5)
    comparisons = cs.compare(data, method=said)
    pd.testing.assert_frame_equal(comparisons, cs.compare(data))
    assert len(cs.rate(data, comparisons).table) == 152
