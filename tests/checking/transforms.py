"""Transforms of bytes, as tests give them to `sized(…, through=…)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wirefmt as w

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FLIP", "GAVE", "HEX", "MASK", "TRANSFORMED", "flipped"]


class Mask:
    """The masking of RFC 6455, section 5.3."""

    def decode(self, data: bytes, _limit: int, key: bytes) -> bytes:
        return bytes(byte ^ key[index % 4] for index, byte in enumerate(data))

    def encode(self, data: bytes, key: bytes) -> bytes:
        return self.decode(data, 0, key)


class Flip:
    """All bits the other way round."""

    def decode(self, data: bytes, _limit: int) -> bytes:
        return bytes(byte ^ 0xFF for byte in data)

    def encode(self, data: bytes) -> bytes:
        return self.decode(data, 0)


class Hex:
    """Twice as many bytes on the wire."""

    def decode(self, data: bytes, _limit: int) -> bytes:
        return bytes.fromhex(data.decode("ascii"))

    def encode(self, data: bytes) -> bytes:
        return data.hex().encode("ascii")


MASK, FLIP, HEX = Mask(), Flip(), Hex()

GAVE = "of what through= gave"
"""How an error inside a transformed region ends."""


TRANSFORMED: Sequence[tuple[Any, Any, int]] = [
    (FLIP, w.u16, 2),
    (FLIP, w.uvarint, 1),
    (HEX, w.u24_le, 3),
    (HEX, w.until(b"\r\n"), 2),
    (w.deflate, w.u16, 2),
    (w.Deflate(-15), w.u16, 2),
]
"""Transforms with an extent of what they write, and the least size of both."""


def flipped(data: bytes) -> bytes:
    return FLIP.encode(data)
