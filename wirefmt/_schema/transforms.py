"""What `sized(…, through=…)` takes: what transforms are, and those of zlib."""

from __future__ import annotations

import sys
import zlib
from typing import Any, Final, Protocol

import msgspec

from wirefmt._schema.expressions import refused
from wirefmt._schema.nodes import besides
from wirefmt.ir.expressions import Expression

__all__ = ["Deflate", "KeyedTransform", "Transform", "deflate", "using_of"]


class Transform(Protocol):
    """Turns the bytes of a region into those that its type is read from, and back.

    Both functions must be pure, and inverse to one another. A `ValueError` (or `struct.error`) that
    one of them raises becomes a `MalformedError` on decode and an `InvalidValueError` on encode.
    """

    def decode(self, data: bytes, limit: int, /) -> bytes:
        """Return what the bytes on the wire stand for.

        Args:
            data: All bytes of the region.
            limit: How many bytes it may give. What would be longer need not be made: of more than
                `limit` bytes it is refused, with a `LimitExceededError`, so one more will do.
        """
        ...

    def encode(self, data: bytes, /) -> bytes:
        """Return the bytes that stand on the wire."""
        ...


class KeyedTransform(Protocol):
    """A transform that is given what `using=` is, too."""

    def decode(self, data: bytes, limit: int, using: Any, /) -> bytes:
        """Return what the bytes on the wire stand for, as `Transform.decode` does."""
        ...

    def encode(self, data: bytes, using: Any, /) -> bytes:
        """Return the bytes that stand on the wire."""
        ...


class Deflate(msgspec.Struct, frozen=True):
    """Compresses with zlib, each region by itself.

    Decoding takes one whole stream and nothing behind it, and makes at most one byte more than it
    may give.

    Args:
        wbits: The format and the size of its window, as zlib has it: 9 to 15 for the format of
            RFC 1950 (zlib), -9 to -15 for that of RFC 1951 without header and checksum (raw), 25 to
            31 for that of RFC 1952 (gzip).
        level: How hard to compress: 0 (not at all) to 9, -1 for zlib's own default.

    Raises:
        SchemaError: If zlib knows no such format or level.
    """

    wbits: int = zlib.MAX_WBITS
    level: int = -1

    def __post_init__(self) -> None:
        if self.wbits not in _FORMATS:
            raise refused(
                f"wbits is 9 to 15 (zlib), -9 to -15 (raw) or 25 to 31 (gzip), not {self.wbits!r}"
            )
        if self.level not in range(-1, 10):
            raise refused(f"level is 0 to 9, or -1, not {self.level!r}")

    def decode(self, data: bytes, limit: int, /) -> bytes:
        """Return what was compressed; more than `limit` bytes if it is more.

        Raises:
            ValueError: If the bytes are not just one compressed stream.
        """
        stream = zlib.decompressobj(self.wbits)
        try:
            found = stream.decompress(data, min(limit + 1, sys.maxsize))
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if len(found) > limit:
            return found
        if not stream.eof:
            message = "the compressed stream is cut"
            raise ValueError(message)
        if stream.unused_data:
            message = f"{len(stream.unused_data)} bytes are left behind the compressed stream"
            raise ValueError(message)
        return found

    def encode(self, data: bytes, /) -> bytes:
        """Return the bytes compressed."""
        stream = zlib.compressobj(self.level, wbits=self.wbits)
        return stream.compress(data) + stream.flush()


_FORMATS: Final = frozenset({*range(9, 16), *range(-15, -8), *range(25, 32)})

deflate: Final = Deflate()
"""The format of RFC 1950, as `zlib.compress` writes it."""


def using_of(through: object, using: object) -> Expression | None:
    """Return what a transform is given besides.

    Raises:
        SchemaError: If that is no expression, or there is no transform.
    """
    ways = (getattr(through, "decode", None), getattr(through, "encode", None))
    if through is not None and (isinstance(through, type) or not all(map(callable, ways))):
        raise refused(
            "through= takes an object with the functions decode and encode, such as w.deflate, "
            f"not {through!r}"
        )
    if using is not None and through is None:
        raise refused("using= is what through= is given; say through= too, or leave using= out")
    return besides(using)
