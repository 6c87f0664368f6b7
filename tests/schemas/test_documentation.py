"""What a shipped schema says of itself is true, and nothing is left unsaid."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from typing import TYPE_CHECKING

import pytest

from wirefmt import Codec, Message, schemas
from wirefmt.ir.diagram import box_diagram
from wirefmt.ir.types import Nested

if TYPE_CHECKING:
    from types import ModuleType

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(schemas.__path__, f"{schemas.__name__}.")
]
CLASSES = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type)
    and issubclass(value, Message)
    and value.__module__ == module.__name__
]

each_class = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__qualname__)


def described(cls: type[Message]) -> str:
    return inspect.cleandoc(cls.__doc__ or "")


def size(cls: type[Message]) -> str:
    sizes = Codec(cls).blueprint.sizes
    bits = sizes.bit_width(Nested(0)) or 0
    if bits % 8:
        return f"{bits} bits"
    least, greatest = sizes.record_minimum(0), sizes.record_maximum(0)
    if least == greatest:
        return f"{least:,} {'byte' if least == 1 else 'bytes'}"
    return f"{least:,} bytes or more" if greatest is None else f"{least:,} to {greatest:,} bytes"


@each_class
def test_diagram_is_that_of_the_layout(cls: type[Message]) -> None:
    diagram = box_diagram(Codec(cls).blueprint, 0)
    assert f"\n::\n\n{textwrap.indent(diagram, '    ')}\n\n" in described(cls)


@each_class
def test_size_is_that_of_the_layout(cls: type[Message]) -> None:
    assert f"\nSize: {size(cls)}.\n" in described(cls)


@each_class
def test_what_is_not_checked_is_said(cls: type[Message]) -> None:
    assert "\nNot checked here: " in described(cls)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_field_says_what_it_means(module: ModuleType) -> None:
    silent = [
        f"{statement.name}.{ast.unparse(field.target)}"
        for statement in ast.parse(inspect.getsource(module)).body
        if isinstance(statement, ast.ClassDef)
        for field, below in zip(statement.body, [*statement.body[1:], None], strict=True)
        if isinstance(field, ast.AnnAssign) and not is_text(below)
    ]
    assert silent == []


def is_text(statement: ast.stmt | None) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case _:
            return False
