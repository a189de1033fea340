"""The framework of 2009 is complete and marked, its words agree with its points, and a file of one's own is asked for by its own name."""

from importlib.resources import files

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from csrating.errors import ReferenceDataError
from csrating.rate.points import stepped
from csrating.reference.frameworks import framework

TEXT = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8")


def changed(tmp_path, before, after, *, name="2009 changed"):
    """A copy of the framework of 2009 in which one thing is different, and the name."""
    assert before in TEXT
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace(before, after, 1).replace('name = "2009"', f'name = "{name}"', 1), encoding="utf-8")
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
        (96.99, "a very large majority"),
        (80, "a very large majority"),
        (79.7, "a large majority"),
        (65, "a large majority"),
        (64.6, "a majority"),
        (50.01, "a majority"),
        (50, "half"),
        (49.99, "a minority"),
        (35, "a minority"),
        (34.99, "a small minority"),
        (20, "a small minority"),
        (19.99, "a very small minority"),
        (4, "a very small minority"),
        (3.99, "almost none"),
        (0.01, "almost none"),
        (0, "none"),
    ],
)
def test_proportion_words(share, word):
    assert framework("2009").proportion_word(share) == word


@pytest.mark.parametrize("share", [-0.001, 100.001, float("nan"), float("inf")])
def test_what_is_no_share_has_no_word(share):
    with pytest.raises(ReferenceDataError, match="is not a share"):
        framework("2009").proportion_word(share)


@given(st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_word_for_a_share_agrees_with_its_points(counts):
    """The bands of the points are those of the words: 42 of 65 is 64.6 %, two points, and so not yet "a large majority", from 65 %."""
    some, whole = counts
    word = framework("2009").proportion_word(100.0 * some / whole)
    points = int(stepped(pd.Series([100.0 * some / whole]), framework("2009").value("points.share_good_or_better")).iloc[0])
    of_points = {4: {"all", "almost all", "a very large majority"}, 3: {"a large majority"}, 2: {"a majority", "half"}}
    assert word in of_points.get(points, {"a minority", "a small minority", "a very small minority", "almost none", "none"})


def test_a_framework_of_your_own_is_read(tmp_path):
    path = changed(tmp_path, "width = { value = 0.5", "width = { value = 1.0")
    assert framework(path).value("standing.width") == framework(str(path)).value("standing.width") == 1.0
    assert framework(path).name == "2009 changed"
    assert framework("2009").value("standing.width") == 0.5


def test_a_changed_framework_may_not_keep_the_name(tmp_path):
    path = changed(tmp_path, "width = { value = 0.5", "width = { value = 1.0", name="2009")
    with pytest.raises(ReferenceDataError, match=r"mine\.toml: name is '2009', but its rules are not those of .* Call it something else"):
        framework(path)


def test_a_copy_that_says_the_same_may_keep_the_name(tmp_path):
    path = changed(tmp_path, "# The framework of 2009", "# My copy of the framework of 2009", name="2009")
    assert framework(path) == framework("2009")


def test_an_unknown_framework_or_rule_lists_the_known():
    with pytest.raises(ReferenceDataError, match="there is no framework '1999'; expected one of: 2009"):
        framework("1999")
    with pytest.raises(ReferenceDataError, match=r"has no rule 'combined\.cuts'"):
        framework("2009").value("combined.cuts")


@pytest.mark.parametrize("asked", [None, 2009, ["2009"], "../2009", "2009/../2009", ""])
def test_what_names_no_framework_is_refused(asked):
    with pytest.raises(ReferenceDataError, match=r"expected (its name as text, )?one of: 2009\. Or pass the path"):
        framework(asked)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "name is missing"),
        (b"\xff\xfe\x00", "is not text in UTF-8"),
        (b"name = [", "is not TOML"),
        (b"name = " + b"[" * 5000, "is not TOML"),
        (b"name = " + b"9" * 5000, "is not TOML"),
        (TEXT.encode().replace(b"band_cuts = {", b"band_cuts = ["), "is not TOML"),
        (TEXT.encode() + b'\n[[setting_types]]\nname = "childminding"', r"setting_types\[16\]\.cluster is missing"),
    ],
)
def test_a_file_that_is_no_framework_is_refused(tmp_path, content, message):
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(ReferenceDataError, match=rf"mine\.toml: .*{message}"):
        framework(path)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    for name in ("none.toml", "folder.toml", "NONE.TOML"):
        with pytest.raises(ReferenceDataError, match="cannot be read"):
            framework(tmp_path / name)
