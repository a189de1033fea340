"""The framework of 2009 is complete and marked; a broken one is refused with the rule's name."""

from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from csrating.errors import ReferenceDataError
from csrating.reference.frameworks import framework

TEXT = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8")


def broken(tmp_path, before, after):
    assert before in TEXT
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace(before, after, 1), encoding="utf-8")
    return path


def test_every_rule_has_a_mark_and_a_reason():
    rules = framework("2009").rules.values()
    assert len(rules) >= 25
    assert all(rule.evidence in "SIA" and len(rule.why) > 8 for rule in rules)


def test_no_threshold_is_called_ofsteds():
    """METHOD.md: thresholds were not published, so every number that decides a band is marked as our assumption."""
    for name in ("points.share_good_or_better", "combined.band_cuts", "combined.borderline", "standing.width", "inspections.cut_off"):
        assert framework("2009").rule(name).mark == "our assumption: Ofsted did not publish it"


def test_the_published_limits_are_marked_as_stated_or_inferred():
    assert framework("2009").rule("limits.priority_action").evidence == "S"
    assert framework("2009").rule("limits.full_inspection_inadequate").evidence == "I"


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (100, "all"),
        (99.99, "almost all"),
        (97, "almost all"),
        (96.4, "a very large majority"),
        (80, "a very large majority"),
        (79.4, "a large majority"),
        (65, "a large majority"),
        (64, "a majority"),
        (50.01, "a majority"),
        (50, "half"),
        (49.99, "a minority"),
        (35, "a minority"),
        (34, "a small minority"),
        (20, "a small minority"),
        (19, "a very small minority"),
        (4, "a very small minority"),
        (3, "almost none"),
        (0.01, "almost none"),
        (0, "none"),
    ],
)
def test_proportion_words(share, word):
    assert framework("2009").proportion_word(share) == word


@given(st.floats(0, 100))
def test_every_share_has_a_word(share):
    assert framework("2009").proportion_word(share)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("value = [3.5, 2.5, 1.5]", "value = [2.5, 3.5, 1.5]", "the band cuts do not fall"),
        ('evidence = "A", why = "The nearest whole point."', 'why = "The nearest whole point."', "rule 'combined.band_cuts' is incomplete"),
        ('evidence = "A", why = "The nearest whole point."', 'evidence = "X", why = "x"', "rule 'combined.band_cuts' is incomplete"),
        ("{ least = 80, points = 4 }", "{ least = 60, points = 4 }", "overlap or leave a hole"),
        ("{ least = 0, points = 1 }", "{ least = 5, points = 1 }", "overlap or leave a hole"),
        ("inspection_weight = { value = 2", "inspection_weight = { value = -2", "a weight is negative"),
        ('value = "clusters"', 'value = "median"', "'combined.pooling' is 'median'; expected one of: clusters, pooled"),
        ('value = "standard deviations"', 'value = "quartile"', "'standing.rule' is 'quartile'"),
        ('name = "2009"', "", "the entry 'name' is missing"),
        ('one = "childminder"', 'uno = "childminder"', "an entry of SettingType does not fit"),
        ("band_cuts = {", "band_cuts = [", "the framework is not TOML"),
    ],
)
def test_a_broken_framework_is_refused(tmp_path, before, after, message):
    with pytest.raises(ReferenceDataError, match=message):
        framework(broken(tmp_path, before, after))


def test_a_framework_of_your_own_is_read(tmp_path):
    path = broken(tmp_path, "width = { value = 0.5", "width = { value = 1.0")
    assert framework(path).value("standing.width") == 1.0
    assert framework("2009").value("standing.width") == 0.5


def test_an_unknown_framework_or_rule_lists_the_known():
    with pytest.raises(ReferenceDataError, match="there is no framework '1999'; expected one of: 2009"):
        framework("1999")
    with pytest.raises(ReferenceDataError, match=r"has no rule 'combined\.cuts'"):
        framework("2009").value("combined.cuts")
