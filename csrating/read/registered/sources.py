"""The register of raw files: who published each one, and proof that it is still the file that was registered.

A folder of raw files keeps a ``sources.toml`` beside them. Nothing is read that is not in it, and nothing is opened before its sha256 is
verified.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csrating.errors import SourceError
from csrating.schema import Origin

REGISTER = "sources.toml"
DATA_SUFFIXES = frozenset({".csv", ".ods", ".parquet", ".tsv", ".xls", ".xlsb", ".xlsm", ".xlsx"})
_WORDS = ("id", "file", "title", "publisher", "published_on", "address", "licence", "sha256", "origin", "layout")


@dataclass(frozen=True)
class Source:
    """One raw file, as its register describes it.

    ``path`` is where the file is; ``published_on`` is a date or the words of the publisher; ``layout`` names the layout that reads it.
    """

    id: str
    path: Path
    title: str
    publisher: str
    published_on: str
    address: str
    licence: str
    sha256: str
    origin: Origin
    layout: str

    @property
    def file(self) -> str:
        """The name of the file, as cell references give it."""
        return self.path.name


def nearest_raw_folder() -> Path:
    """The folder ``data/raw`` in the working folder or in the nearest folder above it that has one.

    Raises:
        SourceError: there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw").is_dir():
            return folder / "data" / "raw"
    raise SourceError("there is no folder data/raw here or above", where=str(here), do="Name the folder of raw files.")


def register(path: Path) -> tuple[Source, ...]:
    """Every source under a folder, or the one source that a file is; published ones first, then in the order of their ids.

    Args:
        path: a folder that holds ``sources.toml`` (itself or in its subfolders), or one registered file.

    Raises:
        SourceError: nothing is there, a register is missing or wrong, a registered file is missing, or a data file is not registered.
    """
    if path.is_file():
        return (_registered(path),)
    if not path.is_dir():
        raise SourceError("there is no such file or folder", where=str(path), do="Give the folder of raw files, such as data/raw.")
    registers = sorted(path.rglob(REGISTER))
    if not registers:
        raise SourceError(f"the folder holds no {REGISTER}", where=str(path), do="Give the folder of raw files, such as data/raw.")
    entries = [source for one in registers for source in _entries(one)]
    sources = sorted(entries, key=lambda source: (source.origin != Origin.PUBLISHED, source.id))
    _refuse_repeats(sources)
    _refuse_strangers(path, sources)
    return tuple(sources)


def open_source(source: Source) -> bytes:
    """The bytes of a source, once their sha256 has been found to be the registered one.

    Raises:
        SourceError: the file is missing, empty, or not the file that was registered.
    """
    if not source.path.is_file():
        raise SourceError("the file is registered and is not there", where=source.file, do=f"Put it back into {source.path.parent}.")
    content = source.path.read_bytes()
    if not content:
        raise SourceError("the file is empty", where=source.file, do="Restore it from version control.")
    found = hashlib.sha256(content).hexdigest()
    if found != source.sha256:
        raise SourceError(
            f"the file has changed since it was registered: its sha256 is {found}",
            where=source.file,
            expected=source.sha256,
            do=f"Restore it from version control, or, if the publisher has revised it, enter the new file in {REGISTER}.",
        )
    return content


def _registered(path: Path) -> Source:
    for folder in path.resolve().parents:
        if (folder / REGISTER).is_file():
            for source in _entries(folder / REGISTER):
                if source.path.resolve() == path.resolve():
                    return source
            break
    raise _unregistered(path)


def _entries(path: Path) -> list[Source]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"the register cannot be read ({error})", where=str(path), do="Mend the register.") from error
    entries = document.get("source", [])
    if set(document) - {"source"} or not isinstance(entries, list) or not entries:
        raise SourceError("the register does not list its files", where=str(path), expected="one [[source]] for each file and nothing else")
    return [_source(entry, path) for entry in entries]


def _source(entry: Mapping[str, Any], path: Path) -> Source:
    where = f"{path}, source {entry.get('id', '?')}"
    wrong = [f"{word!r} is missing" for word in _WORDS if word not in entry]
    wrong += [f"{word!r} is not known" for word in entry if word not in _WORDS]
    if wrong:
        raise SourceError(f"{', '.join(wrong)} in the register", where=where, expected=f"exactly {', '.join(_WORDS)}")
    text = {word: str(entry[word]) for word in _WORDS}
    if not re.fullmatch("[0-9a-f]{64}", text["sha256"]):
        raise SourceError(f"{text['sha256']!r} is not a sha256", where=where, expected="64 hexadecimal digits in lower case")
    if text["origin"] not in ("published", "demonstration"):
        raise SourceError(f"origin {text['origin']!r} is not known", where=where, expected="published or demonstration")
    file = path.parent / text["file"]
    if not file.resolve().is_relative_to(path.parent.resolve()):
        raise SourceError(f"{text['file']!r} lies outside the folder of its register", where=where)
    del text["file"]
    return Source(**{**text, "path": file, "origin": Origin(text["origin"])})  # type: ignore[arg-type]


def _refuse_repeats(sources: Iterable[Source]) -> None:
    seen: dict[tuple[str, str], Source] = {}
    for source in sources:
        for kind, word in (("id", source.id), ("file name", source.file)):
            if (kind, word) in seen:
                first = seen[kind, word]
                raise SourceError(
                    f"two sources have the {kind} {word!r}: {first.path} and {source.path}",
                    expected="each only once, so that a cell reference means one cell",
                )
            seen[kind, word] = source


def _refuse_strangers(root: Path, sources: Iterable[Source]) -> None:
    known = {source.path.resolve() for source in sources}
    for path in sorted(root.rglob("*")):
        temporary = path.name.startswith(("~$", "."))
        if path.is_file() and path.suffix.lower() in DATA_SUFFIXES and not temporary and path.resolve() not in known:
            raise _unregistered(path)


def _unregistered(path: Path) -> SourceError:
    return SourceError(
        "the file is in no register",
        where=path.name,
        expected=f"an entry in {path.parent / REGISTER}",
        do="Enter it there (title, publisher, address, licence, sha256, origin, layout), or take it out of the folder.",
    )
