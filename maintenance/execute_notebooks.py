"""Run notebooks from their first cell and keep what they give, so that a second run changes no byte.

    python maintenance/execute_notebooks.py notebooks/01_read.ipynb ...

What differs from machine to machine or from run to run (times, the interpreter's patch version, random cell names, addresses in memory)
is not kept. A notebook that fails, or that says something on stderr, is left as it was.
"""

from __future__ import annotations

import os
import re
import runpy
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")


class NotKeptError(Exception):
    """A notebook whose outputs should not be kept, and why."""


def fresh(notebook: NotebookNode) -> NotebookNode:
    """The notebook's text alone: numbered cells, no outputs, no metadata but tags."""
    cells = []
    for number, old in enumerate(notebook.cells, start=1):
        make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}[old.cell_type]
        tags = {"tags": old.metadata.tags} if old.metadata.get("tags") else {}
        cells.append(make(old.source.rstrip(), id=f"cell-{number:02d}", metadata=tags))
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": LANGUAGE})


def without_addresses(output: NotebookNode) -> NotebookNode:
    """The output with addresses in memory, which change with every run, set to nought."""
    if "text/plain" in output.get("data", {}):
        output.data["text/plain"] = ADDRESS.sub("0x0", output.data["text/plain"])
    return output


def executed(notebook: NotebookNode, *, folder: Path) -> NotebookNode:
    """The notebook as one clean run from top to bottom leaves it.

    Raises:
        NotKeptError: a cell failed, or wrote to stderr.
    """
    book = fresh(notebook)
    client = NotebookClient(
        book, kernel_name=KERNEL["name"], record_timing=False, coalesce_streams=True, resources={"metadata": {"path": str(folder)}}
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise NotKeptError(str(error)) from error
    for cell in (cell for cell in book.cells if cell.cell_type == "code"):
        cell.outputs = [without_addresses(output) for output in cell.outputs]
        said = "".join(output.text for output in cell.outputs if output.get("name") == "stderr")
        if said:
            raise NotKeptError(f"cell {cell.execution_count} wrote to stderr:\n{said}")
    book.metadata = {"kernelspec": KERNEL, "language_info": LANGUAGE}
    return book


def execute(path: Path) -> None:
    """Run the notebook at ``path`` and write it back, by way of a file beside it so that a failure leaves the old one whole."""
    book = executed(nbformat.read(path, as_version=4), folder=path.parent)
    beside = path.with_suffix(".part")
    nbformat.write(book, beside, version=4)
    os.replace(beside, path)


def main(names: list[str]) -> int:
    """Execute each named notebook; the number of those that were not kept."""
    failed = 0
    runpy.run_path(str(Path(__file__).with_name("todays_files.py")))["name_todays_folder"]()
    for name in names:
        try:
            execute(Path(name))
            print(f"{name}: kept")
        except NotKeptError as error:
            failed += 1
            print(f"{name}: left as it was\n{error}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
