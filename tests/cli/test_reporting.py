"""The command ``report``: whole, the same however it is made, going on where it was stopped, and naming what failed."""

import csv
import hashlib
import io
import multiprocessing
import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest

import csrating as cs
from csrating import processes
from csrating.cli import reporting
from csrating.cli.batch import made
from csrating.cli.journal import JOURNAL, listed_in, written_in
from csrating.errors import CsratingError, EvidenceError
from csrating.tell import report as told

pytestmark = pytest.mark.slow

THREE = ("Trafford", "Salford", "City of London")
CODES = ("358", "355", "201")
KINDS = {"pages": ".html", "letters": ".docx"}


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def once():
    """The rooms before the report, each of which is asked the same many times."""
    return cache(reporting.ratings_of), cache(told.tipping_points)


@pytest.fixture(autouse=True)
def quick(monkeypatch, once):
    """Rates, and finds tipping points, only once."""
    ratings_of, tipping_points = once
    monkeypatch.setattr(reporting, "ratings_of", lambda raw, choices, *, tick: ratings_of(raw, choices))
    monkeypatch.setattr(told, "tipping_points", tipping_points)


@pytest.fixture
def asked(monkeypatch):
    """The councils whose report was made in this process, in order."""
    codes = []
    make = told.council_report

    def counted(material, code):
        codes.append(code)
        return make(material, code)

    monkeypatch.setattr(told, "council_report", counted)
    return codes


@pytest.fixture(scope="module")
def material(repository):
    data = cs.read(repository / "data" / "raw")
    return told.material_of(cs.rate(data, cs.compare(data)), {"date": "9 December 2009"})


def test_a_report_is_whole_and_each_link_of_its_index_leads_to_a_file(run, tmp_path):
    out = tmp_path / "out"
    code, printed, errors = run("report", *THREE, "--jobs", 1, "--out", out)
    assert (code, errors) == (0, "")
    assert "3 councils in" in printed
    assert "made now: 3." in printed
    files = files_of(out)
    listed = {row["file"]: row["sha256"] for row in csv.DictReader(io.StringIO(files["manifest.csv"].decode()))}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.csv"}
    for folder, ending in KINDS.items():
        assert [name for name in sorted(files) if name.startswith(folder) and name.endswith(ending)] == [
            f"{folder}/{stem}{ending}" for stem in ("201-city-of-london", "355-salford", "358-trafford")
        ]
    links = re.findall(r'<a href="([^"#]+)"', files["index.html"].decode())
    assert len(links) == 3 * 3
    assert set(links) <= set(files)
    assert '<a href="../index.html">' in files["pages/358-trafford.html"].decode()
    for name in ("spine", "grades", "map", "trends"):
        assert files[f"charts/358-trafford-{name}.svg"].decode() in files["pages/358-trafford.html"].decode()
    assert not (tmp_path / "out.unfinished").exists()


def test_given_again_it_makes_nothing_anew_and_adds_other_councils(run, asked, tmp_path):
    out = tmp_path / "out"
    run("report", *THREE, "--jobs", 1, "--out", out)
    before = files_of(out)
    asked.clear()
    code, printed, _ = run("report", *THREE, "--jobs", 1, "--out", out)
    assert (code, asked) == (0, [])
    assert "made now: 0." in printed
    assert files_of(out) == before
    _, printed, _ = run("report", "Bury", "--jobs", 1, "--out", out)
    assert asked == ["351"]
    assert "4 councils in" in printed
    assert {name: content for name, content in files_of(out).items() if name in before and name[0] in "pc"} == {
        name: content for name, content in before.items() if name[0] in "pc"
    }


def test_one_that_was_stopped_goes_on_and_comes_to_the_same_bytes(run, asked, monkeypatch, tmp_path):
    run("report", *THREE, "--jobs", 1, "--out", tmp_path / "whole")
    asked.clear()
    make = told.council_report

    def stopped(material, code):
        if code == "201":
            raise KeyboardInterrupt
        return make(material, code)

    monkeypatch.setattr(told, "council_report", stopped)
    out = tmp_path / "out"
    code, _, errors = run("report", *THREE, "--jobs", 1, "--out", out)
    assert code == 130
    assert "the same command goes on from there" in errors
    assert not out.exists()
    assert (tmp_path / "out.unfinished" / JOURNAL).is_file()
    assert asked == ["358", "355"]
    (tmp_path / "out.unfinished" / "pages" / "355-salford.html").write_text("cut short")
    (tmp_path / "out.unfinished" / "pages" / "201-city-of-london.html").write_text("half")
    monkeypatch.setattr(told, "council_report", make)
    asked.clear()
    code, _, _ = run("report", *THREE, "--jobs", 1, "--out", out)
    assert (code, asked) == (0, ["355", "201"])
    assert files_of(out) == files_of(tmp_path / "whole")


def test_a_council_that_fails_is_named_and_the_others_are_made(run, asked, monkeypatch, tmp_path):
    make = told.council_report

    def failing(material, code):
        if code == "355":
            raise ZeroDivisionError("division by zero")
        return make(material, code)

    monkeypatch.setattr(told, "council_report", failing)
    out = tmp_path / "out"
    code, printed, errors = run("report", *THREE, "--jobs", 1, "--out", out)
    assert code == 1
    assert errors == "csrating: Salford could not be reported on: ZeroDivisionError: division by zero\n"
    assert "2 councils in" in printed
    assert "The report could not be made for: Salford." in (out / "index.html").read_text()
    monkeypatch.setattr(told, "council_report", make)
    asked.clear()
    code, printed, _ = run("report", *THREE, "--jobs", 1, "--out", out)
    assert (code, asked) == (0, ["355"])
    assert "The report could not be made" not in (out / "index.html").read_text()


def test_other_settings_make_it_anew_but_councils_are_never_lost_by_it(run, asked, tmp_path):
    out = tmp_path / "out"
    run("report", *THREE, "--jobs", 1, "--out", out)
    before = files_of(out)
    asked.clear()
    code, _, errors = run("report", "Trafford", "--date", "1 May 2010", "--jobs", 1, "--out", out)
    assert code == 2
    assert "the reports of 2 more councils, made from other figures or by other rules" in errors
    assert files_of(out) == before
    code, _, _ = run("report", *THREE, "--date", "1 May 2010", "--jobs", 1, "--out", out)
    assert (code, asked) == (0, list(CODES))
    assert "1 May 2010" in (out / "letters" / "358-trafford.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "no council is named"),
        (("Trafford", "--all"), "both councils and --all are given"),
        (("Atlantis",), "Atlantis"),
        (("Trafford", "--jobs", 0), "--jobs"),
        (("Trafford", "--out", "data/raw/report"), "among the raw files"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_once(run, asked, arguments, words):
    code, printed, errors = run("report", *arguments)
    assert (code, printed, asked) == (2, "", [])
    assert words in errors


def test_a_folder_that_holds_something_else_is_left_alone(run, tmp_path):
    for name in ("out", "other.unfinished"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes.md").write_text("mine")
    code, _, errors = run("report", "Trafford", "--out", tmp_path / "out")
    assert code == 2
    assert "notes.md" in errors
    code, _, errors = run("report", "Trafford", "--out", tmp_path / "other")
    assert code == 2
    assert "something else is there" in errors
    assert (tmp_path / "other.unfinished" / "notes.md").read_text() == "mine"


def test_what_somebody_worked_on_is_never_replaced(run, tmp_path):
    out = tmp_path / "out"
    run("report", "Trafford", "Salford", "--jobs", 1, "--out", out)
    letter = out / "letters" / "358-trafford.md"
    letter.write_text("mine")
    for councils in (["Bury"], ["Trafford", "Salford"], ["--all"]):
        code, _, errors = run("report", *councils, "--jobs", 1, "--out", out)
        assert code == 2
        assert "letters/358-trafford.md was changed since the report was written" in errors
        assert letter.read_text() == "mine"


def test_a_council_whose_file_was_deleted_is_made_again_with_others(run, asked, tmp_path):
    out = tmp_path / "out"
    run("report", "Trafford", "Salford", "--jobs", 1, "--out", out)
    before = files_of(out)
    (out / "letters" / "358-trafford.md").unlink()
    asked.clear()
    code, printed, _ = run("report", "Bury", "--jobs", 1, "--out", out)
    assert (code, sorted(asked)) == (0, ["351", "358"])
    assert "3 councils in" in printed
    assert files_of(out)["letters/358-trafford.md"] == before["letters/358-trafford.md"]


def test_a_file_of_somebody_in_the_unfinished_folder_is_refused(run, asked, tmp_path):
    aside = tmp_path / "out.unfinished"
    (aside / "sub").mkdir(parents=True)
    (aside / JOURNAL).write_text("")
    (aside / "sub" / "notes.docx").write_text("mine")
    code, _, errors = run("report", "Trafford", "--out", tmp_path / "out")
    assert (code, asked) == (2, [])
    assert "something else is there (sub/notes.docx)" in errors


def test_a_disk_that_is_full_is_told_with_what_to_do(run, monkeypatch, tmp_path):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reporting.Journal, "add", full)
    code, _, errors = run("report", "Trafford", "--jobs", 1, "--out", tmp_path / "out")
    assert code == 2
    assert "the report cannot be written (No space left on device)" in errors
    assert "the same command goes on from there" in errors


@pytest.fixture
def started(repository, tmp_path):
    """A report on all councils by two processes of its own, which has begun to write; it is a group of its own, as at a terminal."""
    command = [sys.executable, "-m", "csrating", "report", "--all", "--jobs", "2", "--out", str(tmp_path / "out")]
    (tmp_path / "temporary").mkdir()
    environment = os.environ | {"TMPDIR": str(tmp_path / "temporary")}
    journal = tmp_path / "out.unfinished" / JOURNAL
    with subprocess.Popen(command, cwd=repository, env=environment, start_new_session=True, stderr=subprocess.PIPE, text=True) as first:
        assert waited(lambda: journal.is_file() and journal.read_text().count("\n") > 2, first)
        yield first
        first.kill()


def test_processes_end_when_the_one_that_started_them_is_killed(started, run, asked, tmp_path):
    """However it ends: their number goes down to none, what they shared is taken away, and the folder is nobody's."""
    started.kill()
    started.wait()
    assert waited(lambda: not members_of(started.pid))
    assert list((tmp_path / "temporary").glob("csrating-*")) == []
    code, _, errors = run("report", "Trafford", "--jobs", 1, "--out", tmp_path / "out")
    assert (code, errors) == (0, "")


def test_a_second_report_at_the_same_time_is_told_and_the_keys_stop_the_first_at_once(started, run, asked, repository, tmp_path):
    command = [sys.executable, "-m", "csrating", "report", "Trafford", "--out", str(tmp_path / "out")]
    second = subprocess.run(command, cwd=repository, check=False, capture_output=True, text=True)
    assert (second.returncode, second.stdout) == (2, "")
    told = "another csrating report is being written to this folder"
    assert second.stderr.startswith(f"csrating: {tmp_path / 'out'}: {told} (process {started.pid}).")
    assert second.stderr.count("\n") == 1
    pressed = time.monotonic()
    os.killpg(started.pid, signal.SIGINT)
    _, errors = started.communicate(timeout=60)
    assert waited(lambda: not members_of(started.pid))  # what counts their shared things ends just after the first
    assert time.monotonic() - pressed < 3, "less than one second on an idle machine, where waiting for the councils at work takes four"
    assert started.returncode == 130
    assert errors.splitlines() == [
        f"csrating: what was written stays in {tmp_path / 'out.unfinished'}; the same command goes on from there.",
        "csrating: stopped; earlier outputs are untouched.",
    ]
    assert list((tmp_path / "temporary").iterdir()) == []
    written = written_in(tmp_path / "out.unfinished")
    assert len(written) > 1
    assert list(written) == list(listed_in(tmp_path / "out.unfinished"))
    code, printed, _ = run("report", *written, "--jobs", 1, "--out", tmp_path / "out")
    assert (code, asked) == (0, [])
    assert f"{len(written)} councils in" in printed


def waited(done, process=None):
    for _ in range(1200):
        if done():
            return True
        assert process is None or process.poll() is None
        time.sleep(0.1)
    return False


def members_of(group):
    """The processes of a group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found += [stat.parent.name] if int(fields[2]) == group and fields[0] != "Z" else []
    return found


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_two_processes_make_the_same_as_one_and_name_what_fails(material, monkeypatch, start):
    monkeypatch.setattr(processes, "_context", lambda: multiprocessing.get_context(start))
    alone = {one.council: one for one in made(material, CODES, jobs=1, report=told.council_report)}
    together = {one.council: one for one in made(material, (*CODES, "999"), jobs=2, report=told.council_report)}
    assert "999" in together.pop("999").failed
    assert together == alone
    assert set(alone) == set(CODES)
    assert b"9 December 2009" in alone["358"].files["letters/358-trafford.md"]


class Fatal:
    """Ends each process that uses it, but the one that made it."""

    def __init__(self):
        self.made_by = os.getpid()

    @property
    def ratings(self):
        if os.getpid() != self.made_by:
            os._exit(1)
        raise EvidenceError("there is nothing here")


def test_a_process_that_ends_before_its_time_is_told_in_words():
    with pytest.raises(CsratingError, match="ended before its time, perhaps for want of memory"):
        list(made(Fatal(), CODES, jobs=2, report=told.council_report))


def test_no_process_outlives_its_batch_and_no_file_is_left(material, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    reports = made(material, CODES, jobs=2, report=told.council_report)
    next(reports)
    next(reports)  # the first is made by this process
    assert multiprocessing.active_children() != []
    reports.close()
    assert multiprocessing.active_children() == []
    assert list(tmp_path.iterdir()) == []


def test_a_chart_without_anything_to_show_is_left_out(material, monkeypatch):
    import csrating.tell.charts as charts

    def nothing(_ratings, _code):
        raise EvidenceError("there is nothing to draw")

    monkeypatch.setattr(charts, "trends", nothing)
    files = told.council_report(material, "358")
    assert "charts/358-trafford-trends.svg" not in files
    assert b"No indicator has figures in two periods that follow each other." in files["pages/358-trafford.html"]
    assert pickle.loads(pickle.dumps(material.settings)) == {"date": "9 December 2009"}
