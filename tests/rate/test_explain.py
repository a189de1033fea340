"""The explanation of a rating: its leaves are in the raw files, and from them alone the rating comes out again."""

import csv
import hashlib
import json
import math
from collections import defaultdict
from functools import cache
from statistics import fmean, stdev

import openpyxl
import pandas as pd
import pytest

import csrating as cs
from csrating.errors import EvidenceError, UnknownCouncilError

GOOD = ("good", "outstanding")
CLUSTERS = {
    "early years": {"childminding", "childcare on domestic premises", "childcare on non-domestic premises", "nursery schools"},
    "schools": {"primary schools", "secondary schools", "special schools", "pupil referral units"},
    "post-16": {"school sixth forms", "sixth-form colleges", "further education colleges"},
    "social care": {"children's homes", "fostering service", "adoption service", "private fostering arrangements"},
}
POINTS_OF_ONE = {"outstanding": 4, "good": 3, "satisfactory": 2, "inadequate": 1}
LOW_IS_GOOD = set(cs.indicators().query("polarity == 'low'")["indicator"])


def points(share):
    return 4 if share >= 80 else 3 if share >= 65 else 2 if share >= 50 else 1


def rated_from(leaves):
    """The rating by the model as METHOD.md writes it down, from the cells of an explanation alone; 0 where none is given."""
    settings, figures, findings = defaultdict(lambda: defaultdict(int)), defaultdict(dict), set()
    for leaf in leaves.itertuples():
        if leaf.of == "grade":
            settings[leaf.subject][leaf.detail] += 1 if isinstance(leaf.value, str) else int(leaf.value)
        elif leaf.of in ("council's figure", "similar area"):
            figures[leaf.subject].setdefault(leaf.of, {})[leaf.detail] = leaf.value
        elif leaf.of == "finding":
            findings.add((leaf.subject, leaf.detail))
    clusters = [fmean(map(row_points, rows)) for rows in by_cluster(settings) if rows]
    standings = [in_line for indicator, found in figures.items() if (in_line := standing(indicator, found)) is not None]
    if len(clusters) < 2 or len(standings) < 5:
        return 0
    combined = (2 * fmean(clusters) + points(100 * sum(standings) / len(standings))) / 3
    rating = 1 + sum(combined >= cut - 1e-9 for cut in (3.5, 2.5, 1.5))
    if ("unannounced inspection", "area for priority action") in findings:
        rating = max(1, rating - 1)
    return 1 if ("full inspection", "inadequate") in findings else rating


def by_cluster(settings):
    return [[grades for kind, grades in settings.items() if kind in kinds] for kinds in CLUSTERS.values()]


def row_points(grades):
    number = sum(grades.values())
    if number == 1:
        return POINTS_OF_ONE[next(grade for grade, count in grades.items() if count)]
    docked = number >= 5 and 100 * grades["inadequate"] / number > 10
    return max(1, points(100 * sum(grades[grade] for grade in GOOD) / number) - docked)


def standing(indicator, found):
    """Whether in line or above; None where it cannot be compared."""
    own = [value for value in found.get("council's figure", {}).values() if not isinstance(value, str)]
    near = [value for value in found.get("similar area", {}).values() if not isinstance(value, str)]
    if not own or len(near) < 5 or stdev(near) is None:
        return None
    way = -1 if indicator in LOW_IS_GOOD else 1
    return way * (own[0] - fmean(near)) >= -0.5 * stdev(near) - 1e-9


def leaves_of(ratings, council):
    table = cs.explain(ratings, council).table
    kinds = table.set_index("id")["what"]
    leaves = table[table["what"] == "cell"]
    leaves = leaves.assign(of=leaves["parent"].map(kinds))
    several = leaves.groupby(["parent"])["id"].transform("size") > 1
    return leaves[~(several & leaves["of"].isin(["council's figure", "similar area"]) & leaves.duplicated("parent"))]


@pytest.fixture(scope="module")
def all_leaves(ratings):
    return {code: leaves_of(ratings, code) for code in ratings.table["council"]}


def test_from_the_leaves_alone_all_152_ratings_come_out_again(ratings, all_leaves):
    given = ratings.table.set_index("council")["rating"].fillna(0).astype(int)
    again = pd.Series({code: rated_from(leaves) for code, leaves in all_leaves.items()})
    assert again.to_dict() == given.to_dict()
    assert sorted(again.unique()) == [1, 2, 3, 4]


def test_other_leaves_would_give_other_ratings(ratings, all_leaves):
    """The twin: the sum above is one that can fail."""
    worse = {code: leaves.assign(detail=leaves["detail"].replace({"good": "inadequate"})) for code, leaves in all_leaves.items()}
    given = ratings.table.set_index("council")["rating"].fillna(0).astype(int)
    assert sum(rated_from(leaves) < given[code] for code, leaves in worse.items()) > 100


@cache
def raw_file(path):
    """Every filled cell of a raw file by sheet and address, opened by another reader than the package's."""
    if path.suffix == ".csv":
        raw = path.read_bytes()
        text = raw.decode("cp1252" if b"\x96" in raw else "utf-8-sig")  # one publisher's dashes are those of Windows
        rows = list(csv.reader(text.splitlines()))
        sheet = path.stem
        letters = [openpyxl.utils.get_column_letter(column) for column in range(1, max(map(len, rows)) + 1)]
        return {(sheet, f"{letters[at]}{number}"): value for number, row in enumerate(rows, 1) for at, value in enumerate(row)}
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
    }


def same(stored, value):
    if isinstance(value, int | float) and not isinstance(value, bool):
        return math.isclose(float(stored), value, rel_tol=1e-12)
    return stored == str(value if value is not None else "").strip()


@pytest.mark.slow
def test_every_leaf_stands_in_its_raw_file(repository, ratings, all_leaves):
    paths = {path.name: path for path in (repository / "data" / "raw").rglob("*") if path.suffix in (".xlsx", ".csv")}
    leaves = pd.concat(all_leaves.values()).drop_duplicates(["file", "sheet", "address"])
    assert len(leaves) > 20_000
    for (file, sha256), rows in leaves.groupby(["file", "sha256"]):
        assert hashlib.sha256(paths[file].read_bytes()).hexdigest() == sha256
        cells = raw_file(paths[file])
        for row in rows.itertuples():
            assert same(row.stored, cells.get((row.sheet, row.address), "")), row.text
    assert not same("2", 3)
    assert not same("-", "")


def test_a_figure_is_what_its_cell_says(all_leaves):
    leaves = all_leaves["358"]
    figures = leaves[leaves["of"].isin(["council's figure", "similar area"])]
    worked_out = figures["file"].str.contains("looked-after|attainment")
    is_number = figures["value"].map(lambda value: isinstance(value, float))
    as_they_stand = figures[is_number & ~worked_out]
    assert len(as_they_stand) > 500
    assert [float(stored) for stored in as_they_stand["stored"]] == pytest.approx(as_they_stand["value"].astype(float).tolist(), rel=1e-6)
    missing = figures[~is_number]
    assert set(missing["value"]) <= {"suppressed", "not available", "not applicable", "not returned", "banded"}


def test_the_road_runs_from_the_rating_to_a_cell(ratings):
    found = cs.explain(ratings, "Salford")
    table = found.table.set_index("id")
    cell = table[(table["what"] == "cell") & (table["subject"] == "NI 148") & (table["detail"] == "355")].iloc[0]
    road = []
    while cell["parent"]:
        cell = table.loc[cell["parent"]]
        road.append(cell["what"])
    assert road == ["council's figure", "indicator", "indicators", "combined", "data band", "rating"]
    assert found.root.parts[0].what == "limit"
    assert found.root.parts[0].parts[0].cells[0].stored == "area for priority action"


def test_each_step_with_a_rule_shows_its_mark(ratings):
    for code in ("358", "355", "209"):
        table = cs.explain(ratings, code).table
        ruled = table[table["rule"] != ""]
        assert len(ruled) > 80
        assert [ratings.framework.rule(rule).evidence for rule in ruled["rule"]] == ruled["evidence"].tolist()
    text = repr(cs.explain(ratings, "Salford"))
    assert "[S: limits.priority_action]" in text
    assert "A our assumption" in text
    assert "demonstration figures, published by nobody" in text


def test_text_json_card_and_table_tell_the_same_tree(ratings):
    found = cs.explain(ratings, "Trafford")
    steps = list(found.root.walk())
    cells = list(found.root.all_cells)
    assert len(found.table) == len(steps) + len(cells)
    told = json.loads(found.json())
    assert told["name"] == "Trafford"

    def len_cells(step):
        return len(step.get("cells", [])) + sum(map(len_cells, step.get("parts", [])))

    def number(step):
        return 1 + sum(number(part) for part in step.get("parts", []))

    assert (number(told["why"]), len_cells(told["why"])) == (len(steps), len(cells))
    assert found._repr_html_().count("<code>") == len(cells)
    assert len(found.lines(cells=10**6)) == len(steps) + len(cells)
    assert found.page().startswith("<!DOCTYPE html>")


def test_about_goes_down_one_branch(ratings):
    found = cs.explain(ratings, "Trafford")
    schools, care = found.about("Primary Schools"), found.about("148")
    assert schools.root.text.startswith("primary schools: ")
    assert {step.what for step in care.root.walk()} == {"indicator", "council's figure", "similar area", "in line"}
    assert care.root.subject == "NI 148"
    with pytest.raises(EvidenceError, match=r"rests on nothing called 'zoos'; expected an indicator such as 148, or .*primary schools"):
        found.about("zoos")


def test_what_is_not_there_is_told(ratings, repository):
    published = cs.read(repository / "data" / "raw", published_only=True)
    found = cs.explain(cs.rate(published, cs.compare(published)), "Trafford")
    text = repr(found)
    assert "no rating" in text.casefold()
    assert "no council has a figure of" in text
    assert not found.is_demonstration
    with pytest.raises(UnknownCouncilError):
        cs.explain(ratings, "Traford")
