"""The front door: locks that hold every hash and no address, honest lower bounds, and a wheel with its registers in it."""

from __future__ import annotations

import importlib
import re
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

RUNTIME, DEVELOPMENT, LOWEST = "requirements.lock", "requirements-development.lock", "requirements-lowest.lock"
LOCKS = (RUNTIME, DEVELOPMENT, LOWEST)
ADDRESS = re.compile(r"://|^\s*-(?!-hash=)|\s--(?!hash=)|\s@\s|^\s*[./~]|(?<!\w)file:", re.M)


@dataclass(frozen=True)
class Pin:
    """One line of a lock: exactly one version, for all machines or for those that the marker names."""

    name: str
    version: Version
    hashes: tuple[str, ...]
    everywhere: bool


def pins(lock: str) -> list[Pin]:
    """The pins of a lock's text."""
    found = []
    for entry in lock.replace("\\\n", " ").splitlines():
        if entry.strip() and not entry.lstrip().startswith(("#", "-")):
            requirement = Requirement(entry.split("--hash")[0].strip())
            (only,) = requirement.specifier
            hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry))
            found.append(Pin(canonicalize_name(requirement.name), Version(only.version), hashes, requirement.marker is None))
    return found


def unhashed(lock: str) -> list[str]:
    return [pin.name for pin in pins(lock) if not pin.hashes]


def outside(declared: list[Requirement], lock: str) -> list[str]:
    """The declared dependencies that the lock does not hold, or holds at a version which the declaration refuses."""
    held = {pin.name: pin.version for pin in pins(lock)}
    return [str(want) for want in declared if (version := held.get(canonicalize_name(want.name))) is None or version not in want.specifier]


def lower_bound(requirement: Requirement) -> Version:
    (bound,) = [Version(part.version) for part in requirement.specifier if part.operator == ">="]
    return bound


def above_lowest(declared: list[Requirement], lock: str) -> list[str]:
    """The declared dependencies which the lock holds, on every machine that it names, at another version than their lower bound."""
    held: dict[str, set[Version]] = {}
    for pin in pins(lock):
        held.setdefault(pin.name, set()).add(pin.version)
    return [str(want) for want in declared if lower_bound(want) not in held.get(canonicalize_name(want.name), set())]


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, Any]:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def runtime(project: dict[str, Any]) -> list[Requirement]:
    return [Requirement(text) for text in project["project"]["dependencies"] + project["build-system"]["requires"]]


@pytest.fixture(scope="module")
def everything(project: dict[str, Any], runtime: list[Requirement]) -> list[Requirement]:
    lists = [*project["project"]["optional-dependencies"].values(), *project["dependency-groups"].values()]
    return runtime + [Requirement(text) for texts in lists for text in texts if isinstance(text, str)]


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    (built,) = WheelBuilder(str(repository)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return zipfile.ZipFile(built)


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(repository: Path, name: str) -> None:
    lock = (repository / name).read_text(encoding="utf-8")
    assert len(pins(lock)) > 20
    assert unhashed(lock) == []


def test_a_pin_without_a_hash_is_found() -> None:
    assert unhashed(f"numpy==2.4.6 \\\n    --hash=sha256:{'0' * 64}\npandas==3.1.1\n") == ["pandas"]


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_in_a_lock(repository: Path, name: str) -> None:
    assert ADDRESS.findall((repository / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--extra-index-url packages.example",
        "-i packages.example",
        "--find-links wheels",
        "-e .",
        "./wheels/numpy.whl",
        "/wheels/numpy.whl",
        "numpy @ file:wheels/numpy.whl",
        "numpy==2.4.6 --no-binary",
    ],
)
def test_an_address_in_a_lock_is_found(line: str) -> None:
    assert ADDRESS.search(f"pandas==3.1.1 \\\n    --hash=sha256:{'0' * 64}\n{line}\n")


def test_the_locks_hold_all_that_is_declared(repository: Path, runtime: list[Requirement], everything: list[Requirement]) -> None:
    for name in LOCKS:
        declared = runtime if name == RUNTIME else everything
        assert outside(declared, (repository / name).read_text(encoding="utf-8")) == [], name


def test_a_dependency_that_no_lock_holds_is_found(repository: Path, runtime: list[Requirement]) -> None:
    lock = (repository / RUNTIME).read_text(encoding="utf-8")
    absent, newer = Requirement("attrs>=25"), Requirement("pandas>=99")
    assert outside([*runtime, absent, newer], lock) == ["attrs>=25", "pandas>=99"]


def test_a_tool_sees_the_versions_that_the_ratings_are_made_with(repository: Path) -> None:
    made_with = {(pin.name, pin.version) for pin in pins((repository / RUNTIME).read_text(encoding="utf-8"))}
    seen = {(pin.name, pin.version) for pin in pins((repository / DEVELOPMENT).read_text(encoding="utf-8"))}
    assert made_with - seen == set()


def test_the_lowest_lock_is_of_the_lowest_declared_versions(repository: Path, everything: list[Requirement]) -> None:
    assert above_lowest(everything, (repository / LOWEST).read_text(encoding="utf-8")) == []


def test_a_bound_lower_than_what_is_tried_is_found(repository: Path, everything: list[Requirement]) -> None:
    assert above_lowest([*everything, Requirement("pandas>=2.0")], (repository / LOWEST).read_text(encoding="utf-8")) == ["pandas>=2.0"]


def test_what_builds_the_package_is_what_the_locks_hold(project: dict[str, Any]) -> None:
    assert project["dependency-groups"]["building"] == project["build-system"]["requires"]


def test_the_wheel_holds_the_whole_package(repository: Path, wheel: zipfile.ZipFile) -> None:
    package = repository / "csrating"
    files = {path.relative_to(repository).as_posix() for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert "csrating/py.typed" in files
    assert {name for name in wheel.namelist() if name.startswith("csrating/")} == files


def test_the_command_that_the_wheel_installs_is_there(project: dict[str, Any], wheel: zipfile.ZipFile) -> None:
    (entry_points,) = [name for name in wheel.namelist() if name.endswith("/entry_points.txt")]
    assert "csrating = csrating.cli:main" in wheel.read(entry_points).decode()
    assert callable(importlib.import_module("csrating.cli").main)


def test_the_changelog_speaks_of_this_version(repository: Path, project: dict[str, Any]) -> None:
    headings = re.findall(r"^## \[(.+?)\]", (repository / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert headings[0] == project["project"]["version"]
