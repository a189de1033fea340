"""Files of tables as bytes, built by code: see files.py."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def files() -> ModuleType:
    """What builds files of every kind, sound and hostile."""
    spec = importlib.util.spec_from_file_location("files", Path(__file__).with_name("files.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
