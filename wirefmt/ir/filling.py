"""Windows that encode fills: up to which size, and with what.

A window may be larger than what stands in it: there is slack, or padding that goes to its end. What
was decoded from such a window encodes to one of the size that its message tells. So encode fills
with zeros what ordinary fields, or the declaration, say to be there; a size that encode derives is
the least that can be told.
"""

from __future__ import annotations

from typing import TypeAlias, cast

import msgspec

from wirefmt.ir.expressions import (
    ZERO,
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
    walk,
)
from wirefmt.ir.extents import Extent, Fixed, Prefixed, Rest, Told
from wirefmt.ir.openness import targets
from wirefmt.ir.records import ConstantRole, Field, Padding, Record, Solved, Spelled
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Array, Choice, Converted, Data, Nested, Sized, Type

__all__ = ["Filling", "Room", "fills_itself", "pads_to_the_end", "room", "slack"]


class Room(msgspec.Struct, frozen=True):
    """How far a window is filled: to `base` bytes, and from there on to a multiple of `step`.

    With the step 0 the window has just so many bytes.
    """

    base: Expression
    step: int = 0

    def lacking(self, size: Expression) -> Expression:
        """Return how many zeros stand behind so many bytes."""
        lacks = Binary("-", self.base, size)
        further = Binary("%", lacks, Constant(self.step)) if self.step > 1 else ZERO
        return Select(Binary("<", size, self.base), lacks, further)


def room(length: Extent | Expression, record: Record, field: str | None = None) -> Room | None:
    """Return how far encode fills a window; None if the least that can be told will do.

    Args:
        length: The extent of a field's type, or the size of the record.
        record: Where it stands.
        field: Whose extent it is; only fields before it are known when it is written.

    Raises:
        LookupError: If encode would not know.
    """
    if not isinstance(length, Extent):
        return _told(length, record, field)
    match length.length:
        case Fixed(size=size):
            return Room(Constant(size))
        case Prefixed(factor=factor, offset=offset) if factor > 0:
            least = _least(offset, factor, length.minimum)
            return Room(Constant(least), factor) if least or factor > 1 else None
        case Told(expression=told):
            found = _told(told, record, field) or Room(ZERO, 1)
            if found.step and isinstance(found.base, Constant):
                base = _least(cast("int", found.base.value), found.step, length.minimum)
                found = Room(Constant(base), found.step)
            return None if found == Room(ZERO, 1) else found
        case Rest() if length.minimum:
            return Room(Constant(length.minimum), 1)
        case _:
            return None


def _least(base: int, step: int, minimum: int) -> int:
    """Return the least size that some steps from a base reach, and that is not below a minimum."""
    least = max(base, minimum)
    return least + (base - least) % step


def slack(type_: Sized, record: Record, field: str, sizes: Sizes) -> Room | None:
    """Return how far encode fills the window of a value with slack.

    What goes to the end would take zeros behind it for its own.
    """
    if not type_.slack or sizes.open_ended(type_.type):
        return None
    return room(type_.extent, record, field)


class Filling:
    """How encode fills the window of a message: by padding of its own, or by slack behind it.

    Attributes:
        measured: How many bytes the window has.
        slack: How many of them are slack.
    """

    def __init__(self, record: Record, sizes: Sizes) -> None:
        self.measured: Expression = Measure("size", record.fields[0].name, record.fields[-1].name)
        self.slack: Expression | None = None
        self._size: Expression | None = None
        self._field = next((field for field in record.fields if fills_itself(field)), None)
        filled = None if self._field is None and not record.slack else record.size
        found = None if filled is None else room(filled, record)
        if found is None:
            return
        if self._field is not None:
            self._size = found.lacking(_others(record, self._field))
        elif not any(sizes.open_ended(field.type) for field in record.fields):
            last = next((f.name for f in record.fields[::-1] if isinstance(f.when, Rest)), None)
            self.slack = found.lacking(self.measured)
            if last is not None:  # which would take what stands there, unless it does already
                self.slack = Select(Measure("present", last, last), self.slack, ZERO)
            self.measured = Binary("+", self.measured, self.slack)

    def of(self, field: Field) -> Expression | None:
        """Return the size of a field that fills the window."""
        return self._size if field is self._field else None


def _others(record: Record, field: Field) -> Expression:
    """Return the size of all fields but one."""
    position = record.fields.index(field)
    sides = [side for side in (record.fields[:position], record.fields[position + 1 :]) if side]
    spans: list[Expression] = [Measure("size", side[0].name, side[-1].name) for side in sides]
    return Binary("+", *spans) if len(spans) > 1 else spans[0]


def pads_to_the_end(type_: Type, records: tuple[Record, ...]) -> bool:
    """Return whether padding in a value may reach to the end of what encloses it."""
    return _pads(type_, records, frozenset())


def _pads(type_: Type, records: tuple[Record, ...], seen: frozenset[int]) -> bool:
    match type_:
        case Array(element=inner, extent=Extent(length=Rest()), between=between):
            return between > 1 or _pads(inner, records, seen)
        case Array(element=inner, unit="elements") | Converted(type=inner):
            return _pads(inner, records, seen)
        case Sized(type=inner, extent=Extent(length=Rest()), slack=leaves):
            return leaves or _pads(inner, records, seen)
        case Choice():
            return any(_pads(each, records, seen) for each in type_.types)
        case Nested(record=index) if index not in seen and records[index].size is None:
            record, seen = records[index], seen | {index}
            return any(_pads(Nested(each), records, seen) for each in targets(record)) or any(
                fills_itself(field) or _pads(field.type, records, seen) for field in record.fields
            )
        case _:
            return False


def fills_itself(field: Field) -> bool:
    """Return whether a field is padding that goes to the end of its window."""
    match field.role, field.type:
        case Padding(), Data(extent=Extent(length=Rest())):
            return True
        case _:
            return False


# ------------------------------------------------------------------ what tells a size


_Sum: TypeAlias = tuple[dict[str, int], Expression]
"""How often each solved field is in a sum, and the rest, which encode knows."""


def _told(expression: Expression, record: Record, field: str | None) -> Room | None:
    names, base = _Reader(record, field).sum(expression)
    if not names:
        return Room(base)
    step = next(iter(names.values()))
    if len(names) > 1 or step < 1 or (step == 1 and base == ZERO):
        return None
    return Room(base, step)


def _added(left: Expression, sign: str, right: Expression) -> Expression:
    """Return a sum, or difference, of what encode knows."""
    match left, right:
        case Constant(value=int(one)), Constant(value=int(other)):
            return Constant(one + other if sign == "+" else one - other)
        case _, Constant(value=0):
            return left
        case Constant(value=0), _ if sign == "+":
            return right
        case _:
            return Binary(sign, left, right)


class _Reader:
    """Takes apart what tells a size, by what encode knows when it writes a field."""

    def __init__(self, record: Record, field: str | None) -> None:
        self._fields: dict[str, Field] = {}
        for each in record.fields:
            if each.name == field:
                break
            self._fields[each.name] = each

    def sum(self, expression: Expression) -> _Sum:
        """Return an expression as a sum.

        Raises:
            LookupError: If it reads what encode does not know.
        """
        expression = self._resolved(expression, frozenset())
        names = {name for name in map(self._solved, walk(expression)) if name}
        return self._split(expression) if names else ({}, expression)

    def _split(self, expression: Expression) -> _Sum:
        name = self._solved(expression)
        if name:
            return {name: 1}, ZERO
        match expression:
            case Binary(operator="+" | "-" as sign, left=left, right=right):
                (first, one), (second, other) = self._split(left), self._split(right)
                factor = 1 if sign == "+" else -1
                total = {n: first.get(n, 0) + factor * second.get(n, 0) for n in first | second}
                return total, _added(one, sign, other)
            case (
                Binary(operator="*", left=scaled, right=Constant(value=int(factor)))
                | Binary(operator="*", left=Constant(value=int(factor)), right=scaled)
            ):
                names, rest = self._split(scaled)
                rest = ZERO if rest == ZERO else Binary("*", rest, Constant(factor))
                return {name: factor * count for name, count in names.items()}, rest
            case Binary(operator="<<", left=scaled, right=Constant(value=int(shift))):
                return self._split(Binary("*", scaled, Constant(1 << shift)))
            case _ if any(map(self._solved, walk(expression))):
                raise LookupError
            case _:
                return {}, expression

    def _solved(self, expression: Expression) -> str | None:
        """Return the name of the solved field that an expression is, if it is one."""
        match expression:
            case Reference(root=Root.THIS, path=(name,)) if isinstance(
                self._fields[name].role, Solved
            ):
                return name
            case _:
                return None

    def _resolved(self, expression: Expression, seen: frozenset[str]) -> Expression:
        """Return an expression with what is derived written out."""
        match expression:
            case Reference(root=Root.THIS, path=(name, *_)):
                return self._field(expression, name, seen)
            case Unary(operator=operator, operand=operand):
                return Unary(operator, self._resolved(operand, seen))
            case OneOf(operand=operand, options=options):
                return OneOf(self._resolved(operand, seen), options)
            case Binary(operator=operator, left=left, right=right):
                return Binary(operator, self._resolved(left, seen), self._resolved(right, seen))
            case Select(condition=condition, if_true=if_true, if_false=if_false):
                every = (self._resolved(each, seen) for each in (condition, if_true, if_false))
                return Select(*every)
            case Peek() | Measure(quantity="size" | "extent"):
                raise LookupError
            case Measure(first=first) if not self._fields[first].is_stored:
                raise LookupError
            case _:
                return expression

    def _field(self, expression: Reference, name: str, seen: frozenset[str]) -> Expression:
        role = self._fields[name].role
        match role:
            case Spelled(expression=spelled, kept=False) if name not in seen:
                return self._resolved(spelled, seen | {name})
            case ConstantRole(value=value):
                return Constant(value)
            case Solved(kept=False):
                return expression
            case _ if self._fields[name].is_stored:
                return expression
            case _:
                raise LookupError
