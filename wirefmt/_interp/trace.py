"""What a decoding was made of: which bits are which field, and which field is awaited."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from wirefmt.errors import Path

__all__ = ["Span", "Trace", "What"]

What: TypeAlias = Literal["value", "prefix", "delimiter", "padding", "presence"]
"""What of its field a span is."""


class Span(msgspec.Struct, frozen=True):
    """Neighbouring bits of one field, counted from the first byte of the data.

    In a group of bits that are taken from the least significant on, they are counted so too.
    A span of a value that takes no byte is empty.
    """

    path: Path
    start: int
    end: int
    what: What
    value: object


class Trace:
    """The spans of a message in wire order: together they cover each of its bits once.

    After an error, `spans` has what was read before it.

    Attributes:
        spans: What was read so far.
        waiting: The path of the field that lacks bytes while decoding waits; `()` before.
    """

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.waiting: Path = ()
