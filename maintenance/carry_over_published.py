"""Carries published figures over into the workbooks of data/raw/published, in shapes of the project's own.

It was run over the published files themselves, which are not part of the repository, and is kept so that anyone can see what was carried
over and run it again: ``python maintenance/carry_over_published.py FOLDER``, where FOLDER holds ``real/nis_era`` and ``reference``.
Figures and symbols go over as they were published, numbers as numbers and symbols as text. Two runs write the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from openpyxl import load_workbook
from workbooks import Cell, Publication, Row, finish, merge, new_sheet, publications, save, write_row, write_rows

from csrating import reference

OUT = Path(__file__).resolve().parents[1] / "data" / "raw" / "published"
QUARTERS = ("Oct-Dec 2008", "Jan-Mar 2009", "Apr-Jun 2009", "Jul-Sep 2009", "Oct-Dec 2009", "Jan-Mar 2010", "Apr-Jun 2010")
CRITERIA = ("Overall", "Information gathered", "Needs analysis", "Procedures", "Protocols", "Needs assessment")
RUNAWAYS, AT_19, EXCLUSIONS, LOOKED_AFTER_ATTAINMENT, LOOKED_AFTER, EMOTIONAL_HEALTH, FINDINGS = publications()


def cell(text: str) -> Cell:
    """A published text as a cell: a number where it is one, nothing where it is blank, otherwise the symbol or name as it stands."""
    if not text.strip():
        return None
    if re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]*\.[0-9]+", text) else text


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a published csv file that hold anything, by its headers."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [row for row in csv.DictReader(stream) if any(text and text.strip() for text in row.values())]


def region_of(name: str, *, halves: bool) -> str:
    """The region that a council's row stands under; London is divided where ``halves`` says so."""
    found = reference.area("", name, level="council")
    if found.level == "former":
        return {"820": "East of England", "875": "North West"}[found.code]
    region = reference.council(found.code).region
    return region if halves else region.replace("Inner ", "").replace("Outer ", "")


def runaways(folder: Path) -> None:
    """NI 71: seven quarters, each the overall score and five criteria, under a header of three merged rows."""
    source = rows_of(folder / "real/nis_era/OSR23_2010_UD.csv")
    columns = list(source[0])[3:]
    book, sheet = new_sheet(RUNAWAYS, "NI 71")
    write_row(sheet, 1, ["NI 71 Children who run away from home or care: scores that councils gave their own arrangements"], bold=True)
    write_row(sheet, 2, ["Quarters from October 2008 to June 2010"])
    write_row(sheet, 3, ["Coverage: England"])
    for column, text in enumerate(("LA code", "Area"), start=1):
        sheet.cell(row=5, column=column, value=text)
        merge(sheet, 5, column, down=3)
    for block, quarter in enumerate(QUARTERS):
        first = 3 + 6 * block
        write_row(sheet, 5, [None] * (first - 1) + [quarter], bold=True)
        write_row(sheet, 6, [None] * (first - 1) + ["Score (0 low to 15 high)", "Criteria (0 to 3)"])
        write_row(sheet, 7, [None] * (first - 1) + list(CRITERIA))
        merge(sheet, 5, first, over=6)
        merge(sheet, 6, first + 1, over=5)

    def published(row: dict[str, str]) -> list[Cell]:
        name = row["Geog_name"] if row["Geog_lev"] == "LA" else row["Geog_name"].upper()
        return [cell(row["Geog_code"]), name, *(cell(row[column]) for column in columns)]

    rows: list[Row] = [published(source[0])]
    councils = [row for row in source if row["Geog_lev"] == "LA"]
    for region in (row for row in source if row["Geog_lev"] == "GOR"):
        name = reference.area("", region["Geog_name"], level="region").name
        rows += [[], published(region), *(published(row) for row in councils if region_of(row["Geog_name"], halves=False) == name)]
    footnotes = [
        "- no return was received from the council for the quarter.",
        "Each council scored itself from 0 to 3 on five criteria; the overall score is their sum.",
        "England and the regions are means over the councils that made a return.",
        "Source: Department for Education, OSR23/2010.",
    ]
    finish(sheet, write_rows(sheet, 8, rows), footnotes)
    sheet.freeze_panes = "C8"
    save(book, OUT / RUNAWAYS.file)


def attainment_at_19(folder: Path) -> None:
    """NI 79 to 82: one row per cohort, area and eligibility for free school meals, as a long csv file in UTF-8 with a byte order mark."""
    areas = ["region", "la_code_9", "la_code_3", "la_name"]
    kept = ["cohort_19_in", *areas, "fsm", "number_in_ss_cohort", "l2_by19", "l3_by19", "l2_by19_rate", "l3_by19_rate"]
    rows = [
        row
        for row in rows_of(folder / "real/nis_era/level2_3_at_19_LA_2005_2025.csv")
        if 2005 <= int(row["cohort_19_in"]) <= 2011 and row["gender"] == "ALL" and row["sen"] == "ALL"
    ]

    def level(row: dict[str, str]) -> str:
        if row["la_name"] != "ALL":
            return "Local authority"
        return "National" if row["region"] == "ALL" else "Regional"

    order = {"National": 0, "Regional": 1, "Local authority": 2}
    rows.sort(key=lambda row: (row["cohort_19_in"], order[level(row)], row["region"], row["la_code_3"], row["fsm"]))
    with (OUT / AT_19.file).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([kept[0], "level", *kept[1:]])
        writer.writerows([row[kept[0]], level(row), *(row[name] for name in kept[1:])] for row in rows)


def permanent_exclusions(folder: Path) -> None:
    """NI 114: four school years side by side with a spacer between, regions as capital headings above their councils, names only."""
    years = {"200607": "2006/07", "200708": "2007/08", "200809": "2008/09", "200910": "2009/10"}
    measures = ("headcount", "perm_excl", "perm_excl_rate")
    source = [
        row
        for row in rows_of(folder / "real/nis_era/exclusions_la_2006_2017.csv")
        if row["year"] in years and row["school_type"] == "Total" and row["la_name"] != "NULL"
    ]
    figures = {(row["la_name"], row["year"]): [cell(row[name]) for name in measures] for row in source}
    book, sheet = new_sheet(EXCLUSIONS, "NI 114")
    write_row(sheet, 1, ["NI 114 Permanent exclusions from primary, secondary and special schools"], bold=True)
    write_row(sheet, 2, ["School years 2006/07 to 2009/10"])
    write_row(sheet, 3, ["Coverage: England, all schools"])
    sheet.cell(row=5, column=1, value="Area")
    merge(sheet, 5, 1, down=2)
    for block, year in enumerate(years.values()):
        first = 2 + 4 * block
        write_row(sheet, 5, [None] * (first - 1) + [year], bold=True)
        write_row(sheet, 6, [None] * (first - 1) + ["Pupils on roll", "Permanent exclusions", "Rate (%)"])
        merge(sheet, 5, first, over=3)

    def published(name: str, *, heading: bool = False) -> list[Cell]:
        blocks = [figures.get((name, year), [None] * 3) for year in years]
        return [name.upper() if heading else name, *(value for block in blocks for value in [*block, None])][:-1]

    named = list(dict.fromkeys(row["la_name"] for row in source if row["level"] == "Local authority"))
    named.sort(key=lambda name: reference.area("", name, level="council").code)
    rows: list[Row] = [published("England", heading=True)]
    for region in dict.fromkeys(row["la_name"] for row in source if row["level"] == "Region"):
        rows += [[], published(region, heading=True), *(published(name) for name in named if region_of(name, halves=True) == region)]
    footnotes = [
        "x suppressed: a small number, or one that would give a small number away.",
        ". not applicable: a rate needs pupils on roll.",
        "Bedford and Central Bedfordshire succeeded Bedfordshire on 1 April 2009, Cheshire East and Cheshire West and Chester Cheshire.",
        "England in 2006/07 includes 20 exclusions that the published file gives to no named council.",
        "Source: Department for Education, statistics of exclusions.",
    ]
    finish(sheet, write_rows(sheet, 7, rows), footnotes)
    sheet.freeze_panes = "B7"
    save(book, OUT / EXCLUSIONS.file)


def looked_after_attainment(folder: Path) -> None:
    """NI 99, 100 and 101: two tables on one sheet, the footnote's number run into one of the years of each."""
    stages = (
        (
            "Key stage 2: children looked after continuously for twelve months",
            "KS2_Attainment_2007-2011_LA.csv",
            ("Total eligible for KS2 tests {}", "Number achieving Level 4 in English {}", "Number achieving Level 4 in Maths {}"),
            {"2010": "20102"},
        ),
        (
            "Key stage 4: children looked after continuously for twelve months",
            "KS4_Attainment_2007-2011_LA.csv",
            ("Number eligible to sit GCSEs {}", "Number of children achieving 5+ GCSEs at grades A*-C including English & mathematics {}"),
            {"2009": "20093"},
        ),
    )
    book, sheet = new_sheet(LOOKED_AFTER_ATTAINMENT, "Attainment")
    write_row(sheet, 1, ["NI 99, NI 100 and NI 101 Attainment of looked-after children"], bold=True)
    write_row(sheet, 2, ["Years 2007 to 2011"])
    number = 4
    for title, file, measures, fused in stages:
        source = rows_of(folder / "real/nis_era" / file)
        years = [str(year) for year in range(2007, 2012)]
        wanted = [(measure.format(year), measure.format(fused.get(year, year))) for year in years for measure in measures]
        write_row(sheet, number, [title], bold=True)
        write_row(sheet, number + 1, ["LA Number", "Area", *(ours for _, ours in wanted)], bold=True)
        for column in range(1, 3 + len(wanted)):
            merge(sheet, number + 1, column)
        rows: list[Row] = [[cell(row["LA Number"]), row[""], *(cell(row[theirs]) for theirs, _ in wanted)] for row in source]
        regions = sum(1 for row in rows if isinstance(row[0], str)) - 1
        number = write_rows(sheet, number + 2, [rows[0], [], *rows[1 : 1 + regions], [], *rows[1 + regions :]]) + 3
    footnotes = [
        "x a number from 1 to 5, or one suppressed so that such a number cannot be worked out.",
        ". not applicable.",
        "2. In 2010 a good many schools did not administer the tests of key stage 2.",
        "3. For 2009 a later release (SFR50/2013) gives other figures for England: 4,560 eligible, of whom 11 per cent.",
        "Source: Department for Education, outcomes for children looked after as at 31 March 2011, underlying data.",
    ]
    finish(sheet, number - 3, footnotes)
    save(book, OUT / LOOKED_AFTER_ATTAINMENT.file)


def looked_after_2011(folder: Path) -> None:
    """NI 61, 62, 147 and 148: three published files of 2011 side by side, as a wide csv file in cp1252 under two lines of prose."""
    columns = {
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
    files = {file: rows_of(folder / "real/nis_era" / file) for file in columns}
    headers = [header for named in columns.values() for header in named]
    with (OUT / LOOKED_AFTER.file).open("w", encoding="cp1252", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([f"{LOOKED_AFTER.title} – Department for Education"])
        note = (
            "Year ending 31 March 2011 – England and regions to the nearest 10; x is 1 to 5, or hidden so that 1 to 5 cannot be worked out"
        )
        writer.writerow([note])
        writer.writerow(["Geography level", "Code", "Area", *headers])
        for rows in zip(*files.values(), strict=True):
            if len({(row["geog_l"], row["geog_c"], row["geog_n"]) for row in rows}) != 1:
                raise ValueError(f"the three files disagree on a row: {rows}")
            figures = [row[column] for row, named in zip(rows, columns.values(), strict=True) for column in named.values()]
            writer.writerow([rows[0]["geog_l"], rows[0]["geog_c"], rows[0]["geog_n"], *figures])


def emotional_health(folder: Path) -> None:
    """NI 58: three years under three merged header rows, one year with its footnote run in, regions as capital headings, names only."""
    with closing(load_workbook(folder / "real/nis_era/SFR50_2013_LATablesA.xlsx", read_only=True, data_only=True)) as published:
        source = list(published["Table LA7"].iter_rows(min_row=11, max_row=184, max_col=24, values_only=True))
    book, sheet = new_sheet(EMOTIONAL_HEALTH, "NI 58")
    write_row(
        sheet, 1, ["NI 58 Emotional and behavioural health of looked-after children: strengths and difficulties questionnaire1"], bold=True
    )
    write_row(sheet, 2, ["Years ending 31 March 2011 to 2013"])
    write_row(sheet, 3, ["Coverage: England"])
    sheet.cell(row=5, column=1, value="Area")
    merge(sheet, 5, 1, down=3)
    years: tuple[Cell, ...] = (2011, "20122", 2013)
    for block, year in enumerate(years):
        first = 2 + 2 * block
        write_row(sheet, 5, [None] * (first - 1) + [year], bold=True)
        write_row(sheet, 6, [None] * (first - 1) + ["Average score per child", "Number with a score"])
        write_row(sheet, 7, [None] * (first - 1) + ["score (0 to 40)", "children"])
        merge(sheet, 5, first, over=2)
    rows: list[Row] = [[row[0], row[4], row[2], row[12], row[10], row[20], row[18]] for row in source]  # type: ignore[list-item]
    while not any(value is not None for value in rows[-1]):
        rows.pop()
    footnotes = [
        "x five children or fewer, or an average that rests on too few.",
        ". not applicable.",
        "1. Looked after continuously for at least twelve months at 31 March, aged 5 to 16; a lower score means fewer difficulties.",
        "2. As the release for 2013 gives them.",
        "Councils' numbers are to the nearest 5, those of England and the regions to the nearest 10.",
        "Source: Department for Education, SFR50/2013, table LA7 (SSDA903).",
    ]
    finish(sheet, write_rows(sheet, 8, rows), footnotes)
    sheet.freeze_panes = "B8"
    save(book, OUT / EMOTIONAL_HEALTH.file)


def safeguarding_findings(folder: Path) -> None:
    """The findings that limited the ratings of named councils in 2009."""
    stated = rows_of(folder / "reference/published_ratings.csv")
    limited = [row for row in stated if row["assessment"] == "annual rating" and row["year"] == "2009" and row["capped_to"]]
    book, sheet = new_sheet(FINDINGS, "Findings")
    write_row(sheet, 1, ["Findings of 2009 on safeguarding that limited an annual rating"], bold=True)
    headers = ["Council", "Kind", "Held on", "Aspect", "Finding", "Evidence mark", "Source address"]
    write_row(sheet, 3, headers, bold=True)
    rows: list[Row] = [
        [
            row["la_name"],
            "unannounced inspection",
            "2009",
            "contact, referral and assessment",
            "area for priority action",
            "S",
            row["source_url"],
        ]
        for row in sorted(limited, key=lambda row: row["la_name"])
    ]
    full = (
        ("Cornwall", "http://news.bbc.co.uk/2/hi/uk_news/education/8321659.stm"),
        ("Warrington", "https://warrington-worldwide.co.uk/?p=8855"),
    )
    rows += [[name, "full inspection", "2009", "safeguarding", "inadequate", "S", address] for name, address in full]
    write_rows(sheet, 4, rows)
    for letter, width in zip("ABCDEFG", (20, 24, 10, 34, 26, 14, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A4"
    save(book, OUT / FINDINGS.file)


def register(publications: Sequence[Publication]) -> None:
    """The register of the folder: each file with its title, publisher, date, address, licence, sha256, origin and layout."""
    lines = ["# The files of this folder, each with where its figures were published. Written by maintenance/carry_over_published.py.", ""]
    for publication in publications:
        digest = hashlib.sha256((OUT / publication.file).read_bytes()).hexdigest()
        entries = {
            "id": publication.id,
            "file": publication.file,
            "title": publication.title,
            "publisher": publication.publisher,
            "published_on": publication.published_on,
            "address": publication.address,
            "licence": publication.licence,
            "sha256": digest,
            "origin": "published",
            "layout": publication.layout,
        }
        lines += ["[[source]]", *(f'{name} = "{text}"' for name, text in entries.items()), ""]
    (OUT / "sources.toml").write_text("\n".join(lines), encoding="utf-8", newline="\n")


def main(folder: Path) -> None:
    """Writes the seven files and their register."""
    OUT.mkdir(parents=True, exist_ok=True)
    for carry_over in (
        runaways,
        attainment_at_19,
        permanent_exclusions,
        looked_after_attainment,
        looked_after_2011,
        emotional_health,
        safeguarding_findings,
    ):
        carry_over(folder)
    register((RUNAWAYS, AT_19, EXCLUSIONS, LOOKED_AFTER_ATTAINMENT, LOOKED_AFTER, EMOTIONAL_HEALTH, FINDINGS))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
