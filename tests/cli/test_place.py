"""Where outputs may go."""

import pytest

from csrating.cli.place import OutputError, refuse_raw_folders, refuse_strangers


@pytest.fixture
def earlier(tmp_path):
    """A folder that an earlier build wrote."""
    folder = tmp_path / "out"
    (folder / "letters").mkdir(parents=True)
    for name in ("ratings.csv", "letters/358.md"):
        (folder / name).write_text("")
    (folder / "manifest.csv").write_text("file,sha256\nletters/358.md,0\nratings.csv,0\n")
    return folder


def test_an_earlier_build_an_empty_folder_and_none_are_ours(earlier, tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (earlier, tmp_path / "empty", tmp_path / "none"):
        refuse_strangers(folder)


def test_what_a_desktop_leaves_behind_is_nobodys(earlier):
    (earlier / "letters/.DS_Store").write_text("")
    refuse_strangers(earlier)


@pytest.mark.parametrize("name", ["notes.md", "letters/notes.md", "new/notes.md", "Manifest.csv", "ratings.csv.bak"])
def test_a_stranger_is_named(earlier, name):
    (earlier / name).parent.mkdir(exist_ok=True)
    (earlier / name).write_text("mine")
    with pytest.raises(OutputError, match=name.replace(".", r"\.")):
        refuse_strangers(earlier)


def test_a_link_to_a_folder_elsewhere_is_a_stranger(earlier, tmp_path):
    (tmp_path / "mine").mkdir()
    (earlier / "more").symlink_to(tmp_path / "mine")
    with pytest.raises(OutputError, match=r"\(more\)"):
        refuse_strangers(earlier)


def test_a_manifest_of_somebody_else_makes_nothing_ours(earlier):
    (earlier / "manifest.csv").write_text("name,weight\nratings.csv,0\n")
    with pytest.raises(OutputError, match=r"letters/358\.md and 2 more"):
        refuse_strangers(earlier)


@pytest.fixture
def raw(tmp_path):
    """A folder of raw files."""
    folder = tmp_path / "data/raw"
    (folder / "published").mkdir(parents=True)
    (folder / "published/sources.toml").write_text("")
    return folder


def test_outputs_beside_the_raw_files_are_welcome(raw):
    refuse_raw_folders(raw.parent / "processed", raw=raw)
    refuse_raw_folders(raw.parent / "raw-processed", raw=raw)


@pytest.mark.parametrize("out", [".", "out", "published/out", "../raw"])
def test_outputs_among_the_raw_files_are_refused(raw, out):
    with pytest.raises(OutputError, match="among the raw files"):
        refuse_raw_folders(raw / out, raw=raw)


@pytest.mark.parametrize("out", ["..", "../.."])
def test_outputs_around_the_raw_files_are_refused(raw, out):
    with pytest.raises(OutputError, match="which lies in it"):
        refuse_raw_folders(raw / out, raw=raw)


def test_a_link_is_no_way_around(raw, tmp_path):
    (tmp_path / "link").symlink_to(raw)
    with pytest.raises(OutputError, match="among the raw files"):
        refuse_raw_folders(tmp_path / "link/out", raw=raw)


def test_raw_files_that_are_not_read_this_time_are_spared_too(raw, tmp_path):
    with pytest.raises(OutputError, match="among the raw files of"):
        refuse_raw_folders(raw / "published/out", raw=tmp_path / "elsewhere")
