"""What a report has written so far: what counts as written, and what is written again."""

import hashlib
import json

import pytest

from csrating.cli.journal import JOURNAL, Journal, written_in

MADE_FROM = {"figures": "ab", "letters": {}}
FILES = {"pages/one.html": b"<p>1</p>", "charts/one.svg": b"<svg/>"}


def journal_of(folder, *councils):
    journal = Journal(folder, MADE_FROM)
    for council in councils:
        journal.add(council, {name.replace("one", council): content for name, content in FILES.items()})
    return journal


def test_a_council_counts_as_written_when_each_of_its_files_is_there(tmp_path):
    journal_of(tmp_path, "358", "355")
    found = written_in(tmp_path, MADE_FROM)
    assert list(found) == ["358", "355"]
    assert found["358"] == {
        "pages/358.html": hashlib.sha256(b"<p>1</p>").hexdigest(),
        "charts/358.svg": hashlib.sha256(b"<svg/>").hexdigest(),
    }
    assert (tmp_path / "pages/358.html").read_bytes() == b"<p>1</p>"


@pytest.mark.parametrize("harm", ["deleted", "changed", "cut"])
def test_a_council_whose_file_is_harmed_is_not_written(tmp_path, harm):
    journal_of(tmp_path, "358", "355")
    page = tmp_path / "pages/358.html"
    if harm == "deleted":
        page.unlink()
    else:
        page.write_bytes(b"<p>2</p>" if harm == "changed" else b"<p>")
    assert list(written_in(tmp_path, MADE_FROM)) == ["355"]
    assert list(Journal(tmp_path, MADE_FROM).councils) == ["355"]


def test_a_line_that_was_cut_short_is_none(tmp_path):
    journal_of(tmp_path, "358", "355")
    lines = (tmp_path / JOURNAL).read_text()
    (tmp_path / JOURNAL).write_text(lines[:-20])
    assert list(written_in(tmp_path, MADE_FROM)) == ["358"]
    journal = Journal(tmp_path, MADE_FROM)
    journal.add("355", {"pages/355.html": b"again"})
    assert list(written_in(tmp_path, MADE_FROM)) == ["358", "355"]


@pytest.mark.parametrize(
    "content", ["", "\n", "[]\n", "no json", '{"council": "358", "files": {}}\n', '{"made_from": 1}\n{"council": "358"}\n']
)
def test_what_is_no_journal_holds_no_council(tmp_path, content):
    (tmp_path / JOURNAL).write_text(content)
    assert written_in(tmp_path) == {}
    assert written_in(tmp_path / "nowhere") == {}


def test_a_report_made_from_something_else_is_forgotten(tmp_path):
    journal_of(tmp_path, "358")
    other = {**MADE_FROM, "figures": "cd"}
    assert written_in(tmp_path, other) == {}
    assert list(written_in(tmp_path)) == ["358"]
    assert Journal(tmp_path, other).councils == {}
    assert written_in(tmp_path) == {}


def test_another_folder_of_the_same_report_is_taken_over_but_for_what_is_here(tmp_path):
    journal_of(tmp_path / "old", "358", "355")
    (tmp_path / "old/pages/355.html").unlink()
    journal = journal_of(tmp_path / "new", "301")
    journal.take_over(tmp_path / "old", MADE_FROM)
    assert list(journal.councils) == ["301", "358"]
    assert list(written_in(tmp_path / "new", MADE_FROM)) == ["301", "358"]
    journal.take_over(tmp_path / "old", {"figures": "other"})
    assert list(journal.councils) == ["301", "358"]


def test_at_the_end_councils_stand_in_order_and_no_file_is_left_that_none_names(tmp_path):
    journal = journal_of(tmp_path, "358", "355")
    (tmp_path / "pages/half.html").write_text("cut")
    sums = journal.close(["355", "358", "900"])
    assert [json.loads(line).get("council") for line in (tmp_path / JOURNAL).read_text().splitlines()] == [None, "355", "358"]
    there = {path.relative_to(tmp_path).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.rglob("*.*")}
    assert sums == there
    assert "pages/half.html" not in sums
