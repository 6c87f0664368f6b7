"""Whether a value that a declaration states fits the type that it stands for."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from wirefmt.ir.expressions import Literal_
from wirefmt.ir.extents import Extent, Fixed
from wirefmt.ir.kinds import kind_of_literal, kind_of_type
from wirefmt.ir.types import (
    Bits,
    Boolean,
    Data,
    Digits,
    Enumerated,
    Integer,
    Sized,
    Text,
    Type,
    Varint,
)

__all__ = ["misfit"]

_Number: TypeAlias = Integer | Bits | Boolean | Varint | Digits


def misfit(type_: Type, value: Literal_) -> str | None:
    """Return why a value that a declaration states cannot be written as a type, None if it can."""
    if kind_of_literal(value) != (kind_of_type(type_) or ""):
        kind = kind_of_type(type_)
        is_widened = kind == "float" and isinstance(value, int)
        return None if is_widened else f"is not of its type, {kind or 'a message or array'}"
    match type_, value:
        case Sized(type=inner), _:
            return misfit(inner, value)
        case Enumerated(type=inner), int():
            if not type_.admits(value):
                return "is no member of its enum"
            return misfit(inner, value)
        case Data(extent=extent), bytes():
            return _misfit_size(extent, value)
        case Text(extent=extent, encoding=encoding), str():
            return _misfit_text(extent, encoding, value)
        case Integer() | Bits() | Boolean() | Varint() | Digits(), int():
            return _misfit_number(type_, value)
        case _:
            return None


def _misfit_size(extent: Extent, value: bytes) -> str | None:
    """Return why bytes cannot have an extent, None if they can."""
    size = len(value)
    match extent.length:
        case Fixed(size=fixed, pad=pad) if pad and size <= fixed:
            ends = value.endswith(pad)
            return "ends in the byte that fills, and would lose it; shorten it" if ends else None
        case Fixed(size=fixed) if fixed != size:
            return f"has {size} bytes, but the field {fixed}; let both say the same"
        case _:
            return None


def _misfit_text(extent: Extent, encoding: str, value: str) -> str | None:
    """Return why a text cannot be written, None if it can."""
    try:
        encoded = value.encode(encoding)
    except UnicodeEncodeError:
        return f"cannot be written in {encoding}"
    return _misfit_size(extent, encoded)


def _misfit_number(type_: _Number, value: int) -> str | None:
    """Return why a type cannot hold a number, None if it can."""
    least, greatest = _range(type_)
    if least <= value <= greatest:
        return None
    return f"does not fit: its type holds {least} to {greatest}; use a wider type or another value"


def _range(type_: _Number) -> tuple[int, int]:
    """Return the least and the greatest number of a type."""
    match type_:
        case Integer(size=size, signed=signed):
            span = 1 << 8 * size
            return (-span // 2, span // 2 - 1) if signed else (0, span - 1)
        case Bits(width=width):
            return 0, (1 << width) - 1
        case Boolean():
            return 0, 1
        case Varint():
            return type_.least, type_.greatest
        case Digits(extent=Extent(length=Fixed(size=size)), base=base, signed=signed):
            return 1 - int(base ** max(0, size - 1)) if signed else 0, int(base**size) - 1
        case Digits(max_digits=most, base=base, signed=signed):
            return 1 - int(base**most) if signed else 0, int(base**most) - 1
        case _ as unreachable:
            assert_never(unreachable)
