"""Read any one file of tables: by a layout where there is one, and otherwise by what its sheets say of themselves."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from csrating.errors import LayoutError, SourceError, shown
from csrating.read.cells import Opened, Sheet, content_of, objects, open_table_file
from csrating.read.inference import NO_ANSWERS, Answers
from csrating.read.layouts.reading import Layout, layout as shipped_layout, layout_for, read_layout
from csrating.read.reading import Reading
from csrating.read.sheets_read import by_layout
from csrating.read.tables import fates
from csrating.read.tables.filling import merged_areas
from csrating.read.unknown_file import by_inference
from csrating.schema import FIGURES, JUDGEMENTS, NEIGHBOUR_LISTS


def read_file(
    path: str | Path, *, layout: str | Path | Layout | None = None, answers: Answers = NO_ANSWERS, infer: bool = False
) -> Reading:
    """Read any file of tables about councils.

    Args:
        path: a workbook, csv or parquet file, or a web page with tables.
        layout: the name of a layout of the package, the path of a .toml, or the layout itself; without it, the layout made for files of
            this name, and where there is none, the file is understood from what it says.
        answers: what the reader knows of the file and the file does not say; only where no layout is used.
        infer: use no layout, even where there is one for files of this name.

    Returns:
        The figures, cell by cell, with the fate of everything else. Where it is not sure what a table says, ``questions`` ask, and nothing
        of that table is given.

    Raises:
        SourceError: the file is missing, damaged, too large or no file of tables.
        LayoutError, ValueInCellError, UnknownCouncilError: a table is not what the layout says; each names the cell.
    """
    path = Path(path)
    if not path.is_file():
        raise SourceError(_what_it_is(path), where=str(path), do="Give the path of a workbook, csv or parquet file.")
    name = shown(path.name)
    known = None if infer else _known_layout(path, layout)
    if known and answers != NO_ANSWERS:
        do = "Leave the answers out, change a copy of the layout, or read the file without it (infer=True, --infer)."
        raise LayoutError(f"layout {known.name!r} says what its columns are, and answers are for files without one", where=name, do=do)
    content = content_of(path, name=name)
    opened = _as_shown(open_table_file(name, content, encoding=known.encoding if known else None))
    read = by_layout(opened, known) if known else by_inference(name, opened, answers)
    return Reading(
        file=name,
        sha256=hashlib.sha256(content).hexdigest(),
        opened=opened,
        figures=read.frame("figures", FIGURES),
        judgements=read.frame("judgements", JUDGEMENTS),
        neighbours=read.frame("neighbours", NEIGHBOUR_LISTS),
        fates=fates.frame((name, fate) for fate in read.fates),
        layout=read.layout,
        basis=read.basis,
        assumptions=read.assumptions,
        questions=read.questions,
        remarks=read.remarks,
        tables=np.concatenate([objects([]), *(part["table"] for part in read.parts_of("figures"))]),
    )


def _what_it_is(path: Path) -> str:
    """What is there instead of a file."""
    if path.is_dir():
        return "it is a folder, not a file"
    if path.is_fifo() or path.is_socket():
        return "it is a pipe, which may never end, not a file"
    if path.is_char_device() or path.is_block_device():
        return "it is a device, which may never end, not a file"
    if path.is_symlink():
        return "it is a link that leads to no file"
    return "there is no such file"


def _as_shown(opened: Opened) -> Opened:
    """The file with errors where it has errors, without the raised numbers of footnotes, and with areas in all rows of merged cells."""
    return replace(opened, sheets=tuple(merged_areas(_sheet_as_shown(sheet)) for sheet in opened.sheets))


def _sheet_as_shown(sheet: Sheet) -> Sheet:
    if not sheet.flagged and not sheet.raised:
        return sheet
    cells = sheet.cells.copy()
    for place, text in {**sheet.raised, **sheet.flagged}.items():
        cells[place] = text
    return replace(sheet, cells=cells)


def _known_layout(path: Path, layout: str | Path | Layout | None) -> Layout | None:
    if isinstance(layout, Layout):
        return layout
    if layout is None:
        return layout_for(path.name)
    if Path(layout).suffix != ".toml":
        return shipped_layout(str(layout))
    return read_layout(Path(layout))
