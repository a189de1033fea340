"""Hold a folder of outputs while one process writes it, so that no other writes there at the same time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from csrating.cli.place import OutputError, real_place

_FAR = 1 << 30
"""The byte that is locked where whole files cannot be: far behind the text, so that others can read who holds it."""


@contextmanager
def held(target: Path) -> Iterator[None]:
    """Hold a folder for this process; the system lets go of it when the process ends, however it ends.

    What is locked is a file beside the folder, since the folder itself is replaced. The file is taken away at the end; where a process was
    killed it stays, unlocked, and the next one takes it over.

    Args:
        target: the folder; it need not be there yet.

    Raises:
        OutputError: another process holds it.
    """
    place = real_place(target)
    beside = place.with_name(f".{place.name}.lock")
    beside.parent.mkdir(parents=True, exist_ok=True)
    handle = _taken(beside, told=target)
    try:
        os.truncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        _let_go(handle, beside)


def _taken(beside: Path, *, told: Path) -> int:
    """The open file, locked; when its last holder took it away at that moment, the one that is there now.

    Raises:
        OutputError: another process holds it.
    """
    while True:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
        if not _locked(handle):
            who = os.read(handle, 20).decode(errors="replace").strip()
            os.close(handle)
            found = f"another csrating report is being written to this folder{f' (process {who})' if who.isdigit() else ''}"
            raise OutputError(found, where=str(told), do="Wait until it has ended, or name another folder with --out.")
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), os.stat(beside)):
                return handle
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _let_go(handle: int, beside: Path) -> None:
        os.close(handle)
        with suppress(OSError):  # somebody has it open already: then it is theirs
            beside.unlink()

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(handle: int, beside: Path) -> None:
        beside.unlink(missing_ok=True)  # while it is locked, so that nobody takes it in between
        os.close(handle)
