"""Bits that encode always writes as zero, whatever decode found there."""

from __future__ import annotations

from typing import cast

from wirefmt.ir.expressions import Peek
from wirefmt.ir.extents import Prefixed
from wirefmt.ir.records import Layout, Padding, Record
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Converted, Integer, Nested, Sized, Type

__all__ = ["blank_bits"]


def blank_bits(type_: Type, peek: Peek, layout: Layout, sizes: Sizes) -> int:
    """Return which bits are zero of a number that is peeked at in a value, always, as encoded."""
    number = cast("Integer", peek.type)
    size = peek.at + number.size
    blank = _Blanks(layout, sizes).of(type_).to_bytes(_MOST // 8, "big")[peek.at : size]
    return int.from_bytes(blank, "little" if number.little else "big")


_MOST = 8 * 128
"""How many bits are looked at; no peek reaches further than a few bytes."""


class _Blanks:
    def __init__(self, layout: Layout, sizes: Sizes) -> None:
        self._records = layout.records
        self._sizes = sizes

    def of(self, type_: Type) -> int:
        """Return the blank bits of a value as a number of the most bits, from its first byte on."""
        match type_:
            case Converted(type=inner):
                return self.of(inner)
            case Sized(type=inner, extent=extent, through=None) if not isinstance(
                extent.length, Prefixed
            ):
                return self.of(inner)
            case Nested(record=index) if self._records[index].dispatch is None:
                return self._of_record(self._records[index])
            case _:
                return 0

    def _of_record(self, record: Record) -> int:
        found = begin = 0
        for field in record.fields:
            width = self._sizes.bits(field.type)
            if field.when is not None or width is None or begin + width > _MOST:
                break
            in_order = record.bit_order == "msb" or self._sizes.bit_width(field.type) is None
            if isinstance(field.role, Padding) and in_order:
                found |= ((1 << width) - 1) << (_MOST - begin - width)
            elif in_order:
                found |= self.of(field.type) >> begin
            begin += width
        return found
