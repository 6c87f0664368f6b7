"""Loose ends of what was written: see `wirefmt.ir.loose`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

__all__ = ["END", "Loose", "LooseEnd", "followed"]


class LooseEnd(NamedTuple):
    """Where something ends that goes to the end, and takes what follows."""


Loose: TypeAlias = tuple[LooseEnd, ...]
"""What is loose at the end of some bytes; empty if nothing is."""

END: Final[Loose] = (LooseEnd(),)
"""What goes to the end."""


def followed(wires: Sequence[bytes]) -> list[bool]:
    """Return of each of some neighbours whether bytes stand behind it."""
    found: list[bool] = []
    follows = False
    for wire in reversed(wires):
        found.append(follows)
        follows = follows or bool(wire)
    return found[::-1]
