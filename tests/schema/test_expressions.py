"""Expressions: what is written gives one node, and reads back as it was written."""

from __future__ import annotations

import copy
import pickle
from enum import Enum, IntEnum
from typing import Any

import pytest

import wirefmt as w
from wirefmt import SchemaError, given, one_of, select, this
from wirefmt._schema.expressions import Expression, Span, item, outer
from wirefmt.ir.expressions import (
    Binary,
    Constant,
    Measure,
    OneOf,
    Reference,
    Root,
    Select,
    Unary,
)


class Kind(IntEnum):
    PING = 6


class Magic(Enum):
    PNG = b"\x89PNG"


A, B = Reference(("a",)), Reference(("b",))

EXPRESSIONS: dict[str, tuple[Expression, object]] = {
    "this.a": (this.a, A),
    "this.a.b": (this.a.b, Reference(("a", "b"))),
    "this.class_": (this.class_, Reference(("class_",))),
    "given.version": (given.version, Reference(("version",), Root.GIVEN)),
    "outer.length": (outer.length, Reference(("length",), Root.OUTER)),
    "item.kind": (item.kind, Reference(("kind",), Root.ITEM)),
    "this.a == 1": (this.a == 1, Binary("==", A, Constant(1))),
    "this.a != 1": (this.a != 1, Binary("!=", A, Constant(1))),
    "this.a < this.b": (this.a < this.b, Binary("<", A, B)),
    "this.a <= 1": (this.a <= 1, Binary("<=", A, Constant(1))),
    "this.a > 1": (this.a > 1, Binary(">", A, Constant(1))),
    "this.a >= 1": (this.a >= 1, Binary(">=", A, Constant(1))),
    "this.a + 1": (this.a + 1, Binary("+", A, Constant(1))),
    "1 + this.a": (1 + this.a, Binary("+", Constant(1), A)),
    "this.a - 1": (this.a - 1, Binary("-", A, Constant(1))),
    "1 - this.a": (1 - this.a, Binary("-", Constant(1), A)),
    "this.a * 4": (this.a * 4, Binary("*", A, Constant(4))),
    "4 * this.a": (4 * this.a, Binary("*", Constant(4), A)),
    "this.a // 4": (this.a // 4, Binary("//", A, Constant(4))),
    "4 // this.a": (4 // this.a, Binary("//", Constant(4), A)),
    "this.a % 4": (this.a % 4, Binary("%", A, Constant(4))),
    "4 % this.a": (4 % this.a, Binary("%", Constant(4), A)),
    "this.a << 4": (this.a << 4, Binary("<<", A, Constant(4))),
    "1 << this.a": (1 << this.a, Binary("<<", Constant(1), A)),
    "this.a >> 4": (this.a >> 4, Binary(">>", A, Constant(4))),
    "4 >> this.a": (4 >> this.a, Binary(">>", Constant(4), A)),
    "this.a & 4": (this.a & 4, Binary("&", A, Constant(4))),
    "4 & this.a": (4 & this.a, Binary("&", Constant(4), A)),
    "this.a | 4": (this.a | 4, Binary("|", A, Constant(4))),
    "4 | this.a": (4 | this.a, Binary("|", Constant(4), A)),
    "this.a ^ 4": (this.a ^ 4, Binary("^", A, Constant(4))),
    "4 ^ this.a": (4 ^ this.a, Binary("^", Constant(4), A)),
    "-this.a": (-this.a, Unary("-", A)),
    "~(this.a == 1)": (~(this.a == 1), Unary("~", Binary("==", A, Constant(1)))),
    "this.a & 4 != 0": (
        (this.a & 4) != 0,
        Binary("!=", Binary("&", A, Constant(4)), Constant(0)),
    ),
    "one_of(this.a, 1, 2)": (one_of(this.a, 1, 2), OneOf(A, (1, 2))),
    "select(this.a, this.b, 0)": (select(this.a, this.b, 0), Select(A, B, Constant(0))),
    "size_of(this.a)": (w.size_of(this.a), Measure("size", "a", "a")),
    'size_of(this["a":"b"])': (w.size_of(this["a":"b"]), Measure("size", "a", "b")),
    "count_of(this.a)": (w.count_of(this.a), Measure("count", "a", "a")),
    "present(this.a)": (w.present(this.a), Measure("present", "a", "a")),
}


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_expression_is_one_node_that_reads_as_written(text: str) -> None:
    expression, node = EXPRESSIONS[text]
    assert expression.__node__ == node
    assert repr(expression) == text


@pytest.mark.parametrize(
    ("value", "held"),
    [(Kind.PING, 6), (Magic.PNG, b"\x89PNG"), (True, True), (1.5, 1.5), (b"x", b"x"), ("x", "x")],
    ids=repr,
)
def test_constant_holds_the_value(value: Any, held: object) -> None:
    assert (this.a == value).__node__ == Binary("==", A, Constant(held))  # type: ignore[arg-type]
    assert one_of(this.a, value).__node__ == OneOf(A, (held,))  # type: ignore[arg-type]


def test_item_access_is_the_field() -> None:
    assert this["a"].__node__ == A
    assert this["a":"b"] == Span("a", "b")


def test_no_field_name_is_an_attribute() -> None:
    public = [name for name in dir(Expression) if not name.endswith("__")]
    assert public == []
    with pytest.raises(AttributeError):
        _ = this.__wrapped__


def test_expression_is_copied_and_not_hashed() -> None:
    assert copy.deepcopy(this.a + 1).__node__ == (this.a + 1).__node__
    assert pickle.loads(pickle.dumps(this.a)).__node__ == A
    with pytest.raises(TypeError, match="unhashable"):
        hash(this.a)


FIELD: Any = this.a
WHOLE: Any = this
NOTHING: Any = None
MORE: Any = 3

MISUSES: dict[str, tuple[Any, str]] = {
    "and": (lambda: this.a == 1 and this.b, r"this\.a == 1 has no truth value .* use & | ~"),
    "chained": (lambda: 1 < this.a < 3, "two comparisons for a chained one"),
    "in": (lambda: 1 in FIELD, r"a span is this\[\"first\":\"last\"\]"),
    "this alone": (lambda: this + 1, r"this alone is no value; name a field: this\.name"),
    "given alone": (lambda: -given, "given alone is no value"),
    "none": (lambda: this.a == NOTHING, r"None cannot stand in an expression; .*present\(field\)"),
    "list": (lambda: this.a == [1], r"\[1\] cannot stand in an expression"),
    "field of a sum": (lambda: (this.a + 1).b, r"only a field has fields: \(this\.a \+ 1\)\.b"),
    "span of a field": (lambda: this.a["b":"c"], "a span is this"),
    "open span": (lambda: WHOLE["a":], "a span is this"),
    "size of a number": (lambda: w.size_of(this.a + 1), r"size_of takes a field of this message"),
    "size of a path": (lambda: w.size_of(this.a.b), "size_of takes a field of this message"),
    "size of outer": (lambda: w.size_of(outer.a), "size_of takes a field of this message"),
    "count of a span": (lambda: w.count_of(WHOLE["a":"b"]), "count_of takes a field"),
    "present of a number": (
        lambda: w.present(MORE),
        r"present takes a field .* present\(this\.name\)",
    ),
}


@pytest.mark.parametrize("misuse", MISUSES)
def test_misuse_says_what_to_write(misuse: str) -> None:
    use, text = MISUSES[misuse]
    with pytest.raises(SchemaError, match=text):
        use()


def test_misuse_in_a_class_body_names_the_class() -> None:
    with pytest.raises(SchemaError, match=r"Wrong: this\.a has no truth value") as caught:

        class Wrong(w.Message):
            a: w.u8
            b: int | None = w.field(when=FIELD and FIELD)

    assert caught.value.type_name.endswith("Wrong")


def test_misuse_outside_a_class_is_named_for_what_it_is() -> None:
    with pytest.raises(SchemaError) as caught:
        bool(this.a)
    assert caught.value.type_name == "expression"
