"""What a decoder does for a stranger, and where it stops."""

from __future__ import annotations

import msgspec

__all__ = ["DEFAULT_LIMITS", "Limits"]

_DEEPEST = 128
"""The greatest depth that both engines reach inside CPython's default recursion limit of 1,000."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The bounds of what one message may cost, whatever its bytes say.

    Each limit bites when the number that breaks it is read: before a byte is awaited, or an
    object allocated, on its behalf.
    """

    message_size: int = 16 * 1024 * 1024
    """The most bytes that a `Decoder` awaits for one message, and that all its transforms give."""

    element_count: int = 1_000_000
    """The most array elements of one message, those of all its arrays together."""

    depth: int = 64
    """How deep messages may nest, on decode and encode; the outermost message is 1."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if type(value) is not int or value < 1:
                message = f"Limits.{name} is a positive int, not {value!r}"
                raise ValueError(message)
        if self.depth > _DEEPEST:
            message = f"Limits.depth is at most {_DEEPEST}, not {self.depth}"
            raise ValueError(message)


DEFAULT_LIMITS = Limits()
"""The limits where none are given."""
