"""Where fields of bits stand in the bytes of their group."""

from __future__ import annotations

from typing import NamedTuple

from wirefmt._interp.source import Piece, Where
from wirefmt.errors import Path
from wirefmt.ir.groups import byte_order, first_bit
from wirefmt.ir.numbers import BitOrder
from wirefmt.ir.steps import Place

__all__ = ["Spot"]


class Spot(NamedTuple):
    """Some bits of a group.

    Attributes:
        begin: The index of the group's first byte.
        size: How many bytes the group has.
        group: The order of the group.
        shift: Where the bits stand in the group's number.
        width: How many bits they are.
    """

    begin: int
    size: int
    group: BitOrder
    shift: int
    width: int

    @classmethod
    def of(cls, place: Place, begin: int) -> Spot:
        """Return where a field of bits stands whose run begins at an index."""
        return cls(
            begin + place.offset,
            place.size,
            place.order,
            place.shift,
            place.width or 8 * place.size,
        )

    def inside(self, shift: int, width: int) -> Spot:
        """Return some of these bits, counted from the least significant of them."""
        return self._replace(shift=self.shift + shift, width=width)

    def where(self, path: Path, own: BitOrder) -> Where:
        """Return where a field of a class with this order begins."""
        bit = first_bit(self.group, self.size, self.shift, self.width, own)
        return Where(path, *divmod(8 * self.begin + bit, 8))

    def number(self, data: bytes | bytearray) -> int:
        """Return the bits as a number."""
        raw = data[self.begin : self.begin + self.size]
        number = int.from_bytes(raw, byte_order(self.group)) >> self.shift
        return number & ((1 << self.width) - 1)

    def piece(self, where: Where) -> Piece:
        """Return the bytes that hold the bits; they come one after the other.

        Of a group whose last byte comes first, these are all its bytes.
        """
        if self.group == "lsb":
            return Piece(where, self.begin, self.begin + self.size)
        first, last = self.shift // 8, -(-(self.shift + self.width) // 8)
        if self.group == "msb":
            first, last = self.size - last, self.size - first
        return Piece(where, self.begin + first, self.begin + last)
