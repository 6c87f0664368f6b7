"""Loose ends of what was encoded, for generated code: see `wirefmt.ir.loose`.

Each is what sees that it can be closed, what this takes, and the delimiter that closes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from wirefmt._runtime.context import Fault
from wirefmt._runtime.values import delimited, find_unit

__all__ = ["END", "begun", "closed", "reserved", "settled", "undelimited", "undelimited_within"]

Loose: TypeAlias = tuple[tuple[Any, ...], ...]
"""What is loose at the end of some bytes; empty if nothing is."""


def _endless(_content: object, _delimiter: bytes) -> None:
    """Refuse to close what goes to the end."""
    raise Fault


END: Final[Loose] = ((_endless, b"", b""),)
"""What goes to the end, and takes what follows."""


def closed(part: bytes, loose: Loose) -> bytes:
    """Return bytes whose loose ends are closed."""
    for prove, content, delimiter, *unit in loose:
        prove(content, delimiter, *unit)
        part += delimiter
    return part


def reserved(part: bytes, loose: Loose) -> tuple[bytes, Loose]:
    """Return bytes whose loose ends are closed as far as they can be, and what is loose then."""
    for end in loose:
        try:
            part = closed(part, (end,))
        except Fault:
            return part, END
    return part, ()


def settled(parts: list[bytes], ends: list[Loose]) -> Loose:
    """Close all elements behind which others stand; return what is loose at the end of all."""
    loose: list[tuple[Any, ...]] = []
    follows = False
    for index in reversed(range(len(parts))):
        if follows:
            parts[index] = closed(parts[index], ends[index])
        else:
            loose += reversed(ends[index])
            follows = bool(parts[index])
    return tuple(reversed(loose))


def undelimited(content: bytes, delimiter: bytes, unit: int = 1) -> Loose:
    """Return the loose end of content in which there is no delimiter."""
    if find_unit(content, delimiter, 0, 0, len(content), unit) >= 0:
        raise Fault
    return ((delimited, content, delimiter, unit),)


def undelimited_within(content: bytes, delimiter: bytes, unit: int = 1) -> Loose:
    """Return what is loose at the end of content that has its delimiter there, or nowhere."""
    found = find_unit(content, delimiter, 0, 0, len(content), unit)
    if found < 0:
        return END
    if found != len(content) - len(delimiter):
        raise Fault
    return ()


def begun(parts: Sequence[bytes], delimiter: bytes) -> bytes:
    """Return elements without a delimiter behind them, none of which begins like it."""
    wire = b"".join(parts)
    offset = 0
    for part in parts:
        if wire.startswith(delimiter, offset):
            raise Fault
        offset += len(part)
    return wire
