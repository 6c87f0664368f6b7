"""Groups of bits: neighbouring fields that are cut out of one number of whole bytes.

A run of bits is cut into groups wherever a field ends on a byte border. The number of a group is
what its bytes are in its order; where a field stands in it depends on the order of its class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import lcm
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from wirefmt.ir.numbers import BitOrder
from wirefmt.ir.records import Field, Record
from wirefmt.ir.types import Nested

if TYPE_CHECKING:
    from wirefmt.ir.sizes import Sizes

__all__ = [
    "Group",
    "begins",
    "byte_order",
    "first_bit",
    "group_order",
    "groups",
    "shift_of",
    "unit",
]


class Group(msgspec.Struct, frozen=True):
    """Neighbouring fields of bits whose bytes are one number; in bits, `width` is that number's."""

    fields: tuple[Field, ...]
    order: BitOrder
    width: int


def groups(record: Record, fields: Sequence[Field], sizes: Sizes) -> Iterator[Group | Field]:
    """Yield neighbouring fields of a record, those that are bits of one number together."""
    group: list[Field] = []
    width = 0
    for field in fields:
        own = None if field.when is not None else sizes.bit_width(field.type)
        if own is None:
            yield field
            continue
        group.append(field)
        width += own
        if width % unit(record, sizes) == 0:
            yield Group(tuple(group), group_order(record, group, sizes), width)
            group, width = [], 0
    if group:
        yield Group(tuple(group), record.bit_order, width)


def begins(group: Group, own: BitOrder, sizes: Sizes) -> Iterator[int]:
    """Yield where each field of a group begins, in bits from the group's first byte.

    Args:
        group: The group.
        own: The order of the class in which it stands.
        sizes: The size facts of the layout.
    """
    before = 0
    for field in group.fields:
        width = sizes.bit_width(field.type) or 0
        shift = shift_of(own, before, width, group.width)
        whole = group.width % 8 == 0  # else it is part of another group
        yield first_bit(group.order, group.width // 8, shift, width, own) if whole else before
        before += width


def unit(record: Record, sizes: Sizes) -> int:
    """Return the number of bits of which a group has a multiple.

    From the least significant bit on, a message of bits alone is one number, however wide. From
    the most significant on it makes no difference.
    """
    alone = replace(record, switch=None)  # of bits alone, even if it does not stand in runs
    if record.bit_order == "msb" or not sizes.is_of_bits(alone):
        return 8
    return lcm(8, sum(sizes.bit_width(field.type) or 0 for field in record.fields))


def group_order(record: Record, fields: Sequence[Field], sizes: Sizes) -> BitOrder:
    """Return the order of a group's bytes: a message that is all of it has its own."""
    match fields:
        case [Field(type=Nested() as nested)]:
            return sizes.record(nested.record).bit_order
        case _:
            return record.bit_order


def byte_order(order: BitOrder) -> Literal["big", "little"]:
    """Return the order of the bytes of a group's number."""
    return "little" if order == "lsb_le" else "big"


def shift_of(order: BitOrder, before: int, width: int, total: int) -> int:
    """Return by how many bits a field is shifted in a number of `total` bits.

    Args:
        order: That of the class in which the field stands.
        before: How many bits the fields before it have.
        width: How many bits it has.
        total: How many bits all of them have.
    """
    return total - before - width if order == "msb" else before


def first_bit(group: BitOrder, size: int, shift: int, width: int, own: BitOrder) -> int:
    """Return where in the bytes of a group a field is said to begin, in bits from the first byte.

    From the most significant bit on that is its most significant one, counted likewise; else its
    least significant one, counted from the least significant of its byte. What fills all bytes
    begins at the first.

    Args:
        group: The order of the group, which has `size` bytes.
        size: How many bytes that are.
        shift: Where the field stands in the group's number.
        width: How many bits it has.
        own: The order of the class in which the field stands.
    """
    if width == 8 * size:
        return 0
    bit = shift + width - 1 if own == "msb" else shift
    byte = bit // 8 if byte_order(group) == "little" else size - 1 - bit // 8
    return 8 * byte + (7 - bit % 8 if own == "msb" else bit % 8)
