"""Workbooks of the formats that cannot be looked at beforehand (.xls, .xlsb), read in a process of its own with bounded memory and time."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from csrating.errors import SourceError
from csrating.read.cells.archive import damaged
from csrating.read.cells.calamine import Raw
from csrating.read.cells.excel97 import Said
from csrating.read.cells.kinds import encrypted
from csrating.read.cells.limits import Limits

_WORKER = Path(__file__).with_name("worker.py")


def read_apart(file: str, content: bytes, *, limits: Limits) -> tuple[list[Raw], list[Said]]:
    """The sheets of a workbook, read in a process of its own, and of an .xls what each of its worksheets says of its cells.

    Raises:
        SourceError: the workbook is encrypted or damaged, or reading it took more memory or time than the limits allow.
    """
    command = [sys.executable, "-I", str(_WORKER), str(limits.memory), str(limits.seconds), str(limits.cells)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=2 * limits.seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise _took_too_much(file) from error
    if done.returncode or not done.stdout:
        raise _took_too_much(file)
    answer = io.BytesIO(done.stdout)
    what, given = pickle.load(answer), pickle.load(answer)
    if what != "sheets":
        raise _error(file, what, given)
    return [Raw(*sheet) for sheet in given], [Said(**sheet) for sheet in pickle.load(answer)]


def _took_too_much(file: str) -> SourceError:
    return damaged(file, "reading it took more memory or time than any table needs")


def _error(file: str, what: str, why: Any) -> SourceError:
    if what == "PasswordError":
        return encrypted(file)
    if what in ("MemoryError", "OverflowError"):
        return _took_too_much(file)
    return damaged(file, str(why))
