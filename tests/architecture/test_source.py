"""The shape of the source: sizes, docstrings, `__all__`, and the one `exec`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from architecture.tree import LIBRARY, Module, exported, modules

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULE_LINES = 500
FUNCTION_LINES = 60

EVERYTHING = [*LIBRARY, *modules("tests", "bench")]


def each(group: list[Module]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("module", group, ids=lambda module: module.place)


@each(EVERYTHING)
def test_module_is_short_enough_to_read(module: Module) -> None:
    assert len(module.source.splitlines()) <= MODULE_LINES


@each(EVERYTHING)
def test_functions_are_short_enough_to_see(module: Module) -> None:
    sizes = {
        f"{node.name}, line {node.lineno}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {where: size for where, size in sizes.items() if size > FUNCTION_LINES} == {}


@each(LIBRARY)
def test_module_has_a_docstring(module: Module) -> None:
    assert ast.get_docstring(module.tree)


@each([module for module in LIBRARY if module.name != "wirefmt.__main__"])
def test_all_names_every_public_definition(module: Module) -> None:
    defined = {
        node.name
        for node in module.tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    }
    names = exported(module)
    if names is None:
        assert len(module.tree.body) <= 1, "no __all__ in a module that holds more than a docstring"
        return
    assert defined - set(names) == set()
    assert len(names) == len(set(names))


@each([module for module in LIBRARY if "._" not in module.name])
def test_public_names_are_documented(module: Module) -> None:
    documented = set(_documented(module))
    ours = set(_defined(module))
    assert (set(exported(module) or ()) & ours) - documented == set()


def test_exec_stands_in_one_place() -> None:
    build = "wirefmt/_codegen/build.py"
    expected = [build] if any(module.place == build for module in LIBRARY) else []
    assert [place for place, _ in _calls(LIBRARY, "exec")] == expected


def test_eval_stands_nowhere() -> None:
    assert list(_calls([*LIBRARY, *modules("bench")], "eval")) == []


def _calls(group: list[Module], function: str) -> Iterator[tuple[str, int]]:
    """Yield where a builtin is named, called or not, under `builtins` or bare."""
    for module in group:
        for node in ast.walk(module.tree):
            match node:
                case ast.Name(id=name, ctx=ast.Load()) if name == function:
                    yield module.place, node.lineno
                case ast.Attribute(value=ast.Name("builtins"), attr=name) if name == function:
                    yield module.place, node.lineno
                case _:
                    pass


def _defined(module: Module) -> Iterator[str]:
    for node in module.tree.body:
        yield from _bound(node)


def _documented(module: Module) -> Iterator[str]:
    """Yield the names that a module documents.

    A class or function has a docstring. A constant has a string below it, or a comment on its line
    or above the unbroken block of lines in which it stands, or is named in the module's docstring.
    """
    words = set(re.findall(r"\w+", ast.get_docstring(module.tree) or ""))
    body = module.tree.body
    lines = module.source.splitlines()
    for node, below in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if ast.get_docstring(node):
                yield node.name
            continue
        match below:
            case ast.Expr(value=ast.Constant(value=str())):
                yield from _bound(node)
            case _ if _has_comment(lines, node):
                yield from _bound(node)
            case _:
                yield from words & set(_bound(node))


def _bound(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement defines; what it imports is documented at home."""
    match node:
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            yield node.name
        case ast.Assign():
            for target in node.targets:
                yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))
        case ast.AnnAssign(target=ast.Name(name)):
            yield name
        case ast.If() | ast.Try():
            for inner in node.body:
                yield from _bound(inner)
        case _:
            pass


def _has_comment(lines: list[str], node: ast.stmt) -> bool:
    if "  #" in lines[(node.end_lineno or node.lineno) - 1]:
        return True
    above = node.lineno - 2
    while above >= 0 and lines[above].strip():
        if lines[above].startswith("#"):
            return True
        above -= 1
    return False
