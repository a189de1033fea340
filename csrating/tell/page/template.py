"""The templates of the pages."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@cache
def template(name: str) -> Template:
    """A template of the package, in which everything is escaped and nothing may be missing.

    Args:
        name: its file under ``templates``.
    """
    environment = Environment(
        loader=PackageLoader("csrating.tell"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True
    )
    return environment.get_template(name)
