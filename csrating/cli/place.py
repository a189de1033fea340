"""Where outputs may go: never over a file of the user's own, and never among the raw files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from csrating.errors import CsratingError

MANIFEST = "manifest.csv"
"""Lists every output with its sha256: what it lists is ours to replace, and nothing else is."""

REGISTER = "sources.toml"
"""Lies in every folder of raw files."""

_HEADER = "file,sha256"
_LEFT_BY_DESKTOPS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class OutputError(CsratingError):
    """An output cannot be written where it was asked for."""

    code = "output"


def real_place(target: Path) -> Path:
    """Where a path leads in the end, so that writing to a link writes to what it points to, and the link stays."""
    return Path(os.path.realpath(target))


def refuse_raw_folders(out: Path, *, raw: Path) -> None:
    """Refuse a folder of outputs that lies among raw files, or around them.

    Args:
        out: the folder of outputs.
        raw: the folder or file that is read.

    Raises:
        OutputError: one of the two lies in the other, or the outputs would lie in some other folder of raw files.
    """
    place, read = real_place(out), real_place(raw)
    if place == read or read in place.parents:
        raise OutputError(f"the outputs would lie in {raw}, among the raw files", where=str(out), do="Name another folder with --out.")
    if place in read.parents:
        raise OutputError(f"the outputs would replace {raw}, which lies in it", where=str(out), do="Name another folder with --out.")
    for folder in place.parents:
        if (folder / REGISTER).exists():
            raise OutputError(
                f"the outputs would lie among the raw files of {folder}", where=str(out), do="Name another folder with --out."
            )


def refuse_strangers(target: Path) -> None:
    """Refuse a folder that holds anything which the build before did not write, or a file in the folder's place.

    Raises:
        OutputError: with the name of such a file.
    """
    if target.is_file():
        raise OutputError("a file has this name", where=str(target), expected="a folder", do="Name another folder with --out.")
    listed = _listed(target / MANIFEST)
    strangers = sorted(name for name in _names(target) if name not in listed)
    if strangers:
        more = f" and {len(strangers) - 1} more" if len(strangers) > 1 else ""
        raise OutputError(
            f"the folder holds files that no build of csrating wrote ({strangers[0]}{more}), and a build replaces it whole",
            where=str(target),
            do="Move them elsewhere, or name another folder with --out.",
        )


def known_ending(out: Path, *, what: str, known: tuple[str, ...]) -> str:
    """The ending of a file's name, which says in which form it is written.

    Args:
        out: the file.
        what: it is, such as "a chart".
        known: the endings that it may have.

    Raises:
        OutputError: it has none of them.
    """
    ending = out.suffix.lower().removeprefix(".")
    if ending not in known:
        found = f"{what} cannot be written as {out.suffix or 'a file without an ending'}"
        *others, last = (f".{one}" for one in known)
        raise OutputError(found, where=str(out), expected=f"{', '.join(others)} or {last}" if others else last)
    return ending


def refuse_missing_folder(*files: Path | None) -> None:
    """Refuse to write files into a folder that is not there, before anything is read for them: its name may be misspelt.

    Raises:
        OutputError: names the file.
    """
    for file in files:
        if file is not None and not file.parent.exists():
            raise OutputError(f"there is no folder {file.parent}", where=str(file), do="Make it first, or name another file.")


def _listed(manifest: Path) -> set[str]:
    """The files that a manifest lists, itself among them; none where it is no manifest of ours."""
    if not manifest.is_file():
        return set()
    header, *lines = manifest.read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    return {MANIFEST, *(line.rpartition(",")[0] for line in lines)} if header == _HEADER else set()


def _names(folder: Path) -> Iterator[str]:
    """Every file and link under a folder, by its path from there; what desktops leave behind is not the user's."""
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        for name in (*files, *links):
            if name not in _LEFT_BY_DESKTOPS:
                yield Path(parent, name).relative_to(folder).as_posix()
