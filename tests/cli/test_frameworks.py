"""Frameworks at the command line: listed, shown, compared and copied; what is changed in a copy is what then differs."""

import hashlib
import shutil

import openpyxl
import pytest

from csrating.cli.framework_commands import copy_name
from csrating.cli.frameworks import differences_told, framework_told, frameworks_told, marks_told
from csrating.reference.frameworks import differences, framework, framework_names

ALL = [framework(name) for name in framework_names()]


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_list_counts_the_rules_by_their_marks(run):
    code, out, _ = run("frameworks", "list")
    table, legend = out.split("\n\n")
    headings, *rows = [line.split(maxsplit=5) for line in table.splitlines()]
    assert (code, headings) == (0, ["name", "rules", "S", "I", "A", "title"])
    assert [row[0] for row in rows] == list(framework_names())
    for row, rules in zip(rows, ALL, strict=True):
        assert [int(number) for number in row[1:5]][0::3] == [len(rules.rules), len(rules.assumptions)]
        assert sum(map(int, row[2:5])) == int(row[1])
        assert row[5] == rules.title
    assert "A an assumption of ours" in legend


@pytest.mark.parametrize("name", framework_names())
def test_all_that_a_framework_says_is_shown(run, name):
    _, out, _ = run("frameworks", "show", name)
    lines = out.splitlines()
    for rule in framework(name).rules.values():
        place = lines.index(f"{rule.evidence}  {rule.name}: {rule.told}")
        assert lines[place + 1].strip() == rule.why
    assert "A  a majority: more than 50 per cent" in lines
    types = {cluster: [kind for kind, of in framework(name).cluster_of.items() if of == cluster] for cluster in framework(name).clusters}
    assert all(f"   {cluster}: {', '.join(kinds)}" in lines for cluster, kinds in types.items())
    if name != "2025":
        assert "   post-16: school sixth forms, sixth-form colleges, further education colleges" in lines


@pytest.mark.parametrize("width", [80, 100, 120])
def test_all_of_it_fits_the_terminal(width):
    told = [frameworks_told(ALL, width=width), *(framework_told(rules, width=width) for rules in ALL)]
    told += [differences_told(differences(one, other), (one.name, other.name), width=width) for one in ALL for other in ALL]
    assert max(len(line) for text in told for line in text.splitlines()) <= width


def test_the_difference_tells_each_rule_with_both_values_and_marks(run):
    code, out, _ = run("frameworks", "diff", "2009", "2010")
    assert code == 0
    assert out.startswith(
        "2009 and 2010 differ in 12 rules, setting types or proportion words: "
        "5 by another value, 1 because one alone has it, 6 by another mark only.\n"
    )
    assert "\ninspections.window_years\n  2009  A  any age\n  2010  S  3\n\n" in out
    assert "\ninspections.of_any_age, only in 2010\n  2010  I  childminding\n\n" in out
    assert "\nThe same value by another mark (2009, 2010):\n  S, I  judgement.permitted\n" in out
    assert "combined.band_cuts" not in out


def test_that_there_is_no_difference_is_said(run):
    assert run("frameworks", "diff", "2010", "2010")[1] == (
        "There is no difference between 2010 and 2010: every rule, mark, setting type and proportion word is the same.\n"
    )


def test_a_copy_is_read_under_a_name_of_its_own_and_says_the_same(run, tmp_path):
    path = tmp_path / "strict.toml"
    code, out, _ = run("frameworks", "copy", "2010", path)
    assert code == 0
    assert out.splitlines() == [
        f"wrote {path}, by the name '2010 strict'",
        "Change a rule in it, then:",
        f"  csrating frameworks diff 2010 {path}",
        f"  csrating rate Trafford --framework {path}",
    ]
    assert framework(path).name == "2010 strict"
    assert "There is no difference between 2010 and 2010 strict" in run("frameworks", "diff", "2010", path)[1]


def test_what_is_changed_in_a_copy_is_what_differs(run, tmp_path):
    path = tmp_path / "strict.toml"
    run("frameworks", "copy", "2009", path)
    change(path, "value = 0.25", "value = 0.1")
    change(path, 'one = "childminder"', 'one = "childminding place"')
    change(path, 'least = 65\nword = "a large majority"', 'least = 66\nword = "a large majority"')
    out = run("frameworks", "diff", "2009", path)[1]
    assert out.startswith("2009 and 2009 strict differ in 3 rules, setting types or proportion words: 3 by another value.\n")
    assert "\ncombined.borderline\n  2009         A  0.25\n  2009 strict  A  0.1\n" in out
    assert "\nsetting type 'childminding'\n  2009         early years, one childminder\n" in out
    assert "\nproportion word 'a large majority'\n  2009         A  at least 65 per cent\n" in out


def test_two_files_of_one_name_are_told_apart_by_their_paths(run, tmp_path):
    one, other = tmp_path / "a.toml", tmp_path / "b.toml"
    run("frameworks", "copy", "2009", one)
    shutil.copy(one, other)
    change(other, "value = 0.25", "value = 0.1")
    out = run("frameworks", "diff", one, other)[1]
    assert f"{one} and {other} differ in 1 rule, setting type or proportion word: 1 by another value." in out
    assert f"  {other}  A  0.1" in out


@pytest.mark.parametrize(
    ("name", "stem", "called"),
    [
        ("2009", "strict", "2009 strict"),
        ("2009", "2009", "2009 changed"),
        ("2009", "2009 with a window", "2009 with a window"),
        ("2009", " ", "2009 changed"),
        ("2010", "2009 strict", "2010 2009 strict"),
    ],
)
def test_a_copy_is_called_after_its_framework_and_its_file(name, stem, called):
    """A letter knows by the beginning of the name that it is of 2009."""
    assert copy_name(name, stem) == called


def test_a_copy_never_replaces_a_file(run, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("mine")
    code, out, error = run("frameworks", "copy", "2009", path)
    assert (code, out) == (2, "")
    assert error == f"csrating: {path}: there is such a file already, and a copy never replaces one. Name another.\n"
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "2012"], "there is no framework '2012'; expected one of: 2009, 2010, 2011, 2025. Or pass the path of a .toml file."),
        (["show", "none.toml"], "none.toml: the framework cannot be read"),
        (["show", ""], "Invalid value for 'NAME': it is blank. See csrating frameworks show --help."),
        (["show"], "Missing argument 'NAME'. See csrating frameworks show --help."),
        (["diff", "2009", "2012"], "there is no framework '2012'"),
        (["diff", "2009"], "Missing argument 'B'. See csrating frameworks diff --help."),
        (["copy", "2012", "mine.toml"], "the package carries no framework '2012'; expected one of: 2009, 2010, 2011, 2025."),
        (["copy", "2009", "mine.csv"], "mine.csv: a framework cannot be written as .csv; expected .toml."),
        (["copy", "2009", "mine"], "mine: a framework cannot be written as a file without an ending; expected .toml."),
        (["copy", "2009", "nowhere/mine.toml"], "nowhere/mine.toml: there is no folder nowhere. Make it first, or name another file."),
        (["copy", "2009", "a\nb.toml"], "the copy of 2009: name is '2009 a\\nb'; expected words in quotes, on one line"),
        (["nonsense"], "No such command 'nonsense'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(run, repository, arguments, message):
    before = sorted(repository.iterdir())
    code, out, error = run("frameworks", *arguments)
    assert (code, out) == (2, "")
    assert message in error
    assert error.count("\n") == 1
    assert sorted(repository.iterdir()) == before


def test_without_a_command_the_help_is_shown(run):
    code, out, _ = run("frameworks")
    assert code == 0
    assert all(command in out for command in ("list", "show", "diff", "copy"))


def test_judgements_are_refused_before_anything_slow_by_a_framework_that_permits_none(run, tmp_path):
    run("frameworks", "copy", "2009", tmp_path / "strict.toml")
    change(tmp_path / "strict.toml", "permitted = { value = true", "permitted = { value = false")
    recorded = tmp_path / "judgements.csv"
    recorded.write_text("council,from,to,reason,who,when\n\nGreenwich,3,2,Weak leadership,A Director,2009-12-09\n")
    options = ["--judgements", recorded, "--framework", tmp_path / "strict.toml", "--raw", "nowhere"]
    code, out, error = run("rate", "Greenwich", *options)
    assert (code, out) == (2, "")
    assert error.startswith(
        f"csrating: {recorded}, row 3: the judgement on Greenwich cannot be used because framework 2009 strict permits none"
    )


@pytest.mark.slow
def test_a_pending_inspection_in_a_file_withholds_the_rating_of_2010_and_not_of_2009(run, repository, tmp_path):
    raw = tmp_path / "raw"
    shutil.copytree(repository / "data" / "raw", raw)
    findings = raw / "published" / "safeguarding-findings-2009.xlsx"
    before = hashlib.sha256(findings.read_bytes()).hexdigest()
    book = openpyxl.load_workbook(findings)
    book["Findings"].append(["Trafford", "full inspection", None, "safeguarding", "pending", "A", "made up"])
    book.save(findings)
    change(raw / "published" / "sources.toml", before, hashlib.sha256(findings.read_bytes()).hexdigest())
    why = "the rating is withheld: a full inspection of safeguarding is pending. The data alone give performs well (3).\n"
    assert run("rate", "Trafford", "--framework", "2010", "--raw", raw)[1].startswith(f"Trafford: {why}")
    assert run("rate", "Trafford", "--framework", "2009", "--raw", raw)[1].startswith("Trafford: performs well (3)\n")


def test_a_rule_of_ours_is_an_assumption_about_2009_and_a_choice_about_today():
    by_name = {one.name: one for one in ALL}
    old, today = by_name["2009"], by_name["2025"]
    assert "choice" not in framework_told(old).partition("neighbours.vintage")[0]
    assert "assumption" not in framework_told(today)
    assert "rules, of which 30 are choices of ours." in framework_told(today)
    assert "an assumption of ours, or in a framework of today a choice of ours" in marks_told(old, today)
    assert (old.rule("standing.width").mark, today.rule("standing.width").mark) == (old.marks["A"], today.marks["A"])
    assert old.marks["A"] != today.marks["A"]
