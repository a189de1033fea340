"""The road of today at the command line, on a small made-up download: bands in their words, and one sentence for what is not of today."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import csrating as cs
from csrating.cli import main
from csrating.errors import EvidenceError
from csrating.reference import edition
from csrating.tell.page import index_page

TODAY = edition("2025")
NAMES = ["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]
OF_2009 = re.compile(r"\bratings?\b|performs |Name a council of 2009|\bNI\b")


@pytest.fixture(scope="module")
def download(tmp_path_factory):
    """Two years of 24 measures: figures that differ from council to council and from measure to measure, and nothing else."""
    folder = tmp_path_factory.mktemp("download")
    rows = [
        (measure, "", year, name, f"{30 + (int(code) * (7 + place) + 3 * int(year)) % 41}", float(code), "")
        for place, measure in enumerate(TODAY.counting[-24:])
        for year in ("2023", "2024")
        for code, name in TODAY.councils()[["code", "name"]].to_numpy()
    ]
    pd.DataFrame(rows, columns=NAMES).to_parquet(folder / "lait_bds_long.parquet", index=False)
    return folder


@pytest.fixture
def told(download, monkeypatch, capsys, tmp_path):
    """Runs a command line of today in a folder of its own; gives the exit code and what it said."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(
            "sys.argv", ["csrating", *words, "--framework", "2025", *(["--raw", str(download)] if words[0] != "councils" else [])]
        )
        with pytest.raises(SystemExit) as stop:
            main()
        said = capsys.readouterr()
        return stop.value.code or 0, said.out + said.err

    return run


@pytest.mark.parametrize(
    "words",
    [
        ("rate", "Dorset"),
        ("compare", "Dorset"),
        ("compare", "838", "--indicator", "TotAbs"),
        ("bounds", "Dorset"),
        ("bounds",),
        ("probability", "Dorset", "--draws", "100"),
        ("probability", "--draws", "100"),
        ("tipping", "Dorset"),
        ("sensitivity", "Dorset"),
        ("explain", "Dorset"),
        ("chart", "map", "--out", "map.svg"),
        ("chart", "neighbours", "Dorset", "--indicator", "TotAbs", "--out", "one.svg"),
        ("chart", "trend", "Dorset", "--indicator", "TotAbs", "--out", "one.svg"),
        ("chart", "sensitivity", "Dorset", "--out", "one.svg"),
    ],
    ids=" ".join,
)
def test_commands_tell_profile_bands_in_their_own_words(told, words):
    code, said = told(*words)
    assert code == 0
    lines = [line for line in said.splitlines() if OF_2009.search(line)]
    assert lines == []
    assert "profile band 3 (3)" not in said
    for wrong in ("our assumption", "an assumption of ours", "Ofsted did not publish", "which publishes none"):
        assert wrong not in said


def test_a_report_of_today_is_on_the_council_that_stands(told, tmp_path):
    code, said = told("report", "Dorset", "--jobs", "1", "--out", "report")
    assert (code, said.splitlines()[-1][:23]) == (0, "1 council in report; ma")
    assert [path.name for path in (tmp_path / "report" / "pages").iterdir()] == ["838-dorset.html"]
    assert not (tmp_path / "report" / "letters").exists()


def test_what_no_draw_can_tell_is_not_told_as_firm(told):
    code, said = told("probability", "Dorset", "--draws", "100")
    assert code == 0
    assert "none of these figures has published counts" in said
    assert "100.0" not in said
    assert "95 of 100" not in said


def test_without_counts_tipping_tells_how_many_would_do_and_which_are_nearest(told, download):
    code, said = told("tipping", "Dorset")
    assert code == 0
    assert "Settings alone" not in said
    assert "Settings and indicators" not in said
    data = cs.read(download)
    every = cs.rate(data, cs.compare(data)).compared
    near = every[(every["council"] == "838") & (every["against"] == "neighbours")]
    found = re.search(
        r"Up: .*?(\d+) more of the 24 compared in line would bring (\d)\.00 points; nearest to the edge lie (.+?) \(by", said, re.S
    )
    good, more = int(near["standing"].isin(["in line", "above"]).sum()), int(found[1])
    least = {"2": 50, "3": 65, "4": 80}[found[2]]
    assert 100 * (good + more - 1) / 24 < least <= 100 * (good + more) / 24
    below = near[near["standing"] == "below"]
    away = below["to_edge"] / (below["in_line_high"] - below["in_line_low"])
    assert found[3] == below.loc[away.idxmin(), "indicator"]


def test_a_part_that_is_not_there_is_refused_in_words_of_today(told):
    code, said = told("explain", "Dorset", "--about", "148")
    assert code == 2
    assert said.startswith("csrating: the profile band of Dorset rests on nothing called '148'; expected a measure such as TotAbs")


def test_the_sensitivity_chart_speaks_of_bands(told, tmp_path):
    assert told("chart", "sensitivity", "Dorset", "--out", "one.svg")[0] == 0
    drawn = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert "Points at which profile band" in drawn
    words = [re.sub("<[^>]+>", "", line) for line in drawn.splitlines()]
    assert [line for line in words if OF_2009.search(line)] == []
    assert "our choice: nobody publishes a profile of today" in " ".join(words)
    assert {"Points at which profile bands 4, 3 and 2", "begin"} <= set(words)


def test_one_council_asked_is_the_one_that_stands(told):
    assert "profile band" in told("rate", "Dorset")[1]
    assert told("compare", "Dorset")[1].startswith("Dorset (838):")
    assert "838   Dorset  South West" in told("councils", "Dorset")[1]
    assert "West Northamptonshire" in told("councils", "941")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("letter", "Dorset"), "framework 2025 makes profile bands, and no letter is sent on those"),
        (("letter", "Trafford", "--check"), "framework 2025 makes profile bands, and no letter is sent on those"),
        (("opendata", "write", "--out", "open"), "open data are written of the ratings of 2009 to 2011, and framework 2025 is of today"),
        (("chart", "grades", "Dorset", "--out", "one.svg"), "there are no inspected settings of Dorset in the data"),
        (("chart", "funnel", "Dorset", "--indicator", "TotAbs", "--out", "one.svg"), "the counts of TotAbs in 2024 are not published"),
        (("compare", "Northamptonshire"), "Northamptonshire (928) ended on 31 March 2021; its area is North Northamptonshire (940)"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_there_is_not_of_today_is_one_sentence(told, words, said, tmp_path):
    code, found = told(*words)
    assert code == 2
    assert found.startswith(f"csrating: {said}")
    assert len(found.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_index_of_today_calls_no_profile_band_a_rating(download):
    data = cs.read(download)
    page = index_page(cs.rate(data, cs.compare(data)))
    said = re.sub(r"<[^>]*>", "\n", re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL))
    assert "Children's services profile bands 2025" in said
    found = [line for line in said.splitlines() if re.search(r"\bratings?\b", line, re.IGNORECASE)]
    assert found == []


def test_letters_and_open_data_of_today_are_refused_in_python(download):
    data = cs.read(download)
    ratings = cs.rate(data, cs.compare(data))
    with pytest.raises(EvidenceError, match="no letter is sent"):
        cs.tell.letter(ratings, "Dorset")
    with pytest.raises(EvidenceError, match="is of today"):
        cs.tell.open_data(ratings)


@pytest.mark.slow
def test_two_builds_of_today_are_told_apart(told, download, tmp_path, monkeypatch, capsys):
    assert told("build", "--out", "a")[0] == 0
    assert told("build", "--out", "b", "--neighbours", "2021")[0] == 0
    monkeypatch.setattr("sys.argv", ["csrating", "diff", "a", "b"])
    with pytest.raises(SystemExit) as stop:
        main()
    said = capsys.readouterr().out
    assert not stop.value.code
    assert "none of the profile bands is Ofsted's" in said
    assert "performs" not in said
    assert re.search(r"\d+ of 153 profile bands are not the same: \d+ higher, \d+ lower", said)
    assert "in one of them alone" not in said or "with a profile band in one of them alone" in said
    assert not OF_2009.search(said)
    monkeypatch.setattr("sys.argv", ["csrating", "diff", "a", "b", "--council", "Dorset"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert not stop.value.code
    assert "Dorset: profile band" in capsys.readouterr().out


def with_outcomes(folder, *, without):
    """A download with Ofsted's outcomes beside it, in which all councils are good but for some that are not there."""
    rows = [
        (name, "2024-03-04", "2024-05-06", "Good") for code, name in TODAY.councils()[["code", "name"]].to_numpy() if code not in without
    ]
    header = ["Local authority name", "Inspection date", "Publication date", "Overall effectiveness"]
    table = pd.DataFrame(rows, columns=header).assign(**{"Local authority area code": ""})
    table.to_excel(folder / "LA_Inspection_Outcomes_as_at_31_March_2026.xlsx", sheet_name="Inspections_as_at_31_March", index=False)
    return folder


@pytest.fixture
def beside(download, tmp_path):
    """A folder with the download and a file that is none of today's."""
    folder = tmp_path / "beside"
    folder.mkdir()
    (folder / "lait_bds_long.parquet").symlink_to(download / "lait_bds_long.parquet")
    (folder / "mine.csv").write_text("a,b")
    return folder


def said_by(words, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["csrating", *map(str, words)])
    with pytest.raises(SystemExit) as stop:
        main()
    said = capsys.readouterr()
    return stop.value.code or 0, " ".join((said.out + said.err).split())


@pytest.mark.parametrize(
    "words", [("rate", "Dorset"), ("build", "--out", "out", "--no-charts"), ("chart", "neighbours", "Dorset", "--indicator", "TotAbs")]
)
def test_what_was_not_read_is_told_by_name(beside, monkeypatch, capsys, tmp_path, words):
    monkeypatch.chdir(tmp_path)
    code, said = said_by((*words, "--framework", "2025", "--raw", beside), monkeypatch, capsys)
    assert code == 0
    assert "1 file of tables in the folder is none of today's and not read: mine.csv." in said


def test_a_council_without_a_judgement_is_told_and_does_not_lose_its_limit_without_a_word(beside, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    (beside / "mine.csv").unlink()
    with_outcomes(beside, without=["358"])
    told = "1 council has no judgement of overall effectiveness in LA_Inspection_Outcomes_as_at_31_March_2026.xlsx"
    unknown = "limit not known: no judgement of overall effectiveness on this council was read, so no limit could be applied"
    for council, its_own in (("Trafford", True), ("Dorset", False)):
        code, said = said_by(("rate", council, "--framework", "2025", "--raw", beside), monkeypatch, capsys)
        assert code == 0
        assert told in said
        assert (unknown in said) == its_own
    data = cs.read(beside)
    ratings = cs.rate(data, cs.compare(data))
    limits = ratings.table.set_index("council")["limits"]
    assert limits["358"].endswith("so no limit could be applied and the profile band may be too high")
    assert set(limits.drop("358")) == {""}


@pytest.mark.parametrize("framework", ["2009", "2025"])
@pytest.mark.parametrize("words", [("rate", "Dorset"), ("compare", "Dorset"), ("build", "--out", "out")])
def test_an_empty_folder_is_refused_with_both_roads_or_with_that_which_was_asked_for(tmp_path, monkeypatch, capsys, words, framework):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    code, said = said_by((*words, "--framework", framework, "--raw", "raw"), monkeypatch, capsys)
    assert code == 2
    assert "lait_bds_long.parquet, or bds_long_0.parquet" in said
    assert ("sources.toml" in said, "data/raw" in said) == (framework == "2009", framework == "2009")
