"""Two tables of neighbours beside each other: by hand, against facts known of the published sheets, and what another table changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.errors import EvidenceError, ReferenceDataError, TableError, UnknownCouncilError


def table(**lists):
    rows = [(code[1:], place, neighbour) for code, some in lists.items() for place, neighbour in enumerate(some.split(), 1)]
    return pd.DataFrame(rows, columns=["council", "position", "neighbour"])


ONE = table(c358="356 343 342 341", c356="358 343", c343="342")
OTHER = table(c358="342 343 356 344", c356="341 340", c342="343")


def test_two_tables_worked_by_hand():
    """Of the three pairs that 358 shares all stand the other way round."""
    found = cs.compare_neighbour_tables(ONE, OTHER)
    assert found.table.drop(columns="agreement").to_numpy().tolist() == [
        ["356", "Stockport", 2, 0, "Liverpool; Knowsley", "Trafford; Sefton"],
        ["358", "Trafford", 4, 3, "Wirral", "Liverpool"],
    ]
    np.testing.assert_array_equal(found.table["agreement"], [np.nan, -1])
    assert (found.overlap, found.agreement) == (1.5, -1)
    assert found.only == (("343",), ("342",))
    assert found.mutual == (2 / 7, 0)
    assert found.of("E08000009")["shared"] == 3
    assert found.summary == (
        "the first table beside the second table: on average 1.5 of 4 neighbours are the same (from 0 to 3; 2 councils), in an order that "
        "agrees by -1.00 (Kendall's tau); 29 and 0 in 100 links are mutual; 1 council only in the first table; 1 council only in the "
        "second table"
    )
    assert "Least shared" in found._repr_html_()


@pytest.mark.parametrize(("order", "agreement"), [("356 343 342", 1.0), ("343 356 342", 1 / 3), ("342 356 343", -1 / 3)])
def test_agreement_is_of_the_pairs_that_stand_alike(order, agreement):
    """Three pairs: none, one or two of them the other way round."""
    found = cs.compare_neighbour_tables(table(c358="356 343 342"), table(c358=order))
    assert found.agreement == pytest.approx(agreement)


def test_the_nearest_alone():
    found = cs.compare_neighbour_tables(ONE, OTHER, k=2)
    assert found.of("Trafford")[["of", "shared", "came", "went"]].to_list() == [2, 1, "St Helens", "Stockport"]


def test_a_table_is_the_same_as_itself_and_as_its_file(tmp_path):
    file = tmp_path / "mine.csv"
    cs.reference.neighbour_table("2025").to_csv(file, index=False)
    for other in ("2025", str(file), cs.reference.neighbour_table("2025")):
        found = cs.compare_neighbour_tables("2025", other)
        assert (found.overlap, found.agreement, found.only) == (10, 1, ((), ()))


def test_what_is_known_of_the_vintages():
    """Of before 2019 and 2021, 8.9 of 10; of 2021 and 2025, 5.4 of 10 over the 151 councils in both; Trafford keeps six."""
    early, late = cs.compare_neighbour_tables("pre-2019", "2021"), cs.compare_neighbour_tables("2021", "2025")
    assert (round(early.overlap, 1), len(early.table)) == (8.9, 152)
    assert (round(late.overlap, 1), len(late.table)) == (5.4, 151)
    assert early.mutual == (928 / 1520, pytest.approx(0.59, abs=0.005))
    trafford = late.of("Trafford")
    assert trafford["shared"] == 6
    assert trafford["came"] == "Oxfordshire; Surrey; Cambridgeshire; Gloucestershire"
    assert trafford["went"] == "Bracknell Forest; Central Bedfordshire; York; Hampshire"


def test_what_is_known_of_the_published_sheets(shared: Path):
    """59 in 100 links are mutual in both; 5.5 of 10 on average over 158 rows, of which two have no neighbours in 2021 and share none."""
    one, other = (cs.read_file(shared / "real" / "present_day" / name).neighbours for name in ("sn_april_2021.xlsx", "sn_may_2025.xlsx"))
    found = cs.compare_neighbour_tables(one, other)
    assert [round(100 * share) for share in found.mutual] == [59, 59]
    assert found.only == ((), ("942", "943"))
    assert round(found.table["shared"].sum() / 158, 1) == 5.5


@pytest.mark.parametrize(
    ("one", "k", "says"),
    [
        ("2007", None, "there is no neighbour table of vintage '2007'"),
        (7, None, "the table of neighbours is of the kind int"),
        (ONE.drop(columns="position"), None, "has the columns council, neighbour"),
        ("no-such.csv", None, "no-such.csv: the neighbours cannot be read"),
        (ONE, 0, "the nearest 0 are compared; expected a whole number from 1"),
        (table(c301="302"), None, "no council has neighbours in both"),
    ],
)
def test_what_cannot_be_compared_is_refused(one, k, says):
    with pytest.raises((ReferenceDataError, EvidenceError, TableError), match=says):
        cs.compare_neighbour_tables(one, OTHER, k=k)


def test_a_council_of_one_table_alone_is_told():
    found = cs.compare_neighbour_tables(ONE, OTHER)
    with pytest.raises(EvidenceError, match=r"Sefton \(343\) does not have .* It has neighbours in the first table alone"):
        found.of("Sefton")
    with pytest.raises(UnknownCouncilError):
        found.of("Traford")


LISTS = {"near": "334 919 305 356 867", "far": "380 382 384 390 391", "few": "380 382"}


@pytest.fixture
def small(made):
    """Trafford has 50; five councils near it 50 too and five far from it 30, so that another table makes it above."""
    figures = {"358": 50.0, **dict.fromkeys(LISTS["near"].split(), 50.0), **dict.fromkeys(LISTS["far"].split(), 30.0)}
    figures |= {"334": 51.0, "380": 31.0}
    return type("Data", (), {"observations": made.observations(figures)})()


def test_another_table_changes_a_standing(small):
    near, far, few = (table(c358=LISTS[name]) for name in LISTS)
    found = cs.changed_standings(small, far, before=near, council="Trafford")
    row = found.changed.iloc[0]
    assert row[["indicator", "standing_before", "standing_after", "change"]].to_list() == ["NI 148", "in line", "above", "another standing"]
    assert row[["baseline_before", "baseline_after"]].to_list() == pytest.approx([50.2, 30.2])
    assert found.summary == "Other standings by the second table than by the first table: 1 of 1 standings of Trafford"
    lost = cs.changed_standings(small, few, before=near)
    assert lost.by_council.set_index("council").loc["358"].to_list() == ["Trafford", 0, 1, 0, 1]
    assert lost.summary.endswith(", 1 no longer comparable")
    assert cs.changed_standings(small, near, before=near).changed.empty


def test_the_changes_are_those_that_two_comparisons_show(repository):
    data = cs.read(repository / "data" / "raw", published_only=True)
    found = cs.changed_standings(data, "2025", council="Trafford")
    one, other = (cs.compare(data, "Trafford", neighbour_table=vintage).latest for vintage in ("pre-2019", "2025"))
    differ = one.loc[one["standing"] != other["standing"], "indicator"].to_list()
    assert found.changed["indicator"].to_list() == differ != []
    assert len(found.table) == len(one)


HANDFUL = {
    "child poverty": "ChildPov",
    "free school meals, primary": "PriFSM",
    "free school meals, secondary": "SecFSM",
    "other first language, primary": "EALPri",
    "other first language, secondary": "EALSec",
}


def test_a_name_that_passed_on_to_another_council_means_the_one_with_neighbours():
    """Dorset is 835 to 2019 and 838 since; the tables from 2019 on know the new one, that before 2019 the old one."""
    assert cs.compare_neighbour_tables("2021", "2025").of("Dorset")["council"] == "838"
    assert cs.compare_neighbour_tables("pre-2019", "pre-2019").of("Dorset")["council"] == "835"
    with pytest.raises(EvidenceError, match=r"Poole \(836\) does not have neighbours in both .* It has neighbours in 2021 alone"):
        cs.compare_neighbour_tables("2021", "2025").of("Poole")


def test_a_name_of_two_councils_that_both_have_neighbours_is_asked_about():
    both = pd.DataFrame({"council": ["835", "838"], "position": [1, 1], "neighbour": ["358", "358"]})
    found = cs.compare_neighbour_tables(both, both)
    with pytest.raises(UnknownCouncilError, match=r"Dorset is the name of 835 and 838, which have .* Give the code of one"):
        found.of("Dorset")
    assert found.of("838")["council"] == "838"


@pytest.mark.slow
def test_a_handful_of_published_characteristics_comes_half_way_to_the_published_table(shared: Path):
    """Chance would share 10 · 10 / 150 = 0.7 of 10; the published model, with other variables and weights, shares four to five of ten."""
    figures = cs.read_file(shared / "real" / "present_day" / "lait_bds_long.parquet").figures
    given = cs.characteristics_of(figures, HANDFUL)
    assert given.attrs["periods"] == dict.fromkeys(HANDFUL, "2025")
    assert given.shape == (153, 6)
    with pytest.raises(TableError, match="City of London has no figure of free school meals, secondary"):
        cs.own_neighbours(given)
    own = cs.own_neighbours(given, missing="leave out")
    assert own.left_out["row"].to_list() == ["City of London", "Isles of Scilly"]
    found = cs.compare_neighbour_tables(own, "2025")
    assert (len(found.table), round(found.overlap, 1), round(found.agreement, 2)) == (151, 4.5, 0.15)
    one = {name: cs.compare_neighbour_tables(cs.own_neighbours(given[["council", name]].dropna()), "2025").overlap for name in HANDFUL}
    assert max(one.values()) < found.overlap
