"""Bytes, text and users' functions, for generated code.

What is wrong is a `Fault` (or a `ValueError`): the reference engine then says what and where.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Any

from wirefmt._runtime.context import Context, Fault

__all__ = [
    "NoneType",
    "arm_of",
    "as_bytes",
    "as_elements",
    "covered",
    "delimited",
    "delimited_within",
    "ended",
    "filled",
    "find_unit",
    "peek_back",
    "put",
    "reached",
    "read_text",
    "refused",
    "spaced",
    "stripped",
    "transformed",
    "widened",
    "window_bytes",
    "zeros",
]

NoneType = type(None)
"""The class of None, under the name that generated code has for it."""


def window_bytes(data: object) -> bytes:
    """Return any bytes-like object as bytes; another object is a mistake of the caller's."""
    try:
        return bytes(memoryview(data))  # type: ignore[arg-type]
    except TypeError:
        message = f"a bytes-like object is required, not {type(data).__name__!r}"
        raise TypeError(message) from None


def peek_back(  # noqa: PLR0913, PLR0917  # what a number is, and where
    data: Any, begin: int, end: int, at: int, size: int, order: Any, *, signed: bool
) -> int:
    """Return a number that stands so far before the end, and not before `begin`."""
    first = end + at
    if first < begin:
        raise Fault
    return int.from_bytes(data[first : first + size], order, signed=signed)


def as_bytes(value: object) -> bytes:
    """Return the bytes of a value that must be bytes-like."""
    if type(value) is bytes:
        return value
    try:
        return bytes(memoryview(value))  # type: ignore[arg-type]
    except TypeError:
        raise Fault from None


def as_elements(value: object) -> None:
    """Look at an array, which must be a list or a tuple."""
    if not isinstance(value, list | tuple):
        raise Fault


def delimited(content: bytes, delimiter: bytes, unit: int = 1) -> bytes:
    """Return the content with its delimiter behind it, where a decoder would find it."""
    wire = content + delimiter
    if find_unit(wire, delimiter, 0, 0, len(wire), unit) != len(content):
        raise Fault
    return wire


def delimited_within(content: bytes, delimiter: bytes, unit: int = 1) -> bytes:
    """Return content that ends with its delimiter, where a decoder would find it."""
    if not content.endswith(delimiter):
        raise Fault
    return delimited(content[: len(content) - len(delimiter)], delimiter, unit)


def find_unit(  # noqa: PLR0913, PLR0917  # as `bytes.find`, from generated code
    data: bytes | bytearray, delimiter: bytes, begin: int, scan: int, stop: int, unit: int
) -> int:
    """Return where, from `scan` on, a delimiter stands whole code units behind `begin`, or -1."""
    found = data.find(delimiter, scan, stop)
    while found >= 0 and (found - begin) % unit:
        found = data.find(delimiter, found + 1, stop)
    return found


def read_text(content: bytes | bytearray, encoding: str) -> str:
    """Return the text of bytes that are as its encoding writes them."""
    value = str(content, encoding)
    if value.encode(encoding) != content:
        raise Fault
    return value


def filled(content: bytes, size: int, pad: bytes) -> bytes:
    """Return the content, filled to a size by what a decoder would strip again."""
    if len(content) > size or content.endswith(pad):
        raise Fault
    return content + pad * ((size - len(content)) // len(pad))


def stripped(content: bytes, pad: bytes) -> bytes:
    """Return the content without what fills it; a pad may have more than one byte."""
    if len(pad) == 1:
        return content.rstrip(pad)
    end = len(content)
    while content.endswith(pad, 0, end):
        end -= len(pad)
    return content[:end]


def transformed(transform: Any, data: bytes, context: Context, *using: object) -> bytes:
    """Return what a user's transform makes of bytes, and count it against the limit."""
    made = as_bytes(transform.decode(data, context.output, *using))
    if len(made) > context.output:
        raise Fault
    context.output -= len(made)
    return made


def ended(parts: list[bytes], delimiter: bytes) -> bytes:
    """Return elements with the delimiter behind them, none of which begins like it."""
    wire = b"".join((*parts, delimiter))
    offset = 0
    for part in parts:
        if wire.startswith(delimiter, offset):
            raise Fault
        offset += len(part)
    return wire


def spaced(parts: list[bytes], between: int) -> bytes:
    """Return elements, each of which begins at a multiple of so many bytes from the first."""
    wire = bytearray()
    for part in parts:
        wire += bytes(-len(wire) % between) + part
    return bytes(wire)


def reached(value: object, *names: str) -> Any:
    """Return the number at the end of a path as an extent: 0 where anything on it is absent."""
    for name in names:
        if value is None:
            return 0
        value = getattr(value, name)
    return 0 if value is None else value


def arm_of(value: object, arms: Mapping[type, int]) -> int:
    """Return the arm of a choice to which a value's class belongs, -1 if none.

    A value of just that class comes first; else an arm takes what its type takes elsewhere: an int
    for a float or an enum, any bytes-like for bytes, a tuple for a list.
    """
    found = arms.get(type(value))
    if found is not None:
        return found
    return next((arms[cls] for cls in _accepting(value, arms) if cls in arms), -1)


def _accepting(value: object, arms: Mapping[type, int]) -> Iterator[type]:
    match value:
        case bool() | None:
            return
        case int():
            yield int
            yield from (cls for cls in arms if isinstance(cls, enum.EnumMeta))
            yield float
        case float() | str():
            yield float if isinstance(value, float) else str
        case list() | tuple():
            yield list
        case _:
            yield bytes
            yield from type(value).__mro__  # a class of the user's may have others below it


def refused(result: object) -> bool:
    """Return whether a user's check refuses: a result that is false and not None."""
    return result is not None and not result


def covered(data: bytes | bytearray, first: int, last: int, own_start: int, own_end: int) -> bytes:
    """Return the bytes that a checksum covers, its own taken as zero where they lie inside."""
    if not first <= own_start < last:
        return bytes(data[first:last])
    own_end = min(own_end, last)
    return b"".join((data[first:own_start], bytes(own_end - own_start), data[own_end:last]))


def put(wire: bytes, start: int, part: bytes) -> bytes:
    """Return the bytes with some of them replaced."""
    return b"".join((wire[:start], part, wire[start + len(part) :]))


def zeros(count: int, context: Context) -> bytes:
    """Return zeros that a number tells, and charge them."""
    if not 0 <= count <= context.output:
        raise Fault
    context.output -= count
    return bytes(count)


def widened(content: bytes, base: int, step: int, context: Context) -> bytes:
    """Return content filled to a size, and from there on to a multiple of a step."""
    lacking = base - len(content)
    if lacking < 0:
        lacking = lacking % step if step > 1 else 0
    return content + zeros(lacking, context)
