"""The commands ``explain`` and ``probability``: what they print and write, and what they refuse."""

import json

import pandas as pd
import pytest


def test_the_road_is_told_from_the_rating_down_to_rows_and_indicators(run):
    code, out, error = run("explain", "Salford")
    assert (code, error) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Salford: rating: performs poorly (1)  [A: combined.band_cuts]"
    assert lines[1].startswith("  limit: unannounced inspection found an area for priority action: cut by one grade, from 2 to 1")
    assert any(line.strip().startswith("primary schools: 23 of 57 good or better (40.4 %), 5 inadequate") for line in lines)
    assert any(line.strip().startswith("NI 148 Care leavers in education or work, 2009: in line: 66.0 against 60.6") for line in lines)
    assert not any("cell " in line for line in lines[4:-6])
    assert "A our assumption: Ofsted did not publish it" in out
    assert "demonstration figures, published by nobody" in out
    assert "--about 148" in out


def test_about_goes_down_to_the_cells(run):
    out = run("explain", "Salford", "--about", "148")[1]
    assert "    cell indicators-economic-wellbeing.xlsx#NI 147 and NI 148!K201: -, read as not returned" in out
    schools = run("explain", "Salford", "--about", "primary schools", "--cells", "2")[1]
    assert "  good: 22" in schools
    assert "    and 20 more cells" in schools


@pytest.mark.parametrize("ending", ["csv", "json", "html", "txt"])
def test_the_whole_tree_is_written(run, tmp_path, ending):
    target = tmp_path / f"why.{ending}"
    assert run("explain", "Trafford", "--out", target)[:2] == (0, f"wrote {target}\n")
    text = target.read_text(encoding="utf-8")
    if ending == "csv":
        table = pd.read_csv(target)
        assert (table["what"] == "cell").sum() > 900
        assert table["sha256"].str.len().max() == 64
    elif ending == "json":
        assert json.loads(text)["why"]["what"] == "rating"
    elif ending == "html":
        assert text.startswith("<!DOCTYPE html>")
        assert text.count("<details") == text.count("</details>") > 50
    else:
        assert text.count("cell ") > 900


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["explain", "Traford"], "no council of 2009 is known as 'Traford'"),
        (
            ["explain", "Trafford", "--about", "zoos"],
            "the rating of Trafford rests on nothing called 'zoos'; expected an indicator such as 148",
        ),
        (
            ["explain", "Trafford", "--out", "why.docx"],
            "an explanation cannot be written as .docx; expected one of: .csv, .json, .html, .txt",
        ),
        (["probability", "--draws", "99"], "Invalid value for '--draws'"),
        (["probability", "--out", "chance.xlsx"], "the table cannot be written as .xlsx; expected .csv"),
    ],
)
def test_a_mistake_is_one_sentence(run, arguments, sentence):
    code, out, error = run(*arguments)
    assert (code, out) == (2, "")
    assert sentence in error


@pytest.mark.parametrize("width", ["80", "120"])
def test_pages_fit_the_terminal(run, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setattr("csrating.cli.explaining.terminal_width", lambda: int(width))
    monkeypatch.setattr("csrating.cli.probability.terminal_width", lambda: int(width))
    for arguments in (["explain", "Trafford"], ["probability", "--draws", "100"], ["probability", "Trafford", "--draws", "100"]):
        lines = run(*arguments)[1].splitlines()
        assert max(map(len, lines)) <= int(width), max(lines, key=len)


def test_the_least_firm_ratings_come_first_and_all_are_written(run, tmp_path):
    out = run("probability", "--draws", "200")[1]
    head, table, notes = out.split("\n\n")
    assert "by chance in the indicators alone" in head
    assert "our assumptions (A)" in head
    shares = [float(line.split()[-3]) for line in table.splitlines()[1:]]
    assert len(shares) == 20
    assert shares == sorted(shares)
    assert "NI 58" in notes
    target = tmp_path / "chance.csv"
    assert run("probability", "--draws", "200", "--out", target)[0] == 0
    assert len(pd.read_csv(target)) == 152
