"""What decides the byte order of a message before any field of it is read.

A class whose order an expression tells stands in a layout twice. Its record in network order begins
with a switch, which leaves the message to the little-endian one where the expression is true.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

import msgspec

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import (
    ZERO,
    Binary,
    Constant,
    Expression,
    Measure,
    OneOf,
    Peek,
    Reference,
    Select,
    Unary,
    references,
    walk,
)
from wirefmt.ir.kinds import Scope
from wirefmt.ir.records import Layout
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Integer

__all__ = ["check_switch", "seen"]


def seen(expression: Expression, value: Callable[[Peek], Expression]) -> Expression:
    """Return an expression in which every peek is replaced by what is said of it."""
    match expression:
        case Peek():
            return value(expression)
        case Constant() | Reference() | Measure():
            return expression
        case Unary(operand=operand) | OneOf(operand=operand):
            return msgspec.structs.replace(expression, operand=seen(operand, value))
        case Binary(operator=operator, left=left, right=right):
            return Binary(operator, seen(left, value), seen(right, value))
        case Select(condition=condition, if_true=if_true, if_false=if_false):
            every = (seen(each, value) for each in (condition, if_true, if_false))
            return Select(*every)
        case _ as unreachable:
            assert_never(unreachable)


def check_switch(layout: Layout, sizes: Sizes, index: int) -> None:
    """Demand that what tells the byte order of a record is known before any of its fields.

    Raises:
        SchemaError: If it is not.
    """
    record = layout.records[index]
    if record.switch is None:
        return
    condition = record.switch.condition
    for name in references(condition):
        reason = (
            f"byte_order= reads this.{name}, which is not known before the order is; read outer or "
            "given, or peek at the bytes where it stands"
        )
        raise SchemaError(record.name, None, reason)
    least = sizes.record_minimum(index)
    for node in walk(condition):
        match node:
            case Peek(at=at) if at < 0:
                reason = "byte_order= peeks from the first byte of the message on, at=0 or more"
                raise SchemaError(record.name, None, reason)
            case Peek(type=Integer(size=size), at=at) if at + size > least:
                reason = (
                    f"byte_order= peeks at {at + size} bytes, but the message may have only "
                    f"{least}; peek at what every message has"
                )
                raise SchemaError(record.name, None, reason)
            case _:
                pass
    if not any(isinstance(node, Reference | Peek) for node in walk(condition)):
        reason = 'byte_order= reads nothing; say "big" or "little"'
        raise SchemaError(record.name, None, reason)
    scope = Scope(layout, record, None, earlier=True)
    scope.condition(seen(condition, lambda _: ZERO), "byte_order=")
