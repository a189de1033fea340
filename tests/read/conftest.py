"""Small raw folders, built and damaged by code."""

from __future__ import annotations

import hashlib
import io
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from csrating.read import Data, read

REPOSITORY = Path(__file__).resolve().parents[2]


class RawFolder:
    """A folder of raw files with its own register."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()

    def add(self, name: str, content: bytes, *, layout: str, origin: str = "published", **other: str) -> Path:
        """Write a file and enter it in the register; ``other`` goes before what the file itself says (``sha256``, ``id``)."""
        file = self.path / name
        file.write_bytes(content)
        entry = {
            "id": file.stem,
            "file": name,
            "title": "A table",
            "publisher": "A department",
            "published_on": "2010-09-28",
            "address": "https://example.org",
            "licence": "Open Government Licence v3.0",
            "sha256": hashlib.sha256(content).hexdigest(),
            "origin": origin,
            "layout": layout,
        } | other
        with (self.path / "sources.toml").open("a", encoding="utf-8") as register:
            register.write("[[source]]\n" + "".join(f'{key} = "{value}"\n' for key, value in entry.items()))
        return file


@pytest.fixture
def raw(tmp_path: Path) -> RawFolder:
    """An empty raw folder."""
    return RawFolder(tmp_path / "raw")


@pytest.fixture(scope="session")
def data_raw() -> Path:
    """The raw folder of the repository."""
    return REPOSITORY / "data" / "raw"


@pytest.fixture(scope="session")
def everything(data_raw: Path) -> Data:
    """All that the repository's raw folder holds."""
    return read(data_raw)


@pytest.fixture
def with_workbook(raw: RawFolder, data_raw: Path) -> Callable[..., Path]:
    """A raw folder that holds one of the repository's workbooks with a change made to one of its sheets, registered as it then is."""

    def make(file: str, sheet: str, change: Callable[[Worksheet], object]) -> Path:
        original = next(data_raw.rglob(file))
        workbook = openpyxl.load_workbook(original)
        change(workbook[sheet])
        saved = io.BytesIO()
        workbook.save(saved)
        raw.add(file, saved.getvalue(), layout=layout_of(original))
        return raw.path

    return make


@pytest.fixture
def with_text(raw: RawFolder, data_raw: Path) -> Callable[..., Path]:
    """A raw folder that holds one of the repository's csv files with some of its text replaced, registered as it then is."""

    def make(file: str, old: str, new: str, *, encoding: str) -> Path:
        original = next(data_raw.rglob(file))
        text = original.read_bytes().decode(encoding)
        if old not in text:
            pytest.fail(f"{old!r} is not in {file}: the change to be tested is none")
        raw.add(file, text.replace(old, new, 1).encode(encoding), layout=layout_of(original))
        return raw.path

    return make


@pytest.fixture
def published_copy(tmp_path: Path, data_raw: Path) -> Path:
    """A copy of the published part of the raw folder, to be damaged."""
    return Path(shutil.copytree(data_raw / "published", tmp_path / "published"))


def layout_of(file: Path) -> str:
    """The layout that the register beside a file names for it."""
    entries = tomllib.loads((file.parent / "sources.toml").read_text(encoding="utf-8"))["source"]
    return next(str(entry["layout"]) for entry in entries if entry["file"] == file.name)
