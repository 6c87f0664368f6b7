"""What an expression gives, over the values that are known of one message."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final, assert_never

from wirefmt._interp.refusal import Refusal, shorten
from wirefmt._interp.scope import Scope
from wirefmt._interp.sight import Sight
from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import (
    Binary,
    Constant,
    Expression,
    Measure,
    OneOf,
    Peek,
    Reference,
    Root,
    Select,
    Unary,
    is_condition,
)

__all__ = ["evaluate", "extent", "number"]

_MOST_BITS: Final = 192
_MOST_SHIFT: Final = 128

_ARITHMETIC: Mapping[str, Callable[[int, int], int]] = {
    "+": int.__add__,
    "-": int.__sub__,
    "*": int.__mul__,
    "//": int.__floordiv__,
    "%": int.__mod__,
    "<<": int.__lshift__,
    ">>": int.__rshift__,
    "&": lambda left, right: left & right,  # of two bools a bool, as in generated code
    "|": lambda left, right: left | right,
    "^": lambda left, right: left ^ right,
}

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(expression: Expression, scope: Scope) -> object:
    """Return the value of an expression.

    Raises:
        Refusal: If it reads what is absent, or a number is out of bounds or no number.
        GivenError: If it reads a name that the session has not given.
    """
    match expression:
        case Constant(value=value):
            return value
        case Reference(path=path):
            found = scope.read(expression)
            if found is None:
                raise Refusal(f"{'.'.join(path) or 'item'} is read, but it is absent")
            return found
        case Unary():
            return _unary(expression, scope)
        case Binary(operator=symbol, left=left, right=right):
            return _binary(symbol, evaluate(left, scope), evaluate(right, scope))
        case OneOf(operand=operand, options=options):
            return evaluate(operand, scope) in options
        case Select(condition=condition, if_true=if_true, if_false=if_false):
            return evaluate(if_true if evaluate(condition, scope) else if_false, scope)
        case Measure():
            return scope.measure(expression)
        case Peek():
            return _sight(scope).number(expression)
        case _ as unreachable:
            assert_never(unreachable)


def _sight(scope: Scope) -> Sight:
    if scope.sight is None:
        raise SchemaError(scope.record.name, None, "peek cannot be read here")
    return scope.sight


def number(expression: Expression, scope: Scope) -> int:
    """Return the value of an expression that must be a whole number."""
    return _integer(evaluate(expression, scope))


def extent(expression: Expression, scope: Scope) -> int:
    """Return what an expression says as an extent, where a field that is absent counts 0."""
    match expression:
        case Reference(root=root) if root is not Root.GIVEN and scope.read(expression) is None:
            return 0
        case _:
            return number(expression, scope)


def _unary(expression: Unary, scope: Scope) -> int:
    value = evaluate(expression.operand, scope)
    if expression.operator == "-":
        return _bounded(-_integer(value))
    return not value if is_condition(expression.operand) else _bounded(~_integer(value))


def _binary(symbol: str, left: object, right: object) -> int:
    if symbol in _COMPARISONS:
        try:
            return bool(_COMPARISONS[symbol](left, right))
        except TypeError:
            kinds = f"{type(left).__name__} and {type(right).__name__}"
            raise Refusal(f"{kinds} have no order") from None
    first, second = _integer(left), _integer(right)
    if symbol in {"//", "%"} and second == 0:
        raise Refusal("division by zero")
    if symbol in {"<<", ">>"} and not 0 <= second <= _MOST_SHIFT:
        raise Refusal(f"a shift by {shorten(second)}, outside 0 to {_MOST_SHIFT}")
    return _bounded(_ARITHMETIC[symbol](first, second))


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise Refusal(f"a number is needed, not a value of type {type(value).__name__}")
    return value


def _bounded(value: int) -> int:
    if value.bit_length() > _MOST_BITS:
        raise Refusal(f"an arithmetic result has more than {_MOST_BITS} bits")
    return value
