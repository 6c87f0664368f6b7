"""The numbers of a wire format that need no extent."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

__all__ = ["BitOrder", "Bits", "Boolean", "Float", "Integer", "Varint"]


BitOrder: TypeAlias = Literal["msb", "lsb", "lsb_le"]
"""Which bits of a number the first of its fields has.

- `msb`: the most significant ones; the number is big-endian
- `lsb`: the least significant ones; the number is big-endian
- `lsb_le`: the least significant ones; the number is little-endian
"""


class Integer(msgspec.Struct, frozen=True):
    """An integer of `size` bytes."""

    size: int
    signed: bool = False
    little: bool = False


class Float(msgspec.Struct, frozen=True):
    """An IEEE 754 number of 2, 4 or 8 bytes."""

    size: int
    little: bool = False


class Boolean(msgspec.Struct, frozen=True):
    """One byte, 0 or 1 only."""


class Bits(msgspec.Struct, frozen=True):
    """An unsigned number of `width` bits, or (`flag`) one bit that is a bool.

    `little` is the order of its bytes where it stands in no group but fills whole ones.
    """

    width: int
    flag: bool = False
    little: bool = False


class Varint(msgspec.Struct, frozen=True):
    """A number whose own first bits say how many bytes it has.

    `leb128`: seven bits a byte, least significant first, the high bit says that more follow.
    `quic`: the two high bits say 1, 2, 4 or 8 bytes, big-endian (RFC 9000, section 16).

    A number of more than `max_size` bytes, or over `max_value`, is malformed, and with `shortest`
    one that is longer than needed. With `zigzag` 0, 1, 2, 3, … on the wire are 0, -1, 1, -2, …
    """

    name: str
    max_size: int
    max_value: int
    shortest: bool = False
    form: Literal["leb128", "quic"] = "leb128"
    zigzag: bool = False

    @property
    def least(self) -> int:
        """The least number."""
        return -(self.max_value + 1) // 2 if self.zigzag else 0

    @property
    def greatest(self) -> int:
        """The greatest number."""
        return self.max_value // 2 if self.zigzag else self.max_value
