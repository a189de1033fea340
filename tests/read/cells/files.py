"""Files of tables built by code, sound ones and hostile ones, as bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

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
    spaces = "".join(f' xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "style", "table", "text"))
    inside = "".join(f'<table:table table:name="T{n}">{body}</table:table>' for n, body in enumerate(tables, 1))
    body = f"<office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body>"
    styles = f"<office:automatic-styles>{other.get('styles', '')}</office:automatic-styles>"
    content = f"<office:document-content{spaces}>{styles}{body}</office:document-content>"
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


def xls(
    cells: Mapping[tuple[int, int], float | str],
    *,
    merged: tuple[int, int, int, int] | None = None,
    other: bytes = b"",
    sheet_records: bytes = b"",
) -> bytes:
    """An Excel 97 workbook of one sheet called S; ``other`` are records of the whole workbook and ``sheet_records`` of the sheet."""
    start = record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 0x600))
    name = b"\x01\x00S"
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0x600)) + sheet_records
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


def xls_styles(*, struck: int = 0, raised: int = 0, formats: Sequence[str] = ()) -> bytes:
    """Records of a whole workbook: six fonts, of which these two are struck through and raised, and styles of cells.

    Styles 0 to 5 have the font of that number, counted without the font 4 that no workbook has, and those after them the number formats.
    """
    fonts = [place + (place >= 4) for place in range(6)]
    made = b"".join(record(0x31, _xls_font(struck=font == struck > 0, raised=font == raised > 0)) for font in fonts)
    for place, code in enumerate(formats):
        made += record(0x41E, struct.pack("<HHB", 164 + place, len(code), 0) + code.encode("latin-1"))
    styles = [(font, 0) for font in fonts] + [(0, 164 + place) for place in range(len(formats))]
    return made + b"".join(record(0xE0, struct.pack("<HHH14x", *style, 0)) for style in styles)


def _xls_font(*, struck: bool, raised: bool) -> bytes:
    return struct.pack("<HHHHHBBBBBB", 200, 0x8 * struck, 0x7FFF, 400, raised, 0, 0, 0, 0, 5, 0) + b"Arial"


def xls_texts(*texts: tuple[str, Sequence[tuple[int, int]]]) -> bytes:
    """The shared texts of a workbook, each with the places from which on it has which font."""
    made = struct.pack("<II", len(texts), len(texts))
    for text, runs in texts:
        written = text.encode("utf-16-le")
        made += struct.pack("<HBH", len(written) // 2, 0x9, len(runs)) + written + b"".join(struct.pack("<HH", *run) for run in runs)
    return record(0xFC, made)


def xls_formula(row: int, column: int, value: bytes, *, flags: int = 0) -> bytes:
    """A formula of an Excel 97 workbook with its stored value."""
    return record(0x6, struct.pack("<HHH8sHI", row, column, 0, value, flags, 0) + struct.pack("<HBH", 3, 0x1E, 1))


def xlsb(*sheets: bytes, styles: bytes = b"", texts: Sequence[bytes] = (), **other: bytes) -> bytes:
    """A binary Excel workbook whose sheets, called S1, S2 and so on, hold these records; ``other`` are further parts in the folder xl."""
    numbers = range(1, len(sheets) + 1)
    named = b"".join(record12(156, struct.pack("<II", 0, n) + wide(f"rId{n}") + wide(f"S{n}")) for n in numbers)
    relations = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.bin"/>' for n in numbers)
    relations += f'<Relationship Id="rId90" Type="{OFFICE}/styles" Target="styles.bin"/>'
    relations += f'<Relationship Id="rId91" Type="{OFFICE}/sharedStrings" Target="sharedStrings.bin"/>'
    binary = "application/vnd.ms-excel."
    kinds = {"workbook": "sheet.binary.macroEnabled.main", "styles": "styles", "sharedStrings": "sharedStrings"}
    kinds |= {f"worksheets/sheet{n}": "worksheet" for n in numbers}
    overrides = "".join(f'<Override PartName="/xl/{name}.bin" ContentType="{binary}{kind}"/>' for name, kind in kinds.items())
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": record12(131) + record12(143) + named + record12(144) + record12(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/styles.bin": record12(278) + (styles or xlsb_styles()) + record12(279),
        "xl/sharedStrings.bin": record12(159, struct.pack("<II", len(texts), len(texts))) + b"".join(texts) + record12(160),
    }
    for n, body in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{n}.bin"] = record12(129) + body + record12(130)
    return zipped(parts | {f"xl/{name.replace('_', '.')}": content for name, content in other.items()})


def record12(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary Excel workbook: number and length seven bits to a byte."""
    length, sized = len(content), b""
    while length > 0x7F:
        sized, length = sized + bytes([length & 0x7F | 0x80]), length >> 7
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + sized + bytes([length]) + content


def wide(text: str) -> bytes:
    """A text of a binary Excel workbook."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_sheet(rows: Mapping[int, Sequence[bytes]], *, hidden: Sequence[int] = (), before: bytes = b"", after: bytes = b"") -> bytes:
    """The records of a sheet with these records of cells in its rows; ``before`` and ``after`` stand around them."""
    made = before + record12(148, struct.pack("<4I", 0, max(rows, default=0), 0, 5)) + record12(145)
    for number, cells in rows.items():
        made += record12(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 * (number in hidden), 0, 1) + struct.pack("<II", 0, 5))
        made += b"".join(cells)
    return made + record12(146) + after


def xlsb_cell(column: int, value: float | str | None = None, *, style: int = 0, kind: int | None = None) -> bytes:
    """A cell that holds a number, a text of its own, or nothing; of a stated kind, the number of a shared text or of an error."""
    start = struct.pack("<II", column, style)
    if kind is not None:
        return record12(kind, start + (struct.pack("<I", value) if kind == 7 else struct.pack("<B", value)))
    if value is None:
        return record12(1, start)
    return record12(6, start + wide(value)) if isinstance(value, str) else record12(5, start + struct.pack("<d", value))


def xlsb_styles(*, struck: int = 0, raised: int = 0, formats: Sequence[str] = ()) -> bytes:
    """Three fonts, of which these two are struck through and raised; styles 0 to 2 have the font of that number, the next the formats."""
    codes = b"".join(record12(44, struct.pack("<H", 164 + place) + wide(code)) for place, code in enumerate(formats))
    fonts = b"".join(
        record12(
            43,
            struct.pack("<HHHHBBBB", 220, 0x8 * (n == struck > 0), 400, n == raised > 0, 0, 2, 0, 0)
            + bytes([7, 1, 0, 0, 0, 0, 0, 255, 2])
            + wide("Arial"),
        )
        for n in range(3)
    )
    styles = [(0, font) for font in range(3)] + [(164 + place, 0) for place in range(len(formats))]
    cells = b"".join(record12(47, struct.pack("<HHHHHBBHBB", 0, *style, 0, 0, 0, 0, 0, 0, 0)) for style in styles)
    of_styles = (
        record12(626, struct.pack("<I", 1)) + record12(47, struct.pack("<HHHHHBBHBB", 0xFFFF, 0, 0, 0, 0, 0, 0, 0, 0, 0)) + record12(627)
    )
    blocks = ((615, 616, len(formats), codes), (611, 612, 3, fonts))
    made = b"".join(record12(begin, struct.pack("<I", count)) + inside + record12(end) for begin, end, count, inside in blocks if count)
    return made + of_styles + record12(617, struct.pack("<I", len(styles))) + cells + record12(618)


def xlsb_text(text: str, runs: Sequence[tuple[int, int]] = ()) -> bytes:
    """A shared text, with the places from which on it has which font."""
    if not runs:
        return record12(19, b"\0" + wide(text))
    return record12(19, b"\1" + wide(text) + struct.pack("<I", len(runs)) + b"".join(struct.pack("<HH", *run) for run in runs))


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
