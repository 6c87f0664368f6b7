"""One field of a record as a layout of its own, to try a value that stands alone: a default."""

from __future__ import annotations

import msgspec

from wirefmt.ir.expressions import references
from wirefmt.ir.extents import Extent, Rest, Told
from wirefmt.ir.outer import Outer, outer_names
from wirefmt.ir.parts import parts
from wirefmt.ir.records import Check, Field, Layout, Record, Stored
from wirefmt.ir.types import (
    Arm,
    Array,
    Choice,
    Converted,
    Data,
    Digits,
    Nested,
    Sized,
    Text,
    Through,
    Type,
)

__all__ = ["isolate"]


def isolate(layout: Layout, field: Field) -> Layout | None:
    """Return a layout whose root is a bare value of the field's type.

    What other fields tell about it (extents, presence, checks) is left out. None if its value
    cannot stand alone: a choice whose tag they tell, a conversion or transform that is given one, a
    message that reads the enclosing one.
    """
    reads = Outer(layout)
    if any(_leans(part, reads) for part in parts(field.type)):
        return None
    checks = tuple(check for check in field.checks if _stands_alone(check, field))
    constant = field.role.constant if isinstance(field.role, Stored) else None
    alone = Field(field.name, _untold(field.type), Stored(constant), checks=checks)
    root = layout.root
    record = Record(root.name, None, (alone,), (field.name,))
    return Layout((record, *layout.records[1:]))


def _leans(part: Type, reads: Outer) -> bool:
    """Return whether a part of a type takes its meaning from other fields."""
    match part:
        case Choice(tag=Told()):
            return True
        case Converted(using=using) | Sized(through=Through(using=using)):
            return using is not None
        case Nested(record=record):
            return bool(reads.names(record))
        case _:
            return False


def _stands_alone(check: Check, field: Field) -> bool:
    condition = check.condition
    return condition is None or (
        set(references(condition)) <= {field.name} and not any(outer_names(condition))
    )


def _untold(type_: Type) -> Type:
    """Return a type whose told extents reach to the end instead."""
    match type_:
        case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
            return msgspec.structs.replace(type_, extent=_untold_extent(extent))
        case Converted(type=inner):
            return msgspec.structs.replace(type_, type=_untold(inner))
        case Sized(type=inner, extent=extent):
            free_extent = _untold_extent(extent)
            return msgspec.structs.replace(type_, type=_untold(inner), extent=free_extent)
        case Array(element=element, extent=Extent(length=Told()) as extent):
            return Array(_untold(element), _untold_extent(extent), "bytes", type_.between)
        case Array(element=element):
            return msgspec.structs.replace(type_, element=_untold(element))
        case Choice(tag=tag, arms=arms):
            free = (Arm(a.tag, None if a.type is None else _untold(a.type)) for a in arms)
            return Choice(tag, tuple(free))
        case _:
            return type_


def _untold_extent(extent: Extent) -> Extent:
    if not isinstance(extent.length, Told):
        return extent
    return msgspec.structs.replace(extent, length=Rest())
