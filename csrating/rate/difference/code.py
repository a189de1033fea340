"""By which code a run was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def code_mark() -> str:
    """The sha256 over all files of the package that bear on a result, by their names: its code, its registers and its templates."""
    total = hashlib.sha256()
    for name, file in sorted(_package_files(files("csrating"), "")):
        content = file.read_bytes()
        total.update(f"{name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def _package_files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _package_files(entry, f"{name}{entry.name}/")
        elif entry.is_file() and not entry.name.startswith(".") and not entry.name.endswith(".pyc"):
            yield f"{name}{entry.name}", entry
