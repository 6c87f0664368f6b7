"""What customs are written to, and how generated code calls their codecs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wirefmt._runtime.context import Fault

if TYPE_CHECKING:
    from typing_extensions import Buffer

__all__ = ["Writer", "read_custom", "write_custom"]


class Writer:
    """Where a custom codec writes a value.

    There is one for each origin, and it lives as long as one call of `encode`. What is written is
    copied; where the codec says no, it counts for nothing.

    Attributes:
        position: Where the next byte stands, counted from the origin. It is only read.
        memo: Whatever codecs want to remember of what stands before, such as the positions of
            names; empty at the origin, and shared by all codecs that count from there.
    """

    __slots__ = ("_parts", "memo", "position")

    def __init__(self) -> None:
        self.position: int = 0
        self.memo: dict[Any, Any] = {}
        self._parts: list[bytes] = []

    def write(self, data: Buffer, /) -> None:
        """Write bytes, or any bytes-like object, behind what was written.

        Raises:
            TypeError: If it is no such object.
        """
        part = bytes(memoryview(data))
        self._parts.append(part)
        self.position += len(part)

    def take(self) -> bytes:
        """Return what was written since this was called last; for wirefmt's own use."""
        whole = b"".join(self._parts)
        self._parts.clear()
        return whole


def read_custom(  # noqa: PLR0913, PLR0917  # from generated code
    codec: Any, data: bytes, origin: int, offset: int, end: int, minimum: int
) -> tuple[Any, int]:
    """Return the value that a codec reads at an index, and the index behind it."""
    if offset + minimum > end:
        raise Fault
    value, after = codec.decode(memoryview(data)[origin:end], offset - origin)
    if value is None or not isinstance(after, int):
        raise Fault
    after += origin
    if not offset + minimum <= after <= end:
        raise Fault
    return value, after


def write_custom(codec: Any, value: object, writer: Writer, minimum: int) -> bytes:
    """Return what a codec writes for a value."""
    if value is None:
        raise Fault
    codec.encode(value, writer)
    wire = writer.take()
    if len(wire) < minimum:
        raise Fault
    return wire
