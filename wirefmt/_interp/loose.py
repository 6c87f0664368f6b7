"""Loose ends of what was written: see `wirefmt.ir.loose`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

from wirefmt.errors import EncodeError

__all__ = ["END", "Loose", "LooseEnd", "closed", "followed", "reserved"]


class LooseEnd(NamedTuple):
    """Where something ends that takes what follows, unless its delimiter is written.

    Attributes:
        delimiter: What is written to close it.
        prove: Sees that it can be closed, and raises the error of the value that cannot. None if
            nothing closes it: it goes to the end.
    """

    delimiter: bytes = b""
    prove: Callable[[], object] | None = None


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


def closed(wire: bytes, loose: Loose) -> bytes | None:
    """Return bytes whose loose ends are closed, None if one goes to the end.

    Raises:
        EncodeError: If one cannot be closed.
    """
    proofs = [end.prove for end in loose if end.prove is not None]
    if len(proofs) < len(loose):
        return None
    for prove in proofs:
        prove()
    return b"".join((wire, *(end.delimiter for end in loose)))


def reserved(wire: bytes, loose: Loose) -> tuple[bytes, Loose]:
    """Return bytes whose loose ends are closed as far as they can be, and what is loose then.

    Fields that follow are reserved for, and so need it not.
    """
    for end in loose:
        try:
            if end.prove is None:
                return wire, END
            end.prove()
        except EncodeError:
            return wire, END
        wire += end.delimiter
    return wire, ()
