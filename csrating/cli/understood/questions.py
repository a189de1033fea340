"""What is told of open questions: each with its answer, and one command line that answers them all."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from csrating.cli.understood.words import cell
from csrating.errors import brief

if TYPE_CHECKING:
    from csrating.read import Question, Reading

_PERIOD = "--period PERIOD"
_MOST_OF_AN_ANSWER = 600


def each_question(reading: Reading) -> list[str]:
    """Every question, where it arose, and how to answer it."""
    return [
        f"{brief(one.asks)}? ({cell(one.where)}) Answer with {brief(one.answer, most=_MOST_OF_AN_ANSWER)}."
        for one in dict.fromkeys(reading.questions)
    ]


def questions_told(reading: Reading) -> str:
    """The first question that has to be answered before the rest is read, as a sentence, and how many more there are."""
    first, *others = dict.fromkeys(reading.questions)
    more = f"; {len(others)} more {'question is' if len(others) == 1 else 'questions are'} listed above" if others else ""
    answer = brief(first.answer, most=_MOST_OF_AN_ANSWER)
    return f"it is not sure {brief(first.asks)} ({brief(first.where)}; answer with {answer}){more}"


def command_told(reading: Reading, given: Sequence[str]) -> list[str]:
    """One command line that answers all questions at once, with words in capitals where only the reader knows the answer.

    Args:
        reading: one with questions.
        given: the words of the command line so far, without the name of the program.
    """
    options, command = options_of(reading.questions), shlex.join(["csrating", *given])
    asked = [one for one in dict.fromkeys(reading.questions) if not one.options]
    but = f", but for {len(asked)} that no option answers" if asked else ""
    passed = " ".join(brief(one) for one in options)
    told = ["", f"to answer all at once{but}", f"  {command} {passed}"] if options else []
    others = sheets_without_questions(reading)
    if others:
        told += ["", "to read the other sheets alone", f"  {command} {shlex.join(word for name in others for word in ('--sheet', name))}"]
    return told


def sheets_without_questions(reading: Reading) -> list[str]:
    """The sheets that gave something and about which nothing is asked."""
    asked = {_sheet(one) for one in reading.questions}
    gave = dict.fromkeys(sheet.strip() for sheet in reading.fates.loc[reading.fates["fate"] == "kept", "sheet"])
    return [name for name in gave if name not in asked]


def options_of(questions: Sequence[Question]) -> list[str]:
    """The options that answer some questions, each once; where several sheets lack a period, one for each of them."""
    sheets = list(dict.fromkeys(_sheet(one) for one in questions if _PERIOD in one.options))
    options: dict[str, None] = {}
    for one in questions:
        for passed in one.options:
            own = passed == _PERIOD and len(sheets) > 1
            options[f"--period {shlex.quote(f'{_sheet(one)}=PERIOD')}" if own else passed] = None
    return list(options)


def _sheet(one: Question) -> str:
    return one.about.split("#", 1)[-1].strip()
