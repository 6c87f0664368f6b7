"""Values that a user's codec reads and writes."""

from __future__ import annotations

from typing import cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.frame import Frame
from wirefmt._interp.refusal import Refusal, shorten
from wirefmt._interp.source import Piece, Source, Wait, Where
from wirefmt._runtime.customs import Writer
from wirefmt.errors import WrongTypeError
from wirefmt.ir.types import Custom

__all__ = ["decode_custom", "encode_custom"]


def decode_custom(
    type_: Custom, source: Source, bound: Bound, place: tuple[Where, int | None], frame: Frame
) -> Wait[object]:
    """Read a value at the source's position, when all bytes of its window are there."""
    (where, window), begin = place, source.position
    yield from source.gather([Piece(where, begin, begin + type_.minimum)], window)
    if window is None:
        end = yield from source.finish(where)
    else:
        end = window
        yield from source.gather([Piece(where, begin, end)], window)
    with source.blame(where):
        data = source.frozen(end)[frame.origin :]
        value, after = _read(type_, bound, data, begin - frame.origin)
    source.position = frame.origin + after
    source.note("value", where.path, (8 * begin, 8 * source.position), value)
    return value


def _read(type_: Custom, bound: Bound, data: memoryview, begin: int) -> tuple[object, int]:
    """Return a value and the index behind it.

    Raises:
        Refusal: If the codec says no, or something that cannot be.
    """
    found = bound.ask_object(type_.codec, "decode", data, begin)
    value, after = cast("tuple[object, object]", found)
    if value is None:
        raise Refusal(f"{type_.codec} gives None, which stands for an absent field")
    if not isinstance(after, int):
        raise Refusal(f"{type_.codec} ends at {shorten(after)}, which is no index")
    if not begin + type_.minimum <= after <= len(data):
        reason = f"ends at {after}, outside of {begin + type_.minimum} to {len(data)}"
        raise Refusal(f"{type_.codec} {reason}")
    return value, after


def encode_custom(type_: Custom, value: object, bound: Bound, writer: Writer) -> bytes:
    """Return the bytes of a value.

    Raises:
        Refusal: If the codec says no, or writes too little.
    """
    if value is None:
        raise Refusal("None is for fields that may be absent", WrongTypeError)
    bound.ask_object(type_.codec, "encode", value, writer)
    wire = writer.take()
    if len(wire) < type_.minimum:
        reason = f"writes {len(wire)} bytes, fewer than its minimum {type_.minimum}"
        raise Refusal(f"{type_.codec} {reason}")
    return wire
