"""The command line run in this process, from the root of the repository."""

import sys
from functools import cache

import pytest

from csrating.cli import main
from csrating.read import read


@pytest.fixture(scope="module")
def read_once():
    """The room read, which reads the same folder only once: the commands differ in what they do afterwards."""
    return cache(read)


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


@pytest.fixture
def run(command_line, monkeypatch, read_once):
    """The command line, which reads the same folder only once."""
    monkeypatch.setattr(sys.modules["csrating.read"], "read", read_once)
    return command_line
