"""`csrating read`: what it prints of a file, what it asks, what it writes, and what it refuses."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from csrating.cli import main

ADOPTIONS = "LA code,LA,Looked after 2011,Adopted 2011\n351,Bury,60,5\n358,Trafford,55,x\n886,Kent,900,40\n"
SCHOOLS = "URN,LA,Inspection date,Visit date,Overall effectiveness\n1,Bury,05/03/2015,06/03/2015,2\n2,Trafford,06/03/2015,07/03/2015,1\n"
SCORES = "LA,Score_1,Score_2\nBury,5,6\nTrafford,7,8\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["csrating", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        printed = capsys.readouterr()
        return int(stop.value.code or 0), printed.out, printed.err

    return run


@pytest.fixture
def adoptions(tmp_path: Path) -> Path:
    path = tmp_path / "adoptions.csv"
    path.write_text(ADOPTIONS, encoding="utf-8")
    return path


def test_what_was_understood_is_told_at_a_glance(run: Callable[..., tuple[int, str, str]], adoptions: Path) -> None:
    code, out, err = run("read", adoptions)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "adoptions.csv: csv (utf-8, comma); 6 figures, understood without a layout"
    assert "  areas      3 councils of 2009" in lines
    assert "  periods    2011" in lines
    assert "  measures   Looked after; Adopted" in lines
    assert "  cells      5 numbers, 1 'x' (suppressed)" in lines
    assert "  'x' means suppressed: that is how statistics for England mostly use it" in lines
    assert "Bury  2011    Looked after  -             60  adoptions!C2" in lines


def test_all_figures_of_one_council(run: Callable[..., tuple[int, str, str]], adoptions: Path) -> None:
    code, out, _ = run("read", adoptions, "--council", "trafford")
    assert code == 0
    assert "adoptions!C3" in out
    assert "adoptions!C2" not in out


def test_figures_are_written_with_their_cells(run: Callable[..., tuple[int, str, str]], adoptions: Path, tmp_path: Path) -> None:
    code, out, _ = run("read", adoptions, "--out", tmp_path / "figures.csv")
    assert code == 0
    assert "wrote 6 figures to" in out
    written = pd.read_csv(tmp_path / "figures.csv", dtype=str, keep_default_na=False)
    assert written.loc[written["ref"] == "adoptions.csv#adoptions!D3", ["area", "status", "symbol", "value"]].to_numpy().tolist() == [
        ["358", "suppressed", "x", ""]
    ]


def test_a_layout_is_kept_and_used_again(run: Callable[..., tuple[int, str, str]], adoptions: Path, tmp_path: Path) -> None:
    kept = tmp_path / "mine.toml"
    assert run("read", adoptions, "--keep", kept)[0] == 0
    code, out, _ = run("read", adoptions, "--layout", kept)
    assert code == 0
    assert "6 figures, by layout mine" in out


def test_names_of_files_are_printed_with_what_a_terminal_would_obey_written_out(
    run: Callable[..., tuple[int, str, str]], adoptions: Path, tmp_path: Path
) -> None:
    odd = adoptions.rename(tmp_path / "a\x1b[31m\u202eb.csv")
    code, out, err = run("read", odd, "--out", tmp_path / "o\x1b.csv")
    assert code == 0
    assert "a\\u001b[31m\\u202eb.csv" in out
    assert not {"\x1b", "\u202e"} & set(out + err + (tmp_path / "o\x1b.csv").read_text(encoding="utf-8"))
    code, out, err = run("read", tmp_path / "p\x1b.pdf")
    assert (code, "p\\u001b.pdf" in err, "\x1b" in out + err) == (2, True, False)


def test_where_it_is_not_sure_it_asks_writes_nothing_and_says_how_to_answer(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(SCORES, encoding="utf-8")
    code, _, err = run("read", path, "--out", tmp_path / "figures.csv")
    assert code == 2
    assert "it is not sure which period" in err
    assert "--period" in err
    assert not (tmp_path / "figures.csv").exists()
    code, out, _ = run("read", path, "--period", "_1=Oct-Dec 2008", "--period", "_2=Jan-Mar 2009")
    assert code == 0
    assert "  periods    2008 Q4; 2009 Q1" in out


def test_grades_in_numbers_are_read_once_it_is_told_which_way_they_run(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_text(SCHOOLS, encoding="utf-8")
    code, out, err = run("read", path)
    assert code == 2
    assert "which way the grades run" in out
    assert "1 more question is listed above" in err
    assert "--grades '1 is outstanding'" in out
    assert "--date-column 'Inspection date'" in err
    told = ("--grades", "1 is outstanding", "--date-column", "Inspection date")
    code, _, _ = run("read", path, *told, "--out", tmp_path / "judged.csv")
    assert code == 0
    judged = pd.read_csv(tmp_path / "judged.csv", dtype=str)
    assert judged[["area", "inspected_on", "grade"]].to_numpy().tolist() == [
        ["351", "2015-03-05", "good"],
        ["358", "2015-03-06", "outstanding"],
    ]
    code, out, _ = run("doctor", path, *told)
    assert code == 0
    assert "2 on 2 settings in 2 councils" in out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--period", "2010", "--period", "2011"], "two periods are given for all figures: 2010 and 2011"),
        (["--period", "last year"], "'last year' is not a period"),
        (["--symbol", "x"], "--symbol 'x' cannot be read; expected WORD=MEANING"),
        (["--symbol", "x=secret"], "'x' cannot mean 'secret'; expected one of suppressed"),
        (["--out", "figures.xlsx"], "figures cannot be written as .xlsx"),
        (["--grades", "1"], "grades cannot run as '1'; expected one of '1 is outstanding', '4 is outstanding'"),
        (["--layout", "nothing"], "there is no layout 'nothing'"),
        (["--layout", "nothing.toml"], "there is no such layout"),
        (["--period-column", "Jahr"], "where the column 'Jahr' of periods is"),
        (["--council", "Traford"], "Trafford (358)"),
    ],
)
def test_a_slip_is_one_sentence(run: Callable[..., tuple[int, str, str]], adoptions: Path, words: list[str], found: str) -> None:
    code, _, err = run("read", adoptions, *words)
    assert code == 2
    assert found in err
    assert err.count("\n") == 1


def test_a_file_that_is_none_of_tables(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"%PDF-1.7 not a workbook")
    code, out, err = run("read", path)
    assert (code, out) == (2, "")
    assert "PDF" in err


def test_nothing_is_kept_where_nothing_was_understood(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text(SCORES, encoding="utf-8")
    code, _, err = run("read", tmp_path / "scores.csv", "--keep", tmp_path / "mine.toml")
    assert code == 2
    assert "No layout is kept" in err
    assert not (tmp_path / "mine.toml").exists()


@pytest.mark.parametrize(("council", "last"), [("Kent", "adoptions!D4"), ("Cumberland", "no figures of this council")])
def test_a_council_of_any_time_can_be_asked_for(run: Callable[..., tuple[int, str, str]], adoptions: Path, council: str, last: str) -> None:
    code, out, _ = run("read", adoptions, "--council", council)
    assert code == 0
    assert last in out


MANY = 'Council,Good,Rate,Spend\nBury,93%,~,£5\nKent,72,5*,6\nLeeds,2,7,£4\nYork,"(b)",4,£7\n'


def test_one_command_line_answers_all_questions_once_its_words_in_capitals_are_filled_in(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "what they said.csv"
    path.write_text(MANY, encoding="utf-8")
    code, out, _ = run("read", path, "--out", tmp_path / "figures.csv")
    assert code == 2
    line = next(after for before, after in pairwise(out.splitlines()) if before == "to answer all at once").strip()
    program, *words = shlex.split(line)
    assert (program, words[:2]) == ("csrating", ["read", str(path)])
    unfilled = run(*words)
    assert unfilled[0] == 2
    assert "still says" in unfilled[2]
    told = {"PERIOD": "2011", "=MEANING": "=not available"}
    filled = [next((word.replace(blank, said) for blank, said in told.items() if blank in word), word) for word in words]
    code, out, _ = run(*filled)
    assert code == 0
    figures = pd.read_csv(tmp_path / "figures.csv", dtype=str, keep_default_na=False).set_index("ref")
    assert {ref.rpartition("!")[2]: value for ref, value in figures["value"].items()} == {
        **{"B2": "93", "B3": "72", "B4": "2", "B5": "", "C2": "", "C3": "5", "C4": "7", "C5": "4"},
        **{"D2": "5", "D3": "6", "D4": "4", "D5": "7"},
    }
    assert figures.groupby("measure")["unit"].first().to_dict() == {"Good": "per cent", "Rate": "", "Spend": "£"}


def test_two_sheets_without_a_period_are_each_given_theirs(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    book = Workbook()
    for sheet, rate in ((book.active, 5), (book.create_sheet("Later"), 6)):
        sheet.title = "Later" if sheet.title == "Later" else "Sooner"
        for row in (["Council", "Rate"], ["Bury", rate], ["Kent", rate]):
            sheet.append(row)
    book.save(tmp_path / "two.xlsx")
    code, out, _ = run("read", tmp_path / "two.xlsx")
    assert code == 2
    assert "--period Sooner=PERIOD --period Later=PERIOD" in out
    code, out, _ = run("read", tmp_path / "two.xlsx", "--period", "Sooner=2010", "--period", "Later=2011", "--council", "Bury")
    assert code == 0
    assert [line.split()[1] for line in out.splitlines() if line.startswith("Bury")] == ["2010", "2011"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--mark", "*"], "--mark '*' cannot be read; expected WORD=MEANING"),
        (["--period", "PERIOD"], "--period still says PERIOD"),
        (["--headers-are", "WORD"], "--headers-are still says WORD"),
        (["--confirm", " "], "--confirm is blank"),
        (["--level", "Tribe=LEVEL"], "--level still says LEVEL"),
        (["--level", "Tribe=village"], "'Tribe' cannot mean 'village'"),
        (["--leave-out", "Nothing"], "no column is headed 'Nothing'"),
        (["--written", "oddly"], "numbers cannot be written so that 'oddly'"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_one_sentence(
    run: Callable[..., tuple[int, str, str]], adoptions: Path, words: list[str], found: str
) -> None:
    for command in ("read", "doctor"):
        code, _, err = run(command, adoptions, *words)
        assert code == 2
        assert found in err
        assert err.count("\n") == 1


def test_what_a_level_means_is_asked_and_told(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    path = tmp_path / "levels.csv"
    path.write_text("Area,Area type,Number 2012\nKent,Council,1\nLeeds,Council,2\nBury,Tribe,3\n", encoding="utf-8")
    code, out, _ = run("read", path)
    assert code == 2
    assert "--level Tribe=LEVEL" in out
    code, out, _ = run("read", path, "--level", "Tribe=other")
    assert code == 0
    assert "rows of 'Tribe' are left out" in out


def test_a_file_of_which_nothing_can_be_read_is_an_error_and_writes_nothing(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "fruit.csv"
    path.write_text("Fruit,Number\nApple,3\n", encoding="utf-8")
    code, out, err = run("read", path, "--out", tmp_path / "figures.csv")
    assert code == 2
    assert "fruit: no column names councils" in out
    assert "fruit.csv: no column names councils; expected figures, judgements or neighbours of councils" in err
    assert not (tmp_path / "figures.csv").exists()


def test_the_sheets_without_a_question_can_be_read_alone(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    book = Workbook()
    for name, header in (("Good one", "Rate 2011"), ("Undated", "Rate")):
        page = book.create_sheet(name)
        for row in (["Council", header], ["Bury", 1], ["Kent", 2]):
            page.append(row)
    book.save(tmp_path / "two.xlsx")
    code, out, _ = run("read", tmp_path / "two.xlsx")
    assert code == 2
    line = next(after for before, after in pairwise(out.splitlines()) if before == "to read the other sheets alone").strip()
    assert run(*shlex.split(line)[1:])[0] == 0


def test_councils_of_one_name_are_both_shown_with_their_codes(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("LA,Adopted 2018,Adopted 2022\nDevon,1,2\nDorset,3,4\nKent,5,6\n", encoding="utf-8")
    code, out, _ = run("read", path, "--council", "Dorset")
    assert code == 0
    assert [line.split("  ")[0] for line in out.splitlines() if line.startswith("Dorset")] == ["Dorset (835)", "Dorset (838)"]


def test_odd_units_are_told_with_the_command_that_tells_the_rest(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    from csrating import reference

    names = reference.councils()["name"].tolist()[:20]
    for scale, told in ((100, False), (1, True)):
        lines = [f'"{name}",{scale * (0.3 + at / 100):.3f}' for at, name in enumerate(names)]
        (tmp_path / "t.csv").write_text("\n".join(["LA,% good 2012", *lines]), encoding="utf-8")
        out = run("read", tmp_path / "t.csv")[1]
        assert ("all figures lie between 0 and 1 and are headed per cent" in out) is told
        assert ("csrating doctor t.csv" in out) is told


def test_what_a_file_says_stands_on_one_line_and_is_cut_where_it_is_long(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    book = Workbook()
    header = f"Looked after\ncsrating: all fine\n{'very ' * 300}2011"
    for row in (["LA", header, "Adopted 2011"], ["Bury", 60, 5], ["Trafford", 55, "q\ncsrating: all fine " * 200], ["Kent", 900, 40]):
        book.active.append(row)
    book.save(tmp_path / "long.xlsx")
    code, out, err = run("read", tmp_path / "long.xlsx")
    assert code == 2
    assert not any(line.strip().startswith("csrating: all fine") for line in (out + err).splitlines())
    assert max(map(len, (out + err).splitlines())) < 2_500


def test_nothing_is_written_into_a_folder_that_is_not_there(run: Callable[..., tuple[int, str, str]], adoptions: Path) -> None:
    for words in (["read", adoptions, "--keep"], ["read", adoptions, "--out"], ["doctor", adoptions, "--out"]):
        code, _, err = run(*words, adoptions.parent / "nowhere" / "kept.txt")
        assert (code, "there is no folder" in err) == (2, True)
    assert not (adoptions.parent / "nowhere").exists()


def test_what_is_confirmed_of_cells_of_which_nothing_is_asked_is_told(run: Callable[..., tuple[int, str, str]], adoptions: Path) -> None:
    code, out, _ = run("read", adoptions, "--confirm", "C2", "--confirm", "ZZZ9999999999")
    assert code == 0
    assert "nothing is asked about C2" in out
    assert "no cell is at ZZZ9999999999" in out
