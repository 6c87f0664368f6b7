"""Expressions over the fields of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interp.workbench import U8, Bench, fixed, op, record, this
from wirefmt._interp.evaluate import evaluate
from wirefmt._interp.frame import Frame
from wirefmt._interp.refusal import Refusal
from wirefmt._interp.source import Where
from wirefmt.errors import GivenError, SchemaError
from wirefmt.ir.expressions import (
    Constant,
    Measure,
    OneOf,
    Peek,
    Reference,
    Root,
    Select,
    Unary,
)
from wirefmt.ir.records import Field, Spelled
from wirefmt.ir.types import Data

if TYPE_CHECKING:
    from wirefmt.ir.expressions import Expression

SIX = this("six")


def scope() -> Frame:
    fields = (Field("six", U8), Field("name", Data(fixed(1))), Field("none", U8))
    frame = Frame(record("Box", *fields), Where((), 0), None, {"version": 4})
    for field, value in zip(fields, (6, b"x", None), strict=True):
        frame.learn(field, value, Where((), 0), (0, 0))
    return frame


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (op(SIX, "+", 1), 7),
        (op(SIX, "-", 7), -1),
        (op(SIX, "*", 2), 12),
        (op(-7, "//", 2), -4),
        (op(-7, "%", 2), 1),
        (op(SIX, "<<", 128), 6 << 128),
        (op(SIX, ">>", 1), 3),
        (op(SIX, "&", 3), 2),
        (op(SIX, "|", 1), 7),
        (op(SIX, "^", 2), 4),
        (op(SIX, "==", 6), True),
        (op(SIX, "!=", 6), False),
        (op(SIX, "<", 6), False),
        (op(SIX, "<=", 6), True),
        (op(SIX, ">", 6), False),
        (op(SIX, ">=", 6), True),
        (op(this("name"), "==", 6), False),
        (op(this("name"), "==", b"x"), True),
        (Unary("-", SIX), -6),
        (Unary("~", SIX), -7),
        (Unary("~", op(SIX, "==", 6)), False),
        (OneOf(SIX, (5, 6)), True),
        (Select(op(SIX, "==", 6), Constant("a"), op(1, "//", 0)), "a"),
        (Select(op(SIX, "!=", 6), op(1, "//", 0), Constant("a")), "a"),
        (Reference(("version",), Root.GIVEN), 4),
        (Reference(("version", "real"), Root.GIVEN), 4),
        (Measure("present", "none", "none"), 0),
        (Measure("present", "six", "six"), 1),
        (Measure("count", "none", "none"), 0),
    ],
)
def test_expression_has_its_value(expression: Expression, value: object) -> None:
    assert evaluate(expression, scope()) == value


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        (op(SIX, "//", 0), "division by zero"),
        (op(SIX, "%", 0), "division by zero"),
        (op(SIX, "<<", 129), "a shift by 129, outside 0 to 128"),
        (op(SIX, ">>", -1), "a shift by -1, outside 0 to 128"),
        (op(op(SIX, "<<", 128), "<<", 128), "an arithmetic result has more than 192 bits"),
        (Unary("-", op(1, "<<", 1 << 20)), "a shift by 1048576, outside 0 to 128"),
        (op(this("name"), "+", 1), "a number is needed, not a value of type bytes"),
        (op(this("name"), "<", 1), "bytes and int have no order"),
        (this("none"), "none is read, but it is absent"),
        (op(this("none"), "==", 1), "none is read, but it is absent"),
    ],
)
def test_expression_without_a_value_is_refused(expression: Expression, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        evaluate(expression, scope())
    assert caught.value.reason == reason


def test_given_names() -> None:
    field = Field("size", U8, Spelled(Reference(("version",), Root.GIVEN)))
    bench = Bench(record("Box", field))
    assert bench.encode(bench.make("Box"), {"version": 4}) == b"\4"
    assert bench.decode(b"\4", {"version": 4}) == bench.make("Box")
    for act in (lambda: bench.encode(bench.make("Box")), lambda: bench.decode(b"\4")):
        with pytest.raises(GivenError) as caught:
            act()
        assert caught.value.name == "version"


@pytest.mark.parametrize(
    "expression",
    [
        Reference(("a",), Root.OUTER),
        Reference(("a",), Root.ITEM),
        Peek(U8),
        Measure("extent", "six", "six"),
    ],
)
def test_what_cannot_be_read_here_is_a_schema_error(expression: Expression) -> None:
    with pytest.raises(SchemaError):
        evaluate(expression, scope())
