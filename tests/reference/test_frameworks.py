"""Each framework is complete and marked, its words agree with its points, and a file of one's own is asked for by its own name."""

from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from csrating.errors import ReferenceDataError
from csrating.rate.rule import stepped
from csrating.reference.frameworks import framework, framework_names
from csrating.reference.published import published_rating_counts

TEXT = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8")


def changed(tmp_path, before, after, *, name="2009 changed"):
    """A copy of the framework of 2009 in which one thing is different, and the name."""
    assert before in TEXT
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace(before, after, 1).replace('name = "2009"', f'name = "{name}"', 1), encoding="utf-8")
    return path


CARRIED = ("2009", "2010", "2011")


def test_three_frameworks_of_ratings_are_carried_and_one_of_today():
    assert framework_names() == (*CARRIED, "2025")
    assert [framework(name).name for name in CARRIED] == list(CARRIED)


@pytest.mark.parametrize("name", CARRIED)
def test_every_rule_has_a_mark_and_a_reason(name):
    rules = framework(name).rules.values()
    assert len(rules) >= 32
    assert all(rule.evidence in ("S", "I", "A") and len(rule.why) > 8 for rule in rules)
    assert all(rule.told and rule.mark for rule in rules)


STATED = {
    "2009": {
        "judgement.permitted",
        "limits.priority_action",
        "scale.excellently",
        "scale.well",
        "scale.adequately",
        "scale.poorly",
    },
    "2010": {"inspections.window_years", "status.withheld_when_pending"},
    "2011": {"status.withheld_when_pending"},
}


@pytest.mark.parametrize("name", CARRIED)
def test_no_more_is_called_stated_than_a_source_states_of_that_year(name):
    """METHOD.md marks these S; whatever else a framework says of a year is inferred or ours."""
    assert {rule.name for rule in framework(name).rules.values() if rule.evidence == "S"} == STATED[name]


def test_ratings_are_withheld_in_the_years_in_which_some_were():
    counts = published_rating_counts().query("rating == 'withheld'").set_index("year")["councils"]
    for name in CARRIED:
        assert framework(name).value("status.withheld_when_pending") == (counts[int(name)] > 0)


def test_a_window_of_years_is_known_from_2010_on():
    assert [framework(name).window_years for name in CARRIED] == [None, 3, 3]
    assert [framework(name).of_any_age for name in CARRIED] == [(), ("childminding",), ("childminding",)]


def test_all_homes_count_from_2010_on():
    assert [len(framework(name).value("inspections.settings_left_out")) for name in CARRIED] == [3, 0, 0]


def test_a_rule_is_told_in_words():
    rules = framework("2010").rules
    assert rules["combined.band_cuts"].told == "3.5, 2.5, 1.5"
    assert rules["inspections.settings_left_out"].told == "none"
    assert rules["judgement.permitted"].told == "true"
    assert rules["limits.priority_action"].told == "kind unannounced inspection, finding area for priority action, cut 1"


@pytest.mark.parametrize("year", CARRIED)
def test_no_threshold_is_called_ofsteds(year):
    """METHOD.md: thresholds were not published, so every number that decides a band is marked as our assumption."""
    for name in ("points.share_good_or_better", "combined.band_cuts", "combined.borderline", "standing.width", "indicators.cut_off"):
        assert framework(year).rule(name).mark == "our assumption: Ofsted did not publish it"


def test_a_day_that_no_source_states_is_never_called_stated():
    assert [framework(name).rule("inspections.cut_off").evidence for name in CARRIED] == ["A", "I", "A"]


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
    points = int(stepped(100.0 * some / whole, framework("2009").value("points.share_good_or_better")))
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
    with pytest.raises(ReferenceDataError, match="there is no framework '1999'; expected one of: 2009, 2010, 2011, 2025"):
        framework("1999")
    with pytest.raises(ReferenceDataError, match=r"has no rule 'combined\.cuts'"):
        framework("2009").value("combined.cuts")


@pytest.mark.parametrize("asked", [None, 2009, ["2009"], "../2009", "2009/../2009", ""])
def test_what_names_no_framework_is_refused(asked):
    with pytest.raises(ReferenceDataError, match=r"expected (its name as text, )?one of: 2009, 2010, 2011, 2025\. Or pass the path"):
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
