"""The values that have no parts, and the bytes that stand for them, wherever these stand."""

from __future__ import annotations

import struct
from typing import Final, Literal, TypeAlias, assert_never, cast

from wirefmt._interp.refusal import Refusal, shorten
from wirefmt.errors import InvalidValueError, OutOfRangeError, WrongTypeError
from wirefmt.ir.encodings import is_one_to_one
from wirefmt.ir.expressions import Peek
from wirefmt.ir.extents import Extent, Fixed
from wirefmt.ir.types import Bits, Boolean, Data, Digits, Float, Integer, Scalar, Text, Type, Varint

__all__ = [
    "Plain",
    "decode_bits",
    "decode_plain",
    "encode_bits",
    "encode_plain",
    "fitting",
    "integer",
    "peeked",
]

Plain: TypeAlias = Scalar | Data | Text
"""The types whose values are made of nothing but their own bytes."""

_FORMATS: Final = {2: "e", 4: "f", 8: "d"}
_DIGITS: Final = {10: b"0123456789", 16: b"0123456789abcdefABCDEF"}

# ------------------------------------------------------------------ bytes → values


def decode_plain(type_: Plain, raw: bytes) -> object:
    """Return the value of all the bytes given.

    Raises:
        Refusal: If they are malformed.
        UnicodeError: If they are not text.
    """
    match type_:
        case Integer(signed=signed):
            return int.from_bytes(raw, _order(type_), signed=signed)
        case Float():
            return struct.unpack(_format(type_), raw)[0]
        case Boolean():
            if raw not in {b"\0", b"\1"}:
                raise Refusal(f"{raw[0]} is neither 0 nor 1")
            return raw == b"\1"
        case Bits():
            return decode_bits(type_, int.from_bytes(raw, _order(type_)))
        case Varint():
            return _decode_varint(type_, raw)
        case Digits():
            return _decode_digits(type_, raw)
        case Data(extent=extent):
            return _stripped(extent, raw)
        case Text(encoding=encoding, extent=extent):
            return _decode_text(_stripped(extent, raw), encoding)
        case _ as unreachable:
            assert_never(unreachable)


def _stripped(extent: Extent, raw: bytes) -> bytes:
    """Return the bytes of a value, without what fills it."""
    match extent.length:
        case Fixed(pad=pad) if pad:
            end = len(raw)
            while raw.endswith(pad, 0, end):
                end -= len(pad)
            return raw[:end]
        case _:
            return raw


def _decode_text(raw: bytes, encoding: str) -> str:
    value = raw.decode(encoding)
    if not is_one_to_one(encoding) and value.encode(encoding) != raw:
        raise UnicodeError(f"not as {encoding} writes this text")
    return value


def decode_bits(type_: Bits, number: int) -> int:
    """Return the value of a number that stands in bits."""
    return bool(number) if type_.flag else number


def _decode_varint(type_: Varint, raw: bytes) -> int:
    if type_.form == "quic":
        value = int.from_bytes(raw, "big") & ((1 << (8 * len(raw) - 2)) - 1)
    else:
        value = sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(raw))
    if value > type_.max_value:
        raise Refusal(f"{value} is over the greatest {type_.name}, {type_.max_value}")
    if type_.zigzag:
        value = -(value + 1) // 2 if value % 2 else value // 2
    if type_.shortest and len(_encode_varint(type_, value)) < len(raw):
        raise Refusal(f"{len(raw)} bytes are more than {value} needs")
    return value


def _decode_digits(type_: Digits, raw: bytes) -> int:
    negative = type_.signed and raw.startswith(b"-")
    digits = raw[1:] if negative else raw
    if not digits or digits.strip(_DIGITS[type_.base]):
        raise Refusal(f"{shorten(raw)} is not a number of base {type_.base}")
    fixed = isinstance(type_.extent.length, Fixed)
    if len(digits) > type_.max_digits:
        raise Refusal(f"{len(digits)} digits are more than {type_.max_digits}")
    value = int(digits, type_.base)
    if (negative and value == 0) or (not fixed and len(digits) > 1 and digits[:1] == b"0"):
        raise Refusal(f"{shorten(raw)} is not the shortest form of its number")
    return -value if negative else value


# ------------------------------------------------------------------ values → bytes


def encode_plain(type_: Plain, value: object) -> bytes:
    """Return the bytes of a value.

    Raises:
        Refusal: If the value is of another type, out of range, or no text in this encoding.
    """
    match type_:
        case Integer():
            return _encode_integer(type_, integer(value))
        case Float():
            return _encode_float(type_, value)
        case Boolean():
            return bytes([_boolean(value)])
        case Bits(width=width):
            return encode_bits(type_, value).to_bytes(width // 8, _order(type_))
        case Varint():
            return _encode_varint(type_, integer(value))
        case Digits():
            return _encode_digits(type_, integer(value))
        case Data():
            return _bytes(value)
        case Text(encoding=encoding):
            return _encode_text(value, encoding)
        case _ as unreachable:
            assert_never(unreachable)


def encode_bits(type_: Bits, value: object) -> int:
    """Return the number that stands for a value in its bits."""
    if type_.flag:
        return _boolean(value)
    return _in_range(integer(value), 0, (1 << type_.width) - 1)


def integer(value: object) -> int:
    """Return a value that must be an int, and not a bool."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_type(value, "int")
    return value


def peeked(peek: Peek, data: bytes | bytearray) -> object:
    """Return the number that is peeked at in the bytes of a value."""
    type_ = cast("Integer", peek.type)
    return decode_plain(type_, bytes(data[peek.at : peek.at + type_.size]))


def fitting(type_: Type, value: object) -> object:
    """Return what an expression gave as the type shows it: a truth as bool, any other as number."""
    match type_:
        case Boolean() | Bits(flag=True) if value in (0, 1):
            return bool(value)
        case _:
            return int(value) if isinstance(value, bool) else value


def _encode_integer(type_: Integer, value: int) -> bytes:
    bits = 8 * type_.size
    least = -(1 << (bits - 1)) if type_.signed else 0
    value = _in_range(value, least, least + (1 << bits) - 1)
    return value.to_bytes(type_.size, _order(type_), signed=type_.signed)


def _encode_float(type_: Float, value: object) -> bytes:
    if isinstance(value, bool) or not isinstance(value, float | int):
        raise _wrong_type(value, "float")
    try:
        return struct.pack(_format(type_), value)
    except (OverflowError, struct.error):  # the latter for an int beyond every float
        raise Refusal(f"too large for {8 * type_.size} bits", OutOfRangeError) from None


def _encode_varint(type_: Varint, value: int) -> bytes:
    value = _in_range(value, type_.least, type_.greatest)
    if type_.zigzag:
        value = 2 * value if value >= 0 else -2 * value - 1
    if type_.form == "quic":
        power = next(power for power in range(4) if not value >> ((8 << power) - 2))
        size = 1 << power
        return (power << (8 * size - 2) | value).to_bytes(size, "big")
    raw = bytearray()
    while value > 0x7F:  # noqa: PLR2004  # seven bits a byte
        raw.append(0x80 | (value & 0x7F))
        value >>= 7
    raw.append(value)
    return bytes(raw)


def _encode_digits(type_: Digits, value: int) -> bytes:
    if value < 0 and not type_.signed:
        raise Refusal("negative, and without a sign", OutOfRangeError)
    sign = "-" if value < 0 else ""
    length = type_.extent.length
    least = length.size - len(sign) if isinstance(length, Fixed) else 1
    most = max(0, least) if isinstance(length, Fixed) else type_.max_digits
    if least > type_.max_digits or abs(value) >= type_.base ** min(most, type_.max_digits):
        raise Refusal(f"more than {most} digits", OutOfRangeError)
    digits = format(abs(value), "d" if type_.base == 10 else "x")  # noqa: PLR2004  # or 16
    return (sign + digits.zfill(least)).encode("ascii")


def _encode_text(value: object, encoding: str) -> bytes:
    if not isinstance(value, str):
        raise _wrong_type(value, "str")
    try:
        return value.encode(encoding)
    except UnicodeError as error:
        raise Refusal(f"not {encoding}: {error}", InvalidValueError) from None


def _bytes(value: object) -> bytes:
    try:
        return memoryview(value).tobytes()  # type: ignore[arg-type]  # the question is whether
    except TypeError:
        raise _wrong_type(value, "bytes") from None


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong_type(value, "bool")
    return value


def _in_range(value: int, least: int, greatest: int) -> int:
    if not least <= value <= greatest:
        raise Refusal(f"{shorten(value)} is not in {least} to {greatest}", OutOfRangeError)
    return value


def _wrong_type(value: object, wanted: str) -> Refusal:
    return Refusal(f"{wanted} is needed, not {type(value).__name__}", WrongTypeError)


def _order(type_: Integer | Bits) -> Literal["little", "big"]:
    return "little" if type_.little else "big"


def _format(type_: Float) -> str:
    return ("<" if type_.little else ">") + _FORMATS[type_.size]
