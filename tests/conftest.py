"""What all tests share: where the repository is, where the published files beside it are, and examples that are the same on every run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings

from csrating.cli import main

REPOSITORY = Path(__file__).resolve().parents[1]

# The same examples on every run and every machine: a red test is then red for whoever looks at it next.
settings.register_profile("csrating", derandomize=True, deadline=None, database=None)
settings.load_profile("csrating")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published files and worked answers beside the repository; a test that needs it is skipped where there is none."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder `shared` beside the repository: the published files to compare with are not on this machine")
    return folder


@pytest.fixture
def command_line(monkeypatch, capsys, repository):
    """The command line, from the root of the repository; gives the exit code, the output and the errors."""
    monkeypatch.chdir(repository)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["csrating", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        told = capsys.readouterr()
        return code, told.out, told.err

    return run
