"""The raw files: the same bytes every time, small, registered, untidy in the ways that real ones are, and what the repository holds."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from csrating import reference
from csrating.demonstration import Demonstration, files, generate, truth_files
from csrating.demonstration.parameters import spellings

MERGED_HEADER = "indicators-staying-safe.xlsx"


def sheet(raw_files: dict[str, bytes], file: str, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(raw_files[file])).get_sheet_by_name(name).to_python(skip_empty_area=False)


def csv_rows(raw_files: dict[str, bytes], file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw_files[file].decode("cp1252"), newline="")))


def test_same_seed_same_bytes(demonstration: Demonstration, raw_files: dict[str, bytes]) -> None:
    again = generate(seed=2009)
    assert files(again) == raw_files
    assert truth_files(again) == truth_files(demonstration)


def test_another_seed_another_set(demonstration: Demonstration) -> None:
    assert truth_files(generate(seed=2010)) != truth_files(demonstration)


@pytest.mark.locked
def test_repository_holds_what_the_generator_writes(raw_files: dict[str, bytes], repository: Path) -> None:
    folder = repository / "data" / "raw" / "demonstration"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == raw_files


def test_files_are_small(raw_files: dict[str, bytes]) -> None:
    assert sum(map(len, raw_files.values())) < 6_000_000


def test_register_names_every_file_with_its_checksum(raw_files: dict[str, bytes]) -> None:
    sources = tomllib.loads(raw_files["sources.toml"].decode())["source"]
    assert {source["file"] for source in sources} == set(raw_files) - {"sources.toml"}
    assert all(source["sha256"] == hashlib.sha256(raw_files[source["file"]]).hexdigest() for source in sources)
    assert {source["origin"] for source in sources} == {"demonstration"}
    assert len({source["id"] for source in sources}) == len(sources)


def test_every_file_says_that_it_is_for_demonstration(raw_files: dict[str, bytes]) -> None:
    for name, content in raw_files.items():
        text = content.decode("cp1252") if name.endswith((".csv", ".toml")) else str(sheet(raw_files, name, "About"))
        assert re.search("demonstration figures", text, re.IGNORECASE), name


def test_workbooks_hold_no_clock(raw_files: dict[str, bytes]) -> None:
    for name, content in raw_files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                assert {entry.date_time[:3] for entry in parts.infolist()} == {(2009, 12, 1)}
                assert re.findall(rb"(\d{4}-\d\d-\d\d)T", parts.read("docProps/core.xml")) == [b"2009-12-01"] * 2


def test_shapes_differ(raw_files: dict[str, bytes]) -> None:
    banner, blocks = sheet(raw_files, MERGED_HEADER, "NI 61"), sheet(raw_files, "indicators-being-healthy.xlsx", "NI 50")
    assert [row[2] for row in banner[4:7]] == [2007.0, "Count", "Numerator"]
    assert "20092" in banner[4]
    assert blocks[4][0] == "Area"
    assert {row[4] for row in blocks} == {""}  # the empty column after a block
    capitals = [str(row[0]) for row in blocks[6:] if str(row[0]).isupper()]
    assert capitals[:3] == ["ENGLAND", "NORTH EAST", "NORTH WEST"]
    stacked = sheet(raw_files, "indicators-economic-wellbeing.xlsx", "NI 147 and NI 148")
    assert sum(row[:2] == ["LA code", "Area"] for row in stacked) == 2
    wide = csv_rows(raw_files, "indicators-positive-contribution.csv")
    assert wide[2][:4] == ["Level", "Code", "Area", "NI 19 Numerator 2006/07"]
    assert [row[0] for row in wide if row[1:2] == ["921"]] == ["Country ", "LA"]
    assert "–" in wide[0][0]


def test_dates_are_written_both_ways(raw_files: dict[str, bytes]) -> None:
    import datetime

    schools = sheet(raw_files, "schools-2009.xlsx", "Schools")
    assert all(isinstance(row[5], datetime.date) for row in schools[5:])
    care = csv_rows(raw_files, "social-care-2009.csv")
    assert all(re.fullmatch(r"\d\d/\d\d/\d{4}|", row[4]) for row in care[4:])


def test_all_symbols_are_used(raw_files: dict[str, bytes]) -> None:
    used = set()
    for name in raw_files:
        if name.startswith("indicators-") and name.endswith(".xlsx"):
            book = CalamineWorkbook.from_filelike(io.BytesIO(raw_files[name]))
            used |= {cell for tab in book.sheet_names for row in book.get_sheet_by_name(tab).to_python() for cell in row[2:] if cell}
    assert {"x", "-", ".", "..", "c"} <= used


def test_every_council_is_in_every_indicator_sheet(raw_files: dict[str, bytes]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw_files["indicators-being-healthy.xlsx"]))
    for tab in book.sheet_names[1:]:
        rows = [row for row in book.get_sheet_by_name(tab).to_python(skip_empty_area=False)[6:] if row[1] != ""]
        names = [str(row[0]) for row in rows if not str(row[0]).isupper()]
        assert len({reference.council(name).code for name in names}) == len(names) == 152


@pytest.mark.parametrize(("code", "spelling"), [(code, spelling) for code, others in spellings().items() for spelling in others])
def test_spellings_mean_their_council(code: str, spelling: str) -> None:
    assert reference.council(spelling).code == code
    assert reference.council(spelling + "  ").code == code


def test_names_are_padded_and_respelt(raw_files: dict[str, bytes]) -> None:
    names = {row[2] for row in csv_rows(raw_files, "social-care-2009.csv")[4:]}
    assert any(name.endswith(" ") for name in names)
    assert names & {spelling for others in spellings().values() for spelling in others}
    assert {reference.council(name).code for name in names} == set(reference.councils()["code"])


def test_early_years_totals_agree(raw_files: dict[str, bytes]) -> None:
    body = [row for row in sheet(raw_files, "early-years-2009.xlsx", "Early years")[5:] if row[2] != ""]
    england = {(row[2], row[3]): row[4:] for row in body if row[1] == "ENGLAND"}
    for key, total in england.items():
        rows = [row[4:] for row in body if (row[2], row[3]) == key and row[1] != "ENGLAND"]
        assert [sum(column) for column in zip(*rows, strict=True)] == total
    assert len(england) == 18
