"""IR expressions as Python expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never, cast

from wirefmt._codegen import names
from wirefmt._codegen.peeking import Sight
from wirefmt.ir.expressions import (
    COMPARISONS,
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
from wirefmt.ir.outer import Outer
from wirefmt.ir.parts import nullable
from wirefmt.ir.records import Field, Layout, Record
from wirefmt.ir.types import (
    Bits,
    Boolean,
    Choice,
    Digits,
    Enumerated,
    Integer,
    Nested,
    Sized,
    Type,
    Varint,
)

__all__ = ["ExpressionWriter", "is_given"]

_WIDEST = 192
"""The most bits a result may have (design, section 3); wider ones are looked at at run time."""

_OPPOSITES = {"==": "!=", "!=": "=="}
"""Of the orders there is no opposite: a NaN is neither less nor not less."""

_EQUALITIES = {"==", "!="}
"""Comparisons of which any two values are capable."""

_UNKNOWN_BITS = 1 << 20


def is_given(expression: Expression) -> bool:
    """Return whether the value of an expression may be one that the session gives, of any type."""
    match expression:
        case Reference(root=root):
            return root is Root.GIVEN
        case Select(if_true=if_true, if_false=if_false):
            return is_given(if_true) or is_given(if_false)
        case _:
            return False


class ExpressionWriter:
    """Writes the expressions of one record.

    `measure` says how a quantity is spelled where the expression stands (on decode from positions,
    on encode from the parts).
    """

    def __init__(self, layout: Layout, record: Record, measure: Callable[[Measure], str]) -> None:
        self._layout = layout
        self._fields = {field.name: field for field in record.fields}
        self._measure = measure
        self._item: tuple[str, Type] | None = None
        self.sight: Sight | None = None  # what the field that is read or compared can see

    def element(self, variable: str, type_: Type) -> None:
        """Let `item` be a variable from now on, which holds a value of a type."""
        self._item = variable, type_

    def outside(self, outer: Outer, record: int) -> str:
        """Return what a function of a nested record takes of this message, as more arguments."""
        every = (
            names.field(name) if name in self._fields else "None" for name in outer.names(record)
        )
        return "".join(f", {each}" for each in every)

    def number(self, expression: Expression) -> str:
        """Return the expression for use as a size or count: an absent field counts 0."""
        match expression:
            case Reference(root=Root.THIS, path=(name,)) if self._may_be_absent(name):
                variable = names.field(name)
                return f"0 if {variable} is None else {variable}"
            case Reference(root=Root.THIS, path=(name, *steps)) if self._absent_inside(expression):
                inside = "".join(f", {step!r}" for step in steps)
                return f"reached({names.field(name)}{inside})"
            case Reference(root=Root.OUTER, path=(name,)):
                variable = names.outer(name)
                return f"0 if {variable} is None else {variable}"
            case Reference(root=Root.OUTER, path=(name, *steps)):
                inside = "".join(f", {step!r}" for step in steps)
                return f"reached({names.outer(name)}{inside})"
            case _ if is_given(expression):
                return self.operand(expression)
            case _:
                return self.bare(expression)

    def negation(self, expression: Expression) -> str:
        """Return the condition that an expression is false."""
        match expression:
            case Binary(operator=operator, left=left, right=right) if operator in _OPPOSITES:
                return f"{self.text(left)} {_OPPOSITES[operator]} {self.text(right)}"
            case Unary(operator="~", operand=operand) if is_condition(operand):
                return self.bare(operand)
            case _:
                return f"not {self.text(expression)}"

    def operand(self, expression: Expression) -> str:
        """Return the expression for use as a number, which what is given may not be."""
        if is_given(expression):
            return f"number({self.bare(expression)})"
        return self.text(expression)

    def text(self, expression: Expression) -> str:
        """Return the expression in Python, in parentheses where it is not atomic."""
        text = self.bare(expression)
        atomic = isinstance(expression, Constant | Reference | Measure | Peek)
        return text if atomic else f"({text})"

    def bare(self, expression: Expression) -> str:  # noqa: PLR0911  # one a node
        """Return the expression in Python as a statement takes it: without parentheses around."""
        match expression:
            case Constant(value=value):
                return repr(value)
            case Reference():
                return self._reference(expression)
            case Measure():
                return self._measure(expression)
            case Unary(operator="~", operand=operand) if is_condition(operand):
                return f"not {self.text(operand)}"
            case Unary(operator=operator, operand=operand):
                text = f"{operator}{self.operand(operand)}"
                return f"bounded({text})" if self._bits(expression) > _WIDEST else text
            case Binary():
                return self._binary(expression)
            case OneOf(operand=operand, options=options):
                every = ", ".join(map(repr, options))
                return f"{self.text(operand)} in ({every},)"
            case Select(condition=condition, if_true=if_true, if_false=if_false):
                yes, no = self.text(if_true), self.text(if_false)
                return f"{yes} if {self.text(condition)} else {no}"
            case Peek():
                return cast("Sight", self.sight).text(expression)
            case _ as unreachable:
                assert_never(unreachable)

    def _reference(self, reference: Reference) -> str:
        if reference.root is Root.GIVEN:
            return f"given(context, {reference.path[0]!r})"
        if reference.root is Root.ITEM and self._item is not None:
            text, type_ = self._item
            return self._along(text, type_, reference.path, absent=nullable(type_) is not None)
        first, *rest = reference.path
        if reference.root is Root.OUTER:
            text = f"there({names.outer(first)})"
            for step in rest:
                text = f"there({text}.{step})"
            return text
        field = self._fields[first]
        return self._along(names.field(first), field.type, rest, absent=field.may_be_none)

    def _along(self, text: str, type_: Type, path: Iterable[str], *, absent: bool) -> str:
        """Return the expression of what is at the end of a path into messages."""
        if absent:
            text = f"there({text})"
        for step in path:
            field = self._inside(type_, step)
            type_ = field.type
            text = f"{text}.{step}"
            if field.may_be_none:
                text = f"there({text})"
        return text

    def _binary(self, expression: Binary) -> str:
        if expression.operator in COMPARISONS:
            left, right = self.text(expression.left), self.text(expression.right)
            is_any = is_given(expression.left) or is_given(expression.right)
            if is_any and expression.operator not in _EQUALITIES:
                return f'compared({left}, "{expression.operator}", {right})'
            return f"{left} {expression.operator} {right}"
        left, right = self._first(expression), self.operand(expression.right)
        match expression.operator, expression.right:
            case "//" | "%", Constant(value=int(value)) if value:
                text = f"{left} {expression.operator} {right}"
            case "//", _:
                text = f"floor_divide({left}, {right})"
            case "%", _:
                text = f"modulo({left}, {right})"
            case "<<" | ">>", Constant(value=int(value)) if 0 <= value <= 128:  # noqa: PLR2004
                text = f"{left} {expression.operator} {right}"
            case "<<", _:
                text = f"shift_left({left}, {right})"
            case ">>", _:
                text = f"shift_right({left}, {right})"
            case _:
                text = f"{left} {expression.operator} {right}"
        return f"bounded({text})" if self._bits(expression) > _WIDEST else text

    def _first(self, expression: Binary) -> str:
        """Return the left operand, without parentheses where Python takes it first anyway."""
        match expression:
            case Binary(operator=operator, left=Binary(operator=same) as left) if same == operator:
                return self.bare(left)
            case _:
                return self.operand(expression.left)

    def _absent_inside(self, reference: Reference) -> bool:
        """Return whether anything on a path may be absent."""
        first, *rest = reference.path
        field = self._fields[first]
        absent = field.may_be_none
        for step in rest:
            field = self._inside(field.type, step)
            absent |= field.may_be_none
        return absent

    def _may_be_absent(self, name: str) -> bool:
        return self._fields[name].may_be_none

    def _inside(self, type_: Type, name: str) -> Field:
        while isinstance(type_, Sized):
            type_ = type_.type
        record = self._layout.records[cast("Nested", type_).record]
        return next(each for each in record.fields if each.name == name)

    # -------------------------------------------------------------- how wide a result may be

    def _bits(self, expression: Expression) -> int:  # noqa: PLR0911  # one a node
        match expression:
            case Constant(value=int(value)):
                return value.bit_length()
            case Peek(type=type_):
                return _type_bits(type_)
            case Reference(root=Root.THIS, path=path):
                field = self._fields[path[0]]
                for step in path[1:]:
                    field = self._inside(field.type, step)
                return _type_bits(field.type)
            case Measure():
                return 64
            case Unary(operand=operand):
                return self._bits(operand) + 1
            case Select(if_true=if_true, if_false=if_false):
                return max(self._bits(if_true), self._bits(if_false))
            case Binary(operator=operator, left=left, right=right):
                return self._binary_bits(operator, left, right)
            case OneOf():
                return 1
            case _:
                return _UNKNOWN_BITS

    def _binary_bits(self, operator: str, left: Expression, right: Expression) -> int:
        if operator in COMPARISONS:
            return 1
        first, second = self._bits(left), self._bits(right)
        match operator, right:
            case "*", _:
                return first + second
            case "<<", Constant(value=int(shift)):
                return first + shift
            case "<<", _:
                return first + 128
            case "//" | ">>", _:
                return first
            case _:
                return max(first, second) + 1


def _type_bits(type_: Type) -> int:
    match type_:
        case Integer(size=size):
            return 8 * size
        case Bits(width=width):
            return width
        case Boolean():
            return 1
        case Varint(max_value=value):
            return value.bit_length()
        case Enumerated(type=inner) | Sized(type=inner):
            return _type_bits(inner)
        case Choice(types=types):
            return max(map(_type_bits, types))
        case _:  # four bits hold a digit
            return 4 * cast("Digits", type_).max_digits
