"""A folder of outputs is held by one process at a time, and by none that has ended."""

import os
import subprocess
import sys

import pytest

from csrating.cli.held import held
from csrating.cli.place import OutputError

HOLD = "import sys, time; from pathlib import Path; from csrating.cli.held import held"
HOLD += "\nwith held(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"


@pytest.fixture
def other(repository, tmp_path):
    """Another process, which holds the folder ``out``."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_folder_that_another_process_holds_is_refused_with_its_number(other, tmp_path):
    with (
        pytest.raises(OutputError, match=rf"another csrating report is being written to this folder \(process {other.pid}\)"),
        held(tmp_path / "out"),
    ):
        pass
    with held(tmp_path / "elsewhere"):
        pass
    assert other.poll() is None


def test_a_process_that_was_killed_holds_nothing(other, tmp_path):
    other.kill()
    other.wait()
    assert [path.name for path in tmp_path.iterdir()] == [".out.lock"]
    with held(tmp_path / "out"):
        assert (tmp_path / ".out.lock").read_text() == f"{os.getpid()}\n"
    assert list(tmp_path.iterdir()) == []


def failing(folder):
    with held(folder):
        raise ZeroDivisionError


def test_it_is_let_go_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError):
        failing(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_through_a_link_it_is_the_same_folder(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "out")
    with held(tmp_path / "out"), pytest.raises(OutputError, match="another csrating report"), held(tmp_path / "link"):
        pass
    with held(tmp_path / "link"):
        pass
