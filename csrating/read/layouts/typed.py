"""What a TOML file says as records of the vocabulary, each word of the type that its field declares."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from csrating.errors import LayoutError

Record = TypeVar("Record")

WORD, OR_ONE = "word", "or one"
"""In the metadata of a field: the word by which TOML calls it, where it is another; and that one text may stand for a list of one."""
_SHOWN = 60


def record(made: type[Record], entry: object, where: str, **given: Any) -> Record:
    """A record from a table of a TOML file.

    Args:
        made: a dataclass of the vocabulary.
        entry: what the file says.
        where: file, table and entry, for messages.
        given: fields that no word of the entry is for.

    Raises:
        LayoutError: names the word that is unknown, missing, or of the wrong type.
    """
    if not isinstance(entry, Mapping):
        raise LayoutError(f"there is {told(entry)} where a table of words should be", where=where, expected='lines such as word = "..."')
    known = {_word(field): field for field in fields(made) if field.name not in given}  # type: ignore[arg-type]
    need = [word for word, field in known.items() if field.default is MISSING and field.default_factory is MISSING]
    _refuse_unknown(entry, known, need, where)
    types = _types(made)  # type: ignore[arg-type]
    said = {known[word].name: _value(types[known[word].name], one, word, where, known[word].metadata) for word, one in entry.items()}
    return made(**given, **said)


def list_of(made: type[Record], entries: object, word: str, where: str) -> tuple[Record, ...]:
    """The records of entries that are written as [[table.word]].

    Raises:
        LayoutError: it is no list of such entries, or one of them is wrong.
    """
    if not isinstance(entries, list):
        raise LayoutError(f"{word!r} is {told(entries)}", where=where, expected=f"entries that are each headed [[table.{word}]]")
    return tuple(record(made, entry, f"{where}, [[table.{word}]] number {number}") for number, entry in enumerate(entries, start=1))


def texts(entry: object, word: str, where: str) -> dict[str, str]:
    """Texts by texts: "what" = "why".

    Raises:
        LayoutError: it is none of this kind.
    """
    if not isinstance(entry, Mapping):
        raise LayoutError(f"{word!r} is {told(entry)}", where=where, expected='a table of words, each with a text: "..." = "..."')
    for what, said in entry.items():
        if not isinstance(said, str):
            raise LayoutError(f"{what!r} in {word!r} is {told(said)}", where=where, expected=f'a text in quotes: "{what}" = "..."')
    return dict(entry)


def one_of(word: object, words: Iterable[object], what: str, where: str) -> None:
    """Raise a LayoutError where a word is none of those that are known."""
    known = tuple(words)
    if isinstance(word, bool) or word not in known:
        raise LayoutError(f"{what} {word!r} is not known", where=where, expected=f"one of {', '.join(map(str, known))}")


def told(said: object) -> str:
    """A value of a TOML file, as a message calls it.

    >>> told(True), told("yes"), told([1]), told(5), told({})
    ('a truth value (true)', "the text 'yes'", 'a list', 'the number 5', 'a table of words')
    """
    if isinstance(said, bool):
        return f"a truth value ({str(said).lower()})"
    if isinstance(said, str):
        return f"the text {said if len(said) <= _SHOWN else said[:_SHOWN] + '...'!r}"
    if isinstance(said, date | datetime | time):
        return f"a date or time ({said})"
    if isinstance(said, list):
        return "a list"
    return "a table of words" if isinstance(said, Mapping) else f"the number {str(said)[:_SHOWN]}"


@cache
def _types(made: type) -> dict[str, Any]:
    return get_type_hints(made)


def _word(field: Field[Any]) -> str:
    return str(field.metadata.get(WORD, field.name))


def _refuse_unknown(entry: Mapping[str, object], known: Iterable[str], need: Iterable[str], where: str) -> None:
    unknown = [word for word in entry if word not in known]
    missing = [word for word in need if word not in entry]
    if unknown or missing:
        found = [f"{word!r} is not known" for word in unknown] + [f"{word!r} is missing" for word in missing]
        near = next((near[0] for word in unknown if (near := get_close_matches(word, list(known), n=1))), "")
        do = f"Is {near!r} meant?" if near else ""
        raise LayoutError(", ".join(found), where=where, expected=f"words from {', '.join(known)}", do=do)


def _value(kind: Any, said: object, word: str, where: str, metadata: Mapping[str, Any]) -> Any:
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        one_of(said, inside, word, where)
        return said
    if NoneType in inside:
        return _value(next(one for one in inside if one is not NoneType), said, word, where, metadata)
    if origin is tuple:
        if is_dataclass(inside[0]):
            return list_of(inside[0], said, word, where)  # type: ignore[arg-type]
        return _words(said, word, where, metadata)
    if origin is not None and issubclass(origin, Mapping):
        return texts(said, word, where) if inside[1] is str else _by_role(said, word, where)
    if is_dataclass(kind):
        return record(kind, said, f"{where}, [table.{word}]")  # type: ignore[arg-type]
    return _plain(kind, said, word, where)


def _words(said: object, word: str, where: str, metadata: Mapping[str, Any]) -> tuple[str, ...]:
    if OR_ONE in metadata and isinstance(said, str):
        return (said,)
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise LayoutError(f"{word!r} is not a list of words", where=where, expected=f'{word} = ["..."]')
    return tuple(said)


def _by_role(said: object, word: str, where: str) -> dict[str, dict[str, str]]:
    if not isinstance(said, Mapping):
        raise LayoutError(f"{word!r} is {told(said)}", where=where, expected=f"tables that are each headed [table.{word}.ROLE]")
    return {role: texts(some, f"{word}.{role}", where) for role, some in said.items()}


def _plain(kind: Any, said: object, word: str, where: str) -> Any:
    if kind is str and isinstance(said, str):
        return said
    if kind is bool and isinstance(said, bool):
        return said
    if kind is int and isinstance(said, int) and not isinstance(said, bool):
        return said
    if kind is float and isinstance(said, int | float) and not isinstance(said, bool) and _is_finite(said):
        return float(said)
    expected = {
        str: f'a text in quotes: {word} = "..."',
        bool: f"true or false, without quotes: {word} = true",
        int: f"a whole number without quotes: {word} = 2",
        float: f"a number without quotes: {word} = 100",
    }
    raise LayoutError(f"{word!r} is {told(said)}", where=where, expected=expected[kind])


def _is_finite(said: float) -> bool:
    try:
        return math.isfinite(said)
    except OverflowError:
        return False
