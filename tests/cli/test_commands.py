"""The command line as a user meets it: what it prints, and one clear sentence with exit code 2 for whatever a user can mend."""

import hashlib
import json
import re
import shutil
import sys
from zipfile import ZipFile

import pandas as pd
import pytest


@pytest.fixture
def raw(tmp_path, repository):
    """A copy of the published files that a test may spoil, and a way to register a spoilt file so that its content is what is refused."""
    folder = tmp_path / "raw"
    shutil.copytree(repository / "data" / "raw" / "published", folder)
    return folder


def spoil(raw, name, before, after, *, register=True):
    """Change the text of a csv; register the changed file unless the change of the bytes itself is what is to be found."""
    path = raw / name
    content = path.read_bytes()
    encoded = before.encode("cp1252"), after.encode("cp1252")
    assert encoded[0] in content
    path.write_bytes(content.replace(*encoded, 1))
    if register:
        sources = (raw / "sources.toml").read_text()
        old, new = (hashlib.sha256(some).hexdigest() for some in (content, path.read_bytes()))
        (raw / "sources.toml").write_text(sources.replace(old, new))


WIDE = "looked-after-children-2011.csv"
LONG = "attainment-at-19.csv"


def test_councils_are_found_by_part_of_a_name_or_a_code(run):
    assert "358 Trafford North West" in re.sub(" +", " ", run("councils", "traff")[1])
    assert "Trafford" in run("councils", "E08000009")[1]
    code, _, error = run("councils", "Traford")
    assert code == 2
    assert "Trafford" in error


def test_the_version_and_the_help(run):
    assert run("--version")[1].startswith("csrating 0.")
    assert "build" in run("--help")[1]


@pytest.mark.parametrize("command", [["rate"], ["compare"], ["letter"], ["chart", "spine"]])
def test_a_misspelt_council_is_told_before_anything_slow(run, command):
    code, out, error = run(*command, "Traford")
    assert (code, out) == (2, "")
    assert error.startswith("csrating: ")
    assert "Trafford" in error
    assert error.count("\n") == 1


def test_the_rating_of_a_council_with_its_steps(run):
    code, out, _ = run("rate", "Trafford")
    assert code == 0
    assert out.startswith("Trafford: performs well (3)\n")
    assert "This rating rests on demonstration figures, which nobody published, beside published ones; it is not Ofsted's.\n" in out
    assert "data band" in out


def test_a_limited_council_shows_its_limit(run):
    out = run("rate", "Warrington")[1]
    assert out.startswith("Warrington: performs poorly (1)\n")
    assert "I  limit: full inspection judged safeguarding inadequate" in out


def test_no_rating_on_published_figures_alone(run):
    out = run("rate", "Trafford", "--published-only")[1]
    assert out.startswith("Trafford: no rating is given: the data hold no inspection findings on settings")


def test_one_indicator_in_all_its_periods(run):
    out = run("compare", "Trafford", "--indicator", "71", "--published-only", "--cells")[1]
    assert out.startswith("NI 71: Children who have run away from home/care overnight\nUnit: score; more is better.\nTrafford (358)")
    assert [len(re.findall(rf"^20\d\d Q\d  {against} ", out, re.MULTILINE)) for against in ("England", "region", "similar areas")] == [
        7
    ] * 3
    assert "2009 Q1: runaways-ni-071.xlsx#NI 71!I38" in out


def test_all_indicators_fit_a_page_without_their_cells(run):
    out = run("compare", "Trafford", "--published-only")[1]
    _, table, *_ = out.split("\n\n")
    assert max(map(len, table.splitlines())) <= 110
    assert "#" not in out
    assert "the mean of the statistical neighbours with data, table pre-2019" in out
    assert "A positive gap is better" in out


def test_an_unknown_indicator_is_told(run):
    code, _, error = run("compare", "Trafford", "--indicator", "999")
    assert code == 2
    assert "there is no indicator '999'" in error


def test_a_letter_is_printed_without_a_file(run):
    assert "Performs well (3)" in run("letter", "Trafford")[1]


def test_a_letter_is_printed_with_what_stands_behind_each_sentence(run):
    code, out, _ = run("letter", "Trafford", "--annotate")
    assert code == 0
    assert "    settings.childminding: good; n 240; demonstration\n        early-years-2009.xlsx#Early years!F978:I978\n" in out
    assert not re.search(r"and \d+ more", out)
    assert "[For a person to write: " not in out
    assert "[For a person to write: " in run("letter", "Trafford", "--annotate", "--draft")[1]


def test_what_stands_behind_each_sentence_is_written_as_data_too(run, tmp_path):
    target = tmp_path / "trafford.json"
    assert run("letter", "Trafford", "--annotate", "--out", target) == (0, f"wrote {target}\n", "")
    told = json.loads(target.read_text(encoding="utf-8"))
    claims = {claim["id"]: claim for claim in told["claims"]}
    assert len(claims["settings.primary schools"]["cells"]["the council"]) == 72
    assert all(name in claims for sentence in told["sentences"] for name in (*sentence["claims"], *sentence["beside"]))


def test_a_letter_says_on_asking_where_nothing_is_notable_and_where_a_person_should_write(run):
    hidden, mark = "The data do not record an unannounced inspection", "For a person to write"
    told, whole, draft = (run("letter", "Trafford", *more)[1] for more in ((), ("--whole",), ("--draft",)))
    assert [text in one for one in (told, whole, draft) for text in (hidden, mark)] == [False, False, True, False, False, True]


def test_a_page_is_written(run, tmp_path):
    target = tmp_path / "trafford.html"
    assert run("page", "Trafford", "--out", target) == (0, f"wrote {target}\n", "")
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    code, out, error = run("page", "Trafford", "--out", tmp_path / "trafford.pdf")
    assert (code, out) == (2, "")
    assert "a page cannot be written as .pdf; expected .html." in error


def test_the_published_letter_is_set_beside_the_data(run):
    code, out, _ = run("letter", "Trafford", "--check")
    assert code == 0
    assert out.startswith("The letter to Trafford, 22 claims: 22 reproduced, 0 contradicted, 0 not checkable.\n")
    assert "nothing about the real council" in out
    assert "nothing about the real council" not in run("letter", "Trafford", "--check", "--published-only")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Salford", "--check"], "no letter to Salford is carried over claim by claim; expected one of: Trafford."),
        (["Trafford", "--charts"], "--charts adds pictures to a Word document. Name an --out that ends in .docx, or say --format docx."),
        (["Trafford", "--charts", "--out", "l.html"], "--charts adds pictures to a Word document."),
        (["Trafford", "--check", "--out", "letter.md"], "--check prints on the screen. Leave --out and --format out."),
        (["Trafford", "--annotate", "--out", "letter.md"], "annotations cannot be written as .md; expected .txt or .json."),
        (["Trafford", "--annotate", "--format", "html"], "--annotate writes a file by its ending. Leave --format out."),
    ],
)
def test_what_a_letter_cannot_be_asked_is_told(run, arguments, message):
    code, out, error = run("letter", *arguments)
    assert (code, out) == (2, "")
    assert message in error


def test_who_writes_to_whom_is_set_with_lines_parted(run):
    settings = ["--sender", r"A\nB", "--date", "1 June 2010", "--addressee", "C", "--salutation", "Dear F", "--signature", r"D\nE"]
    _, out, _ = run("letter", "Trafford", "--published-only", *settings)
    assert out.startswith("A\\\nB\n\n1 June 2010\n\nC\n\nDear F\n\n# ")
    assert "Yours sincerely\\\nD\\\nE\n" in out
    assert "sincerely" not in run("letter", "Trafford", "--published-only")[1]


def test_charts_go_into_a_word_document(run, tmp_path):
    target = tmp_path / "letter.docx"
    assert run("letter", "Trafford", "--published-only", "--charts", "--out", target) == (0, f"wrote {target}\n", "")
    with ZipFile(target) as packed:
        pictures = [name for name in packed.namelist() if name.startswith("word/media/")]
        assert pictures
        assert all(packed.read(name).startswith(b"\x89PNG") for name in pictures)
    run("letter", "Trafford", "--published-only", "--out", target)
    with ZipFile(target) as packed:
        assert not [name for name in packed.namelist() if name.startswith("word/media/")]


def test_the_ending_says_the_form_of_a_letter(run, tmp_path):
    for ending, start in (("docx", b"PK"), ("MD", b""), ("html", b"<!DOCTYPE html>")):
        target = tmp_path / f"letter.{ending}"
        assert run("letter", "Trafford", "--published-only", "--out", target) == (0, f"wrote {target}\n", "")
        assert target.read_bytes().startswith(start)
    assert "Trafford" in (tmp_path / "letter.MD").read_text()


def test_a_judgement_is_applied_and_told(run, tmp_path):
    recorded = tmp_path / "judgements.csv"
    recorded.write_text("council,from,to,reason,who,when\nGreenwich,3,2,Weak leadership,A Director,9/12/2009\n")
    out = run("rate", "Greenwich", "--judgements", recorded)[1]
    assert out.startswith("Greenwich: performs adequately (2)\n")
    assert "judgement: from 3 to 2, by A Director" in out


def test_a_judgement_outside_the_borderline_range_is_told_with_its_row(run, tmp_path):
    recorded = tmp_path / "judgements.csv"
    recorded.write_text("council,from,to,reason,who,when\n\nGreenwich,3,1,Weak leadership,A Director,2009-12-09\n")
    code, out, error = run("rate", "Trafford", "--judgements", recorded)
    assert (code, out) == (2, "")
    assert error.startswith(f"csrating: {recorded}, row 3: ")
    assert error.count("\n") == 1


def test_without_a_command_the_help_is_shown(run):
    code, out, _ = run()
    assert code == 0
    assert "councils" in out


def test_a_chart_is_written_by_its_ending(run, tmp_path):
    code, out, _ = run("chart", "neighbours", "Trafford", "--indicator", "80", "--published-only", "--out", tmp_path / "chart.PNG")
    assert code == 0
    assert "Trafford" in out
    assert (tmp_path / "chart.PNG").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize(("council", "framed"), [([], False), (["Trafford"], True)])
def test_a_map_with_and_without_a_council(run, tmp_path, council, framed):
    code, out, _ = run("chart", "map", *council, "--published-only", "--out", tmp_path / "map.svg")
    assert code == 0
    assert "None of the 152 councils can be rated from these data" in out
    assert ("Trafford, framed" in (tmp_path / "map.svg").read_text(encoding="utf-8")) == framed


def test_a_rug(run, tmp_path):
    code, out, _ = run("chart", "rug", "Trafford", "--published-only", "--out", tmp_path / "rug.pdf")
    assert code == 0
    assert "its similar areas" in out
    assert (tmp_path / "rug.pdf").read_bytes().startswith(b"%PDF")


def test_small_trend_charts(run, tmp_path):
    code, out, _ = run("chart", "trends", "Trafford", "--published-only", "--out", tmp_path / "trends.svg")
    assert code == 0
    assert "Trafford: " in out
    assert "became better" in (tmp_path / "trends.svg").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_sensitivity_strip(run, tmp_path, repository):
    code, out, _ = run("chart", "sensitivity", "Trafford", "--raw", repository / "data" / "raw", "--out", tmp_path / "strip.svg")
    assert code == 0
    assert "Trafford performs well (3) by" in out
    assert (tmp_path / "strip.svg").read_bytes().startswith(b"<svg")


@pytest.mark.parametrize("kind", ["trend", "distribution", "funnel"])
def test_a_chart_of_one_indicator(run, tmp_path, kind):
    code, out, _ = run("chart", kind, "Trafford", "--indicator", "80", "--published-only", "--out", tmp_path / "chart.svg")
    assert code == 0
    assert "Level 3" in out
    assert (tmp_path / "chart.svg").read_bytes().startswith(b"<svg")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chart", "neighbours", "Trafford"], "the neighbours chart is about one indicator. Add, say, --indicator 148."),
        (["chart", "funnel", "Trafford", "--indicator", "58"], "the counts of NI 58 in 2009 are not published."),
        (["chart", "rug", "Trafford", "--indicator", "148"], "the rug chart is not about one indicator"),
        (["chart", "spine"], "the spine chart is about one council. Name one, such as: csrating chart spine Trafford."),
        (["chart", "sensitivity", "Trafford", "--published-only"], "Trafford has no rating that could be tried: not given, "),
        (["chart", "trends", "Trafford", "--indicator", "148"], "the trends chart is not about one indicator"),
        (["chart", "map", "--indicator", "148"], "the map chart is not about one indicator"),
        (["chart", "trend", "Trafford"], "the trend chart is about one indicator. Add, say, --indicator 148."),
        (["chart", "spine", "Trafford", "--indicator", "148"], "the spine chart is not about one indicator"),
        (
            ["chart", "spine", "Trafford", "--out", "chart.gif"],
            "chart.gif: a chart cannot be written as .gif; expected .svg, .png or .pdf.",
        ),
        (["rate", "Trafford", "--framework", "1999"], "there is no framework '1999'"),
        (["rate", "Trafford", "--neighbours", "1999"], "1999"),
        (["rate", "Trafford", "--raw", "nowhere"], "nowhere: there is no such file or folder"),
        (["build", "--out", "csrating"], "the folder holds files that no build of csrating wrote"),
        (["build", "--out", "data/raw/processed"], "the outputs would lie in data/raw, among the raw files"),
        (["build", "--out", "data"], "the outputs would replace data/raw, which lies in it"),
        (["build", "--raw", "data/raw/published", "--out", "data/raw/demonstration/x"], "the outputs would lie among the raw files of "),
        (["demonstration", "--out", "data/raw/demonstration"], "the outputs would lie in data/raw, among the raw files"),
        (["demonstration", "--seed", "-5"], "Invalid value for '--seed'"),
        (["compare", "Trafford", "--indicator", ""], "Invalid value for '--indicator': it is blank. See csrating compare --help."),
        (["rate", "Trafford", "--neighbours", " "], "Invalid value for '--neighbours': it is blank"),
        (["rate", "Trafford", "--judgements", "none.csv"], "none.csv: the judgements cannot be read (No such file or directory)"),
        (["councils", ""], "it is blank"),
        (["rate"], "Missing argument"),
        (["nonsense"], "No such command 'nonsense'"),
        (["build", "--nonsense"], "--nonsense"),
        (["letter", "Trafford", "--out", "l.md", "--format", "docx"], "l.md: the file ends in .md and --format says docx."),
        (["letter", "Trafford", "--out", "l.pdf"], "l.pdf: a letter cannot be written as .pdf; expected .md, .html or .docx."),
        (["letter", "Trafford", "--out", "l"], "expected .md, .html or .docx."),
    ],
)
def test_a_wrong_option_is_one_sentence(run, arguments, message):
    code, out, error = run(*arguments)
    assert (code, out) == (2, "")
    assert message in error
    assert error.startswith("csrating: ")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "before", "after", "register", "message"),
    [
        (LONG, "2009,", "2008,", False, LONG),
        (WIDE, "Trafford", "Traffjord", True, rf"{WIDE}#[^!]+![A-Z]+\d+.*Traffjord.*Trafford"),
        (WIDE, "All aged 19", "Everyone of 19", True, WIDE),
        (LONG, "la_name", "borough", True, rf"{LONG}.*(la_name|council|name)"),
        (LONG, "2011,Local authority,North West,E08000009", "2010,Local authority,North West,E08000009", True, rf"{LONG}#[^!]+![A-Z]+\d+"),
    ],
    ids=["a changed byte", "an unknown council", "a renamed measure", "a renamed council column", "a duplicated row"],
)
def test_bad_input_is_one_sentence_and_leaves_earlier_outputs_alone(run, raw, tmp_path, name, before, after, register, message):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.csv").write_text("file,sha256\nratings.csv,0\n")
    (out / "ratings.csv").write_text("earlier")
    text = (raw / name).read_bytes().decode("cp1252", errors="replace")
    if before not in text:
        pytest.fail(f"{before!r} is not in {name}: the test spoils nothing")
    spoil(raw, name, before, after, register=register)
    code, printed, error = run("build", "--raw", raw, "--out", out)
    assert (code, printed) == (2, "")
    assert re.search(message, error), error
    assert error.count("\n") == 1
    assert (out / "ratings.csv").read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "raw"]


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(run, read_once, tmp_path):
    for name in ("one", "two"):
        read_once.cache_clear()
        code, out, _ = run("build", "--out", tmp_path / name, "--no-charts")
        assert code == 0
    first, second = ((tmp_path / name / "manifest.csv").read_bytes() for name in ("one", "two"))
    assert first == second
    ratings = pd.read_csv(tmp_path / "one" / "ratings.csv", dtype={"council": str}).set_index("council")
    assert len(ratings) == 152
    assert ratings.loc["358", ["rating", "label"]].tolist() == [3, "performs well"]
    letters = sorted(path.name for path in (tmp_path / "one" / "letters").iterdir())
    assert len(letters) == 152
    assert letters[0] == "201-city-of-london.md"
    assert "152 councils: " in out


@pytest.mark.slow
def test_a_build_on_published_figures_alone_gives_no_rating_and_says_why(run, tmp_path):
    code, out, _ = run("build", "--out", tmp_path / "out", "--published-only")
    assert code == 0
    assert out.startswith("No rating is given for any of the 152 councils; ratings.csv says why for each.")
    ratings = pd.read_csv(tmp_path / "out" / "ratings.csv")
    assert ratings["rating"].isna().all()
    assert (ratings["why"].str.len() > 20).all()
    assert (ratings["origin"] == "published").all()
    charts = [path.name for path in (tmp_path / "out" / "charts").iterdir()]
    assert "358-trafford-spine.svg" in charts
    assert not any("grades" in name for name in charts)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_piece_of_a_build_that_cannot_be_made_is_named_and_earlier_outputs_stay(run, monkeypatch, tmp_path, jobs):
    monkeypatch.setattr("csrating.cli.pieces.jobs_here", lambda: jobs)
    out = tmp_path / "out"
    assert run("build", "--out", out, "--no-charts")[0] == 0
    before = (out / "manifest.csv").read_bytes()

    def odd(*_given):
        raise ValueError("odd")

    for module, name, told in (("", "workbook", "the table ratings.xlsx"), (".report", "letter_of", "the files of City of London")):
        with monkeypatch.context() as patched:
            patched.setattr(sys.modules[f"csrating.tell{module}"], name, odd)
            code, said, errors = run("build", "--out", out, "--no-charts")
        assert (code, said) == (2, "")
        assert errors == f"csrating: {told} could not be made: ValueError: odd.\n"
        assert (out / "manifest.csv").read_bytes() == before


@pytest.mark.slow
def test_one_process_and_several_build_the_same_bytes(run, read_once, monkeypatch, tmp_path):
    for jobs in (1, 3):
        read_once.cache_clear()
        for place in ("csrating.cli.pieces", "csrating.cli.build"):
            monkeypatch.setattr(f"{place}.jobs_here", lambda jobs=jobs: jobs)
        assert run("build", "--out", tmp_path / str(jobs), "--no-charts")[0] == 0
    assert (tmp_path / "1" / "manifest.csv").read_bytes() == (tmp_path / "3" / "manifest.csv").read_bytes()
