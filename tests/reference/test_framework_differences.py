"""In what two frameworks differ: nothing that differs is passed over, and nothing else is told."""

import tomllib
from importlib.resources import files

import pandas as pd
import pytest

from csrating.errors import ReferenceDataError
from csrating.reference.frameworks import differences, framework, framework_names

TEXT = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8")


@pytest.fixture
def changed(tmp_path):
    """A copy of the framework of 2009 with something else in the place of something."""

    def changed(before, after):
        assert before in TEXT
        path = tmp_path / "mine.toml"
        path.write_text(TEXT.replace(before, after, 1).replace('name = "2009"', 'name = "2009 mine"', 1), encoding="utf-8")
        return path

    return changed


def rows(found):
    return found.to_numpy().tolist()


@pytest.mark.parametrize("name", framework_names())
def test_a_framework_does_not_differ_from_itself(name):
    found = differences(name, framework(name))
    assert found.empty
    assert list(found) == ["part", "name", "difference", "first", "second", "first_mark", "second_mark"]


@pytest.mark.parametrize(("one", "other"), [("2009", "2010"), ("2010", "2011"), ("2009", "2011")])
def test_turned_round_it_is_the_same_difference(one, other):
    there = differences(one, other)
    back = differences(other, one).rename(
        columns={"first": "second", "second": "first", "first_mark": "second_mark", "second_mark": "first_mark"}
    )
    turned = {"only in first": "only in second", "only in second": "only in first"}
    back = back.assign(difference=back["difference"].replace(turned))[list(there)]
    by = ["part", "name"]
    pd.testing.assert_frame_equal(there.sort_values(by, ignore_index=True), back.sort_values(by, ignore_index=True))


def test_2010_differs_from_2009_in_these_values():
    found = differences("2009", "2010")
    other = found[found["difference"] != "mark"].set_index("name")
    assert list(other.index) == [
        "inspections.cut_off",
        "inspections.window_years",
        "inspections.settings_left_out",
        "inspections.of_any_age",
        "indicators.cut_off",
        "status.withheld_when_pending",
    ]
    assert other.loc["inspections.of_any_age"].tolist() == ["rule", "only in second", "", "childminding", "", "I"]
    assert other.loc["status.withheld_when_pending"].tolist() == ["rule", "value and mark", "false", "true", "I", "S"]


def test_2011_differs_from_2010_in_its_days_alone():
    found = differences("2010", "2011")
    assert found.loc[found["difference"] != "mark", "name"].tolist() == ["inspections.cut_off", "indicators.cut_off"]


@pytest.mark.parametrize(
    ("before", "after", "row"),
    [
        (
            "borderline = { value = 0.25",
            "borderline = { value = 0.2500001",
            ["rule", "combined.borderline", "value", "0.25", "0.2500001", "A", "A"],
        ),
        (
            'value = "mean", evidence = "A"',
            'value = "median", evidence = "I"',
            ["rule", "neighbours.average", "value and mark", "mean", "median", "A", "I"],
        ),
        (
            'value = "mean", evidence = "A"',
            'value = "mean", evidence = "I"',
            ["rule", "neighbours.average", "mark", "mean", "mean", "A", "I"],
        ),
        (
            'one = "childminder"',
            'one = "childminding place"',
            [
                "setting type",
                "childminding",
                "value",
                "early years, one childminder",
                "early years, one childminding place",
                "",
                "",
            ],
        ),
        (
            '[[setting_types]]\nname = "sixth-form colleges"\ncluster = "post-16"\none = "sixth-form college"\n',
            "",
            ["setting type", "sixth-form colleges", "only in first", "post-16, one sixth-form college", "", "", ""],
        ),
        (
            'least = 65\nword = "a large majority"',
            'least = 66\nword = "a large majority"',
            ["proportion word", "a large majority", "value", "at least 65 per cent", "at least 66 per cent", "A", "A"],
        ),
        (
            'word = "half"\nevidence = "A"',
            'word = "half"\nevidence = "I"',
            ["proportion word", "half", "mark", "at least 50 per cent", "at least 50 per cent", "A", "I"],
        ),
    ],
)
def test_whatever_is_changed_is_the_one_difference(changed, before, after, row):
    assert rows(differences("2009", changed(before, after))) == [row]


def test_a_rule_that_one_has_alone_says_in_which(changed):
    path = changed('value = "standard deviations"', 'value = "quartiles"')
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line for line in text.splitlines() if not line.startswith("width =")), encoding="utf-8")
    found = differences("2009", path).set_index("name")
    assert found["difference"].to_dict() == {"standing.rule": "value", "standing.width": "only in first"}
    assert found.loc["standing.width", ["first", "second", "first_mark", "second_mark"]].tolist() == ["0.5", "", "A", ""]


def test_another_word_for_a_share_is_one_word_less_and_one_more(changed):
    found = differences("2009", changed('word = "a large majority"', 'word = "a big majority"'))
    assert found[["name", "difference"]].to_numpy().tolist() == [
        ["a large majority", "only in first"],
        ["a big majority", "only in second"],
    ]


def test_another_order_of_the_setting_types_is_a_difference(changed):
    types = [entry["name"] for entry in tomllib.loads(TEXT)["setting_types"]]
    block = '[[setting_types]]\nname = "childminding"\ncluster = "early years"\none = "childminder"\n'
    path = changed(block, "")
    path.write_text(path.read_text(encoding="utf-8").replace("[scale]", f"{block}\n[scale]"), encoding="utf-8")
    found = differences("2009", path).squeeze()
    assert (found["part"], found["difference"]) == ("setting type", "order")
    assert found["first"] == ", ".join(types)
    assert found["second"] == ", ".join([*types[1:], types[0]])


def test_another_reason_or_title_is_no_difference(changed):
    assert differences("2009", changed("The nearest whole point.", "Any whole point.")).empty
    assert differences("2009", changed("annual rating 2009", "annual rating, changed")).empty


def test_a_framework_that_is_not_there_is_refused():
    with pytest.raises(ReferenceDataError, match="there is no framework '2012'; expected one of: 2009, 2010, 2011, 2025"):
        differences("2009", "2012")
