"""The command that examines files of tables: one, a registered folder, or every file of any other folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.answers import (
    Breakdown,
    Confirm,
    DateColumn,
    FillDown,
    Grades,
    HeadersAre,
    LeaveOut,
    LevelText,
    MarkText,
    PeriodColumn,
    PeriodText,
    SheetNames,
    SymbolText,
    UnitText,
    Written,
    answers_given,
)
from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width, wrapped
from csrating.cli.options import not_blank
from csrating.cli.place import REGISTER, OutputError, real_place, refuse_missing_folder
from csrating.cli.reading import Infer, LayoutName
from csrating.errors import CsratingError, shown

if TYPE_CHECKING:
    from csrating.read import Answers
    from csrating.read.doctor import Report

_FORMS = (".txt", ".json", ".html")
_PAGES = frozenset({".html", ".htm"})
_LABEL, _INDENT = 14, 6


class NotReadError(CsratingError):
    """Some of the files that were to be examined could not be read, or are held back by an open question."""

    code = "not read"


@dataclass(frozen=True, eq=False)
class Examined:
    """One file that was to be examined: its report, or why it has none."""

    name: str
    report: Report | None
    error: str = ""

    @property
    def why_not(self) -> str:
        """Why it was not read, or not all of it: the error, or the question that is open; '' where nothing is held back."""
        return self.error if self.report is None else self.report.held_back


def doctor_command(
    path: Annotated[Path, typer.Argument(help="A file of tables, or a folder of such files.", show_default=False)],
    layout: LayoutName = None,
    period: PeriodText = None,
    symbol: SymbolText = None,
    period_column: PeriodColumn = None,
    grades: Grades = None,
    date_column: DateColumn = None,
    written: Written = None,
    mark: MarkText = None,
    unit: UnitText = None,
    breakdown: Breakdown = None,
    leave_out: LeaveOut = None,
    headers_are: HeadersAre = None,
    fill_down: FillDown = False,
    confirm: Confirm = None,
    sheet: SheetNames = None,
    level: LevelText = None,
    infer: Infer = False,
    against: Annotated[Path | None, typer.Option("--against", help="The release before: tells what was revised or jumps.")] = None,
    against_period: Annotated[
        str | None,
        typer.Option("--against-period", help="The period of the release before, if it states none.", callback=not_blank),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show all findings, not the first of each kind.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write the report to this .txt, .json or .html file.")] = None,
) -> None:
    """Examine a file or a folder. Says what became of each cell, whose figures are missing, and what looks wrong."""
    refuse_missing_folder(out)
    form = _form(out, path, as_json=as_json)
    answers = answers_given(
        period=period,
        symbol=symbol,
        period_column=period_column,
        grades=grades,
        date_column=date_column,
        written=written,
        mark=mark,
        unit=unit,
        breakdown=breakdown,
        leave_out=leave_out,
        headers_are=headers_are,
        fill_down=fill_down,
        confirm=confirm,
        sheet=sheet,
        level=level,
    )
    if path.is_dir() and not _is_registered(path):
        _refuse_cells_of_one_file(answers)
        _folder(path, partial(_of_one_of_many, answers=answers, layout=layout, infer=infer), form=form, out=out, everything=everything)
        return
    examine = partial(_examined, answers=answers, layout=layout, infer=infer, against=against, against_period=against_period or "")
    one = _registered(path) if path.is_dir() else Examined(shown(path.name), examine(path))
    _give(_written(one, form, everything=everything, width=None if out else terminal_width()), out)
    if one.why_not:
        raise NotReadError(one.why_not, where=one.name)


def _form(out: Path | None, path: Path, *, as_json: bool) -> str:
    if out is None:
        return ".json" if as_json else ".txt"
    ending = out.suffix.lower()
    if ending not in _FORMS or (as_json and ending != ".json"):
        expected = ".json" if as_json else ", ".join(_FORMS[:-1]) + f" or {_FORMS[-1]}"
        raise OutputError(f"a report cannot be written as {ending or 'a file without an ending'}", where=str(out), expected=expected)
    if real_place(out) == real_place(path):
        raise OutputError("the report would replace the file that it is about", where=str(out), do="Name another file with --out.")
    return ending


def _is_registered(folder: Path) -> bool:
    return next(folder.rglob(REGISTER), None) is not None


def _registered(folder: Path) -> Examined:
    from csrating.read import read

    return Examined(str(folder), read(folder).report)


def _examined(path: Path, *, answers: Answers, layout: str | None, infer: bool, against: Path | None, against_period: str) -> Report:
    """The report on a file; what is said of its periods and its cells is not said of the release before."""
    from csrating.read import read_file

    of_last = replace(answers, period=against_period, periods={}, confirmed=())
    last = read_file(against, layout=layout, answers=of_last, infer=infer) if against else None
    reading = read_file(path, layout=layout, answers=answers, infer=infer)
    if last and last.questions:
        told = f"it is not sure {last.questions[0].asks}"
        raise NotReadError(told, where=last.file, do="Leave --against out, or say what it is about: its period with --against-period.")
    return reading.report_against(last) if last else reading.report


def _of_one_of_many(path: Path, *, answers: Answers, layout: str | None, infer: bool) -> Report:
    """The report on a file of a folder; where it has a layout, what is said of the others is left out."""
    from csrating.read import read_file
    from csrating.read.inference import NO_ANSWERS
    from csrating.read.layouts.reading import layout_for

    known = not infer and (layout or layout_for(path.name))
    return read_file(path, layout=layout, answers=NO_ANSWERS if known else answers, infer=infer).report


def _refuse_cells_of_one_file(answers: Answers) -> None:
    if answers.confirmed:
        raise CsratingError("--confirm is about a cell of one file", do="Examine that file by itself.")


def _written(one: Examined, form: str, *, everything: bool, width: int | None) -> str:
    if one.report is None:
        return one.error
    if form == ".json":
        return one.report.json()
    if form == ".html":
        return _page(one.report.html())
    lines = one.report.lines(everything=everything)
    return "\n".join(wrapped(line, width=width, indent=_INDENT if line.startswith(" ") else _LABEL) for line in lines) + "\n"


def _page(body: str) -> str:
    head = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>csrating doctor</title></head>\n'
    return f"{head}<body>\n{body}</body></html>\n"


def _give(text: str, out: Path | None) -> None:
    if out is None:
        print(text, end="")
    else:
        replaced_file(out, text.encode())
        print(shown(f"wrote {out}"))


def _folder(folder: Path, examine: Callable[[Path], Report], *, form: str, out: Path | None, everything: bool) -> None:
    """Each file by itself, one line each as it is done, going on after an error."""
    examined = []
    for path in _data_files(folder):
        one = _tried(path, shown(path.relative_to(folder).as_posix()), examine)
        examined.append(one)
        if form == ".txt" or out:
            print(wrapped(_line(one), width=terminal_width(), indent=_INDENT), flush=True)
    if out or form == ".json":
        _give(_together(examined, form, everything=everything), out)
    if told := [*_told(examined, "could not be read", asked=False), *_told(examined, "held back by a question", asked=True)]:
        raise NotReadError("; ".join(told), where=str(folder))


def _told(examined: list[Examined], what: str, *, asked: bool) -> Iterator[str]:
    """'2 of 5 files could not be read: a.csv, b.csv', where there are any."""
    names = [one.name for one in examined if one.why_not and (one.report is not None) is asked]
    if names:
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        yield f"{len(names)} of {len(examined)} files {what}: {', '.join(names[:3])}{more}"


def _data_files(folder: Path) -> list[Path]:
    from csrating.read.registered.sources import DATA_SUFFIXES

    wanted = DATA_SUFFIXES | _PAGES
    found = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in wanted and not path.name.startswith(("~$", "."))]
    files = [path for path in found if path.is_file()]
    if not files:
        endings = ", ".join(sorted(wanted))
        raise CsratingError("the folder holds no file of tables", where=str(folder), expected=f"files that end in one of {endings}")
    return files


def _tried(path: Path, name: str, examine: Callable[[Path], Report]) -> Examined:
    try:
        return Examined(name, examine(path))
    except (CsratingError, OSError) as error:
        return Examined(name, None, " ".join(shown(str(error)).split()))


def _line(one: Examined) -> str:
    if one.report is None:
        return f"{one.name}: NOT READ: {one.error}"
    told = {line.label: line.text for line in one.report.summary}
    areas = f"; {told['areas']}; {told['periods']}" if "areas" in told else ""
    given = [f"{label} {told[label]}" for label in ("figures", "judgements", "neighbours") if told.get(label, "no") != "no"]
    why = f" ({told['not read']})" if not given and not one.why_not and "not read" in told else ""
    held_back = f"NOT {'ALL' if given else 'READ'}: {one.why_not}; " if one.why_not else ""
    return f"{one.name}: {held_back}{'; '.join(given) or 'no figures'}{why}{areas}; findings: {one.report.verdict}"


def _together(examined: list[Examined], form: str, *, everything: bool) -> str:
    if form == ".json":
        reports = [one.report.as_dict() if one.report else None for one in examined]
        told = [{"file": one.name, "error": one.why_not or None, "report": report} for one, report in zip(examined, reports, strict=True)]
        return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if form == ".html":
        from html import escape

        bodies = [one.report.html() if one.report else f"<p>{escape(_line(one))}</p>\n" for one in examined]
        return _page("<hr>\n".join(bodies))
    texts = (_written(one, form, everything=everything, width=None) if one.report else f"{_line(one)}\n" for one in examined)
    return "\n\n".join(texts)
