"""Where aligned extents begin: known from the declaration, as a remainder, or refused.

An extent with `align=n` is followed by zeros up to a multiple of n from the start of its class.
How many depends on where it begins, modulo n; this is its *phase*. It follows from the fields
before it: those of fixed size, and those that end on such a border themselves. So no engine has to
know where it stands in its class. What has zeros between its elements begins on such a border, and
so has no phase.
"""

from __future__ import annotations

from typing import assert_never

import msgspec

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import Binary, Constant, Measure, Peek, Unary
from wirefmt.ir.extents import Extent, Fixed, Prefixed, Told, Until
from wirefmt.ir.parts import parts
from wirefmt.ir.records import Field, Layout, PresenceByte, Record
from wirefmt.ir.sizes import targets
from wirefmt.ir.types import (
    Arm,
    Array,
    Bits,
    Boolean,
    Choice,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Float,
    Integer,
    Nested,
    Sized,
    Text,
    Type,
    Varint,
)

__all__ = ["alignment", "phased"]

_MOST_STEPS = 64
"""Of how many elements of a fixed count the phases are followed one by one."""


def alignment(type_: Type) -> int:
    """Return up to a multiple of what padding goes whose size is `-size_of(…) % n`, else 1."""
    match type_:
        case Data(
            extent=Extent(
                length=Told(
                    expression=Binary(
                        operator="%",
                        left=Unary(operator="-", operand=Measure(quantity="size")),
                        right=Constant(value=int(multiple)),
                    )
                )
            )
        ):
            return multiple
        case _:
            return 1


def phased(layout: Layout) -> Layout:
    """Return the layout with the phase of every aligned extent.

    Raises:
        SchemaError: If one is not known from the declaration.
    """
    phases = _Phases(layout)
    return Layout(tuple(phases.record(record) for record in layout.records))


class _Phases:
    """Follows positions through records, in bits modulo 8 * n; None where they are not known."""

    def __init__(self, layout: Layout) -> None:
        self._records = layout.records
        self._open: list[int] = []

    def record(self, record: Record) -> Record:
        """Return a record with its phases; a header does not know what its last fields follow."""
        own = len(record.fields) - record.trailing
        fields = tuple(
            msgspec.structs.replace(field, type=self._set(field.type, record, index))
            for index, field in enumerate(record.fields[:own])
        )
        fields += record.fields[own:]
        return record if fields == record.fields else msgspec.structs.replace(record, fields=fields)

    def _set(self, type_: Type, record: Record, index: int) -> Type:
        """Return a field's type with the phases of the extents in it."""
        multiples = {
            multiple
            for part in parts(type_)
            if isinstance(part, Data | Text | Array | Sized)
            for multiple in (part.extent.align, part.between if isinstance(part, Array) else 1)
        }
        for multiple in sorted(multiples - {1}):
            start = self._before(record, index, multiple)
            type_ = self._place(type_, start, multiple, record.fields[index], record)
        return type_

    def _place(
        self, type_: Type, start: int | None, multiple: int, field: Field, record: Record
    ) -> Type:
        """Return a type that begins at `start`, with the phases of extents of this multiple."""
        if isinstance(type_, Converted):
            inner = self._place(type_.type, start, multiple, field, record)
            return msgspec.structs.replace(type_, type=inner)
        if isinstance(type_, Choice):
            inside = self._behind_tag(type_, start, multiple)
            arms = tuple(
                Arm(arm.tag, arm.type and self._place(arm.type, inside, multiple, field, record))
                for arm in type_.arms
            )
            return msgspec.structs.replace(type_, arms=arms)
        if not isinstance(type_, Data | Text | Array | Sized):
            return type_
        extent = type_.extent
        if extent.align == multiple:
            if start is None or start % 8:
                raise SchemaError(
                    record.name,
                    field.name,
                    f"align={multiple} needs to know where it begins, but what stands before it "
                    f"may be of any size; give that align={multiple} too, or put "
                    f"w.align({multiple}) behind it as a field",
                )
            extent = msgspec.structs.replace(extent, phase=start // 8)
            type_ = msgspec.structs.replace(type_, extent=extent)
        inside = self._content(extent, start, multiple)
        match type_:
            case Array(element=element, between=between):
                if between == multiple and inside != 0:
                    raise SchemaError(
                        record.name,
                        field.name,
                        f"between={between} needs to know that the first element begins at a "
                        f"multiple of {between}; put w.align({between}) before it, and what counts "
                        "or measures it, as fields",
                    )
                inside = self._each(type_, inside, multiple)
                inner = self._place(element, inside, multiple, field, record)
                return msgspec.structs.replace(type_, element=inner)
            case Sized(type=confined, through=through):
                if through is not None:  # what is made of the bytes begins by itself
                    inside = 0
                inner = self._place(confined, inside, multiple, field, record)
                return msgspec.structs.replace(type_, type=inner)
            case _:
                return type_

    # -------------------------------------------------------------- positions

    def _before(self, record: Record, index: int, multiple: int) -> int | None:
        """Return where a field's type begins: after the fields before it, and its presence byte."""
        start: int | None = 0
        for field in record.fields[:index]:
            start = self._behind_field(field, start, multiple)
        return _plus(start, 8 * isinstance(record.fields[index].when, PresenceByte), multiple)

    def _behind_field(self, field: Field, start: int | None, multiple: int) -> int | None:
        if field.when is None:
            return self._behind(field.type, start, multiple)
        absent = _plus(start, 8 * isinstance(field.when, PresenceByte), multiple)
        there = self._behind(field.type, absent, multiple)
        return there if there == absent else None

    def _behind(self, type_: Type, start: int | None, multiple: int) -> int | None:
        """Return where what follows a value begins."""
        match type_:
            case Integer(size=size) | Float(size=size):
                return _plus(start, 8 * size, multiple)
            case Boolean():
                return _plus(start, 8, multiple)
            case Bits(width=width):
                return _plus(start, width, multiple)
            case Enumerated(type=inner) | Converted(type=inner):
                return self._behind(inner, start, multiple)
            case Nested(record=record):
                whole = self._record_size(record, multiple)
                return None if whole is None else _plus(start, whole, multiple)
            case Varint() | Custom():
                return None
            case Data() | Text() | Digits() | Array() | Sized():
                return self._behind_extent(type_, start, multiple)
            case Choice():
                inside = self._behind_tag(type_, start, multiple)
                ends = {
                    inside if arm.type is None else self._behind(arm.type, inside, multiple)
                    for arm in type_.arms
                }
                return ends.pop() if len(ends) == 1 else None
            case _ as unreachable:
                assert_never(unreachable)

    def _behind_tag(self, type_: Choice, start: int | None, multiple: int) -> int | None:
        """Return where the arms of a choice begin."""
        if isinstance(type_.tag, Told | Peek):
            return start
        return self._behind(type_.tag, start, multiple)

    def _behind_extent(
        self, type_: Data | Text | Digits | Array | Sized, start: int | None, multiple: int
    ) -> int | None:
        extent = type_.extent
        if max(extent.align, alignment(type_)) % multiple == 0:
            return 0
        match type_, extent.length:
            case Array(element=element, unit="elements"), length:
                inside = self._content(extent, start, multiple)
                if self._all(type_, inside, multiple) is not None:
                    end = len(length.delimiter) if isinstance(length, Until) else 0
                    return _plus(inside, 8 * end, multiple)
                if isinstance(length, Fixed) and length.size <= _MOST_STEPS:
                    end_of_all = inside
                    for _ in range(length.size):
                        further = _padded(end_of_all, type_.between, multiple)
                        end_of_all = self._behind(element, further, multiple)
                    return end_of_all
                return None
            case Array(), length if not isinstance(length, Fixed):
                return self._all(type_, self._content(extent, start, multiple), multiple)
            case _, Fixed(size=size):
                return _plus(start, 8 * size, multiple)
            case _:
                return None

    def _content(self, extent: Extent, start: int | None, multiple: int) -> int | None:
        """Return where the content of an extent begins: behind its prefix."""
        if isinstance(extent.length, Prefixed):
            return self._behind(extent.length.type, start, multiple)
        return start

    def _each(self, array: Array, start: int | None, multiple: int) -> int | None:
        """Return where every element begins, if all begin alike."""
        end = self._behind(array.element, start, multiple)
        return start if _padded(end, array.between, multiple) == start else None

    def _all(self, array: Array, start: int | None, multiple: int) -> int | None:
        """Return where any number of elements ends, if that is where they begin."""
        end = self._behind(array.element, start, multiple)
        return end if end == self._each(array, start, multiple) else None

    def _record_size(self, index: int, multiple: int) -> int | None:
        """Return the size of a message, None if it varies, or the message contains itself."""
        record = self._records[index]
        if record.align % multiple == 0:
            return 0
        if record.slack or index in self._open:
            return None
        self._open.append(index)
        size: int | None = 0
        for field in record.fields if record.dispatch is None else ():
            size = self._behind_field(field, size, multiple)
        if record.dispatch is not None:
            every = {self._record_size(each, multiple) for each in targets(record)}
            size = every.pop() if len(every) == 1 else None
        self._open.pop()
        return _padded(size, record.align, multiple)


def _plus(start: int | None, bits: int, multiple: int) -> int | None:
    return None if start is None else (start + bits) % (8 * multiple)


def _padded(start: int | None, to: int, multiple: int) -> int | None:
    """Return a position, or where zeros behind it end that go up to a multiple of `to`."""
    if to % multiple == 0:
        return 0
    if start is None or multiple % to:
        return None
    return _plus(start, -start % (8 * to), multiple)
