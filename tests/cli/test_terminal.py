"""A terminal that knows only ascii, and a reader that leaves early."""

import os
import subprocess
import sys

import pytest


@pytest.fixture
def in_ascii(repository):
    """Run the command line on an ascii terminal; gives what came out, with its exit code."""

    def in_ascii(*arguments):
        plain = os.environ | {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
        command = [sys.executable, "-m", "csrating", *map(str, arguments)]
        return subprocess.run(command, cwd=repository, env=plain, capture_output=True, check=False, timeout=60)

    return in_ascii


def test_an_unknown_council_with_an_accent(in_ascii):
    done = in_ascii("councils", "ô")
    assert done.returncode == 2
    assert done.stderr.startswith(b"csrating: no council of 2009 is known as '\\xf4'")


def test_a_chart_in_a_folder_with_an_accent(in_ascii, tmp_path):
    target = tmp_path / "dér" / "chart.svg"
    done = in_ascii("chart", "spine", "Trafford", "--published-only", "--out", target)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"d\\xe9r" in done.stdout
    assert target.read_bytes().startswith(b"<svg")


def test_a_letter_to_somebody_with_an_accent(in_ascii):
    done = in_ascii("letter", "Trafford", "--published-only", "--addressee", "M. Édouard")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"M. \\xc9douard" in done.stdout


def test_a_reader_that_leaves_early(repository):
    command = f"{sys.executable} -m csrating councils o | head -n 1"
    done = subprocess.run(command, shell=True, cwd=repository, capture_output=True, check=False, timeout=60)
    assert done.stdout.startswith(b"code")
    assert done.stderr == b""
