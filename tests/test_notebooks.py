"""The notebooks are thin, and their stored outputs are those of one clean run.

nbval compares outputs but says nothing of a cell that was never run or of a warning that was stored, so that is read here.
"""

from __future__ import annotations

import ast
import copy
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))
MOST_CELLS = 12
MOST_LINES = 10
PATH = re.compile(
    r"^(?:~|\.{1,2})?/|^[\w.*-]+(?:/[\w.*-]+)*/[\w.*-]*[a-z]{2}[\w.*-]*$|^[\w-]+\.(?:csv|docx|ipynb|json|md|parquet|png|svg|toml|xlsx?)$"
)
OPENERS = {"open", "Path", "PurePath"}
COMPARERS = {"between", "ge", "gt", "le", "lt"}
QUERIES = {"eval", "query"}
THRESHOLD_IN_QUERY = re.compile(r"[<>]=?\s*-?\.?\d|\d\s*[<>]")

Notebook = dict[str, Any]


def code_cells(notebook: Notebook) -> list[Notebook]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def number(node: ast.AST) -> bool:
    """Whether the node is a number written out, with or without a minus sign."""
    bare = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(bare, ast.Constant) and isinstance(bare.value, (int, float)) and not isinstance(bare.value, bool)


def is_threshold(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        ordered = any(isinstance(operator, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for operator in node.ops)
        return ordered and any(number(side) for side in (node.left, *node.comparators))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        if node.func.attr in COMPARERS:
            return any(number(value) for value in given)
        if node.func.attr in QUERIES:
            return any(isinstance(value, ast.Constant) and THRESHOLD_IN_QUERY.search(str(value.value)) for value in given)
    return False


def is_path(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return PATH.search(node.value) is not None
    return isinstance(node, ast.Name) and node.id in OPENERS


def is_definition(node: ast.AST) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda))


def faults(notebook: Notebook) -> list[str]:
    """What keeps a notebook from being thin and freshly run, one sentence each; empty if nothing does."""
    cells = code_cells(notebook)
    found = []
    counts = [cell["execution_count"] for cell in cells]
    if counts != list(range(1, len(cells) + 1)):
        found.append(f"the outputs are not those of one clean run: execution counts {counts}")
    if not 0 < len(cells) <= MOST_CELLS:
        found.append(f"{len(cells)} code cells; a notebook has one to {MOST_CELLS}")
    for place, cell in enumerate(cells, start=1):
        found += [f"code cell {place} {fault}" for fault in faults_of(cell)]
    return found


def faults_of(cell: Notebook) -> list[str]:
    source = text(cell["source"])
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return ["is not plain Python"]
    outputs = cell["outputs"]
    checks = {
        f"has more than {MOST_LINES} lines": len(source.splitlines()) > MOST_LINES,
        "is empty": not source.strip(),
        "defines something that belongs into the package": any(is_definition(node) for node in nodes),
        "names a path": any(is_path(node) for node in nodes),
        "holds a threshold": any(is_threshold(node) for node in nodes),
        "wrote to stderr": any(output.get("name") == "stderr" for output in outputs),
        "failed": any(output["output_type"] == "error" for output in outputs),
    }
    return [fault for fault, there in checks.items() if there]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin_and_freshly_run(path: Path) -> None:
    assert faults(json.loads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_nothing_that_the_next_run_would_change(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert [cell["id"] for cell in notebook["cells"]] == [f"cell-{place:02d}" for place in range(1, len(notebook["cells"]) + 1)]
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert "version" not in notebook["metadata"]["language_info"]
    assert all(set(cell["metadata"]) <= {"tags"} for cell in notebook["cells"])


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS][:1] == ["01_read"]


# ---- each check finds what it is for ----


def cell(source: str, *, count: int | None = 1, outputs: list[Notebook] | None = None) -> Notebook:
    return {
        "cell_type": "code",
        "execution_count": count,
        "id": "cell",
        "metadata": {},
        "outputs": outputs or [],
        "source": source.splitlines(True),
    }


GOOD: Notebook = {
    "cells": [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": ["# Above 5 in 2008/09"]},
        cell("import csrating as cs\ndata = cs.read()"),
        cell("data.observations.query(\"period == '2008/09'\").head(5)", count=2),
    ]
}


def with_source(source: str) -> Callable[[Notebook], None]:
    def change(notebook: Notebook) -> None:
        notebook["cells"][2]["source"] = source.splitlines(True)

    return change


def with_output(**output: object) -> Callable[[Notebook], None]:
    def change(notebook: Notebook) -> None:
        notebook["cells"][1]["outputs"] = [output]

    return change


def with_counts(*counts: int | None) -> Callable[[Notebook], None]:
    def change(notebook: Notebook) -> None:
        for each, count in zip(notebook["cells"][1:], counts, strict=True):
            each["execution_count"] = count

    return change


def with_many_cells(notebook: Notebook) -> None:
    notebook["cells"] += [cell("data", count=count) for count in range(3, MOST_CELLS + 2)]


def test_a_good_notebook_passes() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (with_counts(1, None), "the outputs are not those of one clean run: execution counts [1, None]"),
        (with_counts(1, 3), "the outputs are not those of one clean run: execution counts [1, 3]"),
        (with_counts(2, 1), "the outputs are not those of one clean run: execution counts [2, 1]"),
        (with_many_cells, f"{MOST_CELLS + 1} code cells; a notebook has one to {MOST_CELLS}"),
        (with_output(output_type="stream", name="stderr", text=["a warning"]), "code cell 1 wrote to stderr"),
        (with_output(output_type="error", ename="KeyError", evalue="", traceback=[]), "code cell 1 failed"),
        (with_source("data\n" * (MOST_LINES + 1)), f"code cell 2 has more than {MOST_LINES} lines"),
        (with_source("\n"), "code cell 2 is empty"),
        (with_source("%matplotlib inline"), "code cell 2 is not plain Python"),
        (with_source("def mean(values):\n    return values.mean()"), "code cell 2 defines something that belongs into the package"),
        (with_source("data.apply(lambda row: row)"), "code cell 2 defines something that belongs into the package"),
        (with_source("class Table: ..."), "code cell 2 defines something that belongs into the package"),
        (with_source('cs.read("data/raw")'), "code cell 2 names a path"),
        (with_source('cs.read("../data")'), "code cell 2 names a path"),
        (with_source('cs.read("/data")'), "code cell 2 names a path"),
        (with_source('cs.read("ratings.csv")'), "code cell 2 names a path"),
        (with_source("Path()"), "code cell 2 names a path"),
        (with_source("data[data.value > 0.5]"), "code cell 2 holds a threshold"),
        (with_source("data[-3 <= data.value]"), "code cell 2 holds a threshold"),
        (with_source("data[data.value.ge(5)]"), "code cell 2 holds a threshold"),
        (with_source("data[data.value.between(left=1, right=most)]"), "code cell 2 holds a threshold"),
        (with_source('data.query("value >= 5 and council == name")'), "code cell 2 holds a threshold"),
    ],
)
def test_a_fault_is_found(change: Callable[[Notebook], None], fault: str) -> None:
    notebook = copy.deepcopy(GOOD)
    change(notebook)
    assert faults(notebook) == [fault]


# ---- the notebook that needs today's files ----


def test_a_notebook_whose_files_are_not_there_is_skipped_and_says_so(tmp_path: Path) -> None:
    """No kernel is started for it: each of its cells is skipped, and the reason is told."""
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider", "notebooks/06_present_day.ipynb"]
    environment = os.environ | {"CSRATING_TODAY": str(tmp_path)}
    done = subprocess.run(command, cwd=NOTEBOOKS[0].parents[1], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert f"{len(code_cells(json.loads(NOTEBOOKS[-1].read_text(encoding='utf-8'))))} skipped" in done.stdout.splitlines()[-1]
    assert "today's files are not here: download them into data/today" in done.stdout
