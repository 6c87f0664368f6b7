"""What a type is made of."""

from __future__ import annotations

from collections.abc import Iterator

from wirefmt.ir.extents import Length, Prefixed
from wirefmt.ir.types import (
    Array,
    Choice,
    Converted,
    Data,
    Digits,
    Enumerated,
    Integer,
    Sized,
    Text,
    Type,
    Varint,
)

__all__ = ["length_of", "may_be_negative", "may_be_none", "nullable", "parts", "unconverted"]


def parts(type_: Type) -> Iterator[Type]:
    """Yield a type and all that it is made of, but not what is inside nested messages.

    A prefix is part of its type if it is a choice.
    """
    yield type_
    match type_:
        case (
            Data(extent=extent) | Text(extent=extent) | Array(extent=extent) | Sized(extent=extent)
        ) if isinstance(extent.length, Prefixed) and isinstance(extent.length.type, Choice):
            yield from parts(extent.length.type)
        case _:
            pass
    match type_:
        case Choice():
            for each in type_.types:
                yield from parts(each)
        case (
            Sized(type=inner)
            | Array(element=inner)
            | Enumerated(type=inner)
            | Converted(type=inner)
        ):
            yield from parts(inner)
        case _:
            pass


def unconverted(type_: Type) -> Type:
    """Return the type that stands on the wire, of one whose values are converted."""
    while isinstance(type_, Converted):
        type_ = type_.type
    return type_


def may_be_none(type_: Type | None) -> bool:
    """Return whether None is a value of a type: that of a choice's arm that takes no byte."""
    match type_:
        case None:
            return True
        case Choice():
            return any(may_be_none(arm.type) for arm in type_.arms)
        case Sized(type=inner):
            return may_be_none(inner)
        case _:
            return False


def may_be_negative(length: Prefixed) -> bool:
    """Return whether a prefix may say less than 0."""
    return length.factor < 0 or length.offset < 0 or _may_be_negative(length.type)


def _may_be_negative(type_: Type) -> bool:
    match type_:
        case Choice():
            return any(map(_may_be_negative, type_.types))
        case Integer(signed=signed) | Varint(zigzag=signed):
            return signed
        case _:
            return True


def length_of(type_: Type) -> Length | None:
    """Return what says how long a value is, None of a type without an extent."""
    match type_:
        case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
            return extent.length
        case Sized(extent=extent) | Array(extent=extent):
            return extent.length
        case _:
            return None


def nullable(type_: Type) -> Prefixed | None:
    """Return the prefix that may say that a value of this type is None."""
    length = length_of(type_)
    return length if isinstance(length, Prefixed) and length.none is not None else None
