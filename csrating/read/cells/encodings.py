"""The text of a file, where there is one way to read its bytes; where there are more, or none, the file is refused."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

from csrating.errors import CONTROL, SourceError

_MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAVE = "Save it as UTF-8, or say how it is encoded."


@dataclass(frozen=True)
class Decoded:
    """Text, how it was encoded, and what the reader should know of that."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decoded(file: str, content: bytes, *, encoding: str | None = None) -> Decoded:
    r"""The text of a file.

    Args:
        file: its name, for the message.
        content: its bytes.
        encoding: how the text is encoded, where somebody has said so. Without it: by its mark, as UTF-8, or as Windows-1252 where it holds
            no sequence of bytes that UTF-8 could have written.

    Raises:
        SourceError: the bytes are not of that encoding, it is not certain which they are of, or they are not text; with line and byte.

    >>> decoded("f.csv", "2008–2009".encode("cp1252"))
    Decoded(text='2008–2009', encoding='cp1252', notes=('the text is not UTF-8 and is read as Windows-1252',))
    >>> decoded("f.csv", "2008–2009".encode() + b" \x96")
    Traceback (most recent call last):
    ...
    csrating.errors.SourceError: f.csv: the text mixes UTF-8 with another encoding: byte 0x96 on line 1 is not UTF-8; expected one encoding.
    Save it as UTF-8, or say how it is encoded.
    """
    found = Decoded(_decode(file, content, encoding), encoding) if encoding else _by_content(file, content)
    _refuse_control(file, found)
    if "\ufffd" in found.text:
        lost = found.text.count("\ufffd")
        return Decoded(found.text, found.encoding, (*found.notes, f"characters lost before publication ({lost}) stand as \ufffd"))
    return found


def _by_content(file: str, content: bytes) -> Decoded:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Decoded(_decode(file, content, name), name)
    if b"\0" in content:
        found = f"the file holds a NUL byte {_on_line(content, content.index(0))}"
        raise SourceError(found, where=file, expected="text; UTF-16 has a mark at its start", do=_SAVE)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _as_windows(file, content, error.start)


def _as_windows(file: str, content: bytes, wrong: int) -> Decoded:
    where = f"byte {content[wrong]:#04x} {_on_line(content, wrong)} is not UTF-8"
    if _MULTIBYTE.search(content):
        raise SourceError(f"the text mixes UTF-8 with another encoding: {where}", where=file, expected="one encoding", do=_SAVE)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        found = f"{where}, and byte {content[error.start]:#04x} {_on_line(content, error.start)} is not Windows-1252"
        raise SourceError(found, where=file, expected="text in one of them", do=_SAVE) from error
    return Decoded(text, "cp1252", ("the text is not UTF-8 and is read as Windows-1252",))


def _decode(file: str, content: bytes, encoding: str) -> str:
    if b"\0" in content and not encoding.lower().replace("_", "-").startswith("utf-16"):
        raise SourceError(f"the file holds a NUL byte {_on_line(content, content.index(0))}", where=file, expected=f"{encoding} text")
    if encoding.lower() in ("utf-8-sig", "utf_8_sig"):
        content = content.removeprefix(BOM_UTF8)  # the places of wrong bytes would be counted from after the mark
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"byte {content[error.start]:#04x} {_on_line(content, error.start)} is not {encoding} text"
        raise SourceError(found, where=file, do="State the right encoding in the layout.") from error
    except LookupError as error:
        raise SourceError(f"there is no encoding {encoding!r}", where=file, expected="a name such as utf-8 or cp1252") from error


def _on_line(content: bytes, place: int) -> str:
    line = content.count(b"\n", 0, place) + 1
    return f"on line {line}"


def _refuse_control(file: str, found: Decoded) -> None:
    sign = CONTROL.search(found.text)
    if sign:
        line = found.text.count("\n", 0, sign.start()) + 1
        name = "NUL character" if sign[0] == "\0" else f"control character {ord(sign[0]):#04x}"
        raise SourceError(f"the file holds a {name} on line {line}", where=file, expected="text", do="Fetch the file again.")
