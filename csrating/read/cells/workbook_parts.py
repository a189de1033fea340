"""Which part of an .xlsx archive is which sheet, and what every part says before any reader opens the workbook."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterable

from csrating.read.cells.archive import Archive, damaged
from csrating.read.cells.looked import Looked
from csrating.read.cells.styles import Styles, styles_of
from csrating.read.cells.worksheet import look_at_worksheet

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STYLES, _TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"
_CLAIMED = re.compile(rb"<(?:\w+:)?sst\b[^>]*?\buniqueCount=[\"']\s*\+?([0-9]+)")
# A shared text takes at least so many bytes: <si/>. A claim that is a little off does no harm.
_LEAST_TEXT, _SLACK = 5, 5_000


def look_at_xlsx(archive: Archive) -> list[Looked]:
    """Look at all parts of an .xlsx workbook, each of which is unpacked once and verified.

    Args:
        archive: the workbook.

    Returns:
        what each sheet says of its cells, in the order of the workbook.

    Raises:
        SourceError: a part is damaged, or a sheet is written so that readers would go wrong over it.
    """
    names = {name.lower(): name for name in archive.names}
    special = {part: archive.read(names[part.lower()]) for part in (_WORKBOOK, _RELATIONS, _STYLES, _TEXTS) if part.lower() in names}
    _refuse_claims(archive.file, special.get(_TEXTS, b""))
    styles = styles_of(special.get(_STYLES, b""), special.get(_TEXTS, b""))
    known = {names[part.lower()] for part in special}
    looked = {name.lower(): _look(archive, name, styles) for name in archive.names if name not in known}
    relations = [_attribute(about, rb"\w+:id") for about in _SHEET.findall(special.get(_WORKBOOK, b""))]
    parts = sheet_parts(archive.file, relations, special.get(_RELATIONS, b""))
    _refuse_odd_parts(archive.file, parts, set(looked))
    _refuse_odd_parts(archive.file, _parts_of_texts_and_styles(special.get(_RELATIONS, b"")), set(names))
    return [looked[part.lower()] for part in parts]


def _parts_of_texts_and_styles(relations: bytes) -> list[str]:
    abouts = _RELATION.findall(relations)
    return [_part(_attribute(about, b"Target")) for about in abouts if _attribute(about, b"Type").endswith(("/sharedStrings", "/styles"))]


def _refuse_odd_parts(file: str, parts: Iterable[str], known: set[str]) -> None:
    """Every part that a reader may open is looked at by its name, which ends in .xml: spreadsheet programs name none of them otherwise."""
    for part in parts:
        if part and not part.lower().endswith(".xml"):
            raise damaged(file, f"it keeps a sheet, its texts or its styles in part {part}, and not in one whose name ends in .xml")
        if part.lower() not in known:
            raise damaged(file, f"it names a sheet, its texts or its styles in part {part or '?'}, which is not there or is something else")


def _look(archive: Archive, name: str, styles: Styles) -> Looked:
    content = archive.read(name)
    if not name.lower().endswith(".xml") or b"sheetData" not in content:
        return Looked()
    return look_at_worksheet(archive.file, name, content, styles, limits=archive.limits)


def sheet_parts(file: str, sheets: Iterable[str], relations: bytes) -> list[str]:
    """The part of each sheet, '' where there is none.

    Args:
        file: the name of the workbook.
        sheets: the relation by which the workbook finds each sheet.
        relations: the part that says what the relations of the workbook are.

    Raises:
        SourceError: two relations have the same name, so that readers disagree on which is meant, or two sheets are in the same part.
    """
    targets: dict[str, str] = {}
    for about in _RELATION.findall(relations):
        name = _attribute(about, b"Id")
        if name in targets:
            raise damaged(file, f"two of its relations are called {name!r}")
        targets[name] = _attribute(about, b"Target")
    parts = [_part(targets.get(relation, "")) for relation in sheets]
    twice = next((part for part, count in Counter(filter(None, parts)).items() if count > 1), "")
    if twice:
        raise damaged(file, f"two of its sheets are kept in the same part, {twice}")
    return parts


def _part(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""


def _attribute(about: bytes, name: bytes) -> str:
    found = re.search(rb"(?<![\w:])%b=(?:\"([^\"]*)\"|'([^']*)')" % name, about)
    return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""


def _refuse_claims(file: str, texts: bytes) -> None:
    """Some readers make room at once for as many shared texts as the table of them claims to hold."""
    claimed = _CLAIMED.search(texts)
    if claimed and int(claimed[1][:20]) * _LEAST_TEXT > len(texts) + _SLACK:
        raise damaged(file, "its table of shared texts claims to hold more than it does")
