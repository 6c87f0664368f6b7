"""Expressions with the byte order of their class in all that they peek at."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from wirefmt.ir.expressions import Binary, Expression, OneOf, Peek, Select, Unary
from wirefmt.ir.types import Integer, Scalar

__all__ = ["ordered"]


def ordered(expression: Expression, order: Callable[[Scalar], Scalar]) -> Expression:
    """Return an expression whose peeks are numbers in the byte order of a class."""
    match expression:
        case Peek(type=Integer() as type_):
            return replace(expression, type=order(type_))
        case Unary(operand=operand) | OneOf(operand=operand):
            return replace(expression, operand=ordered(operand, order))
        case Binary(left=left, right=right):
            return replace(expression, left=ordered(left, order), right=ordered(right, order))
        case Select(condition=condition, if_true=if_true, if_false=if_false):
            return Select(
                ordered(condition, order), ordered(if_true, order), ordered(if_false, order)
            )
        case _:
            return expression
