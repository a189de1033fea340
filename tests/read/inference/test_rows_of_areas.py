"""Rows of areas as publishers have them: merged or blank names, one region, joint rows, wrong codes, rows said twice, districts between."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import CODES, COUNCILS, Rows, asked, read_again, said, text, workbook

from csrating.errors import UnknownCouncilError
from csrating.read import Reading, read_file

SEXES = ("Girls", "Boys", "Total")
WITHOUT = "which area the rows without one are about"


def pivoted() -> list[list[object]]:
    """Three rows for each council, of which only the first names it."""
    rows: list[list[object]] = [["LA", "Sex", "Number 2012"]]
    for place, name in enumerate(COUNCILS):
        rows += [[name if sex == "Girls" else None, sex, 10 * place + at] for at, sex in enumerate(SEXES, start=1)]
    return rows


def stated() -> dict[tuple[str, str], float]:
    return {(CODES[name], f"Sex: {sex}"): 10.0 * place + at for place, name in enumerate(COUNCILS) for at, sex in enumerate(SEXES, start=1)}


def given(reading: Reading) -> dict[tuple[str, str], float]:
    figures = reading.figures
    return dict(zip(zip(figures["area"], figures["breakdown"], strict=True), figures["value"], strict=True))


def test_rows_under_a_council_that_all_have_the_same_words_go_on(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", pivoted())
    reading = read_file(path)
    assert given(reading) == stated()
    assert reading.layout.tables[0].fill_down
    assert said(read_again(tmp_path, reading, path).figures) == said(reading.figures)


@pytest.mark.parametrize(
    ("row", "cell", "becomes", "where"),
    [(4, 0, None, "A3"), (5, 1, "Men", "A3"), (5, 1, None, "A3"), (1, 0, None, "A3"), (2, 0, "Kent", "A4")],
    ids=["a name is lost", "a word differs", "a word is lost", "the first name is lost", "a name too many"],
)
def test_rows_that_do_not_plainly_go_on_are_asked_about(tmp_path: Path, row: int, cell: int, becomes: str | None, where: str) -> None:
    rows = pivoted()
    rows[row][cell] = becomes
    reading = read_file(text(tmp_path / "t.csv", rows))
    assert reading.figures.empty
    assert WITHOUT in [words for words, _ in asked(reading)]


def test_a_council_merged_down_holds_for_all_its_rows(tmp_path: Path) -> None:
    merged = [f"A{2 + 3 * place}:A{4 + 3 * place}" for place in range(len(COUNCILS))]
    path = workbook(tmp_path / "t.xlsx", pivoted(), merged=merged)
    reading = read_file(path)
    assert given(reading) == stated()
    assert not reading.layout.tables[0].fill_down
    assert said(read_again(tmp_path, reading, path).figures) == said(reading.figures)


def test_merged_councils_may_have_different_rows(tmp_path: Path) -> None:
    rows = pivoted()
    del rows[4]  # Girls of Bury: then her name stands beside Boys
    rows[4][0] = "Bury"
    merged = ["A2:A4", "A5:A6", *(f"A{1 + 3 * place}:A{3 + 3 * place}" for place in range(2, len(COUNCILS)))]
    left = {key: value for key, value in stated().items() if key != (CODES["Bury"], "Sex: Girls")}
    assert given(read_file(workbook(tmp_path / "t.xlsx", rows, merged=merged))) == left
    assert [words for words, _ in asked(read_file(workbook(tmp_path / "bare.xlsx", rows)))] == [WITHOUT]


def test_a_kept_layout_leaves_no_row_without_an_area_out(tmp_path: Path) -> None:
    rows: Rows = [["LA", "Number 2012"], *([name, 5] for name in COUNCILS), ["Ruritania", 7]]
    reading = read_file(text(tmp_path / "t.csv", rows))
    changed = text(tmp_path / "next.csv", [*rows, [None, 6]])
    with pytest.raises(UnknownCouncilError, match="A9: code and name are blank"):
        read_again(tmp_path, reading, changed)


def explore(*regions: tuple[str, str]) -> list[list[object]]:
    head = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name"]
    rows: list[list[object]] = [[*head, "new_la_code", "la_name", "number"]]
    start = ["2024", "Reporting year"]
    rows.append([*start, "National", "E92000001", "England", "", "", "", "", 100])
    for code, region in regions:
        rows.append([*start, "Regional", "E92000001", "England", code, region, "", "", 50])
    for gss, name in (("E08000009", "Trafford"), ("E08000002", "Bury")):
        rows.append([*start, "Local authority", "E92000001", "England", *regions[0], gss, name, 5])
    return rows


NORTH_WEST, NORTH_EAST = ("E12000002", "North West"), ("E12000001", "North East")


@pytest.mark.parametrize("regions", [(NORTH_WEST,), (NORTH_WEST, NORTH_EAST)], ids=["one region", "two"])
def test_rows_of_regions_are_about_their_region_and_not_their_country(tmp_path: Path, regions: tuple[tuple[str, str], ...]) -> None:
    reading = read_file(text(tmp_path / "t.csv", explore(*regions)))
    assert reading.questions == ()
    assert reading.figures["area"].tolist() == ["England", *(name for _, name in regions), "358", "351"]


def test_a_row_of_two_councils_together_is_left_out_and_listed(tmp_path: Path) -> None:
    rows = [*explore(NORTH_WEST)]
    both = "North Northamptonshire / West Northamptonshire"
    rows.append([*rows[-1][:7], "E06000061 / E06000062", both, 9])
    path = text(tmp_path / "t.csv", rows)
    reading = read_file(path)
    assert reading.figures["value"].tolist() == [100, 50, 5, 5]
    assert [(one.kind, both in one.found) for one in reading.remarks] == [("area left out", True)]
    assert said(read_again(tmp_path, reading, path).figures) == said(reading.figures)


def coded(**changes: str) -> Rows:
    """Codes and names; ``changes`` gives some councils another name."""
    return [["Code", "LA", "Adopted 2011"], *([CODES[name], changes.get(name, name), 5 + at] for at, name in enumerate(COUNCILS))]


def test_one_name_that_contradicts_its_code_and_is_no_council_is_left_out_and_listed(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", coded(Kent="Tyne and Wear"))
    reading = read_file(path)
    assert set(reading.figures["area"]) == {CODES[name] for name in COUNCILS if name != "Kent"}
    assert ["Tyne and Wear" in one.found and "Kent" in one.found for one in reading.remarks if one.kind == "area left out"] == [True]


@pytest.mark.parametrize(
    "changes", [{"Kent": "Leeds"}, {"Kent": "Tyne and Wear", "Bury": "Wales"}], ids=["of another council", "of several"]
)
def test_codes_that_contradict_councils_or_many_names_are_refused(tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(UnknownCouncilError, match="but the name beside it"):
        read_file(text(tmp_path / "t.csv", coded(**changes)))


def test_a_row_that_is_said_twice_is_read_once_and_told(tmp_path: Path) -> None:
    rows: Rows = [["LA", "Adopted 2011"], *([name, at] for at, name in enumerate(COUNCILS)), [COUNCILS[0], 0]]
    reading = read_file(text(tmp_path / "t.csv", rows))
    assert len(reading.figures) == len(COUNCILS)
    assert [one.kind for one in reading.remarks] == ["row said again"]
    differing = read_file(text(tmp_path / "u.csv", [*rows[:-1], [COUNCILS[0], 9]]))
    assert differing.figures.empty
    assert len(differing.questions) == 1


def test_districts_between_councils_do_not_cut_a_table(tmp_path: Path) -> None:
    districts = [("E07000223", "Adur"), ("E07000026", "Allerdale"), ("W06000015", "Cardiff")]
    areas = [
        *districts[:2],
        ("E08000016", "Barnsley"),
        ("E07000171", "Bassetlaw"),
        ("E08000002", "Bury"),
        districts[2],
        ("E08000009", "Trafford"),
    ]
    rows: Rows = [
        ["ONS code", "LA name", "Fund", "Kind", "Amount 2020"],
        *([*area, "Hardship", "Grant", at] for at, area in enumerate(areas)),
    ]
    reading = read_file(text(tmp_path / "t.csv", rows))
    assert reading.questions == ()
    assert reading.figures["value"].tolist() == [2, 4, 6]
    assert len([one for one in reading.remarks if one.kind == "area left out"]) == 4


def test_a_total_beside_a_region_is_the_region_and_beside_a_council_is_left_out_and_listed(tmp_path: Path) -> None:
    rows = [
        ["Region", "Code", "Council", "Rate 2011"],
        ["England", "", "Total", 5],
        ["North West", "", "Region total", 6],
        ["North West", 351, "Bury", 4],
        ["North West", 358, "Trafford", 7],
        ["London", "", "All authorities", 3],
        ["London", 202, "Camden", 2],
    ]
    read = read_file(text(tmp_path / "t.csv", rows))
    assert not read.questions
    assert read.figures["area_name"].tolist() == ["England", "North West", "Bury", "Trafford", "London", "Camden"]
    rows[4][2] = "Total"
    read = read_file(text(tmp_path / "t.csv", rows))
    assert "358" not in read.figures["area"].tolist()
    assert "code '358' is Trafford (358), but the name beside it is 'Total'" in " ".join(one.found for one in read.remarks)


def with_parents(code: str, name: str, parent: str) -> list[list[object]]:
    """A download that names the parent of each area in columns of its own, with one more row."""
    regions = {"E12000002": ("E08000002", "Bury"), "E12000008": ("E10000016", "Kent"), "E12000003": ("E08000035", "Leeds")}
    rows: list[list[object]] = [[region, own, council, 5] for region, (own, council) in regions.items()]
    return [["Parent code", "Area code", "Area name", "Adopted 2012"], *rows, [parent, code, name, 7]]


def test_beside_the_code_of_its_parent_alone_a_council_is_known_by_its_name(tmp_path: Path) -> None:
    figures = read_file(text(tmp_path / "t.csv", with_parents("", "Trafford", "E12000002"))).figures
    assert figures.set_index("value").loc[7, ["level", "area"]].tolist() == ["council", "358"]


def test_a_code_of_its_own_that_contradicts_a_name_is_still_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownCouncilError):
        read_file(text(tmp_path / "t.csv", with_parents("E08000002", "Trafford", "E12000002")))
