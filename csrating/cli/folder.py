"""Write a folder of outputs whole or not at all: aside first, then in the place of the one before it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from csrating.errors import CsratingError

MANIFEST = "manifest.csv"
"""Lists every output with its sha256; its presence says that a folder is ours to replace."""


class OutputError(CsratingError):
    """An output cannot be written where it was asked for."""

    code = "output"


class Outputs:
    """The files of one build, written under a root and listed with their sha256."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._sums: dict[str, str] = {}

    def write(self, name: str, content: bytes) -> None:
        """Write one file; ``name`` is relative to the root and cannot leave it.

        Raises:
            OutputError: the name points outside the root.
        """
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise OutputError(f"the output {name!r} would be written outside {self.root}")
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._sums[name] = hashlib.sha256(content).hexdigest()

    def close(self) -> None:
        """Write the manifest, sorted by name."""
        lines = ["file,sha256", *(f"{name},{self._sums[name]}" for name in sorted(self._sums))]
        (self.root / MANIFEST).write_bytes(("\n".join(lines) + "\n").encode())

    def __len__(self) -> int:
        return len(self._sums)


@contextmanager
def replaced_folder(target: Path) -> Iterator[Outputs]:
    """Outputs that take the place of the folder ``target`` when the block ends well; when it does not, ``target`` stays as it was.

    Raises:
        OutputError: the folder holds files that are not of an earlier build, or cannot be written.
    """
    _ours_to_replace(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise OutputError(f"the folder cannot be written ({error.strerror})", where=str(target)) from error
    try:
        outputs = Outputs(aside)
        yield outputs
        outputs.close()
        aside.chmod(0o755)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _ours_to_replace(target: Path) -> None:
    if target.is_file():
        raise OutputError("a file has this name", where=str(target), expected="a folder", do="Name another folder with --out.")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).exists():
        raise OutputError(
            f"the folder holds files that no build of csrating wrote (it has no {MANIFEST})",
            where=str(target),
            do="Name an empty or new folder with --out, so that nothing of yours is replaced.",
        )


def _swap(aside: Path, target: Path) -> None:
    """Put the new folder in the place of the old one; if that fails, the old one is put back."""
    before = Path(f"{aside}.before")
    try:
        if target.exists():
            os.replace(target, before)
        os.replace(aside, target)
    except OSError as error:
        if before.exists() and not target.exists():
            os.replace(before, target)
        raise OutputError(f"the folder cannot be replaced ({error.strerror})", where=str(target)) from error
    shutil.rmtree(before, ignore_errors=True)


def replaced_file(target: Path, content: bytes) -> None:
    """Write one file whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(aside, 0o644)
        os.replace(aside, target)
    except OSError as error:
        raise OutputError(f"the file cannot be written ({error.strerror})", where=str(target)) from error
