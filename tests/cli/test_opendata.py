"""The commands that write open data and check files against the standards."""

import csv
import hashlib

import pytest

GOOD = """time_period,time_identifier,geographic_level,country_code,country_name,pupil_count
200809,Financial year,National,E92000001,England,1200
"""
META = """col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column
pupil_count,Indicator,Pupils,,,0,,
"""


@pytest.fixture
def file(tmp_path):
    """A file that keeps every rule, with its metadata."""
    (tmp_path / "pupils.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "pupils.meta.csv").write_text(META, encoding="utf-8")
    return tmp_path / "pupils.csv"


def test_a_good_file_is_said_to_be_good(run, file):
    told = "pupils.csv: 1 row of data\nIt keeps every rule of the open data standards.\n"
    assert run("opendata", "check", file) == (0, told, "")


def test_each_broken_rule_is_told_with_row_and_column_and_the_exit_code_says_so(run, file):
    file.write_text(GOOD.replace("200809", "200810").replace("1200", '"1,200"'), encoding="utf-8")
    code, out, error = run("opendata", "check", file)
    assert code == 2
    assert out == (
        "pupils.csv: 1 row of data\n"
        "Broken rules:\n"
        "  consecutive years: data column time_period row 2: found '200810'; "
        "six digits are two years that follow each other, such as 200809.\n"
        "  not a number: data column pupil_count row 2: found '1,200'; a figure is a plain number, without commas, units or words.\n"
    )
    assert error == "csrating: pupils.csv: the file breaks 2 rules of the open data standards.\n"


def test_advice_alone_is_no_failure(run, file):
    file.write_text(GOOD.replace("1200", "k"), encoding="utf-8")
    code, out, error = run("opendata", "check", file)
    assert (code, error) == (0, "")
    assert "Advice:\n  symbol of the wider list: data column pupil_count row 2: found 'k'" in out


def test_metadata_may_lie_elsewhere_and_are_missed_where_they_are_not_found(run, file, tmp_path):
    meta = tmp_path / "elsewhere"
    meta.mkdir()
    (tmp_path / "pupils.meta.csv").rename(meta / "pupils.meta.csv")
    assert run("opendata", "check", file)[0] == 2
    assert run("opendata", "check", file, "--meta", meta / "pupils.meta.csv")[0] == 0
    code, _, error = run("opendata", "check", file, "--meta", meta / "none.meta.csv")
    assert (code, error) == (2, f"csrating: {meta / 'none.meta.csv'}: No such file or directory.\n")


def test_what_was_found_goes_to_a_table(run, file, tmp_path):
    file.write_text(GOOD.replace("200809", "200810"), encoding="utf-8")
    out = tmp_path / "found.csv"
    assert run("opendata", "check", file, "--out", out)[0] == 2
    (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert (row["rule"], row["must"], row["column"], row["first_row"]) == ("consecutive years", "true", "time_period", "2")


def test_a_folder_is_checked_file_by_file_and_what_lies_beside_is_passed_over_by_name(run, file, tmp_path):
    (tmp_path / "manifest.csv").write_text("file,sha256\npupils.csv,ab\n")
    (tmp_path / "rows_accounted_for.csv").write_text("table,file,rows,why\nobservations,pupils,1,\n")
    (tmp_path / "notes.txt").write_text("mine")
    code, out, error = run("opendata", "check", tmp_path)
    assert (code, error) == (0, "")
    assert out.splitlines() == [
        "pupils.csv: 1 row of data",
        "It keeps every rule of the open data standards.",
        "manifest.csv: passed over, since it is no open data: it lists the files beside it with their sums.",
        "notes.txt: passed over, since it is no open data: no .csv.",
        "rows_accounted_for.csv: passed over, since it is no open data: it tells what became of every row.",
    ]
    assert run("opendata", "check", tmp_path / "manifest.csv") == (0, out.splitlines()[2] + "\n", "")


def test_a_file_of_such_a_name_that_holds_something_else_is_checked(run, file, tmp_path):
    (tmp_path / "manifest.csv").write_text("time_period,pupils\n2009,1\n")
    code, out, error = run("opendata", "check", tmp_path, "--out", tmp_path / "found.csv")
    assert (code, error) == (2, f"csrating: {tmp_path}: 1 of 2 files break rules of the open data standards.\n")
    assert "metadata file: meta: found none" in out
    assert {row["name"] for row in csv.DictReader((tmp_path / "found.csv").read_text(encoding="utf-8").splitlines())} == {"manifest.csv"}


@pytest.mark.parametrize(
    ("gone", "arguments", "words"),
    [
        ("pupils.csv", (), "the folder holds no .csv of data"),
        ("", ("--meta", "pupils.meta.csv"), "--meta is for one file"),
    ],
)
def test_a_folder_that_cannot_be_checked_is_one_sentence(run, file, tmp_path, gone, arguments, words):
    (tmp_path / gone).unlink() if gone else None
    code, out, error = run("opendata", "check", tmp_path, *arguments)
    assert (code, out) == (2, "")
    assert words in error


def test_metadata_without_data_are_told(run, file, tmp_path):
    (tmp_path / "schools.meta.csv").write_text(META)
    code, out, error = run("opendata", "check", tmp_path)
    assert (code, out) == (2, "")
    assert "schools.meta.csv: there are metadata without data; expected schools.csv beside" in error


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("found.txt", "cannot be written as .txt"),
        ("pupils.csv", "would replace the file that it is about"),
        ("none/found.csv", "no folder"),
    ],
)
def test_a_table_goes_only_where_it_can(run, file, out, words):
    code, _, error = run("opendata", "check", file, "--out", file.parent / out)
    assert code == 2
    assert words in error
    assert file.read_text(encoding="utf-8") == GOOD


def test_a_file_that_is_not_there_is_one_sentence(run, tmp_path):
    code, out, error = run("opendata", "check", tmp_path / "none.csv")
    assert (code, out, error) == (2, "", f"csrating: {tmp_path / 'none.csv'}: No such file or directory.\n")


def test_the_group_by_itself_shows_its_help(run):
    code, out, _ = run("opendata")
    assert code == 0
    assert "write" in out
    assert "check" in out


@pytest.mark.slow
def test_what_is_written_passes_the_check_is_listed_and_is_the_same_again(run, tmp_path):
    folder = tmp_path / "open"
    code, out, _ = run("opendata", "write", "--published-only", "--out", folder)
    assert code == 0
    assert "none left out." in out
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert out.endswith(f"{len(files)} files in {folder}\n")
    listed = dict(line.split(",") for line in files["manifest.csv"].decode().splitlines()[1:])
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.csv"}
    for name in files:
        if name.endswith(".csv") and f"{name.removesuffix('.csv')}.meta.csv" in files:
            assert run("opendata", "check", folder / name)[0] == 0
    assert run("opendata", "write", "--published-only", "--out", folder)[0] == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


@pytest.mark.slow
def test_demonstration_figures_are_told_of_and_named(run, tmp_path):
    out = run("opendata", "write", "--out", tmp_path / "open", "--framework", "2010", "--neighbours", "2021")[1]
    assert "Demonstration figures, which nobody published, are in indicators_academic_year_demonstration" in out
    ratings = list(csv.DictReader((tmp_path / "open" / "recreated_ratings_demonstration.csv").read_text(encoding="utf-8").splitlines()))
    assert len(ratings) == 152
    assert {(row["time_period"], row["framework"], row["neighbour_table"]) for row in ratings} == {("2010", "2010", "2021")}


def test_open_data_are_not_written_among_raw_files(run, repository):
    code, _, error = run("opendata", "write", "--out", repository / "data" / "raw" / "open")
    assert code == 2
    assert "among the raw files" in error
