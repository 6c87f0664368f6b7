"""Expressions as data: a closed language over fields, never `eval`.

One family of eight nodes. An expression says how to read (an extent, a size, a presence, a tag) or
what a value must be (a derivation, a check, a checksum); which of these it may read is the concern
of `wirefmt.ir.checks`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

import msgspec

if TYPE_CHECKING:
    from wirefmt.ir.types import Type  # noqa: TC004  # types know expressions, not the reverse

__all__ = [
    "COMPARISONS",
    "ONE",
    "ZERO",
    "Binary",
    "Constant",
    "Expression",
    "Literal_",
    "Measure",
    "OneOf",
    "Peek",
    "Quantity",
    "Reference",
    "Root",
    "Select",
    "Unary",
    "children",
    "conjunction",
    "conjuncts",
    "is_condition",
    "references",
    "walk",
]

Literal_: TypeAlias = int | float | bytes | str
"""What a constant holds; a bool is an int, an enum member its value."""

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
"""The binary operators that give a condition; the others are arithmetic, and give a number."""


class Root(enum.Enum):
    """Where a path begins."""

    THIS = "this"
    OUTER = "outer"
    GIVEN = "given"
    ITEM = "item"


class Constant(msgspec.Struct, frozen=True):
    """A literal value."""

    value: Literal_


class Reference(msgspec.Struct, frozen=True):
    """A field of this message (or of one inside it), of the enclosing one, or a given name."""

    path: tuple[str, ...]
    root: Root = Root.THIS


class Unary(msgspec.Struct, frozen=True):
    """`~`: the bitwise complement of a number, the logical one of a condition. `-`: negation."""

    operator: Literal["~", "-"]
    operand: Expression


class Binary(msgspec.Struct, frozen=True):
    """An arithmetic operator (ints) or a comparison (any values, giving 0 or 1).

    `&`, `|` and `^` of two conditions are logical, which on 0 and 1 is the same.
    """

    operator: str
    left: Expression
    right: Expression


class OneOf(msgspec.Struct, frozen=True):
    """Whether the operand equals one of the options."""

    operand: Expression
    options: tuple[Literal_, ...]


class Select(msgspec.Struct, frozen=True):
    """`if_true` where the condition holds, else `if_false`; the other is not evaluated."""

    condition: Expression
    if_true: Expression
    if_false: Expression


Quantity: TypeAlias = Literal["size", "count", "present", "extent"]
"""What is measured of a field.

- `size`: bytes on the wire from the first field to the last, prefix, delimiter and padding included
- `count`: elements of an array
- `present`: whether it is there
- `extent`: on encode alone, the number that the `index`-th told extent of the field's type must say
"""


class Measure(msgspec.Struct, frozen=True):
    """A quantity of one field, or (`size` alone) of neighbouring fields, both ends included."""

    quantity: Quantity
    first: str
    last: str
    index: int = 0


class Peek(msgspec.Struct, frozen=True):
    """A number read without being consumed; `at` counts bytes from here, or back from the end."""

    type: Type
    at: int = 0


Expression: TypeAlias = Constant | Reference | Unary | Binary | OneOf | Select | Measure | Peek
"""The family of nodes."""

ZERO = Constant(0)
"""The number 0."""

ONE = Constant(1)
"""The number 1."""


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the operands of an expression, in order of evaluation."""
    match expression:
        case Constant() | Reference() | Measure() | Peek():
            return ()
        case Unary(operand=operand) | OneOf(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Select(condition=condition, if_true=if_true, if_false=if_false):
            return (condition, if_true, if_false)
        case _ as unreachable:
            assert_never(unreachable)


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all that is inside it."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def references(expression: Expression) -> Iterator[str]:
    """Yield the name of every field of this message that the expression reads or measures."""
    for node in walk(expression):
        match node:
            case Reference(root=Root.THIS, path=path):
                yield path[0]
            case Measure(first=first, last=last):
                yield first
                yield last
            case _:
                pass


def conjuncts(expression: Expression) -> Iterator[Expression]:
    """Yield the conditions that all hold where the expression does."""
    match expression:
        case Binary(operator="&", left=left, right=right) if is_condition(expression):
            yield from conjuncts(left)
            yield from conjuncts(right)
        case _:
            yield expression


def conjunction(conditions: Sequence[Expression]) -> Expression | None:
    """Return the condition that some conditions all hold, None of none."""
    return reduce(lambda left, right: Binary("&", left, right), conditions) if conditions else None


def is_condition(expression: Expression) -> bool:
    """Return whether an expression is a truth value, so that `~` negates it logically."""
    match expression:
        case OneOf():
            return True
        case Binary(operator=operator, left=left, right=right):
            logical = operator in {"&", "|", "^"} and is_condition(left) and is_condition(right)
            return operator in COMPARISONS or logical
        case Unary(operator="~", operand=operand):
            return is_condition(operand)
        case Measure(quantity="present"):
            return True
        case Constant(value=value):
            return isinstance(value, bool)
        case Select(if_true=if_true, if_false=if_false):
            return is_condition(if_true) and is_condition(if_false)
        case _:
            return False
