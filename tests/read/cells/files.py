"""Files of tables built by code, sound ones and hostile ones, as bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of_xlsx(*bodies: str, before: str = "", after: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets hold these rows of XML; ``before`` and ``after`` stand around the cells of each."""
    numbers = range(1, len(bodies) + 1)
    overrides = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/xml"/>' for n in numbers)
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    relations = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
    }
    for n, body in zip(numbers, bodies, strict=True):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'
        )
    return parts


def xlsx(*bodies: str, before: str = "", after: str = "", **other: str | bytes) -> bytes:
    """A workbook; ``other`` are further parts, by their names in the folder xl with underscores for dots."""
    further = {f"xl/{name.replace('_', '.')}": content for name, content in other.items()}
    return zipped(parts_of_xlsx(*bodies, before=before, after=after) | further)


def cell(address: str, value: object = 1) -> str:
    """A cell of XML that holds a number."""
    return f'<c r="{address}"><v>{value}</v></c>'


def row(number: int, *cells: str) -> str:
    """A row of XML."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def ods(*tables: str, **other: str) -> bytes:
    """An OpenDocument spreadsheet whose tables hold these rows of XML."""
    spaces = "".join(f' xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    inside = "".join(f'<table:table table:name="T{n}">{body}</table:table>' for n, body in enumerate(tables, 1))
    body = f"<office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body>"
    content = f"<office:document-content{spaces}>{body}</office:document-content>"
    manifest = f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0">{other.get("manifest", "")}</manifest:manifest>'
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content})


def ods_row(*cells: str, times: int | str = 1) -> str:
    """A row of an OpenDocument table."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_cell(value: object = 1, *, times: int | str = 1, kind: str = "float") -> str:
    """A cell of an OpenDocument table that holds a number."""
    repeated = f'table:number-columns-repeated="{times}"'
    return f'<table:table-cell {repeated} office:value-type="{kind}" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


def ods_gap(times: int | str = 1) -> str:
    """Empty cells of an OpenDocument table."""
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def xls(cells: Mapping[tuple[int, int], float | str], *, merged: tuple[int, int, int, int] | None = None, other: bytes = b"") -> bytes:
    """An Excel 97 workbook of one sheet called S; ``other`` are records of the whole workbook."""
    start = record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 0x600))
    name = b"\x01\x00S"
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0x600))
    for (down, across), value in sorted(cells.items()):
        if isinstance(value, str):
            sheet += record(0x204, struct.pack("<HHHHB", down, across, 0, len(value), 0) + value.encode("latin-1"))
        else:
            sheet += record(0x203, struct.pack("<HHHd", down, across, 0, value))
    if merged:
        top, left, bottom, right = merged
        sheet += record(0xE5, struct.pack("<HHHHH", 1, top, bottom, left, right))
    offset = len(start) + len(other) + 4 + 6 + len(name) + 4
    book = start + other + record(0x85, struct.pack("<IBB", offset, 0, 0) + name) + record(0xA, b"")
    return ole2({"Workbook": book + sheet + record(0xA, b"")})


def record(kind: int, content: bytes) -> bytes:
    """A record of an Excel 97 workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def ole2(streams: Mapping[str, bytes]) -> bytes:
    """The container that .xls, .doc and encrypted workbooks are kept in, with these streams."""
    sectors, chains, entries = b"", [], [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for place, (name, content) in enumerate(streams.items(), 2):
        padded = content.ljust(4096, b"\0")
        padded += b"\0" * (-len(padded) % 512)
        first = len(sectors) // 512
        chains += [*range(first + 1, first + len(padded) // 512), 0xFFFFFFFE]
        sectors += padded
        entries.append(_entry(name, 2, first, len(padded), right=place if place <= len(streams) else 0xFFFFFFFF))
    entries += [b"\0" * 64 + struct.pack("<B", 0) + b"\0" * 63] * (-len(entries) % 4)
    directory = len(sectors) // 512
    sectors += b"".join(entries)
    chains += [*range(directory + 1, len(sectors) // 512), 0xFFFFFFFE]
    table = [*chains, 0xFFFFFFFD]
    assert len(table) <= 128, "one sector of the table is enough for a test"
    sectors += struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0)
    head += struct.pack("<IIIII", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<109I", len(table) - 1, *[0xFFFFFFFF] * 108)
    return head + sectors


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    return words.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(words), kind, 1, 0xFFFFFFFF, right, child, start, size)
