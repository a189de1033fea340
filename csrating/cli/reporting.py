"""The command ``report``: the page, the letter and the charts of many councils, with an index, into one folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csrating.cli.batch import made
from csrating.cli.build import Choices, Tick, ratings_of
from csrating.cli.folder import Outputs, put_in_place
from csrating.cli.held import held
from csrating.cli.journal import JOURNAL, Journal, changed_in, listed_in
from csrating.cli.place import MANIFEST, OutputError, real_place, refuse_raw_folders, refuse_strangers
from csrating.cli.progress import COUNCILS
from csrating.cli.runs import kept
from csrating.tell.report import INDEX, material_of

if TYPE_CHECKING:
    from csrating.rate import Ratings

UNFINISHED = ".unfinished"

_OURS = re.compile(r"(?:pages|letters|charts)/\d{3}-[a-z-]+\.(?:html|docx|md|svg)")
"""How the files of a council are called."""


@dataclass(frozen=True)
class Reported:
    """What became of a report: how many councils it holds, how many were made now, and which failed, by name, for what reason."""

    folder: Path
    councils: int
    now: int
    failed: dict[str, str]


def report(
    raw: Path, out: Path, choices: Choices, councils: Sequence[str], *, jobs: int, settings: Mapping[str, str], tick: Tick
) -> Reported:
    """Make the reports of councils and put them in the folder ``out`` when all are made.

    Until then they are written beside it, in a folder of that name with ``.unfinished`` at its end. A report that was stopped goes on from
    there, and one that holds other councils from the same figures and rules is added to. Two at once are never written to one folder.

    Args:
        raw: the folder with the registered raw files.
        out: the folder of the report.
        choices: what the user chose about the ratings.
        councils: codes; all where there are none.
        jobs: how many processes work.
        settings: any of date, sender and signature of the letters.
        tick: called with a stage and how many parts of it are done, for a progress bar.

    Raises:
        CsratingError: anything that is wrong with the input or the folder; what was written so far stays for the next time.
    """
    refuse_raw_folders(out, raw=raw)
    with held(out):
        return _report(raw, out, choices, councils, jobs=jobs, settings=settings, tick=tick)


def _report(
    raw: Path, out: Path, choices: Choices, councils: Sequence[str], *, jobs: int, settings: Mapping[str, str], tick: Tick
) -> Reported:
    refuse_strangers(out)
    aside = unfinished(out)
    _refuse_what_is_no_report(aside)
    _refuse_changed(out)
    ratings = ratings_of(raw, choices, tick=tick)
    origin = _made_from(ratings, choices, settings)
    wanted = list(dict.fromkeys([*(councils or ratings.table["council"].tolist()), *listed_in(out, origin)]))
    _refuse_loss(out, origin, wanted)
    journal = Journal(aside, origin)
    journal.take_over(real_place(out), origin)
    waiting = [code for code in wanted if code not in journal.councils]
    failed = _make(ratings, waiting, journal, settings=settings, jobs=jobs, tick=tick) if waiting else {}
    names = ratings.table.set_index("council")["name"]
    told = {str(names[code]): why for code, why in sorted(failed.items())}
    _finish(out, journal, ratings, failed=list(told))
    return Reported(out, len(journal.councils), len(waiting) - len(failed), told)


def unfinished(out: Path) -> Path:
    """Where a report is written until all of it is there."""
    place = real_place(out)
    return place.with_name(place.name + UNFINISHED)


def _refuse_what_is_no_report(aside: Path) -> None:
    """Refuse to write into a folder that is there and holds anything that no report writes: what is left over there is taken away.

    Raises:
        OutputError: it holds something else.
    """
    strangers = [path.relative_to(aside).as_posix() for path in aside.rglob("*") if path.is_file() or path.is_symlink()]
    strangers = [name for name in strangers if name not in (JOURNAL, INDEX, MANIFEST) and not _OURS.fullmatch(name)]
    if aside.is_file() or strangers:
        named = f" ({strangers[0]})" if strangers else ""
        found = f"here the report would be written until it is whole, and something else is there{named}"
        raise OutputError(found, where=str(aside), do="Move it elsewhere, or name another folder with --out.")


def _refuse_changed(out: Path) -> None:
    """Refuse to replace a report on whose files somebody has worked.

    Raises:
        OutputError: with the name of such a file.
    """
    changed = changed_in(out)
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        found = f"{changed[0]}{more} was changed since the report was written"
        raise OutputError(found, where=str(out), do="Move what you want to keep elsewhere, or name another folder with --out.")


def _refuse_loss(out: Path, origin: Mapping[str, Any], wanted: Sequence[str]) -> None:
    """Refuse to put the report of a few councils in the place of one of others, made from other figures or by other rules.

    Raises:
        OutputError: councils would be lost.
    """
    lost = set(listed_in(out)) - set(wanted)
    if lost:
        raise OutputError(
            f"the folder holds the reports of {len(lost)} more councils, made from other figures or by other rules",
            where=str(out),
            do="Name another folder with --out, or report on --all.",
        )


def _made_from(ratings: Ratings, choices: Choices, settings: Mapping[str, str]) -> dict[str, Any]:
    """All that a report hangs on: the sums of the files that say how a run was made, and the settings of the letters."""
    from csrating.reference.frameworks import framework_text

    files = kept(ratings, framework=framework_text(choices.framework), published_only=choices.published_only)
    return {**{name: hashlib.sha256(content).hexdigest() for name, content in files}, "letters": dict(settings)}


def _make(
    ratings: Ratings,
    councils: Sequence[str],
    journal: Journal,
    *,
    settings: Mapping[str, str],
    jobs: int,
    tick: Tick,
) -> dict[str, str]:
    """Make the reports and write each as it becomes ready; those that failed, with the reason."""
    from csrating.tell.report import council_report

    failed: dict[str, str] = {}
    for done, one in enumerate(made(material_of(ratings, settings), councils, jobs=jobs, report=council_report), 1):
        if one.failed:
            failed[one.council] = one.failed
        else:
            journal.add(one.council, one.files)
        tick("reports", done * COUNCILS // len(councils))
    return failed


def _finish(out: Path, journal: Journal, ratings: Ratings, *, failed: Sequence[str]) -> None:
    """Write the index and the manifest, and put the folder in its place."""
    from csrating.tell.page import index_page

    sums = journal.close(ratings.table["council"].tolist())
    outputs = Outputs(journal.folder)
    outputs.hold(sums)
    links = {folder: _links(journal, folder, ending) for folder, ending in (("pages", ".html"), ("letters", ".docx"))}
    outputs.write(INDEX, index_page(ratings, **links, failed=failed).encode())
    outputs.close()
    refuse_strangers(out)
    put_in_place(journal.folder, real_place(out), told=out)


def _links(journal: Journal, folder: str, ending: str) -> dict[str, str]:
    """Where each council's file of one kind lies."""
    found = ((council, name) for council, sums in journal.councils.items() for name in sums)
    return {council: name for council, name in found if name.startswith(f"{folder}/") and name.endswith(ending)}
