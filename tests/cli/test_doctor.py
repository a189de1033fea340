"""The doctor at the command line: one file, a registered folder, and any other folder, whose bad files do not stop it."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from csrating import reference
from csrating.cli import main
from csrating.read import read_file

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run ``csrating doctor`` in a folder of its own; gives the exit code, the output and the errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: Any) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["csrating", "doctor", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        told = capsys.readouterr()
        return int(stop.value.code or 0), told.out, told.err

    return run


def table(path: Path, *, header: str = "Percentage 2013", over: int = 0) -> Path:
    """A table of all councils, with more than a hundred per cent in the first few."""
    names = reference.councils()["name"]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["Council", header], *([name, 104 if place < over else 60] for place, name in enumerate(names))])
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return table(tmp_path / "good.csv")


def test_one_file(run: Run, good: Path) -> None:
    code, out, err = run(good)
    assert (code, err) == (0, "")
    assert out.startswith("good.csv: csv")
    assert "306 filled cells in 153 rows: 152 given, 154 names, headings and notes, 0 left out; 152 figures in, 152 out; it balances" in out
    assert out.rstrip().endswith("none")


def test_findings_are_printed_and_all_of_them_when_asked(run: Run, tmp_path: Path) -> None:
    file = table(tmp_path / "high.csv", over=9)
    assert run(file)[1].count("104 per cent") == 5
    assert run(file, "--all")[1].count("104 per cent") == 9


def test_json_on_the_screen_and_in_a_file(run: Run, good: Path, tmp_path: Path) -> None:
    printed = run(good, "--json")[1]
    assert json.loads(printed)["figures_read"] == 152
    assert run(good, "--out", "report.json")[1] == "wrote report.json\n"
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == printed


def test_a_page(run: Run, good: Path, tmp_path: Path) -> None:
    run(good, "--out", "report.html")
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("arguments", [["--out", "report.pdf"], ["--json", "--out", "report.html"], ["--out", "report"]])
def test_a_form_that_there_is_none_of(run: Run, good: Path, tmp_path: Path, arguments: list[str]) -> None:
    code, out, err = run(good, *arguments)
    assert (code, out) == (2, "")
    assert "cannot be written as" in err
    assert [path.name for path in tmp_path.iterdir()] == ["good.csv"]


def test_the_file_itself_is_never_written_over(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "table.html"
    page.write_text("<table><tr><td>Council</td></tr></table>", encoding="utf-8")
    code, _, err = run(page, "--out", page)
    assert code == 2
    assert "would replace the file that it is about" in err
    assert page.read_text(encoding="utf-8").startswith("<table>")


def test_a_file_that_asks_and_an_answer(run: Run, tmp_path: Path) -> None:
    file = table(tmp_path / "when.csv", header="Percentage")
    code, out, err = run(file)
    assert code == 2
    assert "Answer with --period" in out
    assert "NOTHING IS GIVEN, since a question is open" in out
    assert "it balances" not in out
    assert "306 filled cells are held back until 1 question is answered: it is not sure which period" in err
    assert run(file, "--period", "2013")[0] == 0


def test_a_layout(run: Run, good: Path) -> None:
    code, _, err = run(good, "--layout", "no-such-layout")
    assert code == 2
    assert "no layout 'no-such-layout'" in err


def test_against_the_last_release(run: Run, tmp_path: Path) -> None:
    last, now = table(tmp_path / "last.csv"), table(tmp_path / "now.csv", over=2)
    assert "2 figures differ from the last release" in run(now, "--against", last)[1]
    assert "differ from the last release" not in run(now, "--against", now)[1]


def test_a_folder_of_good_files(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no table", encoding="utf-8")
    table(tmp_path / "other.csv", over=1)
    code, out, err = run(tmp_path)
    assert (code, err) == (0, "")
    assert [line.split(":")[0] for line in out.splitlines()] == ["good.csv", "other.csv"]
    assert out.splitlines()[0].endswith("findings: none")
    assert out.splitlines()[1].endswith("findings: 1 to look at")


def test_a_bad_file_does_not_stop_the_others(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "empty.csv").write_bytes(b"")
    code, out, err = run(tmp_path)
    assert code == 2
    lines = out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("bad.xlsx: NOT READ: bad.xlsx: ")
    assert lines[2].startswith("good.csv: figures 152")
    assert "2 of 3 files could not be read: bad.xlsx, empty.csv" in err


def test_a_file_of_a_folder_that_is_held_back_by_a_question_counts_as_not_read(run: Run, good: Path, tmp_path: Path) -> None:
    table(tmp_path / "when.csv", header="Percentage")
    code, out, err = run(tmp_path)
    assert code == 2
    assert out.splitlines()[1].startswith("when.csv: NOT READ: 306 filled cells are held back until 1 question is answered: ")
    assert "1 of 2 files held back by a question: when.csv" in err
    code, out, _ = run(tmp_path, "--json")
    fine, asked = json.loads(out)
    assert code == 2
    assert (fine["error"], fine["report"]["balances"], fine["report"]["open_questions"]) == (None, True, 0)
    assert asked["error"].startswith("306 filled cells are held back")
    assert (asked["report"]["balances"], asked["report"]["open_questions"]) == (False, 1)


def test_a_folder_as_json(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 cut off")
    code, out, _ = run(tmp_path, "--json")
    bad, fine = json.loads(out)
    assert code == 2
    assert (bad["report"], fine["error"]) == (None, None)
    assert fine["report"]["figures_read"] == 152


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_folder_in_one_file(run: Run, good: Path, tmp_path: Path, form: str) -> None:
    table(tmp_path / "other.csv", over=1)
    run(tmp_path, "--out", tmp_path / f"reports.{form}")
    text = (tmp_path / f"reports.{form}").read_text(encoding="utf-8")
    assert "good.csv" in text
    assert "104 per cent" in text


def test_a_folder_with_judgements_beside_figures(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "homes.csv").write_text("URN,LA,Inspection date,Overall effectiveness\n1,Bury,05/03/2015,Good\n", encoding="utf-8")
    (tmp_path / "cover.csv").write_text("Contents\nnothing else\n", encoding="utf-8")
    code, out, _ = run(tmp_path)
    assert code == 0
    lines = {line.partition(": ")[0]: line.partition(": ")[2] for line in out.splitlines()}
    assert lines["homes.csv"].startswith("judgements 1 on 1 settings in 1 councils: 1 times a grade; findings: ")
    assert lines["cover.csv"].startswith("no figures (")
    assert lines["good.csv"].startswith("figures 152: 152 numbers and 0 symbols; ")


def test_a_folder_without_tables(run: Run, tmp_path: Path) -> None:
    code, _, err = run(tmp_path)
    assert code == 2
    assert "holds no file of tables" in err


def test_a_registered_folder_is_read_as_one(run: Run, repository: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(repository / "data" / "raw" / "published", tmp_path / "published")
    code, out, err = run(folder)
    assert (code, err) == (0, "")
    assert "7 published and 0 demonstration files" in out
    assert "it balances" in out
    (folder / "runaways-ni-071.xlsx").write_bytes(b"another file")
    code, _, err = run(folder)
    assert code == 2
    assert "has changed since it was registered" in err


def test_nothing_there(run: Run) -> None:
    code, _, err = run("no-such-file.csv")
    assert code == 2
    assert "there is no such file" in err


def test_what_is_said_of_one_file_is_not_said_of_the_release_before(run: Run, tmp_path: Path) -> None:
    new, old = table(tmp_path / "new.csv", header="Percentage"), table(tmp_path / "old.csv", header="Percentage")
    code, _, err = run(new, "--period", "2013", "--against", old)
    assert code == 2
    assert "old.csv: it is not sure which period the figures are about" in err
    assert "--against-period" in err
    assert run(new, "--period", "2013", "--against", old, "--against-period", "2012")[0] == 0


def test_answers_go_to_the_files_of_a_folder_that_have_no_layout(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    table(folder / "plain.csv", header="Percentage")
    code, out, _ = run(folder, "--period", "2013")
    assert code == 0
    assert "plain.csv: figures 152" in out
    code, _, err = run(folder, "--period", "2013", "--confirm", "B2")
    assert code == 2
    assert "--confirm is about a cell of one file" in err


def test_answers_beside_a_layout_are_refused(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.toml").write_text(read_file(good).layout_text, encoding="utf-8")
    code, _, err = run(good, "--layout", "kept.toml", "--period", "2013")
    assert code == 2
    assert "layout 'kept' says what its columns are, and answers are for files without one" in err
