from __future__ import annotations

from pathlib import Path

import pytest

from csrating.errors import SourceError
from csrating.read.registered.sources import open_source, register


def test_the_register_lists_published_files_first(data_raw: Path) -> None:
    sources = register(data_raw)
    origins = [str(source.origin) for source in sources]
    assert origins == sorted(origins, reverse=True)
    assert len({source.id for source in sources}) == len(sources)
    assert {source.file for source in sources} == {path.name for path in data_raw.rglob("*.*") if path.suffix in (".csv", ".xlsx")}


def test_one_registered_file(data_raw: Path) -> None:
    (source,) = register(data_raw / "published" / "runaways-ni-071.xlsx")
    assert (source.id, source.layout) == ("runaways-ni-071", "runaways")


def test_what_is_opened_is_what_was_registered(raw) -> None:
    raw.add("a.csv", b"a,b\n", layout="runaways")
    assert open_source(register(raw.path)[0]) == b"a,b\n"


def test_a_changed_byte_is_told_with_both_checksums(published_copy: Path) -> None:
    file = published_copy / "runaways-ni-071.xlsx"
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)
    source = next(source for source in register(published_copy) if source.file == file.name)
    with pytest.raises(SourceError, match="has changed since it was registered") as caught:
        open_source(source)
    assert caught.value.where == "runaways-ni-071.xlsx"
    assert source.sha256 in str(caught.value)
    assert "version control" in caught.value.do


def test_a_missing_file(published_copy: Path) -> None:
    (published_copy / "runaways-ni-071.xlsx").unlink()
    source = next(source for source in register(published_copy) if source.id == "runaways-ni-071")
    with pytest.raises(SourceError, match=r"runaways-ni-071\.xlsx: the file is registered and is not there"):
        open_source(source)


def test_an_empty_file(raw) -> None:
    raw.add("a.csv", b"", layout="runaways")
    with pytest.raises(SourceError, match=r"a\.csv: the file is empty"):
        open_source(register(raw.path)[0])


@pytest.mark.parametrize("name", ["stray.csv", "stray.XLSX", "below/stray.ods"])
def test_a_data_file_that_is_in_no_register(published_copy: Path, name: str) -> None:
    (published_copy / name).parent.mkdir(exist_ok=True)
    (published_copy / name).write_bytes(b"a,b\n")
    with pytest.raises(SourceError, match=r"stray.*: the file is in no register"):
        register(published_copy)


def test_files_that_hold_no_data_may_lie_beside(published_copy: Path) -> None:
    (published_copy / "README.md").write_text("notes", encoding="utf-8")
    (published_copy / "~$runaways-ni-071.xlsx").write_bytes(b"an open workbook's lock")
    assert len(register(published_copy)) == len(register(published_copy / "runaways-ni-071.xlsx")) + 6


def test_a_single_file_that_is_in_no_register(published_copy: Path) -> None:
    (published_copy / "stray.csv").write_bytes(b"a,b\n")
    with pytest.raises(SourceError, match="is in no register"):
        register(published_copy / "stray.csv")


def test_nothing_at_the_path(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file or folder"):
        register(tmp_path / "nowhere")
    with pytest.raises(SourceError, match=r"the folder holds no sources\.toml"):
        register(tmp_path)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"sha256": "abc"}, "'abc' is not a sha256"),
        ({"origin": "invented"}, "origin 'invented' is not known"),
        ({"colour": "blue"}, "'colour' is not known"),
        ({"file": "../a.csv"}, "lies outside the folder of its register"),
    ],
)
def test_a_wrong_entry(raw, other: dict[str, str], found: str) -> None:
    raw.add("a.csv", b"a,b\n", layout="runaways", **other)
    with pytest.raises(SourceError, match=found):
        register(raw.path)


def test_an_entry_that_lacks_a_word(raw) -> None:
    raw.add("a.csv", b"a,b\n", layout="runaways")
    text = (raw.path / "sources.toml").read_text(encoding="utf-8")
    (raw.path / "sources.toml").write_text(text.replace('licence = "Open Government Licence v3.0"\n', ""), encoding="utf-8")
    with pytest.raises(SourceError, match="'licence' is missing"):
        register(raw.path)


@pytest.mark.parametrize("text", ["", "[[source]\n", "colour = 1\n"])
def test_a_register_that_lists_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="register"):
        register(tmp_path)


def test_two_sources_with_one_name(raw) -> None:
    raw.add("a.csv", b"a,b\n", layout="runaways")
    raw.add("b.csv", b"a,b\n", layout="runaways", id="a")
    with pytest.raises(SourceError, match="two sources have the id 'a'"):
        register(raw.path)
