"""A .docx file with the same bytes each time."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

WRITTEN = datetime(1980, 1, 1, tzinfo=UTC)
"""The date that the file says it was made and changed on: a fixed one, so that the same letter has the same bytes."""


def steady(content: bytes) -> bytes:
    """The same parts in the same order, without the dates at which they were packed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for name in packed.namelist():
            part = ZipInfo(name, date_time=WRITTEN.timetuple()[:6])
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            made.writestr(part, packed.read(name))
    return buffer.getvalue()
