"""The command ``indicator`` and the choices of ``compare``: what they print, and one sentence with exit code 2 for what cannot be."""

import re

import pytest

RULES = "standard deviations, relative tolerance, quartiles, interval 95, interval 99.8, difference 95, difference 99.8, median distance"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--rule", "nearness"], f"'nearness' is no rule for in line; expected one of: {RULES}."),
        (["--rule", ""], "Invalid value for '--rule': it is blank. See csrating compare --help."),
        (["--average", "mode"], "'mode' is no average; expected one of: mean, median, pooled."),
        (
            ["--rule", "quartiles", "--width", "1"],
            "the rule 'quartiles' is given the width 1.0; expected no width: it follows from the figures.",
        ),
        (["--rule", "interval 95", "--width", "0.5"], "the rule 'interval 95' is given the width 0.5; expected no width: it follows"),
        (
            ["--rule", "difference 95", "--average", "mean"],
            "the average is 'mean'; expected 'pooled', which the rule 'difference 95' is about.",
        ),
        (["--width", "0"], "the width of in line is 0.0; expected a number above 0 and up to 10."),
        (["--width", "nan"], "the width of in line is nan; expected a number above 0 and up to 10."),
        (["--least", "0"], "the least number of councils with a figure is 0; expected a whole number from 2."),
        (["--least", "1"], "the least number of councils with a figure is 1; expected a whole number from 2."),
        (["--type"], "--type and --group are about one indicator. Add, say, --indicator 148."),
        (["--group", "north=Leeds"], "--type and --group are about one indicator. Add, say, --indicator 148."),
        *(
            (
                ["--indicator", "148", *(part for text in groups for part in ("--group", text))],
                f"--group {groups[-1]!r} is no group; expected a name",
            )
            for groups in (["north"], ["=Leeds"], ["north="], ["north=,"], ["north=Leeds", "north=York"])
        ),
        (["--indicator", "148", "--group", "north=Narnia"], "no council of 2009 is known as 'Narnia'"),
        (["--indicator", "148", "--group", "north=Leeds,383"], "the group 'north' has 383 twice"),
    ],
)
def test_what_cannot_be_chosen_is_told_in_one_sentence(run, options, sentence):
    code, out, error = run("compare", "Trafford", *options)
    assert (code, out) == (2, "")
    assert error.startswith(f"csrating: {sentence}")
    assert error.count("\n") == 1


def told(run, *options):
    code, out, error = run("compare", "Trafford", "--published-only", *options)
    assert (code, error) == (0, "")
    return out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            [],
            "In line: within 0.5 standard deviations of the councils compared; at least 5 with data (our assumption)",
        ),
        (
            ["--width", "1"],
            "In line: within 1 standard deviations of the councils compared; at least 5 with data (chosen here)",
        ),
        (
            ["--least", "2"],
            "In line: within 0.5 standard deviations of the councils compared; at least 2 with data (chosen here)",
        ),
        (
            ["--average", "median"],
            "In line: within 0.5 standard deviations of the councils compared; at least 5 with data (chosen",
        ),
        (["--rule", "relative tolerance"], "In line: within 5 per cent of the figure compared with; at least 5 with data (chosen here)"),
        (["--rule", "median distance"], "Similar areas: the median of the statistical neighbours with data, table pre-2019"),
        (["--mutual"], "Similar areas: the mean of the statistical neighbours with data, table pre-2019, mutual only. In line: within 0.5"),
    ],
)
def test_what_was_chosen_is_told_above_the_figures(run, options, words):
    assert words in told(run, *options)


def test_a_rule_changes_the_standings_and_not_the_figures(run):
    """NI 79 of Trafford: 4.3 points above its similar areas is above by half a deviation and in line by ten."""
    near = {width: re.search(r"^79 .*$", told(run, "--width", str(width)), re.MULTILINE)[0].split() for width in (0.5, 10)}
    assert near[0.5] != near[10]
    assert [one for one in near[0.5] if one != "above"] == [one for one in near[10] if one not in ("in", "line")]


def test_groups_and_types_stand_beside_under_their_names(run):
    out = told(run, "--indicator", "79", "--type", "--group", "north = Leeds, York", "--group", "south=Kent,Surrey,Trafford")
    for name, behind in (("other councils of type metropolitan district", "35 of 35"), ("north", "2 of 2"), ("south", "2 of 2")):
        assert re.search(rf"^2009 +{name} .* {behind} ", out, re.MULTILINE), name
    assert "north" not in told(run, "--indicator", "79")


def test_an_indicator_is_a_ranking_with_how_firm_each_rank_is(run):
    code, out, error = run("indicator", "148", "--published-only", "--period", "2011")
    assert (code, error) == (0, "")
    assert out.startswith(
        "NI 148: Care leavers in education, employment or training\nUnit: per cent; more is better. Period: 2011. 24 of 152"
    )
    rows = re.findall(r"^ +(\d+)  (\d+) to (\d+) +(\S.*?)  +([\d.]+)  ([\d.]+) to ([\d.]+)  ([ABCD]) ", out, re.MULTILINE)
    assert len(rows) == 24
    ranks, low, high = ([int(row[at]) for row in rows] for at in (0, 1, 2))
    assert ranks == sorted(ranks)
    assert ranks[0] == 1
    assert all(one <= rank <= other for one, rank, other in zip(low, ranks, high, strict=True))
    values, lower, upper = ([float(row[at]) for row in rows] for at in (4, 5, 6))
    assert values == sorted(values, reverse=True)
    assert all(one < value < other for one, value, other in zip(lower, values, upper, strict=True))
    assert "(seed 2009); figures without published counts are held fixed." in out
    assert "Against all councils: Taken together, 24 councils differ" in out
    assert "Origin: p published." in out
    assert "demonstration" not in out


def test_another_seed_is_told_and_the_ranks_stay(run):
    one, other = (run("indicator", "148", "--published-only", "--seed", seed)[1] for seed in (1, 2))
    assert "(seed 1)" in one
    assert "(seed 2)" in other
    first = [re.findall(r"^ +(\d+)  \d+ to \d+ +(\S.*?)  ", out, re.MULTILINE) for out in (one, other)]
    assert first[0] == first[1]
    assert len(first[0]) == 24


def test_without_counts_the_ranks_are_held_fixed_and_nothing_is_said_of_chance(run):
    out = run("indicator", "71", "--published-only")[1]
    assert "No interval: the counts are not published, so nobody can say which differences are chance." in out
    assert not re.search(r"\d+ to \d+ +[A-Z]", out.split("\n\n")[1])
    assert "Other periods, for --period: 2008 Q4, 2009 Q1, 2009 Q2, 2009 Q3, 2009 Q4, 2010 Q1." in out


def test_where_less_is_better_it_says_so_and_the_least_is_first(run):
    out = run("indicator", "NI 114", "--published-only")[1]
    assert "less is better" in out
    values = [float(row) for row in re.findall(r"^ +\d+  \d+ to \d+ +\S.*?  +([\d.]+)  [\d.]+ to", out, re.MULTILINE)]
    assert len(values) > 100
    assert values == sorted(values)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["999"], "there is no indicator '999'"),
        ([""], "Invalid value for 'indicator': it is blank. See csrating indicator --help."),
        (["148", "--period", "1999"], "there are no figures of NI 148 in '1999'; expected one of: 2007, 2008, 2009, 2011."),
        (["148", "--period", " "], "Invalid value for '--period': it is blank. See csrating indicator --help."),
        (["44"], "no council has a figure of NI 44"),
        (["148", "--seed", "-1"], "Invalid value for '--seed'"),
        (["148", "--neighbours", "1999"], "there is no neighbour table of vintage '1999'"),
        (["148", "--framework", "1999"], "there is no framework '1999'"),
    ],
)
def test_what_cannot_be_ranked_is_told_in_one_sentence(run, arguments, sentence):
    code, out, error = run("indicator", *arguments)
    assert (code, out) == (2, "")
    assert error.replace("'INDICATOR'", "'indicator'").startswith(f"csrating: {sentence}")  # older libraries shout the name
    assert error.count("\n") == 1
