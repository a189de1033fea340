"""The command ``neighbours``: what it prints and writes, and one sentence with exit code 2 for what cannot be."""

import csv
import re

import pytest

import csrating as cs

CSV = "council,poverty,density\nTrafford,10,4\n356,14,4\nE08000014,22,8\nSt. Helens,18,8\nEngland,16,6\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "characteristics.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def told(run, file, *options):
    code, out, error = run("neighbours", "--characteristics", file, *options)
    assert (code, error) == (0, "")
    return out


def test_the_table_in_a_line_with_its_notes_and_characteristics(run, file):
    out = told(run, file, "--k", 2, "--weights", "poverty=3")
    assert out.startswith("2 neighbours each of 4 councils by 2 characteristics (z-scores, weights of your own): ")
    assert "Left out: England (England is no council)." in out
    assert re.search(r"^poverty +10 +16 +22 +75 %$", out, re.MULTILINE)
    assert re.search(r"^density +4 +6 +8 +25 %$", out, re.MULTILINE)


def test_one_council_and_one_pair(run, file):
    out = told(run, file, "--k", 2, "--council", "Trafford", "--why", "Trafford=St Helens")
    assert re.search(r"^ +1  Stockport \(356\) +0\.632  yes$", out, re.MULTILINE)
    assert re.search(r"^ +2  St Helens \(342\) +1\.897  no$", out, re.MULTILINE)
    assert "Trafford and St Helens are 1.897 apart." in out
    assert re.search(r"^poverty +10 +18 +\+1\.79 +1\.600 +1\.333  apart$", out, re.MULTILINE)


def test_what_is_excluded_is_no_neighbour(run, file):
    out = told(run, file, "--k", 1, "--council", "358", "--exclude", "Stockport, Sefton")
    assert re.search(r"^ +1  St Helens \(342\)", out, re.MULTILINE)
    assert "Excluded as neighbours: 343, 356." in out
    out = told(run, file, "--k", 1, "--council", "358", "--apart", "Trafford=Stockport", "--apart", "358=342")
    assert re.search(r"^ +1  Sefton \(343\)", out, re.MULTILINE)
    assert "358 has no neighbours." in told(run, file, "--k", 1, "--council", "358", "--without", "Trafford")
    assert "nobody has a neighbour" in told(run, file, "--k", 1, "--apart", "region")


def test_what_is_written_is_taken_by_the_other_commands(run, file, tmp_path):
    out = tmp_path / "own.csv"
    assert f"wrote 12 neighbours to {out}" in told(run, file, "--k", 3, "--out", out)
    with out.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["council"] == "358"]
    assert [row["neighbour"] for row in rows] == ["356", "342", "343"]
    code, shown, error = run("compare", "Trafford", "--published-only", "--neighbours", out)
    assert (code, error) == (0, "")
    assert "table supplied by the user" in shown
    usual = run("compare", "Trafford", "--published-only")[1]
    assert "table pre-2019" in usual


def test_beside_a_vintage(run, file):
    """Of Trafford's ten of 2025 Stockport is the only one in the file."""
    out = told(run, file, "--k", 3, "--against", "2025", "--council", "Trafford")
    assert "own neighbours beside 2025: on average " in out
    assert "149 councils only in 2025." in out
    assert "Trafford shares 1 of 10.\nIn own neighbours alone: St Helens; Sefton.\nIn 2025 alone: Hertfordshire; " in out


def test_two_vintages_beside_each_other(run):
    code, out, error = run("neighbours", "--table", "2021", "--against", "2025")
    assert (code, error) == (0, "")
    assert out.startswith("2021 beside 2025: on average 5.4 of 10 neighbours are the same (from 1 to 10; 151 councils)")
    assert re.search(r"^Calderdale +1 of 10 +-$", out, re.MULTILINE)
    assert "Trafford shares 6 of 10." in run("neighbours", "--table", "2021", "--against", "2025", "--council", "Trafford")[1]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--weights", "income=1"], "a weight is given to 'income'; expected one of: poverty, density."),
        (["--weights", "poverty"], "--weights 'poverty' is no weight; expected a name of its own and a number, such as 'poverty=2'."),
        (["--weights", "poverty=-1"], "--weights 'poverty=-1' is no weight"),
        (["--weights", "poverty=1,poverty=2"], "--weights 'poverty=2' is no weight"),
        (["--k", "4"], "4 neighbours each are asked for of 4 councils. Ask for 3 or fewer."),
        (["--k", "0"], "Invalid value for '--k'"),
        (["--standardise", "log"], "'log' is no way of standardising; expected one of: z-scores, sample z-scores, robust, ranks."),
        (["--exclude", "Kent"], "{file}: Kent is none of the councils of the table"),
        (["--apart", "region", "--apart", "type"], "--apart is given more than once; expected region or type alone, or pairs"),
        (["--apart", "358="], "'358=' is no pair of councils; expected two with a sign between them, such as 'Trafford=Stockport'."),
        (["--why", "Trafford"], "'Trafford' is no pair of councils"),
        (["--why", "358=358"], "Trafford is asked about twice; expected two councils."),
        (["--council", "Kent"], "Kent is none of the councils of the table"),
        (["--council", ""], "Invalid value for '--council': it is blank."),
        (["--against", "2007"], "there is no neighbour table of vintage '2007'; expected one of: pre-2019, 2021, 2025."),
        (["--against", "no-such.csv"], "no-such.csv: the neighbours cannot be read (No such file or directory)."),
        (["--out", "own.txt"], "own.txt: the table cannot be written as .txt; expected .csv."),
        (["--out", "no-such-folder/own.csv"], "no-such-folder/own.csv: there is no folder no-such-folder."),
        (["--table", "2021"], "it is not clear whose neighbours are meant; expected either --characteristics FILE.csv or --table VINTAGE."),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(run, file, options, sentence):
    code, out, error = run("neighbours", "--characteristics", file, "--k", 2, *options)
    assert (code, out) == (2, "")
    assert error.startswith(f"csrating: {sentence.format(file=file)}")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "{file}: the file is empty; expected a table of characteristics with a row of headings."),
        (
            "council,poverty\n358,1,2\n",
            "{file}, row 2: the row has 3 cells; expected 2, and quotation marks around a cell with a comma in it.",
        ),
        ('council,poverty\n358,"1\n', "{file}: the file is not csv in UTF-8."),
        ("council,poverty\nTraford,1\n356,2\n", "{file}, row 1 under the headings: no council is known as 'Traford'"),
        (
            "council,poverty\n358,1\n356,\n342,3\n",
            "{file}: characteristics are missing: Stockport has no figure of poverty; expected a number",
        ),
        ("council,poverty\n358,high\n356,1\n", "{file}: the characteristics hold what is no number: poverty of Trafford is 'high'"),
        ("name,poverty\n358,1\n", "{file}: the characteristics have the columns name, poverty; expected a column 'council'"),
    ],
)
def test_a_file_that_is_wrong_is_told_with_its_name(run, tmp_path, text, sentence):
    file = tmp_path / "wrong.csv"
    file.write_text(text, encoding="utf-8")
    code, out, error = run("neighbours", "--characteristics", file, "--k", 1)
    assert (code, out) == (2, "")
    assert error.startswith(f"csrating: {sentence.format(file=file)}")
    assert error.count("\n") == 1


def test_what_is_missing_is_left_out_when_asked(run, tmp_path):
    file = tmp_path / "gaps.csv"
    file.write_text(CSV.replace("356,14", "356,c"), encoding="utf-8")
    assert run("neighbours", "--characteristics", file, "--k", 1)[0] == 2
    assert "Left out: England (England is no council), Stockport (no figure of poverty)." in told(
        run, file, "--k", 1, "--leave-out-missing"
    )


def test_neighbours_of_a_file_are_the_users_in_every_answer(run, tmp_path, repository):
    file = tmp_path / "own.csv"
    cs.reference.neighbour_table("2021").to_csv(file, index=False)
    code, out, error = run("rate", "Trafford", "--published-only", "--neighbours", file)
    assert (code, error) == (0, "")
    assert "statistical neighbours supplied by the user" in out
    (tmp_path / "wrong.csv").write_text("council,position,neighbour\n358,1,358\n", encoding="utf-8")
    code, out, error = run("rate", "Trafford", "--neighbours", tmp_path / "wrong.csv")
    assert (code, out) == (2, "")
    assert error == f"csrating: {tmp_path / 'wrong.csv'}: the table of neighbours is wrong: 358 is its own neighbour.\n"
