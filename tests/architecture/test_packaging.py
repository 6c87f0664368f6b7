"""What is installed is what is in the checkout, and nothing is there twice."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from architecture.outside import run_outside
from architecture.tree import LIBRARY, ROOT

if TYPE_CHECKING:
    from pathlib import Path

Census = dict[str, list[tuple[str, str]]]

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

CENSUS = """
import importlib, json, os, pkgutil, sys
import wirefmt

found = {module.name for module in pkgutil.walk_packages(wirefmt.__path__, "wirefmt.")}
names = {"wirefmt", "wirefmt.schemas", *found} - {"wirefmt.__main__"}
modules = [importlib.import_module(name) for name in sorted(names)]

files = [
    [module.__name__, os.path.realpath(module.__file__)]
    for module in list(sys.modules.values())
    if getattr(module, "__file__", None)
]

def is_itself(value):
    home = sys.modules[value.__module__]
    return getattr(home, value.__qualname__, None) is value and home in modules

strays = [
    [module.__name__, f"{value.__module__}.{value.__qualname__}"]
    for module in modules
    for value in vars(module).values()
    if isinstance(value, type) and value.__module__.startswith(("wirefmt", "schemas"))
    and not is_itself(value)
]

missing = [
    [module.__name__, name]
    for module in modules
    for name in getattr(module, "__all__", ())
    if not hasattr(module, name)
]

print(json.dumps({"files": files, "strays": strays, "missing": missing}))
"""
"""Import all of wirefmt; print the file of every module, the classes whose name leads elsewhere,
and the names that are promised and not there."""


@pytest.fixture(scope="module")
def census(tmp_path_factory: pytest.TempPathFactory) -> Census:
    printed = run_outside(tmp_path_factory.mktemp("outside"), CENSUS)
    result: Census = json.loads(printed)
    return result


def test_every_package_is_listed() -> None:
    packages = {
        module.name if module.path.name == "__init__.py" else module.name.rpartition(".")[0]
        for module in LIBRARY
    }
    assert PROJECT["tool"]["setuptools"]["packages"] == sorted(packages)


def test_every_package_has_an_init() -> None:
    folders = {module.path.parent for module in LIBRARY}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_schemas_in_the_package_is_a_relative_link() -> None:
    """Type checkers find wirefmt.schemas by it."""
    link = ROOT / "wirefmt" / "schemas"
    assert link.readlink().as_posix() == "../schemas"


def test_types_are_announced() -> None:
    assert (ROOT / "wirefmt" / "py.typed").exists()
    assert "py.typed" in PROJECT["tool"]["setuptools"]["package-data"]["wirefmt"]


def test_no_file_is_two_modules(census: Census) -> None:
    ours = {name: file for name, file in census["files"] if name.partition(".")[0] == "wirefmt"}
    assert set(ours) == {module.name for module in LIBRARY} - {"wirefmt.__main__"}
    assert sorted(file for _, file in census["files"] if file in ours.values()) == sorted(
        ours.values()
    )


def test_no_class_exists_twice(census: Census) -> None:
    assert census["strays"] == []


def test_what_all_promises_is_there(census: Census) -> None:
    assert census["missing"] == []


def test_schemas_has_no_second_name(tmp_path: Path) -> None:
    script = "import importlib.util; print(importlib.util.find_spec('schemas'))"
    assert run_outside(tmp_path, script).strip() == "None"


def test_every_schema_is_imported_from_outside(tmp_path: Path) -> None:
    names = [module.name for module in LIBRARY if module.name.startswith("wirefmt.schemas")]
    run_outside(tmp_path, "\n".join(f"import {name}" for name in ["wirefmt", *names]))
