"""What the README and the pages say is so."""

import re
import runpy

import pytest

from csrating.reference.frameworks import framework


@pytest.fixture(scope="module")
def method(repository):
    return runpy.run_path(str(repository / "maintenance" / "method_table.py"))


def test_the_page_on_the_method_holds_the_rules_of_the_framework(repository, method):
    text = (repository / "docs" / "method.md").read_text(encoding="utf-8")
    assert method["page"](text, framework("2009")) == text
    assert all(f"`{name}`" in text for name in framework("2009").rules)


def test_a_page_that_fell_behind_is_found(repository, method):
    text = (repository / "docs" / "method.md").read_text(encoding="utf-8")
    assert method["page"](text.replace("3.5, 2.5, 1.5", "3.4, 2.5, 1.5"), framework("2009")) == text


def test_the_python_of_the_readme_runs(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository)
    lines = re.search(r"```python\n(.*?)```", (repository / "README.md").read_text(encoding="utf-8"), re.S)[1]
    exec(compile(lines, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "data band" in printed
    assert "Performs well (3)" in printed


def test_every_file_that_the_readme_names_is_there(repository):
    text = (repository / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (repository / link).exists()] == []
