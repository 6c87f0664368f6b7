"""Why a constant cannot be written as a type, if it cannot."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from wirefmt.ir.types import Bits, Boolean, Digits, Extent, Fixed, Integer, Varint

__all__ = ["misfit_number", "misfit_size", "misfit_text"]

_Number: TypeAlias = Integer | Bits | Boolean | Varint | Digits


def misfit_size(extent: Extent, value: bytes) -> str | None:
    """Return why bytes do not have an extent."""
    size = len(value)
    match extent.length:
        case Fixed(size=fixed, pad=pad) if pad and size <= fixed:
            ends = value.endswith(pad)
            return "ends in the byte that fills, and would lose it; shorten it" if ends else None
        case Fixed(size=fixed) if fixed != size:
            return f"has {size} bytes, but the field {fixed}; let both say the same"
        case _:
            return None


def misfit_text(extent: Extent, encoding: str, value: str) -> str | None:
    """Return why a text does not have an extent, or cannot be written in its encoding."""
    try:
        encoded = value.encode(encoding)
    except UnicodeEncodeError:
        return f"cannot be written in {encoding}"
    return misfit_size(extent, encoded)


def misfit_number(type_: _Number, value: int) -> str | None:
    """Return why a number is outside of those of a type."""
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
