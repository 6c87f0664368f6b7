"""Numbers on the wire and in expressions, for generated code.

What is wrong is a `Fault` (or a `ValueError`): the reference engine then says what and where.
"""

from __future__ import annotations

import operator
import struct
from collections.abc import Iterable, Mapping
from typing import Any

from wirefmt._runtime.context import Context, Fault

__all__ = [
    "bounded",
    "compared",
    "decimal_text",
    "floating",
    "floor_divide",
    "given",
    "hexadecimal_text",
    "integer",
    "integers",
    "member",
    "modulo",
    "number",
    "quic_size",
    "quic_varint",
    "read_digits",
    "read_quic_varint",
    "read_varint",
    "shift_left",
    "shift_right",
    "there",
    "varint",
    "varint_size",
    "zigzag",
]

_ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_WIDEST = 192
_LONGEST_SHIFT = 128
_CONTINUES = 0x80
_QUIC_BYTE = 6  # the bits that the shortest number of RFC 9000 holds
_FLOAT_CODES = {2: struct.Struct(">e"), 4: struct.Struct(">f"), 8: struct.Struct(">d")}

# ------------------------------------------------------------------ expressions


def there(value: object) -> object:
    """Return a value that must not be absent."""
    if value is None:
        raise Fault
    return value


def given(context: Context, name: str) -> object:
    """Return what the session has given under a name."""
    if name not in context.given:
        raise Fault
    return there(context.given[name])


def compared(left: Any, order: str, right: Any) -> bool:
    """Return whether one value is before or behind another, which has an order with it."""
    try:
        return bool(_ORDERS[order](left, right))
    except TypeError:
        raise Fault from None


def number(value: object) -> int:
    """Return a value that must be an int."""
    if not isinstance(value, int):
        raise Fault
    return value


def bounded(value: int) -> int:
    """Return a result that must have at most 192 bits."""
    if value.bit_length() > _WIDEST:
        raise Fault
    return value


def floor_divide(left: int, right: int) -> int:
    """Return `left // right`."""
    if not right:
        raise Fault
    return left // right


def modulo(left: int, right: int) -> int:
    """Return `left % right`."""
    if not right:
        raise Fault
    return left % right


def shift_left(left: int, right: int) -> int:
    """Return `left << right`."""
    if not 0 <= right <= _LONGEST_SHIFT:
        raise Fault
    return left << right


def shift_right(left: int, right: int) -> int:
    """Return `left >> right`."""
    if not 0 <= right <= _LONGEST_SHIFT:
        raise Fault
    return left >> right


# ------------------------------------------------------------------ values to be encoded


def integer(value: object) -> int:
    """Return a value that must be an int and no bool."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Fault
    return value


def integers(values: Iterable[object]) -> None:
    """Look at every element of an array of ints."""
    for value in values:
        integer(value)


def floating(value: object, size: int) -> float:
    """Return an int or float (no bool) that a float of `size` bytes can hold."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Fault
    try:
        _FLOAT_CODES[size].pack(value)
    except OverflowError:
        raise Fault from None
    return value


def member(value: object, members: Mapping[int, object]) -> int:
    """Return the number of an enum's member, given it or its number."""
    if not isinstance(value, int) or isinstance(value, bool) or value not in members:
        raise Fault
    return value


# ------------------------------------------------------------------ varints


def read_varint(  # noqa: PLR0913  # one call a varint, from a hot loop
    data: bytes | bytearray, offset: int, end: int, max_size: int, max_value: int, *, shortest: bool
) -> tuple[int, int]:
    """Read a LEB128 number that is there; return it and the index behind it."""
    value = shift = 0
    stop = min(end, offset + max_size)
    start = offset
    while offset < stop:
        byte = data[offset]
        offset += 1
        value |= (byte & 0x7F) << shift
        if byte < _CONTINUES:
            if value > max_value or (shortest and not byte and offset > start + 1):
                raise Fault
            return value, offset
        shift += 7
    raise Fault


def varint_size(data: bytes | bytearray, offset: int, max_size: int) -> int:
    """Return the index up to which a varint's bytes must be there, as far as those there tell."""
    stop = min(len(data), offset + max_size)
    for index in range(offset, stop):
        if data[index] < _CONTINUES:
            return index + 1
    return min(stop + 1, offset + max_size)


def varint(value: int, max_value: int) -> bytes:
    """Return a number as LEB128."""
    if not 0 <= value <= max_value:
        raise Fault
    if value < _CONTINUES:
        return value.to_bytes(1, "big")
    wire = bytearray()
    while value >= _CONTINUES:
        wire.append(value & 0x7F | _CONTINUES)
        value >>= 7
    wire.append(value)
    return bytes(wire)


def read_quic_varint(
    data: bytes | bytearray, offset: int, end: int, *, shortest: bool
) -> tuple[int, int]:
    """Read a number of RFC 9000, section 16, that is there; return it and the index behind it."""
    stop = offset + 1
    if stop <= end:
        stop = offset + (1 << (data[offset] >> 6))
    if stop > end:
        raise Fault
    bits = 8 * (stop - offset) - 2
    value = int.from_bytes(data[offset:stop], "big") & ((1 << bits) - 1)
    if shortest and bits > _QUIC_BYTE and not value >> (bits // 2 - 1):
        raise Fault
    return value, stop


def quic_size(data: bytes | bytearray, offset: int) -> int:
    """Return the index up to which such a number's bytes must be there, as far as is known."""
    return offset + (1 << (data[offset] >> 6) if offset < len(data) else 1)


def quic_varint(value: int) -> bytes:
    """Return a number as RFC 9000, section 16, has it, in as few bytes as it takes."""
    if value >= 0:
        for power in range(4):
            size = 1 << power
            if not value >> (8 * size - 2):
                return (power << (8 * size - 2) | value).to_bytes(size, "big")
    raise Fault


def zigzag(value: int) -> int:
    """Return the number that stands for this one: 0, 1, 2, 3 for 0, -1, 1, -2."""
    return 2 * value if value >= 0 else -2 * value - 1


# ------------------------------------------------------------------ ASCII digits

_DIGITS = {10: frozenset(b"0123456789"), 16: frozenset(b"0123456789abcdefABCDEF")}


def read_digits(
    text: bytes | bytearray, base: int, max_digits: int, *, signed: bool, fixed: bool
) -> int:
    """Return the number that ASCII digits spell; shortest form unless the extent is fixed."""
    negative = signed and text[:1] == b"-"
    digits = bytes(text[1:] if negative else text)
    if not 0 < len(digits) <= max_digits or not _DIGITS[base].issuperset(digits):
        raise Fault
    if not fixed and digits[0] == ord("0") and (len(digits) > 1 or negative):
        raise Fault
    value = int(digits, base)
    if negative and not value:  # it would not come back
        raise Fault
    return -value if negative else value


def decimal_text(value: int, max_digits: int, *, signed: bool, fixed: int | None) -> bytes:
    """Return a number as decimal digits, zero-filled to a fixed size."""
    return _text(format(abs(value), "d"), value, max_digits, signed=signed, fixed=fixed)


def hexadecimal_text(value: int, max_digits: int, *, signed: bool, fixed: int | None) -> bytes:
    """Return a number as lower-case hexadecimal digits, zero-filled to a fixed size."""
    return _text(format(abs(value), "x"), value, max_digits, signed=signed, fixed=fixed)


def _text(digits: str, value: int, max_digits: int, *, signed: bool, fixed: int | None) -> bytes:
    sign = "-" if value < 0 else ""
    if fixed is not None:
        digits = digits.rjust(fixed - len(sign), "0")
    too_long = len(digits) > max_digits or (fixed is not None and len(sign + digits) > fixed)
    if too_long or (sign and not signed):
        raise Fault
    return (sign + digits).encode("ascii")
