"""Expressions: every operator, what Python itself gives for it, and what has no value."""

from __future__ import annotations

import enum
import operator
from typing import Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare, shown
from wirefmt import InvalidValueError, MalformedError, Message, given, select, this

OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
}
COMPARISONS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@pytest.mark.parametrize("symbol", [*OPERATORS, *COMPARISONS])
@pytest.mark.parametrize(("a", "b"), [(200, 3), (3, 7), (9, 9)])
def test_operator_gives_what_python_gives(symbol: str, a: int, b: int) -> None:
    function = (OPERATORS | COMPARISONS)[symbol]
    expected = int(function(a, b))
    fields = {
        "a": (w.u8, w.field()),
        "b": (w.u8, w.field()),
        "two": (w.i64, w.derived(w.i64, function(this.a, this.b))),
        "one": (w.i64, w.derived(w.i64, function(this.a, 3))),
    }
    cls = declare("Spelled", fields)
    wire = bytes([a, b]) + expected.to_bytes(8, "big", signed=True)
    wire += int(function(a, 3)).to_bytes(8, "big", signed=True)
    check_message(cls, cls(a=a, b=b), wire)


@pytest.mark.parametrize("symbol", list(OPERATORS))
def test_constant_may_stand_on_the_left(symbol: str) -> None:
    function = OPERATORS[symbol]
    fields = {"a": (w.u8, w.field()), "one": (w.i64, w.derived(w.i64, function(100, this.a)))}
    cls = declare("Spelled", fields)
    check_message(cls, cls(a=5), b"\5" + function(100, 5).to_bytes(8, "big", signed=True))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (~this.a, ~5),
        (-this.a, -5),
        (~(this.a == 5), 0),
        (~((this.a == 5) & (this.b == 6)), 1),
        ((this.a == 5) | (this.b == 6), 1),
        ((this.a == 5) ^ (this.b == 7), 0),
        (w.one_of(this.a, 1, 5), 1),
        (~w.one_of(this.a, 1, 5), 0),
        (w.one_of(this.a, 1, 5) * this.b, 7),
        (~select(this.a == 5, True, False), 0),  # conditions, and no options
        (select(this.a > this.b, 1, 2), 2),
        (select(this.a == 5, this.a // (this.b - 6), this.a // (this.b - 7)), 5),
        (w.size_of(this["a":"b"]), 2),
        (w.count_of(this.items), 3),
        (w.present(this.name) + 0, 0),
        (~w.present(this.name), 1),
        (this.pair.low * 2, 4),
    ],
    ids=shown,
)
def test_expression_gives_a_number(expression: Any, value: int) -> None:
    class Pair(Message):
        high: w.u8 = 1
        low: w.u8 = 2

    fields = {
        "a": (w.u8, w.field()),
        "b": (w.u8, w.field()),
        "pair": (Pair, w.field()),
        "items": (list[w.u8], w.array(3)),
        "name": (str | None, w.text(w.u8, when=this.a == 9, default=None)),
        "result": (w.i64, w.derived(w.i64, expression)),
    }
    cls = declare("Spelled", fields)
    wire = b"\5\7\1\2xyz" + value.to_bytes(8, "big", signed=True)
    check_message(cls, cls(a=5, b=7, pair=Pair(), items=[*b"xyz"]), wire)


def test_given_names_are_read() -> None:
    class Session(Message):
        version: w.u8
        extra: w.u8 | None = w.field(when=given.version * 2 >= 6, default=None)

    check_message(Session, Session(version=1), b"\1", given={"version": 2})
    check_message(Session, Session(version=1, extra=7), b"\1\7", given={"version": 3})
    for attempt in (
        lambda: w.decode(Session, b"\1"),
        lambda: w.encode(Session(version=1)),
        lambda: list(w.Decoder(Session).feed(b"\1")),
    ):
        with pytest.raises(w.GivenError, match=r"given\.version is read"):
            attempt()


@pytest.mark.parametrize(
    ("expression", "a", "b"),
    [
        (this.a // this.b, 1, 0),
        (this.a % this.b, 1, 0),
        (this.a << this.b, 1, 129),
        (this.a >> (this.b - 1), 1, 0),
        (this.a * this.a * this.a * this.a, 1 << 63, 0),
        (this.name + 1, 0, 0),
        (this.pair.low + 1, 0, 0),
        (this.full.odd + 1, 0, 0),
    ],
    ids=shown,
)
def test_expression_without_a_value_is_refused(expression: Any, a: int, b: int) -> None:
    class Pair(Message):
        low: w.u8

    class Full(Message):
        even: w.u8
        odd: w.u8 | None = w.field(when=this.even == 9, default=None)

    fields = {
        "a": (w.u64, w.field()),
        "b": (w.u8, w.field()),
        "name": (w.u8 | None, w.field(when=this.a == 99, default=None)),
        "pair": (Pair | None, w.field(when=this.a == 99, default=None)),
        "full": (Full, w.field()),
        "result": (w.i64, w.derived(w.i64, expression)),
    }
    cls = declare("Hopeless", fields)
    data = a.to_bytes(8, "big") + bytes([b, 0]) + bytes(8)
    with pytest.raises(MalformedError) as decoding:
        w.decode(cls, data)
    assert decoding.value.path == ("result",)
    check_faulty(cls, data, decoding.value)
    message = cls(a=a, b=b, full=Full(even=0))
    with pytest.raises(InvalidValueError) as encoding:
        w.encode(message)
    assert encoding.value.path == ("result",)
    check_encode_error(cls, message, encoding.value)


def test_wide_results_are_legal_up_to_192_bits() -> None:
    fields = {
        "a": (w.u64, w.field()),
        "ok": (w.u8, w.derived(w.u8, ((this.a * this.a * this.a) >> 120) >> 64)),
    }
    cls = declare("Wide", fields)
    greatest = (1 << 64) - 1
    top = greatest**3 >> 184
    check_message(cls, cls(a=greatest), greatest.to_bytes(8, "big") + bytes([top]))


def test_absent_field_counts_nothing_as_an_extent() -> None:
    class Optional(Message):
        kind: w.u8
        size: w.u8 | None = w.field(when=this.kind == 1, default=None)
        body: bytes = w.data(this.size)

    check_message(Optional, Optional(kind=0, body=b""), b"\0")
    check_message(Optional, Optional(kind=1, size=2, body=b"ab"), b"\1\2ab")


@pytest.mark.parametrize(
    ("type_", "wire", "value"),
    [
        (w.boolean, b"\1", True),
        (w.uvarint, b"\x80\1", 128),
        (w.u128, bytes(15) + b"\5", 5),
    ],
    ids=["boolean", "uvarint", "u128"],
)
def test_product_of_any_number_is_bounded(type_: Any, wire: bytes, value: int) -> None:
    product = this.a * this.a * this.a * select(this.a == 1, 1, 2)
    fields = {"a": (type_, w.field()), "result": (w.u64, w.derived(w.u64, product))}
    cls = declare("Product", fields)
    expected = int(value) ** 3 * (1 if value == 1 else 2)
    check_message(cls, cls(a=value), wire + expected.to_bytes(8, "big"))


def test_digits_and_enums_are_numbers() -> None:
    class Kind(enum.IntEnum):
        ONE = 1

    fields = {
        "a": (int, w.decimal(3)),
        "b": (Kind, w.enumerated(w.u8)),
        "result": (w.u16, w.derived(w.u16, this.a * this.b << 1)),
    }
    cls = declare("Numbers", fields)
    check_message(cls, cls(a=42, b=Kind.ONE), b"042\1\0\x54")


def test_condition_of_conditions_is_negated_logically() -> None:
    both = select(this.a == 1, this.b == 2, this.b == 3)
    fields = {
        "a": (w.u8, w.field()),
        "b": (w.u8, w.field()),
        "result": (w.u8, w.derived(w.u8, ~both)),
        "again": (w.u8, w.derived(w.u8, ~~both)),
    }
    cls = declare("Negated", fields)
    check_message(cls, cls(a=1, b=2), b"\1\2\0\1")
    check_message(cls, cls(a=0, b=2), b"\0\2\1\0")
