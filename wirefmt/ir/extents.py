"""How long something is: the one idea of a wire format.

An extent has five spellings (an `int`, an integer type, an expression, `until(…)`, `rest`), and
they mean the same wherever something has an extent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec

from wirefmt.ir.expressions import Expression

if TYPE_CHECKING:
    from wirefmt.ir.types import Choice, Scalar  # noqa: TC004  # types have extents, not the reverse

__all__ = ["Extent", "Fixed", "Last", "Length", "Prefixed", "Rest", "Told", "Until"]


class Fixed(msgspec.Struct, frozen=True):
    """A number that the declaration states; `pad` fills what a shorter value leaves."""

    size: int
    pad: bytes = b""


class Prefixed(msgspec.Struct, frozen=True):
    """A number that stands right before: `factor * item + offset`, where `item` is on the wire.

    With a choice, earlier fields tell as which type. `none` says that the value is None.
    """

    type: Scalar | Choice
    factor: int = 1
    offset: int = 0
    none: int | None = None


class Told(msgspec.Struct, frozen=True):
    """A number that earlier fields tell. `index` counts all that is told of one field's type."""

    expression: Expression
    index: int = 0


class Until(msgspec.Struct, frozen=True):
    """Delimited; the delimiter is consumed, and with `include` part of the value.

    It stands a multiple of `unit` bytes behind where the value begins: on a code unit's border. In
    an array it stands in place of an element. With `at_eof` the end of the window ends the value,
    too, if no delimiter does.
    """

    delimiter: bytes
    include: bool = False
    unit: int = 1
    at_eof: bool = False

    @property
    def behind(self) -> int:
        """The bytes of the delimiter that stand behind the value."""
        return 0 if self.include else len(self.delimiter)

    @property
    def inside(self) -> int:
        """The bytes of the delimiter that are part of the value."""
        return len(self.delimiter) if self.include else 0


class Last(msgspec.Struct, frozen=True):
    """Of an array: it ends with the element that satisfies a condition, in which it is `item`.

    With `at_eof` the end of the window ends it, too.
    """

    condition: Expression
    at_eof: bool = False


class Rest(msgspec.Struct, frozen=True):
    """To the end of what encloses it: the window, or the connection's close."""


Length: TypeAlias = Fixed | Prefixed | Told | Until | Last | Rest
"""The five spellings; of an array `until` may be a condition."""


class Extent(msgspec.Struct, frozen=True):
    """How long something is: one of five spellings, and the bounds of what they may say.

    `minimum` and `maximum` are in the extent's own unit: bytes, or elements of a count. Zeros
    follow up to a multiple of `align`, counted from the start of the class; `phase` is where the
    extent begins, modulo that.
    """

    length: Length
    minimum: int = 0
    maximum: int | None = None
    align: int = 1
    phase: int = 0

    def padding(self, size: int) -> int:
        """Return how many zeros follow so many bytes, prefix and delimiter included."""
        return -(self.phase + size) % self.align
