"""Write outputs whole or not at all: aside first, then in the place of those before them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from csrating.cli.place import MANIFEST, OutputError, real_place, refuse_strangers


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

    def hold(self, sums: Mapping[str, str]) -> None:
        """List files that lie there already, with their sha256 by their names."""
        self._sums |= sums

    def close(self) -> None:
        """Write the manifest, sorted by name."""
        lines = ["file,sha256", *(f"{name},{self._sums[name]}" for name in sorted(self._sums))]
        (self.root / MANIFEST).write_bytes(("\n".join(lines) + "\n").encode())

    def __len__(self) -> int:
        return len(self._sums)


@contextmanager
def replaced_folder(target: Path) -> Iterator[Outputs]:
    """Outputs that take the place of the folder ``target`` when the block ends well; when it does not, ``target`` stays as it was.

    A link stays a link: the folder that it points to is replaced.

    Raises:
        OutputError: the folder holds files that are not of an earlier build, or cannot be written.
    """
    refuse_strangers(target)
    place = real_place(target)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise OutputError(f"the folder cannot be written ({error.strerror})", where=str(target)) from error
    try:
        outputs = Outputs(aside)
        yield outputs
        outputs.close()
        aside.chmod(0o755)
        refuse_strangers(target)  # whoever worked in the folder while this one was made keeps what is theirs
        put_in_place(aside, place, told=target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def put_in_place(aside: Path, place: Path, *, told: Path) -> None:
    """Put a new folder in the place of the one before it; if that fails, the one before is put back.

    Args:
        aside: the new folder, on the same disk.
        place: where it belongs.
        told: the name that the user knows the place by.

    Raises:
        OutputError: it cannot be put there.
    """
    before = Path(f"{aside}.before")
    try:
        if place.exists():
            os.replace(place, before)
        os.replace(aside, place)
    except OSError as error:
        if before.exists() and not place.exists():
            os.replace(before, place)
        raise OutputError(f"the folder cannot be replaced ({error.strerror})", where=str(told)) from error
    shutil.rmtree(before, ignore_errors=True)


def replaced_file(target: Path, content: bytes) -> None:
    """Write one file whole or not at all; a link stays a link.

    Raises:
        OutputError: the file cannot be written.
    """
    place = real_place(target)
    aside = ""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(aside, 0o644)
        os.replace(aside, place)
    except OSError as error:
        if aside:
            Path(aside).unlink(missing_ok=True)
        raise OutputError(f"the file cannot be written ({error.strerror})", where=str(target)) from error
