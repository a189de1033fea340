"""What a build keeps of itself beside its tables, and a run read back from its folder, so that two runs can be set side by side."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csrating import __version__, reference
from csrating.cli.place import MANIFEST
from csrating.cli.tables import csv_bytes, table_of_csv, typed
from csrating.errors import CsratingError, brief
from csrating.schema import Column, Contract

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate import Ratings
    from csrating.rate.difference import Run
    from csrating.read import Data
    from csrating.reference.frameworks import Framework

RECORD = "run.json"
FRAMEWORK = "framework.toml"
NEIGHBOURS = "neighbours.csv"
JUDGEMENTS = "judgements.csv"
RATED = "ratings.csv"

_NEIGHBOURS = Contract(
    "neighbours", ("council", "position"), (Column("council", "text"), Column("position", "count"), Column("neighbour", "text"))
)
_JUDGEMENTS = Contract(
    "judgements", ("council",), tuple(Column(name, "text") for name in ("council", "from", "to", "reason", "who", "when"))
)


class RunError(CsratingError):
    """A folder does not hold a run that can be read back."""

    code = "run"


def kept(ratings: Ratings, *, framework: str, published_only: bool) -> Iterator[tuple[str, bytes]]:
    """The files that say how a run was made: their names and what they hold.

    Args:
        ratings: what the build made.
        framework: what the file of the framework holds.
        published_only: whether demonstration figures were left out.
    """
    yield RECORD, _record(ratings, published_only=published_only)
    yield FRAMEWORK, framework.encode()
    yield NEIGHBOURS, csv_bytes(ratings.neighbour_table[_NEIGHBOURS.names])
    if ratings.judgements:
        yield JUDGEMENTS, csv_bytes(_judgement_table(ratings))


def _record(ratings: Ratings, *, published_only: bool) -> bytes:
    from csrating.rate.difference import code_mark

    sources = [
        {"id": source.id, "file": source.file, "origin": str(source.origin), "sha256": source.sha256, "title": source.title}
        for source in ratings.data.sources
    ]
    record = {
        "csrating": __version__,
        "code": code_mark(),
        "framework": ratings.framework.name,
        "neighbours": ratings.vintage,
        "published_only": published_only,
        "sources": sources,
    }
    return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()


def _judgement_table(ratings: Ratings) -> pd.DataFrame:
    import pandas as pd

    rows = [[code, str(one.before), str(one.after), one.reason, one.who, one.when] for code, one in sorted(ratings.judgements.items())]
    return pd.DataFrame(rows, columns=_JUDGEMENTS.names, dtype="str")


def run_from(folder: Path) -> Run:
    """The run that a build left in a folder: its evidence as it was read then, and its ratings as they stood.

    Args:
        folder: of the outputs of a build.

    Raises:
        RunError: there is no run in the folder, it was made before runs kept a record, or a file is not as the build wrote it.
        CsratingError: its framework, a table or a judgement has a form that the code of today does not read.
    """
    from csrating.rate.difference import Run
    from csrating.rate.judgements import recorded
    from csrating.schema import RATINGS

    place = _Folder(folder)
    record = place.record()
    return Run(
        name=f"{folder}{', published figures only' if record['published_only'] else ''}",
        data=place.data(),
        framework=place.framework(),
        neighbour_table=place.table(NEIGHBOURS, _NEIGHBOURS),
        judgements=recorded(place.table(JUDGEMENTS, _JUDGEMENTS) if place.has(JUDGEMENTS) else None),
        stored=_whole(place.table(RATED, RATINGS), str(folder / RATED)),
        code=str(record["code"]),
    )


def _whole(ratings: pd.DataFrame, where: str) -> pd.DataFrame:
    """Ratings of all 152 councils of 2009, or of all 153 of today, in their order, which is what a build writes."""
    if tuple(ratings["council"]) not in [reference.edition(name).codes for name in ("2009", "2025")]:
        raise RunError(
            "the ratings are not those of all 152 councils of 2009, or of all 153 of today, in their order",
            where=where,
            do="Build the run again.",
        )
    return ratings


class _Folder:
    """The folder of a build, whose files are opened only when they are still as the build wrote them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise RunError("there is no such folder", where=str(folder), expected="the folder of a build", do="See csrating build --out.")
        self.sums = self._listed()
        if RECORD not in self.sums:
            raise RunError(
                f"the build that wrote this folder kept no {RECORD}", where=str(folder), do="Build it again with this version of csrating."
            )

    def _listed(self) -> dict[str, str]:
        manifest = self.folder / MANIFEST
        if not manifest.is_file():
            raise RunError(
                f"the folder holds no {MANIFEST}, so no build wrote it", where=str(self.folder), expected="the folder of a build"
            )
        lines = manifest.read_text(encoding="utf-8", errors="replace").splitlines()[1:]
        return {name: total for name, _, total in (line.rpartition(",") for line in lines)}

    def has(self, name: str) -> bool:
        """Whether the build wrote such a file."""
        return name in self.sums

    def content(self, name: str) -> bytes:
        """What a file holds.

        Raises:
            RunError: it is missing, or is not as the build wrote it.
        """
        file = self.folder / name
        try:
            found = file.read_bytes()
        except OSError as error:
            raise RunError(f"the file cannot be read ({error.strerror})", where=str(file), do="Build the run again.") from error
        if hashlib.sha256(found).hexdigest() != self.sums.get(name):
            raise RunError(f"the file is not as the build wrote it, by {MANIFEST}", where=str(file), do="Build the run again.")
        return found

    def table(self, name: str, contract: Contract) -> pd.DataFrame:
        """A table of the run.

        Raises:
            RunError: the file is missing, is not as the build wrote it, or cannot be read as such a table.
        """
        content = self.content(name)
        try:
            if name.endswith(".parquet"):
                import pandas as pd

                return typed(pd.read_parquet(io.BytesIO(content)), contract)
            return table_of_csv(content, contract)
        except (CsratingError, ValueError) as error:  # ValueError: whatever the readers of csv and parquet make of a broken file
            found = f"the file cannot be read as the table that a build writes ({brief(str(error))})"
            raise RunError(found, where=str(self.folder / name), do="Build the run again.") from error

    def tidy(self, name: str, contract: Contract) -> pd.DataFrame:
        """A table that a build writes as csv, and as parquet where it has many rows.

        Raises:
            RunError: as in :meth:`table`.
        """
        return self.table(f"{name}.parquet" if self.has(f"{name}.parquet") else f"{name}.csv", contract)

    def record(self) -> dict[str, Any]:
        """How the run was made.

        Raises:
            RunError: the file is no record of a run.
        """
        try:
            found = json.loads(self.content(RECORD))
            return {"code": str(found["code"]), "published_only": bool(found["published_only"])}
        except (ValueError, TypeError, KeyError) as error:
            raise RunError("the file is no record of a run", where=str(self.folder / RECORD), do="Build the run again.") from error

    def framework(self) -> Framework:
        """The rules by which it was made."""
        from csrating.reference.frameworks import framework_as_kept

        where = str(self.folder / FRAMEWORK)
        try:
            return framework_as_kept(self.content(FRAMEWORK).decode("utf-8"), where)
        except UnicodeDecodeError as error:
            raise RunError("the framework is not text in UTF-8", where=where, do="Build the run again.") from error

    def data(self) -> Data:
        """What it had read."""
        import pandas as pd

        from csrating.read.data import Data
        from csrating.schema import INSPECTIONS, OBSERVATIONS, SAFEGUARDING

        return Data(
            self.tidy("observations", OBSERVATIONS),
            self.tidy("inspections", INSPECTIONS),
            self.tidy("safeguarding", SAFEGUARDING),
            (),
            pd.DataFrame(),
        )
