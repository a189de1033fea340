"""A method of comparing: what each rule brings with it, what it is called, what a framework lays down, and what no method can be."""

from importlib.resources import files

import numpy as np
import pandas as pd
import pytest

from csrating.compare import Method
from csrating.compare.method import method_of, rule_in_line
from csrating.errors import EvidenceError, ReferenceDataError, UnknownCouncilError
from csrating.reference.frameworks import framework
from csrating.schema import Average, InLine, words_of

TEXT = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8")
RULES = {
    "standard deviations": (
        0.5,
        "mean",
        "within 0.5 standard deviations of the councils compared",
    ),
    "relative tolerance": (0.05, "mean", "within 5 per cent of the figure compared with"),
    "quartiles": (0.0, "mean", "between the quartiles of the councils compared"),
    "interval 95": (0.0, "mean", "the council's own interval of 95 per cent holds the figure compared with"),
    "interval 99.8": (0.0, "mean", "the council's own interval of 99.8 per cent holds the figure compared with"),
    "difference 95": (0.0, "pooled", "the interval of 95 per cent of the difference from the pooled figure of the others holds nought"),
    "difference 99.8": (0.0, "pooled", "the interval of 99.8 per cent of the difference from the pooled figure of the others holds nought"),
    "median distance": (0.5, "median", "within 0.5 median absolute deviations of the median of the councils compared"),
}
"""Of each rule the width and the average where nobody says, and its words."""


def test_no_rule_is_without_a_row_here():
    assert tuple(RULES) == words_of(InLine)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_brings_its_width_its_average_and_its_words(rule):
    method = Method(rule=rule)
    assert (method.reach, method.averaged, method.said) == RULES[rule]
    assert method.told == f"{RULES[rule][2]}; at least 5 with data"


@pytest.mark.parametrize(("rule", "confidence"), [("interval 95", 0.95), ("interval 99.8", 0.998), ("difference 95", 0.95)])
def test_the_confidence_is_that_of_the_name(rule, confidence):
    assert Method(rule=rule).confidence == confidence


def test_what_is_chosen_is_told():
    tenth = Method(rule="relative tolerance", width=0.1, least=3)
    assert tenth.told == "within 10 per cent of the figure compared with; at least 3 with data"
    assert Method(average="median").said == "within 0.5 standard deviations of the councils compared"
    assert Method(width=2).reach == 2.0


@pytest.mark.parametrize("average", words_of(Average))
def test_a_rule_that_is_about_no_one_average_takes_each(average):
    assert Method(rule="quartiles", average=average).averaged == average


@pytest.mark.parametrize(("rule", "average"), [("difference 95", "pooled"), ("median distance", "median")])
def test_the_average_that_a_rule_is_about_may_be_said(rule, average):
    assert Method(rule=rule, average=average).averaged == average == Method(rule=rule).averaged


OF_2 = "a whole number from 2"
WIDTH = "a number above 0 and up to 10"


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"rule": "interval"}, f"'interval' is no rule for in line; expected one of: {', '.join(RULES)}."),
        ({"rule": None}, f"None is no rule for in line; expected one of: {', '.join(RULES)}."),
        ({"average": "mode"}, "'mode' is no average; expected one of: mean, median, pooled."),
        (
            {"rule": "difference 95", "average": "mean"},
            "the average is 'mean'; expected 'pooled', which the rule 'difference 95' is about.",
        ),
        (
            {"rule": "median distance", "average": "pooled"},
            "the average is 'pooled'; expected 'median', which the rule 'median distance' is about.",
        ),
        (
            {"rule": "quartiles", "width": 0.5},
            "the rule 'quartiles' is given the width 0.5; expected no width: it follows from the figures.",
        ),
        (
            {"rule": "interval 99.8", "width": 1},
            "the rule 'interval 99.8' is given the width 1; expected no width: it follows from the figures.",
        ),
        *(
            ({"width": width}, f"the width of in line is {width!r}; expected {WIDTH}.")
            for width in (0, -1, 10.5, np.nan, np.inf, True, "1")
        ),
        *(
            ({"least": least}, f"the least number of councils with a figure is {least!r}; expected {OF_2}.")
            for least in (1, 2.5, 5.0, np.nan, np.inf, True, "5", None)
        ),
        ({"groups": ["383"]}, 'the groups are [\'383\']; expected councils by the name of their group, such as {"north": ["383", "816"]}.'),
        ({"groups": {" ": ["383"]}}, "a group is called ' '; expected a name as text."),
        ({"groups": {7: ["383"]}}, "a group is called 7; expected a name as text."),
        ({"groups": {"north": "383"}}, "the group 'north' is '383'; expected a list of councils, such as [\"383\", \"816\"]."),
        ({"groups": {"north": 383}}, 'the group \'north\' is 383; expected a list of councils, such as ["383", "816"].'),
    ],
)
def test_what_no_method_can_be_is_refused_in_one_sentence(choice, message):
    with pytest.raises(EvidenceError) as refusal:
        Method(**choice)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "choice",
    [{"width": 10}, {"width": np.float32(0.25)}, {"width": np.int64(1)}, {"least": 2}, {"least": np.int64(4)}, {"groups": {}}],
)
def test_what_lies_just_within_is_taken(choice):
    assert Method(**choice).told


def test_a_group_may_be_any_list_of_councils(made):
    figures = made.observations({"358": 50, "383": 60, "816": 70})
    for councils in (["383", "York"], ("383", "816"), pd.Series(["383", "816"])):
        table = made.compared(figures, method=Method(groups={"north": councils}))
        assert made.row_of(table, "group")["baseline"] == 65


@pytest.mark.parametrize(
    ("councils", "error", "found"),
    [
        (["Narnia"], UnknownCouncilError, "no council of 2009 is known as 'Narnia'"),
        ([], ReferenceDataError, "the group 'north' has no member"),
        (["383", "Leeds"], ReferenceDataError, "the group 'north' has 383 twice"),
    ],
)
def test_a_group_of_no_known_councils_is_refused_where_it_is_compared(made, councils, error, found):
    with pytest.raises(error, match=found):
        made.compared(made.observations({"358": 50}), method=Method(groups={"north": councils}))


def changed(tmp_path, *changes):
    """A framework that is that of 2009 but for some words."""
    text = TEXT.replace('name = "2009"', 'name = "mine"', 1)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return framework(path)


def test_the_method_of_2009():
    assert method_of(framework("2009")) == Method(rule="standard deviations", width=0.5, average="mean", least=5)
    assert rule_in_line(framework("2009")).value == 0.5


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("width = { value = 0.5", "width = { value = 1.5", Method(width=1.5, average="mean")),
        ("least_with_data = { value = 5", "least_with_data = { value = 8", Method(width=0.5, average="mean", least=8)),
        ('average = { value = "mean"', 'average = { value = "median"', Method(width=0.5, average="median")),
        (
            'rule = { value = "standard deviations"',
            'rule = { value = "relative tolerance"',
            Method(rule="relative tolerance", width=0.5, average="mean"),
        ),
    ],
)
def test_a_framework_lays_down_its_method(tmp_path, before, after, expected):
    assert method_of(changed(tmp_path, (before, after))) == expected
    assert method_of(framework("2009")) != expected


def test_a_framework_whose_rule_has_no_width_says_which_rule_it_is(tmp_path):
    width = next(line for line in TEXT.splitlines() if line.startswith("width = { value = 0.5"))
    rules = changed(tmp_path, (width, ""), ('"standard deviations"', '"interval 95"'))
    assert method_of(rules) == Method(rule="interval 95", average="mean")
    assert rule_in_line(rules).value == "interval 95"
