"""Which expressions a record and its types hold, and so what they read."""

from __future__ import annotations

from collections.abc import Iterator

from wirefmt.ir.expressions import (
    Expression,
)
from wirefmt.ir.extents import Last, Told
from wirefmt.ir.parts import length_of, parts
from wirefmt.ir.records import (
    Checksum,
    Record,
    Spelled,
)
from wirefmt.ir.types import (
    Array,
    Choice,
    Converted,
    Sized,
    Through,
    Type,
)

__all__ = ["expressions", "told_extents", "uses"]


def told_extents(type_: Type) -> Iterator[tuple[Told, Type]]:
    """Yield each told extent and tag of a field's type, with the type whose extent it is."""
    for part in parts(type_):
        length = part.tag if isinstance(part, Choice) else length_of(part)
        if isinstance(length, Told):
            yield length, part


def uses(type_: Type) -> Iterator[Expression]:
    """Yield what the conversions and transforms of a field's type are given."""
    for part in parts(type_):
        match part:
            case Converted(using=using) | Sized(through=Through(using=using)) if using is not None:
                yield using
            case _:
                pass


def expressions(record: Record) -> Iterator[Expression]:
    """Yield every expression of a record."""
    for field in record.fields:
        for told, _ in told_extents(field.type):
            yield told.expression
        yield from uses(field.type)
        for part in parts(field.type):
            if isinstance(part, Array) and isinstance(part.extent.length, Last):
                yield part.extent.length.condition
        if field.condition is not None:
            yield field.condition
        if isinstance(field.role, Spelled):
            yield field.role.expression
        if isinstance(field.role, Checksum) and field.role.using is not None:
            yield field.role.using
        yield from (check.condition for check in field.checks if check.condition is not None)
    dispatched = () if record.dispatch is None else record.dispatch.controllers
    switched = None if record.switch is None else record.switch.condition
    for own in (switched, record.size, record.tag, *dispatched):
        if own is not None:
            yield own
    yield from (check.condition for check in record.checks if check.condition is not None)
