"""The source tree as the architecture tests see it: every module found, read and parsed, none run.

Nothing is listed by name, so that a new module is under every rule from its first day.
"""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LIBRARY", "ROOT", "Import", "Module", "exported", "imports", "modules", "within"]

ROOT = Path(__file__).parents[2]

_PACKAGES = {"wirefmt": "wirefmt", "schemas": "wirefmt.schemas", "tests": "tests", "bench": "bench"}
"""The folders of the checkout that hold Python, and the name that each is imported by."""


class Module(NamedTuple):
    """A source file, its dotted name and its syntax tree."""

    name: str
    path: Path
    source: str
    tree: ast.Module

    @property
    def place(self) -> str:
        """The path from the top of the checkout, for messages."""
        return self.path.relative_to(ROOT).as_posix()


class Import(NamedTuple):
    """What one import asks for: a module, or a name in it that is no module of ours."""

    module: str
    name: str | None
    line: int

    @property
    def distribution(self) -> str:
        """The first part of the name, which tells whose module it is."""
        return self.module.partition(".")[0]


def modules(*folders: str) -> list[Module]:
    """Return every module below these folders of the checkout, in order of their paths."""
    found: list[Module] = []
    for folder in folders:
        for place, _, names in os.walk(ROOT / folder):  # does not follow the link wirefmt/schemas
            paths = [Path(place, name) for name in names if name.endswith(".py")]
            found += [_read(path, folder) for path in paths]
    return sorted(found, key=lambda module: module.path)


def within(name: str, *packages: str) -> bool:
    """Tell whether a module is one of these, or inside one."""
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


def imports(module: Module) -> Iterator[Import]:
    """Yield every import in a module: at its top, in a function, or for type checkers alone."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, None, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.place}:{node.lineno}: a relative import"
            source = node.module or ""
            for alias in node.names:
                if f"{source}.{alias.name}" in _NAMES:
                    yield Import(f"{source}.{alias.name}", None, node.lineno)
                else:
                    yield Import(source, alias.name, node.lineno)


def exported(module: Module) -> list[str] | None:
    """Return what a module's `__all__` says, or None where it has none."""
    for node in module.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name("__all__")], value=ast.List() | ast.Tuple() as value):
                names = ast.literal_eval(value)
                assert all(isinstance(name, str) for name in names), f"{module.place}: __all__"
                return list(names)
            case _:
                pass
    return None


def _read(path: Path, folder: str) -> Module:
    parts = path.relative_to(ROOT / folder).with_suffix("").parts
    name = ".".join([_PACKAGES[folder], *parts]).removesuffix(".__init__")
    source = path.read_text(encoding="utf-8")
    return Module(name, path, source, ast.parse(source, filename=str(path)))


LIBRARY = modules("wirefmt", "schemas")
_NAMES = {module.name for module in LIBRARY}
