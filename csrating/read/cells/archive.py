"""The parts of a zipped workbook, each looked at before it is unpacked and verified by its checksum."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from csrating.errors import SourceError
from csrating.read.cells.kinds import Kind, encrypted, is_no_table
from csrating.read.cells.limits import Limits

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# Parts this small may shrink to nearly nothing: their ratio says nothing.
_SMALL = 64 * 1024
_XML = (".xml", ".rels", ".vml")
_ODS = re.compile(rb"application/vnd\.oasis\.opendocument\.spreadsheet(-template)?\s*")
_UNUSUAL_QUOTES = (b"='", b"= ", b" =")
_TAGS = re.compile(rb"<[A-Za-z](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_ATTRIBUTES = re.compile(rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

Given = TypeVar("Given")


@dataclass(frozen=True, eq=False)
class Archive:
    """A zipped workbook that has been looked at: the directory of its parts is sound and within the limits."""

    file: str
    content: bytes
    limits: Limits
    parts: tuple[zipfile.ZipInfo, ...]
    opened: zipfile.ZipFile

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, in the order of its directory."""
        return tuple(part.filename for part in self.parts)

    def read(self, name: str) -> bytes:
        """The content of a part, whose checksum is right and which, if it is XML, declares no document type and no entity.

        Raises:
            SourceError: the part is damaged, or declares what no workbook needs.
        """

        def unpacked() -> bytes:
            with self.opened.open(name) as part:
                return part.read(self.limits.part_bytes + 1)

        content = _guarded(self.file, unpacked)
        if name.lower().endswith(_XML):
            _refuse_declarations(self.file, name, content)
        return content

    def kind(self) -> Kind:
        """The kind of workbook that the parts make.

        Raises:
            SourceError: they make none: the archive is a document, a presentation or simply files.
        """
        names = set(self.names)
        if "xl/workbook.bin" in names:
            return Kind.XLSB
        if "xl/workbook.xml" in names:
            return Kind.XLSM if any(name.endswith("vbaProject.bin") for name in names) else Kind.XLSX
        if "mimetype" in names and _ODS.fullmatch(self.read("mimetype")):
            return Kind.ODS
        raise self._no_workbook(names)

    def _no_workbook(self, names: set[str]) -> SourceError:
        if "word/document.xml" in names:
            return is_no_table(self.file, "a Word document")
        if any(name.startswith("ppt/") for name in names):
            return is_no_table(self.file, "a PowerPoint presentation")
        if "mimetype" in names:
            return is_no_table(self.file, "an OpenDocument file that is no spreadsheet")
        inside = ", ".join(self.names[:3]) + (" …" if len(names) > 3 else "")
        return is_no_table(self.file, f"a zip archive ({inside})", do="Unpack it and read the files in it one by one.")


def open_archive(file: str, content: bytes, *, limits: Limits) -> Archive:
    """A zip archive, once its directory has been looked at.

    Raises:
        SourceError: the directory is damaged, names a part twice or one outside, or promises more than the limits allow.
    """
    opened = _guarded(file, lambda: zipfile.ZipFile(io.BytesIO(content)))
    parts = opened.infolist()
    _refuse_names(file, parts)
    _refuse_sizes(file, parts, limits)
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise encrypted(file)
        if part.compress_type not in _METHODS:
            raise damaged(file, f"its part {part.filename} is packed in an unusual way")
    return Archive(file, content, limits, tuple(parts), opened)


def has_declarations(content: bytes) -> bool:
    """Whether XML holds ``<!``, as document types, comments and CDATA do; one sign is looked for many times faster than two.

    >>> has_declarations(b"<c>Sheet!A1</c>"), has_declarations(b"<!-- -->")
    (False, True)
    """
    at = content.find(b"!")
    while at >= 0:
        if content[at - 1 : at] == b"<":
            return True
        at = content.find(b"!", at + 1)
    return False


def double_quoted(xml: bytes) -> bytes:
    r"""XML with all attributes in double quotation marks, as nearly every program writes them.

    >>> double_quoted(b"<col min='3' max = \"3\" title='a \"b\"'/>")
    b'<col min="3" max="3" title="a &quot;b&quot;"/>'
    """
    if not any(signs in xml for signs in _UNUSUAL_QUOTES):
        return xml
    return _TAGS.sub(lambda tag: _ATTRIBUTES.sub(_double_quoted, tag[0]), xml)


def _double_quoted(said: re.Match[bytes]) -> bytes:
    return b'="' + (said[1] if said[2] is None else said[2].replace(b'"', b"&quot;")) + b'"'


def damaged(file: str, why: str) -> SourceError:
    """The error for a workbook that cannot be opened."""
    return SourceError(
        f"the workbook cannot be opened, it is damaged or not a workbook ({why})", where=file, do="Fetch or restore the file again."
    )


def too_large(file: str, what: str, most: int) -> SourceError:
    """The error for a part of a workbook that is larger than any that is read."""
    return SourceError(f"the workbook unpacks to more than is read: {what}", where=file, expected=f"at most {most:,}")


def _guarded(file: str, work: Callable[[], Given]) -> Given:
    try:
        return work()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, KeyError) as error:
        raise damaged(file, str(error)) from error


def _refuse_names(file: str, parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len({name.lower() for name in names}) < len(names):
        raise damaged(file, "two of its parts have the same name")
    for name in names:
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match("[A-Za-z]:", name):
            raise damaged(file, f"its part {name!r} would lie outside")


def _refuse_sizes(file: str, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.parts:
        raise too_large(file, f"{len(parts):,} parts", limits.parts)
    for part in parts:
        if part.file_size > limits.part_bytes:
            raise too_large(file, f"its part {part.filename} has {part.file_size:,} bytes", limits.part_bytes)
        if part.file_size > _SMALL and part.file_size > limits.ratio * max(1, part.compress_size):
            times = part.file_size // max(1, part.compress_size)
            raise too_large(file, f"its part {part.filename} is {times:,} times as large as packed", limits.ratio)
    together = sum(part.file_size for part in parts)
    if together > limits.all_bytes:
        raise too_large(file, f"all parts have {together:,} bytes", limits.all_bytes)


def _refuse_declarations(file: str, name: str, content: bytes) -> None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:64]:
        raise damaged(file, f"its part {name} is not UTF-8")
    if has_declarations(content) and re.search(rb"<!(?:DOCTYPE|ENTITY)", content):
        raise damaged(file, f"its part {name} declares a document type or entities, which no workbook needs")
