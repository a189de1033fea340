"""What the README and the pages say is so."""

import re
import runpy
import sys

import pandas as pd
import pytest

import csrating as cs
from csrating.cli import main
from csrating.reference.frameworks import differences, framework


@pytest.fixture(scope="module")
def method(repository):
    return runpy.run_path(str(repository / "maintenance" / "method_table.py"))


def test_the_page_on_the_method_holds_the_rules_of_the_frameworks(repository, method):
    text = (repository / "docs" / "method.md").read_text(encoding="utf-8")
    assert method["page"](text) == text
    assert all(f"`{rule.name}` | {rule.told} | **{rule.evidence}**" in text for rule in framework("2009").rules.values())
    assert "| `inspections.window_years` | any age **A** | 3 **S** | The profile drew on three years of inspections" in text
    assert "| `inspections.of_any_age` | no such rule | childminding **I** |" in text
    assert "| `inspections.cut_off` | 2010-08-31 **I** | 2011-08-31 **A** |" in text


@pytest.mark.parametrize(("before", "after"), [("3.5, 2.5, 1.5", "3.4, 2.5, 1.5"), ("any age **A** | 3 **S**", "any age **A** | 4 **S**")])
def test_a_page_that_fell_behind_is_found(repository, method, before, after):
    text = (repository / "docs" / "method.md").read_text(encoding="utf-8")
    assert before in text
    assert method["page"](text.replace(before, after)) == text


@pytest.fixture(scope="module")
def registers(repository):
    return runpy.run_path(str(repository / "maintenance" / "measures_table.py"))


def test_the_page_on_data_holds_the_registers(repository, registers):
    text = (repository / "docs" / "data.md").read_text(encoding="utf-8")
    assert registers["page"](text) == text
    assert "| Northamptonshire (928) | North Northamptonshire (940), West Northamptonshire (941) |" in text
    assert "| `TotAbs` Absence from school | low | per cent | academic |" in text
    assert "8277a891ae7318be2d77019fd193f91c0f553ccd430890f04fd84fb4f849a4be" in text


@pytest.mark.parametrize(
    ("before", "after"), [("| low | per cent |", "| high | per cent |"), ("8277a891", "00000000"), ("(940), West", "(940), East")]
)
def test_a_page_on_data_that_fell_behind_is_found(repository, registers, before, after):
    text = (repository / "docs" / "data.md").read_text(encoding="utf-8")
    assert before in text
    assert registers["page"](text.replace(before, after)) == text


def blocks(repository, page, language):
    return re.findall(rf"```{language}\n(.*?)```", (repository / "docs" / page).read_text(encoding="utf-8"), re.S)


def test_the_commands_of_the_page_on_frameworks_do_what_it_says(repository, monkeypatch, capsys, tmp_path):
    """All but the last, which rates and is slow."""
    monkeypatch.chdir(tmp_path)
    (commands,), (rule,) = blocks(repository, "frameworks.md", "sh"), blocks(repository, "frameworks.md", "toml")
    for line in commands.splitlines()[:-1]:
        assert run(monkeypatch, line.partition("#")[0].split()) == 0
    assert "There is no difference between 2010 and 2010 longer" in capsys.readouterr().out
    text = (tmp_path / "longer.toml").read_text(encoding="utf-8")
    (tmp_path / "longer.toml").write_text(re.sub(r"^window_years = .*\n", rule, text, flags=re.M), encoding="utf-8")
    assert run(monkeypatch, commands.splitlines()[-2].partition("#")[0].split()) == 0
    told = capsys.readouterr().out
    assert told.startswith("2010 and 2010 longer differ in 1 rule, setting type or proportion word: 1 by another value.")
    assert "2010 longer  A  5" in told


def run(monkeypatch, command):
    """Run a command line; gives the exit code."""
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as stop:
        main()
    return stop.value.code or 0


def test_the_python_of_the_page_on_frameworks_runs(repository):
    (lines,) = blocks(repository, "frameworks.md", "python")
    names = {}
    exec(compile(lines, "frameworks.md", "exec"), names)
    assert names["later"].name == "2010"


def test_the_page_on_frameworks_names_each_value_in_which_the_years_differ(repository):
    text = (repository / "docs" / "frameworks.md").read_text(encoding="utf-8")
    found = pd.concat([differences("2009", "2010"), differences("2010", "2011")])
    names = found.loc[found["difference"] != "mark", "name"]
    assert [name for name in names if f"`{name}`" not in text] == []
    assert all(name in framework("2010").rules for name in re.findall(r"`([a-z]+\.[a-z_]+)`", text) if not name.endswith(".toml"))


def test_the_python_of_the_readme_runs(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository)
    lines = re.search(r"```python\n(.*?)```", (repository / "README.md").read_text(encoding="utf-8"), re.S)[1]
    exec(compile(lines, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "data band" in printed
    assert "Performs well (3)" in printed


@pytest.fixture(scope="module")
def of_today(repository):
    """What the README says of today: the part under its first heading."""
    text = (repository / "README.md").read_text(encoding="utf-8")
    return text[text.index("## Today") : text.index("## 2009")]


def test_the_road_of_today_is_on_the_first_screen(repository):
    first = "\n".join((repository / "README.md").read_text(encoding="utf-8").splitlines()[:40])
    for step in (
        "pip install .",
        "`data/today`",
        "csrating chart neighbours",
        "csrating compare",
        "csrating build --framework 2025",
        "cs.read(",
    ):
        assert step in first


@pytest.mark.slow
def test_the_road_of_today_in_the_readme_can_be_walked(shared, of_today, monkeypatch, capsys, tmp_path):
    today = tmp_path / "data" / "today"
    today.mkdir(parents=True)
    for file in (
        shared / "real" / "present_day" / "lait_bds_long.parquet",
        shared / "real" / "ofsted" / "LA_Inspection_Outcomes_as_at_31_March_2025.ods",
    ):
        (today / file.name).symlink_to(file)
    monkeypatch.chdir(tmp_path)
    (lines,) = re.findall(r"```py\n(.*?)```", of_today, re.S)
    exec(compile(lines, "README.md", "exec"), {})
    assert "Immunisations of looked-after children" in capsys.readouterr().out
    assert "Somerset" in (tmp_path / "dorset.svg").read_text(encoding="utf-8")
    commands = [line.partition("#")[0].split() for line in of_today.splitlines() if line.startswith("   csrating ")]
    assert [command[1] for command in commands] == ["chart", "compare", "build"]
    for command in commands:
        assert run(monkeypatch, command) == 0
    assert "Absence from school: Dorset worse than similar areas" in capsys.readouterr().out
    assert (tmp_path / "dorset.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "data" / "processed" / "index.html").exists()


def test_every_file_that_the_readme_names_is_there(repository):
    text = (repository / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (repository / link).exists()] == []


@pytest.mark.slow
def test_the_code_of_the_page_on_telling_runs(repository, capsys):
    data = cs.read(repository / "data" / "raw")
    [code] = blocks(repository, "telling.md", "python")
    names = {"cs": cs, "ratings": cs.rate(data, cs.compare(data))}
    exec(code, names)
    assert "[For a person to write: " in capsys.readouterr().out
    assert names["letter"].dependence(names["letter"].narrative[0].sentences[0]).own


@pytest.mark.parametrize(
    "page",
    [
        "../README.md",
        "telling.md",
        "explaining.md",
        "comparing.md",
        "frameworks.md",
        "open_data.md",
        "reading.md",
        "doctor.md",
        "backtest.md",
        "data.md",
    ],
)
def test_every_command_of_a_page_has_the_options_that_the_page_gives_it(repository, monkeypatch, capsys, page):
    lines = re.findall(r"^csrating (.+?)(?:\s+#.*)?$", (repository / "docs" / page).read_text(encoding="utf-8"), re.M)
    assert lines or page in ("comparing.md",)
    for line in lines:
        words = line.split()
        command = words[:2] if words[0] in ("frameworks", "opendata") else words[:1]
        assert run(monkeypatch, ["csrating", *command, "--help"]) == 0
        told = capsys.readouterr().out
        assert [option for option in re.findall(r"(?<!\S)--[a-z-]+", line) if option not in told] == []
