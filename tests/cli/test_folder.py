"""Outputs are written whole or not at all, and never over somebody else's files."""

import pytest

from csrating.cli.folder import replaced_file, replaced_folder
from csrating.cli.place import OutputError


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


def test_a_file_of_the_user_among_outputs_is_kept(tmp_path):
    with replaced_folder(tmp_path / "out") as outputs:
        outputs.write("old.csv", b"old")
    (tmp_path / "out/notes.md").write_text("mine")
    with pytest.raises(OutputError, match=r"notes\.md\), and a build"), replaced_folder(tmp_path / "out"):
        pytest.fail("the work began before the folder was refused")
    assert names(tmp_path) == ["out/manifest.csv", "out/notes.md", "out/old.csv"]


def test_a_file_that_comes_in_during_the_work_is_kept(tmp_path):
    with replaced_folder(tmp_path / "out") as outputs:
        outputs.write("old.csv", b"old")
    with pytest.raises(OutputError, match=r"notes\.md"), replaced_folder(tmp_path / "out"):
        (tmp_path / "out/notes.md").write_text("mine")
    assert names(tmp_path) == ["out/manifest.csv", "out/notes.md", "out/old.csv"]


def test_a_link_stays_and_the_folder_that_it_points_to_is_replaced(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    with replaced_folder(tmp_path / "out") as outputs:
        outputs.write("new.csv", b"")
    assert (tmp_path / "out").is_symlink()
    assert names(tmp_path / "real") == ["manifest.csv", "new.csv"]


def test_a_link_to_a_file_stays_and_the_file_is_replaced(tmp_path):
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "letter.md").symlink_to("real.md")
    replaced_file(tmp_path / "letter.md", b"new")
    assert (tmp_path / "letter.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_nothing_is_left_beside_a_file_that_cannot_be_written(tmp_path):
    (tmp_path / "letter.md").mkdir()
    with pytest.raises(OutputError, match="the file cannot be written"):
        replaced_file(tmp_path / "letter.md", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.md"]


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
