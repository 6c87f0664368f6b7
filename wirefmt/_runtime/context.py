"""What one message carries through both engines while it is encoded or decoded."""

from __future__ import annotations

from collections.abc import Mapping

from wirefmt.limits import DEFAULT_LIMITS, Limits

__all__ = ["Context", "Fault"]


class Fault(Exception):  # noqa: N818  # never reaches a user: it is not an error but a signal
    """Generated code met something that is wrong; the reference engine will say what and where."""


class Context:
    """One per message: limits and what counts against them, and what the session has given.

    Attributes:
        given: The names that the session has given.
        depth: How deep messages may nest; the outermost is 1.
        elements: How many more array elements the message may have.
        message_size: The most bytes that a stream awaits for the message; None in `decode`, whose
            bytes are in hand.
        loose: What is loose at the end of what was encoded last (`wirefmt.ir.loose`).
        output: How many more bytes the transforms of the message may give, all together; while it
            is encoded, the zeros that fill it as numbers tell.
        orders: Of the messages whose own bytes tell their byte order, whether each is
            little-endian, None if it failed; in the order in which they are encoded.
        place: How many of them were met; fewer than there are while something is tried again.
        eof: Whether no bytes will follow those that are there (always so in `decode`).
    """

    __slots__ = (
        "depth",
        "elements",
        "eof",
        "given",
        "loose",
        "message_size",
        "orders",
        "output",
        "place",
    )

    def __init__(
        self,
        limits: Limits = DEFAULT_LIMITS,
        given: Mapping[str, object] | None = None,
        *,
        stream: bool = False,
    ) -> None:
        self.given: Mapping[str, object] = {} if given is None else given
        self.depth: int = limits.depth
        self.elements: int = limits.element_count
        self.message_size: int | None = limits.message_size if stream else None
        self.output: int = limits.message_size
        self.eof: bool = not stream
        self.loose: tuple[object, ...] = ()
        self.orders: list[int | None] = []
        self.place: int = 0
