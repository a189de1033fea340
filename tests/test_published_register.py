"""The register of data/raw/published, what each workbook says of itself, and that its bytes come from nothing but its cells."""

from __future__ import annotations

import hashlib
import importlib
import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest


@pytest.fixture(scope="module")
def ours(repository: Path) -> Path:
    return repository / "data" / "raw" / "published"


def registered(ours: Path) -> list[dict[str, str]]:
    sources: list[dict[str, str]] = tomllib.loads((ours / "sources.toml").read_text(encoding="utf-8"))["source"]
    return sources


def test_the_register_names_each_file_and_its_bytes(ours: Path) -> None:
    entries = registered(ours)
    assert {entry["file"] for entry in entries} == {path.name for path in ours.iterdir()} - {"sources.toml"}
    for entry in entries:
        assert hashlib.sha256((ours / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["origin"] == "published"
        assert all(entry[name] for name in ("id", "title", "publisher", "published_on", "address", "licence", "layout"))


def test_each_workbook_says_first_what_it_is(ours: Path) -> None:
    entries = [entry for entry in registered(ours) if entry["file"].endswith(".xlsx")]
    assert len(entries) == 5
    for entry in entries:
        first = openpyxl.load_workbook(ours / entry["file"]).worksheets[0]
        assert first.title == "About"
        said = {row[0]: row[1] for row in first.iter_rows(values_only=True)}
        assert (said["Title"], said["Address"], said["Licence"]) == (entry["title"], entry["address"], entry["licence"])
        assert str(said["Origin"]).startswith("Published figures")


def test_no_clock_is_in_a_workbook(ours: Path) -> None:
    for path in ours.glob("*.xlsx"):
        with zipfile.ZipFile(path) as parts:
            assert {part.date_time for part in parts.infolist()} == {(2010, 1, 1, 0, 0, 0)}
            assert b"2010-01-01T00:00:00Z</dcterms:modified>" in parts.read("docProps/core.xml")


@pytest.mark.locked
def test_the_script_writes_these_bytes_again(
    ours: Path, repository: Path, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(repository / "maintenance"))
    script = importlib.import_module("carry_over_published")
    monkeypatch.setattr(script, "OUT", tmp_path)
    script.main(shared)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {path.name: path.read_bytes() for path in ours.iterdir()}
