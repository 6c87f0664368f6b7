"""The table of the vocabulary tells the truth, and leaves nothing out."""

from __future__ import annotations

import ast
import inspect
import typing
from functools import cache

import pytest

import wirefmt
from strangers import CHECKOUT
from vocabulary import ROWS, Row
from wirefmt import WirefmtError
from wirefmt._schema.meta import MessageMeta, StructOptions

TESTS = CHECKOUT / "tests"

EVERY_WAY = {"check_message", "check_faulty", "check_encode_error", "expect"}
"""What tries both engines, and streams at every cut."""

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.item)


@cache
def functions(file: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((TESTS / f"{file}.py").read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def called(function: ast.FunctionDef) -> set[str]:
    """Return the names that a test calls, and the fixtures that it asks for."""
    names = {
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return names | {argument.arg for argument in function.args.args}


@each_row
def test_tests_of_a_row_exist(row: Row) -> None:
    for test in row.tests.split():
        file, _, name = test.partition("::")
        assert name in functions(file), test


@each_row
def test_row_is_tried_on_every_engine_and_on_streams(row: Row) -> None:
    if not row.on_bytes:
        return
    ways: set[str] = set()
    for test in row.tests.split():
        file, _, name = test.partition("::")
        ways |= called(functions(file)[name])
    assert ways & {*EVERY_WAY, "engine"}


def test_every_public_name_has_a_row() -> None:
    named = {word for row in ROWS for word in row.words.split()}
    errors = {name for name, value in vars(wirefmt).items() if is_error(value)}
    assert set(wirefmt.__all__) - errors - named == set()


def test_every_keyword_of_a_class_has_a_row() -> None:
    named = {word for row in ROWS for word in row.words.split()}
    parameters = inspect.signature(MessageMeta.__new__).parameters.values()
    keywords = {each.name for each in parameters if each.kind is each.KEYWORD_ONLY}
    assert keywords - typing.get_type_hints(StructOptions).keys()
    assert {f"{name}=" for name in keywords} - named == set()


def test_every_word_of_the_table_is_one() -> None:
    keywords = {word for row in ROWS for word in row.words.split() if word.endswith("=")}
    names = {word for row in ROWS for word in row.words.split()} - keywords
    assert names <= set(wirefmt.__all__)


def is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, WirefmtError)
