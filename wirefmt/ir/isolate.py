"""One field of a record as a layout of its own, to try a value that stands alone: a default."""

from __future__ import annotations

import msgspec

from wirefmt.ir.expressions import references
from wirefmt.ir.types import (
    Array,
    Check,
    Converted,
    Data,
    Digits,
    Extent,
    Field,
    Layout,
    Record,
    Rest,
    Sized,
    Stored,
    Text,
    Told,
    Type,
    parts,
)

__all__ = ["isolate"]


def isolate(layout: Layout, field: Field) -> Layout | None:
    """Return a layout whose root is a bare value of the field's type.

    What other fields tell about it (extents, presence, checks) is left out. None where its value
    cannot stand alone, since a conversion is given another field.
    """
    converted = [part for part in parts(field.type) if isinstance(part, Converted)]
    if any(part.using is not None for part in converted):
        return None
    checks = tuple(check for check in field.checks if _stands_alone(check, field))
    constant = field.role.constant if isinstance(field.role, Stored) else None
    alone = Field(field.name, _untold(field.type), Stored(constant), checks=checks)
    root = layout.root
    record = Record(root.name, None, (alone,), (field.name,))
    return Layout((record, *layout.records[1:]))


def _stands_alone(check: Check, field: Field) -> bool:
    return check.condition is None or set(references(check.condition)) <= {field.name}


def _untold(type_: Type) -> Type:
    """Return a type whose told extents reach to the end instead."""
    match type_:
        case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
            return msgspec.structs.replace(type_, extent=_untold_extent(extent))
        case Converted(type=inner):
            return msgspec.structs.replace(type_, type=_untold(inner))
        case Sized(type=inner, extent=extent, slack=slack):
            return Sized(_untold(inner), _untold_extent(extent), slack)
        case Array(element=element, extent=Extent(length=Told()) as extent):
            return Array(_untold(element), _untold_extent(extent), "bytes")
        case Array(element=element, extent=extent, unit=unit):
            return Array(_untold(element), extent, unit)
        case _:
            return type_


def _untold_extent(extent: Extent) -> Extent:
    if not isinstance(extent.length, Told):
        return extent
    return msgspec.structs.replace(extent, length=Rest())
