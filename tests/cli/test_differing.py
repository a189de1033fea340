"""Two runs set side by side from their folders, and what a build keeps so that they can be."""

import hashlib
import json
import shutil

import pandas as pd
import pytest

from csrating.cli.build import Choices, build
from csrating.cli.runs import RunError, run_from
from csrating.rate.difference.code import code_mark

pytestmark = pytest.mark.slow

JUDGED = "council,from,to,reason,who,when\nGreenwich,3,2,=Weak leadership,A Director,2009-12-09\n"


@pytest.fixture(scope="module")
def runs(repository, tmp_path_factory):
    """A run by the neighbours of the framework and one by those of 2021 with a judgement, built by the road that users take."""
    folder = tmp_path_factory.mktemp("runs")
    judgements = folder / "judgements.csv"
    judgements.write_text(JUDGED)
    raw = repository / "data" / "raw"
    first = build(raw, folder / "first", Choices(), charts=False)
    second = build(raw, folder / "second", Choices(neighbours="2021", judgements=judgements), charts=False)
    return first, second


@pytest.fixture
def copied(runs, tmp_path):
    """A copy of the first run's tables, whose files may be changed; gives its folder and a function that writes one and lists it."""
    place = tmp_path / "copied"
    shutil.copytree(runs[0].folder, place, ignore=shutil.ignore_patterns("letters", "comparisons.csv", "*.xlsx"))

    def change(name, content, *, listed=True):
        (place / name).write_bytes(content)
        manifest = place / "manifest.csv"
        if listed:
            lines = [line for line in manifest.read_text().splitlines() if not line.startswith(f"{name},")]
            manifest.write_text("\n".join([*lines, f"{name},{hashlib.sha256(content).hexdigest()}"]) + "\n")

    return place, change


def test_a_run_read_back_is_what_was_built_cell_for_cell(runs):
    for built in runs:
        read, made = run_from(built.folder), built.ratings
        for name in ("observations", "inspections", "safeguarding"):
            pd.testing.assert_frame_equal(getattr(read.data, name), getattr(made.data, name))
        pd.testing.assert_frame_equal(read.stored, made.table, check_dtype=False)
        assert read.framework == made.framework
        assert read.vintage == built.ratings.table["vintage"].iloc[0]
        assert {code: (one.before, one.after, one.reason, one.who, one.when) for code, one in read.judgements.items()} == {
            code: (one.before, one.after, one.reason, one.who, one.when) for code, one in made.judgements.items()
        }


def test_tables_of_many_rows_are_parquet_and_read_back_the_same(repository, tmp_path, monkeypatch):
    monkeypatch.setattr("csrating.cli.pieces.MOST_CSV_ROWS", 1_000)
    built = build(repository / "data" / "raw", tmp_path / "many", Choices(published_only=True), charts=False)
    tables = {"observations", "comparisons"}
    assert {path.stem for path in built.folder.glob("*.parquet")} >= tables
    assert not any((built.folder / f"{name}.csv").exists() for name in tables)
    pd.testing.assert_frame_equal(run_from(built.folder).data.observations, built.ratings.data.observations)


def test_the_record_names_what_the_run_was_made_from(runs):
    record = json.loads((runs[1].folder / "run.json").read_text())
    assert record["neighbours"] == "2021"
    assert record["code"] == code_mark()
    assert {source["sha256"] for source in record["sources"]} == {source.sha256 for source in runs[1].ratings.data.sources}


def test_two_runs_side_by_side(run, runs, tmp_path):
    first, second = (built.folder for built in runs)
    code, out, error = run("diff", first, second, "--out", tmp_path / "all.csv", "--changes", tmp_path / "changes.csv")
    assert (code, error) == (0, "")
    assert "They differ in: neighbours (those of 110 councils); judgements (1 recorded)." in out
    labels = [built.ratings.table["label"].to_numpy() for built in runs]
    assert f"{(labels[0] != labels[1]).sum()} of 152 ratings are not the same" in out
    assert [line.split()[-1] for line in out.splitlines() if line.startswith("Greenwich ")] == ["judgements"]
    assert "demonstration figures" in out
    assert len(pd.read_csv(tmp_path / "all.csv")) == 152
    assert len(pd.read_csv(tmp_path / "changes.csv")) == 111


def test_one_council_with_what_changed_of_it(run, runs):
    _, out, _ = run("diff", *(built.folder for built in runs), "--council", "Greenwich")
    assert "Greenwich: performs well in A, performs adequately in B." in out
    assert "Steps of the rating: judgements -1." in out
    assert "Enough for the change: judgements." in out
    assert "recorded judgement: none in A, from 3 to 2, by A Director on 2009-12-09: =Weak leadership in B" in out


def test_a_run_beside_itself(run, runs):
    code, out, _ = run("diff", runs[0].folder, runs[0].folder)
    assert code == 0
    assert "They differ in nothing: the same evidence, rules and code." in out
    assert "All 152 ratings are the same." in out


def test_a_rating_that_another_code_gave_is_told(run, runs, copied):
    place, change = copied
    stored = (place / "ratings.csv").read_text().replace('"performs well"', '"performs poorly"', 1)
    ratings = pd.read_csv(runs[0].folder / "ratings.csv", dtype="str")
    at = ratings.index[ratings["label"] == "performs well"][0]
    assert stored != (place / "ratings.csv").read_text()
    lines = stored.splitlines(keepends=True)
    lines[at + 1] = lines[at + 1].replace('"performs well"', '"performs poorly"').replace(",3,", ",1,")
    change("ratings.csv", "".join(lines).encode())
    record = json.loads((place / "run.json").read_text()) | {"code": "0" * 64}
    change("run.json", json.dumps(record).encode())
    _, out, _ = run("diff", place, runs[0].folder)
    assert "They differ in: code." in out
    assert "1 of 152 ratings are not the same: 1 higher." in out
    assert f"{ratings.loc[at, 'name']}" in out.split("enough")[1]


@pytest.mark.parametrize("name", ["observations.csv", "inspections.parquet", "ratings.csv", "framework.toml", "neighbours.csv", "run.json"])
def test_a_file_that_the_build_did_not_write_so_is_refused(copied, name):
    place, change = copied
    change(name, (place / name).read_bytes() + b"\n", listed=False)
    with pytest.raises(RunError, match=rf"{name}: the file is not as the build wrote it"):
        run_from(place)


def test_a_missing_file_is_named(run, runs, copied):
    place, _ = copied
    (place / "safeguarding.csv").unlink()
    code, out, error = run("diff", runs[0].folder, place)
    assert (code, out) == (2, "")
    assert "safeguarding.csv: the file cannot be read (No such file or directory)" in error


def test_folders_without_a_run_are_refused(run, runs, copied, tmp_path):
    place, _ = copied
    manifest = place / "manifest.csv"
    manifest.write_text("".join(line for line in manifest.read_text().splitlines(keepends=True) if not line.startswith("run.json")))
    told = {
        tmp_path / "none": "there is no such folder",
        tmp_path: "the folder holds no manifest.csv, so no build wrote it",
        place: "the build that wrote this folder kept no run.json",
    }
    for folder, words in told.items():
        code, out, error = run("diff", folder, runs[0].folder)
        assert (code, out) == (2, "")
        assert words in error


def test_a_record_that_is_no_record_is_refused(copied):
    place, change = copied
    change("run.json", b"[]\n")
    with pytest.raises(RunError, match=r"run\.json: .*no record of a run"):
        run_from(place)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("framework.toml", b"name = '\xe9'"),
        ("neighbours.csv", b"council,position,neighbour\n\xe9,1,2\n"),
        ("observations.csv", b'level,area\n"never closed'),
        ("inspections.parquet", b"PAR1 no more"),
        ("ratings.csv", b"council\n201\n"),
    ],
)
def test_a_broken_file_whose_sum_was_brought_up_to_date_is_one_sentence(run, runs, copied, name, content):
    place, change = copied
    change(name, content)
    code, out, error = run("diff", place, runs[0].folder)
    assert (code, out) == (2, "")
    assert f"{place / name}: " in error
    assert error.count("\n") == 1


def test_ratings_that_are_not_of_all_councils_are_refused(copied):
    place, change = copied
    change("ratings.csv", b"".join((place / "ratings.csv").read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(RunError, match=r"ratings\.csv: the ratings are not those of all 152 councils"):
        run_from(place)


def test_a_folder_that_was_altered_is_told_and_the_code_not_blamed(run, runs, copied):
    place, _ = copied
    shutil.copy(runs[1].folder / "ratings.csv", place / "ratings.csv")
    content = (place / "ratings.csv").read_bytes()
    copied[1]("ratings.csv", content)
    out = run("diff", place, runs[0].folder)[1]
    assert f"The ratings of {place} are not those that the code which made them gives: the folder was altered since" in out


def test_nothing_is_written_over_a_run_nor_twice_to_one_file(run, runs, tmp_path):
    first, second = (built.folder for built in runs)
    before = (first / "ratings.csv").read_bytes()
    for options, words in (
        (["--out", first / "ratings.csv"], "the file would lie in the folder of a run"),
        (["--out", tmp_path / "a.csv", "--changes", tmp_path / "a.csv"], "--out and --changes name the same file"),
    ):
        code, out, error = run("diff", first, second, *options)
        assert (code, out) == (2, "")
        assert words in error
    assert (first / "ratings.csv").read_bytes() == before
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--council", "Traford"], "Trafford"),
        (["--out", "all.xlsx"], "the table cannot be written as .xlsx; expected .csv"),
        (["--changes", "nowhere/changes.csv"], "there is no folder nowhere"),
    ],
)
def test_slips_are_told_before_anything_slow(run, options, words):
    code, out, error = run("diff", "a", "b", *options)
    assert (code, out) == (2, "")
    assert words in error
