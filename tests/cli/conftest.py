"""The command line run in this process, from the root of the repository."""

import sys
from functools import cache

import pytest

from csrating.read import read


@pytest.fixture(scope="module")
def read_once():
    """The room read, which reads the same folder only once: the commands differ in what they do afterwards."""
    return cache(read)


@pytest.fixture
def run(command_line, monkeypatch, read_once):
    """The command line, which reads the same folder only once."""
    monkeypatch.setattr(sys.modules["csrating.read"], "read", read_once)
    return command_line
