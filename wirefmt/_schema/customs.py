"""`custom`: values of which a user's codec reads and writes the bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar, overload

from wirefmt._runtime.customs import Writer
from wirefmt._schema.expressions import refused
from wirefmt._schema.nodes import CustomNode, Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirefmt._schema.extents import Checks, Presence

__all__ = ["CustomCodec", "custom"]

_T = TypeVar("_T")


class CustomCodec(Protocol[_T]):
    """Reads and writes values that no declaration can say, such as DNS names with compression.

    Positions are counted from the *origin*: the start of the outermost message, or of the innermost
    one around the value whose class says `origin=True`. Both functions must be inverse to one
    another, and pure but for the writer's `memo`: they may be called again to say what is wrong. A
    `ValueError` (or `struct.error`) that one of them raises becomes a `MalformedError` on decode
    and an `InvalidValueError` on encode; anything else comes through.

    An attribute `minimum` says how many bytes the least value takes: 1 if there is none.
    """

    def decode(self, data: memoryview, position: int, /) -> tuple[_T, int]:
        """Return the value that begins at a position, and the position behind it.

        Args:
            data: The bytes from the origin to the end of the window in which the value stands (of
                the whole input where there is none), which goes on behind the value. It is not
                copied: a slice of it keeps all the input alive, so take `bytes` of it.
            position: The index of the value's first byte; there are `minimum` bytes or more.
        """
        ...

    def encode(self, value: _T, writer: Writer, /) -> None:
        """Write a value."""
        ...


@overload
def custom(
    codec: CustomCodec[_T],
    *,
    default: _T = ...,
    default_factory: Callable[[], _T] = ...,
    when: None = None,
    check: Checks = ...,
) -> _T: ...
@overload
def custom(
    codec: CustomCodec[_T],
    *,
    default: _T | None = ...,
    default_factory: Callable[[], _T | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> _T | None: ...
def custom(codec: CustomCodec[Any], **options: Any) -> Any:
    """Say that a codec reads and writes the value, which knows where it stands.

    `None` is no value: it stands for an absent field.
    """
    ways = (getattr(codec, "decode", None), getattr(codec, "encode", None))
    if not all(map(callable, ways)):
        raise refused(f"custom takes an object with the functions decode and encode, not {codec!r}")
    match getattr(codec, "minimum", 1):
        case int() as minimum if minimum >= 0 and not isinstance(minimum, bool):
            return CustomNode("custom", Options.of(**options), codec=codec, minimum=minimum)
        case minimum:
            raise refused(f"minimum of a codec is a number of bytes from 0 on, not {minimum!r}")
