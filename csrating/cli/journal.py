"""What a report has written so far, so that one that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

JOURNAL = "journal.jsonl"
"""A line that says what the report is made from, and a line for each council with the sha256 of its files."""


class Journal:
    """The journal of a folder in which a report is written.

    A council counts as written when its line stands in the journal and each of its files is there with the sum that the line gives: a file
    that was cut short, changed or deleted is written again.
    """

    def __init__(self, folder: Path, made_from: Mapping[str, Any]) -> None:
        """A journal for a report made from these; what the folder holds of another report is forgotten.

        Args:
            folder: of the report; made where it is missing.
            made_from: all that the report hangs on, as json can say it.
        """
        self.folder = folder
        self._first = json.dumps({"made_from": made_from}, ensure_ascii=False)
        self.councils = written_in(folder, made_from)
        folder.mkdir(parents=True, exist_ok=True)
        self._rewrite(list(self.councils))

    def add(self, council: str, files: Mapping[str, bytes]) -> None:
        """Write the files of a council, and then its line."""
        sums = {}
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            sums[name] = hashlib.sha256(content).hexdigest()
        self.councils[council] = sums
        with (self.folder / JOURNAL).open("a", encoding="utf-8") as file:
            file.write(_line(council, sums))

    def take_over(self, folder: Path, made_from: Mapping[str, Any]) -> None:
        """Copy the councils that another folder holds of the same report.

        Args:
            folder: of the other report.
            made_from: as above.
        """
        for council, sums in written_in(folder, made_from).items():
            if council not in self.councils:
                for name in sums:
                    (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(folder / name, self.folder / name)
                self.councils[council] = sums
        self._rewrite(list(self.councils))

    def close(self, order: Sequence[str]) -> dict[str, str]:
        """Put the councils in order, and take away every file that no line names.

        Args:
            order: of the councils.

        Returns:
            the sha256 of the files, by their names.
        """
        self._rewrite([council for council in order if council in self.councils])
        listed = {name: total for sums in self.councils.values() for name, total in sums.items()}
        for path in self.folder.rglob("*"):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and name not in listed and name != JOURNAL:
                path.unlink()
        for folder in [path for path in self.folder.iterdir() if path.is_dir() and not any(path.iterdir())]:
            folder.rmdir()
        return listed | {JOURNAL: _sum_of(self.folder / JOURNAL)}

    def _rewrite(self, councils: Sequence[str]) -> None:
        self.councils = {council: self.councils[council] for council in councils}
        lines = [self._first + "\n", *(_line(council, sums) for council, sums in self.councils.items())]
        (self.folder / JOURNAL).write_text("".join(lines), encoding="utf-8", newline="\n")


def listed_in(folder: Path, made_from: Mapping[str, Any] | None = None) -> dict[str, dict[str, str]]:
    """The councils that a folder's journal lists, each with the sums of its files by their names, whatever became of these.

    Args:
        folder: of a report.
        made_from: only when the report is made from these; whatever it is made from where left out.
    """
    first, *others = _lines(folder / JOURNAL)
    if "made_from" not in first or (made_from is not None and first["made_from"] != json.loads(json.dumps(made_from))):
        return {}
    return {str(line["council"]): dict(line["files"]) for line in others if "council" in line and isinstance(line.get("files"), dict)}


def changed_in(folder: Path) -> list[str]:
    """The files of a report that are there and are not as they were written: somebody has worked on them."""
    every = {name: total for sums in listed_in(folder).values() for name, total in sums.items()}
    return sorted(name for name, total in every.items() if _sum_of(folder / name) not in ("", total))


def written_in(folder: Path, made_from: Mapping[str, Any] | None = None) -> dict[str, dict[str, str]]:
    """The councils whose files stand whole in a folder, each with the sums of its files by their names.

    Args:
        folder: of a report.
        made_from: only when the report is made from these; whatever it is made from where left out.
    """
    found = listed_in(folder, made_from)
    return {council: sums for council, sums in found.items() if all(_sum_of(folder / name) == total for name, total in sums.items())}


def _line(council: str, sums: Mapping[str, str]) -> str:
    return json.dumps({"council": council, "files": sums}, ensure_ascii=False) + "\n"


def _lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a journal; a line that was cut short is none. There is always a first."""
    found: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []:
        try:
            told = json.loads(line)
        except ValueError:
            continue
        found += [told] if isinstance(told, dict) else []
    return found or [{}]


def _sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
