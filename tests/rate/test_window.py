"""A window of years leaves old inspections out, and every setting that it leaves out is accounted for."""

from importlib.resources import files

import pandas as pd
import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

from csrating.rate import rate
from csrating.rate.settings import counted, latest_in_scope
from csrating.rate.window import AGE_UNKNOWN, LEFT_OUT, settings_in, window_effects
from csrating.reference.frameworks import framework
from csrating.schema import INSPECTIONS
from tests.rate.conftest import inspection

RULES = framework("2010")
TEXT = (files("csrating.reference.frameworks") / "2010.toml").read_text(encoding="utf-8")
HOMES = "children's homes"


def settings(frame):
    return sorted(frame["setting"])


def effects(rows, rules=RULES):
    return window_effects(latest_in_scope(pd.DataFrame(rows), rules), rules)


def test_an_inspection_before_the_window_is_not_counted(make):
    rows = [
        make.inspection("on the cut-off", "primary schools", "good", on="2010-08-31"),
        make.inspection("three years before", "primary schools", "good", on="2007-08-31"),
        make.inspection("a day too old", "primary schools", "good", on="2007-08-30"),
        make.inspection("after the cut-off", "primary schools", "good", on="2010-09-01"),
    ]
    assert settings(counted(pd.DataFrame(rows), RULES)) == ["on the cut-off", "three years before"]


def test_in_2009_no_inspection_is_too_old(make):
    rows = [make.inspection("A", "primary schools", "good", on="1999-01-10")]
    assert settings(counted(pd.DataFrame(rows), framework("2009"))) == ["A"]
    assert effects(rows, framework("2009")).empty


def test_an_inspection_after_the_cut_off_does_not_bring_an_old_one_back(make):
    rows = [
        make.inspection("A", "primary schools", "good", on="2006-03-01"),
        make.inspection("A", "primary schools", "inadequate", on="2010-10-01"),
    ]
    assert counted(pd.DataFrame(rows), RULES).empty


def test_childminders_count_however_old_their_grades(make):
    rows = [make.inspection(kind, kind, "good", on="2006-02-01") for kind in ("childminding", "childcare on domestic premises")]
    assert settings(counted(pd.DataFrame(rows), RULES)) == ["childminding"]


def test_a_setting_without_a_day_counts_and_is_told(make):
    rows = [
        make.inspection("358/premises", "childcare on domestic premises", "good", on=None, settings=40),
        make.inspection("358/premises", "childcare on domestic premises", "satisfactory", on=None, settings=20),
        make.inspection("358/childminding", "childminding", "good", on=None, settings=120),
    ]
    assert counted(pd.DataFrame(rows), RULES)["settings"].sum() == 180
    found = effects(rows).squeeze()
    assert (found["effect"], found["settings"]) == (AGE_UNKNOWN, 60)
    assert found["text"] == (
        "age not known: 60 settings without a day of inspection are counted, however old (childcare on domestic premises 60)"
    )


def test_all_homes_count_in_2010(make):
    rows = [make.inspection(who, HOMES, "good", run_by=who, on="2009-03-02") for who in ("council", "private", "voluntary", "health")]
    rows += [make.inspection(f"{who} fostering", "fostering service", "good", run_by=who) for who in ("council", "private")]
    assert len(counted(pd.DataFrame(rows), RULES)) == 6
    assert settings(counted(pd.DataFrame(rows), framework("2009"))) == ["council", "council fostering"]


def test_the_settings_left_out_are_counted_once_each_with_their_cells(make):
    rows = [
        make.inspection("A", "primary schools", "good", on="2005-03-01"),
        make.inspection("A", "primary schools", "good", on="2005-03-01", aspect="staying safe"),
        make.inspection("B", "primary schools", "good", on="2006-03-01"),
        make.inspection("C", HOMES, "good", on="2006-03-01") | {"origin": "published"},
        make.inspection("D", "primary schools", "good", on="2006-03-01", council="355"),
        make.inspection("E", "primary schools", "good", on="2009-03-01"),
    ]
    found = effects(rows).set_index("council")
    assert found["effect"].tolist() == [LEFT_OUT, LEFT_OUT]
    assert found["settings"].to_dict() == {"358": 3, "355": 1}
    assert found.loc["358", "text"] == (
        "left out for age: 3 settings last inspected more than 3 years before the cut-off (primary schools 2, children's homes 1)"
    )
    assert found.loc["355", "text"].startswith("left out for age: 1 setting last inspected")
    assert (found.loc["358", "origin"], found.loc["358", "ref"]) == ("mixed", "test.csv#test!A and 2 more")


def test_a_council_says_how_many_of_its_settings_were_left_out(make):
    inspections = [
        *make.settings_of("primary schools", good=7, satisfactory=3),
        *make.settings_of(HOMES, good=2, satisfactory=1),
        make.inspection("old", "primary schools", "inadequate", on="2006-03-01"),
    ]
    ratings = rate(make.data(inspections), make.comparisons_of(("in line",) * 10), framework="2010")
    reasons = ratings.council("358").reasons
    first = reasons.iloc[0]
    assert (first["step"], first["rule"], first["evidence"]) == (LEFT_OUT, "inspections.window_years", "S")
    assert first["text"].endswith("(primary schools 1)")
    assert first["ref"] == "test.csv#test!old"
    assert reasons["text"].iloc[1] == "primary schools: 7 of 10 good or better (70.0 %), 0 inadequate (0.0 %)"
    before = rate(make.data(inspections), make.comparisons_of(("in line",) * 10), framework="2009").council("358")
    assert LEFT_OUT not in set(before.reasons["step"])
    assert before.row["settings"] == 14


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (
            {"primary schools": "2006-03-01", HOMES: "2006-03-01"},
            "the data hold no inspection findings on settings that count (2 settings left out for age), and at least 2",
        ),
        (
            {"primary schools": "2009-03-01", HOMES: "2006-03-01"},
            "inspection findings cover 1 of the 4 clusters of settings (1 setting left out for age), and at least 2",
        ),
    ],
)
def test_where_too_little_is_left_the_reason_says_what_was_left_out(make, rows, why):
    inspections = [make.inspection(kind, kind, "good", on=day) for kind, day in rows.items()]
    row = rate(make.data(inspections), make.comparisons_of(("in line",) * 10), framework="2010").council("358").row
    assert row["status"] == "not given"
    assert row["why"].startswith(why)


def test_no_inspections_at_all_have_no_effects():
    assert effects(pd.DataFrame(columns=INSPECTIONS.names).astype({"inspected_on": "datetime64[s]"})).empty


def windowed(tmp_path_factory, years):
    path = tmp_path_factory.mktemp("window") / "mine.toml"
    text = TEXT.replace("window_years = { value = 3", f"window_years = {{ value = {years}").replace('"2010"', '"mine"', 1)
    path.write_text(text, encoding="utf-8")
    return framework(path)


@pytest.fixture(scope="module")
def by_years(tmp_path_factory):
    """The framework of 2010 with windows of other widths."""
    return {years: windowed(tmp_path_factory, years) for years in (1, 2, 3, 4, 5, 10, 50)}


some_days = st.lists(
    st.tuples(
        st.one_of(st.none(), st.dates(pd.Timestamp("2003-01-01").date(), pd.Timestamp("2010-12-31").date())),
        st.sampled_from(["childminding", "primary schools", HOMES]),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=20,
)


@hypothesis_settings(max_examples=40)
@given(days=some_days, narrow=st.sampled_from((1, 2, 3, 4, 5, 10)), wide=st.sampled_from((2, 3, 4, 5, 10, 50)))
def test_a_wider_window_never_counts_fewer_settings_and_none_is_lost(by_years, days, narrow, wide):
    rows = [inspection(f"{kind} {place}", kind, "good", on=day) for day, kind, place in days]
    frame = pd.DataFrame(rows).drop_duplicates(["setting", "inspected_on"])
    frame["inspected_on"] = pd.to_datetime(frame["inspected_on"])
    narrow, wide = sorted((narrow, wide))
    some, more = (counted(frame, by_years[years]) for years in (narrow, wide))
    assert set(some["setting"]) <= set(more["setting"])
    assert settings_in(some).sum() <= settings_in(more).sum()
    for years, kept in ((narrow, some), (wide, more)):
        out = window_effects(latest_in_scope(frame, by_years[years]), by_years[years]).query("effect == @LEFT_OUT")["settings"].sum()
        assert settings_in(kept).sum() + out == settings_in(latest_in_scope(frame, by_years[years])).sum()
