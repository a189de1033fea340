"""A framework of one's own is read whole or refused: each entry damaged in turn, and the mistakes that people make."""

import copy
import json
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from csrating.errors import CsratingError, ReferenceDataError
from csrating.reference.frameworks import framework
from csrating.reference.frameworks.fits import Place
from csrating.reference.frameworks.form import form
from csrating.schema import SETTING_CLUSTERS

TEXT = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8")
DATA = tomllib.loads(TEXT)


def refused(data):
    """The error that the form raises, or None."""
    try:
        form()(data, Place("mine.toml"))
    except ReferenceDataError as error:
        return error
    return None


def at(data, path):
    """The table or list that holds the last part of a path, and that part."""
    for part in path[:-1]:
        data = data[part]
    return data, path[-1]


def entries(data, path=()):
    """The path of every entry at every level."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from entries(value, (*path, key))


ENTRIES = list(entries(DATA))
KEYS = [path for path in ENTRIES if isinstance(path[-1], str)]
TABLES = [(), *(path for path in ENTRIES if isinstance(at(DATA, path)[0][path[-1]], dict))]


def damaged(path, value):
    data = copy.deepcopy(DATA)
    holder, last = at(data, path)
    holder[last] = value
    return data


def dotted(path):
    """A path as an error names it: a list's entries from 1, and the value of a rule by the rule."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path if part != "value"]
    return "".join(parts).removeprefix(".")


def test_the_framework_of_2009_keeps_the_form():
    assert refused(DATA) is None
    assert len(ENTRIES) > 250


def test_the_words_of_setting_types_are_those_of_2009():
    shipped = {}
    for setting in DATA["setting_types"]:
        shipped.setdefault(setting["cluster"], []).append(setting["name"])
    assert {cluster: tuple(kinds) for cluster, kinds in shipped.items()} == SETTING_CLUSTERS


@pytest.mark.parametrize("path", KEYS, ids=dotted)
def test_an_entry_that_is_missing_is_named(path):
    data = copy.deepcopy(DATA)
    holder, last = at(data, path)
    del holder[last]
    if last == "more_than":  # the only entry that may be left out: "more than 50" is then "at least 50", which is "half" already
        assert refused(data)
        return
    where = dotted(path) if last != "value" else f"{dotted(path)}.value"
    assert f"mine.toml: {where} is missing" in str(refused(data))


@pytest.mark.parametrize("path", TABLES, ids=dotted)
def test_an_entry_that_is_unknown_is_named_at_every_level(path):
    error = str(refused(damaged((*path, "foo"), 3)))
    assert f"mine.toml: {'.'.join(part for part in (dotted(path), 'foo') if part)} is unknown; expected one of: " in error


# Nothing in a framework is a date of TOML, nothing a list of lists, and no number is as large as these.
WRONG = [None, [[]], float("nan"), float("inf"), -float("inf"), -0.5, 10**400, "", " ", "two\nlines", {}, ()]


@pytest.mark.parametrize("value", WRONG, ids=lambda value: repr(value)[:12])
def test_a_value_that_nothing_can_be_is_refused_everywhere(value):
    for path in ENTRIES:
        error = refused(damaged(path, value))
        assert error is not None, path
        assert str(error).startswith("mine.toml: "), path


def test_true_is_no_number_and_a_number_is_no_text():
    for path in ENTRIES:
        found = at(DATA, path)[0][path[-1]]
        if isinstance(found, int | float) and not isinstance(found, bool):
            assert "is true; expected a" in str(refused(damaged(path, True))), path
            assert "expected a" in str(refused(damaged(path, "two"))), path
        elif isinstance(found, str):
            no_words = 0 if "window_years" in path else 7  # a window may be a number, though not of no years
            assert f"is {no_words}" in str(refused(damaged(path, no_words))), path


CHOSEN = {"evidence", "kind", "aspect", "finding", "cluster", "setting_type"}


@pytest.mark.parametrize("path", [path for path in KEYS if path[-1] in CHOSEN], ids=dotted)
def test_a_misspelt_word_is_refused_and_the_word_meant_suggested(path):
    meant = at(DATA, path)[0][path[-1]]
    error = str(refused(damaged(path, f"{meant[:1]}x{meant[2:]}")))
    assert f"mine.toml: {dotted(path)} is " in error
    assert path[-1] == "evidence" or f"Did you mean {meant!r}?" in error


MISTAKES = [
    (
        "inspection_weight = { value = 2",
        "inspection_weight = { value = nan",
        "combined.inspection_weight is nan; expected a number above 0",
    ),
    ("inspection_weight = { value = 2", "inspection_weight = { value = true", "combined.inspection_weight is true; expected a number"),
    ("inspection_weight = { value = 2", 'inspection_weight = { value = "two"', "combined.inspection_weight is 'two'; expected a number"),
    ("inspection_weight = { value = 2", "inspection_weight = { value = -2", "combined.inspection_weight is -2; expected a number"),
    ("inspection_weight = { value = 2", "inspection_weight = { value = 0", "combined.inspection_weight is 0; expected a number above 0"),
    ("nis_weight = { value = 1", "nis_weight = { value = 0", "combined.nis_weight is 0; expected a number above 0"),
    ("inspection_weight =", "inspection_wieght =", "combined.inspection_wieght is unknown"),
    ("[combined]", "[combinde]", "Did you mean 'combined'?"),
    ('title = "Child', 'foo = 3\ntitle = "Child', "foo is unknown"),
    ('name = "primary schools"', 'name = "primry schools"', "setting_types[5].name is 'primry schools'"),
    ('name = "primary schools"', 'name = "secondary schools"', "setting_types has 'secondary schools' twice"),
    ('cluster = "schools"', 'cluster = "scools"', "Did you mean 'schools'?"),
    ('finding = "area for priority action"', 'finding = "area for priority acton"', "Did you mean 'area for priority action'?"),
    ('kind = "unannounced inspection"', 'kind = "unanounced inspection"', "limits.priority_action.kind is 'unanounced inspection'"),
    ('aspect = "safeguarding"', 'aspect = "safegarding"', "limits.full_inspection_inadequate.aspect is 'safegarding'"),
    ("cut = 1", "cut = 0", "limits.priority_action.cut is 0; expected a whole number from 1 to 3"),
    ("at_most = 1", "at_most = 1.5", "limits.full_inspection_inadequate.at_most is 1.5; expected a whole number"),
    ('setting_type = "children\'s homes"', 'setting_type = "childrens homes"', "inspections.settings_left_out[1].setting_type is"),
    ('run_by = ["private", "voluntary", "health"]', 'run_by = ["privat"]', "settings_left_out[1].run_by[1] is 'privat'"),
    ('run_by = ["private", "voluntary", "health"]', "run_by = []", "settings_left_out[1].run_by is []"),
    ('run_by = ["private", "voluntary", "health"]', 'run_by = ["private", "private"]', "run_by has 'private' twice"),
    ("width = { value = 0.5", "width = { value = -0.5", "standing.width is -0.5; expected a number above 0"),
    ("width = { value = 0.5", "width = { value = inf", "standing.width is inf; expected a number above 0"),
    ("width = { value = 0.5", "width = { value = 0", "standing.width is 0;"),
    ("least_with_data = { value = 5", "least_with_data = { value = 0", "neighbours.least_with_data is 0; expected a whole number from 2"),
    ("least_with_data = { value = 5", "least_with_data = { value = 1", "neighbours.least_with_data is 1;"),
    ("least_with_data = { value = 5", "least_with_data = { value = 5.0", "neighbours.least_with_data is 5.0;"),
    ('vintage = { value = "pre-2019"', 'vintage = { value = "2019"', "neighbours.vintage is '2019'; expected one of: pre-2019, 2021, 2025"),
    ('value = "2009-08-31"', 'value = "banana"', "inspections.cut_off is 'banana'; expected a day of the calendar"),
    ('value = "2009-08-31"', 'value = "2009-08-32"', "inspections.cut_off is '2009-08-32'; expected a day of the calendar"),
    ('value = "2009-08-31"', 'value = "20090831"', "inspections.cut_off is '20090831'"),
    (
        'value = "2009-08-31"',
        "value = 2009-08-31",
        'is the date 2009-08-31; expected a day of the calendar in quotes, such as "2009-08-31"',
    ),
    ("least = 80, points = 4", "least = 60, points = 4", "points.share_good_or_better[2].least is 65; expected less than the 60"),
    ("least = 65, points = 3", "least = 65, points = 4", "points.share_good_or_better[2].points is 4; expected less than the 4"),
    ("least = 0, points = 1", "least = 5, points = 1", "points.share_good_or_better[4].least is 5; expected 0 in the last step"),
    ("least = 80, points = 4", "least = 80, points = 9", "points.share_good_or_better[1].points is 9; expected a number from 1 to 4"),
    ("least = 80, points = 4", "least = 180, points = 4", "points.share_good_or_better[1].least is 180; expected a number from 0 to 100"),
    (
        "outstanding = 4, good = 3",
        "outstanding = 2, good = 3",
        "points.single_setting.outstanding is 2; expected no fewer points than for good",
    ),
    ("inadequate_share = { value = 10", "inadequate_share = { value = 101", "points.inadequate_share is 101;"),
    ("value = [3.5, 2.5, 1.5]", "value = [2.5, 3.5, 1.5]", "combined.band_cuts is [2.5, 3.5, 1.5]; expected three numbers"),
    ("value = [3.5, 2.5, 1.5]", "value = [3.5, 2.5]", "combined.band_cuts is [3.5, 2.5]; expected three numbers"),
    ("value = [3.5, 2.5, 1.5]", "value = [4.5, 2.5, 1.5]", "combined.band_cuts[1] is 4.5; expected a number from 1 to 4"),
    ("value = [3.5, 2.5, 1.5]", "value = [3, 2.5, 1.5]", "combined.borderline is 0.25; expected less than half of 0.5"),
    ("least_clusters = { value = 2", "least_clusters = { value = 5", "combined.least_clusters is 5; expected at most the 4 clusters"),
    ('value = "clusters"', 'value = "median"', "combined.pooling is 'median'; expected one of: clusters, pooled"),
    ('value = "standard deviations"', 'value = "quartile"', "standing.rule is 'quartile'"),
    ('evidence = "A", why = "The nearest whole point."', 'why = "The nearest whole point."', "combined.band_cuts.evidence is missing"),
    (
        'evidence = "A", why = "The nearest whole point."',
        'evidence = "X", why = "x"',
        "combined.band_cuts.evidence is 'X'; expected one of: S, I, A",
    ),
    (
        'least = 65\nword = "a large majority"',
        'least = 81\nword = "a large majority"',
        "proportion_words[4].least is 81; expected less than",
    ),
    (
        "least = 80\nword",
        "least = 97\nword",
        "proportion_words[3].least is 97; expected less than for the word before it, 'almost all' (97)",
    ),
    ('word = "half"', 'word = "a majority"', "proportion_words has 'a majority' twice"),
    ("least = 50\nmore_than = true", 'least = 50\nmore_than = "yes"', "proportion_words[5].more_than is 'yes'; expected true or false"),
    ('[[proportion_words]]\nleast = 0\nword = "none"\nevidence = "A"\n', "", "proportion_words[10] begins at 0; expected least = 0"),
    ("told_by_number_up_to = { value = 2", "told_by_number_up_to = { value = 2.5", "proportions.told_by_number_up_to is 2.5"),
    ("adequately = {", "adequatly = {", "scale.adequatly is unknown"),
    (
        'value = "any age"',
        'value = "any aeg"',
        "inspections.window_years is 'any aeg'; expected a whole number from 1 to 50, or 'any age'. Did you mean 'any age'?",
    ),
    ('value = "any age"', "value = 0", "inspections.window_years is 0; expected a whole number from 1 to 50, or 'any age'"),
    ('value = "any age"', "value = 2.5", "inspections.window_years is 2.5;"),
    ('value = "any age"', "value = true", "inspections.window_years is true;"),
    ('value = "any age"', 'value = "3"', "inspections.window_years is '3';"),
    ("window_years =", "window_yaers =", "inspections.window_yaers is unknown; expected one of: cut_off, window_years"),
    ("permitted = { value = true", 'permitted = { value = "yes"', "judgement.permitted is 'yes'; expected true or false"),
    ("permitted = { value = true", "permited = { value = true", "judgement.permited is unknown; expected one of: permitted. Did you mean"),
    ("[judgement]", "[judgment]", "judgment is unknown; expected one of: name"),
    ("withheld_when_pending = { value = false", "withheld_when_pending = { value = 0", "status.withheld_when_pending is 0; expected true"),
    ("withheld_when_pending =", "witheld_when_pending =", "Did you mean 'withheld_when_pending'?"),
    (
        "settings_left_out =",
        'of_any_age = { value = ["childminding"], evidence = "A", why = "x" }\nsettings_left_out =',
        "inspections.of_any_age is not heeded; expected no such rule where inspections.window_years is 'any age'",
    ),
]


@pytest.mark.parametrize(("before", "after", "message"), MISTAKES, ids=[after.replace("\n", " ")[:40] for _, after, _ in MISTAKES])
def test_a_mistake_is_refused_with_its_rule(tmp_path, before, after, message):
    assert before in TEXT
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ReferenceDataError) as refusal:
        framework(path)
    assert message in str(refusal.value)
    assert str(refusal.value).startswith(str(path))


DIFFERENT = [
    ("inspection_weight = { value = 2", "inspection_weight = { value = 1.5", "combined.inspection_weight", 1.5),
    ("nis_weight = { value = 1", "nis_weight = { value = 3", "combined.nis_weight", 3),
    ("least_with_data = { value = 5", "least_with_data = { value = 2", "neighbours.least_with_data", 2),
    ('value = "2009-08-31"', 'value = "2010-02-28"', "inspections.cut_off", "2010-02-28"),
    ("value = [3.5, 2.5, 1.5]", "value = [3.6, 2.4, 1.4]", "combined.band_cuts", [3.6, 2.4, 1.4]),
    ("value = [3.5, 2.5, 1.5]", "value = [4, 2.5, 1]", "combined.band_cuts", [4, 2.5, 1]),
    ('value = "clusters"', 'value = "pooled"', "combined.pooling", "pooled"),
    ("borderline = { value = 0.25", "borderline = { value = 0", "combined.borderline", 0),
    ('vintage = { value = "pre-2019"', 'vintage = { value = "2021"', "neighbours.vintage", "2021"),
    ('value = "any age"', "value = 4", "inspections.window_years", 4),
    ("permitted = { value = true", "permitted = { value = false", "judgement.permitted", False),
    ("withheld_when_pending = { value = false", "withheld_when_pending = { value = true", "status.withheld_when_pending", True),
]


@pytest.mark.parametrize(("before", "after", "rule", "value"), DIFFERENT, ids=[after[:40] for _, after, _, _ in DIFFERENT])
def test_another_choice_of_the_same_form_is_read(tmp_path, before, after, rule, value):
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace(before, after, 1).replace('"2009"', '"mine"', 1), encoding="utf-8")
    assert framework(path).value(rule) == value


OF_2010 = tomllib.loads((files("csrating.reference.frameworks") / "2010.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "inspections.of_any_age is []; expected a list of at least 1"),
        (["childmindin"], "inspections.of_any_age[1] is 'childmindin'; expected one of: childminding"),
        (["childminding", "childminding"], "inspections.of_any_age has 'childminding' twice"),
        ("childminding", "inspections.of_any_age is 'childminding'; expected a list"),
    ],
)
def test_the_types_that_a_window_does_not_hold_for_are_types(value, message):
    data = copy.deepcopy(OF_2010)
    assert refused(data) is None
    data["inspections"]["of_any_age"]["value"] = value
    assert message in str(refused(data))


def test_a_window_may_hold_for_all_types():
    data = copy.deepcopy(OF_2010)
    del data["inspections"]["of_any_age"]
    assert refused(data) is None


def test_setting_types_may_be_left_out_and_nothing_be_out_of_scope():
    data = damaged(("inspections", "settings_left_out", "value"), [])
    data["setting_types"] = data["setting_types"][4:]
    assert refused(data) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(ENTRIES), json_values)
def test_whatever_stands_in_an_entry_is_read_or_refused_in_one_sentence(path, value):
    error = refused(damaged(path, value))
    assert error is None or (isinstance(error, CsratingError) and len(str(error)) < 2000)
    if error is None and not isinstance(value, str):  # what was accepted is then of the kind that stood there
        assert type(value) in (type(at(DATA, path)[0][path[-1]]), int, float), json.dumps(value)
