"""Outputs are written whole or not at all, and never over somebody else's files."""

import pytest

from csrating.cli.folder import OutputError, replaced_file, replaced_folder


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_is_written_with_its_manifest(tmp_path):
    with replaced_folder(tmp_path / "out") as outputs:
        outputs.write("b.csv", b"2")
        outputs.write("letters/a.md", b"1")
    assert names(tmp_path) == ["out/b.csv", "out/letters/a.md", "out/manifest.csv"]
    lines = (tmp_path / "out/manifest.csv").read_text().splitlines()
    assert lines[1] == "b.csv,d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"


def test_a_build_that_fails_leaves_the_earlier_one_untouched(tmp_path):
    with replaced_folder(tmp_path / "out") as outputs:
        outputs.write("old.csv", b"old")
    with pytest.raises(ZeroDivisionError), replaced_folder(tmp_path / "out") as outputs:
        outputs.write("new.csv", bytes(1 // 0))
    assert names(tmp_path) == ["out/manifest.csv", "out/old.csv"]


def test_a_later_build_replaces_all_of_an_earlier_one(tmp_path):
    for name in ("old.csv", "new.csv"):
        with replaced_folder(tmp_path / "out") as outputs:
            outputs.write(name, b"")
    assert names(tmp_path) == ["out/manifest.csv", "out/new.csv"]


def test_a_folder_with_files_of_the_user_is_not_replaced(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(OutputError, match="holds files that no build of csrating wrote"), replaced_folder(tmp_path):
        pass
    assert names(tmp_path) == ["thesis.docx"]


def test_a_file_in_the_way_is_said(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="a file has this name; expected a folder"), replaced_folder(tmp_path / "out"):
        pass


@pytest.mark.parametrize("name", ["../escape.csv", "/etc/escape.csv", "letters/../../escape.csv"])
def test_no_output_leaves_the_folder(tmp_path, name):
    with pytest.raises(OutputError, match="outside"), replaced_folder(tmp_path / "out") as outputs:
        outputs.write(name, b"")
    assert not (tmp_path / "escape.csv").exists()


def test_one_file_is_replaced_whole(tmp_path):
    replaced_file(tmp_path / "new/letter.md", b"one")
    replaced_file(tmp_path / "new/letter.md", b"two")
    assert names(tmp_path) == ["new/letter.md"]
    assert (tmp_path / "new/letter.md").read_bytes() == b"two"


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="the file cannot be written"):
        replaced_file(tmp_path / "file/letter.md", b"one")
