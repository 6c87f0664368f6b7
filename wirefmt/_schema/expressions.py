"""Expressions as they are written: `this.length - 8`, `one_of(this.kind, 1, 2)`, `size_of(…)`.

An `Expression` holds one node of `wirefmt.ir.expressions` and has no attributes but dunders, so
that no field name is taken.
"""

from __future__ import annotations

import sys
from enum import Enum
from typing import ClassVar, Final, NoReturn, TypeAlias, overload

import msgspec

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import (
    Binary,
    Constant,
    Expression as Node,
    Literal_,
    Measure,
    OneOf,
    Quantity,
    Reference,
    Root,
    Select,
    Unary,
)
from wirefmt.ir.show import show_expression

__all__ = [
    "Expression",
    "Operand",
    "Span",
    "count_of",
    "given",
    "item",
    "literal",
    "one_of",
    "outer",
    "present",
    "refused",
    "select",
    "size_of",
    "this",
    "unwrap",
]


class Span(msgspec.Struct, frozen=True):
    """Neighbouring fields, both ends included, as `this["first":"last"]` names them."""

    first: str
    last: str


class Expression:
    """A closed expression over fields; attributes are fields, operators give expressions."""

    __slots__ = ("__node__",)

    __node__: Node

    def __init__(self, node: Node) -> None:
        self.__node__ = node

    def __getattr__(self, name: str) -> Expression:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        match self.__node__:
            case Reference(path=path, root=root):
                return Expression(Reference((*path, name), root))
            case node:
                raise refused(f"only a field has fields: ({show_expression(node)}).{name}")

    @overload
    def __getitem__(self, key: str) -> Expression: ...
    @overload
    def __getitem__(self, key: slice[str, str, None]) -> Span: ...
    def __getitem__(self, key: str | slice[str, str, None]) -> Expression | Span:
        if isinstance(key, str):
            return self.__getattr__(key)
        match key:
            case slice(start=str(first), stop=str(last), step=None) if self.__node__ == _WHOLE:
                return Span(first, last)
            case _:
                raise refused('a span is this["first":"last"], a field this.name or this["name"]')

    def __bool__(self) -> NoReturn:
        raise refused(
            f"{self!r} has no truth value before a message is there; use & | ~ for and, or, not, "
            "one_of for in, and two comparisons for a chained one"
        )

    def __repr__(self) -> str:
        return show_expression(self.__node__)

    def __eq__(self, other: object) -> Expression:  # type: ignore[override]
        return _binary("==", self, other)

    def __ne__(self, other: object) -> Expression:  # type: ignore[override]
        return _binary("!=", self, other)

    __hash__: ClassVar[None]  # type: ignore[assignment]  # since it has an __eq__

    def __lt__(self, other: Operand) -> Expression:
        return _binary("<", self, other)

    def __le__(self, other: Operand) -> Expression:
        return _binary("<=", self, other)

    def __gt__(self, other: Operand) -> Expression:
        return _binary(">", self, other)

    def __ge__(self, other: Operand) -> Expression:
        return _binary(">=", self, other)

    def __add__(self, other: Operand) -> Expression:
        return _binary("+", self, other)

    def __radd__(self, other: Operand) -> Expression:
        return _binary("+", other, self)

    def __sub__(self, other: Operand) -> Expression:
        return _binary("-", self, other)

    def __rsub__(self, other: Operand) -> Expression:
        return _binary("-", other, self)

    def __mul__(self, other: Operand) -> Expression:
        return _binary("*", self, other)

    def __rmul__(self, other: Operand) -> Expression:
        return _binary("*", other, self)

    def __floordiv__(self, other: Operand) -> Expression:
        return _binary("//", self, other)

    def __rfloordiv__(self, other: Operand) -> Expression:
        return _binary("//", other, self)

    def __mod__(self, other: Operand) -> Expression:
        return _binary("%", self, other)

    def __rmod__(self, other: Operand) -> Expression:
        return _binary("%", other, self)

    def __lshift__(self, other: Operand) -> Expression:
        return _binary("<<", self, other)

    def __rlshift__(self, other: Operand) -> Expression:
        return _binary("<<", other, self)

    def __rshift__(self, other: Operand) -> Expression:
        return _binary(">>", self, other)

    def __rrshift__(self, other: Operand) -> Expression:
        return _binary(">>", other, self)

    def __and__(self, other: Operand) -> Expression:
        return _binary("&", self, other)

    def __rand__(self, other: Operand) -> Expression:
        return _binary("&", other, self)

    def __or__(self, other: Operand) -> Expression:
        return _binary("|", self, other)

    def __ror__(self, other: Operand) -> Expression:
        return _binary("|", other, self)

    def __xor__(self, other: Operand) -> Expression:
        return _binary("^", self, other)

    def __rxor__(self, other: Operand) -> Expression:
        return _binary("^", other, self)

    def __neg__(self) -> Expression:
        return Expression(Unary("-", _node(self)))

    def __invert__(self) -> Expression:
        return Expression(Unary("~", _node(self)))


Operand: TypeAlias = int | float | bytes | str | Expression
"""What may stand beside an operator; an enum member counts as its value."""

_WHOLE = Reference(())

this: Final[Expression] = Expression(_WHOLE)
"""The message that is being declared: `this.length` is a field, `this["a":"b"]` a span of them."""

outer: Final[Expression] = Expression(Reference((), Root.OUTER))
"""The message that encloses this one."""

given: Final[Expression] = Expression(Reference((), Root.GIVEN))
"""What the session has negotiated: `given={…}` of `encode`, `decode` and `Decoder`."""

item: Final[Expression] = Expression(Reference((), Root.ITEM))
"""The element or number in whose declaration it stands."""


def one_of(operand: Expression, *options: Literal_ | Enum) -> Expression:
    """Return whether the operand equals one of the options."""
    return Expression(OneOf(_node(operand), tuple(literal(option) for option in options)))


def select(condition: Expression, if_true: Operand, if_false: Operand) -> Expression:
    """Return one of two, as the condition holds or not; the other is not evaluated."""
    return Expression(Select(_node(condition), _node(if_true), _node(if_false)))


def size_of(what: Expression | Span) -> Expression:
    """Return the bytes on the wire of a field or a span: prefix, delimiter, padding included."""
    return _measure("size", what)


def count_of(field: Expression) -> Expression:
    """Return the number of elements of an array."""
    return _measure("count", field)


def present(field: Expression) -> Expression:
    """Return whether a field with `when=` is there."""
    return _measure("present", field)


def unwrap(value: object) -> object:
    """Return the node of an expression, anything else as it is."""
    return _node(value) if isinstance(value, Expression) else value


def literal(value: object) -> Literal_:
    """Return what a constant holds: an enum member counts as its value.

    Raises:
        SchemaError: If the value is no number, bytes or text.
    """
    match value:
        case Enum(value=inner):
            return literal(inner)
        case int() | float() | bytes() | str():
            return value
        case _:
            raise refused(
                f"{value!r} cannot stand in an expression; a field, a number, bytes, text or an "
                "enum member can, and present(field) says whether a field is there"
            )


def refused(reason: str) -> SchemaError:
    """Return the error of what is written wrongly, naming the class in whose body it stands."""
    frame = sys._getframe(1)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    while "__qualname__" not in frame.f_locals:
        if frame.f_back is None:
            return SchemaError("expression", None, reason)
        frame = frame.f_back
    return SchemaError(str(frame.f_locals["__qualname__"]), None, reason)


def _binary(operator: str, left: object, right: object) -> Expression:
    return Expression(Binary(operator, _node(left), _node(right)))


def _node(value: object) -> Node:
    if not isinstance(value, Expression):
        return Constant(literal(value))
    node = value.__node__
    if isinstance(node, Reference) and not node.path and node.root is not Root.ITEM:
        raise refused(f"{node.root.value} alone is no value; name a field: {node.root.value}.name")
    return node


def _measure(quantity: Quantity, what: object) -> Expression:
    match what:
        case Span(first=first, last=last) if quantity == "size":
            return Expression(Measure(quantity, first, last))
        case Expression(__node__=Reference(root=Root.THIS, path=(name,))):
            return Expression(Measure(quantity, name, name))
        case _:
            word = "present" if quantity == "present" else f"{quantity}_of"
            raise refused(f"{word} takes a field of this message, such as {word}(this.name)")
