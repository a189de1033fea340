"""Read a damaged file, and say whether what came of it may stand."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pandas as pd

from csrating.errors import CsratingError
from csrating.read import Reading
from mutants.truth import Said, words_of

Reader = Callable[[Path], Reading]
Truth = Mapping[str, Said | None]

MOST_SECONDS = 20
ALLOWED = ("as stated", "partly, and told", "asked", "refused")


@dataclass(frozen=True)
class Outcome:
    """What came of a file: one of the allowed outcomes, or what is wrong with it; and the details."""

    kind: str
    details: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether it must not be so."""
        return self.kind not in ALLOWED


class _TookTooLong(BaseException):
    """Not an Exception, so that no reader takes it for one of its own."""


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    def ring(_: int, __: FrameType | None) -> None:
        raise _TookTooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def judged(path: Path, truth: Truth, read: Reader, *, seconds: int = MOST_SECONDS) -> Outcome:
    """Read a file, and compare each figure that is given with what the file states.

    Args:
        path: the file.
        truth: what it states of each cell of figures, by reference; None where nobody may say.
        read: the reader.
        seconds: how long reading may take.
    """
    try:
        with _within(seconds):
            reading = read(path)
    except CsratingError as error:
        return Outcome("refused", str(error))
    except _TookTooLong:
        return Outcome("hang", f"not read within {seconds} seconds")
    except Exception as error:
        return Outcome("crash", f"{type(error).__name__}: {error}")
    told = words_of(one.what for one in reading.assumptions)
    wrong = next(_wrong(reading.figures, truth, told), None)
    lost = next(_unaccounted(reading), None)
    if wrong or lost:
        return Outcome("wrong", wrong) if wrong else Outcome("lost", str(lost))
    return _complete(reading, truth)


def _unaccounted(reading: Reading) -> Iterator[str]:
    """Each sheet whose rows and filled cells, counted here anew, are not those that the fates tell of."""
    told = reading.fates.groupby("sheet")[["rows", "filled"]].sum()
    for sheet in reading.opened.sheets:
        there = len(sheet.cells), sum(bool(str(value).strip()) for value in sheet.cells.ravel())
        own = tuple(told.loc[sheet.name]) if sheet.name in told.index else (0, 0)
        if own != there:
            yield f"sheet {sheet.name!r} has {there[0]} rows with {there[1]} filled cells, and {own[0]} with {own[1]} are accounted for"


def _wrong(figures: pd.DataFrame, truth: Truth, told: frozenset[str]) -> Iterator[str]:
    """Each figure that contradicts the file; words that are the same for all figures may stand among what is told of them."""
    tokens = {ref: one.words for ref, one in truth.items() if one is not None}
    others = set(tokens.values())
    for row in figures.to_dict("records"):
        given = f"{row['ref']} is given as {row['value']} {row['symbol']!r} of {row['area']}, {row['measure']!r}, "
        given += f"{row['breakdown']!r}, {row['period']}"
        if row["ref"] not in truth:
            yield f"{given}: no figure stands there"
        elif (said := truth[row["ref"]]) is None:
            yield f"{given}: the file does not say so"
        elif why := _contradicts(row, said, others, told):
            yield f"{given}: {why}, the file says {said}"


def _contradicts(row: Mapping[str, object], said: Said, others: set[frozenset[str]], told: frozenset[str]) -> str:
    words = words_of([str(row["measure"]), str(row["breakdown"])])
    if row["area"] != said.area:
        return "another area"
    if row["period"] != said.period:
        return "another period"
    if not said.words <= words | told:
        return "words are missing"
    if any(other <= words and not other <= said.words for other in others):
        return "the words of another figure"
    if said.value is None:
        return "" if pd.isna(row["value"]) and row["symbol"] == said.symbol else "another symbol"
    return "" if row["status"] == "reported" and abs(float(str(row["value"])) - said.value) < 1e-9 else "another number"


def _complete(reading: Reading, truth: Truth) -> Outcome:
    """Whether all that could be given was given, or what became of the rest was told."""
    expected = {ref for ref, said in truth.items() if said is not None and said.sure}
    missing = expected - set(reading.figures["ref"])
    if reading.questions:
        return Outcome("asked" if reading.figures.empty else "partly, and told", reading.questions[0].asks)
    if not missing:
        return Outcome("as stated")
    told = reading.fates[reading.fates["fate"] == "explained"]
    rows = {ref.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for ref in missing}
    if told["cells"].sum() >= len(missing) or told["rows"].sum() >= len(rows):
        return Outcome("partly, and told", f"{len(missing)} of {len(expected)} left out")
    return Outcome("lost", f"{len(missing)} of {len(expected)} figures are not given and nothing tells so, such as {min(missing)}")
