"""The published figures in data/raw/published against the files they were carried over from, cell by cell and both ways.

The workbooks are opened here with openpyxl and csv, not with the package's own reader, so that neither can hide the other's mistake.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Figures = dict[tuple[str, ...], Any]
QUARTERS = ("Oct-Dec 2008", "Jan-Mar 2009", "Apr-Jun 2009", "Jul-Sep 2009", "Oct-Dec 2009", "Jan-Mar 2010", "Apr-Jun 2010")
YEARS_AT_KEY_STAGES = {"2007": "2007", "2008": "2008", "2009": "2009", "20093": "2009", "2010": "2010", "20102": "2010", "2011": "2011"}


@pytest.fixture(scope="module")
def ours(repository: Path) -> Path:
    return repository / "data" / "raw" / "published"


@pytest.fixture(scope="module")
def theirs(shared: Path) -> Path:
    return shared / "real" / "nis_era"


def figure(text: Any) -> Any:
    """A published text as the number it is, or as it stands."""
    try:
        return float(text)
    except (TypeError, ValueError):
        return text


def area(name: Any) -> str:
    """A name without the padding and capitals by which headings differ from rows."""
    return str(name).strip().casefold()


def csv_rows(path: Path, encoding: str = "utf-8-sig", prose: int = 0) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        for _ in range(prose):
            next(stream)
        return [row for row in csv.DictReader(stream) if any(row.values())]


def sheet_rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def filled(cells: Iterable[Any]) -> list[Any]:
    """The cells of a header row, a merged cell's text repeated over the columns that it covers."""
    held, out = None, []
    for cell in cells:
        held = cell if cell is not None else held
        out.append(held)
    return out


def header_at(rows: list[tuple[Any, ...]], text: str) -> int:
    [found] = [number for number, row in enumerate(rows) if text in row]
    return found


def table_under(rows: list[tuple[Any, ...]], first: int, columns: Mapping[int, tuple[str, ...]], name_at: int) -> Figures:
    """Every cell of the rows that hold more than a footnote, keyed by area and column; a cell with nothing in it has no figure."""
    found: Figures = {}
    for row in rows[first:]:
        if row[name_at] is None or all(row[column] is None for column in columns):
            continue
        for column, key in columns.items():
            if row[column] is not None:
                assert (area(row[name_at]), *key) not in found
                found[(area(row[name_at]), *key)] = row[column]
    return found


# --- NI 71 --------------------------------------------------------------------------------------------------------------------------------


def runaways(ours: Path) -> Figures:
    rows = sheet_rows(ours / "runaways-ni-071.xlsx", "NI 71")
    top = header_at(rows, "LA code")
    quarters, criteria = filled(rows[top]), rows[top + 2]
    columns = {place: (str(quarters[place]), str(criteria[place])) for place in range(2, len(criteria))}
    return table_under(rows, top + 3, columns, 1)


def test_ni_71_is_the_published_file(ours: Path, theirs: Path) -> None:
    measures = ("Overall", "Information gathered", "Needs analysis", "Procedures", "Protocols", "Needs assessment")
    stems = ("Overall", "Infogath", "needsanalysis", "procedure", "protocol", "needassess")
    published = csv_rows(theirs / "OSR23_2010_UD.csv")
    expected = {
        (area(row["Geog_name"]), quarter, measure): figure(row[f"{stem}_{number}"])
        for row in published
        for number, quarter in enumerate(QUARTERS, start=1)
        for measure, stem in zip(measures, stems, strict=True)
    }
    assert len(expected) == 162 * 42
    assert runaways(ours) == expected
    rows = sheet_rows(ours / "runaways-ni-071.xlsx", "NI 71")
    codes = {(str(row[0]), row[1]) for row in rows if row[1] not in (None, "Area")}
    names = {(row["Geog_code"], row["Geog_name"] if row["Geog_lev"] == "LA" else row["Geog_name"].upper()) for row in published}
    assert codes == names


def test_ni_71_returns_and_means_are_those_of_its_metadata(ours: Path) -> None:
    figures = runaways(ours)
    rows = sheet_rows(ours / "runaways-ni-071.xlsx", "NI 71")
    councils = {area(row[1]) for row in rows if isinstance(row[0], int) and row[1] != "ENGLAND "}
    assert len(councils) == 152
    returns, means = [], []
    for quarter in QUARTERS:
        scores = [figures[(council, quarter, "Overall")] for council in councils]
        made = [score for score in scores if score != "-"]
        returns.append(len(made))
        means.append(round(sum(made) / len(made), 1))
    assert returns == [121, 146, 152, 147, 150, 142, 112]
    assert means == [figures[("england", quarter, "Overall")] for quarter in QUARTERS] == [7.4, 8.0, 8.7, 9.4, 9.9, 10.5, 11.1]


# --- NI 79 to 82 --------------------------------------------------------------------------------------------------------------------------


def test_ni_79_to_82_are_the_published_rows(ours: Path, theirs: Path) -> None:
    mine = csv_rows(ours / "attainment-at-19.csv")
    kept = [name for name in mine[0] if name != "level"]
    published = [
        tuple(row[name] for name in kept)
        for row in csv_rows(theirs / "level2_3_at_19_LA_2005_2025.csv")
        if row["cohort_19_in"] in {str(year) for year in range(2005, 2012)} and row["gender"] == row["sen"] == "ALL"
    ]
    assert sorted(tuple(row[name] for name in kept) for row in mine) == sorted(published)
    assert len(mine) == 7 * 3 * 160
    levels = {row["level"]: row for row in mine}
    assert (levels["National"]["region"], levels["Regional"]["la_name"]) == ("ALL", "ALL")
    for year in range(2005, 2012):
        councils = {row["la_code_3"] for row in mine if row["level"] == "Local authority" and row["cohort_19_in"] == str(year)}
        assert len(councils) == 150
        assert councils.isdisjoint({"201", "420"})


# --- NI 114 -------------------------------------------------------------------------------------------------------------------------------

SCHOOL_YEARS = {"200607": "2006/07", "200708": "2007/08", "200809": "2008/09", "200910": "2009/10"}


def exclusions(ours: Path) -> Figures:
    rows = sheet_rows(ours / "permanent-exclusions-ni-114.xlsx", "NI 114")
    top = header_at(rows, "Area")
    years, measures = filled(rows[top]), rows[top + 1]
    columns = {place: (str(years[place]), str(measures[place])) for place in range(1, len(measures)) if measures[place]}
    return table_under(rows, top + 2, columns, 0)


def published_exclusions(theirs: Path) -> list[dict[str, str]]:
    rows = csv_rows(theirs / "exclusions_la_2006_2017.csv")
    return [row for row in rows if row["year"] in SCHOOL_YEARS and row["school_type"] == "Total"]


def test_ni_114_is_the_published_file_but_for_the_rows_without_a_name(ours: Path, theirs: Path) -> None:
    published = published_exclusions(theirs)
    measures = {"Pupils on roll": "headcount", "Permanent exclusions": "perm_excl", "Rate (%)": "perm_excl_rate"}
    named = [row for row in published if row["la_name"] != "NULL"]
    left_out = [(row["year"], row["level"], row["headcount"], row["perm_excl"]) for row in published if row["la_name"] == "NULL"]
    assert left_out == [("200607", "Region", "0", "20"), ("200607", "Local authority", "0", "20")]
    expected = {
        (area(row["la_name"]), SCHOOL_YEARS[row["year"]], ours_says): figure(row[column])
        for row in named
        for ours_says, column in measures.items()
    }
    assert len(expected) == 3 * len(named)
    assert exclusions(ours) == expected


def test_ni_114_has_as_many_councils_with_a_rate_as_are_known(ours: Path, theirs: Path) -> None:
    figures = exclusions(ours)
    councils = {area(row["la_name"]) for row in published_exclusions(theirs) if row["level"] == "Local authority"}
    rates = {(name, year): figures.get((name, year, "Rate (%)")) for name in councils for year in SCHOOL_YEARS.values()}
    counted = {year: sum(isinstance(rate, int | float) for (_, of), rate in rates.items() if of == year) for year in SCHOOL_YEARS.values()}
    assert counted == {"2006/07": 148, "2007/08": 148, "2008/09": 148, "2009/10": 149}
    for successor in ("bedford", "central bedfordshire", "cheshire east", "cheshire west and chester"):
        assert rates[(successor, "2008/09")] == "."
        assert rates[(successor, "2006/07")] is None
    assert rates[("rutland", "2008/09")] == rates[("rotherham", "2008/09")] == "x"
    assert figures[("england", "2006/07", "Permanent exclusions")] == 8680


def test_regions_stand_as_capitals_above_their_councils(ours: Path) -> None:
    names = [row[0] for row in sheet_rows(ours / "permanent-exclusions-ni-114.xlsx", "NI 114") if row[0]]
    above: dict[str, str] = {}
    heading = ""
    for name in names:
        heading = name if name.isupper() else heading
        above[name] = heading
    assert above["Trafford"] == above["Cheshire (Pre LGR 2009)"] == "NORTH WEST"
    assert above["Bedfordshire (Pre LGR 2009)"] == "EAST OF ENGLAND"
    assert (above["Lewisham"], above["Barnet"]) == ("INNER LONDON", "OUTER LONDON")


# --- NI 99, 100 and 101 -------------------------------------------------------------------------------------------------------------------


def key_stages(ours: Path) -> tuple[Figures, Figures]:
    rows = sheet_rows(ours / "looked-after-attainment-ni-099-100-101.xlsx", "Attainment")
    first, second = (number for number, row in enumerate(rows) if row[0] == "LA Number")
    found = []
    for top, end in ((first, second - 1), (second, len(rows))):
        columns = {}
        for place, text in enumerate(rows[top][2:], start=2):
            if text is not None:
                measure, year = text.rsplit(" ", 1)
                columns[place] = (measure, YEARS_AT_KEY_STAGES[year])
        found.append(table_under(rows[:end], top + 1, columns, 1))
    return found[0], found[1]


@pytest.mark.parametrize(
    ("stage", "file", "measures"),
    [
        (
            0,
            "KS2_Attainment_2007-2011_LA.csv",
            ("Total eligible for KS2 tests", "Number achieving Level 4 in English", "Number achieving Level 4 in Maths"),
        ),
        (
            1,
            "KS4_Attainment_2007-2011_LA.csv",
            ("Number eligible to sit GCSEs", "Number of children achieving 5+ GCSEs at grades A*-C including English & mathematics"),
        ),
    ],
)
def test_ni_99_to_101_are_the_published_files(ours: Path, theirs: Path, stage: int, file: str, measures: tuple[str, ...]) -> None:
    published = csv_rows(theirs / file)
    expected = {
        (area(row[""]), measure, str(year)): figure(row[f"{measure} {year}"])
        for row in published
        for measure in measures
        for year in range(2007, 2012)
    }
    assert key_stages(ours)[stage] == expected
    rows = sheet_rows(ours / "looked-after-attainment-ni-099-100-101.xlsx", "Attainment")
    assert {(row["LA Number"], row[""]) for row in published} <= {(str(row[0]), row[1]) for row in rows}


@pytest.mark.parametrize(
    ("stage", "of", "measure", "known"),
    [
        (0, "Total eligible for KS2 tests", "Number achieving Level 4 in English", [84, 87, 84, 65, 82]),
        (0, "Total eligible for KS2 tests", "Number achieving Level 4 in Maths", [81, 80, 84, 67, 78]),
        (
            1,
            "Number eligible to sit GCSEs",
            "Number of children achieving 5+ GCSEs at grades A*-C including English & mathematics",
            [41, 47, 37, 47, 44],
        ),
    ],
)
def test_ni_99_to_101_have_as_many_usable_councils_as_are_known(
    ours: Path, theirs: Path, stage: int, of: str, measure: str, known: list[int]
) -> None:
    file = ("KS2_Attainment_2007-2011_LA.csv", "KS4_Attainment_2007-2011_LA.csv")[stage]
    councils = {area(row[""]) for row in csv_rows(theirs / file) if row["LA Number"].isdigit()}
    figures = key_stages(ours)[stage]

    # Known counts take in councils with none eligible (0 of 0), of which there are two or three a year at key stage 2.
    def usable(council: str, year: str) -> bool:
        return isinstance(figures[(council, of, year)], int) and isinstance(figures[(council, measure, year)], int)

    assert [sum(usable(council, str(year)) for council in councils) for year in range(2007, 2012)] == known


# --- NI 61, 62, 147 and 148 ---------------------------------------------------------------------------------------------------------------

LOOKED_AFTER_COLUMNS = {
    "SFE21_2011_19YEARS.csv": {
        "All aged 19": "All_aged19",
        "Higher education": "Act_HE",
        "Other education": "Act_OE",
        "Training or employment": "Act_TE",
        "Not in education employment or training: illness or disability": "Act_Neet_ill",
        "Not in education employment or training: other": "Act_NEET_oth",
        "In suitable accommodation": "Acc_SUIT",
    },
    "SFR21_2011_ADP.csv": {"Adopted in the year": "CLA_ceaAdop", "Adopted within 12 months of decision": "CLA_Adop_PL12mnths"},
    "SFR21_2011_CLA.csv": {"Looked after at 31 March": "CLA_Mar2011", "Three or more placements": "CLA_3Pla"},
}


def test_looked_after_children_of_2011_are_the_three_published_files(ours: Path, theirs: Path) -> None:
    mine = csv_rows(ours / "looked-after-children-2011.csv", "cp1252", prose=2)
    assert set(mine[0]) == {"Geography level", "Code", "Area", *(name for named in LOOKED_AFTER_COLUMNS.values() for name in named)}
    for file, named in LOOKED_AFTER_COLUMNS.items():
        published = [(r["geog_l"], r["geog_c"], r["geog_n"], *(r[column] for column in named.values())) for r in csv_rows(theirs / file)]
        assert [(r["Geography level"], r["Code"], r["Area"], *(r[name] for name in named)) for r in mine] == published
        assert len(published) == 163


def test_looked_after_children_of_2011_have_as_many_usable_councils_as_are_known(ours: Path) -> None:
    mine = [row for row in csv_rows(ours / "looked-after-children-2011.csv", "cp1252", prose=2) if row["Geography level"] == "LA"]

    def usable(above: Iterable[str], below: str) -> int:
        return sum(all(row[name] != "x" for name in (*above, below)) for row in mine)

    activity = ("Higher education", "Other education", "Training or employment")
    assert usable(["Adopted within 12 months of decision"], "Adopted in the year") == 128
    assert [row["Area"] for row in mine if row["Adopted in the year"] == "0"] == ["City of London", "Rutland", "Bracknell Forest"]
    assert usable(["Three or more placements"], "Looked after at 31 March") == 148
    assert usable(["In suitable accommodation"], "All aged 19") == 149
    assert usable(activity, "All aged 19") == 24


def test_the_file_needs_its_encoding(ours: Path) -> None:
    content = (ours / "looked-after-children-2011.csv").read_bytes()
    assert "–" in content.decode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


# --- NI 58 --------------------------------------------------------------------------------------------------------------------------------


def emotional_health(ours: Path) -> Figures:
    rows = sheet_rows(ours / "emotional-health-ni-058.xlsx", "NI 58")
    top = header_at(rows, "Area")
    years, measures = filled(rows[top]), rows[top + 1]
    columns = {place: (str(years[place])[:4], str(measures[place])) for place in range(1, len(measures))}
    return table_under(rows, top + 3, columns, 0)


def test_ni_58_is_the_published_table(ours: Path, theirs: Path) -> None:
    with closing(openpyxl.load_workbook(theirs / "SFR50_2013_LATablesA.xlsx", read_only=True)) as book:
        published = list(book["Table LA7"].iter_rows(min_row=11, max_row=184, max_col=24, values_only=True))
    expected: Figures = {}
    for row in published:
        for year, first in (("2011", 1), ("2012", 9), ("2013", 17)):
            if row[0]:
                expected[(area(row[0]), year, "Average score per child")] = row[first + 3]
                expected[(area(row[0]), year, "Number with a score")] = row[first + 1]
    assert emotional_health(ours) == expected
    assert len(expected) == 6 * (1 + 11 + 152)


def test_ni_58_has_as_many_councils_with_a_score_as_are_known(ours: Path) -> None:
    names = [row[0] for row in sheet_rows(ours / "emotional-health-ni-058.xlsx", "NI 58") if row[0]]
    councils = [area(name) for name in names if not name.isupper()]
    figures = emotional_health(ours)
    scores = {year: [figures.get((name, year, "Average score per child")) for name in councils] for year in ("2011", "2012", "2013")}
    assert [sum(isinstance(score, int | float) for score in of) for of in scores.values()] == [147, 144, 145]
    assert sum(score in (".", "x") for of in scores.values() for score in of) == 3 * 152 - 147 - 144 - 145


# --- findings of 2009 ---------------------------------------------------------------------------------------------------------------------


def test_findings_are_those_that_are_known_to_have_limited_a_rating(ours: Path, shared: Path) -> None:
    rows = sheet_rows(ours / "safeguarding-findings-2009.xlsx", "Findings")
    top = header_at(rows, "Council")
    assert rows[top] == ("Council", "Kind", "Held on", "Aspect", "Finding", "Evidence mark", "Source address")
    found = {row[0]: row[1:] for row in rows[top + 1 :]}
    limited = {row["la_name"]: row["source_url"] for row in csv_rows(shared / "reference/published_ratings.csv") if row["capped_to"]}
    assert len(limited) == 7
    for name, address in limited.items():
        assert found.pop(name) == (
            "unannounced inspection",
            "2009",
            "contact, referral and assessment",
            "area for priority action",
            "S",
            address,
        )
    assert {name: cells[:5] for name, cells in found.items()} == dict.fromkeys(
        ("Cornwall", "Warrington"), ("full inspection", "2009", "safeguarding", "inadequate", "S")
    )
