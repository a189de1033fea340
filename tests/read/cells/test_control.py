from __future__ import annotations

import io
from collections.abc import Callable
from types import ModuleType

import pyarrow as pa
import pytest
from pyarrow import parquet

from csrating.errors import SourceError, shown
from csrating.read.cells import open_table_file

Build = Callable[[ModuleType, str], bytes]


def parquet_file(name: str, value: str) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table({name: [value]}), stream)
    return stream.getvalue()


WORDS = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def text_cell(text: str) -> str:
    return f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'


BUILDS: list[tuple[str, Build]] = [
    ("f#S1!A1", lambda f, text: f.xlsx(f.row(1, text_cell(text)))),
    (
        "f#T1!A1",
        lambda f, text: f.ods(f.ods_row(WORDS.format(text))),
    ),
    ("f#f!A2", lambda f, text: parquet_file("name", text)),
    ("f#f!A1", lambda f, text: parquet_file(text, "value")),
    ("f#S1!B1", lambda f, text: f.xlsb(f.xlsb_sheet({0: [f.xlsb_cell(1, text)]}))),
]


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066"])
@pytest.mark.parametrize(("where", "build"), BUILDS)
def test_a_cell_with_a_sign_that_a_terminal_obeys_is_refused(files: ModuleType, where: str, build: Build, sign: str) -> None:
    assert open_table_file("f", build(files, "Bury — Café\n\u200e")).sheets
    with pytest.raises(SourceError) as caught:
        open_table_file("f", build(files, f"Bu{sign}[31mry"))
    assert str(caught.value).startswith(f"{where}: the cell holds a control character ({shown(sign)})")


def test_such_a_sign_written_as_a_reference_is_refused_on_a_web_page_and_in_the_name_of_a_sheet() -> None:
    page = "<table><caption>{}</caption><tr><td>1</td></tr><tr><td>{}</td></tr></table>"
    assert open_table_file("f", page.format("&#233;", "&#233;").encode()).sheets[0].cells[1, 0] == "é"
    with pytest.raises(SourceError, match=r"f#Rates!A2: the cell holds a control character \(\\u202e\)"):
        open_table_file("f", page.format("Rates", "&#8238;1").encode())
    with pytest.raises(SourceError, match="f: the name of a sheet holds a control character"):
        open_table_file("f", page.format("Ra&#8238;tes", "1").encode())
