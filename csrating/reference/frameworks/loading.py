"""Read frameworks: those that the package carries by name, and those of a file of one's own."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from csrating.errors import ReferenceDataError
from csrating.reference.frameworks.fits import Place
from csrating.reference.frameworks.form import form
from csrating.reference.frameworks.model import Framework, ProportionWord, Rule, SettingType


def framework(name: str | Path | Framework = "2009") -> Framework:
    """The framework of that name, or the one in a TOML file of the same form.

    Args:
        name: the year of a framework that the package carries, the path of a file of your own, or a framework, which is returned as it is.

    Raises:
        ReferenceDataError: there is no such framework, its file breaks the form (the message names the rule, what it is and what was
            expected), or a file of your own calls itself by the name of a framework that the package carries and says something else.

    >>> framework("2009").rule("limits.priority_action").evidence
    'S'
    """
    if isinstance(name, Framework):
        return name
    asked: object = name
    if not isinstance(asked, str | Path):
        found = f"a framework was asked for by something of the kind {type(asked).__name__}"
        raise ReferenceDataError(found, expected=f"its name as text, one of: {_known()}", do=_OR_PATH)
    path = Path(asked)
    if path.suffix.lower() == ".toml":
        return _own_name(_from_text(_read(path), str(path)), str(path))
    return _carried(str(asked))


def framework_names() -> tuple[str, ...]:
    """The names of the frameworks that the package carries.

    >>> framework_names()
    ('2009', '2010', '2011', '2025')
    """
    return tuple(sorted(_folder()))


def framework_file(name: str) -> str:
    """What the file of a framework that the package carries holds, to be copied and changed.

    Raises:
        ReferenceDataError: the package carries no framework of that name.

    >>> framework_file("2010").splitlines()[0]
    '# The framework of 2010: every rule, threshold, weight and word, each with its evidence mark and why it stands as it does.'
    """
    if name not in _folder():
        raise ReferenceDataError(f"the package carries no framework {name!r}", expected=f"one of: {_known()}")
    return str(_folder()[name].read_text(encoding="utf-8"))


def framework_text(name: str | Path) -> str:
    """What the file of a framework holds: of one that the package carries, or of a .toml of your own.

    Raises:
        ReferenceDataError: there is no such framework, or its file cannot be read.

    >>> framework_text("2009") == framework_file("2009")
    True
    """
    path = Path(name)
    return _read(path) if path.suffix.lower() == ".toml" else framework_file(str(name))


def framework_as_kept(text: str, where: str) -> Framework:
    """The framework of a run that was kept: by what its rules were then, whatever the framework of that name says today.

    Args:
        text: what the file of the framework held.
        where: the file that an error names.

    Raises:
        ReferenceDataError: the text breaks the form of a framework, which may have changed since.
    """
    return _from_text(text, where)


def framework_copy(name: str, *, called: str) -> str:
    """What the file of a framework that the package carries holds, under another name: to be written to a file and changed there.

    Args:
        name: of a framework that the package carries.
        called: the name of the copy, which then stands on every output.

    Raises:
        ReferenceDataError: there is no such framework, or the name of the copy is no words on one line.

    >>> [line for line in framework_copy("2009", called="2009 strict").splitlines() if line.startswith("name =")][0]
    'name = "2009 strict"'
    """
    written = json.dumps(called, ensure_ascii=False)
    text = re.sub(r"^name = .*$", lambda _: f"name = {written}", framework_file(name), count=1, flags=re.MULTILINE)
    _from_text(text, f"the copy of {name}")
    return text


_OR_PATH = "Or pass the path of a .toml file."


def _folder() -> dict[str, Any]:
    """The frameworks that the package carries, by name."""
    entries = files("csrating.reference.frameworks").iterdir()
    return {entry.name.removesuffix(".toml"): entry for entry in entries if entry.name.endswith(".toml")}


def _known() -> str:
    return ", ".join(framework_names())


@cache
def _carried(name: str) -> Framework:
    if name not in _folder():
        raise ReferenceDataError(f"there is no framework {name!r}", expected=f"one of: {_known()}", do=_OR_PATH)
    return _from_text(_folder()[name].read_text(encoding="utf-8"), f"{name}.toml")


def _own_name(made: Framework, where: str) -> Framework:
    """The same framework, unless its name, which stands on every output, is that of another one."""
    for name in _folder():
        if made.name.casefold() == name.casefold() and made != _carried(name):
            raise ReferenceDataError(
                f"name is {made.name!r}, but its rules are not those of the framework {name} that the package carries",
                where=where,
                expected="a name of its own, which then stands on every output",
                do=f'Call it something else, such as name = "{name} changed".',
            )
    return made


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReferenceDataError(f"the framework cannot be read ({error.strerror})", where=str(path)) from error
    except ValueError as error:
        raise ReferenceDataError("the framework is not text in UTF-8", where=str(path)) from error


def _from_text(text: str, where: str) -> Framework:
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReferenceDataError(f"the framework is not TOML ({error})", where=where) from error
    form()(data, Place(where))
    return Framework(
        name=data["name"],
        title=data["title"],
        rules=_rules(data),
        setting_types=tuple(SettingType(**row) for row in data["setting_types"]),
        proportion_words=tuple(ProportionWord(**row) for row in data["proportion_words"]),
        registers=data.get("registers", "2009"),
    )


def _rules(data: dict[str, Any]) -> dict[str, Rule]:
    """The rules of all groups by dotted name, in the order of the file."""
    groups = {group: entries for group, entries in data.items() if isinstance(entries, dict)}
    today = data.get("registers", "2009") != "2009"
    named = {f"{group}.{key}": entry for group, entries in groups.items() for key, entry in entries.items()}
    return {name: Rule(name, **entry, is_of_today=today) for name, entry in named.items()}
