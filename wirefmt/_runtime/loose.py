"""Loose ends of what was encoded, for generated code: see `wirefmt.ir.loose`."""

from __future__ import annotations

from typing import Final, TypeAlias

from wirefmt._runtime.context import Fault

__all__ = ["END", "settled"]

Loose: TypeAlias = tuple[object, ...]
"""What is loose at the end of some bytes; empty if nothing is."""

END: Final[Loose] = ("end",)
"""What goes to the end, and takes what follows."""


def settled(parts: list[bytes], ends: list[Loose]) -> Loose:
    """Return what is loose at the end of all elements, of which no other may have a loose end."""
    loose: list[object] = []
    follows = False
    for part, end in zip(reversed(parts), reversed(ends), strict=True):
        if follows and end:
            raise Fault
        loose += end
        follows = follows or bool(part)
    return tuple(loose)
